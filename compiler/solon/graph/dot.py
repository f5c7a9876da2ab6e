"""The decision graph as a drawing for Graphviz.

Invariant: sorted; the same graph gives the same text.
"""

from __future__ import annotations

from typing import assert_never

from solon.engine.graph import AllOf, AnyOf, Constant, DayReached, Deny, InForce, InputIs, Node, ReadingIs, inputs_of
from solon.graph.nodes import Graph


def dot(graph: Graph) -> str:
    """The text of a `.dot` file: facts at the left, deeds at the right."""
    names: dict[int, list[str]] = {}
    for name, number in graph.names.items():
        names.setdefault(number, []).append(name)
    out = ["digraph decision {", "  rankdir=LR;", "  node [shape=box, fontsize=10];"]
    for number, node in enumerate(graph.nodes):
        label = _quote(" / ".join(names.get(number, [])) or _label(node))
        out.append(f"  n{number} [label={label}];")
        out += [f"  n{source} -> n{number};" for source in inputs_of(node)]
    for place, ((bearer, action), bearings) in enumerate(graph.bearings.items()):
        out.append(f"  d{place} [label={_quote(f'{bearer}: {action}')}, shape=ellipse];")
        out += [f"  n{b.node} -> d{place} [label={_quote(b.modality)}];" for b in bearings]
    return "\n".join([*out, "}"]) + "\n"


def _label(node: Node) -> str:
    match node:
        case Constant(value):
            return "always" if value else "never"
        case InputIs(name, value):
            return name if value is True else f"{name} = {value}"
        case ReadingIs(reading, option):
            return f"reading {reading} = {option}"
        case DayReached(date_id, month, day, fixed, shift):
            base = fixed or (f"{day}/{month} of the year of {date_id}" if month else date_id)
            return f"day >= {base}" + (f" {shift:+d}" if shift else "")
        case InForce(instrument, _, _):
            return f"{instrument} is in force"
        case AllOf():
            return "all of"
        case AnyOf():
            return "any of"
        case Deny():
            return "not"
        case _:
            assert_never(node)


def _quote(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'

"""What a block rests on and what rests on it into the sections "Depends on" and "Used by".

Invariant: whatever depends on a block is found again from that block. Readings stand among the open questions.
"""

from __future__ import annotations

from collections.abc import Iterable

from solon.model.blocks import Choice, DateInput, Fact, Period, Term
from solon.publish.html import Html, Part, el, items, join, pairs, section, sentence
from solon.publish.pen import Pen

_PLURALS = {
    "rule": "Rules", "exception": "Exceptions", "choice of duties": "Choices of duties",
    "group of rules": "Groups of rules",
    "defined term": "Defined terms", "fact": "Facts", "choice": "Choices", "date": "Dates", "period": "Periods",
    "action": "Actions", "person": "People", "action that counts as another": "Actions that count as others",
    "combination that cannot occur": "Combinations that cannot occur", "reading": "Open questions", "note": "Notes",
    "question": "Questions people have", "instrument": "Instruments", "example": "Examples",
}  # fmt: skip
KINDS = tuple(_PLURALS)
"""Every kind of block, in the order in which a reader meets them."""
_EXPLAINED = ("defined term", "fact", "choice", "date", "period")


def plural(kind: str) -> str:
    """The heading over several blocks of a kind."""
    return _PLURALS[kind]


def connections(pen: Pen, id: str) -> Html:
    """Both sections of a block. What stands in no section of either is left out."""
    rests = [name for name in pen.book.rests_on.get(id, ()) if name in pen.book.places]
    words = [name for name in rests if pen.book.places[name].kind in _EXPLAINED]
    others = [name for name in rests if name not in words and name not in pen.policy.readings]
    return join(
        [
            section("The words used", pairs([(pen.to(name), meaning(pen, name)) for name in words], class_="words")),
            section("Depends on", _by_kind(pen, others)),
            section("Used by", _by_kind(pen, pen.book.used_by.get(id, ()))),
        ],
        Html("\n"),
    )


def meaning(pen: Pen, id: str) -> Html | None:
    """What a word in a condition means: the question that settles it, or where it is defined."""
    policy = pen.policy
    found = policy.inputs.get(id) or policy.terms.get(id) or policy.periods.get(id)
    match found:
        case Fact() | Choice() | DateInput():
            judge = f"Judged by {found.judged_by}." if found.judged_by else ""
            spoken = el("p", sentence(found.help), class_="quiet") if found.help else None
            return join([el("p", found.asks), spoken, el("p", judge, class_="quiet") if judge else None])
        case Term() | Period():
            return _defined(pen, "defined term" if isinstance(found, Term) else "period", found)
        case _:
            return None


def _defined(pen: Pen, kind: str, found: Term | Period) -> Html:
    first = next(iter(found.cites), None)
    if first is None:
        return el("p", f"A {kind}.", class_="quiet")
    more = " and others" if len(found.cites) > 1 else ""
    return el("p", f"A {kind}, from ", pen.cite(first), f"{more}.", class_="quiet")


def _by_kind(pen: Pen, ids: Iterable[str]) -> Html | None:
    groups: dict[str, list[str]] = {}
    for name in ids:
        if name in pen.book.places:
            groups.setdefault(pen.book.places[name].kind, []).append(name)
    lines: list[Part] = [join([f"{plural(kind)}: ", pen.row(names)]) for kind, names in groups.items()]
    return items(lines)

"""A decision that was decided again into words, or into plain data.

Invariant: what stood in the file is shown on one line and without what a terminal could take for a command.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from solon.cli.at_hand import Rules
from solon.cli.telling import wrap
from solon.engine.deontic import Status
from solon.engine.faults import Fault
from solon.engine.replay import Answer, Replay

FEW = 6
Paint = Callable[[str, str], str]


@dataclass(frozen=True)
class Replayed:
    """A decision under the rules of then and of today.

    again: under the rules that made it, None where they are not at hand. now: under the rules of today. rules_then: the
    rules that made it. looked: all the rules that were looked at to find them.
    """

    again: Replay | None
    now: Replay
    today: Rules
    rules_then: Rules | None
    looked: tuple[Rules, ...]


def as_data(found: Replayed) -> dict[str, Any]:
    """Both as plain data: schema `solon.replay/1`, with the differences that the rules of then find."""
    own = {} if found.again is None else found.again.to_json()
    return {
        **found.now.to_json(),
        "reproduced": own.get("reproduced"),
        "of_part": own.get("of_part", False),
        "differences": own.get("differences", []),
        "refused": own.get("faults", []),
        "made_again_with": found.rules_then.label if found.rules_then else None,
        "looked_at": [{"label": one.label, "revision": one.policy.revision} for one in found.looked],
    }


def fault_data(fault: Fault) -> dict[str, str]:
    """A fault as plain data."""
    return {"at": fault.at, "says": fault.says, "help": fault.help}


def write(found: Replayed, paint: Paint) -> str:
    """Both in words: first whether it is the same decision, then what today's rules answer."""
    lines = (*_again(found, paint), "", *_today(found, paint))
    return "".join(f"{line}\n" for line in lines)


def _again(found: Replayed, paint: Paint) -> Iterator[str]:
    revision = _short(found.now.recorded)
    if found.again is None or found.rules_then is None:
        yield paint("Not decided again", "undetermined")
        yield from _plain(f"The rules that made this decision, revision {revision}, are not at hand. Looked at:")
        for one in found.looked:
            yield from _plain(f"- {one.label}: revision {_short(one.policy.revision)}", "  ", "  ")
        yield from _plain(
            "If you have them, say where: --artefact FILE for a compiled file, or --rules FOLDER or --rules REVISION "
            "for policies. A compiler of another version can give the same policies another revision."
        )
        return
    label = _clean(found.rules_then.label)
    if found.again.reproduced:
        yield paint("The same answer", "permitted")
        yield from _plain(f"With {label}, revision {revision}, the whole decision comes out again.")
        if found.again.of_part:
            yield from _plain(
                "It was made about what it asks alone: it holds the duties and assumptions that belong to this, and no "
                "others."
            )
        return
    yield paint("Not the same answer", "prohibited")
    if found.again.faults:
        yield from _plain(f"With {label}, revision {revision}, this situation cannot be answered:")
        yield from _faults(found.again.faults)
        return
    number = len(found.again.differences)
    places = "1 place differs" if number == 1 else f"{number} places differ"
    yield from _plain(
        f"With {label}, revision {revision}, {places}. "
        "The file was changed after it was made, or another engine made it."
    )
    for differing in found.again.differences[:FEW]:
        yield f"  {_clean(differing.place)}"
        yield f"    in the file:   {'nothing' if differing.recorded is None else differing.recorded}"
        yield f"    decided again: {'nothing' if differing.again is None else differing.again}"
    if number > FEW:
        yield f"  and {number - FEW} more; see all of them with --format json"


def _today(found: Replayed, paint: Paint) -> Iterator[str]:
    now = found.now
    same = now.recorded == now.rules
    yield paint("What today's rules answer", "heading")
    which = "the same revision" if same else f"revision {_short(now.rules)}"
    yield from _plain(f"Today's rules are {found.today.label} ({which}).")
    for old, new in now.renamed.items():
        yield from _plain(f'"{old}" is called "{new}" today.')
    if now.faults:
        yield from _plain("They give no answer, as they cannot take this situation:")
        yield from _faults(now.faults)
        yield from _plain(
            "To ask them without a fact, as if it were unknown: --without FACT. Or describe the situation anew, with "
            "the facts that they ask: solon decide."
        )
    shown = _worth_showing(now)
    for one in shown:
        line = f"{'*' if one.changed else '-'} {one.says}: {_then_and_now(one)}"
        first, *rest = _plain(line, "  ", "  ")
        yield from (paint(first, one.current.value) if one.changed and one.current else first, *rest)
    if now.decision is not None:
        yield from _plain(_count(now, len(now.answers) - len(shown)))
    yield from _assumed(found)


def _then_and_now(found: Answer) -> str:
    then = _words(found.then)
    if found.current is None:
        return f"{then} then, no answer now"
    if not found.changed:
        return f"{then}, as then"
    now = _words(found.current) if found.regulated else "no rule is about it"
    return f"{then} then, {now} now" + (f" ({'; '.join(found.by)})" if found.by else "")


def _worth_showing(now: Replay) -> tuple[Answer, ...]:
    """What changed, and what was asked; if nothing was asked, whatever some rule reached."""
    asked = any(one.asked for one in now.answers)
    return tuple(
        one for one in now.answers if one.changed or (one.asked if asked else one.then is not Status.NOT_REGULATED)
    )


def _count(now: Replay, hidden: int) -> str:
    answers, others = len(now.answers), len(now.changed)
    if not answers:
        return "The decision holds no answers."
    more = f" {hidden} of them are not listed here; see all with --format json." if hidden else ""
    if not others:
        return ("The answer is the same." if answers == 1 else f"All {answers} answers are the same.") + more
    one = "Of 1 answer, 1 is" if answers == 1 else f"Of {answers} answers, {others} {'is' if others == 1 else 'are'}"
    return f"{one} another today (*)." + (f" The {hidden} that are not listed are the same." if hidden else "")


def _assumed(found: Replayed) -> Iterator[str]:
    """What is assumed now and was not then."""
    more = found.now.assumed
    if more:
        yield from _plain("Assumed today, and not when the decision was made:")
    for one in more[:FEW]:
        fact = found.today.policy.facts[one.fact]
        yield from _plain(f"- {fact.says if one.value else fact.denies} ({one.why}) [{one.fact}]", "  ", "  ")
    if len(more) > FEW:
        yield f"  - and {len(more) - FEW} more; see all of them with --format json"


def _faults(faults: Iterable[Fault]) -> Iterator[str]:
    for fault in faults:
        yield from _plain(f"- {fault}", "  ", "  ")


def _plain(text: str, indent: str = "", hang: str = "") -> Iterator[str]:
    yield from wrap(_clean(text), indent, hang)


def _clean(text: str) -> str:
    """A text on one line, without what cannot be printed."""
    return "".join(one if one.isprintable() else "\N{REPLACEMENT CHARACTER}" for one in text)


def _words(status: Status) -> str:
    return status.value.replace("_", " ")


def _short(revision: str) -> str:
    return _clean(revision[:12]) or "unnamed"

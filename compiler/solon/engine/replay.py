"""A decision that was kept, decided again: whether the same rules give it back, and what these rules answer.

Invariant: nothing is guessed. Where the rules do not know a fact that was given, or it cannot be true under them, there
is no answer, and it is said why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NoReturn, cast

from solon.engine.deontic import RUNG_OF, STATUSES, Deed, Status
from solon.engine.differences import Difference, differences
from solon.engine.faults import Fault, UnknownFact, WrongSituation
from solon.engine.from_json import situation_from
from solon.engine.lazy import LazyDecision, LazyVerdict
from solon.engine.part import part_of
from solon.engine.program import Program
from solon.engine.recorded import Plain, Recorded, Then, recorded
from solon.engine.shown import on_one_line
from solon.engine.situation import Assumption, Situation

SCHEMA = "solon.replay/1"
SIDES = (False, True)
INTERVIEW = ("question", "order", "set aside")


@dataclass(frozen=True)
class Answer:
    """One answer, then and now.

    asked: whether the situation asks about it. says: who and what, in words where these rules know them. current: None
    where there is no answer. regulated: whether some rule is about it now. by: the paragraphs of the norms that give
    the answer of now.
    """

    bearer: str
    action: str
    says: str
    then: Status
    current: Status | None
    asked: bool
    regulated: bool
    by: tuple[str, ...]

    @property
    def changed(self) -> bool:
        """Whether these rules answer otherwise."""
        return self.current is not None and self.current is not self.then


Decide = Callable[[Situation], LazyDecision]


@dataclass(frozen=True)
class Replay:
    """A decision, decided again under some rules. It is never true or false by itself: look at `reproduced`.

    recorded: the revision of the rules that made it. rules: the revision of these rules. differences: where the
    decision of these rules is not the one that was kept; only looked for when they are the same rules. answers: then
    and now. faults: why there is no answer now. renamed: ids in the situation that are other ids now. assumed: what is
    assumed now, and was not then. decision: what these rules decide, or None. of_part: whether the decision that was
    kept is the same, but holds only the duties and assumptions that belong to what it asks about.
    """

    recorded: str
    rules: str
    differences: tuple[Difference, ...]
    answers: tuple[Answer, ...]
    faults: tuple[Fault, ...] = ()
    renamed: Mapping[str, str] = field(default_factory=dict[str, str])
    assumed: tuple[Assumption, ...] = ()
    decision: LazyDecision | None = None
    of_part: bool = False

    def __bool__(self) -> NoReturn:
        raise TypeError("a replay is neither true nor false; look at reproduced")

    @property
    def reproduced(self) -> bool | None:
        """Whether the same rules give the same decision; None where these are other rules."""
        if self.recorded != self.rules:
            return None
        return not self.differences and not self.faults

    @property
    def changed(self) -> tuple[Answer, ...]:
        """The answers that are others now."""
        return tuple(answer for answer in self.answers if answer.changed)

    def to_json(self) -> dict[str, Any]:
        """The whole of it as plain data, schema `solon.replay/1`."""
        return {
            "schema": SCHEMA,
            "recorded": self.recorded,
            "rules": self.rules,
            "reproduced": self.reproduced,
            "of_part": self.of_part,
            "differences": [
                {"place": one.place, "recorded": one.recorded, "again": one.again} for one in self.differences
            ],
            "answers": [_answer(one) for one in self.answers],
            "faults": [{"at": fault.at, "says": fault.says, "help": fault.help} for fault in self.faults],
            "renamed": dict(self.renamed),
            "assumed": [{"fact": one.fact, "value": one.value, "why": one.why} for one in self.assumed],
        }


def _answer(found: Answer) -> dict[str, Any]:
    return {
        "bearer": found.bearer,
        "action": found.action,
        "asked": found.asked,
        "then": found.then.value,
        "now": found.current.value if found.current else None,
        "changed": found.changed,
        "by": list(found.by),
    }


def replay(program: Program, decide: Decide, data: object, without: Iterable[str] = ()) -> Replay:
    """A decision, decided again.

    program: the rules. decide: what answers a situation under them. data: the decision as plain data. without: facts
    and readings of its situation that these rules cannot take, to be left out of what is answered now.

    Raises WrongRecord for data that is no decision, UnknownFact for something to leave out that is not in it.
    """
    found = recorded(data)
    left_out = tuple(without)
    _check(left_out, found.situation)
    differ: tuple[Difference, ...] = ()
    faults: tuple[Fault, ...] = ()
    of_part = False
    if found.revision == program.revision:
        try:
            differ, of_part = _compared(program, found, decide(situation_from(program, found.situation)))
        except WrongSituation as wrong:
            faults = wrong.faults
    now: LazyDecision | None = None
    if not faults:
        try:
            now = decide(situation_from(program, _as_of_now(program, found.situation, left_out)))
        except WrongSituation as wrong:
            faults = wrong.faults
    return Replay(
        found.revision,
        program.revision,
        differ,
        tuple(_answer_now(program, then, now) for then in found.answers),
        faults,
        _renamed(program, found.situation),
        () if now is None else _newly_assumed(program, found, now),
        now,
        of_part,
    )


def _names(situation: Plain) -> tuple[str, ...]:
    """The facts and readings that a situation gives."""
    found: list[str] = []
    for key in ("facts", "readings"):
        entries = situation.get(key)
        if isinstance(entries, Mapping):
            found += map(str, cast(Mapping[str, object], entries))
    return tuple(found)


def _check(without: tuple[str, ...], situation: Plain) -> None:
    """Refuse to leave out what is not there."""
    given = _names(situation)
    help = f"Given are: {', '.join(given)}." if given else "Nothing is given in it."
    strange = [name for name in without if name not in given]
    if strange:
        raise UnknownFact([Fault(one, f"This decision was not given {on_one_line(one)}.", help) for one in strange])


def _compared(program: Program, found: Recorded, decision: LazyDecision) -> tuple[tuple[Difference, ...], bool]:
    """Where a decision that was kept differs from what these rules decide, and whether it is a part of that.

    Either all of it is there, or exactly the part that what was asked rests on. Nothing between the two passes.
    """
    if len(decision) != len(found.answers):
        return tuple(differences(found.whole, decision.of_every_deed().to_json())), False
    whole = decision.to_json()
    differ = tuple(differences(found.whole, whole))
    if not differ or not decision.situation.asked:
        return differ, False
    part = part_of(program, decision.situation.asked)
    less = {
        **whole,
        "duties": [one for one in whole["duties"] if one["rule"] in part.norms],
        "assumptions": [one for one in whole["assumptions"] if one["fact"] in part.facts],
    }
    others = tuple(differences(found.whole, less))
    # Of two lists of differences, the shorter one says better what was changed.
    return (others, not others) if len(others) < len(differ) else (differ, False)


def _as_of_now(program: Program, situation: Plain, without: tuple[str, ...]) -> Plain:
    """The situation as it is asked now: about every deed, so that what no rule is about any more does no harm.

    A fact to leave out is unknown, neither presumed nor "no"; a reading has its chosen option.
    """
    kept = {key: value for key, value in situation.items() if key not in ("asked", *INTERVIEW)}
    for key in ("facts", "readings") if without else ():
        entries = kept.get(key)
        if isinstance(entries, Mapping):
            named = cast(Mapping[str, object], entries)
            asked = [name for name in without if name in named and program.former.get(name, name) in program.inputs]
            left = {name: value for name, value in named.items() if name not in without}
            kept[key] = {**left, **(dict.fromkeys(asked) if key == "facts" else {})}
    return kept


def _answer_now(program: Program, then: Then, decision: LazyDecision | None) -> Answer:
    bearer, deed = program.former.get(then.bearer, then.bearer), _deed(program, then.action)
    known = deed is not None and bearer in program.bearers
    says = f"{program.bearers[bearer].says}, {_words(program, deed)}" if deed and known else ""
    regulated = deed is not None and (bearer, deed) in program.pairs
    now = None if decision is None else Status.NOT_REGULATED
    by: tuple[str, ...] = ()
    if decision is not None and deed is not None and regulated:
        verdict = decision[bearer, deed.id]
        now, by = verdict.status, _by(verdict)
    says = says or f"{then.bearer} {then.action}"
    return Answer(then.bearer, then.action, says, then.status, now, then.asked, regulated, by)


def _deed(program: Program, action: str) -> Deed | None:
    """A deed by its id in answers; a former id of its action still works."""
    former = {Deed(old, instead).id: Deed(new, instead).id for old, new in program.former.items() for instead in SIDES}
    return program.deeds.get(former.get(action, action))


def _words(program: Program, deed: Deed) -> str:
    found = program.actions[deed.action]
    return found.instead if deed.instead else found.says


def _by(verdict: LazyVerdict) -> tuple[str, ...]:
    """The paragraphs of the norms that give a status."""
    if verdict.status not in STATUSES:
        return ()
    rung = STATUSES.index(verdict.status)
    giving = (norm for norm in verdict.norms if RUNG_OF[norm.modality] == rung and not norm.one_of)
    return tuple(dict.fromkeys(str(citation) for norm in giving for citation in norm.citations))


def _renamed(program: Program, situation: Plain) -> dict[str, str]:
    """The ids in a situation that are other ids now."""
    return {name: program.former[name] for name in _names(situation) if name in program.former}


def _newly_assumed(program: Program, found: Recorded, now: LazyDecision) -> tuple[Assumption, ...]:
    """What is assumed now, and was not assumed so when the decision was made.

    A decision on what was asked alone may leave out other assumptions, so only those that bear on it count.
    """
    then = {program.former.get(name, name): value for name, value in found.assumed.items()}
    newly = (one for one in now.assumptions if then.get(one.fact) is not one.value)
    if not found.answers or not all(answer.asked for answer in found.answers):
        return tuple(newly)
    asked = ((program.former.get(one.bearer, one.bearer), _deed(program, one.action)) for one in found.answers)
    bears = part_of(program, ((bearer, deed) for bearer, deed in asked if deed is not None)).facts
    return tuple(one for one in newly if one.fact in bears)

"""A decision as plain data back into what was asked and what was answered then.

Invariant: what does not have the form of a decision is refused, with the place of everything that is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import cast

from solon.engine.decision import SCHEMA
from solon.engine.deontic import Status
from solon.engine.faults import Fault, WrongRecord
from solon.engine.shown import on_one_line

Plain = Mapping[str, object]
STATUSES = {status.value: status for status in Status}
AGAIN = "Make it with: solon decide SITUATION --format json."


@dataclass(frozen=True)
class Then:
    """What was answered about one bearer and one action. asked: whether the situation asks about them."""

    bearer: str
    action: str
    status: Status
    asked: bool


@dataclass(frozen=True)
class Recorded:
    """A decision that was kept.

    revision: the sum of the rules that made it. situation: what was asked, with the keys of a situation file, and with
    who said each fact. answers: its verdicts. assumed: the values that were used although nobody gave them. whole: the
    data itself.
    """

    revision: str
    situation: Plain
    answers: tuple[Then, ...]
    assumed: Mapping[str, object]
    whole: Plain


def recorded(data: object) -> Recorded:
    """The decision that plain data holds: what `to_json` of a decision gave, as `json.loads` gives it back.

    Raises WrongRecord, with everything that is wrong.
    """
    return _Reader().whole(data)


class _Reader:
    """Reads one decision. faults: what was wrong, with its place."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def whole(self, data: object) -> Recorded:
        if not isinstance(data, Mapping):
            raise WrongRecord([Fault("", f"This is no decision: it is {_shown(data)}.", AGAIN)])
        top = cast(Plain, data)
        if "schema" not in top:
            raise WrongRecord([Fault("", 'This is no decision: it has no "schema".', AGAIN)])
        if top["schema"] != SCHEMA:
            says = f"This has the form {_shown(top['schema'])}; a decision has the form {SCHEMA}."
            raise WrongRecord([Fault("schema", says, AGAIN)])
        if "situation" not in top:
            says = "This decision does not hold the situation that it answers, as decisions of older versions do not."
            raise WrongRecord([Fault("situation", says, "Ask again with the file of the situation. " + AGAIN)])
        found = Recorded(
            revision=self.text(top, "revision", ""),
            situation=(situation := self.situation(top)),
            answers=tuple(self.answers(top, _asked(situation.get("asked")))),
            assumed=dict(self.assumed(top)),
            whole=top,
        )
        if self.faults:
            raise WrongRecord(self.faults)
        return found

    def wrong(self, place: str, says: str, help: str = "") -> None:
        self.faults.append(Fault(place, says, help))

    def text(self, found: Plain, key: str, place: str) -> str:
        value = found.get(key)
        if isinstance(value, str):
            return value
        where = f"{place}.{key}".lstrip(".")
        self.wrong(where, f"{where} is {_shown(value)}, not a text." if key in found else f"{where} is not there.")
        return ""

    def mapping(self, value: object, place: str) -> Plain:
        entries: object = value
        if isinstance(entries, Mapping) and all(isinstance(key, str) for key in cast(Mapping[object, object], entries)):
            return cast(Plain, entries)
        self.wrong(place, f"{place} is {_shown(value)}, not a mapping from names.")
        return {}

    def entries(self, top: Plain, key: str) -> Iterable[tuple[str, Plain]]:
        """The mappings in a list, each with its place."""
        value = top.get(key)
        if not isinstance(value, list | tuple):
            self.wrong(key, f"{key} is not there." if key not in top else f"{key} is {_shown(value)}, not a list.")
            return
        for number, entry in enumerate(cast(Iterable[object], value)):
            place = f"{key}[{number}]"
            before = len(self.faults)
            found = self.mapping(entry, place)
            if len(self.faults) == before:
                yield place, found

    def situation(self, top: Plain) -> Plain:
        """The situation, with who said each fact put back to it."""
        found = self.mapping(top["situation"], "situation")
        sources = self.mapping(top.get("sources", {}), "sources")
        facts = found.get("facts")
        if not sources or not isinstance(facts, Mapping):
            return found
        said: dict[str, object] = {}
        for name, value in cast(Mapping[str, object], facts).items():
            source = sources.get(name)
            said[name] = value
            if isinstance(source, Mapping) and not isinstance(value, Mapping):
                said[name] = {**self.mapping(cast(object, source), f"sources.{name}"), "value": value}
        return {**found, "facts": said}

    def answers(self, top: Plain, asked: frozenset[str]) -> Iterable[Then]:
        for place, entry in self.entries(top, "verdicts"):
            bearer, action = self.text(entry, "bearer", place), self.text(entry, "action", place)
            status = self.text(entry, "status", place)
            if status in STATUSES:
                yield Then(bearer, action, STATUSES[status], f"{bearer} {action}" in asked)
            elif status or entry.get("status") == "":
                known = f"There are: {', '.join(STATUSES)}."
                self.wrong(f"{place}.status", f"{place}.status is {_shown(status)}, which is no status.", known)

    def assumed(self, top: Plain) -> Iterable[tuple[str, object]]:
        for place, entry in self.entries(top, "assumptions"):
            yield self.text(entry, "fact", place), entry.get("value")


def _asked(found: object) -> frozenset[str]:
    """What a situation asks about, each as "bearer action"."""
    entries = cast(Iterable[object], found) if isinstance(found, list | tuple) else ()
    return frozenset(" ".join(entry.split()) for entry in entries if isinstance(entry, str))


def _shown(value: object) -> str:
    return on_one_line(f'"{value}"' if isinstance(value, str) else repr(value))

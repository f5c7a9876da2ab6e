"""The outcomes of an action as data: lists of ways for each status, and the lists that their entries stand for.

Invariant: schema `solon.outcomes/1`; the same policy always gives the same bytes. A list that is not complete says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from solon.engine.deontic import Citation, Status

SCHEMA = "solon.outcomes/1"
DEFINED = ("term", "period", "counts")
Key = tuple[str, str, bool]


class Part(StrEnum):
    """What an entry is there for: the norm reaches the act, no exception lifts it, no stronger norm applies."""

    REACH = "reach"
    EXCEPTION = "exception"
    STRONGER = "stronger"


@dataclass(frozen=True)
class Entry:
    """One condition of a way. kind: fact, choice, day, term, period or counts. values: any one of them is enough."""

    kind: str
    id: str
    values: tuple[str, ...]
    says: str
    part: Part = Part.REACH

    @property
    def means(self) -> Key | None:
        """The key of the list that the entry stands for; None for facts, choices and days."""
        return (self.kind, self.id, self.values == ("yes",)) if self.kind in DEFINED else None


@dataclass(frozen=True)
class Cited:
    """A norm or an exception that a way rests on. through: the counts blocks that lead to it."""

    id: str
    citations: tuple[Citation, ...]
    through: tuple[str, ...] = ()


@dataclass(frozen=True)
class Way:
    """One smallest set of conditions, in policy order.

    norms: what gives the status; certain: each of them does, not only one or the other. exceptions: what the entries
    of that part keep away. lifted: rules that would apply, each with the exceptions of which one or the other lifts it.
    """

    entries: tuple[Entry, ...]
    norms: tuple[Cited, ...] = ()
    certain: bool = True
    exceptions: tuple[Cited, ...] = ()
    lifted: tuple[tuple[Cited, tuple[Cited, ...]], ...] = ()


@dataclass(frozen=True)
class Ways:
    """A list of ways, shortest first, then in policy order.

    more: how many further sets of facts were not looked at; None when the list needs too many steps to be made.
    """

    ways: tuple[Way, ...]
    more: int | None = 0


@dataclass(frozen=True)
class StaysOff:
    """The ways in which a norm does not apply. says: the norm in words."""

    number: int
    norm: Cited
    says: str
    ways: Ways


@dataclass(frozen=True)
class Outcome:
    """A status that can come out.

    unless: the numbers of the norms that must not apply beside each of its ways. follow: those that then do not either.
    """

    status: Status
    ways: Ways
    unless: tuple[int, ...] = ()
    follow: tuple[int, ...] = ()


@dataclass(frozen=True)
class DeedOutcomes:
    """What can come out for one bearer and one deed.

    off: the norms that some list takes not to apply. norms: all that bear on the deed. one_of: duties that this deed
    meets among others, in words. readings: the open questions that the norms rest on, as answered.
    """

    bearer: str
    action: str
    outcomes: tuple[Outcome, ...]
    off: tuple[StaysOff, ...] = ()
    norms: tuple[Cited, ...] = ()
    one_of: tuple[tuple[Cited, str], ...] = ()
    readings: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Meaning:
    """What an entry stands for. kind: as in entries. holds: whether the list says how it holds, or how it does not."""

    kind: str
    id: str
    holds: bool
    says: str
    citations: tuple[Citation, ...]
    ways: Ways

    @property
    def key(self) -> Key:
        """What entries name it by."""
        return self.kind, self.id, self.holds


@dataclass(frozen=True)
class Outcomes:
    """All outcomes of an action, with the lists that entries stand for.

    bearer: the only one asked about, or nothing. flat: over facts alone.
    """

    action: str
    bearer: str
    flat: bool
    deeds: tuple[DeedOutcomes, ...]
    meanings: tuple[Meaning, ...]

    @property
    def lists(self) -> Iterator[Ways]:
        """Every list."""
        for deed in self.deeds:
            yield from (outcome.ways for outcome in deed.outcomes)
            yield from (off.ways for off in deed.off)
        yield from (meaning.ways for meaning in self.meanings)

    @property
    def whole(self) -> bool:
        """Whether every list is complete."""
        return all(found.more == 0 for found in self.lists)

    def to_json(self) -> dict[str, Any]:
        """The outcomes as plain data, schema `solon.outcomes/1`."""
        return {
            "schema": SCHEMA,
            "action": self.action,
            **({"bearer": self.bearer} if self.bearer else {}),
            "flat": self.flat,
            "complete": self.whole,
            "deeds": [_deed(found) for found in self.deeds],
            "meanings": [
                {
                    "kind": found.kind,
                    "id": found.id,
                    "holds": found.holds,
                    "says": found.says,
                    "citations": _cites(found.citations),
                    **_ways(found.ways),
                }
                for found in self.meanings
            ],
        }


def _deed(found: DeedOutcomes) -> dict[str, Any]:
    return {
        "bearer": found.bearer,
        "action": found.action,
        "statuses": [
            {
                "status": one.status.value,
                **_ways(one.ways),
                **({"unless": list(one.unless)} if one.unless else {}),
                **({"follow": list(one.follow)} if one.follow else {}),
            }
            for one in found.outcomes
        ],
        "off": [
            {"number": one.number, "norm": _cited(one.norm), "says": one.says, **_ways(one.ways)} for one in found.off
        ],
        "norms": [_cited(norm) for norm in found.norms],
        "one_of": [{"norm": _cited(norm), "says": says} for norm, says in found.one_of],
        "readings": dict(found.readings),
    }


def _ways(found: Ways) -> dict[str, Any]:
    """The ways; `more` is there only when some are left out, null when the list could not be made."""
    return {"ways": [_way(way) for way in found.ways], **({} if found.more == 0 else {"more": found.more})}


def _way(way: Way) -> dict[str, Any]:
    return {
        "entries": [_entry(entry) for entry in way.entries],
        **({"norms": [_cited(norm) for norm in way.norms]} if way.norms else {}),
        **({} if way.certain else {"certain": False}),
        **({"exceptions": [_cited(one) for one in way.exceptions]} if way.exceptions else {}),
        **({"lifted": [_lifted(norm, exceptions) for norm, exceptions in way.lifted]} if way.lifted else {}),
    }


def _lifted(norm: Cited, exceptions: tuple[Cited, ...]) -> dict[str, Any]:
    return {"norm": _cited(norm), "by": [_cited(exception) for exception in exceptions]}


def _entry(entry: Entry) -> dict[str, Any]:
    part = {} if entry.part is Part.REACH else {"part": entry.part.value}
    return {"kind": entry.kind, "id": entry.id, "values": list(entry.values), "says": entry.says, **part}


def _cited(found: Cited) -> dict[str, Any]:
    through = {"through": list(found.through)} if found.through else {}
    return {"id": found.id, "citations": _cites(found.citations), **through}


def _cites(found: tuple[Citation, ...]) -> list[str]:
    return [str(citation) for citation in found]

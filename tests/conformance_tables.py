"""A table of statuses for complete facts into cases for all facts, known and unknown: 3^n for n yes/no facts.

Invariant: the table lists every completion, written by hand. A status with unknown facts follows from the rows that
are left: all of them agree, or it is undetermined. Permitted and not regulated do not disagree.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, product
from typing import Any

IMPOSSIBLE = "impossible"
LADDER = ("prohibited", "required", "advised_against", "advised", "permitted", "not_regulated")
WEAK = {"permitted": "not_regulated"}
UNKNOWN = (object(),)
Values = tuple[object, ...]


@dataclass(frozen=True)
class Table:
    """Inputs, in policy order, and the status of each deed for each row of their values; None where it cannot occur.

    presumed: the inputs have presumptions, so that an unknown one must be said to be unknown.
    """

    id: str
    inputs: tuple[str, ...]
    deeds: tuple[str, ...]
    rows: Mapping[Values, tuple[str, ...] | None]
    readings: Mapping[str, str]
    presumed: bool


@dataclass(frozen=True)
class Made:
    """A case of a table."""

    id: str
    situation: Mapping[str, Any]
    expect: tuple[Mapping[str, Any], ...]
    impossible: bool


def rows_of(found: Mapping[str, Any]) -> Table:
    """A table as it stands in a file. Raises ValueError when a completion is missing, or stands there twice."""
    count = len(found["inputs"])
    rows: dict[Values, tuple[str, ...] | None] = {}
    for row in found["rows"]:
        values, statuses = tuple(row[:count]), tuple(row[count:])
        if values in rows or not (statuses == (IMPOSSIBLE,) or len(statuses) == len(found["deeds"])):
            raise ValueError(f"{found['id']}: {row}")
        rows[values] = None if statuses == (IMPOSSIBLE,) else statuses
    if len(rows) != len(list(product(*_domains(rows)))):
        raise ValueError(f"{found['id']}: not every completion has a row")
    readings, presumed = found.get("readings", {}), found.get("presumed", False)
    return Table(found["id"], tuple(found["inputs"]), tuple(found["deeds"]), rows, readings, presumed)


def table_cases(table: Table) -> Iterator[Made]:
    """Every situation of a table: each input known with each of its values, or unknown."""
    domains = _domains(table.rows)
    for number, chosen in enumerate(product(*((*values, UNKNOWN) for values in domains))):
        left = [row for row in table.rows if _agrees(row, chosen)]
        possible = [row for row in left if table.rows[row] is not None]
        expect = tuple(_expected(table, domains, chosen, place) for place in range(len(table.deeds)))
        yield Made(
            f"{table.id}_{number}",
            _situation(table, chosen, number),
            expect if possible else (),
            not possible,
        )


def _domains(rows: Mapping[Values, object]) -> tuple[tuple[object, ...], ...]:
    """The values of each input, in the order of the rows."""
    return tuple(tuple(dict.fromkeys(column)) for column in zip(*rows, strict=True))


def _agrees(row: Values, chosen: Values) -> bool:
    return all(value is UNKNOWN or value == own for value, own in zip(chosen, row, strict=True))


def _situation(table: Table, chosen: Values, number: int) -> Mapping[str, Any]:
    """Unknown is said in three ways, in turn; all of them mean the same."""
    facts: dict[str, object] = {}
    for place, (name, value) in enumerate(zip(table.inputs, chosen, strict=True)):
        if value is not UNKNOWN:
            facts[name] = value
        elif (number + place) % 3 or table.presumed:
            facts[name] = "unknown" if (number + place) % 3 == 1 else None
    readings = {"readings": dict(table.readings)} if table.readings else {}
    return {"facts": facts, **readings, "asked": list(table.deeds)}


def _expected(table: Table, domains: tuple[Values, ...], chosen: Values, place: int) -> Mapping[str, Any]:
    """What one deed must get by the rows that are left."""
    left = {row: found[place] for row, found in table.rows.items() if found is not None and _agrees(row, chosen)}
    possible = [status for status in LADDER if status in left.values()]
    settled = len({WEAK.get(status, status) for status in possible}) == 1
    bearer, _, action = table.deeds[place].partition(" ")
    expect: dict[str, Any] = {
        "bearer": bearer,
        "action": action,
        "status": possible[0] if settled and possible else "undetermined",
        "possible": possible,
    }
    whole = {row: found[place] if found else "" for row, found in table.rows.items()}
    matter = [] if settled else _matter(left, whole, chosen, domains)
    if settled or matter:
        # Where `impossible` blocks tie facts together so that none can change alone, a table does not say which matter.
        expect["missing in order"] = [table.inputs[number] for number in matter]
    return expect


def _matter(
    left: Mapping[Values, str], whole: Mapping[Values, str], chosen: Values, domains: tuple[Values, ...]
) -> list[int]:
    """The unknown inputs of which two completions that differ in one alone disagree, the most decisive first.

    First comes what leaves, on average over its values, the fewest statuses; each value weighs as many completions as
    it leaves.
    """
    found: dict[int, Fraction] = {}
    for place, value in enumerate(chosen):
        if value is not UNKNOWN or not any(
            WEAK.get(left[one], left[one]) != WEAK.get(left[other], left[other])
            for one, other in combinations(left, 2)
            if [number for number, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1]] == [place]
        ):
            continue
        parts = [[status for row, status in left.items() if row[place] == own] for own in domains[place]]
        open_ = sum(len(part) * len({WEAK.get(status, status) for status in part}) for part in parts)
        found[place] = Fraction(open_, len(left))
    return sorted(found, key=lambda place: (found[place], place))

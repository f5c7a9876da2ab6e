"""Situations with the answers that every engine must give, from the files in which people and fixtures state them.

Invariant: no expected value comes from an engine. A table gives the status for complete facts by hand; what follows
from it for unknown facts is worked out here by the definition of unknown alone: every completion counts.

`python -m tests.conformance_cases DIR` writes all of it as JSON, for engines in other languages.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from _pytest.mark import ParameterSet

from solon import pipeline
from solon.cli.files import read_policies, write_tree
from solon.engine.situation import Situation, Value
from solon.fixtures import Fixture, from_yaml
from solon.model.examples import Example
from solon.situations import read_situation
from tests.conformance_tables import rows_of, table_cases

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "tests" / "conformance"
MEANING = ROOT / "tests" / "cases" / "meaning"
FIXTURES = ROOT / "tests" / "fixtures"
FROM_FIXTURES = "fixtures"
Plain = Mapping[str, Any]


@dataclass(frozen=True)
class Case:
    """A situation as JSON, and what its decision must say; what is not mentioned may be anything.

    cannot_occur: when given, there must be no decision at all, and these `impossible` blocks must be named among the
    reasons. assumed: exactly the values that are used although nobody gave them. The keys of `expect` are explained in
    tests/conformance/README.md.
    """

    id: str
    situation: Plain
    expect: tuple[Plain, ...] = ()
    cannot_occur: tuple[str, ...] | None = None
    assumed: Mapping[str, bool] | None = None

    @property
    def statuses(self) -> dict[tuple[str, str], str]:
        """The status of each bearer and deed, for engines that give statuses alone."""
        return {(one["bearer"], one["action"]): one["status"] for one in self.expect if "status" in one}


@dataclass(frozen=True)
class Suite:
    """A set of policies and its cases."""

    name: str
    build: pipeline.Build
    cases: tuple[Case, ...]

    def situation(self, case: Case) -> Situation:
        """The situation of a case, read as JSON."""
        found, findings = read_situation(self.build.policy, case.id, json.dumps(case.situation))
        assert found is not None, [finding.message for finding in findings]
        return found


@cache
def suites() -> tuple[Suite, ...]:
    """Every set of policies with its cases: the small ones of this folder, those of the meaning, the instruments."""
    return tuple(_suites())


@cache
def by_name() -> dict[str, Suite]:
    """The same by name."""
    return {suite.name: suite for suite in suites()}


def shortly() -> list[ParameterSet]:
    """The names of all suites, to be parameters. The fixtures are many, so they are left to `make prove`."""
    long = {FROM_FIXTURES: pytest.mark.prove}
    return [pytest.param(suite.name, marks=long.get(suite.name, ())) for suite in suites()]


def answer(policy: Any, impossible: type[ValueError], situation: Plain) -> tuple[Plain | None, tuple[str, ...]]:
    """The decision as JSON, or None with the `impossible` blocks that it runs into."""
    assert situation.keys() <= {"on", "facts", "everything else", "readings", "asked"}
    try:
        decision = policy.decide(
            situation.get("facts"),
            situation.get("on"),
            readings=situation.get("readings"),
            everything_else_no=situation.get("everything else") == "no",
            asked=situation.get("asked"),
        )
    except impossible as found:
        return None, tuple(fault.at for fault in found.faults)  # type: ignore[attr-defined]
    return decision.to_json(), ()


def _suites() -> Iterator[Suite]:
    lock = (FOLDER / "sources.lock").read_text("utf-8")
    for path in sorted(FOLDER.glob("*.solon")):
        yield Suite(path.stem, _built(path, lock), tuple(_by_hand(json.loads(path.with_suffix(".json").read_text()))))
    for path in sorted(MEANING.glob("*.solon")):
        built = _built(path, lock)
        yield Suite(f"meaning_{path.stem}", built, tuple(map(_example, built.policy.examples.values())))
    instruments = pipeline.checked(*read_policies(ROOT / "policies"))
    yield Suite("instruments", instruments, tuple(map(_example, instruments.policy.examples.values())))
    yield Suite(FROM_FIXTURES, instruments, tuple(_fixtures()))


def _built(path: Path, lock: str) -> pipeline.Build:
    return pipeline.checked({path.name: path.read_bytes()}, lock)


def _by_hand(found: Plain) -> Iterator[Case]:
    """The cases of one file of this folder, and those of its tables."""
    for one in found["cases"]:
        blocks = one.get("cannot occur by")
        blocked = None if blocks is None else tuple(blocks)
        yield Case(one["id"], one["situation"], tuple(one.get("expect", ())), blocked, one.get("assumed"))
    for table in found["tables"]:
        for made in table_cases(rows_of(table)):
            yield Case(made.id, made.situation, made.expect, () if made.impossible else None)


def _example(found: Example) -> Case:
    asked = tuple(f"{one.bearer} {one.deed.id}" for one in found.expect)
    situation = _situation(found.on, found.given, found.unknown, found.rest_is_no, found.readings, asked)
    expect: list[Plain] = []
    for one in found.expect:
        days = {"from": one.first, "by": one.due, "until": one.last}
        given = {name: day.isoformat() for name, day in days.items() if day}
        expect.append(
            {
                "bearer": one.bearer,
                "action": one.deed.id,
                "status": one.status.value,
                **({} if one.by is None else {"by": list(one.by)}),
                **({} if one.wanting is None else {"missing, in any order": list(one.wanting)}),
                **({"days": [{"of": list(one.by or ()), **given}]} if given else {}),
            }
        )
    return Case(found.id, situation, tuple(expect))


def _fixtures() -> Iterator[Case]:
    for path in sorted(FIXTURES.rglob("*.yaml")):
        for fixture in from_yaml(path.relative_to(FIXTURES).as_posix(), path.read_text("utf-8")):
            yield _fixture(fixture)


def _fixture(found: Fixture) -> Case:
    case, expect = found.case, found.expect
    asked = f"{expect.bearer} {expect.action}"
    situation = _situation(case.on, case.facts, case.unknown, True, case.readings, (asked,))
    if expect.cannot_occur:
        return Case(found.id, situation, (), expect.cannot_occur)
    values: dict[str, Any] = {
        "status": expect.status.value if expect.status else None,
        "applies": list(expect.applies),
        "does not apply": list(expect.does_not_apply),
        "open": list(expect.open_norms),
        "defeated": _by_rule(expect.defeated),
        "not defeated": _by_rule(expect.not_defeated),
        "missing": list(expect.missing),
        "not missing": list(expect.not_missing),
        "days": [{"of": [rule], "by": day.isoformat()} for rule, day in expect.due],
        "with force": {norm: modality.value for norm, modality in expect.forces},
    }
    kept = {key: value for key, value in values.items() if value}
    return Case(found.id, situation, ({"bearer": expect.bearer, "action": expect.action, **kept},))


def _situation(
    on: date | str | None,
    given: tuple[tuple[str, Value], ...],
    unknown: tuple[str, ...],
    rest_is_no: bool,
    readings: tuple[tuple[str, str], ...],
    asked: tuple[str, ...],
) -> Plain:
    facts = {name: value.isoformat() if isinstance(value, date) else value for name, value in given}
    return {
        **({} if on is None else {"on": str(on)}),
        "facts": {**facts, **dict.fromkeys(unknown, "unknown")},
        **({"everything else": "no"} if rest_is_no else {}),
        **({"readings": dict(readings)} if readings else {}),
        "asked": list(asked),
    }


def _by_rule(pairs: tuple[tuple[str, str], ...]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for rule, by in pairs:
        found.setdefault(rule, []).append(by)
    return found


def write(folder: Path) -> None:
    """Write each suite below a folder: `NAME/policies.json`, the artefact, and `NAME/cases.jsonl`, a case a line."""
    for suite in suites():
        lines = (json.dumps(asdict(case), ensure_ascii=False) + "\n" for case in suite.cases)
        write_tree(folder / suite.name, {"policies.json": suite.build.artefact, "cases.jsonl": "".join(lines)})


if __name__ == "__main__":
    write(Path(sys.argv[1]))

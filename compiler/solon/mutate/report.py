"""Results into scores: how many mutants that differ the fixtures notice, and how many the examples alone.

Invariant: only mutants that differ count. A share is rounded down, so that it is 100 only when nothing survives.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from solon.mutate.mutant import Kind, Mutant
from solon.mutate.trial import Outcome, Result

SCHEMA = "solon.mutate/1"


@dataclass(frozen=True)
class Score:
    """Numbers of mutants. fixtures, examples: how many of those that differ each of the two notices."""

    differs: int
    fixtures: int
    examples: int
    equivalent: int
    does_not_compile: int
    undecided: int

    @property
    def complete(self) -> bool:
        """Whether the fixtures notice every mutant that differs, and nothing is left undecided."""
        return self.fixtures == self.differs and not self.undecided


def share(part: int, whole: int) -> int:
    """A part in per cent, rounded down."""
    return 100 * part // whole if whole else 100


def score(results: Iterable[Result]) -> Score:
    """The score of some results."""
    found = list(results)

    def of(outcome: Outcome) -> int:
        return sum(one.outcome is outcome for one in found)

    differ = [one for one in found if one.outcome is Outcome.DIFFERS]
    return Score(
        len(differ),
        sum(bool(one.fixture) for one in differ),
        sum(bool(one.example) for one in differ),
        of(Outcome.EQUIVALENT),
        of(Outcome.DOES_NOT_COMPILE),
        of(Outcome.UNDECIDED),
    )


def by_kind(results: Iterable[Result]) -> dict[str, Score]:
    """The score of each kind of change, in the order of the kinds."""
    scores = _by(results, lambda one: one.mutant.kind.value)
    return {kind.value: scores[kind.value] for kind in Kind if kind.value in scores}


def by_instrument(results: Iterable[Result]) -> dict[str, Score]:
    """The score of each instrument, by its id."""
    return dict(sorted(_by(results, lambda one: one.mutant.instrument).items()))


def _by(results: Iterable[Result], key: Callable[[Result], str]) -> dict[str, Score]:
    groups: dict[str, list[Result]] = {}
    for one in results:
        groups.setdefault(key(one), []).append(one)
    return {name: score(found) for name, found in groups.items()}


def as_data(results: Iterable[Result]) -> dict[str, Any]:
    """Everything as plain data."""
    found = list(results)
    return {
        "schema": SCHEMA,
        "score": _score(score(found)),
        "kinds": {name: _score(one) for name, one in by_kind(found).items()},
        "instruments": {name: _score(one) for name, one in by_instrument(found).items()},
        "mutants": [_result(one) for one in found],
    }


def mutant_as_data(mutant: Mutant) -> dict[str, Any]:
    """A mutant as plain data."""
    return {
        "kind": mutant.kind.value,
        "block": mutant.block,
        "instrument": mutant.instrument,
        "file": mutant.span.file,
        "line": mutant.span.line,
        "change": mutant.says,
    }


def _score(found: Score) -> dict[str, int]:
    return {
        "differ": found.differs,
        "noticed_by_fixtures": found.fixtures,
        "noticed_by_examples": found.examples,
        "equivalent": found.equivalent,
        "do_not_compile": found.does_not_compile,
        "undecided": found.undecided,
    }


def _result(one: Result) -> dict[str, Any]:
    found = one.difference
    shown = (
        {} if found is None else {"about": found.about, "readings": dict(found.readings), "when": list(found.witness)}
    )
    return {
        **mutant_as_data(one.mutant),
        "outcome": one.outcome.value,
        "fixture": one.fixture or None,
        "example": one.example or None,
        **({"difference": shown} if shown else {}),
    }

"""One row into its exact answers: the one place at which tables ask the engine.

Invariant: the answer is that of a decision for the same situation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from solon.engine.atlas import rungs_of
from solon.engine.decide import Decider
from solon.engine.deontic import RUNG_OF, STATUSES, Pair, headline
from solon.engine.situation import Situation

Key = tuple[str, str]
Answer = tuple[str, str | None]


@dataclass(frozen=True)
class Row:
    """A situation in a table.

    on: the day of the act; None with left_out when no day is asked for, without it when the day is unknown. given:
    what the row says, by input id; a value of None is unknown.
    """

    on: date | None
    left_out: bool
    given: Mapping[str, bool | str | date | None]
    readings: Mapping[str, str]
    rest_is_no: bool


# Answers by bearer and action, of the deeds asked for; or the `impossible` blocks that rule the row out.
Exact = Callable[[Row, Iterable[Key]], Mapping[Key, Answer] | tuple[str, ...]]


def exact_by(decider: Decider) -> Exact:
    """What answers rows by the diagrams of a decider. It raises TooLarge where a row needs too many steps."""
    pairs: dict[Key, Pair] = {(bearer, deed.id): (bearer, deed) for bearer, deed in decider.pairs}

    def exact(row: Row, asked: Iterable[Key]) -> Mapping[Key, Answer] | tuple[str, ...]:
        situation = Situation(
            on=row.on,
            day_left_out=row.left_out,
            given={name: value for name, value in row.given.items() if value is not None},
            unknown=frozenset(name for name, value in row.given.items() if value is None),
            rest_is_no=row.rest_is_no,
            readings=row.readings,
        )
        scene = decider.scene(situation)
        if scene.world.empty:
            return decider.impossible(situation)
        found: dict[Key, Answer] = {}
        for key in asked:
            status = headline(rungs_of(scene.world.ends(scene.sheet.status(pairs[key]))))
            norms = (norm for norm in scene.sheet.carriers(pairs[key]) if STATUSES[RUNG_OF[norm.modality]] is status)
            found[key] = status.value, next((norm.id for norm in norms if scene.world.always(norm.diagram)), None)
        return found

    return exact

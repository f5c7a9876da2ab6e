"""What stands behind a policy that is asked: its tables, what decides, and the lock between threads.

Invariant: one question at a time; diagrams grow while they are asked. What broke off in the middle is thrown away.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from threading import RLock
from typing import TYPE_CHECKING, Any, TypeVar

from solon.engine.faults import Fault, TooHard
from solon.engine.program import Program
from solon.engine.situation import UNKNOWN, Situation
from solon.engine.store import TooLarge

if TYPE_CHECKING:
    from solon.engine.decide import Decider
    from solon.engine.decision import Verdict
    from solon.engine.quickly import Quickly

Found = TypeVar("Found")


class Workings:
    """The workings of one policy. program: its tables."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self._lock = RLock()
        self._decider: Decider | None = None
        self._quickly: Quickly | None = None

    def __reduce__(self) -> tuple[type[Workings], tuple[Program]]:
        return Workings, (self.program,)

    @cached_property
    def places(self) -> Mapping[tuple[str, ...], int]:
        """Where each bearer and action stands among those with some norm."""
        return {(bearer, deed.id): place for place, (bearer, deed) in enumerate(self.program.pairs)}

    @property
    def quickly(self) -> Quickly:
        """What answers quickly, without reasons."""
        if self._quickly is None:
            # Imported here, so that loading is quick.
            from solon.engine.quickly import Quickly

            self._quickly = Quickly(self.program)
        return self._quickly

    def quick(
        self,
        facts: Mapping[str, Any],
        on: object,
        readings: Mapping[str, str],
        rest_is_no: object,
        situation: Callable[[], Situation],
    ) -> tuple[Verdict, ...] | None:
        """The verdicts without reasons on all deeds, if that is quick; None where the general way must look.

        facts, on: as in `Policy.decide`. situation: reads the same, when it is needed.
        """
        return self.quickly.verdicts(self.exactly, facts, on, readings, rest_is_no, situation)

    def quick_for(self, situation: Situation) -> tuple[Verdict, ...] | None:
        """The same for a situation that was read; None as well where it asks about some deeds only."""
        if situation.asked:
            return None
        on = situation.on or (None if situation.day_left_out else UNKNOWN)
        facts = {**dict.fromkeys(situation.unknown), **situation.given}
        return self.quick(facts, on, situation.readings, situation.rest_is_no, lambda: situation)

    def exactly(self, work: Callable[[Decider], Found]) -> Found:
        """What some work with the diagrams gives. Raises TooHard when it needs too many steps.

        What the work keeps holds for its decider alone: another one may answer the next question.
        """
        with self._lock:
            if self._decider is None:
                # Imported here, so that loading is quick.
                from solon.engine.decide import Decider

                self._decider = Decider(self.program)
            try:
                return work(self._decider)
            except TooLarge:
                raise _too_hard() from None
            except RecursionError:
                self._decider = None
                raise _too_hard() from None
            except BaseException:
                # Stopped from outside, perhaps between two steps that belong together.
                self._decider = None
                raise


def _too_hard() -> TooHard:
    help = "Give more facts, or ask about fewer deeds."
    return TooHard([Fault("", "This answer needs too many steps, so it is not decided.", help)])

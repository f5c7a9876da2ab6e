"""What stands behind a policy that is asked: its tables, what decides, and the lock between threads.

Invariant: one question at a time; diagrams grow while they are asked.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from threading import RLock
from typing import TYPE_CHECKING, TypeVar

from solon.engine.faults import Fault, TooHard
from solon.engine.program import Program
from solon.engine.store import TooLarge

if TYPE_CHECKING:
    from solon.engine.decide import Decider

Found = TypeVar("Found")


class Workings:
    """The workings of one policy. program: its tables."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self._lock = RLock()

    @cached_property
    def _decider(self) -> Decider:
        """What answers exactly; its diagrams are made when they are first needed."""
        # Imported here, so that loading is quick.
        from solon.engine.decide import Decider

        return Decider(self.program)

    def exactly(self, work: Callable[[Decider], Found]) -> Found:
        """What some work with the diagrams gives. Raises TooHard when it needs too many steps."""
        with self._lock:
            try:
                return work(self._decider)
            except TooLarge:
                help = "Give more facts, or ask about fewer deeds."
                raise TooHard([Fault("", "This answer needs too many steps, so it is not decided.", help)]) from None

"""Answers in a thread of their own, so that the service goes on listening; and what is refused when there are too many.

Invariant: who waits too long is refused and not forgotten: a place is free again only when its work has ended.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from solon.engine.faults import Fault, TooHard
from solon.service.limits import Limits
from solon.service.problems import Kind, refuse


class Work:
    """The one thread that answers: diagrams answer one question at a time. limits: how many may wait, and how long."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.taken = 0
        self._thread = ThreadPoolExecutor(1, "answers")

    async def __call__(self, make: Callable[[], bytes]) -> bytes:
        """What some work gives. Raises Refused when too much is waiting or it takes too long, and what it raises."""
        if self.taken >= self.limits.at_once:
            raise refuse(Kind.BUSY, f"{self.taken} requests are waiting. Try again in a second.", Retry_After="1")
        self.taken += 1
        loop = asyncio.get_running_loop()
        going = self._thread.submit(_never_too_deep, make)
        going.add_done_callback(lambda done: loop.call_soon_threadsafe(self._free, done))
        try:
            async with asyncio.timeout(self.limits.seconds):
                return await asyncio.wrap_future(going)
        except TimeoutError:
            says = (
                f"There was no answer after {self.limits.seconds:g} seconds. Give more facts, or ask about fewer deeds."
            )
            raise refuse(Kind.TIME, says, Retry_After="5") from None

    def close(self) -> None:
        """End the thread when its work is done."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _free(self, done: Future[Any]) -> None:
        self.taken -= 1


def _never_too_deep(make: Callable[[], bytes]) -> bytes:
    try:
        return make()
    except RecursionError:
        help = "Give more facts, or ask about fewer deeds."
        raise TooHard([Fault("", "This answer needs too many steps, so it is not decided.", help)]) from None

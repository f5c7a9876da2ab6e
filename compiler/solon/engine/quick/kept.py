"""The answers of some deeds by the key of their case: each is made when its case first comes up, and then shared.

Invariant: equal keys give the same object.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from solon.engine.quick.cases import Case, Settled, Signals

FULL = 10_000  # So many cases are kept; then the collection starts anew.
Key = bool | tuple[bool, ...]
MakeAnswer = Callable[[int, Case], Any]


class Kept(dict[Key, Any]):
    """The answers of deeds that rest on the same formulas: one, or a tuple where there are several deeds.

    A key is the truth of each formula, in order; of a single one, not in a tuple.
    """

    def __init__(self, formulas: Sequence[int], deeds: Sequence[tuple[int, Signals]], answer: MakeAnswer) -> None:
        super().__init__()
        self.formulas = tuple(formulas)
        self.deeds = tuple(deeds)
        self.answer = answer

    def __missing__(self, key: Key) -> Any:
        truths = key if isinstance(key, tuple) else (key,)
        judge = Settled(dict(zip(self.formulas, truths, strict=True)))
        made = tuple[Any, ...](self.answer(deed, signals.case(judge)) for deed, signals in self.deeds)
        if len(self) >= FULL:
            self.clear()
        found: Any = made if len(self.deeds) > 1 else made[0]
        self[key] = found
        return found

    def every(self, key: Key) -> tuple[Any, ...]:
        """The answers for a key in a tuple, also where there is one deed."""
        return self[key] if len(self.deeds) > 1 else (self[key],)

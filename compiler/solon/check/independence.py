"""Which conditions matter, but can never alone turn what their block comes to?

Invariant: a remark only, and exact; a condition of a group is reported when it decides alone in none of its blocks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from solon.check.mattering import Mattering, Use, mattering, needed, node_of
from solon.check.pairs import Condition, Setting
from solon.check.parts import Key
from solon.check.subject import Subject
from solon.check.undecided import undecided
from solon.engine.store import TooLarge
from solon.engine.world import World
from solon.model.conditions import Conditions
from solon.wording import listed
from solon_dsl.diagnostic import Diagnostic, remark


def independence(subject: Subject) -> list[Diagnostic]:
    """One remark for each condition without an independence pair in any of the blocks that it serves."""
    found = subject.once(mattering)
    settings = Settings(subject)
    out: list[Diagnostic] = []
    unsure: list[str] = []
    for key, (use, readings) in found.where.items():
        if isinstance(use.part.content, Conditions):
            continue
        settings.tidy()
        try:
            if any(subject.ask(partial(settings.has_pair, *tried)) for tried in _tries(subject, found, key)):
                continue
            others = subject.ask(partial(settings.tied, use, readings))
        except TooLarge:
            unsure.append(use.part.owner)
            continue
        message = f'{use.part.says} never decides alone in "{use.part.owner}": {_why(others)}.'
        out.append(remark("S423", use.part.span, message, "Often the text is like that, and nothing is to be done."))
    return [*out, *undecided(subject, unsure, "which conditions of {} can decide alone")]


def _tries(subject: Subject, found: Mattering, key: Key) -> Iterator[tuple[Use, Mapping[str, str]]]:
    """The blocks that a part serves, and the readings to try; first those in which it is known to matter."""
    yield found.where[key]
    for use in found.uses[key]:
        for world in subject.tried(needed(subject, use), node_of(use.block)):
            yield use, world.sheet.readings


def _why(others: Sequence[Condition]) -> str:
    words = [one.says for one in others if one.says]
    if not words:
        return "whenever it would, something else that the outcome rests on changes with it"
    return f"whenever it would, {listed(words)} change{'s' if len(words) == 1 else ''} with it"


class Settings:
    """Blocks in worlds, each made once."""

    def __init__(self, subject: Subject) -> None:
        self.subject = subject
        self.made: dict[tuple[str, World], Setting] = {}

    def tidy(self) -> None:
        """Forget what was made with diagrams that are forgotten."""
        if self.subject.tidy():
            self.made.clear()

    def has_pair(self, use: Use, readings: Mapping[str, str]) -> bool:
        """Whether a part has an independence pair in a block."""
        return self._setting(use, readings).has_pair(use.part)

    def tied(self, use: Use, readings: Mapping[str, str]) -> tuple[Condition, ...]:
        """The conditions that do not let a part change alone."""
        return self._setting(use, readings).tied(use.part)

    def _setting(self, use: Use, readings: Mapping[str, str]) -> Setting:
        world = self.subject.world(readings)
        key = (use.block.id, world)
        if key not in self.made:
            self.made[key] = Setting(world, self.subject.changed(world), use.block)
        return self.made[key]

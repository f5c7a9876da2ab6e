"""The sceptic: deletes every bullet, exception and window line of the policies, one at a time, and asks who notices.

A deletion is noticed when the policy no longer compiles, when an example no longer gets its answer, or when a committed
fixture no longer gets what it expects. What nobody notices is printed, with file and line; then the exit code is 1.
Bullets of examples, questions and notes say what is asked or shown, not what holds, so they stay.

Run it: python tests/sceptic.py
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).parents[1]
if __name__ == "__main__":
    sys.path[:0] = [str(ROOT / "dsl"), str(ROOT / "compiler")]

from solon.check import SHAPE  # noqa: E402
from solon.check.examples import outcomes  # noqa: E402
from solon.cli.files import read_policies  # noqa: E402
from solon.fixtures import Fixture, differences, from_yaml  # noqa: E402
from solon.fixtures import situation_of as situation_of_fixture  # noqa: E402
from solon.model.bind import bind  # noqa: E402
from solon.model.examples import Example  # noqa: E402
from solon.model.policy import Policy  # noqa: E402
from solon.model.sources import Sources, read_lock  # noqa: E402
from solon.reference.decide import Decider  # noqa: E402
from solon.situation import situation_of  # noqa: E402
from solon_dsl import File, parse  # noqa: E402
from solon_dsl.diagnostic import has_errors  # noqa: E402

LAW = ("rule", "exception", "group", "either", "counts", "term", "period", "impossible", "choice")
HEAD = re.compile(r"(\s*)([a-z]+) ([a-z0-9_]+)\s*$")
BULLET = re.compile(r"\s*(-|\([a-z0-9]+\)) ")
WINDOW = re.compile(r"\s*(from|until|during|by):")
Problem = Fixture | Example


@dataclass(frozen=True)
class Deletion:
    """Some lines of a file to leave out. first, last: line numbers from 1. block: the block that they stand in."""

    file: str
    first: int
    last: int
    block: str
    text: str


@dataclass(frozen=True)
class Book:
    """The policy files, the lock of the sources, and the committed fixtures."""

    files: dict[str, str]
    sources: Sources
    fixtures: tuple[Fixture, ...]

    @cached_property
    def trees(self) -> dict[str, File]:
        """Every file, parsed."""
        return {name: parse(name, text)[0] for name, text in self.files.items()}

    @cached_property
    def policy(self) -> Policy:
        """The policy as it stands."""
        return bind(self.trees.values(), self.sources)[0]

    @cached_property
    def sound(self) -> tuple[Problem, ...]:
        """The fixtures and examples that get what they expect as the policy stands; others cannot notice anything."""
        decider = Decider(self.policy, explain=False)
        found: tuple[Problem, ...] = (*self.fixtures, *self.policy.examples.values())
        return tuple(one for one in found if not differs(one, decider))

    def without(self, gap: Deletion) -> Policy | None:
        """The policy without some lines, or None when it does not compile."""
        lines = self.files[gap.file].splitlines(keepends=True)
        text = "".join(lines[: gap.first - 1] + lines[gap.last :])
        tree, faults = parse(gap.file, text)
        if has_errors(faults):
            return None
        policy, faults = bind([tree if name == gap.file else old for name, old in self.trees.items()], self.sources)
        if has_errors(faults) or any(has_errors(check(policy)) for check in SHAPE):
            return None
        return policy


def read_book(root: Path = ROOT) -> Book:
    """The policies and the committed fixtures of a checkout."""
    files, lock = read_policies(root / "policies")
    folder = root / "tests" / "fixtures"
    found = [
        fixture
        for path in sorted(folder.rglob("*.yaml"))
        for fixture in from_yaml(path.relative_to(folder).as_posix(), path.read_text("utf-8"))
    ]
    return Book({name: data.decode() for name, data in files.items()}, read_lock(lock), tuple(found))


def deletions(name: str, text: str) -> Iterator[Deletion]:
    """Everything in a file that is left out in its turn: bullets and window lines of what is law, and exceptions."""
    lines = text.splitlines()
    kind = block = ""
    for number, line in enumerate(lines, 1):
        head = HEAD.match(line)
        if head and (not head.group(1) or kind in LAW) and head.group(2) in (*LAW, *_OTHER):
            kind, block = head.group(2), head.group(3)
            if kind == "exception":
                yield Deletion(name, number, _end(lines, number), block, line.strip())
        elif kind in LAW and (BULLET.match(line) or WINDOW.match(line)):
            yield Deletion(name, number, _end(lines, number), block, line.strip())


_OTHER = ("instrument", "bearer", "action", "fact", "date", "reading", "note", "question", "example", "context")


def _end(lines: list[str], number: int) -> int:
    """The number of the last line that stands deeper than a line, or of that line itself."""
    depth = _depth(lines[number - 1])
    last = number
    for place in range(number, len(lines)):
        if lines[place].strip() and _depth(lines[place]) <= depth:
            break
        if lines[place].strip():
            last = place + 1
    return last


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip())


def differs(one: Problem, decider: Decider) -> bool:
    """Whether a fixture or an example does not get what it expects."""
    policy = decider.policy
    if isinstance(one, Example):
        situation = situation_of(one)
        found = policy.examples.get(one.id)
        if found != one or decider.impossible(situation):
            return True
        return any(outcome.faults for outcome in outcomes(one, decider.decide(situation, only_asked=True)))
    if not understood(one, policy):
        return True
    try:
        situation = situation_of_fixture(policy, one)
    except KeyError:
        return True
    return bool(decider.impossible(situation) or differences(one.expect, decider.decide(situation, only_asked=True)))


def understood(fixture: Fixture, policy: Policy) -> bool:
    """Whether a policy knows every input, option and reading that a fixture names."""
    for name, value in fixture.case.facts:
        choice = policy.choices.get(name)
        if name not in policy.inputs or (choice is not None and value not in dict(choice.options)):
            return False
    known = {(name, option) for name, reading in policy.readings.items() for option, _ in reading.options}
    return set(fixture.case.unknown) <= set(policy.inputs) and set(fixture.case.readings) <= known


def noticed(book: Book, gap: Deletion) -> str:
    """Who notices a deletion first: `the compiler`, the id of a fixture or example, or nothing."""
    policy = book.without(gap)
    if policy is None:
        return "the compiler"
    decider = Decider(policy, explain=False)
    return next((one.id for one in _nearest(book.sound, gap.block) if differs(one, decider)), "")


def _nearest(found: Iterable[Problem], block: str) -> list[Problem]:
    """Fixtures of a block first, then those that name it, then the rest."""

    def far(one: Problem) -> int:
        if isinstance(one, Example):
            return 2
        return 0 if one.block == block else 1 if block in one.id or block in one.why else 3

    return sorted(found, key=far)


def all_deletions(book: Book) -> list[Deletion]:
    """Every deletion in every file, in order."""
    return [gap for name, text in book.files.items() for gap in deletions(name, text)]


def survivors(book: Book, gaps: Iterable[Deletion]) -> list[Deletion]:
    """The deletions that nobody notices."""
    return [gap for gap in gaps if not noticed(book, gap)]


def main() -> int:
    """Try every deletion, print the survivors; 1 when there are any."""
    book = read_book()
    gaps = all_deletions(book)
    left = survivors(book, gaps)
    for gap in left:
        print(f"policies/{gap.file}:{gap.first}: nobody notices when this is gone: {gap.text} ({gap.block})")
    print(f"{len(gaps)} deletions, {len(left)} survivors.")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())

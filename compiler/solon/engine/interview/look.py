"""The answers in use into what is still open: the deeds, what to ask next, and how many questions are left at most.

The algorithm, for any implementation:

1. A deed is open while its possible statuses disagree; permitted and not regulated do not disagree.
2. An input matters to an open deed when two possible completions that differ in it alone disagree (the decision names
   the same ones as missing). It tells when one of its answers leaves an open deed fewer statuses. It could matter when
   it would if no `impossible` block held.
3. To ask: what matters to some open deed. When nothing does, what tells: an `impossible` block ties it to a doubt. When
   nothing tells, what could matter: several together may tell. Never what has an answer, "not sure" among them, and
   never what can have one value only.
4. Next: of these, the input with the least number of statuses left open on average over its values, added up over the
   open deeds; ties in policy order, the day of the act first. For one deed that is the order of the decision.
5. Left: the number of inputs without an answer that are live. Live is what could matter to an open deed, and what
   `impossible` blocks tie to that deed, unless it can have one value only. Nothing to ask: none is left.

Invariant: "left" is an upper bound of the questions that remain, it never grows while answers are added, and it is
exact where no `impossible` block ties anything that is open. Why:

- "Not sure" rules out no completion; any other answer rules some out and adds none. So two completions that disagree
  after an answer stood there before it: what matters, and what is live, can only shrink. An `impossible` block that
  still ties something does so with inputs that it named before. Deeds that are settled stay settled.
- All that is ever asked is live when it is asked (what matters is; what tells is tied or could matter), and each
  answer takes one away. So no path is longer than the number of live inputs.
- Without ties, what is live is exactly what matters. Who is "not sure" every time rules nothing out, so each of them is
  asked in turn: a path of that length exists.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property

from solon.engine.decide import Decider
from solon.engine.decisive import agree, left_open
from solon.engine.deontic import Pair
from solon.engine.interview.state import Interview
from solon.engine.situation import ON, Value
from solon.engine.store import YES


class Look:
    """What stands at one moment of an interview.

    open: the deeds whose status is not settled, by the diagram of their status; equal diagrams are asked once.
    """

    def __init__(self, decider: Decider, interview: Interview) -> None:
        self.program = decider.program
        self.interview = interview
        self.scene = decider.scene(interview.situation())
        self.world = self.scene.world
        self.open: dict[int, list[Pair]] = {}
        for pair in interview.asked:
            diagram = self.world.sheet.agreed(self.world.sheet.status(pair))
            if len(self.world.ends(diagram)) > 1:
                self.open.setdefault(diagram, []).append(pair)

    # What is asked

    @cached_property
    def next(self) -> str | None:
        """The input to ask now, `on` for the day of the act, or None at the end."""
        return min(self.candidates, key=lambda name: (self.weight(name), self.scene.order[name]), default=None)

    @cached_property
    def left(self) -> int:
        """How many questions are left at most."""
        return len(self.live) if self.candidates else 0

    @cached_property
    def candidates(self) -> frozenset[str]:
        """What may be asked now."""
        matter = frozenset[str]().union(*(self._matter(diagram) for diagram in self.open)) & self.live
        tell = matter or frozenset(name for name in self.live if self.tells(name))
        return tell or frozenset[str]().union(*self._could.values()) & self.live

    @cached_property
    def live(self) -> frozenset[str]:
        """What has no answer yet and may come to be asked."""
        found = frozenset[str]().union(*self._could.values(), *self._tied.values())
        return frozenset(name for name in found - self.interview.answered if self._has_choice(name))

    def applies(self, name: str) -> bool:
        """Whether one input is live; quicker than to find them all."""
        if name in self.interview.answered or not self._has_choice(name):
            return False
        tied = any(name in found for found in self._tied.values())
        return tied or any(self._could_matter(diagram, name) for diagram, asked in self._asked.items() if name in asked)

    def tells(self, name: str) -> bool:
        """Whether an answer to an input leaves an open deed fewer statuses."""
        for diagram in self.open:
            now = self._count(diagram)
            if any(0 < len({agree(end) for end in ends}) < now for _, ends in self.world.branches(diagram, name)):
                return True
        return False

    def weight(self, name: str) -> Fraction:
        """The statuses left open by an answer to an input, on average over its values, summed over the open deeds."""
        total = Fraction(0)
        for diagram, pairs in self.open.items():
            concerned = name in self._asked[diagram] or name in self._tied[diagram]
            one = left_open(self.world, diagram, name) if concerned else self._count(diagram)
            total += len(pairs) * one
        return total

    def _count(self, diagram: int) -> int:
        return len(self.world.ends(diagram))

    @cached_property
    def _asked(self) -> Mapping[int, frozenset[str]]:
        """For the status of each open deed, the inputs that it asks."""
        return {diagram: frozenset(self.world.asked(self.world.put(diagram))) for diagram in self.open}

    @cached_property
    def _tied(self) -> Mapping[int, frozenset[str]]:
        """For the status of each open deed, the inputs that `impossible` blocks tie to it."""
        sheet, world = self.world.sheet, self.world
        ties = {diagram: world.tied(sheet.support(world.put(diagram))) for diagram in self.open}
        return {diagram: frozenset(world.asked(tie)) for diagram, tie in ties.items()}

    @cached_property
    def _could(self) -> Mapping[int, frozenset[str]]:
        """For the status of each open deed, the inputs that could matter if no `impossible` block held."""
        return {
            diagram: frozenset(name for name in asked if self._could_matter(diagram, name))
            for diagram, asked in self._asked.items()
        }

    def _matter(self, diagram: int) -> frozenset[str]:
        """The inputs that matter to an open deed."""
        left = self.world.put(diagram)
        tied = self.world.among(left)
        could = self._could[diagram]
        return could if tied == left else frozenset(n for n in could if self.world.matters(tied, n, agree))

    def _could_matter(self, diagram: int, name: str) -> bool:
        """Whether an input matters, `impossible` blocks left aside."""
        return self.world.matters(self.world.put(diagram), name, agree)

    # What can be answered

    def values(self, name: str) -> tuple[Value, ...]:
        """The values that a fact or choice can have beside the other answers, yes before no; nothing for days."""
        if name == ON or name in self.program.calendar.dates:
            return ()
        places = self.scene.atlas.places[name]
        found = [value for value, place in places.items() if self._can_be(name, place)]
        return (
            tuple(sorted(found, key=lambda value: -places[value]))
            if self.program.inputs[name].kind == "fact"
            else tuple(found)
        )

    def _can_be(self, name: str, place: int) -> bool:
        world, level = self.world, self.scene.atlas.level[name]
        if not any(level in asked for _, asked in world.possible.values()):
            return True
        whole = world.timed(world.fixed(world.tied({level}), ((level, place),)))
        return YES in world.store.ends(whole)

    def _has_choice(self, name: str) -> bool:
        return name == ON or name in self.program.calendar.dates or len(self.values(name)) > 1

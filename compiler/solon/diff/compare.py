"""Two versions of a policy into everything that an edit really changes.

Invariant: exact, or said to be undecided. A deed that is built alike in both versions, or whose diagrams have the same
numbers, is proved not to change; everything else is looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from solon.diff.aligned import Aligned, align
from solon.diff.alike import Alike
from solon.diff.asides import asides
from solon.diff.blocks import moved, touched, words
from solon.diff.duty_days import duty_days
from solon.diff.expectations import Expectations
from solon.diff.possible import possibilities
from solon.diff.quiet import one_of, quiet
from solon.diff.result import Broken, Diff, DutyDays, Group, OneOf, Possibility, Quiet, Touched
from solon.diff.space import Space
from solon.diff.verdicts import groups, same_norms, without_mirrors
from solon.engine.deontic import Pair
from solon.engine.store import ROOM, TooLarge
from solon.model.policy import Policy


def compare(old: Policy, new: Policy, fixtures: Mapping[str, str] | None = None, room: int = ROOM) -> Diff:
    """What changes from one version to another. Neither may have errors.

    fixtures: texts of committed fixtures, by path below their folder. room: the limit for each question, in steps;
    what needs more is listed as undecided.
    """
    both = align(old, new)
    found = _Comparison(both, room)
    found.look()
    blocks = touched(both)
    notes = tuple(asides(both))
    days = tuple(duty_days(both.old, both.new))
    afresh = not found.alike.possible or any(aside.kind == "presumption" for aside in notes)
    examples, broken = found.expectations(afresh, days, fixtures or {})
    verdicts = without_mirrors(found.groups)
    quiets = without_mirrors(found.quiet)
    norms = _norms(verdicts, quiets) | {one.id for one in blocks} | {one.id for one in days}
    return Diff(
        both=both,
        groups=verdicts,
        possible=tuple(found.possible),
        under=without_mirrors(found.under),
        quiet=quiets,
        one_of=tuple(found.one_of),
        days=days,
        asides=notes,
        moved=tuple(moved(both)),
        touched=blocks,
        examples=examples,
        fixtures=broken,
        files=_files(both, fixtures or {}, norms),
        questions=_questions(both, verdicts, blocks),
        words=words(both),
        undecided=tuple(found.undecided),
    )


class _Comparison:
    """The deeds of two versions, one after the other, each with a limit of its own."""

    def __init__(self, both: Aligned, room: int) -> None:
        self.both = both
        self.space = Space(both, room)
        self.alike = Alike(*self.space.graphs)
        self.differing = [pair for pair in self.space.pairs if not self.alike.norms(pair)]
        self.groups: list[Group] = []
        self.quiet: list[Quiet] = []
        self.under: list[Group] = []
        self.one_of: list[OneOf] = []
        self.possible: list[Possibility] = []
        self.undecided: list[str] = []

    def look(self) -> None:
        """Compare everything."""
        self._try("which situations can occur", self._possible)
        for pair in self.differing:
            name = f"{pair[0]}, {pair[1].id}"
            if self._try(name, partial(self._pair, pair)):
                self._try(f"{name}, under other readings", partial(self._readings, pair))
        for name in dict.fromkeys((*self.both.new.eithers, *self.both.old.eithers)):
            if not self.alike.named(f"applies {name}"):
                self._try(name, partial(self._one_of, name))

    def _try(self, name: str, look: Callable[[], None]) -> bool:
        """Look at something within the limit; what is too large is noted."""
        self.space.store.allow(self.space.room)
        try:
            look()
        except (TooLarge, RecursionError):
            self.undecided.append(name)
            return False
        return True

    def _one_of(self, name: str) -> None:
        self.one_of += one_of(self.space.view({}), name)

    def _possible(self) -> None:
        self.possible = list(possibilities(self.space.view({})))

    def _pair(self, pair: Pair) -> None:
        view = self.space.view({})
        if not same_norms(view, pair):
            found, behind = groups(view, pair), quiet(view, pair)
            self.groups += found
            self.quiet += behind
            if self.space.apart and not (found or behind):
                self.undecided.append(f"{pair[0]}, {pair[1].id}, where no day is given: then every instrument counts")

    def _readings(self, pair: Pair) -> None:
        """What shows only when one reading is answered otherwise."""
        listed = frozenset((one.before, one.after) for one in self.groups if (one.bearer, one.deed) == pair)
        plain = self.space.view({})
        for name, option in self._options(pair):
            view = self.space.view({name: option})
            sides = view.old.status(pair), view.new.status(pair)
            if sides != (plain.old.status(pair), plain.new.status(pair)):
                self.under += groups(view, pair, (name, option), listed)

    def _options(self, pair: Pair) -> Iterator[tuple[str, str]]:
        """The options that both versions have of the readings that a deed rests on, those apart that both choose."""
        old, new = self.both.old.readings, self.both.new.readings
        rests: set[str] = set()
        for atlas in (self.space.old, self.space.new):
            for bearing in atlas.graph.bearings.get((pair[0], pair[1].id), ()):
                rests |= atlas.readings_of[bearing.node]
        for name in (name for name in new if name in rests and name in old):
            known = dict(old[name].options)
            for option, _ in new[name].options:
                if option in known and not option == old[name].chosen == new[name].chosen:
                    yield name, option

    def expectations(
        self, afresh: bool, days: tuple[DutyDays, ...], fixtures: Mapping[str, str]
    ) -> tuple[tuple[Broken, ...], tuple[Broken, ...]]:
        """The examples and fixtures that no longer get what they expect."""
        if not (afresh or days or self.differing or self.both.old.examples != self.both.new.examples):
            return (), ()
        look = Expectations(self.space, afresh, [one.id for one in days])
        examples: list[Broken] = []
        broken: list[Broken] = []
        self._try("the examples", lambda: examples.extend(look.examples()))
        self._try("the fixtures", lambda: broken.extend(look.fixtures(fixtures)))
        return tuple(examples), tuple(broken)


def _norms(found: Iterable[Group], behind: Iterable[Quiet]) -> set[str]:
    """The norms that give what changes; where many may, those of the smallest situation."""
    listed = [
        (*one.by_before, *one.by_after) if one.exact else (*one.there_before, *one.there_after) for one in found
    ] + [(*one.lost, *one.gained) for one in behind]
    return {name for names in listed for name in names}


def _files(both: Aligned, fixtures: Mapping[str, str], norms: set[str]) -> tuple[str, ...]:
    """The fixture files of some blocks."""
    return tuple(
        path for path in sorted(fixtures) if both.shared(path.rpartition("/")[2].removesuffix(".yaml")) in norms
    )


def _questions(both: Aligned, found: Iterable[Group], blocks: Iterable[Touched]) -> tuple[str, ...]:
    """The questions about deeds whose status changes, and those that say something else themselves."""
    deeds = {deed for one in found for deed in (one.deed, one.deed.opposite)}
    touched_ids = {one.id for one in blocks}
    listed = {**both.old.questions, **both.new.questions}
    return tuple(name for name, one in listed.items() if name in touched_ids or deeds.intersection(one.about))

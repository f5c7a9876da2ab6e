"""What a comparison of two versions finds, as data. Ids are shared ids (see `aligned.py`) unless it says otherwise.

Invariant: groups of one deed are disjoint, and together they are every situation in which its status changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from solon.diff.aligned import Aligned
from solon.engine.deontic import Deed, Status
from solon.engine.situation import Value


@dataclass(frozen=True)
class Extent:
    """How many completions something is about, of how many, and a smallest one of them.

    asked: the inputs in whose values the completions differ. witness: values by input, the day of the act as `on`;
    yes/no facts that it does not name are "no", or what is presumed.
    """

    count: int
    total: int
    asked: tuple[str, ...]
    witness: Mapping[str, Value]


@dataclass(frozen=True)
class Group:
    """Situations in which a deed gets another status.

    by_before, by_after: the norms that give the two statuses. exact: whether exactly these give it in each situation of
    the group; else each of them does in some. there_before, there_after: those that do in the witness. mirrored: the
    opposite deed changes in the same situations, the other way round. reading: the reading and its option under which
    alone this shows, or nothing. region: the diagram.
    """

    bearer: str
    deed: Deed
    before: Status
    after: Status
    by_before: tuple[str, ...]
    by_after: tuple[str, ...]
    exact: bool
    extent: Extent
    there_before: tuple[str, ...] = ()
    there_after: tuple[str, ...] = ()
    mirrored: bool = False
    reading: tuple[str, str] | None = None
    region: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True)
class Quiet:
    """Situations in which the status of a deed stays, but what gives it does not.

    instrument: whose own status changes, from `before` to `after`; nothing where other norms apply and every
    instrument's status stays. lost, gained: these norms. exact: as in `Group`.
    """

    bearer: str
    deed: Deed
    instrument: str
    before: Status | None
    after: Status | None
    lost: tuple[str, ...]
    gained: tuple[str, ...]
    exact: bool
    extent: Extent
    mirrored: bool = False
    region: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True)
class OneOf:
    """Situations in which a duty with several options binds now, or no longer. gained: whether it binds now."""

    id: str
    gained: bool
    extent: Extent


@dataclass(frozen=True)
class Possibility:
    """Situations that can occur in one version only. gained: in the new one. blocks: by what."""

    gained: bool
    blocks: tuple[str, ...]
    extent: Extent


@dataclass(frozen=True)
class DutyDays:
    """A norm whose days are written otherwise. before, after: lines such as `by: the day after voting day`."""

    id: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True)
class Aside:
    """Something else that answers rest on. kind: such as `presumption`. before, after: in words, empty for nothing.

    answers: whether an answer can change by it.
    """

    kind: str
    id: str
    before: str
    after: str
    answers: bool = True


@dataclass(frozen=True)
class Touched:
    """A block that says something else. how: `new`, `gone` or `changed`. name: its id in its own version."""

    id: str
    kind: str
    how: str
    name: str
    page: str


@dataclass(frozen=True)
class Moved:
    """A block that cites other paragraphs. norm: whether answers name them."""

    id: str
    lost: tuple[str, ...]
    gained: tuple[str, ...]
    norm: bool


@dataclass(frozen=True)
class Broken:
    """An example or fixture that no longer gets what it expects.

    file: of a fixture. faults: in English. amended: whether the new version expects what it gets now.
    """

    id: str
    file: str
    faults: tuple[str, ...]
    amended: bool = False


@dataclass(frozen=True)
class Words:
    """What differs in words alone. reworded: shared ids. renamed: old and new ids. reordered: whether blocks are."""

    reworded: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    reordered: bool = False

    def __bool__(self) -> bool:
        return bool(self.reworded or self.renamed or self.reordered)


@dataclass(frozen=True)
class Diff:
    """Everything that an edit changes.

    under: changes that show only when one reading is answered otherwise. files: the committed fixtures of the norms and
    deeds concerned. questions: those about a deed that changes. undecided: what was too large to compare, in English.
    """

    both: Aligned
    groups: tuple[Group, ...] = ()
    possible: tuple[Possibility, ...] = ()
    under: tuple[Group, ...] = ()
    quiet: tuple[Quiet, ...] = ()
    one_of: tuple[OneOf, ...] = ()
    days: tuple[DutyDays, ...] = ()
    asides: tuple[Aside, ...] = ()
    moved: tuple[Moved, ...] = ()
    touched: tuple[Touched, ...] = ()
    examples: tuple[Broken, ...] = ()
    fixtures: tuple[Broken, ...] = ()
    files: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    words: Words = Words()
    undecided: tuple[str, ...] = ()

    @property
    def verdicts_change(self) -> bool:
        """Whether some situation gets another verdict, can occur now, or can no longer."""
        return bool(self.groups or self.possible)

    @property
    def answers_change(self) -> bool:
        """Whether some answer changes: its verdict, what gives it, its days, or what it rests on."""
        parts = (self.under, self.quiet, self.one_of, self.days)
        return (
            self.verdicts_change
            or any(parts)
            or any(aside.answers for aside in self.asides)
            or any(found.norm for found in self.moved)
        )

    @property
    def empty(self) -> bool:
        """Whether nothing at all differs, not even words."""
        return not (self.answers_change or self.asides or self.moved or self.touched or self.words or self.undecided)

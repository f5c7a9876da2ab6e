"""Two versions of a policy into what of the new one is what of the old one.

Invariant: one block matches one block of the same kind. A former id (`was:`) counts first, since it was written to say
so; then the same id. Where the words under that id are others, a block that has the old words comes before it: rules
are written in sentences. What has no sentence is matched by content in `aligned.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from solon.model.blocks import Action, Bearer, Choice, DateInput, Fact, Instrument, Note, Period, Question, Reading
from solon.model.blocks import Term as DefinedTerm
from solon.model.examples import Example
from solon.model.names import normal
from solon.model.policy import Policy

TABLES = (
    "instruments", "bearers", "actions", "inputs", "periods", "terms", "counts", "impossibles", "rules", "exceptions",
    "eithers", "groups", "readings", "notes", "questions", "examples", "contexts",
)  # fmt: skip
NEW_ONLY = " (new)"


@dataclass(frozen=True)
class Matching:
    """What is what.

    names: for each id of the new version, the id that both share here: that of the old version where there is one.
    options: the same for the options of a choice or reading, by the new id of the block. turned: shared ids of facts
    and actions whose two sentences have changed places. found: the shared ids that both versions have.
    """

    names: Mapping[str, str]
    options: Mapping[str, Mapping[str, str]]
    turned: frozenset[str]
    found: frozenset[str]

    @property
    def plain(self) -> bool:
        """Whether the new version can be read as it is: nothing has another name in it."""
        same = all(name == shared for name, shared in self.names.items())
        return same and not self.turned and all(a == b for listed in self.options.values() for a, b in listed.items())


def match(old: Policy, new: Policy) -> Matching:
    """Match the blocks of two versions by former id, id and sentence."""
    found: dict[str, str] = {}
    for table in TABLES:
        found |= _matched(old, new, getattr(old, table), getattr(new, table))
    return matching(old, new, found)


def matching(old: Policy, new: Policy, found: Mapping[str, str]) -> Matching:
    """The matching that these pairs make. found: old ids by new ids."""
    names = dict(found)
    for name in sorted(new.ids - found.keys()):
        # An id that the old version uses for something else must not be taken for it.
        names[name] = name + NEW_ONLY if name in old.ids else name
    options = {
        name: _options(_options_of(old, shared), _options_of(new, name))
        for name, shared in found.items()
        if _options_of(new, name)
    }
    turned = frozenset(shared for name, shared in found.items() if _turned(old, shared, new, name))
    return Matching(names, options, turned, frozenset(found.values()))


def _matched(old: Policy, new: Policy, before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, str]:
    """Old ids by new ids, in one table."""
    found: dict[str, str] = {}
    taken: set[str] = set()

    def take(name: str, known: str | None) -> None:
        if known is None or name in found or known in taken or known not in before:
            return
        if type(before[known]) is type(after[name]):
            found[name] = known
            taken.add(known)

    formers = (
        [(name, former) for former, name in new.former.items() if name in after],
        [(former, name) for former, name in old.former.items() if former in after],
        # Both were renamed from the same id.
        [(name, old.former[former]) for former, name in new.former.items() if former in old.former and name in after],
        [(name, name) for name in after if name in before and _same_words(before[name], after[name])],
    )
    for pairs in formers:
        for name, known in pairs:
            take(name, known)
    by_sentence = {key: known for known in before if known not in taken for key in sentences(before[known])}
    for name in after:
        for key in sentences(after[name]) if name not in found else ():
            take(name, by_sentence.get(key))
    for name in after:
        take(name, name)
    return found


def _same_words(one: object, other: object) -> bool:
    """Whether two blocks share a sentence, or have none."""
    before, after = set(sentences(one)), set(sentences(other))
    return bool(before & after) or not (before and after)


def sentences(block: object) -> Iterator[str]:
    """The sentences that say which block this is, in the form in which sentences are compared."""
    match block:
        case Fact(says=says, denies=denies):
            yield from _normal((says, denies))
        case Choice(options=options):
            yield "; ".join(sorted(_normal(says for _, says in options)))
        case Action(says=says, instead=instead):
            yield from _normal((says, instead))
        case Bearer(says=says) | DateInput(says=says) | Period(says=says) | DefinedTerm(says=says) | Note(says=says):
            yield from _normal((says,))
        case Instrument(title=words) | Reading(question=words) | Question(asks=words) | Example(story=words):
            yield from _normal((words,))
        case _:
            pass


def _normal(found: Iterable[str]) -> list[str]:
    return [normal(words) for words in found if words]


def _options_of(policy: Policy, name: str) -> tuple[tuple[str, str], ...]:
    block = policy.choices.get(name) or policy.readings.get(name)
    return block.options if block else ()


def _options(old: tuple[tuple[str, str], ...], new: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """Old options by new options: by id, else by sentence."""
    ids = dict(old)
    known = {option for option, _ in new} & ids.keys()
    by_sentence = {normal(says): option for option, says in old if option not in known}
    return {option: option if option in known else by_sentence.get(normal(says), option) for option, says in new}


def _turned(old: Policy, before: str, new: Policy, after: str) -> bool:
    """Whether the two sentences of a fact or action have changed places: a yes is a no then."""
    for table in ("inputs", "actions"):
        one, other = getattr(old, table).get(before), getattr(new, table).get(after)
        if isinstance(one, Fact | Action) and isinstance(other, Fact | Action):
            (says, denies), (now_says, now_denies) = _sides(one), _sides(other)
            crossed = now_says == denies or (bool(now_denies) and now_denies == says)
            return crossed and says != now_says and denies != now_denies
    return False


def _sides(block: Fact | Action) -> tuple[str, str]:
    return normal(block.says), normal(block.denies if isinstance(block, Fact) else block.instead)

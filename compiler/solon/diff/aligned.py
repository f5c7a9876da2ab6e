"""Two versions of a policy into two that can be compared: the new one in the ids of the old one, with the same options.

Invariant: nothing but names changes. What only one version has keeps its id, marked where the old version uses that id
for something else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cached_property
from types import MappingProxyType
from typing import Any

from solon.diff.content import content
from solon.diff.match import TABLES, Matching, match, matching
from solon.engine.deontic import Deed
from solon.engine.situation import Value
from solon.model.blocks import Action, Choice, Fact, Input, Reading
from solon.model.conditions import ChoiceIs, FactIs, NothingForbids, UnderReading
from solon.model.examples import Example
from solon.model.policy import Policy
from solon_dsl.diagnostic import Span

ONE_ID = frozenset((
    "id", "fact", "choice", "term", "period", "norm", "bearer", "action", "reading", "date_id", "instrument", "during",
    "restates",
))  # fmt: skip
MANY_IDS = frozenset(("to", "groups", "members", "travels_with", "but", "by", "wanting", "unknown"))
BY_CONTENT = ("terms", "periods", "counts", "impossibles", "rules", "exceptions", "eithers", "groups")


@dataclass(frozen=True)
class Aligned:
    """Two versions that can be compared.

    old: the old version. new: the new one, in shared ids. In both, a choice has the options of both versions, those of
    the old one first. matching: what is what. former, present: the versions as they were read.
    """

    former: Policy
    present: Policy
    old: Policy
    new: Policy
    matching: Matching

    @cached_property
    def new_names(self) -> Mapping[str, str]:
        """The id in the new version, by shared id."""
        return {shared: name for name, shared in self.matching.names.items()}

    @cached_property
    def inputs(self) -> Mapping[str, Input]:
        """Every fact, choice and date of both versions, by shared id: those of the new one first."""
        return {
            **self.new.inputs,
            **{name: found for name, found in self.old.inputs.items() if name not in self.new.inputs},
        }

    def own_name(self, shared: str) -> str:
        """The id by which a person finds a block: that of the new version, where the new version has it."""
        return self.new_names.get(shared, shared)

    def shared(self, name: str) -> str:
        """The shared id for one that either version has, or had."""
        if name in self.former.ids:
            return name
        return self.matching.names.get(self.present.current(name), self.former.current(name))

    @property
    def shared_choices(self) -> tuple[str, ...]:
        """The choices that both versions have."""
        return tuple(name for name in self.new.choices if name in self.old.choices)

    def known_options(self, name: str) -> tuple[frozenset[str], frozenset[str]]:
        """The options of a choice that the old version has, and those that the new one has, in shared ids."""
        listed = self.matching.options.get(self.new_names.get(name, ""), {})
        return frozenset(option for option, _ in self.former.choices[name].options), frozenset(listed.values())


def align(old: Policy, new: Policy) -> Aligned:
    """Bring two versions to the same ids and options."""
    found = match(old, new)
    named = renamed(new, found)
    while more := _by_content(old, named, found):
        kept = {name: shared for name, shared in found.names.items() if shared in found.found}
        found = matching(old, new, kept | more)
        named = renamed(new, found)
    widened, named = _widened(old, named)
    return Aligned(old, new, widened, named, found)


def renamed(policy: Policy, found: Matching) -> Policy:
    """The new version in shared ids."""
    if found.plain:
        return policy
    names = _Names(found)
    tables: dict[str, Any] = {}
    for table in TABLES:
        blocks = [names.of(block) for block in getattr(policy, table).values()]
        tables[table] = MappingProxyType({block.id: block for block in blocks})
    former = {name: names.one(now) for name, now in policy.former.items()}
    return replace(policy, **tables, former=MappingProxyType(former))


def _by_content(old: Policy, new: Policy, found: Matching) -> dict[str, str]:
    """Old ids by new ids, of blocks that are written alike under another id."""
    pairs: dict[str, str] = {}
    by_shared = {shared: name for name, shared in found.names.items()}
    for table in BY_CONTENT:
        before, after = getattr(old, table), getattr(new, table)
        alike: dict[object, str] = {}
        for name, block in before.items():
            if name not in found.found:
                alike.setdefault(content(old, block), name)
        for shared, block in after.items():
            known = alike.pop(content(new, block), None) if shared not in found.found else None
            if known is not None:
                pairs[by_shared[shared]] = known
    return pairs


def _widened(old: Policy, new: Policy) -> tuple[Policy, Policy]:
    """Both versions with the options of both in each choice, so that one variable serves both."""
    before, after = dict(old.inputs), dict(new.inputs)
    for name in (found for found in new.choices if found in old.choices):
        one, other = old.choices[name], new.choices[name]
        names = tuple(dict.fromkeys(option for option, _ in (*one.options, *other.options)))
        said = {**dict(other.options), **dict(one.options)}
        says = {**dict(one.options), **dict(other.options)}
        before[name] = replace(one, options=tuple((option, said[option]) for option in names))
        after[name] = replace(other, options=tuple((option, says[option]) for option in names))
    if before == old.inputs and after == new.inputs:
        return old, new
    return replace(old, inputs=MappingProxyType(before)), replace(new, inputs=MappingProxyType(after))


class _Names:
    """Blocks with other names in them."""

    def __init__(self, found: Matching) -> None:
        self.found = found

    def one(self, name: str) -> str:
        return self.found.names.get(name, name)

    def of(self, found: Any) -> Any:
        """A block, or a part of one, in shared ids."""
        match found:
            case Span():
                return found
            case tuple():
                return tuple(self.of(part) for part in found)  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
            case FactIs(name, value):
                shared = self.one(name)
                return FactIs(shared, value != (shared in self.found.turned))
            case ChoiceIs(name, option):
                return ChoiceIs(self.one(name), self.option(name, option))
            case UnderReading(name, option):
                return UnderReading(self.one(name), self.option(name, option))
            case Deed(action, instead):
                shared = self.one(action)
                return Deed(shared, instead != (shared in self.found.turned))
            case NothingForbids(bearer, action, instead, but):
                deed: Deed = self.of(Deed(action, instead))
                return NothingForbids(self.one(bearer), deed.action, deed.instead, tuple(map(self.one, but)))
            case Fact() | Action() if self.one(found.id) in self.found.turned:
                return self.turned(found)
            case Choice() | Reading():
                options = tuple((self.option(found.id, option), says) for option, says in found.options)
                return replace(self.fields(found), options=options)
            case Example():
                given = tuple((self.one(name), self.value(name, value)) for name, value in found.given)
                readings = tuple((self.one(name), self.option(name, option)) for name, option in found.readings)
                return replace(self.fields(found), given=given, readings=readings)
            case _:
                return self.fields(found) if is_dataclass(found) else found

    def fields(self, found: Any) -> Any:
        """A dataclass with its fields renamed, each by what it holds."""
        changed: dict[str, Any] = {}
        for field in fields(found):
            value = getattr(found, field.name)
            if isinstance(value, str):
                changed[field.name] = self.one(value) if field.name in ONE_ID else value
            elif field.name in MANY_IDS and isinstance(value, tuple):
                changed[field.name] = tuple(map(self.one, value))  # pyright: ignore[reportUnknownArgumentType]
            else:
                changed[field.name] = self.of(value)
        return type(found)(**changed)

    def option(self, name: str, option: str) -> str:
        """An option of a choice or reading; name: the block's id in the new version."""
        return self.found.options.get(name, {}).get(option, option)

    def value(self, name: str, value: Value) -> Value:
        """A value of an input; name: its id in the new version."""
        if isinstance(value, bool):
            return value != (self.one(name) in self.found.turned)
        return self.option(name, value) if isinstance(value, str) else value

    def turned(self, found: Fact | Action) -> Fact | Action:
        """A block whose two sentences have changed places, with each sentence where it was."""
        shared = self.one(found.id)
        if isinstance(found, Action):
            return replace(found, id=shared, says=found.instead, instead=found.says)
        presumed = None if found.presumed is None else not found.presumed
        return replace(found, id=shared, says=found.denies, denies=found.says, presumed=presumed)

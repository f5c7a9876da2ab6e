"""Shared ids, statuses and counts into the sentences of a comparison.

Invariant: a block is named by the id, and cited by the paragraphs, that it has in the version that is spoken of.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from solon.diagram.witness import in_words
from solon.diff.aligned import Aligned
from solon.diff.result import Aside, Extent
from solon.engine.deontic import RUNGS, Deed, Status
from solon.engine.situation import ON
from solon.model.blocks import Either
from solon.model.policy import Policy
from solon.publish.places import page_of, paragraph_page, places

SHOWN_NAMES = 12


class Wording:
    """The words of two versions: those of the new one, where it has a block."""

    def __init__(self, both: Aligned) -> None:
        self.both = both
        self.common = replace(both.new, inputs=both.inputs)
        self.places = places(both.present)

    def name(self, shared: str) -> str:
        """The id by which a person finds a block."""
        return self.both.own_name(shared)

    def _with(self, table: str, shared: str) -> Policy:
        return self.both.new if shared in getattr(self.both.new, table) else self.both.old

    def who(self, bearer: str) -> str:
        """A bearer in words."""
        return self._with("bearers", bearer).bearers[bearer].says

    def deed(self, deed: Deed) -> str:
        """A deed in words; an opposite that only one version words, in its words."""
        policy = self._with("actions", deed.action)
        return policy.say_deed(deed) or self.both.old.say_deed(deed)

    def verdict(self, bearer: str, deed: Deed, status: Status) -> str:
        """A status as a sentence, without a full stop."""
        modalities = dict(RUNGS).get(status)
        if modalities is None:
            return "no rule here reaches it"
        sentence = f"{self.who(bearer)} {modalities[0].value} {self.deed(deed)}"
        return f"these rules do not forbid it: {sentence}" if status is Status.PERMITTED else sentence

    def norm(self, shared: str, now: bool) -> str:
        """A norm of one version with what it cites."""
        policy = self.both.new if now else self.both.old
        block = policy.governed[shared]
        cites = "; ".join(dict.fromkeys(str(citation) for citation in block.cites))
        return f"{self.name(shared) if now else shared} ({cites})" if cites else shared

    def extent(self, found: Extent) -> str:
        """A count with what it is counted over, as sentences."""
        kinds = f"{found.count:,} of {found.total:,} {'kind' if found.total == 1 else 'kinds'} of situation."
        if not found.asked:
            return kinds
        names = ["the day" if name == ON else self.name(name) for name in found.asked]
        return f"{kinds} What is asked: {few(names)}."

    def witness(self, found: Extent) -> tuple[str, ...]:
        """A smallest situation as sentences."""
        return in_words(self.common, found.witness)

    def page(self, shared: str) -> str:
        """The page of a block of the new version on the site, or nothing."""
        place = self.places.get(self.name(shared)) if shared in self.both.new.ids else None
        return "" if place is None else page_of(place)

    def see(self, norms: Iterable[str]) -> tuple[tuple[str, str], ...]:
        """The pages of some norms and of the paragraphs that they cite; those of the new version."""
        found: dict[str, str] = {}
        for shared in norms:
            if page := self.page(shared):
                found[page] = self.name(shared)
        for shared in norms:
            for citation in self.both.new.governed[shared].cites if shared in self.both.new.governed else ():
                found.setdefault(f"{paragraph_page(citation.instrument)}.html#{citation.anchor}", str(citation))
        return tuple((name, page) for page, name in found.items())

    def reading(self, shared: str, option: str) -> str:
        """A reading that is answered by an option."""
        reading = self._with("readings", shared).readings[shared]
        return f'"{reading.question}" is answered: {dict(reading.options)[option]}'

    def instrument(self, shared: str) -> str:
        """The title of an instrument."""
        return self._with("instruments", shared).instruments[shared].title

    def question(self, shared: str) -> str:
        """A question that a person has."""
        return self._with("questions", shared).questions[shared].asks

    def options(self, shared: str) -> str:
        """A duty that can be met in several ways."""
        either: Either = self._with("eithers", shared).eithers[shared]
        ways = " or ".join(self.deed(option) for option in either.options)
        return f"{self.who(either.bearer)} {either.modality.value} do one of these: {ways}"

    def subject(self, one: Aside) -> str:
        """What an aside is about."""
        policy = self.both.new
        match one.kind:
            case "presumption" | "control":
                words = policy.inputs[one.id].asks
            case "chosen" | "option":
                words = policy.readings[one.id].question
            case "people":
                words = self.who(one.id)
            case "question":
                words = self.question(one.id)
            case _:
                return self.name(one.id)
        return f"{words} [{self.name(one.id)}]"


def amount(number: int, word: str) -> str:
    """A number of things: `1 rule`, `1,200 rules`."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def few(names: Sequence[str]) -> str:
    """The first of some names, and how many more there are."""
    more = f", and {len(names) - SHOWN_NAMES} more" if len(names) > SHOWN_NAMES else ""
    return ", ".join(names[:SHOWN_NAMES]) + more


def capital(words: str) -> str:
    """Words with a capital at their start."""
    return words[:1].upper() + words[1:]


def ended(words: str) -> str:
    """Words with a full stop, where nothing else ends them."""
    return words if words.endswith((".", "?", "!")) else f"{words}."


def listed(names: Sequence[str]) -> str:
    """Names as a list in a sentence."""
    return ", ".join(names[:-1]) + (" and " if len(names) > 1 else "") + names[-1] if names else ""

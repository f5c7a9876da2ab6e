"""The names of a policy while it is bound: ids, sentences, deeds, and the findings on the way.

Invariant: a sentence means one thing everywhere; a second declaration of a name is reported, never used.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from solon.model.blocks import Deed
from solon.model.conditions import Atom
from solon.model.sources import Sources
from solon_dsl.diagnostic import Diagnostic, Span, error
from solon_dsl.nearest import did_you_mean
from solon_dsl.syntax import Block, Phrase

MAX_SUGGESTIONS = 60


def normal(sentence: str) -> str:
    """A sentence in the form in which sentences are compared: case, spaces and the style of quotes do not matter."""
    straight = sentence.translate({0x2019: "'", 0x2018: "'", 0x201C: '"', 0x201D: '"'})
    return " ".join(straight.casefold().split())


@dataclass
class Names:
    """Everything that has been declared so far.

    kinds: the kind of block behind each id. places: where each id was declared. conditions: what each sentence means.
    written: sentences as they were declared, by their normal form, for suggestions.
    """

    sources: Sources
    findings: list[Diagnostic] = field(default_factory=list)
    kinds: dict[str, str] = field(default_factory=dict)
    places: dict[str, Span] = field(default_factory=dict)
    conditions: dict[str, Atom] = field(default_factory=dict)
    deeds: dict[str, Deed] = field(default_factory=dict)
    bearers: dict[str, str] = field(default_factory=dict)
    dates: dict[str, str] = field(default_factory=dict)
    periods: dict[str, str] = field(default_factory=dict)
    options: dict[str, tuple[str, ...]] = field(default_factory=dict)
    written: dict[str, str] = field(default_factory=dict)
    declared_at: dict[str, Span] = field(default_factory=dict)
    suggestions: int = 0

    def add(self, finding: Diagnostic) -> None:
        """Keep a finding."""
        self.findings.append(finding)

    def declare_id(self, block: Block) -> bool:
        """Declare the id of a block; a second declaration is reported and refused."""
        name = block.id.text
        if not name:
            return False
        if name in self.kinds:
            place = self.places[name]
            message = f'The id "{name}" is already used by a {self.kinds[name]} in {place.file}, line {place.line}.'
            self.add(error("S302", block.span, message, "Choose another id for this block, or remove one of the two."))
            return False
        self.kinds[name] = block.kind
        self.places[name] = block.span
        return True

    def declare_sentence(self, phrase: Phrase, what: str) -> str | None:
        """Declare a sentence and return its normal form; None when it is already taken."""
        key = normal(phrase.text)
        if not key:
            return None
        if key in self.declared_at:
            place = self.declared_at[key]
            message = f'The sentence "{phrase.text}" is already declared in {place.file}, line {place.line}.'
            repair = f"A sentence means one thing everywhere: use that one, or word this {what} differently."
            self.add(error("S303", phrase.span, message, repair))
            return None
        self.declared_at[key] = phrase.span
        self.written[key] = phrase.text
        return key

    def suggest(self, sentence: str, known: dict[str, str] | list[str], cutoff: float = 0.72) -> str:
        """`Did you mean …?` among known normal sentences, as long as there are not too many faults already."""
        self.suggestions += 1
        if self.suggestions > MAX_SUGGESTIONS:
            return ""
        found = did_you_mean(normal(sentence), known, cutoff)
        for key, text in self.written.items():
            if found == f'Did you mean "{key}"?':
                return f'Did you mean "{text}"?'
        return found

    def expect_id(self, phrase: Phrase, kinds: tuple[str, ...], what: str) -> bool:
        """Whether the words are the id of a block of one of these kinds; if not, it is reported."""
        name = phrase.text
        if self.kinds.get(name) in kinds:
            return True
        if name in self.kinds:
            message = f'"{name}" is a {self.kinds[name]}, not {what}.'
            self.add(error("S304", phrase.span, message, f"Name a block of this kind: {', '.join(kinds)}."))
            return False
        known = [key for key, kind in self.kinds.items() if kind in kinds]
        repair = self.suggest(name, known, 0.6) or f"Write the id of {what}."
        self.add(error("S304", phrase.span, f'There is no {" or ".join(kinds)} with the id "{name}".', repair))
        return False

"""The names of a policy while it is bound: ids, sentences, deeds, and the findings on the way.

Invariant: a sentence means one thing everywhere; a second declaration of a name is reported, never used. A name that
nothing declares is reported once, and not at all when the block that was to declare it could not be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from solon.engine.deontic import OPPOSITE, Deed
from solon.engine.situation import ON
from solon.model.conditions import Atom
from solon.model.days import DayFault
from solon.model.sources import Sources
from solon_dsl.diagnostic import Diagnostic, Span, error
from solon_dsl.nearest import did_you_mean
from solon_dsl.sentence import STRAIGHT, with_article
from solon_dsl.syntax import Block, File, Phrase
from solon_dsl.table import BY_KEYWORD, FORMER

MAX_SUGGESTIONS = 60
ALMOST_EQUAL = 0.93
SENTENCES = ("fact", "choice", "term")


def normal(sentence: str) -> str:
    """A sentence in the form in which sentences are compared: case, spaces and the style of quotes do not matter."""
    return " ".join(sentence.translate(STRAIGHT).casefold().split())


@dataclass
class Names:
    """Everything that has been declared so far.

    kinds: the kind of block behind each id. places: where each id was declared. conditions: what each sentence means.
    bullets: the sentences of each term's list. written: sentences as they were declared, by their normal form, for
    suggestions. doubtful: lines, by file, whose words are not surely those that were meant. unread: the kinds of block
    of which some name could not be read. torn: those blocks. owners: the block of each sentence. missed: what nothing
    declares, with where it was reported and met. void: sentences of blocks that were refused.
    """

    sources: Sources
    findings: list[Diagnostic] = field(default_factory=list[Diagnostic])
    kinds: dict[str, str] = field(default_factory=dict[str, str])
    former: dict[str, str] = field(default_factory=dict[str, str])
    places: dict[str, Span] = field(default_factory=dict[str, Span])
    conditions: dict[str, Atom] = field(default_factory=dict[str, Atom])
    deeds: dict[str, Deed] = field(default_factory=dict[str, Deed])
    bearers: dict[str, str] = field(default_factory=dict[str, str])
    dates: dict[str, str] = field(default_factory=dict[str, str])
    periods: dict[str, str] = field(default_factory=dict[str, str])
    options: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    bullets: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    written: dict[str, str] = field(default_factory=dict[str, str])
    declared_at: dict[str, Span] = field(default_factory=dict[str, Span])
    doubtful: dict[str, frozenset[int]] = field(default_factory=dict[str, frozenset[int]])
    unread: set[str] = field(default_factory=set[str])
    torn: set[str] = field(default_factory=set[str])
    owners: dict[str, str] = field(default_factory=dict[str, str])
    missed: dict[tuple[str, str], tuple[list[Diagnostic], int, set[Span]]] = field(
        default_factory=dict[tuple[str, str], tuple[list[Diagnostic], int, set[Span]]]
    )
    void: set[str] = field(default_factory=set[str])
    suggestions: int = 0

    def begin(self, file: File) -> None:
        """Note what could not be read in a file."""
        self.doubtful[file.name] = file.doubtful
        if not file.whole:
            self.unread.update(BY_KEYWORD, (f"id of {kind}" for kind in BY_KEYWORD))

    def quiet(self) -> Names:
        """The same names with findings of their own, which nobody sees."""
        return replace(self, findings=[], missed={})

    def add(self, finding: Diagnostic) -> None:
        """Keep a finding, unless its line was already reported as one whose words are uncertain."""
        if finding.span.line not in self.doubtful.get(finding.span.file, ()):
            self.findings.append(finding)

    def declare_id(self, block: Block) -> bool:
        """Declare the id of a block; a second declaration is reported and refused."""
        name = block.id.text
        if not name:
            return False
        if name in self.kinds:
            place = self.places[name]
            where = f"{place.file}, line {place.line}"
            message = f'The id "{name}" is already used by {with_article(self.kinds[name])} in {where}.'
            self.add(error("S302", block.span, message, "Choose another id for this block, or remove one of the two."))
            return False
        if stands_for := _taken(block.kind, name):
            message = f'The id "{name}" cannot be used here: {stands_for}.'
            self.add(error("S302", block.span, message, "Choose another id for this block."))
        self.kinds[name] = block.kind
        self.places[name] = block.span
        for former in block.text(FORMER).replace(",", " ").split():
            self.former.setdefault(former, name)
        return True

    def check_former(self) -> None:
        """Report every former id that is the id of another block now."""
        for former, name in self.former.items():
            if former in self.kinds:
                message = f'The former id "{former}" of "{name}" is the id of a {self.kinds[former]} now.'
                self.add(error("S302", self.places[name], message, "Take it out of the line that starts with was."))

    def declare_sentence(self, phrase: Phrase, what: str, owner: str) -> str | None:
        """Declare a sentence of the block `owner` and return its normal form; None when it is already taken."""
        key = normal(phrase.text)
        if not key:
            return None
        if key in self.declared_at:
            place = self.declared_at[key]
            message = f'The sentence "{phrase.text}" is already declared in {place.file}, line {place.line}.'
            repair = f"A sentence means one thing everywhere: use that one, or word this {what} differently."
            self.add(error("S303", phrase.span, message, repair))
            self.unread.add("choice" if what == "option" else what)
            return None
        self.declared_at[key] = phrase.span
        self.written[key] = phrase.text
        self.owners[key] = owner
        return key

    def suggest(self, sentence: str, known: Iterable[str], cutoff: float = 0.72) -> str:
        """`Did you mean …?` among known normal sentences, as long as there are not too many faults already."""
        self.suggestions += 1
        if self.suggestions > MAX_SUGGESTIONS:
            return ""
        return did_you_mean(normal(sentence), known, cutoff, self.written)

    def miss(
        self, finding: Diagnostic, name: str, known: Iterable[str], kinds: tuple[str, ...], cutoff: float = 0.72
    ) -> None:
        """Report a name that nothing declares.

        finding: with the help for the case that no known name is like it. kinds: what could declare the name. Where a
        block of these kinds could not be read, only what is almost equal to a known name is reported. A name that is
        missed in many places is reported at the first.
        """
        if normal(name) in self.void:
            return
        unread = bool(self.unread.intersection(kinds))
        known = [text for text in known if self.owners.get(text, text) not in self.torn]
        key = (finding.code, normal(name))
        if key in self.missed and self.missed[key][0] is self.findings:
            self._again(finding, *self.missed[key][1:])
            return
        meant = self.suggest(name, known, ALMOST_EQUAL if unread else cutoff)
        if meant or not unread:
            before = len(self.findings)
            self.add(replace(finding, help=meant or finding.help))
            if len(self.findings) > before:
                self.missed[key] = (self.findings, before, {finding.span})

    def _again(self, finding: Diagnostic, place: int, spans: set[Span]) -> None:
        """Note that a name was missed once more: what is reported stays one finding."""
        spans.add(finding.span)
        first = self.findings[place]
        more = len(spans) - 1
        if more:
            tail = f" The same stands in {more} more place{'s' if more > 1 else ''}."
            message = re.sub(r" The same stands in \d+ more places?\.\Z", "", first.message) + tail
            self.findings[place] = replace(first, message=message)

    def bad_day(self, span: Span, fault: DayFault) -> None:
        """Report a day that the calendar does not have."""
        message, _, repair = str(fault).partition(". ")
        repair = repair or "Write a day of the calendar between 1900 and 2199, for example 2018-05-01."
        self.add(error("S311", span, message.rstrip(".") + ".", repair))

    def expect_id(self, phrase: Phrase, kinds: tuple[str, ...], what: str) -> bool:
        """Whether the words are the id of a block of one of these kinds; if not, it is reported."""
        name = phrase.text
        if self.kinds.get(name) in kinds:
            return True
        if name in self.kinds:
            message = f'"{name}" is {with_article(self.kinds[name])}; {what} is expected here.'
            self.add(error("S304", phrase.span, message, f"Name a block of this kind: {', '.join(kinds)}."))
            return False
        known = [key for key, kind in self.kinds.items() if kind in kinds]
        message = f'No block has the id "{name}"; {what} is expected here.'
        finding = error("S304", phrase.span, message, f"Write the id of {what}.")
        self.miss(finding, name, known, tuple(f"id of {kind}" for kind in kinds), 0.6)
        return False


def _taken(kind: str, name: str) -> str:
    """What an id stands for already, without any block."""
    if kind in ("fact", "choice", "date") and name == ON:
        return "it stands for the day of the act"
    if kind == "action" and name.startswith(OPPOSITE):
        return f'ids that start with "{OPPOSITE}" are those of opposites'
    return ""

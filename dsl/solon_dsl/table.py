"""What may stand under what: one table for each block kind, in the order in which its lines are written.

Invariant: the parser, the formatter, the templates and the guide all read this table; it is the language's shape.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, auto


class Shape(Enum):
    """What a field holds."""

    PROSE = auto()  # free text that may run on in deeper lines
    LINE = auto()  # a sentence, a day, ids, a citation: one line
    LIST = auto()  # bullets
    EITHER = auto()  # one line or bullets
    KEYED = auto()  # `chosen cannot: prose`
    CONDITIONS = auto()  # `when all of:` and `when any of:`


class Norm(Enum):
    """Whether a block states a norm in a line of its own."""

    NONE = auto()
    SENTENCE = auto()
    OPTIONS = auto()


@dataclass(frozen=True)
class Entry:
    """One kind of line: its name, what it holds, whether it must be there, whether it may be repeated."""

    name: str
    shape: Shape
    required: bool = False
    repeat: bool = False


@dataclass(frozen=True)
class Kind:
    """One kind of block: its lines, its norm, whether it needs conditions, and what may stand inside it."""

    keyword: str
    purpose: str
    entries: tuple[Entry, ...]
    norm: Norm = Norm.NONE
    conditions: str = "none"  # none, optional, or required (conditions or `always`)
    inside: tuple[str, ...] = ()

    def entry(self, name: str) -> Entry | None:
        """The entry of that name, if the kind has one."""
        return next((entry for entry in self.entries if entry.name == name), None)


def _line(name: str, required: bool = False, repeat: bool = False) -> Entry:
    return Entry(name, Shape.LINE, required, repeat)


def _prose(name: str, required: bool = False) -> Entry:
    return Entry(name, Shape.PROSE, required)


# The ids that a block had before; written by `solon rename`, so messages do not list it.
FORMER = "was"
CITES = _line("cites", required=True, repeat=True)
OUTSIDE = _line("outside", repeat=True)
READING = _line("under reading")
WHEN = Entry("when", Shape.CONDITIONS)
WINDOW = (_line("during"), _line("from"), _line("by"), Entry("until", Shape.EITHER))
PERSON = (_prose("help"), _line("changed by"), _line("judged by"))

_KINDS: tuple[Kind, ...] = (
    Kind(
        "instrument",
        "one official document",
        (
            _line("title", True),
            _line("kind", True),
            _line("issuer", True),
            _line("issued", True),
            _line("in force from", True),
            _line("in force until"),
            _prose("authority", True),
            _prose("ask"),
        ),
    ),
    Kind("bearer", "the people whom a norm binds", (_line("says", True), _line("also for", repeat=True), _line("who"))),
    Kind("action", "something that a person does or leaves undone", (_line("says", True), _line("instead"))),
    Kind(
        "counts",
        "one deed that is also another",
        (CITES, OUTSIDE, READING, _line("doing", True), _line("counts as", True), WHEN),
        conditions="required",
    ),
    Kind(
        "fact",
        "a question with the answer yes or no",
        (
            _line("says", True),
            _line("denies", True),
            _prose("asks", True),
            *PERSON,
            _line("presumed"),
            _prose("because"),
        ),
    ),
    Kind(
        "choice",
        "a question with several answers that exclude one another",
        (_prose("asks", True), *PERSON, Entry("one of", Shape.LIST, True)),
    ),
    Kind("date", "a day that somebody has to give", (_line("says", True), _prose("asks", True), *PERSON)),
    Kind(
        "period",
        "a stretch of days",
        (CITES, OUTSIDE, _line("says", True), _line("from"), Entry("until", Shape.EITHER)),
    ),
    Kind(
        "term",
        "a defined expression, computed from facts",
        (CITES, OUTSIDE, READING, _line("says", True), _line("denies"), WHEN),
        conditions="required",
    ),
    Kind(
        "impossible", "a combination of facts that cannot occur", (_prose("because", True), WHEN), conditions="required"
    ),
    Kind(
        "rule",
        "a norm: who must, must not, should, should not or may do what, and when",
        (CITES, OUTSIDE, READING, _line("restates"), _prose("because"), WHEN, *WINDOW),
        norm=Norm.SENTENCE,
        conditions="required",
    ),
    Kind(
        "exception",
        "a case in which a rule gives way",
        (
            CITES,
            OUTSIDE,
            READING,
            Entry("to", Shape.EITHER, True),
            _line("effect", True),
            _prose("because"),
            WHEN,
            *WINDOW,
        ),
        conditions="required",
    ),
    Kind(
        "group",
        "conditions and days shared by several rules",
        (CITES, OUTSIDE, READING, WHEN, *WINDOW),
        conditions="optional",
        inside=("rule", "exception", "either", "group"),
    ),
    Kind(
        "either",
        "one duty that can be met in several ways",
        (CITES, OUTSIDE, READING, _prose("because"), WHEN, *WINDOW),
        norm=Norm.OPTIONS,
        conditions="optional",
    ),
    Kind(
        "reading",
        "an open question about the text, and how it is answered here",
        (
            _line("about", True, True),
            _prose("question", True),
            Entry("chosen", Shape.KEYED, True),
            Entry("other", Shape.KEYED, True, True),
            _prose("because", True),
            _prose("settled by"),
        ),
    ),
    Kind(
        "note",
        "words that travel with every answer about something",
        (CITES, _prose("says", True), Entry("travels with", Shape.EITHER, True)),
    ),
    Kind("question", "a question that a person has", (_prose("asks", True), Entry("about", Shape.EITHER, True))),
    Kind(
        "example",
        "a story with the answer that it must get",
        (
            CITES,
            _prose("story", True),
            _prose("published"),
            _line("on"),
            Entry("given", Shape.LIST),
            Entry("unknown", Shape.LIST),
            _line("everything else"),
            _line("under reading", repeat=True),
            Entry("expect", Shape.LIST, True),
        ),
    ),
    Kind("context", "paragraphs from which nothing to decide comes", (CITES, _prose("because", True))),
)

KINDS = tuple(replace(kind, entries=(_line(FORMER), *kind.entries)) for kind in _KINDS)
BY_KEYWORD: dict[str, Kind] = {kind.keyword: kind for kind in KINDS}

"""The lines below a list header into the items of a statutory list.

Invariant: a list is one connective and one style of mark; what breaks that is reported once and read as meant.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from enum import Enum, auto

from solon_dsl.faults import Faults
from solon_dsl.lines import Line
from solon_dsl.named import HEADERS
from solon_dsl.sentence import quoted, sentence
from solon_dsl.syntax import Field, Item, Phrase

CONNECTIVES = {"all of": "all", "any of": "any"}
READING = "under reading"
# What people type for a bullet: a dash without its space, another sign, a letter with one bracket or a stop.
_MEANT_AS_BULLET = re.compile(
    r"(?P<sign>[-–—•·*‣▪+]|\(?(?P<letter>[0-9a-zA-Z]{1,3})[).](?=\s|[^\W\d]|\Z))\s*(?P<words>.*)\Z"
)


class Takes(Enum):
    """What may stand in a list besides bullets with a sentence each."""

    CONDITIONS = auto()  # lists inside it, and bullets that hold only under a reading
    ENDS = auto()  # days, each with conditions of its own
    SENTENCES = auto()

    @property
    def deeper(self) -> tuple[str, ...]:
        """The names of the lines that may stand below a bullet."""
        return {Takes.CONDITIONS: (READING,), Takes.ENDS: tuple(HEADERS), Takes.SENTENCES: ()}[self]


@dataclass
class _List:
    """A list while it is read. names: the lines of its block. strays: lines of the block found among the bullets."""

    takes: Takes
    names: Collection[str]
    faults: Faults
    strays: list[Line] = field(default_factory=list[Line])


def read_items(
    lines: tuple[Line, ...], takes: Takes, faults: Faults, names: Collection[str] = ()
) -> tuple[tuple[Item, ...], list[Line]]:
    """Read the bullets of one list.

    names: the lines that the block takes. Returns the items, and lines of the block that were indented too deep.
    """
    reading = _List(takes, names, faults)
    return _items(reading, lines), reading.strays


def phrase(line: Line) -> Phrase:
    """The words of a line behind its mark."""
    return Phrase(sentence(line.text), line.span)


def trim_stop(words: Phrase, faults: Faults) -> Phrase:
    """A sentence without its final full stop, which is reported."""
    trimmed = words.text.rstrip(". ")
    if not words.text.endswith(".") or not trimmed:
        return words
    message = "This sentence ends with a full stop."
    faults.add("S216", words.span, message, "Remove the full stop: sentences here are parts of longer ones.")
    return Phrase(trimmed, words.span)


def empty_list(line: Line, faults: Faults) -> None:
    """Report a list header with nothing below it."""
    message = "This list is empty."
    repair = 'Add at least one deeper line that starts with "- ", or remove the header.'
    faults.add("S215", line.span, message, repair)


def continuation(lines: tuple[Line, ...]) -> list[str]:
    """The words of some lines and of all that stands below them."""
    found: list[str] = []
    for line in lines:
        found += [*([line.mark] if line.mark else []), *line.text.split(), *continuation(line.children)]
    return found


def _items(reading: _List, lines: tuple[Line, ...]) -> tuple[Item, ...]:
    lines = _with_own_bullets(reading, lines)
    items = tuple(item for line in lines for item in _items_of(reading, line))
    _check_marks(lines, reading.faults)
    return items


def _with_own_bullets(reading: _List, lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The bullets, where a header without bullets takes those of another style that follow at its own level."""
    out: list[Line] = []
    for line in lines:
        header = out[-1] if out and out[-1].kind == "opening" and out[-1].mark else None
        started = bool(header and header.children)
        if not header or not line.mark or (line.mark == "-") == (header.mark == "-") or (started and not header.moved):
            out.append(line)
            continue
        if not started:
            message = "This bullet is not deeper than the header of its list."
            reading.faults.add(
                "S209", line.mark_span, message, "Indent it by two more spaces, with those that follow it."
            )
        out[-1] = replace(header, children=(*header.children, line), moved=True)
    return tuple(out)


def _items_of(reading: _List, line: Line) -> list[Item]:
    mark, words = line.mark or "-", phrase(line)
    if not line.mark:
        if line.kind in ("opening", "field") and _name(line) in reading.names:
            reading.strays.append(line)
            return []
        mark, words = _unmarked(reading, line, words)
        if not words.text:
            return []
    if line.kind == "opening" or _name(line) in CONNECTIVES or words.text.lower() in CONNECTIVES:
        return _nested(reading, line, mark)
    deeper: list[Field] = []
    raised: list[Item] = []
    more: list[str] = []
    for child in line.children:
        if child.mark:
            raised += _raised(reading, child, bool(raised))
        elif (found := _deeper(reading, child, deeper, more)) is not None:
            deeper.append(found)
    value = None
    if line.kind == "field":
        value = trim_stop(Phrase(" ".join([sentence(line.value), *more]), line.value_span), reading.faults)
        words = Phrase(sentence(line.name), line.span)
    else:
        words = trim_stop(Phrase(" ".join([words.text, *more]), words.span), reading.faults)
    return [Item(mark, words, value=value, fields=tuple(deeper)), *raised]


def _name(line: Line) -> str:
    return " ".join(line.name.lower().split())


def _unmarked(reading: _List, line: Line, words: Phrase) -> tuple[str, Phrase]:
    """A line of a list without a mark that counts: reported, with the mark and the words that were meant."""
    meant = _MEANT_AS_BULLET.match(line.text)
    if meant is None:
        reading.faults.doubtful.add(line.span.line)
        message = "Every line of a list starts with a dash or with a letter in brackets."
        repair = f'Write "- {line.text}". If the line only ends the sentence above it, join the two lines.'
        reading.faults.add("S211", line.span, message, repair if len(line.text) < 60 else repair.split(". ")[-1])
        return "-", words
    letter = meant["letter"]
    mark = f"({letter.lower()})" if letter else "-"
    if not meant["words"]:
        message = f"Nothing stands behind {quoted(line.text)}."
        reading.faults.add("S207", line.span, message, "Write a sentence behind it, or remove the line.")
        return mark, Phrase("", line.span)
    message = f"{quoted(meant['sign'])} does not start a bullet as it should."
    repair = f'Start the line with "{mark} ": the mark, then one space.'
    reading.faults.add("S211", replace(line.span, length=len(meant["sign"])), message, repair)
    return mark, Phrase(sentence(meant["words"]), line.span)


def _raised(reading: _List, line: Line, again: bool) -> list[Item]:
    """A bullet below a bullet that heads no list: reported once, and read as one of the same list."""
    if not again:
        message = "This bullet is one level too deep: the line above it is not a list header."
        repair = 'Move it left, or turn the line above into "all of:" or "any of:".'
        reading.faults.add("S212", line.mark_span, message, repair)
    return _items_of(reading, line)


def _deeper(reading: _List, line: Line, known: list[Field], more: list[str]) -> Field | None:
    """A line without a mark below a bullet: `under reading:`, `when ...:`, or more words of the sentence."""
    faults, allowed = reading.faults, reading.takes.deeper
    name, value = _name(line), Phrase(sentence(line.value), line.value_span)
    if line.kind not in ("opening", "field"):
        start = next((start for start in allowed if line.text.lower().startswith(start)), None)
        if start is None:
            if not more:
                message = "This line continues a sentence, but a sentence stays on one line."
                faults.add("S219", line.span, message, "Join it to the line above, or start it with a dash.")
            more += continuation((line,))
            return None
        faults.add("S205", line.span, f'A colon is missing behind "{start}".', f'Write "{start}: ...".')
        name, value = start, Phrase(sentence(line.text[len(start) :]), line.span)
    if name in reading.names and name not in allowed:
        reading.strays.append(line)
        return None
    meant = name if name in allowed else faults.nearest(name, allowed)
    if meant != name:
        repair = f'Did you mean "{meant}:"?' if meant else "Move it left, or remove it."
        faults.add("S204", line.name_span, f'"{line.name}:" cannot stand below a bullet of this list.', repair)
    if meant is None:
        return None
    if any(earlier.name == ("when" if meant in HEADERS else meant) for earlier in known):
        faults.add("S206", line.span, f'"{meant}" stands twice below this bullet.', "Keep one of them.")
        return None
    return _field_below(reading, line, meant, value)


def _field_below(reading: _List, line: Line, name: str, value: Phrase) -> Field | None:
    if name in HEADERS:
        if not line.children:
            empty_list(line, reading.faults)
        items, strays = read_items(line.children, Takes.CONDITIONS, reading.faults, reading.names)
        reading.strays += strays
        return Field("when", HEADERS[name], Phrase(""), items, span=line.span)
    if not value.text:
        message = f'Nothing stands behind "{name}:".'
        reading.faults.add("S207", line.span, message, 'Write for example "under reading: local_means = ward".')
        return None
    return Field(name, "", trim_stop(value, reading.faults), span=line.span)


def _nested(reading: _List, line: Line, mark: str) -> list[Item]:
    """A bullet that heads a list of its own: `- any of:`."""
    faults = reading.faults
    name = _name(line) or line.text.lower()
    if name not in CONNECTIVES and not line.children:
        message = f"Nothing stands behind {quoted(line.text)}."
        faults.add("S207", line.span, message, "Write it on the same line, or remove the colon.")
        return []
    if reading.takes is not Takes.CONDITIONS:
        message = f"{quoted(line.text)} heads a list, but this list takes only sentences."
        faults.add("S220", line.span, message, "Write each sentence as a bullet of its own.")
        return []
    connective = CONNECTIVES.get(name, "")
    if not connective:
        message = f'"{line.name}:" is not a list header.'
        repair = 'Inside a list, write "all of:" or "any of:". For "not", use the sentence that denies.'
        faults.add("S220", line.span, message, repair)
        connective = "any" if "any" in name or "one" in name else "all"
    elif line.value:
        message = f'"{name}:" heads a list, so nothing stands behind its colon.'
        faults.add("S218", line.value_span, message, "Move it to a deeper line that starts with a dash.")
    elif line.kind != "opening":
        faults.add("S205", line.span, f'A colon is missing behind "{name}".', f'Write "{mark} {name}:".')
    fields: list[Field] = []
    below: list[Line] = []
    for child in line.children:
        if child.mark or _name(child) != READING or not child.value:
            below.append(child)
        elif fields:
            faults.add("S206", child.span, f'"{READING}" stands twice below this bullet.', "Keep one of them.")
        else:
            fields.append(Field(READING, "", Phrase(sentence(child.value), child.value_span), span=child.span))
    if not below and not line.value:
        empty_list(line, faults)
    return [Item(mark, Phrase("", line.span), connective, items=_items(reading, tuple(below)), fields=tuple(fields))]


def _check_marks(lines: tuple[Line, ...], faults: Faults) -> None:
    """A list has dashes or letters, not both, and no letter twice."""
    seen: set[str] = set()
    marked = [line for line in lines if line.mark]
    for line in marked:
        if (line.mark == "-") != (marked[0].mark == "-"):
            message = "This list mixes dashes and letters."
            style = "a dash" if marked[0].mark == "-" else "a letter in brackets"
            faults.add("S213", line.mark_span, message, f"Start every bullet of it with {style}, like the first one.")
            return
        if line.mark != "-" and line.mark in seen:
            message = f"The letter {line.mark} stands twice in this list."
            faults.add("S214", line.mark_span, message, "Give each bullet the letter that it has in the source.")
        seen.add(line.mark)

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
from solon_dsl.regroup import is_misplaced, name_of, with_loose, with_misplaced, with_own_bullets, with_rest
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
    lines = tuple(with_misplaced((), lines))
    lines = with_own_bullets(lines, reading.takes.deeper, reading.faults)
    items: list[Item] = []
    for place, line in enumerate(lines):
        stray = reading.strays[-1] if place and not lines[place - 1].mark and reading.strays else None
        if stray is not None and stray.kind == "opening" and line.mark and not stray.children:
            # A list header of the block stands among these bullets, so those after it are of its own list.
            reading.strays[-1] = replace(stray, children=lines[place:])
            break
        marked = line if line.mark else _unmarked(reading, line, lines[place - 1] if place else None)
        items += _items_of(reading, marked) if marked is not None else []
    _check_marks(lines, reading.faults)
    return tuple(items)


def _items_of(reading: _List, line: Line) -> list[Item]:
    if line.kind == "opening" or name_of(line) in CONNECTIVES or line.text.lower().rstrip(" .;,:") in CONNECTIVES:
        return _nested(reading, line)
    deeper: list[Field] = []
    raised: list[Item] = []
    more: list[str] = []
    for child, loose in with_loose(line.children):
        if child is not None and child.kind == "opening" and loose:
            message = "These bullets are not deeper than the header of their list."
            reading.faults.add("S209", loose[0].mark_span, message, "Indent each of them by two more spaces.")
            child, loose = replace(child, children=(*child.children, *loose)), ()
        found = _deeper(reading, child, deeper, more) if child is not None else None
        deeper += [found] if found is not None else []
        for bullet in with_rest(loose):
            raised += _raised(reading, bullet, bool(raised))
    value, words = None, Phrase(" ".join([sentence(line.text), *more]), line.span)
    name, colon, rest = words.text.partition(": ")
    if line.kind == "field" or (colon and more):
        value = trim_stop(Phrase(rest.strip(), line.value_span), reading.faults)
        words = Phrase(name.rstrip(), line.span)
    else:
        words = trim_stop(words, reading.faults)
    return [Item(line.mark, words, value=value, fields=tuple(deeper)), *raised]


def _unmarked(reading: _List, line: Line, before: Line | None) -> Line | None:
    """A line of a list without a mark: reported, and returned as the bullet that was meant, if one was."""
    named = line.kind in ("opening", "field") and name_of(line) in reading.names
    if named or is_misplaced((), line):
        reading.strays.append(line)
        return None
    meant = _MEANT_AS_BULLET.match(line.text)
    if meant is None:
        reading.faults.doubtful.update((line.span.line, before.span.line if before else 0))
        message = "Every line of a list starts with a dash or with a letter in brackets."
        repair = "If this line only ends the sentence above it, join the two lines."
        if len(line.text) < 60:
            repair = f'Write "- {line.text}". {repair}'
        reading.faults.add("S211", line.span, message, repair)
        return replace(line, mark="-")
    mark = f"({meant['letter'].lower()})" if meant["letter"] else "-"
    words = meant["words"]
    if not words:
        message = f"Nothing stands behind {quoted(line.text)}."
        reading.faults.add("S207", line.span, message, "Write a sentence behind it, or remove the line.")
        return None
    message = f"{quoted(meant['sign'])} does not start a bullet as it should."
    repair = f'Start the line with "{mark} ": the mark, then one space.'
    reading.faults.add("S211", replace(line.span, length=len(meant["sign"])), message, repair)
    name, colon, value = words.partition(": ")
    span = replace(line.span, column=line.span.column + len(line.text) - len(words), length=len(words))
    if words.endswith(":"):
        return replace(line, kind="opening", mark=mark, name=words[:-1], text=words, span=span)
    if colon:
        return replace(line, kind="field", mark=mark, name=name, value=value, text=words, span=span)
    return replace(line, mark=mark, text=words, span=span)


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
    name, value = name_of(line), Phrase(sentence(line.value), line.value_span)
    known_name = name in allowed or name in reading.names or faults.nearest(name, allowed) is not None
    if line.kind not in ("opening", "field") or not known_name:
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


def _nested(reading: _List, line: Line) -> list[Item]:
    """A bullet that heads a list of its own: `- any of:`."""
    faults = reading.faults
    name = name_of(line) or line.text.lower().rstrip(" .;,:")
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
        faults.add("S205", line.span, f'A colon is missing behind "{name}".', f'Write "{line.mark} {name}:".')
    fields: list[Field] = []
    below: list[Line] = []
    for child in line.children:
        if child.mark or name_of(child) != READING or not child.value:
            below.append(child)
        elif fields:
            faults.add("S206", child.span, f'"{READING}" stands twice below this bullet.', "Keep one of them.")
        else:
            fields.append(Field(READING, "", Phrase(sentence(child.value), child.value_span), span=child.span))
    if not below and not line.value:
        empty_list(line, faults)
    return [
        Item(line.mark, Phrase("", line.span), connective, items=_items(reading, tuple(below)), fields=tuple(fields))
    ]


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

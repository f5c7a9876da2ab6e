"""The lines below a list header into the items of a statutory list.

Invariant: a list is one connective and one style of mark; what breaks that is reported once and read as meant.
"""

from __future__ import annotations

from solon_dsl.diagnostic import Diagnostic, error
from solon_dsl.lines import Line
from solon_dsl.syntax import Field, Item, Phrase

CONNECTIVES = {"all of": "all", "any of": "any"}


def read_items(lines: tuple[Line, ...], findings: list[Diagnostic]) -> tuple[Item, ...]:
    """Read the bullets of one list; faults go to `findings`."""
    items: list[Item] = []
    for line in lines:
        items.extend(_items_of(line, findings))
    _check_marks(lines, findings)
    return tuple(items)


def phrase(line: Line) -> Phrase:
    """A line as a sentence, without the full stop that a list entry does not take."""
    return Phrase(" ".join(line.text.split()), line.span)


def trim_stop(words: Phrase, findings: list[Diagnostic]) -> Phrase:
    """A sentence without its final full stop, which is reported."""
    if not words.text.endswith("."):
        return words
    message = "This sentence ends with a full stop."
    findings.append(error("S216", words.span, message, "Remove the full stop: sentences here are parts of longer ones."))
    return Phrase(words.text.rstrip(". "), words.span)


def _items_of(line: Line, findings: list[Diagnostic]) -> list[Item]:
    if not line.mark:
        message = "Every line of a list starts with a dash or a letter."
        findings.append(error("S211", line.span, message, f'Write "- {line.text}", or move the line out of the list.'))
    if line.kind == "opening":
        return [_nested(line, findings)]
    fields: list[Field] = []
    raised: list[Item] = []
    for child in line.children:
        if child.mark:
            if not raised:
                message = "This bullet is one level too deep: the line above it is not a list header."
                repair = 'Move it left, or turn the line above into "all of:" or "any of:".'
                findings.append(error("S212", child.span, message, repair))
            raised.extend(_items_of(child, findings))
        elif child.kind == "field" and child.name.lower() == "under reading":
            fields.append(Field("under reading", "", Phrase(child.value, child.value_span), span=child.span))
        elif child.kind == "opening" and child.name.lower() in ("when all of", "when any of"):
            name = child.name.lower().split()[1]
            fields.append(
                Field("when", name, Phrase(""), read_items(child.children, findings), span=child.span)
            )
        else:
            message = "A sentence stays on one line; this line is read as part of nothing."
            findings.append(error("S219", child.span, message, "Put the whole sentence on the line of its bullet."))
    value = None
    words = trim_stop(phrase(line), findings)
    if line.kind == "field":
        value = trim_stop(Phrase(line.value, line.value_span), findings)
        words = Phrase(line.name, line.span)
    return [Item(line.mark or "-", words, value=value, fields=tuple(fields)), *raised]


def _nested(line: Line, findings: list[Diagnostic]) -> Item:
    """A bullet that heads a list of its own: `- any of:`."""
    connective = CONNECTIVES.get(line.name.lower(), "")
    if not connective:
        message = f'"{line.name}:" is not a list header.'
        repair = 'Inside a list, write "all of:" or "any of:". For the opposite of a sentence, use the sentence that denies it.'
        findings.append(error("S220", line.span, message, repair))
        connective = "any" if "any" in line.name.lower() or "one" in line.name.lower() else "all"
    fields = tuple(
        Field("under reading", "", Phrase(child.value, child.value_span), span=child.span)
        for child in line.children
        if not child.mark and child.kind == "field" and child.name.lower() == "under reading"
    )
    below = tuple(child for child in line.children if child.mark or child.name.lower() != "under reading")
    if not below:
        findings.append(empty_list(line))
    return Item(line.mark or "-", Phrase("", line.span), connective, items=read_items(below, findings), fields=fields)


def empty_list(line: Line) -> Diagnostic:
    """The finding for a list header with nothing below it."""
    return error(
        "S215", line.span, "This list is empty.", 'Add at least one deeper line that starts with "- ", or remove the header.'
    )


def _check_marks(lines: tuple[Line, ...], findings: list[Diagnostic]) -> None:
    """A list has dashes or letters, not both, and no letter twice."""
    seen: set[str] = set()
    marked = [line for line in lines if line.mark]
    for line in marked:
        if (line.mark == "-") != (marked[0].mark == "-"):
            message = "This list mixes dashes and letters."
            findings.append(error("S213", line.span, message, f'Use "{marked[0].mark}" style for every bullet of it.'))
            return
        if line.mark != "-" and line.mark in seen:
            message = f"The letter {line.mark} stands twice in this list."
            findings.append(error("S214", line.span, message, "Give each bullet the letter that it has in the source."))
        seen.add(line.mark)

"""YAML text into plain data with places: the YAML 1.2 core schema, nothing that can surprise.

Invariant: repeated keys, anchors, aliases, tags and several documents are findings; `on`, `yes` and `no` stay words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import yaml

from solon_dsl.diagnostic import Diagnostic, Span, error

MAX_BYTES = 1_000_000
MAX_DEPTH = 20
MAX_NODES = 20_000

Plain = str | int | float | bool | None | list["Entry"] | dict[str, "Entry"]


@dataclass(frozen=True)
class Entry:
    """A value with its place. key_span: the place of its key, in a mapping."""

    value: Plain
    span: Span
    key_span: Span


class _Stop(Exception):
    """The text cannot be read further."""


def read_plain(file: str, data: bytes | str) -> tuple[Entry | None, list[Diagnostic]]:
    """Read one YAML or JSON document.

    file: the name to show. data: its content. Returns the document, or None, and what was wrong.
    """
    nowhere = Span(file, 1, 1)
    if len(data) > MAX_BYTES:
        message = f"This file has {len(data):,} bytes; a situation may have {MAX_BYTES:,}."
        return None, [error("S512", nowhere, message, "One situation is one act: describe one only.")]
    try:
        text = data.decode("utf-8-sig") if isinstance(data, bytes) else data.removeprefix("\ufeff")
    except UnicodeDecodeError:
        return None, [error("S501", nowhere, "This is not UTF-8 text.", "Save the file as UTF-8 and try again.")]
    findings: list[Diagnostic] = []
    try:
        for event in _events(file, text, findings):
            del event
        if findings:
            return None, findings
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        return (_Reader(file, findings).entry(node, nowhere) if node is not None else None), findings
    except (yaml.YAMLError, RecursionError) as fault:
        mark = getattr(fault, "problem_mark", None)
        span = Span(file, mark.line + 1, mark.column + 1) if mark else nowhere
        problem = getattr(fault, "problem", None) or "the text is not understood"
        repair = 'Write one "key: value" a line, and indent lists by two spaces.'
        return None, [*findings, error("S501", span, f"This is not YAML or JSON: {problem}.", repair)]
    except _Stop:
        return None, findings


def _events(file: str, text: str, findings: list[Diagnostic]) -> Iterator[yaml.Event]:
    """Walk the events, so that nothing is built from what is not allowed."""
    depth = documents = 0
    for count, event in enumerate(yaml.parse(text, Loader=yaml.SafeLoader)):
        mark = event.start_mark
        span = Span(file, mark.line + 1, mark.column + 1) if mark else Span(file, 1, 1)
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                message = "This file holds more than one document."
                findings.append(error("S501", span, message, "Keep one situation a file."))
                raise _Stop
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            message = "Anchors and aliases (& and *) are not read."
            findings.append(error("S508", span, message, "Write the value itself at each place."))
        if getattr(event, "tag", None):
            findings.append(error("S508", span, "Tags (!) are not read.", "Write the plain value."))
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH or count > MAX_NODES:
            message = "This file is too deep or too long for a situation."
            findings.append(error("S512", span, message, "One situation is one act: describe one only."))
            raise _Stop
        yield event


class _Reader:
    """Builds entries from nodes."""

    def __init__(self, file: str, findings: list[Diagnostic]) -> None:
        self.file = file
        self.findings = findings

    def span(self, node: yaml.Node) -> Span:
        start, end = node.start_mark, node.end_mark
        length = end.column - start.column if end.line == start.line else 1
        return Span(self.file, start.line + 1, start.column + 1, max(1, length))

    def entry(self, node: yaml.Node, key_span: Span) -> Entry:
        span = self.span(node)
        if isinstance(node, yaml.MappingNode):
            return Entry(self.mapping(node), span, key_span)
        if isinstance(node, yaml.SequenceNode):
            return Entry([self.entry(item, self.span(item)) for item in node.value], span, key_span)
        return Entry(_scalar(node), span, key_span)

    def mapping(self, node: yaml.MappingNode) -> dict[str, Entry]:
        found: dict[str, Entry] = {}
        for key_node, value_node in node.value:
            span = self.span(key_node)
            if not isinstance(key_node, yaml.ScalarNode):
                self.findings.append(error("S501", span, "A key must be a word.", "Write for example: on: 2018-05-01"))
                continue
            key = str(key_node.value)
            if key in found:
                message = f'"{key}" stands twice.'
                self.findings.append(error("S507", span, message, "Keep one of them."))
                continue
            found[key] = self.entry(value_node, span)
        return found


_INT = re.compile(r"[-+]?[0-9]+\Z")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\Z")
_WORDS: Mapping[str, bool | None] = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
}


def _scalar(node: yaml.Node) -> Plain:
    """A scalar by the YAML 1.2 core schema: days and the words yes and no are text."""
    text = str(node.value)
    if getattr(node, "style", None) is not None:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INT.match(text) and len(text) < 16:
        return int(text)
    if _FLOAT.match(text) and len(text) < 32:
        return float(text)
    return text

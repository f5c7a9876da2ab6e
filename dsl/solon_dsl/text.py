"""Bytes into a source text with clean characters, bounded sizes and indentation that adds up.

Invariant: whatever comes in, what goes out can be read by the grammar of the line tree; each fault is reported once.
"""

from __future__ import annotations

import codecs
import unicodedata
from dataclasses import dataclass, replace

from solon_dsl.characters import Fault, fault_of
from solon_dsl.diagnostic import Diagnostic, Span, error
from solon_dsl.nesting import nest

MAX_FILE_BYTES = 1_000_000
MAX_LINES = 50_000
MAX_LINE_CHARACTERS = 2_000


@dataclass(frozen=True)
class Source:
    """A policy file as text.

    file: its name, as shown in findings.
    lines: the lines as written, after NFC, without line ends, and with a stand-in for every faulty character.
    depths: for each line its nesting level, or -1 for a line that is not read: blank, a comment, or nested too deep.
    moved: the numbers of the lines whose indentation was reported, and is read as it was meant.
    doubtful: the numbers of the lines whose words are not surely those that were meant.
    whole: False when a part of the file was left out.
    """

    file: str
    lines: tuple[str, ...] = ()
    depths: tuple[int, ...] = ()
    moved: frozenset[int] = frozenset()
    doubtful: frozenset[int] = frozenset()
    whole: bool = True

    @property
    def aligned(self) -> str:
        """The text for the grammar: each line that counts, indented by one space a level, others empty."""
        return "".join(
            (" " * depth + line.strip() if depth >= 0 else "") + "\n"
            for line, depth in zip(self.lines, self.depths, strict=True)
        )

    @property
    def comments(self) -> dict[int, str]:
        """The comments, by line number from 1."""
        return {number: line.strip() for number, line in enumerate(self.lines, 1) if line.lstrip().startswith("#")}


def read_source(file: str, data: bytes | str) -> tuple[Source, list[Diagnostic]]:
    """Decode and tidy one policy file.

    file: the name to show in findings. data: its content.
    Returns the source and what was wrong with it. A file that is too large comes back empty. A file in another
    encoding is read as well as can be, so that its names are known elsewhere, but nothing else is said about it.
    """
    if len(data) > MAX_FILE_BYTES:
        return _too_large(file, f"{len(data):,} bytes", f"{MAX_FILE_BYTES:,}")
    text, undecoded = (data, None) if isinstance(data, str) else _decode(file, data)
    # Only these three end a line; other separators of Unicode are reported as invisible characters.
    text = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    written = unicodedata.normalize("NFC", text).removesuffix("\n").split("\n") if text else []
    if len(written) > MAX_LINES:
        return _too_large(file, f"{len(written):,} lines", f"{MAX_LINES:,}")
    cleaning = _Cleaning(file)
    lines = tuple(cleaning.clean(number, line) for number, line in enumerate(written, 1))
    findings = cleaning.findings()
    nesting = nest(file, lines, cleaning.tabs, cleaning.doubtful)
    if undecoded is not None:
        place = undecoded.span
        inside = replace(place, column=min(place.column, len(lines[place.line - 1]) + 1)) if lines else place
        doubtful = frozenset(range(len(lines) + 1))
        return Source(file, lines, nesting.depths, nesting.moved, doubtful), [replace(undecoded, span=inside)]
    doubtful = frozenset(cleaning.doubtful | nesting.cut)
    source = Source(file, lines, nesting.depths, nesting.moved, doubtful, whole=not nesting.cut)
    return source, [*findings, *nesting.findings]


def _too_large(file: str, size: str, limit: str) -> tuple[Source, list[Diagnostic]]:
    message = f"This file has {size}; a policy file may have {limit}."
    repair = "Split it into several files, one for each idea."
    return Source(file, whole=False), [error("S101", Span(file, 1, 1), message, repair)]


def _decode(file: str, data: bytes) -> tuple[str, Diagnostic | None]:
    """The text of a file; when it is not UTF-8, what it probably says, and the finding."""
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError as fault:
        start = max(data.rfind(b"\n", 0, fault.start), data.rfind(b"\r", 0, fault.start)) + 1
        before = data[: fault.start].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        column = len(data[start : fault.start].decode("utf-8").removeprefix("\ufeff")) + 1
        span = Span(file, before.count(b"\n") + 1, column)
    two_bytes = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    guess = data.decode("utf-16" if two_bytes else "cp1252", errors="replace")
    return guess, error("S102", span, "This is not UTF-8 text.", "Save the file as UTF-8 and try again.")


class _Cleaning:
    """Puts a stand-in for every faulty character, and remembers where each kind of fault was met."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.places: dict[Fault, list[Span]] = {}
        self.long: list[Diagnostic] = []
        self.doubtful: set[int] = set()
        self.tabs: dict[int, int] = {}

    def clean(self, number: int, line: str) -> str:
        """One line as it is read."""
        if len(line.lstrip(" ")) > MAX_LINE_CHARACTERS:
            message = f"This line has {len(line):,} characters; a line may have {MAX_LINE_CHARACTERS:,}."
            self.long.append(error("S103", Span(self.file, number, 1), message, "Break it into shorter lines."))
            self.doubtful.add(number)
            line = line[:MAX_LINE_CHARACTERS]
        if line.isascii() and line.isprintable():
            return line.rstrip()
        indentation = line[: len(line) - len(line.lstrip(" \t"))]
        if "\t" in indentation:
            self.tabs[number] = indentation.count("\t")
        out = ""
        met: dict[Fault, int] = {}
        for character in line:
            fault = fault_of(character)
            if fault is not None:
                met.setdefault(fault, len(out))
            out += character if fault is None else fault.stand_in
        out = out.rstrip()
        for fault, column in met.items():
            self.places.setdefault(fault, []).append(Span(self.file, number, min(column, len(out)) + 1))
            if not fault.certain:
                self.doubtful.add(number)
        return out

    def findings(self) -> list[Diagnostic]:
        """One finding for each kind of fault: the same one in more lines is one mistake to mend."""
        out = list(self.long)
        for fault, places in self.places.items():
            more = len(places) - 1
            tail = f", and in {more} more line{'s' if more > 1 else ''}." if more else "."
            out.append(error(fault.code, places[0], fault.message + tail, fault.help))
        return out

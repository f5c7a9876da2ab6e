"""The line tree into blocks, by the table of what may stand under what.

Invariant: one mistake gives one report. What is misspelt is read as its nearest keyword, and what is indented too
deep is read one level up, so that the rest of the block is still understood.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from solon_dsl.bullets import empty_list, phrase, read_items, trim_stop
from solon_dsl.diagnostic import Diagnostic, error
from solon_dsl.lines import Line
from solon_dsl.nearest import nearest
from solon_dsl.syntax import Block, Field, Item, Phrase
from solon_dsl.table import BY_KEYWORD, Entry, Kind, Norm, Shape

ID = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*\Z")
MAX_BLOCKS = 5_000
HEADERS = ("when all of", "when any of")
SENTENCES = frozenset({"denies", "instead", "doing", "counts as", "who", "says"})


@dataclass
class _Draft:
    """A block while its lines are read."""

    kind: Kind
    fields: list[Field] = field(default_factory=list)
    norm: Phrase | None = None
    options: tuple[Item, ...] = ()
    always: bool = False
    blocks: list[Block] = field(default_factory=list)
    unread: bool = False


def read_blocks(lines: tuple[Line, ...], findings: list[Diagnostic]) -> tuple[Block, ...]:
    """Read the blocks of one file; faults go to `findings`."""
    if len(lines) > MAX_BLOCKS:
        message = f"This file has more than {MAX_BLOCKS:,} blocks."
        findings.append(error("S110", lines[MAX_BLOCKS].span, message, "Split it into several files."))
        lines = lines[:MAX_BLOCKS]
    found = (_block(line, findings) for line in lines)
    return tuple(block for block in found if block is not None)


def _block(line: Line, findings: list[Diagnostic], grouped: bool = False) -> Block | None:
    words = line.text.split()
    keyword = words[0].lower().rstrip(":") if words else ""
    if line.mark or line.kind in ("opening", "field") and keyword not in BY_KEYWORD:
        message = f'"{line.text}" belongs to a block, but it starts at the left edge.'
        findings.append(error("S203", line.span, message, "Indent it by two spaces, below the first line of its block."))
        return None
    if keyword not in BY_KEYWORD:
        meant = nearest(keyword, BY_KEYWORD, 0.6)
        repair = f'Did you mean "{meant}"?' if meant else f"A block starts with one of: {', '.join(sorted(BY_KEYWORD))}."
        findings.append(error("S201", line.span, f'"{keyword}" is not a kind of block.', repair))
        if meant is None:
            return None
        keyword = meant
    identifier = _id(line, words, keyword, findings)
    draft = _Draft(BY_KEYWORD[keyword])
    _read_lines(draft, line.children, findings)
    block = Block(
        keyword,
        identifier,
        _in_order(draft),
        draft.norm,
        draft.options,
        draft.always,
        tuple(draft.blocks),
        line.span,
    )
    if not draft.unread:
        _check_complete(draft, block, grouped, findings)
    return block


def _id(line: Line, words: list[str], keyword: str, findings: list[Diagnostic]) -> Phrase:
    written = " ".join(words[1:])
    if ID.match(written):
        return Phrase(written, line.span)
    tidy = re.sub(r"[^a-z0-9]+", "_", written.lower()).strip("_")
    example = f'Write for example "{keyword} {tidy}".' if tidy else f'Write for example "{keyword} my_first_one".'
    message = f"This {keyword} needs an id: small letters and digits, words joined by underscores."
    findings.append(error("S202", line.span, message, example))
    return Phrase(tidy, line.span)


def _read_lines(draft: _Draft, lines: tuple[Line, ...], findings: list[Diagnostic]) -> None:
    """Read the lines of a block into its draft. Bullets that follow a list header unindented join its list."""
    position = 0
    while position < len(lines):
        line = lines[position]
        position += 1
        loose: list[Line] = []
        while position < len(lines) and line.kind == "opening" and not line.children and lines[position].mark:
            loose.append(lines[position])
            position += 1
        if loose:
            message = "These bullets are not deeper than the header of their list."
            findings.append(error("S209", loose[0].span, message, "Indent each of them by two more spaces."))
        _read_line(draft, line, tuple(loose) or line.children, findings)


def _read_line(draft: _Draft, line: Line, below: tuple[Line, ...], findings: list[Diagnostic]) -> None:
    if line.mark:
        message = "This bullet belongs to no list."
        findings.append(error("S209", line.span, message, 'Put it below a line such as "when all of:", two spaces deeper.'))
        draft.unread = True
    elif line.kind in ("opening", "field"):
        _named(draft, line, below, findings)
    else:
        _unnamed(draft, line, findings)


def _unnamed(draft: _Draft, line: Line, findings: list[Diagnostic]) -> None:
    """A line without a colon: `always`, a block inside a group, a norm, or a mistake."""
    kind = draft.kind
    first = line.text.split()[0].lower()
    if line.text.lower() == "always" and kind.conditions != "none":
        draft.always = True
    elif line.kind == "head" and first in BY_KEYWORD and first not in kind.inside:
        message = f'A "{first}" block cannot stand inside a "{kind.keyword}" block.'
        findings.append(error("S203", line.span, message, "Move it to the left edge, with the lines below it."))
        draft.unread = True
        return
    elif line.kind == "head" and kind.inside:
        inner = _block(line, findings, grouped=True)
        if inner is not None:
            draft.blocks.append(inner)
        return
    elif forgotten := _without_colon(kind, line.text):
        findings.append(
            error("S205", line.span, f'A colon is missing behind "{forgotten}".', f'Write "{forgotten}: ...".')
        )
        draft.unread = True
    elif kind.norm is Norm.SENTENCE and draft.norm is None:
        draft.norm = trim_stop(phrase(line), findings)
    else:
        message = f'This line is not understood in a "{kind.keyword}" block.'
        if kind.norm is Norm.SENTENCE:
            message = "This block states a second norm; it already has one."
        findings.append(error("S208", line.span, message, _what_may_stand(kind)))
        draft.unread = True
        return
    if line.children:
        _too_deep(draft, line.children, findings)


def _named(draft: _Draft, line: Line, below: tuple[Line, ...], findings: list[Diagnostic]) -> None:
    """A line with a colon: a field, a list header, or the header of an either block."""
    kind = draft.kind
    name = " ".join(line.name.lower().split())
    if kind.norm is Norm.OPTIONS and line.kind == "opening" and name.endswith(" one of"):
        draft.norm = Phrase(line.name, line.span)
        if not below:
            findings.append(empty_list(line))
        draft.options = read_items(below, findings)
        return
    key = ""
    entry = kind.entry(name)
    if entry is not None and entry.shape is Shape.CONDITIONS:
        entry = None
    if name in HEADERS and kind.conditions != "none":
        entry, key = kind.entry("when"), name.split()[1]
    elif entry is None:
        head, _, rest = name.partition(" ")
        keyed = kind.entry(head)
        if keyed is not None and keyed.shape is Shape.KEYED and rest:
            entry, key = keyed, rest.replace(" ", "_")
    if entry is None:
        entry, key = _meant(draft, line, name, findings)
    if entry is None:
        draft.unread = True
        return
    if not entry.repeat and any(known.name == entry.name for known in draft.fields):
        message = f'"{entry.name}" stands twice in this block.'
        findings.append(error("S206", line.span, message, "Keep one of them."))
        return
    draft.fields.append(_field(draft, entry, key, line, below, findings))


def _meant(draft: _Draft, line: Line, name: str, findings: list[Diagnostic]) -> tuple[Entry | None, str]:
    """An unknown name: reported, with the entry that was probably meant."""
    kind = draft.kind
    names = [entry.name for entry in kind.entries if entry.name != "when"]
    if kind.conditions != "none":
        names.extend(HEADERS)
    meant = nearest(name, names, 0.6)
    repair = f'Did you mean "{meant}:"?' if meant else _what_may_stand(kind)
    if name.startswith(("unless", "except")):
        meant, repair = None, 'Write what lifts a rule as an "exception" block of its own.'
    findings.append(error("S204", line.span, f'"{line.name}:" is not a line of a "{kind.keyword}" block.', repair))
    if meant is None:
        return None, ""
    if meant in HEADERS:
        return kind.entry("when"), meant.split()[1]
    entry = kind.entry(meant)
    return (None, "") if entry and entry.shape is Shape.KEYED else (entry, "")


def _field(
    draft: _Draft, entry: Entry, key: str, line: Line, below: tuple[Line, ...], findings: list[Diagnostic]
) -> Field:
    value = Phrase(" ".join(line.value.split()), line.value_span)
    items: tuple[Item, ...] = ()
    listed = entry.shape in (Shape.LIST, Shape.CONDITIONS) or entry.shape is Shape.EITHER and not line.value
    if entry.shape in (Shape.PROSE, Shape.KEYED):
        value = Phrase(" ".join([*value.text.split(), *_words(below)]), value.span)
    elif listed:
        if line.value:
            message = f'"{line.name}:" heads a list, so nothing stands behind its colon.'
            findings.append(error("S218", line.value_span, message, "Move it to a deeper line that starts with a dash."))
        elif not below:
            findings.append(empty_list(line))
        items = read_items(below, findings)
        return Field(entry.name, key, Phrase("", line.span), items, line.span)
    elif below:
        _too_deep(draft, below, findings)
    if not value.text:
        message = f'Nothing stands behind "{line.name}:".'
        findings.append(error("S207", line.span, message, "Write it on the same line, behind the colon."))
        draft.unread = True
    elif entry.name in SENTENCES and entry.shape is Shape.LINE:
        value = trim_stop(value, findings)
    return Field(entry.name, key, value, items, line.span)


def _words(lines: tuple[Line, ...]) -> list[str]:
    """The words of prose that runs on in deeper lines, whatever those lines look like."""
    found: list[str] = []
    for line in lines:
        found += [*([line.mark] if line.mark else []), *line.text.split(), *_words(line.children)]
    return found


def _too_deep(draft: _Draft, lines: tuple[Line, ...], findings: list[Diagnostic]) -> None:
    """Lines below a line that takes none: reported once, then read as lines of the block."""
    first = lines[0]
    plain = first.kind in ("text", "head") and not first.mark
    if plain and draft.kind.norm is Norm.NONE or plain and draft.norm is not None:
        message = "This line continues a sentence, but a sentence stays on one line."
        findings.append(error("S219", first.span, message, "Join it to the line above, or move it left."))
        return
    message = "This line is indented too deep: the line above it takes no deeper lines."
    findings.append(error("S210", first.span, message, "Move it left, in line with the other lines of the block."))
    _read_lines(draft, lines, findings)


def _without_colon(kind: Kind, text: str) -> str | None:
    names = [entry.name for entry in kind.entries if entry.name not in ("when", "to", "by", "on")]
    known = sorted([*names, *HEADERS], key=len, reverse=True)
    return next((name for name in known if re.match(re.escape(name) + r"( |\Z)", text.lower())), None)


def _what_may_stand(kind: Kind) -> str:
    names = [f"{entry.name}:" for entry in kind.entries if entry.name != "when"]
    if kind.conditions != "none":
        names += ["when all of:", "when any of:", "always"]
    return f'A "{kind.keyword}" block takes: {", ".join(names)}.'


def _in_order(draft: _Draft) -> tuple[Field, ...]:
    """The fields in the order of the table; those of one name keep their order."""
    order = {entry.name: place for place, entry in enumerate(draft.kind.entries)}
    return tuple(sorted(draft.fields, key=lambda found: order[found.name]))


def _check_complete(draft: _Draft, block: Block, grouped: bool, findings: list[Diagnostic]) -> None:
    """Report every line that the block still needs."""
    kind = draft.kind
    what = f"{kind.keyword} {block.id.text}".strip()
    for entry in kind.entries:
        if entry.required and not block.all(entry.name):
            name = f"{entry.name} ..." if entry.shape is Shape.KEYED else entry.name
            message = f'The block "{what}" has no "{name}:" line.'
            findings.append(error("S221", block.span, message, f'Add a line "{name}: ..." below its first line.'))
    if kind.norm is not Norm.NONE and block.norm is None:
        sample = "a member must not post the content" if kind.norm is Norm.SENTENCE else "a member must do one of:"
        message = f'The block "{what}" does not say who must or may do what.'
        findings.append(error("S222", block.span, message, f'Add a line such as "{sample}".'))
    has_conditions = block.first("when") is not None
    if kind.conditions == "required" and not grouped and not has_conditions and not block.always:
        message = f'The block "{what}" does not say when it applies.'
        repair = 'Add "when all of:" with bullets below it, or a line "always".'
        findings.append(error("S223", block.span, message, repair))
    if has_conditions and block.always:
        message = f'The block "{what}" says "always" and has conditions as well.'
        findings.append(error("S224", block.span, message, 'Remove "always", or remove the list.'))
    if kind.inside and not block.blocks:
        message = f'The group "{block.id.text}" has no rule inside it.'
        findings.append(error("S225", block.span, message, "Indent its rules by two spaces, or remove the group."))

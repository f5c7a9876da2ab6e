"""The lines of one block into its fields, its norm and the blocks inside it, by the table of what may stand under what.

Invariant: one mistake gives one report. What is misspelt is read as its nearest name, and what stands too deep or too
far left is read where it belongs, so that the rest of the block is still understood.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from solon_dsl.bullets import Takes, continuation, empty_list, phrase, read_items, trim_stop
from solon_dsl.faults import Faults
from solon_dsl.lines import Line
from solon_dsl.named import DO_ONE_OF, FORCE, HEADERS, ID, line_names, starts_line, what_may_stand, with_colon
from solon_dsl.regroup import is_misplaced, keyword_of, name_of, with_inner, with_loose, with_misplaced
from solon_dsl.sentence import quoted, sentence, with_article
from solon_dsl.syntax import Block, Field, Item, Phrase
from solon_dsl.table import Entry, Kind, Norm, Shape

# Lines whose words may end with a full stop although they are not prose.
_NAMES = frozenset({"title", "kind", "issuer", "issued", "outside", "also for", "changed by", "judged by"})


@dataclass
class Draft:
    """A block while its lines are read.

    whole: whether every line of it was understood. repeated: whether the last one stood there before.
    """

    kind: Kind
    read_block: Callable[[Line, bool], Block | None]
    fields: list[Field] = field(default_factory=list[Field])
    names: set[str] = field(default_factory=set[str])
    norm: Phrase | None = None
    options: tuple[Item, ...] = ()
    always: bool = False
    blocks: list[Block] = field(default_factory=list[Block])
    strays: list[Block] = field(default_factory=list[Block])
    waiting: list[Line] = field(default_factory=list[Line])
    whole: bool = True
    repeated: bool = False

    def put(self, found: Field) -> None:
        self.fields.append(found)
        self.names.add(found.name)


def read_entries(draft: Draft, lines: tuple[Line, ...], faults: Faults) -> None:
    """Read all lines of a block into its draft."""
    _read(draft, lines, faults)
    before = 0
    for line in draft.waiting:
        if draft.norm is None:
            draft.norm = _norm(draft, line, faults)
            continue
        _not_understood(draft, line, faults, understood=before != line.span.line - 1)
        before = line.span.line


def _read(draft: Draft, lines: Iterable[Line], faults: Faults) -> None:
    understood = True
    lines = with_inner(draft.kind, with_misplaced(draft.kind.inside, lines), faults)
    for line, loose in with_loose(lines):
        meant = with_colon(draft.kind, line, faults) if line else None
        if meant is not None and meant.kind == "opening":
            if loose and not loose[0].moved and not meant.moved:
                message = "These bullets are not deeper than the header of their list."
                faults.add("S209", loose[0].mark_span, message, "Indent each of them by two more spaces.")
            _named(draft, meant, (*meant.children, *loose), faults)
            understood = True
            continue
        if meant is not None:
            understood = _single(draft, meant, understood, faults)
        if loose:
            _headless(draft, loose, faults)


def _single(draft: Draft, line: Line, understood: bool, faults: Faults) -> bool:
    """A line that heads no list. Returns whether it was understood: several in a row that are not are one mistake."""
    kind = draft.kind
    first = keyword_of(line)
    if line.kind == "field" and not (first in kind.inside and ID.match(line.value)):
        _named(draft, line, line.children, faults)
        return True
    inner = first if first in kind.inside else None
    if line.kind in ("head", "text") and kind.inside and line.children:
        inner = inner or faults.nearest(first, kind.inside)
    if inner is not None:
        block = draft.read_block(line, True)
        draft.blocks += [block] if block is not None else []
        return True
    if is_misplaced(kind.inside, line):
        _misplaced(draft, line, faults)
        return True
    return _unnamed(draft, line, understood, faults)


def _misplaced(draft: Draft, line: Line, faults: Faults) -> None:
    """A block inside a block that takes none of its kind: reported, and read as if it stood at the left edge."""
    message = f'A "{keyword_of(line)}" block cannot stand inside {with_article(draft.kind.keyword)} block.'
    faults.add("S203", line.span, message, "Move it to the left, with the lines that belong to it.")
    block = draft.read_block(line, True)
    draft.strays += [block] if block is not None else []


def _unnamed(draft: Draft, line: Line, understood: bool, faults: Faults) -> bool:
    """A line without a colon that starts no block: `always`, a norm, or a mistake."""
    kind, text = draft.kind, line.text.lower()
    if kind.conditions != "none" and (text == "always" or _meant_always(text, faults)):
        if text != "always":
            faults.add("S208", line.span, f"{quoted(line.text)} is not understood here.", 'Did you mean "always"?')
        draft.always = True
        _below(draft, line.children, faults)
        return True
    if text.startswith(("unless", "except")):
        return _not_understood(draft, line, faults, understood)
    forceful = FORCE.search(text)
    if forceful and kind.norm is Norm.SENTENCE and draft.norm is None:
        draft.norm = _norm(draft, line, faults)
        return True
    if forceful and kind.entry("effect") and "effect" not in draft.names:
        faults.add(
            "S205", line.span, 'The word "effect:" is missing before this sentence.', f'Write "effect: {line.text}".'
        )
        draft.put(Field("effect", "", _norm(draft, line, faults), span=line.span))
        return True
    if _continues(draft, line):
        message = "This line continues a sentence, but a sentence stays on one line."
        faults.add("S219", line.span, message, "Join it to the line above.")
        last = draft.fields[-1]
        value = Phrase(f"{last.value.text} {sentence(line.text)}", last.value.span)
        draft.fields[-1] = replace(last, value=value)
        return True
    if kind.norm is Norm.SENTENCE and not forceful:
        draft.waiting.append(line)
        return True
    return _not_understood(draft, line, faults, understood)


def _continues(draft: Draft, line: Line) -> bool:
    """Whether a line is the rest of the sentence on the line above, broken at the level of the block."""
    last = draft.fields[-1] if draft.fields else None
    entry = draft.kind.entry(last.name) if last else None
    if last is None or entry is None or last.span.line != line.span.line - 1 or not last.value.text:
        return False
    first = line.text.split()[0]
    return (
        entry.shape in (Shape.LINE, Shape.EITHER)
        and entry.name not in {*_NAMES, "cites"}
        and first.islower()
        and ":" not in first
    )


def _meant_always(text: str, faults: Faults) -> bool:
    return " " not in text and faults.nearest(text, ("always",), 0.8) is not None


def _not_understood(draft: Draft, line: Line, faults: Faults, understood: bool = True) -> bool:
    draft.whole = False
    if draft.norm is not None and draft.norm.span.line == line.span.line - 1 and line.text[0].islower():
        faults.doubtful.add(draft.norm.span.line)  # this line may be the rest of it
    message = f"{quoted(line.text)} is not understood in {with_article(draft.kind.keyword)} block."
    repair = what_may_stand(draft.kind)
    if draft.norm is not None and FORCE.search(line.text.lower()):
        message = "This block states a second norm; it already has one."
        repair = "Write a block of its own for it."
    elif line.text.lower().startswith(("unless", "except")):
        repair = 'Write what lifts a rule as an "exception" block of its own.'
    if understood:
        faults.add("S208", line.span, message, repair)
    return False


def _norm(draft: Draft, line: Line, faults: Faults) -> Phrase:
    """A line that states a norm; what runs on below it is joined to it, and reported."""
    words = phrase(line)
    more = _below(draft, line.children, faults)
    return trim_stop(Phrase(" ".join([words.text, *more]), words.span), faults)


def _headless(draft: Draft, bullets: tuple[Line, ...], faults: Faults) -> None:
    """Bullets that stand below no list header: reported once, and read as conditions where there are none yet."""
    kind = draft.kind
    takes_conditions = kind.conditions != "none"
    headers = ['"when all of:" or "when any of:"'] if takes_conditions else []
    if not takes_conditions:
        headers = [f'"{entry.name}:"' for entry in kind.entries if entry.shape in (Shape.LIST, Shape.EITHER)]
    if not bullets[0].moved:
        if kind.norm is Norm.OPTIONS and draft.norm is None:
            headers = [f'"a member must {DO_ONE_OF}:"']
        repair = f"Write {' or '.join(headers)} on a line above." if headers else "Join it to the line above."
        faults.add("S209", bullets[0].mark_span, "No list header stands above this bullet.", repair)
    if not takes_conditions or "when" in draft.names or (kind.norm is Norm.OPTIONS and draft.norm is None):
        draft.whole = False
        return
    items, strays = read_items(bullets, Takes.CONDITIONS, faults, line_names(kind))
    draft.put(Field("when", "all", Phrase("", bullets[0].span), items, bullets[0].span))
    _too_deep(draft, strays, faults)


def _too_deep(draft: Draft, lines: list[Line], faults: Faults) -> None:
    """Lines of the block that stand below another line: reported once, and read as lines of the block."""
    if lines and not is_misplaced(draft.kind.inside, lines[0]):
        message = "This line is indented too deep: the line above it does not take it."
        faults.add("S210", lines[0].span, message, "Move it left, in line with the other lines of the block.")
    _read(draft, [replace(line, moved=True) for line in lines], faults)


def _below(draft: Draft, lines: tuple[Line, ...], faults: Faults, prose: bool = False) -> list[str]:
    """What stands below a line that heads no list. Returns the words that continue the line."""
    words: list[str] = []
    marked = tuple(line for line in lines if line.mark)
    lettered = prose and len(marked) == 1 and marked[0].mark != "-"
    bullets: list[Line] = []
    deep: list[Line] = []
    for line in lines:
        if line.mark and not lettered:
            (deep if deep else bullets).append(line)
        elif line.children and is_misplaced(draft.kind.inside, line):
            _misplaced(draft, line, faults)
        elif starts_line(draft.kind, line.text) or (not prose and _states(draft, line)):
            deep.append(line)
        elif prose:
            words += [line.mark, *line.text.split(), *_below(draft, line.children, faults, prose)]
        else:
            if not words:
                message = "This line continues a sentence, but a sentence stays on one line."
                faults.add("S219", line.span, message, "Join it to the line above, or move it left.")
            words += continuation((line,))
    if bullets:
        _headless(draft, tuple(bullets), faults)
    _too_deep(draft, deep, faults)
    return [word for word in words if word]


def _states(draft: Draft, line: Line) -> bool:
    """Whether a line below another one is the norm of the block, or its `always`."""
    text = line.text.lower()
    norm = draft.kind.norm is Norm.SENTENCE and draft.norm is None and FORCE.search(text)
    return bool(norm) or (draft.kind.conditions != "none" and text == "always")


def _named(draft: Draft, line: Line, below: tuple[Line, ...], faults: Faults) -> None:
    """A line with a colon: a field, a list header, or the header of an either block."""
    kind = draft.kind
    name = name_of(line)
    if kind.norm is Norm.OPTIONS and line.kind == "opening" and FORCE.search(name):
        _options(draft, line, below, faults)
        return
    key = HEADERS.get(name, "") if kind.conditions != "none" else ""
    entry = kind.entry("when") if key else kind.entry(name)
    if entry is not None and entry.shape is Shape.CONDITIONS and not key:
        entry = None
    first, _, rest = name.partition(" ")
    keyed = kind.entry(first)
    if entry is None and keyed is not None and keyed.shape is Shape.KEYED and rest:
        entry, key = keyed, rest.replace(" ", "_")
    if entry is None:
        entry, key = _meant(draft, line, name, faults)
    if entry is None:
        draft.whole = False
    elif not entry.repeat and entry.name in draft.names:
        message, repair = f'"{name}:" stands twice in this block.', "Keep one of them."
        if entry.shape is Shape.CONDITIONS:
            message, repair = (
                "This block has two lists of conditions.",
                'Keep one, and put the other inside it as "- any of:".',
            )
        if not draft.repeated:
            faults.add("S206", line.name_span, message, repair)
        draft.repeated, draft.whole = True, False
        return
    else:
        draft.names.add(entry.name)
        draft.put(_field(draft, entry, key, line, below, faults))
    draft.repeated = False


def _options(draft: Draft, line: Line, below: tuple[Line, ...], faults: Faults) -> None:
    """The header and the bullets of an either block."""
    words = sentence(line.name)
    if not words.lower().endswith(" " + DO_ONE_OF):
        force = next(iter(FORCE.finditer(words.lower())))
        words = f"{words[: force.end()]} {DO_ONE_OF}"
        message = "This is not how a list of duties starts."
        faults.add("S204", line.span, message, f'Write "{words}:".')
    if draft.norm is not None:
        faults.add("S206", line.span, "This block states two lists of duties.", "Write a block of its own for each.")
        return
    draft.norm = Phrase(words, line.span)
    if not below:
        empty_list(line, faults)
    draft.options, strays = read_items(below, Takes.SENTENCES, faults, line_names(draft.kind))
    _too_deep(draft, strays, faults)


def _meant(draft: Draft, line: Line, name: str, faults: Faults) -> tuple[Entry | None, str]:
    """An unknown name: reported, with the entry that was probably meant."""
    kind = draft.kind
    meant = faults.nearest(name, line_names(kind))
    if kind.conditions != "none" and name.split()[0] in ("when", "if", "where", "unless", "except"):
        meant = "when any of" if "any" in name or "one" in name else "when all of"
    repair = f'Did you mean "{meant}:"?' if meant else what_may_stand(kind)
    if name.startswith(("unless", "except")) and kind.keyword != "exception":
        meant, repair = None, 'Write what lifts a rule as an "exception" block of its own.'
    elif FORCE.search(name) and kind.norm is not Norm.NONE:
        meant, repair = None, "Write the sentence that states the norm without a colon."
    faults.add("S204", line.name_span, f'"{line.name}:" is not a line of {with_article(kind.keyword)} block.', repair)
    if meant is None:
        return None, ""
    if meant in HEADERS:
        return kind.entry("when"), HEADERS[meant]
    entry = kind.entry(meant)
    return (None, "") if entry and entry.shape is Shape.KEYED else (entry, "")


def _field(draft: Draft, entry: Entry, key: str, line: Line, below: tuple[Line, ...], faults: Faults) -> Field:
    """A field with what stands behind its colon and below it."""
    if entry.shape in (Shape.PROSE, Shape.KEYED):
        words = [*line.value.split(), *_below(draft, below, faults, prose=True)]
        return _filled(draft, Field(entry.name, key, Phrase(" ".join(words), line.value_span), span=line.span), faults)
    bullets = any(line.mark for line in below)
    if entry.shape in (Shape.LIST, Shape.CONDITIONS) or (entry.shape is Shape.EITHER and bullets):
        if line.value:
            message = f'"{line.name}:" heads a list, so nothing stands behind its colon.'
            faults.add("S218", line.value_span, message, "Move it to a deeper line that starts with a dash.")
        elif not below:
            empty_list(line, faults)
        takes = Takes.SENTENCES
        if entry.shape is Shape.CONDITIONS:
            takes = Takes.CONDITIONS
        elif entry.name == "until":
            takes = Takes.ENDS
        items, strays = read_items(below, takes, faults, line_names(draft.kind))
        _too_deep(draft, strays, faults)
        return Field(entry.name, key, Phrase("", line.span), items, line.span)
    words = [sentence(line.value), *_below(draft, below, faults)]
    return _filled(
        draft, Field(entry.name, key, Phrase(" ".join(words).strip(), line.value_span), span=line.span), faults
    )


def _filled(draft: Draft, found: Field, faults: Faults) -> Field:
    """The field, when something stands behind its colon; a sentence without its full stop."""
    entry = draft.kind.entry(found.name)
    if not found.value.text:
        name = f"{found.name} {found.key}".strip()
        faults.doubtful.add(found.span.line)
        faults.add(
            "S207", found.span, f'Nothing stands behind "{name}:".', "Write it on the same line, behind the colon."
        )
        draft.whole = False
        return found
    if entry is None or entry.shape in (Shape.PROSE, Shape.KEYED) or entry.name in _NAMES:
        return found
    return replace(found, value=trim_stop(found.value, faults))

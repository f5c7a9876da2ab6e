"""A comparison into what a person reads: a headline and sections of items, before anything is laid out.

Invariant: every sentence stands here once, for text and Markdown alike. Texts of a policy are not escaped here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from solon.diff.result import Aside, Broken, Diff, DutyDays, Group, Moved, OneOf, Possibility, Quiet, Words
from solon.diff.wording import Wording, amount, capital, ended, few, listed

ASIDES = {
    "presumption": ("Left out, a fact is presumed otherwise", "nothing is presumed"),
    "reading": ("Readings that are new or gone", "there was none"),
    "chosen": ("Readings that are answered otherwise", ""),
    "option": ("Answers to readings that are new or gone", "there was none"),
    "people": ("People whose acts count", "nobody else"),
    "question": ("Questions that are about other deeds", "nothing else"),
    "control": ("Facts that a person can, or cannot, change", "nobody"),
}
# Kinds of block that no answer rests on.
AROUND = frozenset(("example", "note", "context"))


@dataclass(frozen=True)
class Item:
    """One finding.

    title: in a few words. lines: sentences. list_head, points: a list below them. page: the path on the site that the
    title stands for. see: pages to read on, with their names.
    """

    title: str
    lines: tuple[str, ...] = ()
    list_head: str = ""
    points: tuple[str, ...] = ()
    page: str = ""
    see: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Section:
    """Findings of one kind. lead: a sentence before them. public: whether more than those who write rules want it."""

    heading: str
    items: tuple[Item, ...]
    lead: str = ""
    public: bool = True


def headline(diff: Diff) -> str:
    """The result in one or two sentences."""
    if diff.undecided:
        return "Not everything was compared, so this says nothing about the rest."
    if diff.groups:
        deeds = len({(one.bearer, one.deed) for one in diff.groups})
        return f"{amount(deeds, 'deed')} {'gets' if deeds == 1 else 'get'} another verdict in some situations."
    if diff.possible:
        return "No deed gets another verdict, but other situations can occur."
    if diff.answers_change:
        return "No situation gets another verdict. What stands behind some answers changes."
    if any(one.kind not in AROUND for one in diff.touched):
        return "No situation changes. Some blocks say it otherwise, to the same effect."
    if diff.touched:
        return "No situation changes. Only what stands around the rules does, such as examples."
    return "No situation changes." + (" Only words differ." if diff.words else "")


def sections(diff: Diff) -> tuple[Section, ...]:
    """Everything below the headline, the most important first; sections without items are left out."""
    say = Wording(diff.both)
    found = (
        Section("Another verdict", tuple(_group(say, one) for one in diff.groups)),
        Section("Situations that can occur", tuple(_possibility(say, one) for one in diff.possible)),
        Section(
            "Only under another reading",
            tuple(_group(say, one) for one in diff.under),
            "These verdicts change only when an open question about the text is answered otherwise.",
        ),
        Section(
            "The verdict stays, and something else gives it",
            (*(_quiet(say, one) for one in diff.quiet), *(_one_of(say, one) for one in diff.one_of)),
        ),
        Section("Days of duties", tuple(_days(say, one) for one in diff.days)),
        *_asides(say, [one for one in diff.asides if one.kind != "asked"]),
        Section("Citations that moved", tuple(_moved(say, one) for one in diff.moved)),
        Section("Examples that no longer get what they expect", tuple(map(_broken, diff.examples)), public=False),
        Section("Test cases that no longer get what they expect", tuple(_fixtures(diff.fixtures)), public=False),
        Section("Blocks that say something else", tuple(_touched(diff))),
        Section("Test cases of what changes", tuple(Item(path) for path in diff.files), public=False),
        Section("Questions of people that are concerned", tuple(_question(say, name) for name in diff.questions)),
        *_asked(say, [one for one in diff.asides if one.kind == "asked"]),
        Section("Only words", tuple(_words(diff.words))),
        Section("Not decided", tuple(Item(name) for name in diff.undecided), "These were too large to compare."),
    )
    return tuple(section for section in found if section.items)


def _group(say: Wording, one: Group) -> Item:
    lines = [
        f"Before: {say.verdict(one.bearer, one.deed, one.before)}{_by(say, one, now=False)}.",
        f"Now: {say.verdict(one.bearer, one.deed, one.after)}{_by(say, one, now=True)}.",
        f"It changes in {say.extent(one.extent)}",
    ]
    if one.mirrored:
        lines.append(f'The opposite changes with it: "{say.deed(one.deed.opposite)}".')
    if one.reading is not None:
        lines.insert(0, ended(f"Where the question {say.reading(*one.reading)}"))
    see = say.see((*one.by_before, *one.by_after) if one.exact else (*one.there_before, *one.there_after))
    return Item(_title(say, one), tuple(lines), "A smallest one:", say.witness(one.extent), see=see)


def _title(say: Wording, one: Group | Quiet) -> str:
    return f"{capital(say.who(one.bearer))}: {say.deed(one.deed)}"


def _by(say: Wording, one: Group, now: bool) -> str:
    """The norms that give a status, where there are any."""
    names, there = (one.by_after, one.there_after) if now else (one.by_before, one.there_before)
    if not names:
        return ""
    if one.exact or len(names) == 1:
        return f", by {listed([say.norm(name, now) for name in names])}"
    shown = there or names[:1]
    rest = len(names) - len(shown)
    more = f", and elsewhere by {amount(rest, 'other norm')}" if rest else ""
    return f", by {listed([say.norm(name, now) for name in shown])} in the smallest one{more}"


def _possibility(say: Wording, one: Possibility) -> Item:
    title = "They could not occur, and can now" if one.gained else "They can no longer occur"
    lines = (f"This is so for {say.extent(one.extent)}", f"It rests on: {', '.join(map(say.name, one.blocks))}.")
    return Item(title, lines, "A smallest one:", say.witness(one.extent))


def _quiet(say: Wording, one: Quiet) -> Item:
    lines: list[str] = []
    if one.instrument and one.before and one.after:
        title = say.instrument(one.instrument)
        lines += [
            f"By {title} alone, before: {say.verdict(one.bearer, one.deed, one.before)}.",
            f"By {title} alone, now: {say.verdict(one.bearer, one.deed, one.after)}.",
        ]
    some = "" if one.exact else "one or more of "
    if one.lost:
        lines.append(f"It no longer rests on {some}{listed([say.norm(name, now=False) for name in one.lost])}.")
    if one.gained:
        lines.append(f"It rests now on {some}{listed([say.norm(name, now=True) for name in one.gained])}.")
    lines.append(f"This is so in {say.extent(one.extent)}")
    if one.mirrored:
        lines.append(f'The same goes for the opposite: "{say.deed(one.deed.opposite)}".')
    see = say.see((*one.lost, *one.gained))
    return Item(_title(say, one), tuple(lines), "A smallest one:", say.witness(one.extent), see=see)


def _one_of(say: Wording, one: OneOf) -> Item:
    title = f"{say.name(one.id)}: {say.options(one.id)}"
    what = "It binds now, and did not before" if one.gained else "It no longer binds"
    lines = (f"{what}, in {say.extent(one.extent)}",)
    return Item(title, lines, "A smallest one:", say.witness(one.extent), see=say.see((one.id,)))


def _days(say: Wording, one: DutyDays) -> Item:
    points = [f"no longer {line}" for line in one.before if line not in one.after]
    points += [f"now {line}" for line in one.after if line not in one.before]
    points += [f"as before {line}" for line in one.after if line in one.before]
    return Item(say.norm(one.id, now=True), (), "", tuple(points), see=say.see((one.id,)))


def _asides(say: Wording, found: list[Aside]) -> Iterator[Section]:
    for kind, (heading, none) in ASIDES.items():
        items = [
            Item(say.subject(one), (ended(f"Before: {one.before or none}"), ended(f"Now: {one.after or none}")))
            for one in found
            if one.kind == kind
        ]
        yield Section(heading, tuple(items))


def _asked(say: Wording, found: list[Aside]) -> Iterator[Section]:
    yield Section("What is newly asked", tuple(Item(f"{one.after} [{say.name(one.id)}]") for one in found if one.after))
    yield Section("What is no longer asked", tuple(Item(f"{one.before} [{one.id}]") for one in found if one.before))


def _moved(say: Wording, one: Moved) -> Item:
    lines = [f"No longer: {', '.join(one.lost)}."] if one.lost else []
    lines += [f"Now: {', '.join(one.gained)}."] if one.gained else []
    return Item(say.name(one.id), tuple(lines))


def _broken(one: Broken) -> Item:
    lines = (*one.faults, *(["The new version expects what it gets."] if one.amended else []))
    return Item(one.id, lines)


def _fixtures(found: Iterable[Broken]) -> Iterator[Item]:
    """One item a file: the first case in words, the others counted."""
    files: dict[str, list[Broken]] = {}
    for one in found:
        files.setdefault(one.file, []).append(one)
    for path, cases in files.items():
        more = f" And {amount(len(cases) - 1, 'other case')}." if len(cases) > 1 else ""
        yield Item(path, (f"{cases[0].id}: {'; '.join(cases[0].faults)}.{more}",))


def _touched(diff: Diff) -> Iterator[Item]:
    for one in diff.touched:
        yield Item(f"{one.kind} {one.name}, {one.how}", page=one.page if one.how != "gone" else "")


def _question(say: Wording, name: str) -> Item:
    return Item(say.question(name), page=say.page(name))


def _words(found: Words) -> Iterator[Item]:
    parts: list[str] = []
    if found.reworded:
        parts.append(f"{amount(len(found.reworded), 'block')} worded or ordered otherwise ({few(found.reworded)})")
    if found.renamed:
        ids = [f"{old} is now {new}" for old, new in found.renamed]
        parts.append(f"{amount(len(ids), 'id')} renamed ({few(ids)})")
    if found.reordered:
        parts.append("blocks stand in another order")
    if parts:
        yield Item(f"{capital('; '.join(parts))}.")

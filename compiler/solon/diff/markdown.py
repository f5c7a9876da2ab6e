"""A comparison into Markdown, for a pull request or a page of the site.

Invariant: no text of a policy means anything to Markdown or HTML: what could is written as a character entity, which
every reader of Markdown shows as the character alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from solon.diff.report import Item, Section, headline, sections
from solon.diff.result import Diff
from solon.publish.html import plain
from solon.publish.html import text as attribute

# Long lists fold away.
MANY = 8
# Deep enough for every reader of Markdown to take a line as a part of the entry above.
DEEPER = "    "
_MEANING = re.compile(r"[\\`*\[\]|~{}<>&\"]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])")
_START = re.compile(r"^(\d*)([.)](?=\s|$)|[#+\-=:])")


def write_markdown(diff: Diff, title: str = "What this changes") -> str:
    """The comparison as Markdown, with a heading."""
    return "\n".join((f"## {plain_words(title)}", "", *body(diff, sections(diff)))) + "\n"


def body(diff: Diff, shown: Iterable[Section], links: bool = False) -> Iterator[str]:
    """The lines below the heading. shown: the sections. links: whether pages of the site can be reached from there."""
    yield f"**{plain_words(headline(diff))}**"
    for section in shown:
        yield ""
        yield f"### {plain_words(section.heading)}"
        yield ""
        yield from _section(section, links)


def _section(section: Section, links: bool) -> Iterator[str]:
    if section.lead:
        yield plain_words(section.lead)
        yield ""
    folded = len(section.items) > MANY and not links
    if folded:
        yield f"<details><summary>{len(section.items)} entries</summary>"
        yield ""
    for item in section.items:
        yield from _item(item, links)
    if folded:
        yield ""
        yield "</details>"


def _item(item: Item, links: bool) -> Iterator[str]:
    whole = bool(item.lines or item.points)
    title = plain_words(item.title)
    if item.page:
        title = link(item.title, item.page) if links else f"{title} ({plain_words(item.page)})"
    yield f"- **{title}**" if whole else f"- {title}"
    for line in item.lines:
        yield ""
        yield DEEPER + plain_words(line)
    if item.points and item.list_head:
        yield ""
        yield DEEPER + plain_words(item.list_head)
    if item.points:
        yield ""
        yield from (f"{DEEPER}- {plain_words(point)}" for point in item.points)
    if links and item.see:
        yield ""
        yield f"{DEEPER}See {', '.join(link(name, page) for name, page in item.see)}."
    if whole:
        yield ""


def link(words: str, page: str) -> str:
    """A link, in HTML: it leads to a page of the site, which no reader of the file alone knows."""
    return f'<a href="{attribute(page)}">{plain_words(words)}</a>'


def plain_words(text: str) -> str:
    """Words that are nothing but words in Markdown and in HTML, on one line."""
    kept = _MEANING.sub(lambda found: _entity(found[0]), plain(text))
    return _START.sub(lambda found: found[1] + _entity(found[2]), kept)


def _entity(character: str) -> str:
    return f"&#{ord(character)};"

"""A page into what its nested list says and what its drawing says, each read from the HTML alone.

Invariant: knows nothing of the code that wrote the page. Both come out as one form: words and links in lists that are
tagged `all` or `any`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

Said = tuple[object, ...]
VOID = {"meta", "link", "br", "hr"}
LISTS = {"When it applies", "When this holds", "When it counts", "Shared conditions", "These never hold together"}
LEFT_OUT = {"mark", "join", "reading", "looks"}


@dataclass
class Node:
    """An element. parts: its elements and its text, in order."""

    tag: str
    attributes: dict[str, str]
    parts: list[Node | str] = field(default_factory=list)

    @property
    def classes(self) -> set[str]:
        return set(self.attributes.get("class", "").split())

    @property
    def elements(self) -> list[Node]:
        return [part for part in self.parts if isinstance(part, Node)]

    def all(self, tag: str) -> list[Node]:
        """Every element of a tag inside it, in order."""
        return [found for part in self.elements for found in (*([part] if part.tag == tag else []), *part.all(tag))]

    def words(self, leave_out: set[str] = frozenset()) -> str:  # type: ignore[assignment]
        """Its text, without the elements of some classes or tags, on one line."""
        return " ".join("".join(self._texts(leave_out)).split())

    def _texts(self, leave_out: set[str]) -> list[str]:
        found: list[str] = []
        for part in self.parts:
            if isinstance(part, str):
                found.append(part)
            elif not (leave_out & {part.tag, *part.classes}):
                found += part._texts(leave_out)
        return found


class _Tree(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Node("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].parts.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].parts.append(data)


def tree(text: str) -> Node:
    """A page, or the part of one that holds all of its content, as elements."""
    reader = _Tree()
    reader.feed(text)
    reader.close()
    assert len(reader.open) == 1
    return reader.open[0]


def drawn(page: Node) -> Said | None:
    """What the drawing of a page says; None where there is none."""
    figures = [found for found in page.all("figure") if "ladder" in found.classes]
    assert len(figures) <= 1
    if not figures:
        return None
    top = [found for found in figures[0].all("svg")[0].elements if found.tag == "g" and "series" in found.classes]
    assert len(top) == 1
    return ("all", *(_part(part) for part in top[0].elements))


def _part(part: Node) -> Said:
    if "series" in part.classes:
        return ("all", *(_part(one) for one in part.elements))
    if "parallel" in part.classes:
        return ("any", *(_part(one) for one in part.elements))
    assert "contact" in part.classes
    strokes = len([one for one in part.all("path") if one.attributes["d"].count("L")])
    assert strokes == ("closed" in part.classes), "an exception, and nothing else, has a stroke"
    return (part.words({"title"}), part.attributes.get("href", ""), "closed" in part.classes, "unused" in part.classes)


def listed(page: Node) -> Said:
    """What the sections of conditions, of exceptions and of days say."""
    found: list[Said] = []
    heading = ""
    body = next(one for one in page.all("div") if "page" in one.classes)
    for part in body.elements:
        if part.tag == "h2":
            heading = part.words()
        elif heading in LISTS and part.tag == "ul" and "conditions" in part.classes:
            found.append(_list(part, False))
        elif heading in LISTS and "reading" in part.classes:
            link = part.all("a")[0]
            said = f"{link.words()} It is read so: {part.words().split(link.words())[1].strip()}"
            found.append((said, link.attributes["href"], False, _unused(part)))
        elif heading == "Unless" and part.tag == "ul":
            for line in part.elements:
                link = line.all("a")[0]
                aside = any("not-in-use" in one.classes for one in line.all("span"))
                found.append((f"the exception {link.words()} applies", link.attributes["href"], True, aside))
        elif heading == "On which days" and ("days", "") not in found:
            found.append(("days", ""))
    days: Said = ("it is one of the days named here", "#days", False, False)
    return ("all", *(days if one == ("days", "") else one for one in found))


def _unused(reading: Node) -> bool:
    return reading.words().startswith("Stands only under another reading")


def _list(found: Node, aside: bool) -> Said:
    entries = [_entry(one, aside) for one in found.elements]
    if "single" in found.classes:
        assert len(entries) == 1
        return entries[0]
    return ("all" if "all" in found.classes else "any", *entries)


def _entry(entry: Node, aside: bool) -> Said:
    aside = aside or "unused" in entry.classes
    inner = [one for one in entry.elements if one.tag == "ul"]
    if inner:
        assert len(inner) == 1
        return _list(inner[0], aside)
    shown = [one for one in entry.elements if one.tag == "a"]
    return (entry.words(LEFT_OUT), shown[-1].attributes["href"], False, aside)

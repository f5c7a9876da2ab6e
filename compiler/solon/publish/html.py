"""Words and elements into finished HTML. Plain strings are escaped; only what this module built passes as HTML.

Invariant: no text of a policy can leave its place: it opens no element, ends no attribute, starts no Markdown or
template expression.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_VOID = frozenset({"br", "hr"})
# Controls, direction overrides and lone surrogates: nothing that a reader could see, much that could mislead one.
_UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]")
# Braces, backquotes and tildes would mean something to templates and to Markdown's fenced code.
_MARKS = str.maketrans({
    "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;", "{": "&#123;", "}": "&#125;", "`": "&#96;",
    "~": "&#126;",
})  # fmt: skip


class Html(str):
    """HTML that is finished. Joining it with other strings gives a plain string again, which is escaped when used."""

    __slots__ = ()


Part = Html | str | None


def plain(words: str) -> str:
    """Words on one line, without characters that cannot be seen."""
    return " ".join(_UNSEEN.sub("", words).split())


def text(words: str) -> Html:
    """Words as HTML text, also fit for an attribute. Spaces at the ends are kept as one."""
    lead, tail = " " if words[:1].isspace() else "", " " if words[-1:].isspace() else ""
    return Html(lead + plain(words).translate(_MARKS) + tail if words.strip() else lead)


def join(parts: Iterable[Part], between: Part = "") -> Html:
    """Parts one after the other. None and empty parts are left out."""
    glue = _finished(between)
    return Html(glue.join(_finished(part) for part in parts if part))


def el(name: str, *parts: Part, **attributes: str | None) -> Html:
    """An element.

    name: the element. parts: its content. attributes: `class_` stands for `class`, `_` for `-`; None leaves one out.
    """
    listed = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{text(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    if name in _VOID:
        return Html(f"<{name}{listed}>")
    return Html(f"<{name}{listed}>{join(parts)}</{name}>")


def link(href: str, *words: Part) -> Html:
    """A link. href: relative to the page."""
    return el("a", *words, href=href)


def items(entries: Iterable[Part], class_: str | None = None) -> Html | None:
    """A bulleted list, or None when it would be empty."""
    listed = [el("li", entry) for entry in entries if entry]
    return el("ul", Html("\n"), join(listed, Html("\n")), Html("\n"), class_=class_) if listed else None


def pairs(entries: Iterable[tuple[Part, Part]], class_: str | None = None) -> Html | None:
    """A list of names with what belongs to them; entries without content are left out. None when it would be empty."""
    listed = [el("div", el("dt", name), el("dd", value)) for name, value in entries if value]
    return el("dl", Html("\n"), join(listed, Html("\n")), Html("\n"), class_=class_) if listed else None


def section(title: Part, *parts: Part, level: int = 2, id: str | None = None, class_: str | None = None) -> Html | None:
    """A heading with what stands under it, or None when nothing does."""
    content = [part for part in parts if part]
    if not content:
        return None
    return join([el(f"h{level}", title, id=id, class_=class_), *content], Html("\n"))


def sentence(words: str) -> str:
    """Words with a capital at the start and a full stop at the end."""
    kept = plain(words)
    return f"{kept[:1].upper()}{kept[1:]}" + ("" if kept.endswith((".", "?", "!")) else ".") if kept else ""


def _finished(part: Part) -> str:
    if part is None:
        return ""
    return part if isinstance(part, Html) else text(part)

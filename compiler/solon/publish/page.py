"""A finished page into the Markdown file that the site builder reads.

Invariant: the body is one HTML block, which Markdown passes through unchanged.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from solon.publish.html import Html, Part, el, join, plain


@dataclass(frozen=True)
class Page:
    """A page. path: without its ending, such as `rules/remove_title`. kind: what the page is about, in a few words.

    more: what else the theme has to know, by name.
    """

    path: str
    title: str
    kind: str
    body: Html
    more: tuple[tuple[str, str], ...] = ()

    def markdown(self) -> str:
        """The file: front matter, then the body."""
        front = "\n".join(
            f"{name}: {json.dumps(plain(value), ensure_ascii=False)}"
            for name, value in (("title", self.title), ("kind", self.kind), *self.more)
        )
        return f'---\n{front}\n---\n\n<div class="page">\n{self.body}\n</div>\n'


def page(path: str, title: str, kind: str, *parts: Part, more: tuple[tuple[str, str], ...] = ()) -> Page:
    """A page that opens with its kind and its title as the main heading."""
    heading = el("h1", el("span", kind, class_="kind"), " ", title) if kind else el("h1", title)
    return Page(path, title, kind, join([heading, *parts], Html("\n")), more)

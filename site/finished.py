"""A hook of the site builder: a page that is finished HTML already is not read as Markdown once more.

Invariant: the site is the same without it; it only takes longer to build.
"""

from __future__ import annotations

import re
from typing import Any

_OPENING = '<div class="page">\n'
_ID = re.compile(r' id="([^"]+)"')


def on_page_markdown(markdown: str, *, page: Any, **_: Any) -> str:
    """Lay a finished page aside. markdown: its source without the front matter."""
    if not markdown.lstrip().startswith(_OPENING):
        return markdown
    page.finished = markdown.strip()
    return ""


def on_page_content(html: str, *, page: Any, **_: Any) -> str:
    """Put a finished page in its place, with the anchors that others may lead to."""
    found: str | None = getattr(page, "finished", None)
    if found is None:
        return html
    page.present_anchor_ids = set(_ID.findall(found))
    return found

"""The locators of an instrument into an outline: how deep each stands, and what its parts are.

Invariant: a part stands under the nearest paragraph of which its locator is a continuation.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_CUT = re.compile(r"(?=[( ])")


def outline(locators: tuple[str, ...]) -> Mapping[str, int]:
    """The depth of each locator, 0 for a whole paragraph, in their order. No step down skips a depth."""
    known = set(locators)
    found: dict[str, int] = {}
    before = -1
    for locator in locators:
        before = min(sum(one in known for one in _above(locator)), before + 1)
        found[locator] = before
    return found


def parts(locators: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """The direct parts of each locator that has any: `16(a)`, `16(b)` of `16`."""
    known = set(locators)
    found: dict[str, list[str]] = {}
    for locator in locators:
        above = [one for one in _above(locator) if one in known]
        if above:
            found.setdefault(above[-1], []).append(locator)
    return {locator: tuple(below) for locator, below in found.items()}


def _above(locator: str) -> list[str]:
    """What a locator may be a part of, the widest first: `19` and `19(b)` of `19(b)(i)`."""
    return [locator[: cut.start()] for cut in _CUT.finditer(locator) if cut.start()]

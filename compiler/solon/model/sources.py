"""The paragraphs of the official texts that the policies may cite, from `sources.lock`.

Invariant: the lock holds locators and SHA-256 sums of normal text, never a sentence of the official texts.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

ANNOUNCED = "announced"


@dataclass(frozen=True)
class Sources:
    """Sums (or `announced`) by instrument and locator, in the order of the source."""

    paragraphs: Mapping[str, Mapping[str, str]] = field(default_factory=dict[str, Mapping[str, str]])

    def locators(self, instrument: str) -> tuple[str, ...]:
        """The locators of an instrument."""
        return tuple(self.paragraphs.get(instrument, {}))


def normal_text(text: str) -> str:
    """Text in the form whose sum is kept: NFC, straight quotes, single spaces."""
    straight = unicodedata.normalize("NFC", text).translate({0x2019: "'", 0x2018: "'", 0x201C: '"', 0x201D: '"'})
    return re.sub(r"\s+", " ", straight).strip()


def digest(text: str) -> str:
    """The SHA-256 sum of a paragraph's normal text."""
    return hashlib.sha256(normal_text(text).encode()).hexdigest()


def read_lock(text: str) -> Sources:
    """Read `sources.lock`: a line `[instrument]`, then lines `sum  locator`. Raises ValueError with the line number."""
    found: dict[str, dict[str, str]] = {}
    current: dict[str, str] | None = None
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        if heading := re.fullmatch(r"\[([a-z0-9_]+)\]", line.strip()):
            current = found.setdefault(heading.group(1), {})
            continue
        entry = re.fullmatch(rf"([0-9a-f]{{64}}|{ANNOUNCED})  (\S.*)", line.rstrip())
        if entry is None or current is None:
            raise ValueError(f"line {number} of sources.lock is damaged: run `solon sources lock` again")
        current[entry.group(2)] = entry.group(1)
    return Sources(found)


def write_lock(sources: Sources) -> str:
    """The text of `sources.lock`."""
    parts = ["# Written by `solon sources lock`: the paragraphs that policies may cite, and the sums of their texts."]
    for instrument, paragraphs in sorted(sources.paragraphs.items()):
        parts.append(f"\n[{instrument}]")
        parts += [f"{value}  {locator}" for locator, value in paragraphs.items()]
    return "\n".join(parts) + "\n"

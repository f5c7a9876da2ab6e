"""Comparisons into the entries of `changes.md`, the newest first, and the file back into the releases that it holds.

Invariant: what stands in the file stays as it is; an entry is added whole, and names the text that it was written for
by its sum, so that the next release can find that text again.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from solon.diff.markdown import body, link, plain_words
from solon.diff.report import sections
from solon.diff.result import Diff
from solon.diff.wording import amount
from solon.model.policy import Policy
from solon.publish.places import paragraph_page
from solon.wording import say_date

HEADER = """# Changes

What changed in the rules, the newest release first. Each entry comes from the rules themselves: it says which
situations get another answer, not which words are different.

Situations are counted as the rules tell them apart: by the answers to the questions that they ask, and by what they
make of the days. Two days that no rule in question can tell apart count as one.
"""
NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,38}[A-Za-z0-9])?\Z")
_MARK = re.compile(
    r"^<!-- release: (?P<name>[A-Za-z0-9._-]+), on: (?P<on>\d{4}-\d{2}-\d{2}), text: (?P<text>[0-9a-f]{64}) -->$",
    flags=re.M,
)


@dataclass(frozen=True)
class Release:
    """One release. text: the sum of the policy files that it was made from."""

    name: str
    on: date
    text: str

    @property
    def mark(self) -> str:
        """The line by which the file knows it."""
        return f"<!-- release: {self.name}, on: {self.on.isoformat()}, text: {self.text} -->"

    @property
    def anchor(self) -> str:
        """Where links to it lead."""
        return f"release-{re.sub('[._]', '-', self.name.lower())}"


def releases(text: str) -> tuple[Release, ...]:
    """The releases that a `changes.md` holds, the newest first. Raises ValueError for a day that does not exist."""
    return tuple(
        Release(found["name"], date.fromisoformat(found["on"]), found["text"]) for found in _MARK.finditer(text)
    )


def digest(files: Mapping[str, bytes], lock: str) -> str:
    """The sum of policy files by relative name, and of their lock: SHA-256 in hexadecimal."""
    whole = hashlib.sha256()
    for name in sorted(files):
        data = files[name].replace(b"\r\n", b"\n")
        whole.update(f"{len(name.encode())} {name} {len(data)}\n".encode())
        whole.update(data)
    whole.update(lock.replace("\r\n", "\n").encode())
    return whole.hexdigest()


def added(text: str, entry: str) -> str:
    """A `changes.md` with one more entry, above the others. text: the file, or nothing."""
    text = text or HEADER
    first = _MARK.search(text)
    before, after = (text[: first.start()], text[first.start() :]) if first else (text.rstrip("\n") + "\n\n", "")
    return f"{before}{entry}\n{after}" if after else before + entry


def next_entry(release: Release, last: Release, diff: Diff) -> str:
    """The entry of a release that follows another."""
    shown = [section for section in sections(diff) if section.public]
    since = f"Compared with {link(last.name, f'#{last.anchor}')}, {say_date(last.on)}."
    return _entry(release, (since, "", *body(diff, shown, links=True)))


def first_entry(release: Release, policy: Policy) -> str:
    """The entry of the first release: what there is."""
    return _entry(release, _everything(policy))


def _entry(release: Release, lines: tuple[str, ...] | Iterator[str]) -> str:
    heading = f"## {plain_words(release.name)}, {say_date(release.on)}"
    text = "\n".join((release.mark, f'<a id="{release.anchor}"></a>', "", heading, "", *lines))
    return re.sub(r"\n{3,}", "\n\n", text).rstrip("\n") + "\n"


def _everything(policy: Policy) -> Iterator[str]:
    yield f"**The first release: {len(policy.instruments)} instruments as rules.**"
    yield ""
    for name, found in policy.instruments.items():
        paragraphs = len(policy.sources.locators(name))
        rules = [block for block in (*policy.rules.values(), *policy.eithers.values()) if block.instrument == name]
        exceptions = [block for block in policy.exceptions.values() if block.instrument == name]
        counted = [
            amount(paragraphs, "paragraph"),
            amount(len(rules), "rule"),
            amount(len(exceptions), "exception"),
        ]
        title = link(found.title, f"{paragraph_page(name)}.html")
        what = f"{found.kind}, issued by {found.issuer}" if found.issuer else found.kind
        yield f"- **{title}**, {plain_words(what)}, in force from {say_date(found.in_force_from)}:"
        yield f"    {counted[0]}, which became {counted[1]} and {counted[2]}."
    yield ""
    facts = len(policy.inputs)
    yield (
        f"They rest on {amount(facts, 'fact')} that a person can be asked, {amount(len(policy.terms), 'defined term')},"
        f" and {amount(len(policy.readings), 'reading')} of places where the text leaves a question open."
        f" {amount(len(policy.examples), 'example')} show what they answer."
    )

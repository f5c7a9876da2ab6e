"""Every code of a finding has a page in `site/pages/errors`, and its example shows exactly the text on the page.

Invariant: the example of a page has one mistake and no other; what the page proposes mends it.
The texts under "What is shown" are goldens: SOLON_ACCEPT=1 rewrites them from what is shown now. Look at the
difference before you keep it.

Examples may cite the instrument `rules`, paragraphs 1, 2, 2(a) and 3. A page about a situation file has a second block
of code for that file. Where bytes cannot be printed on a page, MADE says how the file is made.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from solon import pipeline
from solon.model.sources import Sources, write_lock
from solon.situations import read_situation
from solon.situations.read import impossible
from solon_dsl import Diagnostic, Severity, read_source, render

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "site" / "pages" / "errors"
ACCEPT = os.environ.get("SOLON_ACCEPT") == "1"
LOCK = write_lock(Sources({"rules": dict.fromkeys(("1", "2", "2(a)", "3"), "announced"), "letter": {"1": "announced"}}))
FILE, SITUATION = "example.solon", "situation.yaml"
TERM = "term deep\n  cites: rules 1\n  says: the book is special\n  when all of:\n"

# How the file of a page is made from its block of code, where it cannot be printed as it is.
MADE: dict[str, Callable[[str], bytes]] = {
    "S101": lambda _: b"#" * 1_000_001,
    "S102": lambda _: "# A café keeps the reading room.\n".encode("cp1252"),
    "S103": lambda _: b"#" + b" very" * 500,
    "S104": lambda text: text.replace("  denies", "\tdenies").encode(),
    "S105": lambda text: text.replace("is rare\n", "is \u202erare\n", 1).encode(),
    "S106": lambda text: text.replace("is rare\n", "is\u00a0rare\n", 1).encode(),
    "S107": lambda text: text.replace("the book", "the b\u043eok", 1).encode(),
    "S109": lambda _: _nested(15).encode(),
    "S110": lambda _: "".join(f"bearer visitor_{n}\n  says: visitor {n}\n" for n in range(1, 5002)).encode(),
    "S416": lambda text: _tangled(text).encode(),
    "S111": lambda _: "".join(f"bearrer visitor_{n}\n  says: visitor {n}\n" for n in range(101)).encode(),
}
# Pages that show only the finding that they are about, and not those that necessarily stand beside it.
ALONE = {"S111": {"S201"}, "S416": {"S404"}}


def _nested(depth: int) -> str:
    """A term with lists inside lists, with everything else that it needs."""
    fact = "fact rare\n  says: the book is rare\n  denies: the book is not rare\n  asks: Is it rare?\n\n"
    lists = "".join(f"{'  ' * level}- any of:\n" for level in range(2, depth + 2))
    return f"{INSTRUMENT}\n{fact}{TERM}{lists}{'  ' * (depth + 2)}- the book is rare\n"


def _tangled(text: str) -> str:
    """The policy of a page with more signs, each in a pair with two others, so that the term has no short form."""
    prime = 101
    facts = "".join(
        f"fact sign_{n}\n  says: sign {n} is there\n  denies: sign {n} is not there\n  asks: Is sign {n} there?\n\n"
        for n in range(3, prime + 1)
    )
    pairs = [(n, other) for n in range(2, prime) for other in (n + 1, 7 * n % prime)]
    lists = "".join(f"    - any of:\n      - sign {n} is there\n      - sign {other} is there\n" for n, other in pairs)
    head, term, rest = text.partition("term tangled")
    first, rule, last = rest.partition("\nrule no_loans")
    return f"{head}{facts}{term}{first}{lists}{rule}{last}"


INSTRUMENT = """instrument rules
  title: House rules
  kind: house rules
  issuer: The committee
  issued: January 2020
  in force from: 2020-01-01
  authority: Every visitor agrees to them.
"""


@dataclass(frozen=True)
class Page:
    """A page in its parts."""

    code: str
    title: str
    policy: str
    situation: str
    shown: str
    mended: str


@cache
def page(code: str) -> Page:
    text = (PAGES / f"{code}.md").read_text("utf-8")
    title, _, rest = text.partition("\n")
    parts = re.split(r"^## (.+)\n", rest, flags=re.MULTILINE)
    sections = dict(zip(parts[1::2], parts[2::2], strict=True))
    assert list(sections) == ["A file that shows it", "What is shown", "How to mend it"], code
    example, shown, mending = sections.values()
    return Page(
        code, title, _block(example, "solon"), _block(example, "yaml"), _block(shown, "text"), _block(mending, "solon")
    )


def _block(text: str, language: str) -> str:
    found = re.search(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return found[1] if found else ""


def findings_of(code: str, policy: str | bytes, situation: str = "") -> tuple[list[Diagnostic], str]:
    """What is found in a policy file and, where there is one, in a situation file; and how it is shown.

    code: the code of the page; what lies beyond its stage is not looked for. Remarks count only on their own page.
    """
    data = policy if isinstance(policy, bytes) else policy.encode()
    lines = {FILE: read_source(FILE, data)[0].lines, SITUATION: tuple(situation.splitlines())}
    look = pipeline.build if code.startswith("S4") else pipeline.read
    built = look({FILE: data}, LOCK)
    findings = [found for found in built.findings if found.severity is not Severity.REMARK or found.code == code]
    if situation and not findings:
        found, faults = read_situation(built.policy, SITUATION, situation)
        findings += faults
        if found is not None:
            blocked = built.decider.impossible(found)
            findings += impossible(built.policy, found, blocked, SITUATION)
    findings.sort(key=lambda finding: finding.sort_key)
    return findings, "\n\n".join(render(finding, lines) for finding in findings) + "\n"


def codes_in_source() -> list[str]:
    """Every code that the compiler can report."""
    files = [path for folder in ("dsl", "compiler") for path in sorted((ROOT / folder).rglob("*.py"))]
    return sorted({code for path in files for code in re.findall(r'"(S\d{3})"', path.read_text("utf-8"))})


CODES = codes_in_source()
WITH_PAGE = sorted(path.stem for path in PAGES.glob("S*.md"))


def test_every_code_has_a_page_and_every_page_has_a_code() -> None:
    assert WITH_PAGE == CODES


@pytest.mark.parametrize("code", WITH_PAGE)
def test_page_starts_with_its_code_and_a_title_in_sentence_case(code: str) -> None:
    assert re.fullmatch(rf"# {code}: [A-Z\"][^.]*[^.]", page(code).title)


@pytest.mark.parametrize("code", WITH_PAGE)
def test_example_shows_the_finding_and_no_other(code: str) -> None:
    found = page(code)
    policy = MADE[code](found.policy) if code in MADE else found.policy
    assert policy, "the page has no example"
    findings, shown = findings_of(code, policy, found.situation)
    about = [finding for finding in findings if finding.code == code]
    assert about
    beside = {finding.code for finding in findings} - {code}
    assert beside == ALONE.get(code, set())
    if beside:
        shown = "\n\n".join(part for part in shown.rstrip("\n").split("\n\n") if f" {code}: " in part) + "\n"
    if ACCEPT and shown != found.shown:
        path = PAGES / f"{code}.md"
        path.write_text(path.read_text("utf-8").replace(f"```text\n{found.shown}```", f"```text\n{shown}```"), "utf-8")
        page.cache_clear()
    assert page(code).shown == shown


@pytest.mark.parametrize("code", [code for code in WITH_PAGE if code not in MADE and page(code).mended])
def test_example_is_clean_when_it_is_mended_as_the_page_says(code: str) -> None:
    found = page(code)
    findings, _ = findings_of(code, found.policy)
    line = next(finding.span.line for finding in findings if finding.code == code)
    assert not findings_of(code, _put_in(found.policy, found.mended, line))[0]


def _put_in(example: str, mended: str, line: int) -> str:
    """The example with the block at a line, and the blocks of the same names, replaced by those of the page."""
    names = re.findall(r"^ *(\w+ \w+)$", mended, re.MULTILINE)
    kept: list[str] = []
    number = 1
    for part in example.split("\n\n"):
        last = number + part.count("\n")
        if not number <= line <= last and not any(re.search(rf"^{name}$", part, re.MULTILINE) for name in names):
            kept.append(part)
        number = last + 2
    return "\n\n".join([*kept, mended])

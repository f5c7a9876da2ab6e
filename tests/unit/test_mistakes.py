"""Files with ten mistakes each, as a policy officer makes them: one report for each, at its line, and nothing else.

Invariant: the lists of codes and lines (`*.expected`) are written by hand. The texts that a person sees (`*.golden`)
are rewritten by SOLON_ACCEPT=1; look at the difference before you keep it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from solon import pipeline
from solon.model.sources import Sources, write_lock
from solon_dsl import Diagnostic, read_source, render

CASES = Path(__file__).parents[1] / "cases" / "mistakes"
KINDS = ("rule", "exception", "term", "group", "example")
ACCEPT = os.environ.get("SOLON_ACCEPT") == "1"
LOCK = write_lock(Sources({"rules": dict.fromkeys(("1", "2", "2(a)", "3"), "announced")}))


def findings_of(kind: str) -> list[Diagnostic]:
    name = f"{kind}.solon"
    found = pipeline.build({name: (CASES / name).read_bytes()}, LOCK).findings
    return sorted(found, key=lambda finding: finding.sort_key)


@pytest.mark.parametrize("kind", KINDS)
def test_each_mistake_is_reported_once_at_its_line_and_nothing_else_is(kind: str) -> None:
    expected = (CASES / f"{kind}.expected").read_text("utf-8").splitlines()
    assert len(expected) == 10
    assert [f"{finding.code} {finding.span.line}" for finding in findings_of(kind)] == expected


@pytest.mark.parametrize("kind", KINDS)
def test_each_report_says_what_is_wrong_where_and_what_to_do(kind: str) -> None:
    name = f"{kind}.solon"
    lines = {name: read_source(name, (CASES / name).read_bytes())[0].lines}
    shown = "\n\n".join(render(finding, lines) for finding in findings_of(kind)) + "\n"
    golden = CASES / f"{kind}.golden"
    if ACCEPT:
        golden.write_text(shown, "utf-8")
    assert golden.read_text("utf-8") == shown


@pytest.mark.parametrize("kind", KINDS)
def test_every_mistake_comes_with_a_way_out_in_plain_words(kind: str) -> None:
    for finding in findings_of(kind):
        assert finding.help
        words = f"{finding.message} {finding.help}".lower()
        for jargon in ("token", "parse", "syntax", "null", "none", "exception:", "invalid"):
            assert jargon not in words.split(), (jargon, words)

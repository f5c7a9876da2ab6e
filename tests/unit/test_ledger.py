"""No statement of the official texts is forgotten: the ledger of all statements against the policies that encode them.

The ledger stands beside the repository (../shared/ledger.yaml) and is not part of it. cases/ledger.yaml says which
blocks encode each of its rows.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from solon import pipeline
from solon.cli.files import read_policies
from solon.model.policy import Policy

ROOT = Path(__file__).parents[2]
LEDGER = ROOT.parent / "shared" / "ledger.yaml"
CASES = ROOT / "tests" / "cases" / "ledger.yaml"
INSTRUMENTS = {
    "bulletin": "social_media",
    "memo": "procurement_lobbying",
    "reference": "reference_letters",
    "protocol": "unsolicited_communications",
}
# Lines that the sources keep as data about the document, not as paragraphs: nothing can cite them by a locator.
# A row about such a line rests on its instrument block.
WITHOUT_LOCATOR = {"title", "issued line", "examples issued line", "heading", "signature", "date line"}

Rows = Mapping[str, Mapping[str, Any]]


@pytest.fixture(scope="module")
def policy() -> Policy:
    built = pipeline.checked(*read_policies(ROOT / "policies"))
    assert built.sound, built.findings
    return built.policy


@pytest.fixture(scope="module")
def cases() -> Mapping[str, Rows]:
    found: Mapping[str, Rows] = yaml.safe_load(CASES.read_text("utf-8"))
    return found


@pytest.fixture(scope="module")
def ledger() -> Mapping[str, Rows]:
    """The rows and the interpretations of the ledger, by id."""
    if not LEDGER.is_file():
        reason = f"THE LEDGER IS NOT CHECKED: {LEDGER} is absent. Whether every statement is encoded, nobody knows."
        warnings.warn(reason, stacklevel=1)
        pytest.skip(reason)
    found = yaml.safe_load(LEDGER.read_text("utf-8"))
    return {part: {row["id"]: row for row in found[part]} for part in ("rows", "interpretations")}


def working(policy: Policy) -> set[str]:
    """The blocks that decide something, or by which somebody says what is the case."""
    decided = (policy.rules, policy.exceptions, policy.terms, policy.counts, policy.groups, policy.eithers)
    return {name for blocks in (*decided, policy.periods, policy.inputs) for name in blocks}


def test_every_row_and_interpretation_is_answered_and_none_is_made_up(
    ledger: Mapping[str, Rows], cases: Mapping[str, Rows]
) -> None:
    for part in ("rows", "interpretations"):
        assert set(ledger[part]) - set(cases[part]) == set(), f"{part} of the ledger that nothing answers"
        assert set(cases[part]) - set(ledger[part]) == set(), f"{part} that the ledger does not have"


def test_every_named_block_exists(policy: Policy, cases: Mapping[str, Rows]) -> None:
    known = {*policy.blocks, *policy.inputs, *policy.instruments}
    for name, row in cases["rows"].items():
        assert set(row) <= {"blocks", "why"}, name
        assert row["blocks"], f"{name} rests on nothing"
        assert len(row["blocks"]) == len(set(row["blocks"])), f"{name} names a block twice"
        assert set(row["blocks"]) <= known, f"{name} names blocks that do not exist"


def test_every_open_point_has_a_reading_or_is_settled(policy: Policy, cases: Mapping[str, Rows]) -> None:
    for name, found in cases["interpretations"].items():
        assert found, f"{name} is left open"
        assert set(found) <= {"reading", "settled"}, name
        if "reading" in found:
            assert found["reading"] in policy.readings, f"{name} names a reading that does not exist"


def test_reasons_are_single_sentences(cases: Mapping[str, Rows]) -> None:
    for part, key in (("rows", "why"), ("interpretations", "settled")):
        for name, found in cases[part].items():
            text = found.get(key, "A.")
            assert text.endswith("."), name
            assert ". " not in text, name


def test_what_can_be_decided_is_decided_or_says_why_not(
    policy: Policy, ledger: Mapping[str, Rows], cases: Mapping[str, Rows]
) -> None:
    deciding = working(policy)
    for name, row in ledger["rows"].items():
        found = cases["rows"][name]
        idle = not deciding & set(found["blocks"])
        if row["executable"] == "yes":
            assert set(found["blocks"]) - set(policy.contexts), f"{name} rests on contexts alone"
        needed = row["executable"] in ("yes", "partly") and idle
        assert ("why" in found) == needed, f"{name}: a why is {'missing' if needed else 'not needed'}"


def test_every_row_is_met_at_its_own_place(
    policy: Policy, ledger: Mapping[str, Rows], cases: Mapping[str, Rows]
) -> None:
    for name, row in ledger["rows"].items():
        instrument, locator = INSTRUMENTS[row["document"]], str(row["locator"])
        blocks = cases["rows"][name]["blocks"]
        if locator in WITHOUT_LOCATOR:
            assert blocks == [instrument], name
            continue
        assert locator in policy.sources.locators(instrument), f"{name}: the sources have no {instrument} {locator}"
        cited = {(c.instrument, c.locator) for b in blocks if b in policy.blocks for c in policy.blocks[b].cites}
        assert (instrument, locator) in cited, f"{name}: no block of it cites {instrument} {locator}"


def test_every_citable_paragraph_has_a_row(policy: Policy, ledger: Mapping[str, Rows]) -> None:
    rows = {(INSTRUMENTS[row["document"]], str(row["locator"])) for row in ledger["rows"].values()}
    for instrument in INSTRUMENTS.values():
        assert {(instrument, locator) for locator in policy.sources.locators(instrument)} <= rows

"""The sum of an artefact: what it says counts, not how it is laid out; whatever was changed is refused."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from random import Random

import pytest

from solon import pipeline
from solon.cli.files import read_policies
from solon.engine.artefact import read
from solon.engine.faults import BrokenArtefact, SolonError

ROOT = Path(__file__).parents[2]
SEED = 20161001


@cache
def text() -> str:
    return pipeline.checked(*read_policies(ROOT / "policies")).artefact


def revision() -> str:
    return str(json.loads(text())["revision"])


@pytest.mark.parametrize("indent", [None, 0, 2])
def test_another_layout_is_the_same_artefact(indent: int | None) -> None:
    content = json.loads(text())
    turned = dict(reversed(content.items()))
    for laid_out in (content, turned):
        data = json.dumps(laid_out, indent=indent, ensure_ascii=indent == 0).encode()
        assert read(data).revision == revision()


def test_the_line_breaks_of_another_system_are_no_change() -> None:
    assert read(text().replace("\n", "\r\n").encode()).revision == revision()
    assert read(text().replace("\n", "").encode()).revision == revision()


def test_every_change_of_a_letter_is_refused() -> None:
    data = text().encode()
    draw = Random(SEED)
    for _ in range(300):
        place = draw.randrange(len(data))
        other = draw.choice([one for one in range(32, 127) if one != data[place]])
        if data[place] in b"\n" or (other == 32 and data[place : place + 1].isspace()):
            continue
        with pytest.raises(SolonError):
            read(data[:place] + bytes([other]) + data[place + 1 :])


def test_an_artefact_that_is_cut_off_is_refused() -> None:
    data = text().encode()
    for length in (0, 1, 100, len(data) // 2, len(data) - 3):
        with pytest.raises(BrokenArtefact):
            read(data[:length])


@pytest.mark.parametrize("named", [None, 7, [], {}, "", "0" * 64, '","revision":"'])
def test_a_sum_that_is_none_is_refused(named: object) -> None:
    content = {**json.loads(text()), "revision": named}
    with pytest.raises(BrokenArtefact):
        read(json.dumps(content).encode())


def test_only_the_revision_is_left_out_of_the_sum() -> None:
    entry = f'"revision":"{revision()}",'
    for made in (text().replace(entry, entry + '"revisions":1,'), text().replace(entry, "")):
        with pytest.raises(BrokenArtefact):
            read(made.encode())

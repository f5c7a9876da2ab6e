"""Parts of the runtime against the libraries of Python that do the same: the calendar, SHA-256, the nearest word."""

from __future__ import annotations

import json
import random
from datetime import date, timedelta
from difflib import get_close_matches
from hashlib import sha256
from typing import Any

import pytest
from tests.javascript.node import MODULES, Node

from solon.backends.javascript.minify import joined
from solon.backends.javascript.script import needed


@pytest.fixture(scope="module")
def parts(node: Node, tmp_path_factory: pytest.TempPathFactory) -> Node:
    """Some modules of the runtime, joined as they ship, with what they offer."""
    path = tmp_path_factory.mktemp("parts") / "parts.mjs"
    modules = dict.fromkeys(one for name in ("calendar", "sha256", "nearest") for one in needed(MODULES, name))
    text = joined(MODULES[name] for name in modules)
    names = "isoOf, ordinalOf, toOrdinal, fromOrdinal, sha256, didYouMean"
    path.write_text(f"{text}\nexport {{ {names} }};\nexport const load = () => null;\n", "utf-8")
    node.ask("load", str(path))
    return node


def run(parts: Node, code: str, value: Any) -> Any:
    return parts.ask("run", f"const given = {json.dumps(value)}; {code}")


def test_days_are_those_of_the_calendar(parts: Node) -> None:
    days = [date(year, month, day) for year in range(1896, 2205) for month in range(1, 13) for day in (1, 28)]
    days += [day + timedelta(number) for day in (date(1900, 2, 27), date(2000, 2, 27)) for number in range(400)]
    days += [date(1, 1, 1), date(4, 2, 29), date(9999, 12, 31), date(400, 3, 1), date(1600, 2, 29)]
    found = run(parts, "return given.map((day) => [solon.ordinalOf(day), solon.isoOf(solon.ordinalOf(day))]);",
                [day.isoformat() for day in days])  # fmt: skip
    assert found == [[day.toordinal(), day.isoformat()] for day in days]


def test_what_is_no_day_has_no_number(parts: Node) -> None:
    wrong = ["2019-02-29", "1900-02-29", "2019-04-31", "2019-00-01", "2019-01-00", "2019-1-1", "x", "", "2019-01-01 "]
    assert run(parts, "return given.map(solon.ordinalOf);", wrong) == [None] * len(wrong)


def test_sums_are_those_of_the_library(parts: Node) -> None:
    texts = ["a" * length for length in range(200)] + ["é€😀" * 50, "\x00\x7f", "x" * 100_000]
    assert run(parts, "return given.map(solon.sha256);", texts) == [sha256(t.encode()).hexdigest() for t in texts]


def test_the_nearest_word_is_that_of_the_library(parts: Node) -> None:
    draw = random.Random(3)
    known = ["".join(draw.choices("abcd_", k=draw.randint(1, 12))) for _ in range(40)]
    words = ["".join(draw.choices("abcd_", k=draw.randint(1, 12))) for _ in range(300)]
    found = run(parts, "return given[0].map((word) => solon.didYouMean(word, given[1], 0.6));", [words, known])
    nearest = (get_close_matches(word, sorted(set(known)), 1, 0.6) for word in words)
    assert found == [f'Did you mean "{near[0]}"?' if near else "" for near in nearest]
    assert len(set(found)) > 20

"""The examples and test cases of a policy into the page that answers them again in the reader's own browser.

Invariant: what is expected stands in the data as it was written down; no engine fills it in.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import sha256
from typing import Any

from solon.backends.javascript.examples import cases
from solon.backends.javascript.pack import packed
from solon.fixtures.files import as_plain
from solon.fixtures.fixture import Fixture
from solon.model.policy import Policy
from solon.publish.checks.scripts import Modules, Tables, page_code, page_script
from solon.publish.html import Html, el, join
from solon.publish.page import Page

PATH = "check/verify"


def verify_page(policy: Policy, fixtures: Iterable[Fixture]) -> Page:
    """The page with the button."""
    count, more = len(policy.examples), sum(1 for _ in fixtures)
    body = join(
        [
            el("h1", "Verify it yourself"),
            el(
                "p",
                f"This page holds {count:,} examples, each with the answer that people wrote down for it, and "
                f"{more:,} test cases that were made from the rules one condition at a time. Your own browser answers "
                "them all, and compares.",
                class_="lead",
            ),
            el("p", "Nothing is sent. It takes a few seconds, and you can go on reading meanwhile."),
            el("p", "This needs JavaScript, which is off here.", id="no-script"),
            el("p", el("button", "Verify now", type="button", id="begin", class_="go", hidden="hidden")),
            el("div", id="verify", class_="verify"),
            el("script", src="verify.js"),
        ],
        Html("\n"),
    )
    return Page(PATH, "Verify it yourself", "Check", body, (("style", "check"),))


def verify_script(
    policy: Policy,
    tables: Mapping[str, Any],
    fixtures: Iterable[Fixture],
    modules: Modules,
) -> str:
    """The script of the page: the whole policy, and all cases. tables: its artefact."""
    examples = [[one.id, one.situation, [_expected(wanted) for wanted in one.expect]] for one in cases(policy)]
    tried = [_case(one) for one in fixtures]
    rows = [{"names": "Examples", "cases": examples}, {"names": "Test cases", "cases": tried}]
    core, told = packed(tables)
    total = sha256(_json([core, told]).encode("utf-8", "surrogatepass")).hexdigest()
    page = {"sum": total, "cases": rows}
    return page_script(Tables(tables["revision"], core, told), page_code("verify", modules), page)


def _expected(found: Mapping[str, Any]) -> dict[str, Any]:
    """What an example expects, with the names that fixtures use."""
    names = {"by": "applies", "wanting": "only_missing"}
    return {names.get(key, key): value for key, value in found.items()}


def _case(fixture: Fixture) -> list[Any]:
    found: dict[str, Any] = json.loads(json.dumps(as_plain(fixture), default=date.isoformat))
    situation: dict[str, Any] = found["situation"]
    facts: dict[str, Any] = situation["facts"]
    unknown: list[str] = situation.pop("unknown", [])
    asked = [f"{fixture.expect.bearer} {fixture.expect.action}"]
    rest = {"facts": {**facts, **dict.fromkeys(unknown)}, "everything else": "no", "asked": asked}
    return [fixture.id, {**situation, **rest}, [found["expect"]]]


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))

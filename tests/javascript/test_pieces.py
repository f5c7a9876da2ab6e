"""Texts with pieces that stand once become the very same texts again in JavaScript, whatever stands in them."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest
from tests.javascript.node import Node

from solon.backends.javascript.pieces import LETTERS, in_pieces
from solon.cli.files import shipped

SPELLED = shipped("solon.publish.checks", "browser")["pieces.js"]
SENTENCE = "the content shows confidential information of the City, and the member knows it"


@pytest.fixture(scope="module")
def pieces(node: Node, tmp_path_factory: pytest.TempPathFactory) -> Node:
    path = tmp_path_factory.mktemp("pieces") / "pieces.mjs"
    path.write_text(f"{SPELLED}\nexport const load = () => null;\n", "utf-8")
    node.ask("load", str(path))
    return node


def again(pieces: Node, tables: list[Any]) -> tuple[Any, int]:
    """What JavaScript makes of the short tables, and how long they are with their pieces."""
    short, found = in_pieces(tables)
    texts = json.dumps([short, found], ensure_ascii=False)
    return pieces.ask("run", f"return solon.spelled(...{texts});"), len(texts.encode())


def test_what_stands_often_stands_once(pieces: Node) -> None:
    tables = [[f"{SENTENCE}.", 3, [f"Not so: {SENTENCE}", 0, ""]] for _ in range(20)]
    found, size = again(pieces, tables)
    assert found == tables
    assert size < 800 < 20 * len(SENTENCE)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        " a  a a a a ",
        "\u00c0\u00c1 \u00c2",
        "\U0001f600\U0001f600 \U0001f600",
        '"\\ \n\t</script>',
        "a" * 300,
        "\u2028",
    ],
)
def test_any_text_comes_back(pieces: Node, text: str) -> None:
    tables = [text, [text, f"{text} {text}", 1, [text] * 5], SENTENCE, SENTENCE]
    assert again(pieces, tables)[0] == tables


def test_texts_by_lot_come_back(pieces: Node) -> None:
    draw = random.Random(5)
    for letters in ("ab ", "the City \u00e9\u00c0", "".join(map(chr, range(0xC0, 0x180))) + " "):
        tables = ["".join(draw.choices(letters, k=draw.randint(0, 60))) for _ in range(200)]
        assert again(pieces, tables)[0] == tables


def test_without_a_free_letter_nothing_is_made_shorter(pieces: Node) -> None:
    tables = ["".join(map(chr, LETTERS)), *[SENTENCE] * 20]
    assert in_pieces(tables) == (tables, [0])
    assert again(pieces, tables)[0] == tables

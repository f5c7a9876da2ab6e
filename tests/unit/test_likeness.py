"""Pairs of sentences that look alike are found without comparing all, and none is lost."""

from __future__ import annotations

import random
from difflib import SequenceMatcher

import pytest
from tests.benchmarks.vocabulary import Vocabulary

from solon.check.likeness import alike

LETTERS = "abcdeé '"


def changed(draw: random.Random, text: str) -> str:
    """The text after some slips of the pen: letters put in, left out or moved."""
    letters = list(text)
    for _ in range(draw.randint(1, max(1, len(text) // 15))):
        place = draw.randrange(len(letters))
        kind = draw.random()
        if kind < 0.4 or len(letters) == 1:
            letters.insert(place, draw.choice(LETTERS))
        elif kind < 0.8:
            del letters[place]
        else:
            letters.insert(draw.randrange(len(letters)), letters.pop(place))
    return "".join(letters)


@pytest.mark.parametrize("seed", range(4))
def test_every_pair_is_found_that_comparing_each_with_each_finds(seed: int) -> None:
    draw = random.Random(seed)
    words = Vocabulary(draw)
    first = [words.statement().says for _ in range(8)]
    first += ["".join(draw.choice(LETTERS) for _ in range(size)) for size in (1, 2, 4, 5, 9, 17, 18, 33, 150)]
    texts = sorted({*first, *(changed(draw, text) for text in first for _ in range(8))})
    wanted = {
        (place, other)
        for place, text in enumerate(texts)
        for other in range(place)
        if abs(len(text) - len(texts[other])) <= 4
        and SequenceMatcher(None, texts[other], text, autojunk=False).ratio() > 0.94
    }
    assert len(wanted) > 50
    assert wanted <= set(alike(texts, 0.94, 4))


def test_texts_that_share_few_letters_are_not_paired() -> None:
    texts = ["the permit names the owner in writing", "the ferry blocks the quiet entrance now", "a", "b", ""]
    assert alike(texts, 0.94, 4) == []
    assert alike([], 0.94, 4) == []


def test_the_pairs_are_sorted_with_the_greater_place_first() -> None:
    texts = ["the book has coloured plates inside it", "something else", "the book has coloured plate inside it"]
    assert alike([*texts, texts[0] + "s"], 0.94, 4) == [(2, 0), (3, 0), (3, 2)]

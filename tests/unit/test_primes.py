"""Prime implicants of small functions, written by hand."""

from __future__ import annotations

import pytest

from solon.engine.store import NO, YES, Store, TooLarge
from solon.outcomes.primes import EMPTY, NONE, Primes, values_of

# Letters stand for yes/no variables; an upper-case letter means yes. "r" is a choice of three: r0, r1, r2.
LEVELS = {"a": 0, "b": 1, "c": 2, "d": 3, "r": 4}


@pytest.fixture
def primes() -> Primes:
    return Primes(Store((2, 2, 2, 2, 3)))


def value(primes: Primes, letter: str, place: int = 1) -> int:
    return primes.store.value(LEVELS[letter], place)


def formula(primes: Primes, text: str) -> int:
    """A disjunction of products, such as `Ab + C`."""
    parts = [
        primes.store.all_of([value(primes, letter.lower(), int(letter.isupper())) for letter in product])
        for product in text.split(" + ")
    ]
    return primes.store.any_of(parts)


def shown(primes: Primes, family: int) -> list[str]:
    letters = {level: letter for letter, level in LEVELS.items()}
    out: list[str] = []
    for way in primes.shortest(family):
        parts = [
            f"r{''.join(map(str, values_of(mask)))}" if letters[level] == "r" else
            letters[level].upper() if mask == 2 else letters[level]
            for level, mask in way
        ]  # fmt: skip
        out.append("".join(parts))
    return sorted(out)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("AB + aC", "AB BC aC"),  # the consensus on a is a prime implicant too
        ("A + aB", "A B"),
        ("Ab + aB", "Ab aB"),
        ("AB + AC + BC", "AB AC BC"),
        ("AB + ab + AC", "AB AC Cb ab"),
        ("ABCD", "ABCD"),
        ("A + a", ""),
    ],
)
def test_primes_of_yes_and_no(primes: Primes, text: str, expected: str) -> None:
    family = primes.primes(formula(primes, text))
    found = [tuple(sorted(way)) for way in shown(primes, family)]
    assert sorted(found) == sorted(tuple(sorted(way)) for way in expected.split(" ")) if expected else found == [()]
    assert primes.count(family) == len(found)


def test_what_never_holds_has_no_way_and_what_always_does_needs_nothing(primes: Primes) -> None:
    assert primes.primes(NO) == NONE
    assert primes.primes(YES) == EMPTY
    assert list(primes.shortest(NONE)) == []
    assert list(primes.shortest(EMPTY)) == [()]


def test_a_choice_takes_as_many_options_as_will_do(primes: Primes) -> None:
    store = primes.store
    town = store.any_of([value(primes, "r", 0), value(primes, "r", 1)])
    assert shown(primes, primes.primes(store.both(town, formula(primes, "A")))) == ["Ar01"]
    # On road 2 it needs A, on road 1 it needs B, on road 0 nothing.
    parts = [
        value(primes, "r", 0),
        store.both(value(primes, "r", 1), formula(primes, "B")),
        store.both(value(primes, "r", 2), formula(primes, "A")),
    ]
    assert shown(primes, primes.primes(store.any_of(parts))) == ["AB", "Ar02", "Br01", "r0"]


def test_the_shortest_come_first(primes: Primes) -> None:
    lengths = [len(way) for way in primes.shortest(primes.primes(formula(primes, "ABC + D + aB")))]
    assert lengths == sorted(lengths)
    assert lengths[0] == 1


def test_ways_within_a_diagram_are_those_that_make_it_hold(primes: Primes) -> None:
    family = primes.primes(formula(primes, "AB + CD + a"))
    assert shown(primes, family) == ["B", "CD", "a"]
    assert shown(primes, primes.within(family, formula(primes, "B + CD"))) == ["B", "CD"]
    assert shown(primes, primes.within(family, formula(primes, "D"))) == ["CD"]
    assert primes.within(family, NO) == NONE
    assert primes.within(family, YES) == family


def test_minus_takes_out_equal_ways_only(primes: Primes) -> None:
    one = primes.primes(formula(primes, "AB + CD"))
    other = primes.primes(formula(primes, "CD + B"))
    assert shown(primes, primes.minus(one, other)) == ["AB"]
    assert primes.minus(one, one) == NONE
    assert primes.minus(one, NONE) == one
    assert primes.minus(NONE, one) == NONE


def test_weaker_ways_are_those_that_follow_from_literals(primes: Primes) -> None:
    family = primes.primes(formula(primes, "AB + CD + BC + AD"))
    known = {LEVELS["a"]: 2, LEVELS["b"]: 2, LEVELS["c"]: 2}
    found = [[LEVELS[letter] for letter in letters] for letters in ("ab", "bc")]
    assert [[level for level, _ in way] for way in primes.weaker(family, known)] == found


def test_two_families_are_equal_exactly_when_their_numbers_are(primes: Primes) -> None:
    assert primes.primes(formula(primes, "A + aB")) == primes.primes(formula(primes, "B + Ab"))
    assert primes.primes(formula(primes, "A + B")) != primes.primes(formula(primes, "A + C"))


def test_a_limit_on_steps_is_kept() -> None:
    store = Store((2,) * 12)
    odd = NO
    for level in range(12):
        one = store.value(level, 1)
        odd = store.any_of([store.both(odd, store.deny(one)), store.both(one, store.deny(odd))])
    primes = Primes(store)
    store.allow(10)
    with pytest.raises(TooLarge):
        primes.primes(odd)
    store.allow()
    assert primes.count(primes.primes(odd)) == 2**11

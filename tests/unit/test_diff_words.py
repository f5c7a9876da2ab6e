"""Other ids, other words and another order are no change; where a sentence moves, its meaning moves with it."""

from __future__ import annotations

import random
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.diff_policies import HOUSE, LOCK, diff, policy

from solon import pipeline
from solon.cli.files import read_policies
from solon.cli.main import main
from solon.diff import Diff, compare
from solon.diff.report import headline

ROOT = Path(__file__).parents[2]


def only_words(found: Diff) -> None:
    assert not found.answers_change
    assert not any((found.touched, found.moved, found.asides, found.examples, found.fixtures, found.undecided))
    assert headline(found).startswith("No situation changes.")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("content_promotes_third_party", "promotes_third_party"),
        ("no_third_party_promotion", "rule_on_third_parties"),
        ("local_life", "life_in_the_ward"),
        ("voting_day", "day_of_the_vote"),
        ("member_account", "account_of_a_member"),
        ("member", "member_of_council"),
        ("campaign", "campaign_days"),
        ("third_party", "who_is_a_third_party"),
        ("reference_for", "purpose_of_the_reference"),
        ("single_account", "one_account_for_all"),
    ],
)
def test_a_renamed_block_of_the_policies_is_no_change(tmp_path: Path, old: str, new: str) -> None:
    shutil.copytree(ROOT / "policies", tmp_path / "policies")
    before = pipeline.checked(*read_policies(ROOT / "policies")).policy
    done = CliRunner().invoke(main, ["--policies", str(tmp_path / "policies"), "rename", old, new])
    assert done.exit_code == 0, done.output
    after = pipeline.checked(*read_policies(tmp_path / "policies")).policy
    for found in (compare(before, after), compare(after, before)):
        only_words(found)
        assert len(found.words.renamed) == 1
        assert not found.words.reworded
    assert compare(before, after).words.renamed == ((old, new),)


@pytest.mark.parametrize("seed", range(3))
def test_the_policies_in_another_order_are_no_change(seed: int) -> None:
    files, lock = read_policies(ROOT / "policies")
    draw = random.Random(seed)
    shuffled: dict[str, bytes] = {}
    for name in draw.sample(sorted(files), len(files)):
        # Every block, with the comments above it.
        blocks = re.split(r"(?m)^(?=[a-z#])", files[name].decode())
        joined = re.sub(r"(?m)^(#.*\n)\n?", r"\1", "".join(blocks))
        parts = [part for part in re.split(r"\n\n(?=[a-z#])", joined.strip()) if part]
        draw.shuffle(parts)
        shuffled[name] = ("\n\n".join(part.rstrip() for part in parts) + "\n").encode()
    before, after = pipeline.checked(files, lock), pipeline.checked(shuffled, lock)
    assert after.sound, after.findings[:3]
    found = compare(before.policy, after.policy)
    only_words(found)
    assert found.words.reordered
    assert not found.words.reworded


def test_an_id_that_changes_by_hand_is_known_by_the_sentence() -> None:
    text = (
        HOUSE.replace("fact rare", "fact precious")
        .replace("choice room", "choice place")
        .replace("- hall:", "- inside:")
    )
    text = text.replace("date opening", "date first_day").replace("reading what_is_rare", "reading of_rare")
    text = (
        text.replace("what_is_rare = ", "of_rare = ")
        .replace("action borrow", "action lend")
        .replace("house 2", "house 2")
    )
    found = compare(policy(), policy(text=text))
    only_words(found)
    assert set(found.words.renamed) == {
        ("rare", "precious"), ("room", "place"), ("opening", "first_day"), ("what_is_rare", "of_rare"),
        ("borrow", "lend"),
    }  # fmt: skip


def test_a_sentence_that_changes_under_the_same_id_is_no_change() -> None:
    text = HOUSE.replace("the book is rare", "the book is one of few").replace(
        "the book is common", "there are many of it"
    )
    text = text.replace("it is done in the hall", "it happens inside").replace("opening day", "the first day")
    text = (
        text.replace("borrow the book", "take the book home")
        .replace("a visitor", "a guest")
        .replace("Is an old", "Is any old")
    )
    found = compare(policy(), policy(text=text))
    only_words(found)
    assert set(found.words.reworded) >= {"rare", "room", "opening", "borrow", "visitor", "what_is_rare"}
    assert not found.words.renamed


def test_a_fact_whose_two_sentences_change_places_means_what_its_sentences_say() -> None:
    swapped = (
        "  says: the book is rare\n  denies: the book is common",
        "  says: the book is common\n  denies: the book is rare",
    )
    only_words(diff(swapped))
    presumed = ("asks: Is the book rare?", "asks: Is the book rare?\n  presumed: no\n  because: x")
    turned = ("asks: Is the book rare?", "asks: Is the book rare?\n  presumed: yes\n  because: x")
    only_words(compare(policy(presumed), policy(swapped, turned)))
    assert compare(policy(presumed), policy(swapped, presumed)).answers_change


def test_an_action_whose_two_sentences_change_places_means_what_its_sentences_say() -> None:
    swapped = (
        "  says: label the book\n  instead: leave the book without a label",
        "  says: leave the book without a label\n  instead: label the book",
    )
    only_words(diff(swapped))


def test_two_facts_that_trade_their_ids_keep_their_sentences() -> None:
    text = HOUSE.replace("fact rare", "fact other").replace("fact old", "fact rare").replace("fact other", "fact old")
    found = compare(policy(), policy(text=text))
    only_words(found)
    assert set(found.words.renamed) == {("rare", "old"), ("old", "rare")}


def test_an_id_that_is_used_for_another_kind_of_block_is_another_block() -> None:
    text = HOUSE.replace("fact old\n", "fact aged\n").replace("date opening\n", "date old\n")
    found = compare(policy(), policy(text=text))
    only_words(found)
    assert set(found.words.renamed) == {("old", "aged"), ("opening", "old")}
    dated = "date old\n  says: the old day\n  asks: When was it old?\n"
    text = re.sub(r"fact old\n(  .*\n)+", dated, HOUSE).replace("the book is old", "the book is rare")
    found = compare(policy(), policy(text=text))
    assert {(one.name, one.kind, one.how) for one in found.touched if one.name == "old"} == {
        ("old", "date", "new"), ("old", "fact", "gone"),
    }  # fmt: skip


def test_bullets_in_another_order_are_no_change() -> None:
    rare = "    - the book is rare\n"
    more = HOUSE.replace(rare, f"{rare}    - the book is old\n", 1)
    turned = HOUSE.replace(rare, f"    - the book is old\n{rare}", 1)
    found = compare(policy(text=more), policy(text=turned))
    only_words(found)
    assert found.words.reworded == ("no_rare_books",)


def test_the_same_rule_written_in_another_way_is_named_and_changes_nothing() -> None:
    nested = (
        "  when all of:\n    - the book is rare\n\n",
        "  when all of:\n    - any of:\n      - the book is rare\n\n",
    )
    found = diff(nested)
    assert not found.answers_change
    assert [one.id for one in found.touched] == ["no_rare_books"]
    assert headline(found) == "No situation changes. Some blocks say it otherwise, to the same effect."


def test_a_shared_former_id_joins_two_branches() -> None:
    one = pipeline.checked({"house.solon": HOUSE.replace("fact rare\n", "fact rare_one\n  was: rare\n").encode()}, LOCK)
    two = pipeline.checked({"house.solon": HOUSE.replace("fact rare\n", "fact rare_two\n  was: rare\n").replace("the book is rare", "the book is seldom").replace("the book is common", "the book is frequent").encode()}, LOCK)  # fmt: skip  # noqa: E501
    found = compare(one.policy, two.policy)
    only_words(found)
    assert found.words.renamed == (("rare_one", "rare_two"),)

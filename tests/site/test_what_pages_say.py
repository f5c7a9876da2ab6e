"""The pages of the small policy say what its policy file says; each expectation was read off the file by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.site.conftest import BAKERY, bakery
from tests.site.walked import Walked

from solon.publish.pages import pages

Words = Callable[[str], str]


@pytest.mark.parametrize(
    "said",
    [
        "Prohibition A visitor must not bring a dog.",
        "The rules of the house Policy, The owner, March 2001. In force from 4 March 2001.",
        "paragraph 3(a), sentence 1",
        "Law outside these instruments Health Code, section 5",
        "Customers have asked for it.",
        "It binds a visitor and also: the visitor's children.",
        "When: the errand is bread These conditions are shared by all of In the shop (group).",
        "And when: the dog is noisy",
        "It gives way where one of these exceptions applies: Guide dogs Permission A visitor may bring a dog.",
        "On which days During the season",
        "It applies in: Poodle.",
        "It gives way to an exception in: Wet poodle.",
        "Drizzle Permission Only under another reading A visitor may bring a dog.",
        "Shelter The rule does not apply.",
        "It may apply, and the facts leave it open, in: Growler.",
        "Ring the bell first.",
    ],
)
def test_a_rule(words: Words, said: str) -> None:
    assert said in words("rules/no_dogs.html")


def test_advice_looks_different_from_a_prohibition(small: Walked) -> None:
    def force(name: str) -> tuple[str, str]:
        page = small.pages[f"rules/{name}.html"]
        form = next(found["class"] for tag, found in page.elements if tag == "strong" and "force" in found["class"])
        return form, page.words

    (binding, bound), (advising, advised) = force("quiet"), force("advice_on_entry")
    assert (binding, advising) == ("force must-not", "force should-not")
    assert "Prohibition" in bound
    assert "Advice against" in advised


def test_an_exception(words: Words) -> None:
    page = words("rules/guide_dogs.html")
    assert "Permission A visitor may bring a dog." in page
    assert "What it is an exception to No dogs Prohibition" in page
    assert "the dog guides a blind person and nothing other than No dogs forbids a visitor to bring a dog" in page


def test_an_exception_that_switches_off(words: Words) -> None:
    page = words("rules/no_greeting.html")
    assert "Switches off Where this applies, what it bears on does not apply." in page
    assert "What it is an exception to Say hello Advice" in page


def test_a_choice_of_duties(words: Words) -> None:
    page = words("rules/payment.html")
    assert "A visitor must pay in cash or pay by card." in page
    assert "Always: no condition is set." in page


def test_a_group(words: Words) -> None:
    page = words("rules/in_the_shop.html")
    assert "Shared conditions When: the errand is bread" in page
    assert "Shared days During the season" in page
    assert "In this group No dogs Prohibition A visitor must not bring a dog. Say hello Advice" in page


def test_days_in_words(words: Words) -> None:
    assert "From opening day until 30 days after opening day" in words("definitions/season.html")
    assert "To be done by the day after opening day, and kept up until the last day" in words("rules/say_hello.html")
    sale = words("definitions/sale.html")
    assert "From closing day until the earliest of these days: 10 days after closing day" in sale
    assert "31 December of the year of closing day if: the errand is cake" in sale


def test_a_defined_term(words: Words) -> None:
    page = words("definitions/noisy.html")
    assert (
        "When any of these: (a) the dog barks or (b) all of these: the dog guides nobody and the errand is cake" in page
    )
    assert "Stands only under another reading: Is growling noise? “yes, every sound”" in page
    assert "If not: The dog is not noisy." in page


def test_a_fact(words: Words) -> None:
    page = words("definitions/dog_barks.html")
    assert "Question Does the dog bark? Help Growling does not count." in page
    assert "Yes means The dog barks. No means The dog is silent." in page
    assert "Who can change it the visitor Who judges it the owner" in page
    assert "It holds in: Poodle, Wet poodle. It is left unknown in: Guide, Growler." in page


def test_a_presumed_fact(words: Words) -> None:
    page = words("definitions/works_here.html")
    assert "If nobody says It is taken as “yes”. Nobody else stands behind the counter." in page
    assert "Bound only on a condition When: the person works in the shop" in words("definitions/baker.html")


def test_an_action(words: Words) -> None:
    page = words("definitions/bring_dog.html")
    assert "Its opposite: Leave the dog outside." in page
    assert "Quiet Prohibition A baker must not make noise. Through: Dog as noise" in page
    assert "Questions people have: May I bring my dog?" in page


def test_an_action_that_counts_as_another(words: Words) -> None:
    assert "bring a dog counts as: make noise." in words("definitions/dog_as_noise.html")
    assert "To bring a dog can count as this: Dog as noise." in words("rules/quiet.html")


def test_a_reading(words: Words) -> None:
    page = words("readings/growling.html")
    assert "In use No, only barking. Not in use Yes, every sound." in page
    assert "Why this one is used The owner has good ears." in page
    assert "Who could settle it The owner." in page
    assert "Examples under another reading Growler" in page
    assert "Examples that another reading would decide otherwise Wet poodle" in page


def test_an_example(words: Words) -> None:
    page = words("examples/poodle.html")
    assert "A visitor comes with a poodle that barks." in page
    assert "Published, in our words The dog has to wait. Computed Prohibited bring a dog" in page
    assert "The day: 10 June 2019." in page
    assert "opening day is 1 June 2019" in page
    assert "Every other yes/no question is answered “no”." in page
    assert "Expected Prohibited By No dogs. Computed Prohibited By No dogs. The computed answer agrees." in page


def test_an_example_in_which_a_rule_gives_way(words: Words) -> None:
    page = words("examples/wet_poodle.html")
    assert "Rules that give way No dogs would apply, but gives way to Shelter." in page


def test_an_open_example(words: Words) -> None:
    page = words("examples/growler.html")
    assert "Under another reading than usual: Is growling noise? Read as: yes, every sound" in page
    assert "Still to be known Does the dog bark? Judged by the owner." in page


def test_an_example_with_days(words: Words) -> None:
    page = words("examples/guide.html")
    assert page.count("From 1 June 2019, to be done by 2 June 2019, until 1 July 2019.") == 2
    assert "these instruments do not forbid it" in page.lower()


def test_an_answer_that_differs_is_said_so() -> None:
    source = BAKERY.replace(": prohibited, by no_dogs", ": permitted").replace(
        ": undetermined, for want of dog_barks", ": advised"
    )
    built = bakery(source=source)
    found = pages(built.policy, built.answers)
    assert "The computed answer differs." in found["examples/poodle.md"]
    assert "The computed answer differs." in found["examples/growler.md"]
    assert "The computed answer agrees." in found["examples/guide.md"]


def test_an_example_without_an_answer() -> None:
    found = pages(bakery().policy, {})
    assert "Not computed." in found["examples/poodle.md"]
    assert "agrees" not in found["examples/poodle.md"]


def test_a_to_z_passes_over_articles(small: Walked) -> None:
    page = small.pages["a-to-z.html"]
    letters = [words for level, words in page.headings if level == 2]
    assert letters == sorted(letters)
    lines = [line.strip() for line in page.words.splitlines() if line.strip()]
    last_d = len(lines) - lines[::-1].index("D")
    assert lines[last_d : last_d + 3] == [
        "Dog as noise, action that counts as another",
        "The dog barks, fact",
        "The dog guides a blind person, fact",
    ]

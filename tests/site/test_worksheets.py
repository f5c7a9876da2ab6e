"""Whoever works out a worksheet, as it is published, comes to the status that the engine gives."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest
from tests.javascript.drawn import drawn
from tests.random_policies import LOCK, RandomPolicy
from tests.seeds import seeds
from tests.site.worked import Answers, Worked, read

from solon import pipeline
from solon.cli.files import read_policies
from solon.engine.deontic import STATUSES, Status
from solon.engine.graph import DayReached, InForce, Variable
from solon.engine.scene import Scene
from solon.engine.situation import Situation
from solon.engine.store import FIRST_END, OPEN, Store
from solon.engine.wording import MONTHS, say_date
from solon.publish.book import Book
from solon.publish.checks import worksheet as sheets
from solon.publish.checks.paper import paper_page

ROOT = Path(__file__).parents[2]
DAYS = (date(2018, 6, 1), date(2018, 5, 1), date(2010, 5, 31), date(2018, 10, 22))
DATES = (date(2018, 5, 1), date(2018, 6, 1), date(2018, 10, 22), date(2011, 3, 4))


def complete(build: pipeline.Build, draw: random.Random) -> Situation:
    """A situation in which everything is known to the day, by lot."""
    given = dict(drawn(build.policy, draw, DAYS, DATES).given)
    for found in build.policy.inputs.values():
        if found.id in build.policy.dates:
            given[found.id] = draw.choice(DATES)
        elif found.id not in given:
            given[found.id] = draw.choice(build.graph.values.get(found.id, (False, True)))
    return Situation(on=draw.choice(DAYS), day_left_out=False, given=given)


def question_words(build: pipeline.Build, variable: Variable) -> str:
    """How a worksheet must ask for something."""
    policy = build.policy
    match variable:
        case DayReached(name, month, day, fixed, shift):
            words = policy.date_sentences[name] if name else say_date(date.fromisoformat(fixed))
            words = f"{day} {MONTHS[month - 1]} of the year of {words}" if month else words
            if shift:
                side = "after" if shift > 0 else "before"
                words = f"the day {side} {words}" if abs(shift) == 1 else f"{abs(shift)} days {side} {words}"
            return f"Is it done on or after this day: {words}?"
        case InForce(instrument, first, last):
            until = f"to {say_date(date.fromisoformat(last))}" if last else "on"
            days = f"from {say_date(date.fromisoformat(first))} {until}"
            return f"Is it done while this text is in force: {policy.instruments[instrument].title} ({days})?"
        case _:
            return policy.inputs[variable].asks


def papers(build: pipeline.Build) -> dict[str, Worked]:
    """The worksheet of each question, as it is published."""
    book = Book(build.policy, {})
    return {one.id: read(paper_page(book, build.decider, one).markdown()) for one in build.policy.questions.values()}


def variables(build: pipeline.Build, page: Worked) -> Mapping[str, Variable]:
    """What each number of a page asks for, by its words alone."""
    by_words = {question_words(build, one): one for one in build.decider.atlas.order}
    assert len(by_words) == len(build.decider.atlas.order)
    return {number: by_words[words] for number, words in page.asks.items()}


def hold(build: pipeline.Build, pages: Mapping[str, Worked], situation: Situation) -> int:
    """Work out every deed of every page in one situation, and compare with the decision. Returns how many."""
    if build.decider.impossible(situation):
        return 0
    decision = build.decider.decide(situation)
    scene = Scene(build.decider.program, build.decider.atlas, build.decider.calendars, situation)
    values = scene.world.values
    assert OPEN not in values
    for id, page in pages.items():
        pairs = build.decider.program.questions[id].pairs
        for (label, _), pair in zip(page.deeds, pairs, strict=True):
            status = decision.verdict(pair[0], pair[1].id).status
            assert page.status(label, answers(build, page, values)) == said(status), (id, pair)
    return sum(len(page.deeds) for page in pages.values())


def answers(build: pipeline.Build, page: Worked, values: Sequence[int]) -> Answers:
    """The answers of somebody, as they are ticked on a page. values: the place of each, by level."""
    asks, level = variables(build, page), build.decider.atlas.level
    return lambda number: (
        chr(ord("a") + values[level[asks[number]]])
        if number in page.options
        else ("no", "yes")[values[level[asks[number]]]]
    )


def said(status: Status) -> str:
    """A status as worksheets say it; what nothing regulates is permitted there."""
    return (Status.PERMITTED if status is Status.NOT_REGULATED else status).value.replace("_", " ").capitalize()


@pytest.fixture(scope="module")
def real() -> pipeline.Build:
    return pipeline.checked(*read_policies(ROOT / "policies"))


@pytest.fixture(scope="module")
def pages(real: pipeline.Build) -> dict[str, Worked]:
    return papers(real)


def test_worksheets_of_the_instruments(real: pipeline.Build, pages: dict[str, Worked]) -> None:
    draw = random.Random(5)
    assert sum(hold(real, pages, complete(real, draw)) for _ in range(250)) > 3_500


def test_every_way_of_the_diagrams(real: pipeline.Build, pages: dict[str, Worked]) -> None:
    """Through each edge of the diagram of each deed, by answers that lead there; so every way of every row is taken."""
    draw, atlas = random.Random(7), real.decider.atlas
    sheet, store = atlas.under({}), atlas.store
    for id, page in pages.items():
        for (label, _), pair in zip(page.deeds, real.decider.program.questions[id].pairs, strict=True):
            status = sheet.status(pair)
            for values in through_every_edge(store, status, draw):
                at = status
                while store.level[at] < store.bottom:
                    at = store.kids[at][values[store.level[at]]]
                assert page.status(label, answers(real, page, values)) == said(STATUSES[at - FIRST_END])
    ways = {(id, *way) for id, page in pages.items() for way in page.ways()}
    taken = {(id, *way) for id, page in pages.items() for way in page.taken}
    assert taken == ways
    assert len(ways) > 300


def through_every_edge(store: Store, diagram: int, draw: random.Random) -> Iterator[list[int]]:
    """Values by level: for each edge of a diagram some that lead through it, the rest by lot."""
    parents: dict[int, list[tuple[int, int]]] = {}
    for node in sorted(store.nodes(diagram)):
        for place, kid in enumerate(store.kids[node]):
            parents.setdefault(kid, []).append((node, place))
    for node in sorted(store.nodes(diagram)):
        for place in range(len(store.kids[node])):
            for likely in (0.02, 0.1, 0.1, 0.3, 0.5, 0.7, 0.9):
                values = [draw.randrange(many) if many > 2 else int(draw.random() < likely) for many in store.arities]
                values[store.level[node]] = place
                at = node
                while at != diagram:
                    at, taken = draw.choice(parents[at])
                    values[store.level[at]] = taken
                yield values


def test_words_say_what_the_answer_means(real: pipeline.Build, pages: dict[str, Worked]) -> None:
    """Beside each number and answer in a row stands the sentence of that answer."""
    facts = real.policy.facts
    seen = 0
    for page in pages.values():
        asks = variables(real, page)
        for number, wanted, words in page.tests():
            name = asks.get(number)
            if isinstance(name, str) and name in facts:
                assert words == (facts[name].says if wanted == "yes" else facts[name].denies)
                seen += 1
            elif isinstance(name, str):
                options = [words for _, words in real.policy.choices[name].options]
                assert page.options[number] == tuple(one[:1].upper() + one[1:] for one in options)
                letters = re.split(", | or ", wanted)
                assert words == ", or: ".join(options[ord(letter) - ord("a")] for letter in letters)
    assert seen > 200


def test_each_question_stands_once(pages: dict[str, Worked]) -> None:
    for page in pages.values():
        assert len(set(page.asks.values())) == len(page.asks)
        assert list(page.asks) == [str(number) for number in range(1, len(page.asks) + 1)]
        used = {number for number, _, _ in page.tests()} | {
            row.lines(1)[-1].split()[0] for row in page.rows.values() if row.lines(1)[-1].endswith("?")
        }
        assert {number for number in used if not number.startswith("R")} == set(page.asks)


def test_no_list_is_long(pages: dict[str, Worked]) -> None:
    for page in pages.values():
        assert max((int(label.partition(".")[2] or 1) for label in page.rows), default=0) <= 12


@pytest.mark.parametrize("seed", seeds(300, share=3))
def test_worksheets_of_random_policies(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut into lists of norms as early as can be, and with as many results as can be."""
    draw = random.Random(seed)
    text = RandomPolicy(seed, 5, date=draw.random() < 0.5).text
    deeds = sorted(set(re.findall(r"^action (\w+)", text, re.M)))
    text += "\n\nquestion everything\n  asks: What may be done?\n  about:\n" + "".join(f"    - {x}\n" for x in deeds)
    build = pipeline.checked({"random.solon": text.encode()}, LOCK)
    if not build.sound:
        return
    for longest, short in ((0, 0), (2, 0), (12, 2)):
        monkeypatch.setattr(sheets, "LONGEST_LIST", longest)
        monkeypatch.setattr(sheets, "SHORT", short)
        made = papers(build)
        for _ in range(10):
            hold(build, made, complete(build, draw))


def test_a_wrong_row_is_noticed(real: pipeline.Build) -> None:
    """The proof can fail: with one answer of one row turned round, some situation comes to another status."""
    page = paper_page(Book(real.policy, {}), real.decider, real.policy.questions["in_a_closed_meeting"]).markdown()
    turned = page.replace("<p>All: ", "<p>Was all: ").replace("<p>Not all: ", "<p>All: ").replace("Was all", "Not all")
    assert turned != page
    draw = random.Random(1)
    good = [one for one in (complete(real, draw) for _ in range(50)) if not real.decider.impossible(one)]
    with pytest.raises(AssertionError):
        hold(real, {"in_a_closed_meeting": read(turned)}, good[0])

"""How long answers take, as ratios against the same rules written by hand, in one run.

Run it: python tests/benchmarks/engine.py
Situations are drawn with fixed seeds, a quarter of the facts is yes. The least time of many rounds is printed, without
the time in which the machine did something else. First the engine inside, then the same through the public interface:
what `solon.load()` gives, with every verdict looked at.
"""

from __future__ import annotations

import gc
import random
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
if __name__ == "__main__":
    sys.path[:0] = [str(ROOT), str(ROOT / "dsl"), str(ROOT / "compiler")]

from tests.benchmarks import by_hand  # noqa: E402
from tests.benchmarks.by_hand_names import DATES, FACTS_IN_ORDER, OPTIONS  # noqa: E402

from solon import pipeline  # noqa: E402
from solon.answer.decide import Decider  # noqa: E402
from solon.cli.files import read_policies  # noqa: E402
from solon.diagram.from_graph import Atlas  # noqa: E402
from solon.engine.faults import ImpossibleFacts  # noqa: E402
from solon.engine.policy import Policy  # noqa: E402
from solon.engine.quick.openly import Openly  # noqa: E402
from solon.engine.quick.partly import Asked, Partly  # noqa: E402
from solon.engine.quick.quick import Quick  # noqa: E402
from solon.engine.quick.tables import tables_of  # noqa: E402
from solon.engine.quickly import Generally, diagrams_of  # noqa: E402
from solon.engine.situation import Situation  # noqa: E402
from solon.graph.nodes import Graph  # noqa: E402
from solon.graph.program import program_of  # noqa: E402

SEED = 20161001
SITUATIONS = 100
ROUNDS = 60
DAY = date(2018, 6, 1)

NOT_YET = {"withdrawal_day": "not yet", "signature_day": "not yet"}
PRESUMED = (
    "procurement_is_cancelled", "only_passes_on_papers", "content_recommends_applicant", "helps_without_words",
    "circumstances_are_clear", "other_code_breach", "outside_social_media",
)  # fmt: skip
Given = tuple[dict[str, Any], date]
Work = Callable[[dict[str, Any], date], object]


def main() -> None:
    """Print the figures."""
    files, lock = read_policies(ROOT / "policies")
    graph = pipeline.checked(files, lock).graph
    quick = Quick(tables_of(program_of(graph)))
    given = situations()
    first = [seconds(lambda: quick.statuses(*given[0])), seconds(lambda: quick.answers(*given[0]))]
    print(f"made when first wanted: statuses {first[0] * 1e3:.0f} ms, answers {first[1] * 1e3:.0f} ms\n")
    rows: list[tuple[str, Work, str]] = [
        ("by hand, bare", by_hand.statuses, ""),
        ("by hand, names and values checked", by_hand.checked_statuses, ""),
        ("statuses by name, checked", quick.by_deed, "1.5"),
        ("statuses in order, checked", quick.statuses, ""),
        ("norms, citations and defeats, checked", quick.answers, "4"),
        ("statuses by name, two dates not yet", lambda f, on: quick.by_deed({**f, **NOT_YET}, on), ""),
        ("statuses by name, seven facts presumed", lambda f, on: quick.by_deed(without(f), on), ""),
        ("the two lines above without the engine", lambda f, on: ({**f, **NOT_YET}, without(f)), ""),
    ]
    times = least([work for _, work, _ in rows], given)
    for (name, _, target), took in zip(rows, times, strict=True):
        aim = f"   to reach: {target} of bare" if target else ""
        against = f"{took / times[0]:5.2f} of bare   {took / times[1]:5.2f} of checked"
        print(f"{name:<40} {took * 1e6:6.2f} µs   {against}{aim}")

    print()
    unknown(graph, quick, times[0])
    print()
    public(graph, given, times[0])


def unknown(graph: Graph, quick: Quick, bare: float) -> None:
    """Print what it takes while a third of all inputs is unknown: every answer exact, what is missing in order.

    Once for situations that were asked before, and once for new ones after a thousand others.
    """
    # With an atlas of its own the decider never starts anew, and the diagrams stay what they are.
    decider, partly = Decider(graph, explain=False, atlas=Atlas(graph)), Partly(quick)
    openly = Openly(partly, diagrams_of(decider.program, decider.atlas.under({})))

    def answer(facts: dict[str, Any], on: date) -> object:
        situation = Situation(on=on, day_left_out=False, given=facts)
        asked = Asked(facts, on)
        read = partly.read(asked)
        return read and openly.answers(asked, read, lambda: Generally(decider.scene(situation)))

    draw = random.Random(SEED)
    drawn = [[third(draw) for _ in range(SITUATIONS)] for _ in range(40)]
    new: list[float] = []
    for batch in drawn:
        new.append(each(answer, batch))
    before = least([answer, lambda facts, on: partly.read(Asked(facts, on))], drawn[-1])
    rows = (
        ("a third unknown, bounds alone", before[1], ""),
        ("a third unknown, exact, asked before", before[0], "   to reach: 30 of bare"),
        ("a third unknown, exact, new", min(new[20:]), "   to reach: 30 of bare"),
    )
    for name, took, aim in rows:
        print(f"{name:<44} {took * 1e6:6.1f} µs   {took / bare:5.1f} of bare{aim}")


def public(graph: Graph, given: list[Given], bare: float) -> None:
    """Print what it takes through the public interface: everything known, and a third of all inputs unknown.

    Every situation is possible: where none is, an error is raised, which is no answer.
    """
    policy = Policy(program_of(graph))

    def statuses(facts: dict[str, Any], on: date) -> object:
        return policy.statuses(facts, on=on)

    def everything(facts: dict[str, Any], on: date) -> object:
        verdicts = policy.decide(facts, on=on).verdicts
        return [(one.status, one.norms, one.defeated, one.missing) for one in verdicts]

    def one(facts: dict[str, Any], on: date) -> object:
        verdict = policy.decide(facts, on=on)["member", "post_the_content"]
        return verdict.status, verdict.norms, verdict.defeated, verdict.missing

    print(f"{'through the public interface':<40}")
    for work in (statuses, one, everything):
        each(work, given)
    known = least([statuses, one, everything], given)
    draw = random.Random(SEED)
    drawn = [[possible(policy, draw) for _ in range(SITUATIONS)] for _ in range(40)]
    # A policy of its own for what is asked first, so that it is new.
    policy = Policy(program_of(graph))
    new = [each(everything, batch) for batch in drawn]
    before = least([statuses, everything], drawn[-1])
    rows = (
        ("statuses", known[0], "   to reach: 1.5 of bare"),
        ("a decision, one verdict read", known[1], "   to reach: 4 of bare"),
        ("a decision, all 48 verdicts read", known[2], ""),
        ("statuses, a third unknown, asked before", before[0], ""),
        ("all verdicts, a third unknown, asked before", before[1], "   to reach: 30 of bare"),
        ("all verdicts, a third unknown, new", min(new[20:]), "   to reach: 30 of bare"),
    )
    for name, took, aim in rows:
        print(f"{name:<44} {took * 1e6:6.1f} µs   {took / bare:5.1f} of bare{aim}")


def possible(policy: Policy, draw: random.Random) -> Given:
    """A situation as `third` draws it that can be."""
    while True:
        facts, on = third(draw)
        try:
            policy.decide(facts, on=on)
        except ImpossibleFacts:
            continue
        return facts, on


def third(draw: random.Random) -> Given:
    """A situation in which a third of all inputs is unknown, and dates may have come already or not come yet."""
    on = DAY + timedelta(draw.randint(-300, 300))
    days = [lambda: on + timedelta(draw.randint(-300, 300)), lambda: "already", lambda: "not yet"]
    facts: dict[str, Any] = {name: draw.random() < 0.25 for name in FACTS_IN_ORDER.split()}
    facts |= {name: draw.choice(options) for name, options in OPTIONS.items()}
    facts |= {name: draw.choice(days)() for name in sorted(DATES)}
    return {name: value for name, value in facts.items() if draw.random() < 2 / 3}, on


def without(facts: dict[str, Any]) -> dict[str, Any]:
    """Facts without those that are presumed to be as they are not given here."""
    found = facts.copy()
    for name in PRESUMED:
        del found[name]
    return found


def situations() -> list[Given]:
    """Situations in which everything is known, and that can be."""
    draw = random.Random(SEED)
    found: list[Given] = []
    for _ in range(SITUATIONS):
        facts: dict[str, Any] = {name: draw.random() < 0.25 for name in FACTS_IN_ORDER.split()}
        facts |= {name: draw.choice(options) for name, options in OPTIONS.items()}
        on = DAY + timedelta(draw.randint(-300, 300))
        facts |= {name: on + timedelta(draw.randint(-300, 300)) for name in sorted(DATES)}
        facts["made_to_body"] &= not facts["private_conversation"]
        facts["account_is_election_account"] &= facts["has_separate_election_account"]
        found.append((facts, on))
    return found


def least(works: Sequence[Work], given: Sequence[Given]) -> list[float]:
    """Seconds for one situation: the least of many rounds, in which the works take turns."""
    best = [float("inf")] * len(works)
    gc.disable()
    for _ in range(ROUNDS):
        for place, work in enumerate(works):
            start = time.thread_time()
            for facts, on in given:
                work(facts, on)
            best[place] = min(best[place], time.thread_time() - start)
    gc.enable()
    return [one / len(given) for one in best]


def each(work: Work, given: Sequence[Given]) -> float:
    """Seconds for one situation, in one round."""

    def every() -> None:
        for facts, on in given:
            work(facts, on)

    return seconds(every) / len(given)


def seconds(work: Callable[[], object]) -> float:
    """Seconds of one run."""
    start = time.thread_time()
    work()
    return time.thread_time() - start


if __name__ == "__main__":
    main()

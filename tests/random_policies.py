"""Random policies as text, from a seed: small enough to enumerate, rich enough to reach every construct.

Invariant: the same seed gives the same text. Rules about rules look only at rules declared before them.
"""

from __future__ import annotations

import random

from solon.model.sources import Sources, digest, write_lock

LOCK = write_lock(Sources({"rules": {n: digest(n) for n in ("1", "2", "3")}, "later": {"1": digest("1")}}))
HEAD = """instrument rules
  title: The rules
  kind: policy
  issuer: The office
  issued: January 2000
  in force from: 2000-01-01
  authority: none

instrument later
  title: Later
  kind: policy
  issuer: The office
  issued: June 2010
  in force from: 2010-06-01
  authority: none

bearer member
  says: a member
"""
ACTIONS = ("speak", "write", "sing")
MODALITIES = ("must not", "must not", "should not", "should", "may", "must")


class RandomPolicy:
    """One random policy with at most `facts` yes/no facts, a choice if wanted, and a date if wanted.

    hands: whether every other fact is in the member's hands. windows: whether rules have days of their own; the date is
    wanted then, and there is a second one. presumed: whether every third fact is presumed, yes or no in turn.
    """

    def __init__(
        self,
        seed: int,
        facts: int = 4,
        choice: bool = True,
        date: bool = False,
        hands: bool = False,
        windows: bool = False,
        presumed: bool = False,
    ) -> None:
        self.draw = random.Random(seed)
        self.facts = [f"f{number}" for number in range(facts)]
        self.choice, self.date, self.hands, self.windows = choice, date or windows, hands, windows
        self.presumed = presumed
        self.sentences = [s for name in self.facts for s in (f"{name} is so", f"{name} is not so")]
        self.lines = [HEAD]
        self.readings: list[str] = []
        self.rules: list[str] = []
        self.exceptions: list[str] = []
        self.text = self.make()

    def make(self) -> str:
        self.inputs()
        for number in range(self.draw.randint(0, 2)):
            self.term(number)
        for number in range(self.draw.randint(2, 4)):
            self.rule(number)
        if self.windows:
            self.either()
        for number in range(self.draw.randint(0, 3)):
            self.exception(number)
        self.counts()
        return "\n".join(self.lines)

    def add(self, *lines: str) -> None:
        self.lines.append("\n".join(lines) + "\n")

    def inputs(self) -> None:
        for name in ACTIONS:
            opposite = (f"  instead: do not {name}",) if name == "write" else ()
            self.add(f"action {name}", f"  says: {name}", *opposite)
        for place, name in enumerate(self.facts):
            changed = ("  changed by: the member",) if self.hands and place % 2 == 0 else ()
            self.add(f"fact {name}", f"  says: {name} is so", f"  denies: {name} is not so", f"  asks: Is {name} so?",
                     *changed, *self.presumption(place))  # fmt: skip
        if self.choice:
            options = ("    - hall: in the hall", "    - yard: in the yard", "    - road: on the road")
            changed = ("  changed by: the member",) if self.hands else ()
            self.add("choice place", "  asks: Where?", "  one of:", *options, *changed)
            self.sentences += ["in the hall", "on the road"]
        if self.date:
            self.add("date vote", "  says: the day of the vote", "  asks: When is the vote?")
            self.add("period season", "  cites: rules 1", "  says: the season",
                     f"  from: {self.draw.choice(('1 May of the year of the day of the vote', 'the day of the vote'))}",
                     f"  until: {self.draw.choice(('10 days after the day of the vote', '31 December of the year of the day of the vote'))}")  # fmt: skip  # noqa: E501
            self.sentences += ["the day is within the season", "the day is not within the season"]
        if self.windows:
            self.second_period()
        self.add("reading narrow", "  about: rules 1", "  question: How?", "  chosen yes: so", "  other no: not so",
                 "  because: a test")  # fmt: skip
        if len(self.facts) > 2 and self.draw.random() < 0.5:
            self.add("impossible both", "  because: a test", "  when all of:", "    - f0 is so", "    - f1 is so")

    def presumption(self, place: int) -> tuple[str, ...]:
        """What a fact is taken to be when it is left out, if anything."""
        if not self.presumed or place % 3:
            return ()
        return f"  presumed: {'no' if place % 2 else 'yes'}", "  because: a test"

    def conditions(self, depth: int = 0, more: tuple[str, ...] = ()) -> list[str]:
        connective = self.draw.choice(("all", "any"))
        out = [f"  when {connective} of:"] if depth == 0 else [f"{'  ' * depth}  - {connective} of:"]
        pad = "  " * (depth + 2)
        for _ in range(self.draw.randint(1, 3)):
            if depth < 2 and self.draw.random() < 0.25:
                out += self.conditions(depth + 1, more)
                continue
            out.append(f"{pad}- {self.draw.choice((*self.sentences, *more))}")
            if self.draw.random() < 0.08:
                out.append(f"{pad}  under reading: narrow = {self.draw.choice(('yes', 'no'))}")
        return out

    def term(self, number: int) -> None:
        self.add(f"term t{number}", "  cites: rules 2", f"  says: t{number} holds", f"  denies: t{number} fails",
                 *self.conditions())  # fmt: skip
        self.sentences += [f"t{number} holds", f"t{number} fails"]

    def rule(self, number: int) -> None:
        name = f"r{number}"
        about = tuple(f"rule {rule} {verb}" for rule in self.rules for verb in ("applies", "does not apply"))
        action = self.draw.choice((*ACTIONS, "do not write"))
        cites = self.draw.choice(("rules 1", "rules 3", "later 1"))
        self.add(f"rule {name}", f"  cites: {cites}", f"  a member {self.draw.choice(MODALITIES)} {action}",
                 *self.conditions(more=about[:2]), *self.window())  # fmt: skip
        self.rules.append(name)

    def either(self) -> None:
        modality = self.draw.choice(("must", "should"))
        self.add("either only", "  cites: rules 1", f"  a member {modality} do one of:", "    (a) speak",
                 "    (b) do not write", *self.conditions(), *self.window())  # fmt: skip

    def second_period(self) -> None:
        self.add("date filing", "  says: the day of filing", "  asks: When is the filing?")
        edge = self.draw.choice(("the first day of the season", "the last day of the season", "the day of filing"))
        start = (f"  from: {edge}",) if self.draw.random() < 0.7 else ()
        self.add("period term", "  cites: rules 1", "  says: the term", *start, *self.until())
        self.sentences.append("the day is within the term")

    def day(self) -> str:
        """A day expression."""
        return self.draw.choice((
            "2018-05-10", "the day of filing", "the day of the vote", "20 days before the day of the vote",
            "1 May of the year of the day of filing", "the day after the day of filing", "the last day of the season",
        ))  # fmt: skip

    def until(self) -> list[str]:
        """One or two ends, with conditions or without."""
        out = ["  until:"]
        for _ in range(self.draw.randint(1, 2)):
            out.append(f"    - {self.day()}")
            if self.draw.random() < 0.5:
                sentences = [found for found in self.sentences if "the day is" not in found]
                bullets = [f"          - {sentence}" for sentence in self.draw.sample(sentences, 2)]
                if self.draw.random() < 0.2:
                    bullets[1:1] = ["            under reading: narrow = yes"]
                out += ["      when all of:", *bullets]
        return out

    def window(self) -> list[str]:
        """The days of a rule, if it has any."""
        if not self.windows or self.draw.random() < 0.25:
            return []
        out = [f"  during: the {self.draw.choice(('season', 'term'))}"] if self.draw.random() < 0.4 else []
        out += [f"  from: {self.day()}"] if self.draw.random() < 0.6 else []
        edges = ("the last day of the term", "the first day of the term")
        out += [f"  by: {self.draw.choice((self.day(), *edges))}"] if self.draw.random() < 0.4 else []
        return out + (self.until() if self.draw.random() < 0.6 else [])

    def exception(self, number: int) -> None:
        targets = self.draw.sample(self.rules, self.draw.randint(1, min(2, len(self.rules))))
        if self.exceptions and self.draw.random() < 0.25:
            targets = [self.draw.choice(self.exceptions)]
        effect = self.draw.choice(
            ("switches off", "a member may speak", "a member should sing", "a member need not write")
        )
        more = ("nothing else forbids it",) if effect != "switches off" else ("nothing but r0 forbids speak",)
        self.add(f"exception e{number}", "  cites: rules 2", f"  to: {', '.join(targets)}", f"  effect: {effect}",
                 *self.conditions(more=more * 2))  # fmt: skip
        self.exceptions.append(f"e{number}")

    def counts(self) -> None:
        if self.draw.random() < 0.6:
            self.add("counts c0", "  cites: rules 3", "  doing: sing", "  counts as: speak", *self.conditions())
        if self.draw.random() < 0.3:
            self.add("counts c1", "  cites: rules 3", "  doing: speak", "  counts as: do not write", *self.conditions())

"""Questions and their answers into the words of a worksheet.

Invariant: the words of an answer are those of the policy; a day is said in full.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from solon.engine.graph import DayReached, InForce, Variable
from solon.engine.wording import MONTHS, say_date
from solon.model.blocks import Input
from solon.model.policy import Policy
from solon.publish.checks.rows import Test
from solon.publish.html import sentence


def letter(number: int) -> str:
    """a, b, ..., z, aa, ab, ...: the option at a place."""
    more, last = divmod(number, 26)
    return (letter(more - 1) if more else "") + chr(ord("a") + last)


@dataclass(frozen=True)
class Asking:
    """Says what is asked, and what an answer means. names: what exceptions are called."""

    policy: Policy
    names: dict[str, str]

    def asks(self, variable: Variable) -> str:
        """A question in words."""
        match variable:
            case DayReached():
                return f"Is it done on or after this day: {self.day(variable)}?"
            case InForce(instrument, first, last):
                until = f" to {say_date(date.fromisoformat(last))}" if last else " on"
                title = self.policy.instruments[instrument].title
                days = f"from {say_date(date.fromisoformat(first))}{until}"
                return f"Is it done while this text is in force: {title} ({days})?"
            case _:
                return self.policy.inputs[variable].asks

    def day(self, found: DayReached) -> str:
        """A day in words."""
        if found.date:
            words = self.policy.date_sentences[found.date]
            base = f"{found.day} {MONTHS[found.month - 1]} of the year of {words}" if found.month else words
        else:
            base = say_date(date.fromisoformat(found.fixed))
        if not found.shift:
            return base
        many = abs(found.shift)
        return f"{'the day' if many == 1 else f'{many} days'} {'after' if found.shift > 0 else 'before'} {base}"

    def options(self, variable: Variable) -> tuple[str, ...]:
        """The options of a choice; nothing for what is answered by yes or no."""
        found = self.policy.choices.get(variable) if isinstance(variable, str) else None
        return tuple(words for _, words in found.options) if found else ()

    def hints(self, variable: Variable) -> Iterator[str]:
        """What helps to answer, and who judges it."""
        if isinstance(variable, DayReached) and variable.date:
            yield "Where that day has not come and none is set: no."
        found: Input | None = self.policy.inputs.get(variable) if isinstance(variable, str) else None
        if found is not None:
            yield sentence(found.help)
            if found.judged_by:
                yield sentence(f"Judged by: {found.judged_by}")
            if found.presumed is not None:
                presumed = "yes" if found.presumed else "no"
                yield sentence(f"If you know nothing else, take “{presumed}”: {found.because}")

    def answer(self, test: Test) -> str:
        """The answers that make a test hold: yes, no, or letters of options."""
        if not self.options(test.variable):
            return "yes" if 1 in test.places else "no"
        listed = [letter(place) for place in sorted(test.places)]
        return " or ".join([", ".join(listed[:-1]), listed[-1]] if len(listed) > 1 else listed)

    def means(self, test: Test) -> str:
        """What is so when a test holds."""
        if options := self.options(test.variable):
            return ", or: ".join(options[place] for place in sorted(test.places))
        return self.says(test.variable, 1 in test.places)

    def says(self, variable: Variable, value: bool) -> str:
        """What yes or no means."""
        match variable:
            case DayReached():
                return f"{'on or after' if value else 'before'} {self.day(variable)}"
            case InForce(instrument):
                return f"{self.policy.instruments[instrument].title} is {'' if value else 'not '}in force"
            case _:
                return self.result(variable, value) if " " in variable else self.fact(variable, value)

    def fact(self, name: str, value: bool) -> str:
        """The sentence of a fact."""
        found = self.policy.facts[name]
        return found.says if value else found.denies

    def result(self, name: str, value: bool) -> str:
        """The sentence of a result, which is named like the node of the graph that it stands for."""
        kind, _, id = name.partition(" ")
        match kind:
            case "term":
                return self.policy.terms[id].says if value else self.policy.terms[id].denies
            case "period":
                return f"the day is {'' if value else 'not '}within {self.policy.period_sentences[id]}"
            case _:
                return f"the exception {'holds' if value else 'does not hold'}: {self.names[id]}"

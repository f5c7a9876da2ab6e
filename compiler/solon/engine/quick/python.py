"""A plan into Python: the text of one function.

Invariant: the text is a function of the plan. It looks at the facts, dates and days that are handed in, by their place.

A plan can be written in three ways. `exact`: every fact is known. `certain`: a fact may be None, and what holds
whatever it is, holds. `possible`: what holds for some value of it, holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal

from solon.engine.quick.inputs import Inputs
from solon.engine.quick.steps import Expr, Give, Let, Step

Mode = Literal["exact", "certain", "possible"]
LOOSE, ANY, ALL, NOT, TIGHT = range(5)


class Writer:
    """Writes plans.

    inputs: what is handed in. dated: the nodes that rest on a date, for which a day to compare with is handed in.
    """

    def __init__(self, inputs: Inputs, dated: Iterable[object], mode: Mode) -> None:
        self.options = inputs.options
        self.facts = {name: place for place, name in enumerate(inputs.facts)}
        self.choices = {name: place for place, name in enumerate(inputs.choices)}
        self.dates = {name: place for place, name in enumerate(inputs.dates)}
        self.days = {node: place for place, node in enumerate(dated)}
        self.mode: Mode = mode

    def head(self, name: str) -> Iterator[str]:
        """The first lines of a function, which name what is handed in."""
        yield f"def {name}(facts, choices, dates, till):"
        handed: dict[str, Mapping[Any, int]] = {
            "facts": self.facts, "choices": self.choices, "dates": self.dates, "till": self.days
        }  # fmt: skip
        for word, found in handed.items():
            if found:
                yield f" {''.join(f'{word[0]}{place}, ' for place in range(len(found)))}= {word}"

    def check(self) -> Iterator[str]:
        """Lines that give up where a choice has no value that it can have."""
        for name, place in self.choices.items():
            # A text of another type may only say that it equals an option.
            wrong = f"type(c{place}) is not str or c{place} not in {self.options[name]!r}"
            yield (
                f" if {wrong}: return None"
                if self.mode == "exact"
                else f" if c{place} is not None and ({wrong}): return None"
            )

    def lines(self, steps: Iterable[Step], indent: str = " ") -> Iterator[str]:
        """The steps."""
        for step in steps:
            match step:
                case Let(local, value):
                    yield f"{indent}v{local} = {self.value(value)}"
                case Give(wanted, result):
                    yield f"{indent}{''.join(f'w{name} = ' for name in wanted)}r{result}"
                case _:
                    word = "if"
                    for condition, body in step.cases:
                        yield f"{indent}{word} {self.value(condition)}:"
                        yield from self.lines(body, indent + " ")
                        word = "elif"

    def value(self, expr: Expr, around: int = LOOSE) -> str:
        """An expression. around: how tightly what stands around it binds."""
        match expr[0]:
            case "no" | "yes":
                return "True" if expr[0] == "yes" else "False"
            case "fact" if self.mode == "possible":
                return _within(f"f{self.facts[expr[1]]} is not False", NOT, around)
            case "fact":
                return f"f{self.facts[expr[1]]}"
            case "option":
                return _within(self._option(expr), NOT, around)
            case "day":
                return _within(self._day(expr, "<="), NOT, around)
            case "not":
                return self._denied(expr[1], around)
            case "all":
                return _within(" and ".join(self.value(part, ALL) for part in expr[1:]), ALL, around)
            case "any":
                return _within(" or ".join(self.value(part, ANY) for part in expr[1:]), ANY, around)
            case "local":
                return f"v{expr[1]}"
            case _:
                return f"(v{expr[1]} := {self.value(expr[2])})"

    def _option(self, expr: Expr) -> str:
        name, options = f"c{self.choices[expr[1]]}", expr[2]
        if self.mode == "possible":
            return f"{name} in {(*options, None)!r}"
        return f"{name} == {options[0]!r}" if len(options) == 1 else f"{name} in {options!r}"

    def _day(self, expr: Expr, sign: str) -> str:
        node = expr[1]
        date = f"d{self.dates[node[1]]}" if node in self.days else "open"
        return f"{date} {sign} {f't{self.days[node]}' if node in self.days else 'open'}"

    def _denied(self, expr: Expr, around: int) -> str:
        if expr[0] == "day":
            return _within(self._day(expr, ">"), NOT, around)
        if expr[0] == "fact" and self.mode == "certain":
            return _within(f"f{self.facts[expr[1]]} is False", NOT, around)
        if expr[0] == "fact":
            return _within(f"not f{self.facts[expr[1]]}", NOT, around)
        return _within(f"not {self.value(expr, NOT)}", NOT, around)


def _within(text: str, own: int, around: int) -> str:
    return f"({text})" if around > own or (around == own == NOT) else text

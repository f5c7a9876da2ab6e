"""The names of columns into the facts that they are, and what to say of columns that are wrong.

Invariant: whatever the kind of table, the same fault is told in the same words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from solon.backends.rules import Rules
from solon.backends.sql.formula import ON_DAY
from solon.bulk.faults import UnknownFact, WrongFact
from solon.engine.calendar import FIRST_DAY, LAST_DAY
from solon_dsl.nearest import did_you_mean

LONGEST = 80
NEVER = date(9999, 12, 31)
WORDS = {"fact": "true or false", "choice": "text", "date": "days"}


@dataclass(frozen=True)
class Names:
    """Columns that are understood: the input of each, `on_day` for the day of the act, in the order of the table."""

    known: Mapping[str, str]

    @property
    def inputs(self) -> frozenset[str]:
        """The inputs that the table has."""
        return frozenset(self.known.values()) - {ON_DAY}

    @property
    def has_day(self) -> bool:
        """Whether the table has the day of the act."""
        return ON_DAY in self.known


@dataclass(frozen=True)
class Named:
    """What the names of columns say. unknown, wrong: what is wrong with them."""

    names: Names
    unknown: tuple[str, ...]
    wrong: tuple[str, ...]


def names_of(rules: Rules, columns: Iterable[str], keep: tuple[str, ...], has_day: bool) -> Named:
    """Understand the names of columns.

    keep: columns that are no facts, and are passed on. has_day: whether a column for the day of the act may be there.
    """
    names = list(columns)
    missing = (name for name in keep if name not in names)
    unknown = [f'There is no column "{name}" to keep. {did_you_mean(name, names, 0.65)}'.rstrip() for name in missing]
    wrong: list[str] = []
    found: dict[str, str] = {}
    for name in names:
        known = rules.former.get(name, name)
        if name in keep:
            continue
        if known not in rules.inputs and not (name == ON_DAY and has_day):
            unknown.append(_unknown(rules, name))
        elif known in found.values():
            other = next(one for one, same in found.items() if same == known)
            wrong.append(f'The columns "{other}" and "{name}" are the same fact. Leave one of them out.')
        else:
            found[name] = known
    return Named(Names(found), tuple(unknown), tuple(wrong))


def refuse(unknown: Iterable[str], wrong: Iterable[str]) -> None:
    """Raise UnknownFact or WrongFact where there is anything to say."""
    first, second = tuple(unknown), tuple(wrong)
    if first:
        raise UnknownFact((*first, *second))
    if second:
        raise WrongFact(second)


def _unknown(rules: Rules, name: str) -> str:
    if name == ON_DAY:
        return f'The day of the act is given already, so the table cannot have a column "{ON_DAY}".'
    repair = did_you_mean(name, rules.inputs, 0.65) or "If it is no fact, name it in `keep`."
    return f'There is no fact "{name}". {repair}'


def mistyped(kind: str, name: str, dtype: str) -> str:
    """What to say of a column of the wrong type."""
    return f'The column "{name}" must hold {WORDS[kind]}, and nothing where it is unknown; it holds {dtype}.'


def not_an_answer(name: str, value: str, number: int, options: Sequence[str]) -> str:
    """What to say of a value that is no option, in so many rows."""
    repair = did_you_mean(value, options, 0.6) or f"Its answers are: {', '.join(options)}."
    return f'"{_short(value)}" is not an answer to "{name}" ({rows(number)}). {repair}'


def out_of_range(name: str, value: str, number: int, never: bool) -> str:
    """What to say of a day that is out of range, in so many rows. never: whether there is a day for "never"."""
    more = f", or {NEVER} for a day that never comes" if never else ""
    return f'{value} in "{name}" is out of range ({rows(number)}). Days are from {FIRST_DAY} to {LAST_DAY}{more}.'


def _short(value: str) -> str:
    return value if len(value) <= LONGEST else value[:LONGEST] + "..."


def rows(number: int) -> str:
    """So many rows, in words."""
    return f"{number:,} row{'' if number == 1 else 's'}"

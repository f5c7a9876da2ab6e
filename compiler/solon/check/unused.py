"""Is something declared that nothing uses?

Invariant: a warning only; what an example alone uses is still unused by the rules.
"""

from __future__ import annotations

from collections.abc import Iterator

from solon.model.conditions import Atom, ChoiceIs, Conditions, DayWithin, FactIs, NormApplies, TermIs
from solon.model.days import Day, DayInYear, DayOf, FirstDayOf, LastDayOf, Shifted
from solon.model.policy import Policy
from solon_dsl.diagnostic import Diagnostic, Span, warning


def unused(policy: Policy) -> list[Diagnostic]:
    """One warning for each fact, choice, date, term, period, action or bearer that no rule uses."""
    used = {name for when in _all_conditions(policy) for atom in when.atoms() for name in _names(atom)}
    used |= {name for day in _all_days(policy) for name in _day_names(day)}
    used |= {window.during for block in policy.governed.values() for window in block.windows if window.during}
    used |= {name for bearer, _, deed in policy.norms_on for name in (bearer, deed.action)}
    for either in policy.eithers.values():
        used |= {either.bearer, *(option.action for option in either.options)}
    used |= {deed.action for counts in policy.counts.values() for deed in (counts.doing, counts.counts_as)}
    tables = (policy.inputs, policy.terms, policy.periods, policy.actions, policy.bearers)
    declared: dict[str, Span] = {name: found.span for table in tables for name, found in table.items()}
    return [
        warning("S405", span, f'Nothing uses "{name}".', "Use it in a rule, or remove it.")
        for name, span in declared.items()
        if name not in used
    ]


def _all_conditions(policy: Policy) -> Iterator[Conditions]:
    for block in policy.governed.values():
        yield from block.when
        for window in block.windows:
            yield from (end.when for end in window.ends if end.when)
    for term in policy.terms.values():
        yield from term.when
    for counts in policy.counts.values():
        yield from counts.when
    for impossible in policy.impossibles.values():
        yield impossible.when
    for period in policy.periods.values():
        yield from (end.when for end in period.ends if end.when)
    for bearer in policy.bearers.values():
        if bearer.who:
            yield bearer.who


def _all_days(policy: Policy) -> Iterator[Day]:
    for period in policy.periods.values():
        yield from (day for day in (period.start, *(end.day for end in period.ends)) if day)
    for block in policy.governed.values():
        for window in block.windows:
            yield from (day for day in (window.start, window.by, *(end.day for end in window.ends)) if day)


def _names(atom: Atom) -> tuple[str, ...]:
    match atom:
        case FactIs(name, _) | ChoiceIs(name, _) | TermIs(name, _) | DayWithin(name, _) | NormApplies(name, _):
            return (name,)
        case _:
            return ()


def _day_names(day: Day) -> tuple[str, ...]:
    match day:
        case DayOf(name) | FirstDayOf(name) | LastDayOf(name):
            return (name,)
        case DayInYear(date_id=name):
            return (name,)
        case Shifted(base, _):
            return _day_names(base)
        case _:
            return ()

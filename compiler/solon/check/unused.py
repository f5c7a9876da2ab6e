"""Is something declared that nothing uses?

Invariant: a warning only; what an example alone uses is still unused by the rules.
"""

from __future__ import annotations

from solon.model.conditions import Atom, ChoiceIs, DayWithin, FactIs, NormApplies, TermIs
from solon.model.contents import all_conditions, all_days
from solon.model.days import Day, DayInYear, DayOf, FirstDayOf, LastDayOf, Shifted
from solon.model.policy import Policy
from solon_dsl.diagnostic import Diagnostic, Span, warning


def unused(policy: Policy) -> list[Diagnostic]:
    """One warning for each fact, choice, date, term, period, action or bearer that no rule uses."""
    used = {name for when in all_conditions(policy) for atom in when.atoms() for name in _names(atom)}
    used |= {name for day in all_days(policy) for name in _day_names(day)}
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

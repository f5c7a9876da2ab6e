"""Is there a window in which no day lies?

Invariant: exact; a window is reported only when no dates at all leave a day in it.
"""

from __future__ import annotations

from solon.check.limit import CASE_LIMIT
from solon.model.policy import Policy
from solon.reference.cases import TooManyCases
from solon.reference.formula import Formula, every
from solon.reference.open_world import OpenWorlds
from solon_dsl.diagnostic import Diagnostic, error


def windows(policy: Policy) -> list[Diagnostic]:
    """One error for each period, and each block with windows, that no day can be in."""
    worlds = OpenWorlds(policy)
    definition = worlds.definition(None, True, {})
    named: list[tuple[str, Formula]] = [(name, definition.within(name)) for name in policy.periods]
    for block in policy.governed.values():
        if block.windows:
            named.append((block.id, every(definition.in_window(window) for window in block.windows)))
    out: list[Diagnostic] = []
    cases = worlds.cases({}, CASE_LIMIT)
    for name, formula in named:
        try:
            empty = cases.never(formula)
        except TooManyCases:
            continue
        if empty:
            message = f'No day can lie in the window of "{name}": it ends before it starts.'
            out.append(error("S406", policy.blocks[name].span, message, "Look at its from, until and during lines."))
    return out

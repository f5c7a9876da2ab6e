"""Questions asked of a policy before it is compiled: one file for each, named after what it looks for.

Invariant: a check reads the policy and returns findings; it changes nothing. Those of `SHAPE` make the meaning
well-founded; those of `MEANING` rest on it and run only when the others found no error.
"""

from __future__ import annotations

from collections.abc import Callable

from solon.check.conflicts import conflicts
from solon.check.cycles import cycles
from solon.check.examples import examples
from solon.check.near_twins import near_twins
from solon.check.readings import readings
from solon.check.uncited import uncited
from solon.check.unused import unused
from solon.check.windows import windows
from solon.model.policy import Policy
from solon_dsl.diagnostic import Diagnostic

Check = Callable[[Policy], list[Diagnostic]]

SHAPE: tuple[Check, ...] = (cycles, near_twins, unused, uncited)
MEANING: tuple[Check, ...] = (windows, readings, conflicts, examples)

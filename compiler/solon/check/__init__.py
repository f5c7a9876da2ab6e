"""Questions asked of a policy before it is compiled: one file for each, named after what it looks for.

Invariant: a check reads and returns findings; it changes nothing. Those of `SHAPE` make the meaning well-founded; those
of `MEANING` rest on the decision graph and run only when the others found no error.
"""

from __future__ import annotations

from collections.abc import Callable

from solon.check.conflicts import conflicts
from solon.check.cycles import cycles
from solon.check.examples import examples
from solon.check.idle_parts import idle_parts
from solon.check.independence import independence
from solon.check.near_twins import near_twins
from solon.check.never_applies import never_applies
from solon.check.never_bites import never_bites
from solon.check.readings import readings
from solon.check.repeats import repeats
from solon.check.strength import strength
from solon.check.subject import Subject
from solon.check.uncited import uncited
from solon.check.undecided import too_large
from solon.check.unreached import unreached
from solon.check.unused import unused
from solon.check.windows import windows
from solon.model.policy import Policy
from solon_dsl.diagnostic import Diagnostic

SHAPE: tuple[Callable[[Policy], list[Diagnostic]], ...] = (cycles, near_twins, unused, uncited)
MEANING: tuple[Callable[[Subject], list[Diagnostic]], ...] = (
    too_large,
    windows,
    never_applies,
    never_bites,
    readings,
    idle_parts,
    independence,
    conflicts,
    strength,
    repeats,
    unreached,
    examples,
)

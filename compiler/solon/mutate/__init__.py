"""A policy into its mutants, and who notices them: the fixtures, and the examples alone.

Invariant: a mutant is the policy with one small change; nothing of the policy itself is ever changed. A mutant that
nobody notices is listed, unless it is proved that no situation changes.
"""

from solon.mutate.mutant import Kind, Mutant
from solon.mutate.mutants import mutants
from solon.mutate.proof import Difference
from solon.mutate.report import SCHEMA, Score, as_data, by_instrument, by_kind, mutant_as_data, score, share
from solon.mutate.trial import Outcome, Result, try_mutants

__all__ = [
    "SCHEMA",
    "Difference",
    "Kind",
    "Mutant",
    "Outcome",
    "Result",
    "Score",
    "as_data",
    "by_instrument",
    "by_kind",
    "mutant_as_data",
    "mutants",
    "score",
    "share",
    "try_mutants",
]

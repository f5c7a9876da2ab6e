"""An action into its outcomes: every status that can come out, and all the shortest ways to each."""

from solon.outcomes.find import LIMIT, every_outcome, find_outcomes
from solon.outcomes.write import write_outcomes

__all__ = ["LIMIT", "every_outcome", "find_outcomes", "write_outcomes"]

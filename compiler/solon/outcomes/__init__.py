"""An action into its outcomes: every status that can come out, and all the shortest ways to each."""

from solon.outcomes.find import LIMIT, find_outcomes
from solon.outcomes.write import write_outcomes

__all__ = ["LIMIT", "find_outcomes", "write_outcomes"]

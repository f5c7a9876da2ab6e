"""Two versions of the policies into what an edit really changes: not words, but which situations get another answer."""

from solon.diff.compare import compare
from solon.diff.result import Diff

__all__ = ["Diff", "compare"]

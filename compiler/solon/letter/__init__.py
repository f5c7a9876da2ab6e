"""A decision into a short letter, and a block into other words."""

from solon.letter.readback import read_back
from solon.letter.write import write_letter

__all__ = ["read_back", "write_letter"]

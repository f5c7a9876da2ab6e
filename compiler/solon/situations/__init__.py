"""Situation files into situations: YAML or JSON in, everything that is wrong reported at once."""

from solon.situations.read import read_situation

__all__ = ["read_situation"]

"""Solon: policies as text, a decision graph, and verdicts with reasons."""

__version__ = "0.1.0"

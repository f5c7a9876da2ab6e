"""Solon: policies as text, a decision graph, and verdicts with reasons.

Invariant: importing this package reads nothing and needs the standard library alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from solon.engine.load import load
    from solon.engine.policy import Policy

__version__ = "0.1.0"
__all__ = ["Policy", "load"]


def __getattr__(name: str) -> Any:
    """What is imported when it is first asked for: `solon.load`, `solon.Policy`, and the faults."""
    if name == "load":
        from solon.engine.load import load

        return load
    if name == "Policy":
        from solon.engine.policy import Policy

        return Policy
    raise AttributeError(f"module 'solon' has no attribute {name!r}")

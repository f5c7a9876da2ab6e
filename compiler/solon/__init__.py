"""Solon: policies as text, a decision graph, and verdicts with reasons.

Invariant: importing this package reads nothing and needs the standard library alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from solon.engine.asking import Asking, Question
    from solon.engine.deontic import Citation, Modality, Status
    from solon.engine.faults import (
        BrokenArtefact,
        Fault,
        ImpossibleFacts,
        NoVerdict,
        OtherVersion,
        SolonError,
        TooHard,
        UnknownFact,
        WrongFact,
        WrongRecord,
        WrongSituation,
    )
    from solon.engine.lazy import LazyDecision as Decision
    from solon.engine.lazy import LazyVerdict as Verdict
    from solon.engine.load import load
    from solon.engine.policy import Policy

__version__ = "0.1.0"
__all__ = [
    "Asking",
    "BrokenArtefact",
    "Citation",
    "Decision",
    "Fault",
    "ImpossibleFacts",
    "Modality",
    "NoVerdict",
    "OtherVersion",
    "Policy",
    "Question",
    "SolonError",
    "Status",
    "TooHard",
    "UnknownFact",
    "Verdict",
    "WrongFact",
    "WrongRecord",
    "WrongSituation",
    "load",
]

# Where each name stands that is not under its own name in `engine.faults`.
_PLACES = {
    "Asking": ("asking", "Asking"),
    "Citation": ("deontic", "Citation"),
    "Decision": ("lazy", "LazyDecision"),
    "Modality": ("deontic", "Modality"),
    "Policy": ("policy", "Policy"),
    "Question": ("asking", "Question"),
    "Status": ("deontic", "Status"),
    "Verdict": ("lazy", "LazyVerdict"),
    "load": ("load", "load"),
}


def __getattr__(name: str) -> Any:
    """What is imported when it is first asked for, so that the commands start without the engine's classes."""
    if name not in __all__:
        raise AttributeError(f"module 'solon' has no attribute {name!r}")
    from importlib import import_module

    module, there = _PLACES.get(name, ("faults", name))
    return getattr(import_module(f"solon.engine.{module}"), there)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})

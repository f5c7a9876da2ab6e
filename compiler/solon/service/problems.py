"""What is refused into a problem of RFC 9457: a stable type, a title, and every fault at once.

Invariant: a type never changes its meaning; a problem is never an answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from solon.engine.faults import Fault, ImpossibleFacts, SolonError, TooHard, UnknownFact, WrongFact

MEDIA_TYPE = "application/problem+json"
TYPE = "urn:solon:problem:"
# A name that is not known can be as long as the whole body.
LONGEST = 200


class Kind(Enum):
    """What can be wrong with a request: its name, its HTTP status, and a title that is always the same."""

    WRONG_HOST = "wrong-host", 421, "This service does not go by that name"
    QUERY = "query-not-read", 400, "Nothing is read from the query of an address"
    NOT_FOUND = "not-found", 404, "There is nothing at this address"
    METHOD = "method-not-allowed", 405, "This address does not take this method"
    MEDIA_TYPE = "wrong-media-type", 415, "The body is not announced as JSON"
    TOO_LARGE = "too-large", 413, "The body is too large"
    TOO_SLOW = "too-slow", 408, "The body did not arrive in time"
    NOT_HTTP = "not-http", 400, "This is not understood as HTTP"
    NOT_TEXT = "not-utf-8", 400, "The body is not UTF-8 text"
    NOT_JSON = "not-json", 400, "The body is not JSON"
    REPEATED = "repeated-key", 400, "A key stands twice in one object"
    TOO_DEEP = "too-deep", 400, "The body is nested too deep"
    UNKNOWN_FACT = "unknown-fact", 422, "A fact is given that the rules do not ask"
    WRONG_VALUE = "wrong-value", 422, "A value does not fit"
    WRONG_SITUATION = "wrong-situation", 422, "The situation cannot be answered as it stands"
    IMPOSSIBLE = "impossible-facts", 422, "These facts cannot all be true"
    TOO_HARD = "too-hard", 422, "The answer needs too many steps, so nothing was decided"
    BUSY = "busy", 503, "Too many requests are waiting"
    TIME = "took-too-long", 503, "The answer took too long, so nothing was decided"
    BROKEN = "internal-error", 500, "Something is wrong with the service, so nothing was decided"

    def __init__(self, name: str, status: int, title: str) -> None:
        self.type = TYPE + name
        self.status = status
        self.title = title


@dataclass(frozen=True)
class Problem:
    """One refusal. detail: what is wrong here, and a way out. headers: what HTTP asks for beside it."""

    kind: Kind
    detail: str
    faults: tuple[Fault, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict[str, str])

    def to_json(self) -> dict[str, Any]:
        """The problem as plain data."""
        faults = [{"at": one.at[:LONGEST], "says": one.says, "help": one.help} for one in self.faults]
        return {
            "type": self.kind.type,
            "title": self.kind.title,
            "status": self.kind.status,
            "detail": self.detail,
            **({"faults": faults} if faults else {}),
        }


class Refused(Exception):
    """A request that is not answered. problem: why."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.kind.type)


def refuse(kind: Kind, detail: str, **headers: str) -> Refused:
    """What to raise. headers: with _ for -."""
    return Refused(Problem(kind, detail, (), {name.replace("_", "-"): value for name, value in headers.items()}))


def refused_by_engine(error: SolonError) -> Problem:
    """What the engine refuses, with everything that is wrong."""
    match error:
        case UnknownFact():
            kind = Kind.UNKNOWN_FACT
        case WrongFact():
            kind = Kind.WRONG_VALUE
        case ImpossibleFacts():
            kind = Kind.IMPOSSIBLE
        case TooHard():
            kind = Kind.TOO_HARD
        case _:
            kind = Kind.WRONG_SITUATION
    count = len(error.faults)
    return Problem(kind, str(error.faults[0]) if count == 1 else f"{count} things are wrong.", error.faults)

"""What the service allows each request, and all of them together."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """body: bytes of a request. drained: bytes of a body too large that are still read, so that the refusal arrives.

    depth: how deep lists and objects may stand in one another. header_seconds, body_seconds: how long the parts of a
    request may take to arrive. seconds: how long an answer may take, waiting included. at_once: requests that are
    worked on or wait for it. connections: open at one time. idle_seconds: how long one may stay open without a request.
    stop_seconds: how long requests have to finish when the service stops.
    """

    body: int = 65_536
    drained: int = 1_000_000
    depth: int = 8
    header_seconds: float = 10
    body_seconds: float = 10
    seconds: float = 20
    at_once: int = 64
    connections: int = 512
    idle_seconds: int = 30
    stop_seconds: int = 40

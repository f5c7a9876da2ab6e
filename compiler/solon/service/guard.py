"""What stands before and after every request: names of the service, queries, headers, and what nobody expected.

Invariant: every answer carries the same headers, which forbid to keep, frame, or guess at it; a fault of the service
itself is a problem without a word of the request, in the answer and in the log.
"""

from __future__ import annotations

import json
import logging
from traceback import extract_tb

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from solon.service.problems import MEDIA_TYPE, Kind, Problem

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
UNEXPECTED = Problem(Kind.BROKEN, "It was noted, without anything that you sent.")
LOG = logging.getLogger("solon.service")


def problem_response(problem: Problem) -> Response:
    """A problem as a response."""
    body = json.dumps(problem.to_json(), ensure_ascii=True).encode()
    return Response(body, problem.kind.status, dict(problem.headers), MEDIA_TYPE)


class Guard:
    """An application with the same care for every request. hosts: the names of the service; none, for any name."""

    def __init__(self, inner: ASGIApp, hosts: frozenset[str]) -> None:
        self.inner = inner
        self.hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, as ASGI has it."""
        if scope["type"] != "http":
            await self.inner(scope, receive, send)
            return
        begun = False

        async def with_headers(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
            await send(message)

        try:
            problem = self._before(scope)
            if problem is None:
                await self.inner(scope, receive, with_headers)
                return
        except Exception as error:
            _note(error)
            problem = UNEXPECTED
        if not begun:
            await problem_response(problem)(scope, receive, with_headers)

    def _before(self, scope: Scope) -> Problem | None:
        """What is wrong with a request before anybody looks at it."""
        host = Headers(scope=scope).get("host", "")
        name = host if host.endswith("]") else host.rpartition(":")[0] or host
        if self.hosts and name.lower() not in self.hosts:
            # A page of the web whose name was made to lead here must not be answered.
            return Problem(Kind.WRONG_HOST, f"Call it by one of its names: {', '.join(sorted(self.hosts))}.")
        if scope["query_string"]:
            return Problem(Kind.QUERY, "Leave out what stands after the question mark, and send JSON as the body.")
        return None


def _note(error: Exception) -> None:
    """Log a fault of the service. Its words may hold words of the request, so only its place is told."""
    places = extract_tb(error.__traceback__)
    at = f"{places[-1].name}:{places[-1].lineno}" if places else "an unknown place"
    LOG.error("a request was not answered: %s in %s", type(error).__name__, at)

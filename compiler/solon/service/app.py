"""A policy into the web application that answers for it.

Invariant: a request is answered from its body and the policy alone; nothing of a body is kept or logged.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from solon.engine.faults import SolonError
from solon.engine.policy import Policy
from solon.engine.program import Program
from solon.service.answers import ask, decide
from solon.service.body import read_json
from solon.service.guard import UNEXPECTED, Guard, problem_response
from solon.service.limits import Limits
from solon.service.listing import listings
from solon.service.openapi import openapi
from solon.service.problems import Kind, Problem, Refused, refuse, refused_by_engine
from solon.service.work import Work

JSON = "application/json"
Handler = Callable[[Request], Awaitable[Response]]


def application(program: Program, hosts: Iterable[str] = (), limits: Limits | None = None) -> Guard:
    """The application, for a server that speaks ASGI.

    program: the policy. hosts: the names under which the service can be called; none, for any name.
    """
    limits = limits or Limits()
    policy = Policy(program)
    work = Work(limits)
    # Diagrams are made before the first request waits for them.
    decide(policy, {})
    fixed = {"openapi.json": openapi(program), "health": {"status": "ok"}, **listings(policy, program)}
    routes = [Route(f"/{name}", _looked_up(data), methods=["GET"]) for name, data in fixed.items()]
    routes += [
        Route(f"/{answer.__name__}", _answered(policy, answer, work, limits), methods=["POST"])
        for answer in (decide, ask)
    ]
    addresses = ", ".join(route.path for route in routes)

    async def by_problem(request: Request, error: Exception) -> Response:
        """What was raised, as a problem."""
        match error:
            case Refused(problem=problem):
                return problem_response(problem)
            case HTTPException(status_code=405, headers=headers):
                allowed = dict(headers or {})
                says = f"Use {allowed.get('Allow', 'another method')} here."
                return problem_response(Problem(Kind.METHOD, says, (), allowed))
            case HTTPException():
                return problem_response(Problem(Kind.NOT_FOUND, f"The addresses are: {addresses}."))
            case _:
                return problem_response(UNEXPECTED)

    @asynccontextmanager
    async def living(app: Starlette) -> AsyncGenerator[None]:
        yield
        work.close()

    inner = Starlette(
        routes=routes,
        exception_handlers=dict.fromkeys((HTTPException, Refused, Exception), by_problem),
        lifespan=living,
    )
    inner.router.redirect_slashes = False
    return Guard(inner, frozenset(hosts))


def _looked_up(data: object) -> Handler:
    """What answers with what never changes."""
    text = to_bytes(data)

    async def handler(request: Request) -> Response:
        return Response(text, media_type=JSON)

    return handler


def _answered(
    policy: Policy, answer: Callable[[Policy, object], dict[str, Any]], work: Work, limits: Limits
) -> Handler:
    """What reads a body and answers it."""

    async def handler(request: Request) -> Response:
        data = await _body(request, limits)
        try:
            found = await work(lambda: to_bytes(answer(policy, read_json(data, limits.depth))))
        except SolonError as error:
            raise Refused(refused_by_engine(error)) from None
        return Response(found, media_type=JSON)

    return handler


def to_bytes(data: object) -> bytes:
    """Plain data as JSON."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


async def _body(request: Request, limits: Limits) -> bytes:
    """The body of a request, which must be JSON. Raises Refused, when what was announced has been read if it can be."""
    kind, _, parameters = request.headers.get("content-type", "").partition(";")
    encoding = request.headers.get("content-encoding", "identity")
    charset = parameters.strip().lower().removeprefix("charset=").strip('"')
    fits = kind.strip().lower() == JSON and charset in ("", "utf-8", "utf8") and encoding.lower() == "identity"
    try:
        async with asyncio.timeout(limits.body_seconds):
            found = await _read(request, limits)
    except TimeoutError:
        says = f"It was not here after {limits.body_seconds:g} seconds."
        raise refuse(Kind.TOO_SLOW, says, Connection="close") from None
    if not fits:
        raise refuse(Kind.MEDIA_TYPE, f"Send the body as {JSON}, in UTF-8 and not compressed.", Accept_Post=JSON)
    return found


async def _read(request: Request, limits: Limits) -> bytes:
    announced = request.headers.get("content-length", "")
    found, size = bytearray(), 0
    says = f"A body may have {limits.body:,} bytes."
    if announced.isdecimal() and int(announced[:20]) > limits.drained:
        raise refuse(Kind.TOO_LARGE, says, Connection="close")
    try:
        async for part in request.stream():
            size += len(part)
            if size <= limits.body:
                found += part
            elif size > limits.drained:
                raise refuse(Kind.TOO_LARGE, says, Connection="close")
    except ClientDisconnect:
        # Nobody is there any more to read this.
        raise refuse(Kind.TOO_SLOW, "The connection was closed before the body was here.", Connection="close") from None
    if size > limits.body:
        raise refuse(Kind.TOO_LARGE, says)
    return bytes(found)

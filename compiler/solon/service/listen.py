"""An application into a server that listens, and that stops cleanly.

Invariant: when it is told to stop, no new request is taken, and each that is being worked on gets its answer.
"""

from __future__ import annotations

import asyncio
import ipaddress
import json
import signal
import socket
from types import FrameType

import h11
from uvicorn import Config, Server
from uvicorn.protocols.http.h11_impl import H11Protocol

from solon.service.guard import HEADERS, Guard
from solon.service.limits import Limits
from solon.service.problems import MEDIA_TYPE, Kind, Problem

LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})


def is_loopback(address: str) -> bool:
    """Whether only this machine can reach an address. Raises ValueError for what is no address."""
    return address == "localhost" or ipaddress.ip_address(address).is_loopback


def bound(address: str, port: int) -> socket.socket:
    """A socket that listens. port: 0 for any that is free. Raises OSError."""
    found = "127.0.0.1" if address == "localhost" else address
    # Only where the protocol is named does asyncio send small parts of an answer at once.
    family = socket.AF_INET6 if ":" in found else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((found, port))
        listening.listen(256)
    except OSError:
        listening.close()
        raise
    return listening


def serve(app: Guard, listening: socket.socket, limits: Limits | None = None) -> None:
    """Answer requests until the process is told to stop (SIGTERM, or Ctrl-C)."""
    limits = limits or Limits()
    config = Config(
        app,
        http=_careful(limits),
        ws="none",
        loop="asyncio",
        lifespan="on",
        access_log=False,
        log_config=None,
        log_level="error",
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=limits.idle_seconds,
        timeout_graceful_shutdown=int(limits.stop_seconds),
    )
    server = Server(config)

    def stop(number: int, frame: FrameType | None) -> None:
        server.should_exit = True

    for number in (signal.SIGTERM, signal.SIGINT):
        # The server sends itself the signal again when it has stopped; to stop is no failure.
        signal.signal(number, stop)
    server.run(sockets=[listening])


def _careful(limits: Limits) -> type[asyncio.Protocol]:
    """The protocol of the server, with limits on connections, and on the time of what no application reads."""

    class Careful(H11Protocol):
        waiting: asyncio.TimerHandle | None = None

        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            super().connection_made(transport)
            if len(self.connections) > limits.connections:
                transport.abort()
            else:
                self._wait()

        def data_received(self, data: bytes) -> None:
            super().data_received(data)
            half_a_head = self.conn.their_state is h11.IDLE and self.conn.trailing_data[0]
            # A body that nobody reads any more, because its request was refused.
            useless = self.conn.their_state is h11.SEND_BODY and self.conn.our_state is h11.DONE
            if not (half_a_head or useless):
                self._stop_waiting()
            elif self.waiting is None:
                self._wait()

        def connection_lost(self, exc: Exception | None) -> None:
            self._stop_waiting()
            super().connection_lost(exc)

        def send_400_response(self, msg: str) -> None:
            """What is not HTTP gets the same kind of answer as everything else."""
            body = json.dumps(Problem(Kind.NOT_HTTP, msg).to_json()).encode()
            headers = {**HEADERS, "Content-Type": MEDIA_TYPE, "Content-Length": str(len(body)), "Connection": "close"}
            if self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE):
                head = h11.Response(status_code=400, headers=list(headers.items()), reason=b"Bad Request")
                parts = (self.conn.send(part) for part in (head, h11.Data(data=body), h11.EndOfMessage()))
                self.transport.write(b"".join(part for part in parts if part))
            self.transport.close()

        def _wait(self) -> None:
            self.waiting = self.loop.call_later(limits.header_seconds, self.transport.close)

        def _stop_waiting(self) -> None:
            if self.waiting is not None:
                self.waiting.cancel()
                self.waiting = None

    return Careful

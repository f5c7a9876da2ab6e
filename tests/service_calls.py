"""The service as tests call it: as a function in this process, and as a process of its own at a free port."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
JSON = "application/json"


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def data(self) -> Any:
        """The body, which must be JSON."""
        return json.loads(self.body)

    @property
    def kind(self) -> str:
        """The name of the problem."""
        assert self.headers["content-type"] == "application/problem+json"
        return self.data["type"].removeprefix("urn:solon:problem:")


def call(
    app: Any,
    method: str,
    path: str,
    data: object = None,
    *,
    chunks: Iterable[bytes] | None = None,
    headers: Mapping[str, str] | None = None,
    query: str = "",
) -> Answer:
    """Call an application. data: sent as JSON. chunks: sent as they are; a last None: the caller is gone."""
    return asyncio.run(called(app, method, path, data, chunks=chunks, headers=headers, query=query))


async def called(
    app: Any,
    method: str,
    path: str,
    data: object = None,
    *,
    chunks: Iterable[bytes] | None = None,
    headers: Mapping[str, str] | None = None,
    query: str = "",
) -> Answer:
    """As `call`, where something is running already."""
    sent = {"host": "localhost", "content-type": JSON, **(headers or {})}
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "query_string": query.encode(),
        "headers": [(name.encode(), value.encode("latin-1")) for name, value in sent.items()],
    }
    waiting = list(chunks if chunks is not None else [json.dumps(data).encode()])
    messages = [
        {"type": "http.request", "body": one, "more_body": at < len(waiting)} for at, one in enumerate(waiting, 1)
    ]
    found: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return messages.pop(0) if messages else {"type": "http.disconnect"}

    async def send(message: dict[str, Any]) -> None:
        found.append(message)

    try:
        await app(scope, receive, send)
    except Exception:
        # The framework raises what it has answered with 500; the guard must not let it out.
        raise AssertionError("a fault went through") from None
    start, *rest = found
    told = {name.decode().lower(): value.decode() for name, value in start["headers"]}
    return Answer(start["status"], told, b"".join(one.get("body", b"") for one in rest))


@dataclass
class Running:
    """A service in a process of its own."""

    process: subprocess.Popen[str]
    port: int
    said: list[str]

    def post(self, path: str, data: object, **headers: str) -> Answer:
        """Send JSON, by a new connection."""
        return self.send("POST", path, json.dumps(data).encode(), **{"Content-Type": JSON, **headers})

    def send(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Answer:
        """Send anything, by a new connection."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, body, dict(headers))
            found = connection.getresponse()
            return Answer(found.status, {k.lower(): v for k, v in found.getheaders()}, found.read())
        finally:
            connection.close()

    @property
    def resident(self) -> int:
        """Its memory in KB, on systems that say so in a file."""
        lines = Path(f"/proc/{self.process.pid}/status").read_text("utf-8").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:"))

    @property
    def worked(self) -> float:
        """The seconds that processors worked for it, on systems that say so in a file."""
        times = Path(f"/proc/{self.process.pid}/stat").read_text("utf-8").rpartition(")")[2].split()
        return (int(times[11]) + int(times[12])) / os.sysconf("SC_CLK_TCK")

    def stop(self) -> tuple[int, str]:
        """Tell it to stop, as an operating system does. What it ended with, and everything that it said."""
        self.process.send_signal(signal.SIGTERM)
        out, err = self.process.communicate(timeout=60)
        return self.process.returncode, "".join(self.said) + out + err


@contextmanager
def running(*words: str, policies: Path = ROOT / "policies") -> Iterator[Running]:
    """Start `solon serve` at a free port; it is stopped at the end whatever happens."""
    path = os.pathsep.join([str(ROOT / "dsl"), str(ROOT / "compiler"), os.environ.get("PYTHONPATH", "")])
    process = subprocess.Popen(
        [sys.executable, "-m", "solon", "--policies", str(policies), "serve", "--port", "0", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": path},
    )
    assert process.stderr is not None
    said: list[str] = []
    try:
        for line in process.stderr:
            said.append(line)
            if line.startswith("http://"):
                yield Running(process, int(line.split()[0].rpartition(":")[2]), said)
                break
        else:
            raise AssertionError("it did not start: " + "".join(said))
    finally:
        if process.poll() is None:
            process.kill()
            process.communicate()

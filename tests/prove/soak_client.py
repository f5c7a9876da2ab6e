"""One client of the soak: sends right and hostile requests, and looks at every answer.

`python soak_client.py PORT SEED COUNT FILE` sends COUNT requests; with a COUNT of 0, it goes on until the service is
gone. FILE holds the cases, a line each: what to send where, and what must come back. It prints what it saw as JSON.
"""

from __future__ import annotations

import json
import socket
import sys
import time
from collections import Counter
from collections.abc import Callable
from hashlib import sha256
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from random import Random
from typing import Any

from tests.conformance_cases import Case
from tests.conformance_judge import faults

HEAD = "POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n\r\n"
JSON = "application/json"
# Permitted and not regulated do not disagree, so an interview does not ask what would tell them apart.
AGREED = {"not_regulated": "permitted"}


class Client:
    """What one client did and saw. wrong: what should not have been."""

    def __init__(self, port: int, seed: int, cases: list[dict[str, Any]]) -> None:
        self.port = port
        self.draw = Random(seed)
        self.cases = cases
        self.seen: Counter[str] = Counter()
        self.answers: dict[str, str] = {}
        self.wrong: list[str] = []
        self.held: list[socket.socket] = []
        self._connection: HTTPConnection | None = None

    # Right requests

    def polite(self) -> None:
        """A right request by a connection that stays open."""
        case = self.draw.choice(self.cases)
        if self._connection is None:
            self._connection = HTTPConnection("127.0.0.1", self.port, timeout=120)
        body = json.dumps(case["send"]).encode() if case["send"] is not None else None
        self._connection.request(case["method"], case["path"], body, {"Content-Type": JSON} if body else {})
        found = self._connection.getresponse()
        self.look(case, found.status, found.read())

    def look(self, case: dict[str, Any], status: int, body: bytes) -> None:
        """Hold an answer against what was stated beforehand, and against the answers that came before."""
        self.seen[f"{case['path']} {status}"] += 1
        sum_ = sha256(body).hexdigest()
        key = f"{case['path']} {case['id']}"
        if self.answers.setdefault(key, sum_) != sum_:
            self.wrong.append(f"{key}: another answer than before")
        if problem := _wrong(case, status, json.loads(body)):
            self.wrong.append(f"{key}: {status} {problem}")

    # Hostile requests

    def hostile(self) -> None:
        """A hostile request by a connection of its own."""
        attack: Callable[[], None] = self.draw.choice(
            (
                *(self.cut_short, self.huge, self.deep, self.wrong_types, self.not_text, self.other_type, self.twice),
                *(
                    self.unknown,
                    self.not_a_number,
                    self.not_http,
                    self.slow,
                    self.goes_away,
                    self.never_reads,
                    self.holds,
                ),
            )
        )
        attack()
        self.seen[f"hostile: {attack.__name__}"] += 1

    def expect(self, body: bytes, status: int, kind: str, media: str = JSON, path: str = "") -> None:
        """Send a body; a problem of this kind must come back."""
        path = path or self.draw.choice(("/decide", "/ask"))
        head = HEAD.format(path=path, kind=media, length=len(body)).encode()
        found, answer = self.raw(head + body)
        if found != status or (kind and json.loads(answer)["type"] != f"urn:solon:problem:{kind}"):
            self.wrong.append(f"{kind or status} expected, got {found}: {answer[:200]!r} for {body[:100]!r}")

    def raw(self, *parts: bytes, pause: float = 0) -> tuple[int, bytes]:
        """Send bytes by a new connection, and read one whole answer."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=120) as connection:
            for part in parts:
                connection.sendall(part)
                if pause:
                    time.sleep(pause)
            return _answer(connection)

    def some(self) -> dict[str, Any]:
        """A case of /decide."""
        while (case := self.draw.choice(self.cases))["path"] != "/decide":
            pass
        return case

    def cut_short(self) -> None:
        body = json.dumps(self.some()["send"]).encode()
        self.expect(body[: self.draw.randrange(1, len(body))], 400, "not-json")

    def huge(self) -> None:
        self.expect(b" " * self.draw.randrange(65_537, 400_000), 413, "too-large")

    def deep(self) -> None:
        some = self.draw.choice((b"[", b'{"facts":', b'[{"a":'))
        self.expect(some * self.draw.randrange(2_000, 6_000), 400, "too-deep" if some == b"[" else "")

    def wrong_types(self) -> None:
        send = dict(self.some()["send"])
        name = self.draw.choice(list(send["facts"]) or ["content_lacks_respect"])
        value = self.draw.choice((1, 0, "yes", [], ["true"], 1e999, "x" * 5_000, {"value": []}))
        send["facts"] = {**send["facts"], name: value}
        self.expect(json.dumps(send).encode().replace(b"Infinity", b"1e999"), 422, "wrong-value", path="/decide")

    def unknown(self) -> None:
        many = {f"content_lacks_respect{self.draw.randrange(10**6)}": True for _ in range(self.draw.choice((1, 1, 50)))}
        self.expect(json.dumps({"facts": many}).encode(), 422, "unknown-fact", path="/decide")

    def not_text(self) -> None:
        self.expect(b'{"facts": {"\xff\xfe' + bytes(self.draw.randrange(128, 192) for _ in range(9)), 400, "not-utf-8")

    def other_type(self) -> None:
        self.expect(b"a=b", 415, "wrong-media-type", self.draw.choice(("text/plain", "application/xml", "x")))

    def twice(self) -> None:
        self.expect(b'{"facts": {"content_lacks_respect": true, "content_lacks_respect": false}}', 400, "repeated-key")

    def not_a_number(self) -> None:
        self.expect(b'{"facts": {"content_lacks_respect": NaN}}', 400, "not-json")

    def not_http(self) -> None:
        found, _ = self.raw(self.draw.randbytes(300).replace(b"\n", b"") + b"\r\n\r\n")
        if found != 400:
            self.wrong.append(f"not HTTP: {found}")

    def slow(self) -> None:
        """A right request that comes in parts must still get its answer."""
        case = self.some()
        body = json.dumps(case["send"]).encode()
        head = HEAD.format(path="/decide", kind=JSON, length=len(body)).encode()
        whole = head + body
        cut = sorted(self.draw.sample(range(1, len(whole)), 2))
        status, answer = self.raw(whole[: cut[0]], whole[cut[0] : cut[1]], whole[cut[1] :], pause=0.01)
        self.look(case, status, answer)

    def goes_away(self) -> None:
        """Half a request."""
        body = json.dumps(self.some()["send"]).encode()
        whole = HEAD.format(path="/decide", kind=JSON, length=len(body)).encode() + body
        with socket.create_connection(("127.0.0.1", self.port), timeout=120) as connection:
            connection.sendall(whole[: self.draw.randrange(len(whole))])

    def never_reads(self) -> None:
        """A whole request, and nobody there for its answer."""
        body = json.dumps(self.some()["send"]).encode()
        with socket.create_connection(("127.0.0.1", self.port), timeout=120) as connection:
            connection.sendall(HEAD.format(path="/decide", kind=JSON, length=len(body)).encode() + body)

    def holds(self) -> None:
        """A connection that is kept and never used, until there are too many of them."""
        self.held.append(socket.create_connection(("127.0.0.1", self.port), timeout=120))
        if len(self.held) > 20:
            self.held.pop(0).close()

    # The whole

    def send(self, count: int) -> None:
        """Send so many requests, every tenth hostile."""
        for number in range(count):
            (self.hostile if number % 10 == 9 else self.polite)()
            if len(self.wrong) > 20:
                break

    def send_until_it_stops(self) -> None:
        """Send right requests by new connections until nobody listens; no answer may be cut."""
        while True:
            case = self.some()
            body = json.dumps(case["send"]).encode()
            try:
                with socket.create_connection(("127.0.0.1", self.port), timeout=120) as connection:
                    connection.sendall(HEAD.format(path="/decide", kind=JSON, length=len(body)).encode() + body)
                    status, answer = _answer(connection)
            except ConnectionRefusedError:
                return
            except (ConnectionError, EOFError):
                # It had not been taken in yet; but nothing may have come back of it.
                self.seen["not taken in"] += 1
                continue
            except HTTPException as fault:
                self.wrong.append(f"an answer was cut: {fault}")
                continue
            if not self.answers:
                print("begun", flush=True)
            self.look(case, status, answer)


def _answer(connection: socket.socket) -> tuple[int, bytes]:
    """One whole answer. Raises EOFError when there is none, HTTPException when it is cut."""
    found = b""
    while b"\r\n\r\n" not in found:
        part = connection.recv(65_536)
        if not part:
            if found:
                raise HTTPException(repr(found[:80]))
            raise EOFError
        found += part
    head, _, body = found.partition(b"\r\n\r\n")
    length = next(int(line[15:]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
    while len(body) < length:
        part = connection.recv(65_536)
        if not part:
            raise HTTPException(f"{len(body)} of {length} bytes")
        body += part
    return int(head.split()[1]), body


def _wrong(case: dict[str, Any], status: int, data: Any) -> str:
    """What is wrong with an answer, or nothing."""
    if case["path"] == "/decide":
        stated = Case(case["id"], case["send"], tuple(case["expect"]), case["cannot_occur"])
        if status == 422:
            blocked = tuple(fault["at"] for fault in data["faults"]) if "impossible" in data["type"] else ("?",)
            return "; ".join(faults(stated, None, blocked))
        return "; ".join(faults(stated, data, ())) if status == 200 else str(data)
    if status != 200:
        return str(data)
    if case["path"] == "/ask":
        got = {f"{one['bearer']} {one['action']}": AGREED.get(one["status"], one["status"]) for one in data["verdicts"]}
        return "" if got == {deed: AGREED.get(one, one) for deed, one in case["statuses"].items()} else f"got {got}"
    return "" if case["gives"].items() <= data.items() else str(data)[:200]


def main() -> None:
    port, seed, count, path = int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
    client = Client(port, seed, [json.loads(line) for line in Path(path).read_text("utf-8").splitlines()])
    if count:
        client.send(count)
    else:
        client.send_until_it_stops()
    print(json.dumps({"seen": client.seen, "wrong": client.wrong, "answers": client.answers}))


if __name__ == "__main__":
    main()

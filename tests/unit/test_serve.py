"""`solon serve` as a process: at its address, under bad connections, and when it is told to stop."""

from __future__ import annotations

import json
import re
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

pytest.importorskip("uvicorn", reason="the extra `serve` is not installed: NOTHING OF THE SERVER IS TESTED")

from tests.service_calls import JSON, ROOT, Running, running

from solon.cli.main import main
from solon.service.listen import is_loopback

SECRET = "Hypatia-of-Alexandria"


@pytest.fixture(scope="module")
def service() -> Iterator[Running]:
    with running() as found:
        yield found


def raw(service: Running, data: bytes) -> bytes:
    """Send bytes; what comes back until the other side closes the connection."""
    with socket.create_connection(("127.0.0.1", service.port), timeout=60) as connection:
        connection.sendall(data)
        found = b""
        while part := connection.recv(65_536):
            found += part
    return found


def test_it_answers_and_says_by_which_rules(service: Running) -> None:
    found = service.post("/decide", {"on": "2018-05-01", "asked": ["member post_the_content"]})
    assert found.status == 200
    assert found.headers["cache-control"] == "no-store"
    assert "server" not in found.headers
    assert (
        f"Answering by the policies in {ROOT / 'policies'}, revision {found.data['revision'][:12]}." in service.said[0]
    )


def test_what_is_not_http_gets_a_problem(service: Running) -> None:
    for words in (b"GET\r\n\r\n", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
                  b"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
                  b"GET / HTTP/1.1\r\nHost: " + b"a" * 70_000):  # fmt: skip
        head, _, body = raw(service, words).partition(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 400 ")
        assert json.loads(body)["type"] == "urn:solon:problem:not-http"
        assert b"application/problem+json" in head


def test_the_limits_hold_over_a_connection(service: Running) -> None:
    kinds = {
        "too-large": service.send("POST", "/decide", b" " * 900_000, **{"Content-Type": JSON}),
        "too-deep": service.send("POST", "/decide", b"[" * 60_000, **{"Content-Type": JSON}),
        "wrong-media-type": service.send("POST", "/decide", b"{}"),
        "query-not-read": service.send("GET", "/facts?on=2018-05-01"),
        "method-not-allowed": service.send("PATCH", "/ask", b"{}"),
        "wrong-host": service.send("GET", "/facts", None, Host="rules.example"),
    }
    assert {kind: found.kind for kind, found in kinds.items()} == {kind: kind for kind in kinds}


def test_it_goes_on_after_connections_that_were_cut_off(service: Running) -> None:
    head = b"POST /decide HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n"
    for words in (b"", b"POST /dec", head, head + b'{"facts":'):
        with socket.create_connection(("127.0.0.1", service.port), timeout=60) as connection:
            connection.sendall(words)
    assert service.send("GET", "/health").data == {"status": "ok"}


def test_several_requests_on_one_connection(service: Running) -> None:
    one = b"POST /decide HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n[]"
    last = b"GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    assert re.findall(rb"HTTP/1.1 (\d+)", raw(service, one * 3 + last)) == [b"422"] * 3 + [b"200"]


def test_requests_in_flight_are_answered_when_it_is_told_to_stop() -> None:
    with running() as service:
        answers: list[int] = []
        body = json.dumps({"on": "unknown"}).encode()
        head = (f"POST /decide HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                f"Content-Length: {len(body)}\r\n\r\n").encode()  # fmt: skip
        half = socket.create_connection(("127.0.0.1", service.port), timeout=60)
        half.sendall(head + body[:5])
        idle = socket.create_connection(("127.0.0.1", service.port), timeout=60)
        begun = threading.Barrier(7)

        def ask() -> None:
            with socket.create_connection(("127.0.0.1", service.port), timeout=60) as connection:
                connection.sendall(head + body)
                begun.wait()
                found = b""
                while part := connection.recv(65_536):
                    found += part
                status, _, rest = found.partition(b"\r\n\r\n")
                assert len(json.loads(rest)["verdicts"]) > 40
                answers.append(int(status.split()[1]))

        threads = [threading.Thread(target=ask) for _ in range(6)]
        for thread in threads:
            thread.start()
        begun.wait()
        # Whoever has connected is taken in: this request is answered after theirs were read.
        assert service.send("GET", "/health").status == 200
        done: list[tuple[int, str]] = []
        stopping = threading.Thread(target=lambda: done.append(service.stop()))
        stopping.start()
        assert idle.recv(10) == b""
        # What was begun before can be ended.
        half.sendall(body[5:])
        assert half.recv(12) == b"HTTP/1.1 200"
        half.close()
        for thread in (*threads, stopping):
            thread.join(60)
        assert answers == [200] * 6
        code, said = done[0]
        assert code == 0
        assert said.endswith("Stopped.\n")
        with pytest.raises(OSError, match=r".*"):
            socket.create_connection(("127.0.0.1", service.port), timeout=5)


def test_nothing_that_was_sent_is_printed() -> None:
    with running() as service:
        for data in ({"facts": {SECRET: SECRET}}, {SECRET: 1}, [SECRET], {"on": SECRET}):
            service.post("/decide", data, **{"X-Note": SECRET})
            service.post("/ask", {"situation": data})
        service.send("GET", f"/facts?{SECRET}={SECRET}")
        service.send("GET", f"/{SECRET}")
        raw(service, f"{SECRET}\r\n\r\n".encode())
        code, said = service.stop()
    assert code == 0
    assert [line.split()[0] for line in said.splitlines()] == [
        "Answering",
        f"http://127.0.0.1:{service.port}",
        "Stopped.",
    ]


def test_an_artefact_is_served_without_the_compiler(tmp_path: Path) -> None:
    path = tmp_path / "policies.json"
    done = CliRunner().invoke(main, ["--policies", str(ROOT / "policies"), "compile", "-o", str(path)])
    assert done.exit_code == 0, done.output
    with running("--artefact", str(path), policies=tmp_path / "none") as service:
        assert str(path) in service.said[0]
        assert service.send("GET", "/questions").data["questions"]
        assert service.stop()[0] == 0


def test_what_cannot_be_served_is_said(tmp_path: Path) -> None:
    def run(*words: str) -> tuple[int, str]:
        done = CliRunner().invoke(main, ["--policies", str(tmp_path / "none"), "serve", *words])
        return done.exit_code, done.output

    broken = tmp_path / "broken.json"
    broken.write_text("{", "utf-8")
    assert run("--artefact", str(broken))[0] == 3
    code, said = run("--artefact", str(tmp_path / "nothing.json"))
    assert (code, "cannot be read" in said) == (2, True)
    assert run("--host", "everywhere")[0] == 2
    assert run("--port", "65536")[0] == 2
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        words = ["--policies", str(ROOT / "policies"), "serve", "--port", str(taken.getsockname()[1])]
        done = CliRunner().invoke(main, words)
    assert done.exit_code == 2
    assert "Nobody can listen" in done.output


def test_only_this_machine_is_loopback() -> None:
    assert all(map(is_loopback, ("127.0.0.1", "127.8.8.8", "::1", "localhost")))
    assert not any(map(is_loopback, ("0.0.0.0", "::", "192.0.2.1", "10.0.0.1")))


def test_another_address_gets_a_warning() -> None:
    with running("--host", "0.0.0.0", "--name", "rules.example") as service:
        assert any(line.startswith("Warning: others can reach 0.0.0.0.") for line in service.said)
        assert service.send("GET", "/health").status == 421
        assert service.send("GET", "/health", None, Host="rules.example:80").status == 200

"""A soak of the service: many requests from several clients, a tenth of them hostile; then a stop while it is busy.

What must come out is stated by the fixtures, by construction, and by the examples, by hand.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

import pytest

pytest.importorskip("uvicorn", reason="the extra `serve` is not installed: THE SERVICE IS NOT PROVED")

from tests.conformance_cases import FROM_FIXTURES, Case, by_name
from tests.service_calls import ROOT, Running, running

pytestmark = pytest.mark.prove
REQUESTS = int(os.environ.get("SOLON_SOAK", "100000"))
CLIENTS = 4
# Half of the requests are decisions, a fifth steps of interviews, the rest is looked up.
SHARES = {"/decide": 50, "/ask": 20, "": 30}
LOOKED_UP = ("/health", "/revision", "/questions")


def written(folder: Path) -> tuple[Path, str]:
    """The file of cases for the clients, and the revision that they must find."""
    instruments = by_name()["instruments"]
    revision = instruments.build.revision
    stated = [*instruments.cases, *by_name()[FROM_FIXTURES].cases]
    draw = Random(594)
    decide = [_decide(case) for case in stated]
    ask = [_ask(case) for case in stated if case.cannot_occur is None and case.statuses]
    gives: dict[str, dict[str, str]] = {"/health": {"status": "ok"}}
    look = [
        {"id": path, "method": "GET", "path": path, "send": None, "gives": gives.get(path, {"revision": revision})}
        for path in LOOKED_UP
    ]
    # A client draws a line; so many lines as give each its share.
    lines = [draw.choice(kind) for kind, share in zip((decide, ask, look), SHARES.values(), strict=True)
             for _ in range(share * 40)]  # fmt: skip
    path = folder / "cases.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    return path, revision


def _decide(case: Case) -> dict[str, Any]:
    return {
        "id": case.id,
        "method": "POST",
        "path": "/decide",
        "send": case.situation,
        "expect": list(case.expect),
        "cannot_occur": case.cannot_occur,
    }


def _ask(case: Case) -> dict[str, Any]:
    # An interview with no word on the day has not asked for it yet; here it is said to be any day.
    order = {} if "on" in case.situation else {"order": ["on", *case.situation["facts"]]}
    send = {"situation": {**case.situation, **order}}
    statuses = {f"{bearer} {action}": status for (bearer, action), status in case.statuses.items()}
    return {"id": case.id, "method": "POST", "path": "/ask", "send": send, "statuses": statuses}


def client(service: Running, seed: int, count: int, cases: Path) -> subprocess.Popen[str]:
    path = os.pathsep.join([str(ROOT / "dsl"), str(ROOT / "compiler"), str(ROOT)])
    return subprocess.Popen(
        [sys.executable, "-m", "tests.prove.soak_client", str(service.port), str(seed), str(count), str(cases)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": path},
        stdout=subprocess.PIPE,
        text=True,
    )


def reports(clients: list[subprocess.Popen[str]]) -> list[dict[str, Any]]:
    found = [json.loads(one.communicate(timeout=1_800)[0]) for one in clients]
    assert [one.returncode for one in clients] == [0] * len(clients)
    return found


def test_many_requests_from_several_clients(tmp_path: Path) -> None:
    cases, _ = written(tmp_path)
    with running() as service:
        clients = [client(service, seed, REQUESTS // CLIENTS, cases) for seed in range(CLIENTS)]
        resident: list[int] = []
        ended = threading.Event()

        def watch() -> None:
            while not ended.wait(0.5):
                resident.append(service.resident)

        watching = threading.Thread(target=watch)
        watching.start()
        try:
            found = reports(clients)
        finally:
            ended.set()
            watching.join()
        print(f"the service worked for {service.worked:.0f} s")
        print(f"resident, KB: {resident[:: max(1, len(resident) // 40)]}, last {service.resident}")
        seen = sum((Counter(one["seen"]) for one in found), Counter[str]())
        print(dict(sorted(seen.items())))
        assert [wrong for one in found for wrong in one["wrong"]] == []
        # The same request got the same bytes, whoever sent it and whatever was sent at the same time.
        answers: dict[str, set[str]] = {}
        for one in found:
            for key, sum_ in one["answers"].items():
                answers.setdefault(key, set()).add(sum_)
        assert [key for key, sums in answers.items() if len(sums) > 1] == []
        hostile = sum(count for what, count in seen.items() if what.startswith("hostile"))
        assert hostile == REQUESTS // CLIENTS // 10 * CLIENTS
        right = sum(count for what, count in seen.items() if what.endswith((" 200", " 422"))) - seen["hostile: slow"]
        assert right + hostile == REQUESTS
        # Diagrams grow and are made anew, so peaks are compared.
        half = len(resident) // 2
        assert max(resident[half:]) <= 1.1 * max(resident[:half])
        # A stop while it is busy.
        busy = [client(service, 100 + seed, 0, cases) for seed in range(CLIENTS)]
        for one in busy:
            assert one.stdout is not None
            assert one.stdout.readline() == "begun\n"
        code, said = service.stop()
        last = reports(busy)
        assert [wrong for one in last for wrong in one["wrong"]] == []
        assert all(one["seen"].get("/decide 200", 0) > 0 for one in last)
        print([one["seen"] for one in last])
        assert code == 0
        assert said.endswith("Stopped.\n")
        assert len(said.splitlines()) == 3

"""Node beside the tests: one process that answers tasks, and packages made for it.

Without Node the tests here are skipped, and say so; where SOLON_ALL_TESTS is set they fail instead.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.missing import program

from solon.backends.javascript import script
from solon.cli.files import shipped
from solon.engine.situation import Situation, Value, as_data
from solon.pipeline import Build

HERE = Path(__file__).parent
RUNTIME = shipped("solon.backends.javascript", "runtime")
MODULES = {name.removesuffix(".js"): text for name, text in RUNTIME.items() if name.endswith(".js")}
MISSING = "NODE IS NOT INSTALLED: nothing of the JavaScript package was tested. Install Node 18 or later."


class Refused(Exception):
    """What JavaScript threw. name: of its class. faults: all that was wrong."""

    def __init__(self, answer: dict[str, Any]) -> None:
        super().__init__(f"{answer['error']}: {answer['says']}\n{answer['stack'] if answer['faults'] is None else ''}")
        self.name: str = answer["error"]
        self.says: str = answer["says"]
        self.faults: list[dict[str, Any]] = answer["faults"] or []


class Node:
    """A process that answers tasks about the package that was loaded last."""

    def __init__(self, node: str) -> None:
        command = [node, str(HERE / "bridge.mjs")]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8")

    def ask(self, task: str, value: Any) -> Any:
        """The answer to a task. Raises Refused."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps({task: value}) + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        if "error" in answer:
            raise Refused(answer)
        return answer["value"]

    def load(self, build: Build, folder: Path, whole: bool = True) -> None:
        """Make the script of a policy, short as it ships, and load it. whole: with everything, not the engine alone."""
        tables = json.loads(build.artefact)
        made = script.whole(tables, MODULES) if whole else script.engine(tables, MODULES)
        path = folder / f"{build.revision}_{whole}.mjs"
        path.write_text(made.module, "utf-8")
        assert "load" in self.ask("load", str(path))

    def close(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait(10)


def node_or_skip() -> str:
    """The path of Node."""
    return program(MISSING, "node")


@pytest.fixture(scope="module")
def node() -> Iterator[Node]:
    """A process for one module of tests."""
    found = Node(node_or_skip())
    yield found
    found.close()


def options_of(situation: Situation) -> dict[str, Any]:
    """What is not a fact of a situation, as the options of `decide`."""
    kept = as_data(situation)
    options = {name: kept[name] for name in ("on", "readings", "asked") if name in kept}
    return {**options, "everythingElseNo": True} if situation.rest_is_no else options


def plain(value: Value | None) -> bool | str | None:
    """A value as JSON."""
    return value.isoformat() if isinstance(value, date) else value

"""The module of types of a set of policies: a checker takes what is right, and finds a misspelt fact."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.random_policies import HEAD, LOCK

from solon import pipeline
from solon.backends.python_types import python_types
from solon.cli.main import main

ROOT = Path(__file__).parents[2]
RIGHT = """
from datetime import date
from city import Deed, Fact, Facts, Readings, Status

facts: Facts = {
    "account_has_city_email": False,
    "content_promotes_third_party": "unknown",
    "reference_for": "job",
    "voting_day": date(2018, 10, 22),
    "nomination_day": "not yet",
}
more = Facts(account_has_city_email=None)
readings: Readings = {"candidates_under_17": "can"}
deed: Deed = ("member", "instead_of_title_on_account")
named: Fact = "reference_for"
status: Status = "undetermined"
"""
# A change of the right snippet, that the checker must complain about.
WRONG = (
    ('"account_has_city_email": False', '"account_has_city_emial": False'),
    ("account_has_city_email=None", "account_has_city_emial=None"),
    ('"content_promotes_third_party": "unknown"', '"content_promotes_third_party": "no"'),
    ('"reference_for": "job"', '"reference_for": "a_job"'),
    ('"nomination_day": "not yet"', '"nomination_day": True'),
    ('{"candidates_under_17": "can"}', '{"candidates_under_17": "perhaps"}'),
    ('("member", "instead_of_title_on_account")', '("member", "instead_of_post_the_content")'),
    ('named: Fact = "reference_for"', 'named: Fact = "reference"'),
    ('"undetermined"', '"unknown_status"'),
)
QUESTION = r'''Is it one? \' \u0041 """ {x} %s'''
HOSTILE = r'''
action speak
  says: speak

fact class
  says: """it is so\
  denies: it is "not" so\n
  asks: Is it so?

fact bool
  says: a truth value
  denies: no "truth" \ value\
  asks: @

choice match
  asks: Which \""" one?
  one of:
    - import: the import
    - unknown_one: the unknown one

rule quiet
  cites: rules 1
  a member must not speak
  when all of:
    - """it is so\
    - the import
    - a truth value
'''
Checker = Callable[[Path], subprocess.CompletedProcess[str]]


def mypy(path: Path) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(path.parent / ".cache"), path.name]
    return subprocess.run(words, cwd=path.parent, capture_output=True, text=True, check=False)


def pyright(path: Path) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-m", "pyright", "--pythonpath", sys.executable, path.name]
    return subprocess.run(words, cwd=path.parent, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the types of the four instruments."""
    found = tmp_path_factory.mktemp("types")
    words = ["--policies", str(ROOT / "policies"), "compile", "--target", "typing", "-o", str(found / "city.py")]
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 0, done.output
    return found


@pytest.mark.types
@pytest.mark.parametrize("checker", [mypy, pyright])
def test_a_right_snippet_passes_and_each_slip_is_found(folder: Path, checker: Checker) -> None:
    path = folder / "right.py"
    path.write_text(RIGHT, "utf-8")
    done = checker(path)
    assert done.returncode == 0, done.stdout
    # All slips in one file, each in a copy of the snippet of its own, so that the checker starts once.
    imports, _, body = RIGHT.strip().partition("\n\n")
    lines = imports.splitlines()
    starts: list[int] = []
    for number, (right, wrong) in enumerate(WRONG):
        assert body.count(right) == 1
        starts.append(len(lines) + 1)
        copy = body.replace(right, wrong).splitlines()
        lines += [f"def slip{number}() -> None:", *(f"    {line}" if line else "" for line in copy)]
    path = folder / "wrong.py"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    done = checker(path)
    assert done.returncode == 1, done.stdout
    errors = {int(line) for line in re.findall(r"wrong\.py:(\d+)\S* .*error", done.stdout)}
    for (_, wrong), first, after in zip(WRONG, starts, [*starts[1:], len(lines) + 1], strict=True):
        assert errors & set(range(first, after)), (wrong, done.stdout)


def test_the_module_can_be_imported_whatever_the_texts_hold(tmp_path: Path) -> None:
    built = pipeline.checked({"p.solon": (HEAD + HOSTILE.replace("@", QUESTION)).encode()}, LOCK)
    assert built.sound, [finding.message for finding in built.findings]
    text = python_types(built.policy, built.revision)
    (tmp_path / "city.py").write_text(text, "utf-8")
    path = tmp_path / "use.py"
    path.write_text("import city\nprint(*sorted(city.Facts.__optional_keys__))\n", "utf-8")
    ran = subprocess.run([sys.executable, path.name], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout) == (0, "bool class match\n"), ran.stderr
    held = {node.value for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Constant)}
    assert any(QUESTION in str(value).splitlines() for value in held)


def test_a_policy_without_readings_and_notes_has_types_as_well() -> None:
    built = pipeline.checked({"p.solon": HEAD.encode()}, LOCK)
    names: dict[str, object] = {}
    exec(python_types(built.policy, ""), names)
    assert {"Facts", "Readings", "Bearer", "Action"} <= names.keys()

"""The engine and the policies as one Python file: it answers as the engine does, stands alone, and refuses changes."""

from __future__ import annotations

import ast
import importlib.util
import json
import os
import pickle
import subprocess
import sys
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest
from tests.conformance_cases import answer, by_name, shortly
from tests.conformance_judge import faults

from solon import __version__, pipeline
from solon.backends.one_file import python_file
from solon.cli.files import engine_sources, read_policies
from solon.engine.artefact import read
from solon.engine.faults import ImpossibleFacts
from solon.engine.policy import Policy

ROOT = Path(__file__).parents[2]
MOST = 150_000
ALONE = """
import json, sys
sys.path.insert(0, {folder!r})
import policies
decision = policies.load().decide({{"account_has_city_email": True}}, on="2018-05-01", everything_else_no=True)
print(json.dumps([decision.to_json(), sorted({{name.partition(".")[0] for name in sys.modules}})]))
"""


@cache
def built() -> pipeline.Build:
    return pipeline.checked(*read_policies(ROOT / "policies"))


@cache
def text() -> str:
    return python_file(engine_sources(), built().artefact, __version__)


def imported(folder: Path, source: str, name: str = "policies") -> ModuleType:
    """A file as a module, under a name that no other test uses."""
    path = folder / f"{name}.py"
    path.write_text(source, "utf-8")
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def one_file(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    return imported(tmp_path_factory.mktemp("one_file"), text(), "solon_in_one_file")


@pytest.mark.parametrize("name", shortly())
def test_it_answers_as_stated_and_exactly_as_the_engine(name: str, one_file: ModuleType) -> None:
    suite = by_name()[name]
    data = suite.build.artefact.encode()
    engine, embedded = Policy(read(data)), one_file.Policy(one_file.read(data))
    wrong: dict[str, list[str]] = {}
    for case in suite.cases:
        expected = answer(engine, ImpossibleFacts, case.situation)
        found = answer(embedded, one_file.ImpossibleFacts, case.situation)
        if told := [*faults(case, *found), *(["the engine says otherwise"] if found != expected else [])]:
            wrong[case.id] = told
    assert not wrong


def test_its_explanations_and_interviews_are_those_of_the_engine(one_file: ModuleType) -> None:
    engine, embedded = Policy(read(built().artefact.encode())), one_file.load()
    assert embedded.verdicts == engine.verdicts
    facts = {"account_has_city_email": True, "content_promotes_third_party": True}
    for mine, theirs in zip(embedded.decide(facts), engine.decide(facts), strict=True):
        assert mine.explain() == theirs.explain()
        assert repr(mine.record) == repr(theirs.record)
    for question in engine.questions:
        ours, found = engine.ask(question), embedded.ask(question)
        while ours.question is not None:
            assert repr(found.question) == repr(ours.question)
            assert found.left == ours.left
            value = ours.question.values[0][0] if ours.question.values else None
            ours, found = ours.answer(value), found.answer(value)
        assert found.question is None
        assert found.to_json() == ours.to_json()
        assert found.decision.to_json() == ours.decision.to_json()


def test_its_faults_are_those_of_the_engine(one_file: ModuleType) -> None:
    engine, embedded = Policy(read(built().artefact.encode())), one_file.load()
    for facts in ({"account_has_city_emial": True}, {"account_has_city_email": "yes"}, {"reference_for": 1}, 7):
        with pytest.raises(ValueError) as ours:  # noqa: PT011
            engine.decide(facts)  # type: ignore[arg-type]
        with pytest.raises(one_file.SolonError) as found:
            embedded.decide(facts)
        assert type(found.value).__name__ == type(ours.value).__name__
        assert str(found.value) == str(ours.value)
    with pytest.raises(TypeError, match="neither true nor false"):
        bool(embedded.decide({}))


def test_it_holds_its_policy_once(one_file: ModuleType) -> None:
    assert one_file.policy is one_file.policy
    assert one_file.policy.revision == one_file.REVISION == built().revision
    with pytest.raises(AttributeError, match="polciy"):
        _ = one_file.polciy


def test_its_answers_can_be_sent_to_another_process(one_file: ModuleType) -> None:
    record = one_file.policy.decide({"account_has_city_email": True}).record
    assert pickle.loads(pickle.dumps(record)) == record


def test_it_needs_the_standard_library_alone(tmp_path: Path) -> None:
    (tmp_path / "policies.py").write_text(text(), "utf-8")
    for words in (["policies.py"], ["-c", ALONE.format(folder=str(tmp_path))]):
        done = subprocess.run(
            [sys.executable, "-I", "-S", "-W", "error", *words], cwd=tmp_path, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr.decode()
    decision, modules = json.loads(done.stdout)
    assert set(modules) <= {*sys.stdlib_module_names, "__main__", "policies"}
    facts = {"account_has_city_email": True}
    engine = Policy(read(built().artefact.encode()))
    assert decision == engine.decide(facts, on="2018-05-01", everything_else_no=True).to_json()


def test_the_same_policies_give_the_same_bytes(tmp_path: Path) -> None:
    texts = set[str]()
    for seed in ("1", "2"):
        path = tmp_path / f"{seed}.py"
        words = [sys.executable, "-m", "solon", "compile", "--target", "python", "-o", str(path)]
        env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "dsl"), str(ROOT / "compiler")])}
        subprocess.run(words, cwd=ROOT, env={**env, "PYTHONHASHSEED": seed}, check=True, capture_output=True)
        texts.add(path.read_text("utf-8"))
    assert texts == {text()}


def test_it_is_small() -> None:
    assert len(text().encode()) <= MOST


def test_it_says_what_it_is() -> None:
    head = ast.get_docstring(ast.parse(text())) or ""
    assert built().revision in head
    assert "SPDX-License-Identifier: Apache-2.0" in head
    assert all(name in head for name in built().policy.instruments)
    assert max(map(len, head.splitlines())) <= 120


# Tampering


def test_damaged_rules_are_refused(tmp_path: Path) -> None:
    before, rules = text().split('_RULES = """\n')
    lines = rules.split("\n")
    for number, place in enumerate(range(0, len(lines) - 2, 40)):
        line = lines[place]
        changed = [*lines[:place], line[:50] + ("A" if line[50] != "A" else "B") + line[51:], *lines[place + 1 :]]
        for made in (changed, [*lines[:place], *lines[place + 1 :]], [*lines[: place + 1], '"""', ""]):
            module = imported(tmp_path, before + '_RULES = """\n' + "\n".join(made), f"solon_damaged_{number}")
            with pytest.raises(module.BrokenArtefact):
                module.load()
            with pytest.raises(module.BrokenArtefact):
                _ = module.policy


def test_other_rules_under_the_same_revision_are_refused(tmp_path: Path) -> None:
    changed = built().artefact.replace('"must not"', '"must"', 1)
    assert changed != built().artefact
    module = imported(tmp_path, python_file(engine_sources(), changed, __version__), "solon_changed")
    with pytest.raises(module.BrokenArtefact, match="changed after it was made"):
        module.load()


def test_rules_of_another_revision_are_refused(tmp_path: Path) -> None:
    other = next(suite.build for suite in by_name().values() if suite.build.revision != built().revision)
    module = imported(tmp_path, text().replace(built().revision, other.revision), "solon_other")
    with pytest.raises(module.BrokenArtefact, match="have the revision"):
        module.load()


def test_rules_of_another_form_are_refused(tmp_path: Path) -> None:
    newer = built().artefact.replace("solon.graph/3", "solon.graph/999")
    module = imported(tmp_path, python_file(engine_sources(), newer, __version__), "solon_newer")
    with pytest.raises(module.OtherVersion, match="999"):
        module.load()


@pytest.mark.types
def test_a_type_checker_reads_it(tmp_path: Path) -> None:
    (tmp_path / "policies.py").write_text(text(), "utf-8")
    (tmp_path / "use.py").write_text("import policies\n\nprint(policies.policy.revision, policies.load().decide({}))\n")
    words = [sys.executable, "-m", "mypy", "--cache-dir", str(tmp_path / "cache"), "use.py", "policies.py"]
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout

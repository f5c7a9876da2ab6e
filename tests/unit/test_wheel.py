"""The wheel: what it carries, that its bytes stay the same, and that it decides where nothing else is installed."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from solon import pipeline
from solon.cli.files import read_policies

ROOT = Path(__file__).parents[2]
# What the compiler needs, and an engine must not.
COMPILING = {"click", "icalendar", "lark", "networkx", "yaml", "mkdocs"}
DECIDE = """
import json
from solon import load
policy = load()
facts = {"account_has_city_email": True, "content_promotes_third_party": True}
decision = policy.decide(facts, on="2018-05-01", everything_else_no=True)
verdict = decision["member", "post_the_content"]
print(verdict.status, *(norm.rule for norm in verdict.norms))
"""
SNIPPET = """
from solon.shipped import Facts, Readings

facts: Facts = {"account_has_city_email": False, "reference_for": "job"}
readings: Readings = {"candidates_under_17": "can"}
"""


def run(*words: str | Path, cwd: Path = ROOT, **more: str) -> str:
    """Run a command with nothing of this checkout on the path; its standard output. Fails when it does."""
    kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "SOURCE_DATE_EPOCH")}
    done = subprocess.run(words, cwd=cwd, env={**kept, **more}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def built(folder: Path, root: Path = ROOT, target: str = "wheel", **more: str) -> Path:
    """Build with the tools that are installed here."""
    run(sys.executable, "-m", "hatchling", "build", "-t", target, "-d", folder, cwd=root, **more)
    (path,) = folder.iterdir()
    return path


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of a virtual environment in which there is the wheel and nothing else."""
    folder = tmp_path_factory.mktemp("empty")
    venv.create(folder, with_pip=False)
    path = folder / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    run(sys.executable, "-m", "pip", "--python", path, "install", "--quiet", "--no-deps", "--no-index", wheel)
    return path


def test_it_carries_the_compiled_policies_their_types_and_their_schemas(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as file:
        shipped = {name: file.read(name).decode() for name in file.namelist() if name.startswith("solon/shipped/")}
        names = set(file.namelist())
    assert {name.rpartition("/")[2] for name in shipped} == {
        "__init__.py",
        "decision.schema.json",
        "policies.json",
        "situation.schema.json",
    }
    policies = pipeline.checked(*read_policies(ROOT / "policies"))
    assert shipped["solon/shipped/policies.json"] == policies.artefact
    revision = json.loads(policies.artefact)["revision"]
    assert f'REVISION = "{revision}"' in shipped["solon/shipped/__init__.py"]
    for name in ("situation", "decision"):
        Draft202012Validator.check_schema(json.loads(shipped[f"solon/shipped/{name}.schema.json"]))
    assert {"solon/py.typed", "solon_dsl/py.typed", "solon/explanations/S101.md"} <= names
    assert not [name for name in names if not name.startswith(("solon/", "solon_dsl/", "solon-"))]


@pytest.mark.prove
def test_the_same_sources_give_the_same_bytes(wheel: Path, tmp_path: Path) -> None:
    again = built(tmp_path / "again", PYTHONHASHSEED="1")
    assert again.read_bytes() == wheel.read_bytes()
    one, other = (
        built(tmp_path / seed, SOURCE_DATE_EPOCH="1700000000", PYTHONHASHSEED=seed).read_bytes() for seed in ("2", "3")
    )
    assert one == other != wheel.read_bytes()


def test_policies_with_errors_make_no_wheel(tmp_path: Path) -> None:
    root = tmp_path / "root"
    for name in ("compiler", "dsl", "policies", "site/pages/errors"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, root / name)
    path = root / "policies" / "social_media" / "promotion.solon"
    path.write_text(path.read_text("utf-8").replace("the post is occasional", "the post is ocasional", 1), "utf-8")
    words = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path / "out"]
    done = subprocess.run(words, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "promotion.solon:" in done.stderr
    assert "the post is ocasional" in done.stderr
    assert not list((tmp_path / "out").glob("*.whl"))


def test_nothing_of_the_compiler_is_imported_where_solon_is_embedded(python: Path, tmp_path: Path) -> None:
    """`-X importtime` names every module that is imported, also those that are found and thrown away again."""
    words = [python, "-X", "importtime", "-c", "import solon, solon.shipped"]
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=True)
    imported = {name.partition(".")[0] for name in re.findall(r"\|\s+([\w.]+)$", done.stderr, re.MULTILINE)}
    assert {"solon", "typing"} <= imported
    assert not imported & COMPILING
    assert imported - {"solon"} <= {*sys.stdlib_module_names, "sitecustomize"}


def test_it_decides_with_the_standard_library_alone(python: Path, tmp_path: Path) -> None:
    assert run(python, "-c", DECIDE, cwd=tmp_path) == "prohibited no_third_party_promotion\n"


@pytest.mark.types
def test_a_type_checker_reads_the_facts_from_the_wheel(python: Path, tmp_path: Path) -> None:
    words = (sys.executable, "-m", "mypy", "--strict", "--python-executable", python, "--cache-dir", tmp_path / "cache")
    right, wrong = tmp_path / "right.py", tmp_path / "wrong.py"
    right.write_text(SNIPPET, "utf-8")
    run(*words, right, cwd=tmp_path)
    wrong.write_text(SNIPPET.replace("account_has_city_email", "account_has_city_emial"), "utf-8")
    done = subprocess.run([*words, wrong], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "account_has_city_emial" in done.stdout


@pytest.mark.prove
def test_the_source_archive_builds_the_same_wheel_by_itself(wheel: Path, tmp_path: Path) -> None:
    """With build isolation: what `build-system.requires` names has to be enough."""
    archive = built(tmp_path / "archive", target="sdist")
    assert archive.read_bytes() == built(tmp_path / "again", target="sdist", PYTHONHASHSEED="4").read_bytes()
    with tarfile.open(archive) as file:
        file.extractall(tmp_path / "source", filter="data")
    (source,) = (tmp_path / "source").iterdir()
    run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", tmp_path / "made", source)
    (made,) = (tmp_path / "made").iterdir()
    assert made.read_bytes() == wheel.read_bytes()

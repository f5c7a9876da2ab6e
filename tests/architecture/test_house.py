"""The house keeps its rules: stages are pure, files are short, names say something, layers point one way."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted([*(ROOT / "dsl").rglob("*.py"), *(ROOT / "compiler").rglob("*.py")])
# These touch files, the clock or the terminal; everything else is a function of its arguments.
OUTSIDE = (
    "compiler/solon/cli/",
    "compiler/solon/publish/site.py",
    "compiler/solon/engine/load.py",
    "compiler/solon/service/listen.py",
    "compiler/solon/__main__.py",
    "compiler/build_hook.py",
)
IMPURE = {"os", "time", "random", "socket", "subprocess", "shutil", "tempfile", "pathlib", "urllib", "http", "secrets"}
# Generated code is made into functions in one place.
COMPILES = "compiler/solon/engine/quick/compiled.py"
VAGUE = {"util", "utils", "helper", "helpers", "common", "base", "core", "misc", "manager"}


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", [p for p in MODULES if not name(p).startswith(OUTSIDE)], ids=name)
def test_a_stage_reads_no_files_clocks_or_networks(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    imported = {a.name.split(".")[0] for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
    imported |= {(n.module or "").split(".")[0] for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
    assert not imported & IMPURE
    called = {n.func.id for n in ast.walk(tree) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)}
    assert not called & {"open", "eval", "input", "print"}
    assert "exec" not in called or name(path) == COMPILES
    touched = {n.attr for n in ast.walk(tree) if isinstance(n, ast.Attribute)}
    assert not touched & {"today", "now", "utcnow"}


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_file_is_one_idea(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.count("\n") <= 400
    assert path.stem not in VAGUE
    assert ast.get_docstring(ast.parse(text)), "a module starts with what it turns into what"


def test_half_of_the_files_have_fewer_than_120_lines() -> None:
    lengths = sorted(path.read_text("utf-8").count("\n") for path in MODULES)
    assert lengths[len(lengths) // 2] < 120


def test_the_language_does_not_know_the_compiler() -> None:
    for path in (ROOT / "dsl").rglob("*.py"):
        assert "import solon\n" not in path.read_text("utf-8")
        assert "from solon." not in path.read_text("utf-8")


def test_the_parser_alone_needs_neither_networkx_nor_yaml() -> None:
    script = "import solon_dsl, sys; assert not {'networkx', 'yaml', 'click', 'mkdocs'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", script], check=True, env={"PYTHONPATH": str(ROOT / "dsl")})

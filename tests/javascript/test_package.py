"""The npm package: it packs and tests itself, is short, comes out the same twice, and holds any text without harm."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.javascript.node import MODULES, Node, Refused, node_or_skip
from tests.missing import program
from tests.random_policies import HEAD, LOCK

from solon import __version__, pipeline
from solon.backends.javascript import script
from solon.backends.javascript.types import declarations
from solon.cli.files import read_policies
from solon.cli.main import main
from solon.engine.situation import Situation
from solon.pipeline import Build

ROOT = Path(__file__).parents[2]
NOT_USED = ("eval(", "Function(", "Date.now", "Math.random", "fetch(", "XMLHttpRequest", "localStorage", "import(")
HOSTILE = (
    "</script><!-- <script> \"double\" 'single' `back` ${code} $name \\n \\u2028 */ // {{x}} é 😀 &amp; --> ]]> "
    "__proto__"
)
POLICY = (
    HEAD.replace("The rules", HOSTILE).replace("a member", f"a member {HOSTILE}")
    + f"""
action speak
  says: speak {HOSTILE}

fact rain
  says: it rains {HOSTILE}
  denies: it does not rain {HOSTILE}
  asks: {HOSTILE}?
  help: {HOSTILE}
  judged by: {HOSTILE}

rule silence
  cites: rules 1
  a member {HOSTILE} must not speak {HOSTILE}
  when all of:
    - it rains {HOSTILE}
"""
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package of the policies of this checkout, as the command makes it."""
    found = tmp_path_factory.mktemp("package")
    command = ["--policies", str(ROOT / "policies"), "compile", "--target", "javascript", "-o", str(found)]
    done = CliRunner().invoke(main, command)
    assert done.exit_code == 0, done.output
    return found


def test_the_package_tests_itself(folder: Path) -> None:
    done = subprocess.run([node_or_skip(), "--test"], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-2_000:]
    assert int(re.search(r"^# pass (\d+)$", done.stdout, re.MULTILINE).group(1)) > 200  # type: ignore[union-attr]


def test_the_package_packs(folder: Path) -> None:
    npm = program("NPM IS NOT INSTALLED: nothing was packed.", "npm")
    done = subprocess.run([npm, "pack", "--dry-run", "--json", "--offline"], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    packed = json.loads(done.stdout)[0]
    names = {found["path"] for found in packed["files"]}
    assert names == {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert packed["version"] == __version__


def test_the_manifest_names_the_rules(folder: Path) -> None:
    manifest = json.loads((folder / "package.json").read_text("utf-8"))
    revision = pipeline.checked(*_policies()).revision
    assert manifest["solon"]["revision"] == revision
    assert all((folder / name).is_file() for name in ("solon.mjs", "solon.d.ts", "README.md"))
    for name in ("solon.mjs", "solon.js", "engine.mjs", "engine.js", "solon.d.ts", "README.md"):
        assert revision in (folder / name).read_text("utf-8")


def test_what_decides_is_short(folder: Path) -> None:
    """60 KB, and 20 KB gzipped, for the module with its diagrams."""
    data = (folder / "engine.mjs").read_bytes()
    assert len(data) <= 60_000
    assert len(gzip.compress(data, 9)) <= 20_000


def test_no_text_becomes_code_and_nothing_outside_is_asked(folder: Path) -> None:
    for name in ("solon.mjs", "solon.js", "engine.mjs", "engine.js"):
        text = (folder / name).read_text("utf-8")
        assert not [word for word in NOT_USED if word in text]
        assert "<" + "/script" not in text.lower()


def test_the_classic_script_works_where_texts_cannot_become_code(folder: Path) -> None:
    code = """
        const vm = require("node:vm");
        const fs = require("node:fs");
        const outside = { TextEncoder };
        const context = vm.createContext(outside, { codeGeneration: { strings: false, wasm: false } });
        for (const name of ["solon", "engine"]) {
          vm.runInContext(fs.readFileSync(`${name}.js`, "utf8"), context);
          const inside = vm.runInContext(`
            const found = solon.load().decide({}, { on: "2018-05-01" });
            JSON.stringify([solon.load().verify ? solon.load().verify() === solon.load() : true, found.revision,
                            found.verdicts.length, Object.isFrozen(solon)]);
          `.replaceAll("const found", "var found"), context);
          console.log(inside);
        }
        console.log(JSON.stringify(Object.keys(outside).sort()));
    """
    done = subprocess.run([node_or_skip(), "-e", code], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    build = pipeline.checked(*_policies())
    expected = [True, build.revision, len(build.decider.pairs), True]
    *seen, outside = map(json.loads, done.stdout.splitlines())
    assert seen == [expected, expected]
    assert outside == ["TextEncoder", "found", "solon"]


def test_the_same_policies_give_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    sums = []
    for seed in ("1", "2"):
        target = tmp_path / seed
        command = [sys.executable, "-m", "solon", "--policies", str(ROOT / "policies"), "compile"]
        environment = {"PYTHONHASHSEED": seed, "PYTHONPATH": f"{ROOT / 'dsl'}:{ROOT / 'compiler'}"}
        subprocess.run([*command, "--target", "javascript", "-o", str(target)], check=True, env=environment)
        sums.append(_sums(target))
    assert sums[0] == sums[1] == _sums(folder)


def test_names_at_the_top_stand_once() -> None:
    """The modules are joined into one script, where two equal names would be one."""
    pattern = re.compile(r"^(?:export )?(?:const|let|class|function) (\w+)", re.MULTILINE)
    names = [name for text in MODULES.values() for name in pattern.findall(text)]
    assert len(names) == len(set(names))


@pytest.fixture(scope="module")
def hostile() -> Build:
    built = pipeline.read({"hostile.solon": POLICY.encode()}, LOCK)
    assert built.sound, built.findings
    return built


def test_any_text_of_a_policy_comes_out_as_it_is(node: Node, tmp_path: Path, hostile: Build) -> None:
    node.load(hostile, tmp_path)
    found = node.ask("run", "return [policy.facts.rain.asks, policy.actions.speak.says, policy.verify() === policy];")
    policy = hostile.policy
    assert found == [policy.inputs["rain"].asks, policy.actions["speak"].says, True]
    decision = hostile.decider.decide(Situation(given={"rain": True})).to_json()
    assert node.ask("situation", {"facts": {"rain": True}}) == json.loads(json.dumps(decision))


def test_no_text_of_a_policy_ends_a_script_or_a_comment(hostile: Build) -> None:
    tables = json.loads(hostile.artefact)
    for text in (script.whole(tables, MODULES).classic, script.engine(tables, MODULES).classic):
        assert not re.search(r"<\s*/?\s*script|<!--", text, re.IGNORECASE)
    shown = declarations(tables, "", engine=False)
    assert all(comment.endswith("*/") for comment in re.findall(r"/\*\*.*", shown))
    assert len(re.findall(r"\*/", shown)) == len(re.findall(r"/\*\*", shown))


def test_damaged_data_is_noticed_when_asked(node: Node, tmp_path: Path, folder: Path) -> None:
    text = (folder / "solon.mjs").read_text("utf-8")
    damaged = tmp_path / "damaged.mjs"
    damaged.write_text(text.replace("Can I post this?", "Can I post that?"), "utf-8")
    node.ask("load", str(damaged))
    with pytest.raises(Refused, match="BrokenArtefact"):
        node.ask("run", "policy.verify();")


@pytest.mark.parametrize("share", [0.3, 0.7, 0.99])
def test_a_file_that_is_cut_off_gives_no_policy(node: Node, tmp_path: Path, folder: Path, share: float) -> None:
    text = (folder / "solon.mjs").read_text("utf-8")
    cut = tmp_path / f"cut_{share}.mjs"
    cut.write_text(text[: int(len(text) * share)], "utf-8")
    with pytest.raises(Refused, match="SyntaxError"):
        node.ask("load", str(cut))


def _policies() -> tuple[dict[str, bytes], str]:
    return read_policies(ROOT / "policies")


def _sums(folder: Path) -> dict[str, str]:
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest() for path in found}

"""What may stand beside the rules: official words, and the cases made from the rules."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from tests.site.conftest import HOSTILE, ROOT, bakery, site_of
from tests.site.walked import Walked, walk

from solon.cli.main import main
from solon.engine.deontic import Status
from solon.fixtures import Case, Expectation, Fixture
from solon.model.sources import digest
from solon.publish.html import plain

WORDS = f"Dogs stay outside {HOSTILE}"
BAD = "<script>alert(1)</script>"
NEAR = [folder / "shared" / "sources" for folder in (ROOT.parent, ROOT.parent.parent)]
SHARED = next((folder for folder in NEAR if folder.is_dir()), None)


def fixture(name: str, block: str, why: str, **expect: tuple[str, ...]) -> Fixture:
    case = Case(date(2018, 5, 3), (("dog_barks", True),))
    return Fixture(name, "house", block, why, case, Expectation("visitor", "bring_dog", Status.PROHIBITED, **expect))


CASES = (
    fixture("one", "no_dogs", f"No_one rests. So no_dogs applies {BAD}", applies=("no_dogs",)),
    fixture("two", "guide_dogs", "So guide_dogs does not apply.", applies=("no_dogs",), does_not_apply=("guide_dogs",)),
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Walked:
    built = bakery()
    texts = {"house": {"3(a)": WORDS, "unknown": "Nowhere"}, "nobody": {"1": "Nothing"}}
    return site_of(built, tmp_path_factory.mktemp("beside"), CASES, texts=texts)


def shown(site: Walked, name: str) -> str:
    return " ".join(site.pages[name].words.split())


def test_official_words_stand_with_their_paragraph(site: Walked) -> None:
    page = shown(site, "instruments/house.html")
    before, _, after = page.partition("The official text of paragraph 3(a):")
    assert before.rstrip().endswith("Paragraph 3(a)")
    assert after.lstrip().startswith(plain(WORDS))
    assert after.count("The official text") == 0
    assert {"script", "img"} & {tag for tag, _ in site.pages["instruments/house.html"].elements} == set()


def test_words_that_are_not_those_of_the_lock_say_so(site: Walked, tmp_path: Path) -> None:
    assert "These words have changed since the rules were written." in shown(site, "instruments/house.html")
    built = bakery()
    built.policy.sources.paragraphs["house"]["3(a)"] = digest(WORDS)  # type: ignore[index]
    same = site_of(built, tmp_path, texts={"house": {"3(a)": WORDS}})
    assert "These words have changed" not in shown(same, "instruments/house.html")


def test_without_official_words_nothing_is_missing(small: Walked, site: Walked) -> None:
    page = shown(small, "instruments/house.html")
    assert "The official text" not in page
    assert "No dogs: a visitor must not bring a dog (sentence 1)" in page
    assert set(small.pages) == set(site.pages)


def test_the_cases_of_a_rule(site: Walked) -> None:
    page = shown(site, "rules/no_dogs.html")
    assert "1 is about this, and 1 about something else says whether this applies." in page
    assert "So “No dogs” applies" in page
    assert BAD in page
    assert "Test cases" in shown(site, "rules/guide_dogs.html")
    assert "Test cases" not in shown(site, "rules/quiet.html")


def test_every_real_norm_has_cases(real: Walked) -> None:
    pages = [name for name in real.pages if name.startswith("rules/") and "index" not in name]
    groups = [name for name in pages if "Shared conditions" in real.pages[name].words]
    assert [name for name in pages if name not in groups and "Test cases" not in real.pages[name].words] == []


@pytest.mark.prove
@pytest.mark.skipif(SHARED is None, reason="there are no official texts beside this checkout")
def test_the_real_texts(tmp_path: Path) -> None:
    """`solon site --sources` puts every paragraph of the real texts where it belongs."""
    assert SHARED is not None
    for name in ("policies", "site"):
        shutil.copytree(ROOT / name, tmp_path / name)
    result = CliRunner().invoke(main, ["--policies", str(tmp_path / "policies"), "site", "--sources", str(SHARED)])
    assert result.exit_code == 0, result.output
    site = walk(tmp_path / "build" / "site")
    for path in sorted(SHARED.glob("*.yaml")):
        page = shown(site, f"instruments/{path.stem}.html")
        found = yaml.safe_load(path.read_text("utf-8"))["paragraphs"]
        assert [one["locator"] for one in found if plain(one["text"]) not in page] == []
        assert "These words have changed" not in page
    assert max(site.sizes.values()) <= 100_000


def test_a_folder_without_texts_is_wrong_usage(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["--policies", str(ROOT / "policies"), "site", "--sources", str(tmp_path)])
    assert result.exit_code == 2
    assert "holds no official texts" in result.output

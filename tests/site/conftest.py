"""Sites to look at: of a small policy, of the same policy with hostile text, and of the real policies."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from tests.site.walked import Walked, walk

from solon import pipeline
from solon.cli.asked_pages import asked_pages
from solon.cli.committed import read_fixtures
from solon.fixtures import Fixture
from solon.publish.site import build_site

ROOT = Path(__file__).parents[2]
BAKERY = (Path(__file__).parent / "bakery.solon").read_text("utf-8")
HOUSE = ("1", "1(a)", "2", "3", "3(a)", "3(b)", "4", "5", "6")
LOCK = "[house]\n" + "".join(f"{'0' * 64}  {name}\n" for name in HOUSE) + f"\n[street]\n{'1' * 64}  preamble\n"
HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(1)> \"' onmouseover='alert(2) {{ config.site_name }} "
    "{% include 'main.html' %} [a](javascript:alert(3)) **b** ``` ~~~ --> </p></body> &lt;i&gt; $x$"
)


def bakery(text: str = "", source: str = BAKERY) -> pipeline.Build:
    """The small policy. text: what stands in every place where an officer writes freely."""
    built = pipeline.read({"house.solon": source.replace(" @", f" {text}".rstrip()).encode()}, LOCK)
    assert not built.findings, built.findings
    return built


def bare_root(folder: Path) -> Path:
    """A root with the real theme and a home page, for policies other than the real ones."""
    for name in ("theme", "scripts"):
        shutil.copytree(ROOT / "site" / name, folder / "site" / name)
    for name in ("mkdocs.yml", "finished.py"):
        shutil.copy(ROOT / "site" / name, folder / "site" / name)
    hand = folder / "site" / "pages"
    hand.mkdir()
    (hand / "index.md").write_text("---\ntitle: The house\n---\n\n# The house\n", "utf-8")
    return folder


def site_of(
    built: pipeline.Build,
    folder: Path,
    fixtures: tuple[Fixture, ...] = (),
    changes: str = "",
    texts: Mapping[str, Mapping[str, str]] | None = None,
) -> Walked:
    """The site of a policy, built in a folder. The rest: what else its pages show."""
    made = {**built.pages_with(fixtures, changes, texts or {}), **asked_pages(built, fixtures)}
    found = build_site(bare_root(folder), made, folder / "build")
    return walk(found)


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Walked:
    return site_of(bakery(), tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Walked:
    return site_of(bakery(HOSTILE), tmp_path_factory.mktemp("hostile"))


def real_pages() -> dict[str, str]:
    """The pages and scripts of the real policies, with all that is committed beside them."""
    policies = ROOT / "policies"
    files = {path.relative_to(policies).as_posix(): path.read_bytes() for path in sorted(policies.rglob("*.solon"))}
    built = pipeline.read(files, (policies / "sources.lock").read_text("utf-8"))
    assert built.sound
    fixtures = tuple(read_fixtures(ROOT / "tests" / "fixtures"))
    made = built.pages_with(fixtures, (policies / "changes.md").read_text("utf-8"))
    return {**made, **asked_pages(built, fixtures)}


def real_site(out: Path) -> Walked:
    """Their site."""
    return walk(build_site(ROOT, real_pages(), out))


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> Walked:
    """The real policies."""
    return real_site(tmp_path_factory.mktemp("real"))


@pytest.fixture(scope="session")
def words(small: Walked) -> Callable[[str], str]:
    """The words of a page of the small site, as a reader sees them."""
    return lambda name: re.sub(r"\s+", " ", small.pages[name].words)

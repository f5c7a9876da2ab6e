"""Building the site: what it refuses, what it leaves alone, and what it makes anew."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.site.conftest import BAKERY, bakery, bare_root

from solon.publish.pages import pages
from solon.publish.site import SiteFault, build_site

FRONT = '---\ntitle: "A page"\n---\n\n'


def test_pages_stand_in_order() -> None:
    built = bakery()
    found = list(pages(built.policy, built.answers))
    assert found == sorted(found)
    assert len(found) > 40


def test_a_page_may_not_be_written_twice(tmp_path: Path) -> None:
    root = bare_root(tmp_path)
    (root / "site" / "pages" / "coverage.md").write_text(FRONT + "# Mine\n", "utf-8")
    built = bakery()
    with pytest.raises(SiteFault, match=r"coverage\.md is written by hand and generated as well"):
        build_site(root, pages(built.policy, built.answers), tmp_path / "build")


def test_a_broken_link_in_a_hand_written_page_stops_the_build(tmp_path: Path) -> None:
    root = bare_root(tmp_path)
    (root / "site" / "pages" / "about.md").write_text(FRONT + "# About\n\n[gone](nowhere.md)\n", "utf-8")
    with pytest.raises(SiteFault, match=r"nowhere\.md"):
        build_site(root, {}, tmp_path / "build")


def test_a_broken_anchor_in_a_hand_written_page_stops_the_build(tmp_path: Path) -> None:
    root = bare_root(tmp_path)
    (root / "site" / "pages" / "about.md").write_text(FRONT + "# About\n\n[gone](index.md#nowhere)\n", "utf-8")
    with pytest.raises(SiteFault, match="nowhere"):
        build_site(root, {}, tmp_path / "build")


def test_without_a_site_folder_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(SiteFault, match=r"there is no site/mkdocs\.yml"):
        build_site(tmp_path, {}, tmp_path / "build")


def test_pages_of_an_earlier_build_go(tmp_path: Path) -> None:
    root, out = bare_root(tmp_path), tmp_path / "build"
    (out / "kept").mkdir(parents=True)
    build_site(root, {"old.md": FRONT + "# Old\n"}, out)
    assert (out / "site" / "old.html").is_file()
    found = build_site(root, {"new.md": FRONT + "# New\n"}, out)
    assert found == out / "site"
    assert sorted(path.name for path in found.glob("*.html")) == ["404.html", "index.html", "new.html"]
    assert (out / "kept").is_dir()


def test_the_environment_is_left_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = bare_root(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "7")
    build_site(root, {}, tmp_path / "build")
    assert os.environ["SOURCE_DATE_EPOCH"] == "7"
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    build_site(root, {}, tmp_path / "build")
    assert "SOURCE_DATE_EPOCH" not in os.environ


def test_error_pages_are_listed_by_code(tmp_path: Path) -> None:
    root = bare_root(tmp_path)
    folder = root / "site" / "pages" / "errors"
    folder.mkdir()
    (folder / "S202.md").write_text("---\ntitle: 'S202: no such `word`'\n---\n\n# S202\n", "utf-8")
    (folder / "S101.md").write_text("# S101: a tab & a space\n", "utf-8")
    found = build_site(root, {}, tmp_path / "build")
    listed = (found / "errors" / "index.html").read_text("utf-8")
    assert listed.index("S101.html") < listed.index("S202.html")
    assert "a tab &amp; a space" in listed
    assert "no such word" in listed


def test_names_that_pages_use_themselves(tmp_path: Path) -> None:
    """A block called `index` does not take the place of the page that lists its kind."""
    built = bakery(source=BAKERY.replace("no_greeting", "index"))
    found = pages(built.policy, built.answers)
    assert "Switches off" in found["rules/index_.md"]
    assert "Each rule says who is bound" in found["rules/index.md"]

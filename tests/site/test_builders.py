"""Another builder gives the same tree, and so does the same builder without its hook."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from tests.site.conftest import bakery, bare_root, real_pages
from tests.site.walked import Walked

from solon.publish.site import build_site

ROOT = Path(__file__).parents[2]


def sums(folder: Path) -> dict[str, str]:
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_the_hook_only_saves_time(tmp_path: Path) -> None:
    root, made = bare_root(tmp_path), bakery("<b>").pages
    with_hook = sums(build_site(root, made, tmp_path / "with"))
    config = root / "site" / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("hooks: [finished.py]\n", ""), "utf-8")
    assert len(with_hook) > 40
    assert sums(build_site(root, made, tmp_path / "without")) == with_hook


@pytest.mark.prove
def test_properdocs_builds_the_same_tree(real: Walked, tmp_path: Path) -> None:
    """The way out, should MkDocs 1.x end."""
    pytest.importorskip("properdocs")
    assert sums(build_site(ROOT, real_pages(), tmp_path, builder="properdocs")) == sums(real.folder)

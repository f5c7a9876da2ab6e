"""Every snippet for developers, on the page and in the README, does what is shown below it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.missing import missing
from tests.site.reader import ROOT, Failed, NotHere, Reader
from tests.site.snippets import Snippet, UnknownBlock, agrees, snippets


def developers() -> list[Snippet]:
    """What the page for developers has to run."""
    return snippets((ROOT / "site" / "pages" / "developers.md").read_text("utf-8"))


def readme() -> list[Snippet]:
    """What the part of the README on embedding has to run."""
    text = (ROOT / "README.md").read_text("utf-8")
    start = text.index("\n## Embed\n") + 1
    return snippets(text[start : text.index("\n## ", start)], text.count("\n", 0, start) + 1)


def read(folder: Path, found: list[Snippet]) -> None:
    """Do what a page says. What cannot be done here is said; where SOLON_ALL_TESTS is set, that fails."""
    wrong, not_here = list[str](), list[str]()
    with Reader(folder) as reader:
        for snippet in found:
            try:
                out = reader.run(snippet)
            except NotHere as need:
                not_here.append(f"line {snippet.line} needs {need}")
                continue
            except Failed as failed:
                wrong.append(f"line {snippet.line} ends with:\n{failed}")
                continue
            if snippet.shown is not None and not agrees(reader.here(snippet.shown), out):
                wrong.append(f"line {snippet.line} shows:\n{snippet.shown}\nbut this came out:\n{out}")
        origin = reader.python("import solon\nprint(solon.__file__)")
    assert not wrong, "\n".join(wrong)
    assert Path(origin.strip()).is_relative_to(reader.installed)
    if not_here:
        missing("NOT EVERY SNIPPET WAS RUN: " + "; ".join(not_here))


def test_the_page_for_developers(tmp_path: Path) -> None:
    read(tmp_path, [one for one in developers() if not one.is_heavy])


@pytest.mark.prove
def test_the_page_for_developers_with_spark(tmp_path: Path) -> None:
    pytest.importorskip("pyspark", reason="Spark is not installed: pip install -e '.[prove]'")
    found = developers()
    last = max(at for at, one in enumerate(found) if one.is_heavy)
    read(tmp_path, found[: last + 1])


def test_the_readme(tmp_path: Path) -> None:
    read(tmp_path, readme())


def test_a_block_that_nothing_runs_is_refused() -> None:
    for page in ("```\nx\n```\n", "```rust\nx\n```\n", "~~~yaml\nx\n~~~\n", "```text\nx\n```\n", "```sh\nx\n"):
        with pytest.raises(UnknownBlock):
            snippets(page)
    with pytest.raises(UnknownBlock, match="line 4"):
        snippets("```sh\nx\n```\n```text\ny\n```\n```text\nz\n```\n".replace("text\ny", "yaml\ny"))
    with pytest.raises(UnknownBlock, match="line 7"):
        snippets("```sh\nx\n```\n```text\ny\n```\n```text\nz\n```\n")


def test_what_is_shown_belongs_to_the_block_before_it() -> None:
    page = "# A page\n\n```sh\none\n```\n\n```text\n1\n```\n\n  ~~~python\n  ```\n  ~~~\n"
    assert snippets(page) == [Snippet(3, "sh", "one\n", "1\n"), Snippet(11, "python", "  ```\n", None)]


@pytest.mark.parametrize(
    ("shown", "out", "same"),
    [
        ("a\nb\n", "a\nb\n", True),
        ("a\n", "a\nb\n", False),
        ("a\nb\n", "a\n", False),
        ("a.c\n", "abc\n", False),
        ("a ... d\n", "a b c d\n", True),
        ("a ... d\n", "a b\nc d\n", False),
        ("a\n...\nd\n", "a\nb\nc\nd\n", True),
        ("a\n...\nd\n", "a\nd\n", True),
        ("a\n...\nd\n", "a\nb\nc\n", False),
    ],
)
def test_what_agrees(shown: str, out: str, same: bool) -> None:
    assert agrees(shown, out) is same

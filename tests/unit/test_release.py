"""`solon release`: the changes since the last release, written on top of `changes.md`; nothing else in it moves."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from tests.diff_policies import HOUSE, LOCK
from tests.unit.test_diff_command import RARE, STRICTER, git, solon, write

from solon.diff.release import Release, added, digest, releases

FIRST = ("release", "0.1.0", "--on", "2026-03-01")
SECOND = ("release", "0.2.0", "--on", "2026-04-01")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository whose first release is committed together with the policies."""
    folder = tmp_path / "repository"
    write(folder, HOUSE)
    git(tmp_path, "init", "-q", "-b", "trunk", str(folder))
    assert solon(folder, *FIRST).exit_code == 0
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "release 0.1.0")
    return folder


def changes(folder: Path) -> str:
    return (folder / "policies" / "changes.md").read_text("utf-8")


def test_the_first_release_says_what_there_is(repository: Path) -> None:
    text = changes(repository)
    assert text.startswith("# Changes\n\nWhat changed in the rules, the newest release first.")
    assert '<a id="release-0-1-0"></a>\n\n## 0.1.0, 1 March 2026\n' in text
    assert "**The first release: 2 instruments as rules.**" in text
    title = '<a href="instruments/house.html">House rules</a>'
    assert f"- **{title}**, rules, issued by The committee, in force from 1 January 2000:\n" in text
    assert "    3 paragraphs, which became 3 rules and 1 exception.\n" in text
    assert "    1 paragraph, which became 0 rules and 0 exceptions.\n" in text
    assert "4 facts that a person can be asked, 0 defined terms, and 1 reading of places" in text
    assert releases(text) == (Release("0.1.0", date(2026, 3, 1), digest({"house.solon": HOUSE.encode()}, LOCK)),)


def test_the_next_release_stands_on_top_and_names_what_changed(repository: Path) -> None:
    first = changes(repository)
    write(repository, STRICTER)
    done = solon(repository, *SECOND)
    assert done.exit_code == 0, done.output
    text = changes(repository)
    assert text.index("## 0.2.0, 1 April 2026") < text.index("## 0.1.0, 1 March 2026")
    start = first.index("<!-- release: 0.1.0")
    assert text.startswith(first[:start])
    assert text.endswith(first[start:])
    assert 'Compared with <a href="#release-0-1-0">0.1.0</a>, 1 March 2026.\n\n**1 deed gets another verdict' in text
    assert "    Before: a visitor must not borrow the book, by no_rare_books (house 1).\n" in text
    see = '<a href="rules/no_rare_books.html">no_rare_books</a>, <a href="instruments/house.html#1">house 1</a>'
    assert f"    See {see}.\n" in text
    assert '- <a href="rules/no_rare_books.html">rule no_rare_books, changed</a>\n' in text
    assert [found.name for found in releases(text)] == ["0.2.0", "0.1.0"]
    # Once committed, the release after it is compared with this one.
    git(repository, "commit", "-q", "-a", "-m", "release 0.2.0")
    write(repository, HOUSE)
    assert solon(repository, "release", "0.3.0", "--on", "2026-05-01").exit_code == 0
    assert 'Compared with <a href="#release-0-2-0">0.2.0</a>' in changes(repository)


def test_the_same_release_gives_the_same_bytes(repository: Path) -> None:
    write(repository, STRICTER)
    before = changes(repository)
    texts: set[str] = set()
    for _ in range(2):
        (repository / "policies" / "changes.md").write_text(before, "utf-8")
        assert solon(repository, *SECOND).exit_code == 0
        texts.add(changes(repository))
    assert len(texts) == 1


def test_words_alone_make_a_release_and_nothing_makes_none(repository: Path) -> None:
    done = solon(repository, *SECOND)
    assert done.exit_code == 1
    assert "nothing has changed since 0.1.0" in done.output
    write(repository, HOUSE.replace("asks: Is the book rare?", "asks: Is it a rare book?"))
    assert solon(repository, *SECOND).exit_code == 0
    assert "**No situation changes. Only words differ.**" in changes(repository)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("release", "0.1.0", "--on", "2026-04-01"), 2, "0.1.0 was released already"),
        (("release", "0-1-0", "--on", "2026-04-01"), 2, "was released already"),
        (("release", "0.2 (draft)", "--on", "2026-04-01"), 2, "is not a name for a release"),
        (("release", "-->", "--on", "2026-04-01"), 2, "is not a name for a release"),
        (("release", "0.2.0", "--on", "2026-02-30"), 2, "is not a day of the calendar"),
        (("release", "0.2.0", "--on", "tomorrow"), 2, "is not a day"),
        (("release", "0.2.0", "--on", "2026-02-01"), 2, "a new one cannot be before that"),
        (("release", "0.2.0"), 2, "--on"),
        (("release", "0.2.0", "--on", "2026-04-01", "--since", "nowhere"), 2, "neither a folder nor a git revision"),
    ],
)
def test_what_cannot_be_a_release_is_refused_and_writes_nothing(
    repository: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    write(repository, STRICTER)
    before = changes(repository)
    done = solon(repository, *words[:1], *(("--",) if words[1].startswith("-") else ()), *words[1:])
    if words[1].startswith("-"):
        done = solon(repository, "release", "--on", words[3], "--", words[1])
    assert done.exit_code == code
    assert said in done.output
    assert changes(repository) == before


def test_policies_with_errors_are_not_released(repository: Path) -> None:
    before = changes(repository)
    write(repository, HOUSE.replace("    - the book is rare\n\n", "    - the book is raer\n\n"))
    done = solon(repository, *SECOND)
    assert done.exit_code == 1
    assert "S301" in done.output
    assert changes(repository) == before


def test_a_fresh_clone_finds_the_last_release_and_a_shallow_one_says_what_to_do(
    repository: Path, tmp_path: Path
) -> None:
    write(repository, STRICTER)
    git(repository, "commit", "-q", "-a", "-m", "an edit")
    git(tmp_path, "clone", "-q", str(repository), str(tmp_path / "clone"))
    assert solon(tmp_path / "clone", *SECOND).exit_code == 0
    assert solon(repository, *SECOND).exit_code == 0
    assert changes(tmp_path / "clone") == changes(repository)
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{repository}", str(tmp_path / "shallow"))
    done = solon(tmp_path / "shallow", *SECOND)
    assert done.exit_code == 2
    assert "--since FOLDER, or --since REVISION" in done.output
    older = write(tmp_path / "older", HOUSE)
    assert solon(tmp_path / "shallow", *SECOND, "--since", str(older)).exit_code == 0
    assert changes(tmp_path / "shallow") == changes(repository)


def test_policies_that_were_committed_apart_from_the_entry_are_found(tmp_path: Path) -> None:
    folder = tmp_path / "repository"
    write(folder, STRICTER)
    git(tmp_path, "init", "-q", "-b", "trunk", str(folder))
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "stricter")
    write(folder, HOUSE)
    assert solon(folder, *FIRST).exit_code == 0
    git(folder, "add", "policies/changes.md")
    git(folder, "commit", "-q", "-m", "the entry alone")
    git(folder, "commit", "-q", "-a", "-m", "then the policies")
    write(folder, HOUSE.replace(RARE, RARE.replace("rare\n", "rare\n    - the book is new\n")))
    done = solon(folder, *SECOND)
    assert done.exit_code == 0, done.output
    assert "no_rare_books" in changes(folder)


def test_without_git_the_last_text_has_to_be_named(tmp_path: Path) -> None:
    write(tmp_path / "here", HOUSE)
    assert solon(tmp_path / "here", *FIRST).exit_code == 0
    older = shutil.copytree(tmp_path / "here" / "policies", tmp_path / "older")
    write(tmp_path / "here", STRICTER)
    done = solon(tmp_path / "here", *SECOND)
    assert done.exit_code == 2
    assert "no git history" in done.output
    assert solon(tmp_path / "here", *SECOND, "--since", str(older)).exit_code == 0
    # Another text than the one that was released is used as well, with a word about it.
    other = write(tmp_path / "other", HOUSE.replace("by: 10 days", "by: 9 days"))
    done = solon(tmp_path / "here", "release", "0.3.0", "--on", "2026-05-01", "--since", str(other))
    assert done.exit_code == 0
    assert "not quite those that 0.2.0 was made from" in done.output


def test_what_stands_in_the_file_stays() -> None:
    one = Release("1", date(2026, 1, 1), "0" * 64)
    two = Release("2", date(2026, 2, 1), "1" * 64)
    text = added("Our own words.\n", f"{one.mark}\n\n## 1\n")
    assert text == f"Our own words.\n\n{one.mark}\n\n## 1\n"
    assert added(text, f"{two.mark}\n\n## 2\n") == f"Our own words.\n\n{two.mark}\n\n## 2\n\n{one.mark}\n\n## 1\n"


def test_line_ends_make_no_other_text() -> None:
    unix = {"house.solon": HOUSE.encode()}
    windows = {"house.solon": HOUSE.replace("\n", "\r\n").encode()}
    assert digest(unix, LOCK) == digest(windows, LOCK.replace("\n", "\r\n"))
    assert digest(unix, LOCK) != digest({"other.solon": HOUSE.encode()}, LOCK)

"""`solon batch` and `solon compile --target sql` as a person meets them: nothing is half written, nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

pl: Any = pytest.importorskip("polars", reason="Polars is not installed: pip install -e '.[test]'")
pytest.importorskip("pyarrow", reason="pyarrow is not installed: pip install -e '.[test]'")

from solon.bulk.decide_many import Tables  # noqa: E402
from solon.cli import batch  # noqa: E402
from solon.cli.main import main  # noqa: E402

ROOT = Path(__file__).parents[2]
POST = "member__post_the_content"


def solon(*words: str | Path) -> Result:
    """What the command says and does."""
    return CliRunner().invoke(main, ["--policies", str(ROOT / "policies"), *map(str, words)])


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Some situations: known, unknown, with and without a day."""
    path = tmp_path / "in" / "situations.parquet"
    path.parent.mkdir()
    pl.DataFrame(
        {
            "case": ["a", "b", "c", "d"],
            "on_day": [date(2018, 5, 1), date(2018, 5, 1), date(2010, 5, 1), None],
            "account_has_city_email": [True, None, True, True],
            "content_promotes_third_party": [True, True, True, False],
        }
    ).write_parquet(path)
    return path


def left(folder: Path) -> list[str]:
    """All that is in a folder."""
    return sorted(path.name for path in folder.iterdir())


def test_a_table_is_answered(table: Path, tmp_path: Path) -> None:
    out = tmp_path / "out" / "answers.parquet"
    done = solon("batch", table, out, "--keep", "case", "--everything-else-no")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "4 rows" in done.stderr
    found = pl.read_parquet(out)
    assert found["case"].to_list() == ["a", "b", "c", "d"]
    assert found[POST].to_list() == ["prohibited", "undetermined", "not_regulated", "not_regulated"]
    assert found[f"{POST}__rule"].to_list() == ["no_third_party_promotion", None, None, None]
    assert left(out.parent) == ["answers.parquet"]


def test_pieces_make_the_same_table(table: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole, pieces = tmp_path / "whole.parquet", tmp_path / "pieces.parquet"
    solon("batch", table, whole, "--keep", "case")
    monkeypatch.setattr(batch, "ROWS", 1)
    solon("batch", table, pieces, "--keep", "case")
    assert pl.read_parquet(pieces).cast(pl.String).equals(pl.read_parquet(whole).cast(pl.String))


def test_exit_codes_say_what_is_open_and_what_cannot_be(table: Path, tmp_path: Path) -> None:
    out = tmp_path / "answers.parquet"
    words = ("batch", table, out, "--keep", "case", "--everything-else-no")
    assert solon(*words, "--require-determined").exit_code == 4
    assert solon(*words, "--require-determined", "--asked", "member seek_advice").exit_code == 0
    assert solon(*words, "--on", "2018-05-01").exit_code == 3
    pl.DataFrame({"private_conversation": [True], "made_to_body": [True]}).write_parquet(table)
    done = solon("batch", table, out)
    assert done.exit_code == 1
    assert "1 row cannot be" in done.stderr
    assert pl.read_parquet(out)["impossible"].to_list() == ["private_and_to_the_body"]


def test_a_fault_leaves_what_was_there(table: Path, tmp_path: Path) -> None:
    out = tmp_path / "answers.parquet"
    out.write_text("before")
    done = solon("batch", table, out)
    assert done.exit_code == 3
    assert 'There is no fact "case".' in done.stderr
    assert "Nothing was written." in done.stderr
    assert out.read_text() == "before"
    assert left(tmp_path) == ["answers.parquet", "in"]


@pytest.mark.parametrize("stop", [KeyboardInterrupt, MemoryError, OSError(28, "No space left on device")])
def test_a_run_that_stops_in_the_middle_leaves_nothing(
    table: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop: Any
) -> None:
    whole = Tables.decide_many
    calls: Iterator[int] = iter(range(10))

    def decide_many(*words: Any, **more: Any) -> Any:
        if next(calls) == 2:
            raise stop
        return whole(*words, **more)

    monkeypatch.setattr(batch, "ROWS", 1)
    monkeypatch.setattr(Tables, "decide_many", decide_many)
    done = solon("batch", table, tmp_path / "answers.parquet", "--keep", "case")
    assert done.exit_code != 0
    assert left(tmp_path) == ["in"]


def test_files_that_cannot_be_read_or_written(table: Path, tmp_path: Path) -> None:
    out = tmp_path / "answers.parquet"
    done = solon("batch", tmp_path / "nothing.parquet", out)
    assert done.exit_code == 2
    assert "nothing.parquet" in done.stderr
    for content in (b"", b"PAR1", b"not a table at all", table.read_bytes()[:-100]):
        (tmp_path / "broken.parquet").write_bytes(content)
        done = solon("batch", tmp_path / "broken.parquet", out)
        assert done.exit_code == 3, content[:10]
        assert "no Parquet file that can be read" in done.stderr
    assert solon("batch", table, tmp_path / "in", "--keep", "case").exit_code == 2
    assert left(tmp_path) == ["broken.parquet", "in"]


def test_wrong_usage_is_said_at_once(table: Path, tmp_path: Path) -> None:
    done = solon(
        "batch", table, tmp_path / "x", "--on", "tomorrow", "--reading", "likes=never", "--reading", "like=post"
    )
    assert done.exit_code == 2
    assert '"tomorrow" is not a day' in done.stderr
    assert 'The reading "likes" has no option "never". Its options are: no_post, post.' in done.stderr
    assert 'There is no reading "like". Did you mean "likes"?' in done.stderr
    done = solon("batch", table, tmp_path / "x", "--asked", "member post", "--keep", "case")
    assert done.exit_code == 3
    assert 'No rule is about "member post".' in done.stderr


def test_an_extra_that_is_not_installed_is_named(table: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "find_spec", lambda name: None if name == "pyspark" else name)
    done = solon("batch", table, tmp_path / "x", "--engine", "spark")
    assert done.exit_code == 2
    assert "pip install 'solon[spark]'" in done.stderr


def test_long_work_says_how_far_it_is(table: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "ROWS", 2)
    monkeypatch.setattr(batch, "EVERY", 0.0)
    done = solon("batch", table, tmp_path / "x", "--keep", "case", "--everything-else-no")
    assert "2 of 4 rows\n" in done.stderr
    assert "looked at one by one" in done.stderr


# SQL


@pytest.mark.prove
def test_the_sql_goes_to_a_file_or_the_terminal(tmp_path: Path) -> None:
    words = (
        "compile",
        "--target",
        "sql",
        "--columns",
        "member_runs,voting_day",
        "--on",
        "2018-05-01",
        "--keep",
        "case",
    )
    printed = solon(*words)
    assert printed.exit_code == 0
    assert solon(*words, "-o", tmp_path / "x.sql").exit_code == 0
    text = (tmp_path / "x.sql").read_text("utf-8")
    assert text == printed.stdout
    assert "situations.voting_day AS i_voting_day" in text
    assert "k_case AS case" in text
    assert "member_runs_for_other_office" not in text.split("layer_1")[0]


def test_what_sql_cannot_be_made_of() -> None:
    done = solon("compile", "--target", "sql", "--columns", "member_run", "--on", "x", "--reading", "likes=x")
    assert done.exit_code == 2
    assert 'There is no fact "member_run". Did you mean "member_runs"?' in done.stderr
    assert done.stderr.count("\n") == 3
    done = solon("compile", "--target", "sql", "--keep", 'x"; DROP TABLE y; --')
    assert done.exit_code == 2
    assert "cannot stand in SQL" in done.stderr


@pytest.mark.prove
def test_another_reading_makes_another_text() -> None:
    plain = solon("compile", "--target", "sql").stdout
    other = solon("compile", "--target", "sql", "--reading", "likes=post").stdout
    assert "Other readings: likes = post." in other
    assert plain.split("WITH")[1] != other.split("WITH")[1]

"""Generated pages, hand-written pages and the theme into the site. The only module here that touches files.

Invariant: the same arguments give the same bytes; nothing outside `out` is written.
"""

from __future__ import annotations

import logging
import os
import re
import shutil
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import cast

from solon.publish.errors import errors_index

EPOCH = 1_475_280_000
"""1 October 2016, 00:00 UTC: the day that stands wherever a builder would write the day of the build."""

FAULTS = {"mkdocs": "MkDocsException", "properdocs": "ProperDocsException"}
"""The builders that can be used, each with what it raises."""


class SiteFault(Exception):
    """The site cannot be built; the text says what is wrong, one line for each finding of the builder."""


def build_site(root: Path, pages: Mapping[str, str], out: Path, epoch: int = EPOCH, builder: str = "mkdocs") -> Path:
    """Write all pages under `out/pages` and build the site under `out/site`.

    root: the folder that holds `site/`. pages: generated pages by path. out: where both folders are made anew.
    epoch: seconds since 1970 that stand for the day of the build. builder: `mkdocs`, or `properdocs`, which takes the
    same configuration and is the way out should the first one end. Returns the folder of the site.
    Raises SiteFault when there is no `site/`, a generated page would replace a hand-written one, or the builder finds
    a fault; OSError when a file cannot be read or written.
    """
    if not (root / "site" / "mkdocs.yml").is_file():
        raise SiteFault("there is no site/mkdocs.yml beside the policies")
    written, built = out / "pages", out / "site"
    hand = {path.relative_to(root / "site" / "pages").as_posix(): path for path in _files(root / "site" / "pages")}
    generated = {**pages, **_error_pages(hand)}
    if twice := sorted(set(hand) & set(generated)):
        raise SiteFault("\n".join(f"{path} is written by hand and generated as well" for path in twice))
    if written.exists():
        shutil.rmtree(written)
    for name, path in sorted(hand.items()):
        target = written / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    for name, text in sorted(generated.items()):
        target = written / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text + _program(root, name), encoding="utf-8", newline="\n")
    _run_builder(root / "site" / "mkdocs.yml", written, built, epoch, builder)
    return built


def _program(root: Path, name: str) -> str:
    """What a script does with the data that was generated for it, so that both are one request; nothing for a page."""
    path = root / "site" / "scripts" / name
    return path.read_text("utf-8") if path.is_file() else ""


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _error_pages(hand: Mapping[str, Path]) -> dict[str, str]:
    """The list of the error pages, where there are any."""
    titles = {
        path.stem: _title(path.read_text(encoding="utf-8"), path.stem)
        for name, path in hand.items()
        if re.fullmatch(r"errors/S\d+\.md", name)
    }
    return {"errors/index.md": errors_index(titles).markdown()} if titles else {}


def _title(text: str, code: str) -> str:
    """The title of a hand-written page: of its front matter, or its first heading; without the code itself."""
    found = re.search(r"^title:\s*(.+)$", text, re.MULTILINE) or re.search(r"^# (.+)$", text, re.MULTILINE)
    words = found.group(1).strip().strip("\"'") if found else ""
    return re.sub(rf"^{code}\s*[:.–-]?\s*", "", words).replace("`", "") or code


def _run_builder(config_file: Path, written: Path, built: Path, epoch: int, builder: str) -> None:
    # Here and not above: only a build of the site needs the builder, which is an extra.
    try:
        commands = import_module(f"{builder}.commands.build")
        config_of = import_module(f"{builder}.config").load_config
        faults = import_module(f"{builder}.exceptions")
    except ModuleNotFoundError as fault:
        raise SiteFault(f'the site builder is not installed ({fault}); run: pip install "solon[site]"') from fault
    with _captured(builder) as findings, _dated(epoch):
        try:
            config = config_of(
                str(config_file.resolve()), docs_dir=str(written.resolve()), site_dir=str(built.resolve()), strict=True
            )
            sections = cast("list[dict[str, str]]", config.extra["sections"])
            there = [found for found in sections if (written / found["page"]).with_suffix(".md").is_file()]
            config.extra["sections"] = there
            commands.build(config)
        except (faults.Abort, vars(faults)[FAULTS[builder]]) as fault:
            raise SiteFault("\n".join([*findings, str(fault)])) from fault


@contextmanager
def _captured(builder: str) -> Generator[list[str]]:
    """The builder's warnings, which it would print."""
    found: list[str] = []

    class Keeper(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            found.append(record.getMessage())

    keeper = Keeper(logging.WARNING)
    logger = logging.getLogger(builder)
    logger.addHandler(keeper)
    try:
        yield found
    finally:
        logger.removeHandler(keeper)


@contextmanager
def _dated(epoch: int) -> Generator[None]:
    """The builder takes its day from the environment; what was there comes back afterwards."""
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = str(epoch)
    try:
        yield
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = before

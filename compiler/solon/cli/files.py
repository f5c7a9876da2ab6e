"""Policy files in, results out.

Invariant: a file is written whole or not at all; nothing is read outside the folders that were named.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from importlib import resources
from pathlib import Path

from solon import engine

LOCK = "sources.lock"
MAX_FILES = 2_000
MAX_BYTES = 1_000_000


class FileFault(Exception):
    """A file or folder that cannot be read or written; the text says what to do."""


def read_policies(folder: Path) -> tuple[dict[str, bytes], str]:
    """The policy files of a folder by relative name, in policy order, and the text of its lock. Raises FileFault."""
    if not folder.is_dir():
        raise FileFault(f'There is no folder "{folder}". Say where the policies are with --policies DIR.')
    paths = sorted(path for path in folder.rglob("*.solon") if path.is_file())
    if len(paths) > MAX_FILES:
        raise FileFault(f'"{folder}" holds {len(paths):,} policy files; at most {MAX_FILES:,} are read.')
    files: dict[str, bytes] = {}
    for path in paths:
        with path.open("rb") as handle:
            # One byte more than allowed is enough for the parser to refuse a file that is too large.
            files[path.relative_to(folder).as_posix()] = handle.read(MAX_BYTES + 1)
    lock = folder / LOCK
    return files, lock.read_text("utf-8") if lock.is_file() else ""


def read_input(path: str, limit: int = MAX_BYTES) -> bytes:
    """A file that a person named, or standard input for `-`; of a longer one, a byte more than `limit`.

    Raises FileFault.
    """
    try:
        if path == "-":
            import sys

            return sys.stdin.buffer.read(limit + 1)
        with open(path, "rb") as handle:
            return handle.read(limit + 1)
    except OSError as fault:
        raise FileFault(f'"{path}" cannot be read: {fault.strerror}.') from fault


def write_file(path: Path, text: str) -> None:
    """Write a file by way of a temporary one beside it, so that an interruption loses nothing. Raises FileFault."""
    temporary = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except OSError as fault:
        if temporary and os.path.exists(temporary):
            os.unlink(temporary)
        raise FileFault(f'"{path}" cannot be written: {fault.strerror}.') from fault


def write_tree(folder: Path, files: Mapping[str, str]) -> None:
    """Write many files below a folder."""
    for name, text in files.items():
        write_file(folder / name, text)


def shipped(package: str, folder: str) -> dict[str, str]:
    """The text files of a folder that ships inside a package, by name."""
    found = resources.files(package).joinpath(folder).iterdir()
    return {one.name: one.read_text("utf-8") for one in sorted(found, key=lambda one: one.name) if one.is_file()}


def engine_sources() -> dict[str, str]:
    """The text of each module of the engine that is installed, by the name of the module."""
    folder = Path(engine.__file__).parent
    found: dict[str, str] = {}
    for path in sorted(folder.rglob("*.py")):
        parts = path.relative_to(folder).with_suffix("").parts
        names = (engine.__name__, *(part for part in parts if part != "__init__"))
        found[".".join(names)] = path.read_text("utf-8")
    return found


def project_root(policies: Path) -> Path:
    """The folder that holds the policies: where `build/`, `site/` and `tests/` are."""
    return policies.resolve().parent

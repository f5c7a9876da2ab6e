"""Git revisions in, files out; no checkout is touched.

Invariant: git is asked by name and by id only; a name that a person gave can never be taken for an option.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable
from pathlib import Path

from solon.cli.files import MAX_BYTES, FileFault

# A hook sets these for its own repository; the one that is asked here is named by a folder.
OWN = frozenset(("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"))


def _run(folder: Path, words: tuple[str, ...], feed: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run git in a folder. Raises FileFault when there is no git."""
    around = {name: value for name, value in os.environ.items() if name not in OWN} | {"LC_ALL": "C"}
    command = ["git", "-C", str(folder), *words]
    try:
        return subprocess.run(command, input=feed, capture_output=True, check=False, env=around)
    except FileNotFoundError:
        raise FileFault("git is not installed. Compare folders instead: solon diff OLD_FOLDER NEW_FOLDER.") from None


def git(folder: Path, *words: str, feed: bytes = b"") -> bytes | None:
    """What a git command prints, run in a folder; None when it fails. Raises FileFault when there is no git."""
    done = _run(folder, words, feed)
    return done.stdout if done.returncode == 0 else None


def top_of(folder: Path) -> Path:
    """The root of the repository that a folder stands in. Raises FileFault."""
    done = _run(folder, ("rev-parse", "--show-toplevel"))
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise FileFault(
            f'There are no git revisions for "{folder}" ({said[0] if said else "git gives no reason"}). '
            "Name two folders to compare: solon diff OLD_FOLDER NEW_FOLDER."
        )
    return Path(os.fsdecode(done.stdout.rstrip(b"\n")))


def commit_of(top: Path, name: str) -> str | None:
    """The id of the commit that a revision names, or None."""
    found = git(top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    return found.decode().strip() if found else None


def files_at(top: Path, commit: str, folder: str, endings: Iterable[str]) -> dict[str, bytes]:
    """The files below a folder in a commit whose names end so, by name relative to the folder, sorted.

    Links and submodules are left out, as nothing outside the folder is read. A file that is too large is cut short
    where the parser refuses it.
    """
    kept = tuple(endings)
    listed = git(top, "ls-tree", "-r", "-z", "--full-tree", commit, "--", f"{folder}/" if folder != "." else ".") or b""
    found: dict[str, bytes] = {}
    for entry in listed.split(b"\0"):
        head, _, path = entry.partition(b"\t")
        name = os.fsdecode(path)
        if head.startswith(b"100") and name.endswith(kept):
            found[name if folder == "." else name[len(folder) + 1 :]] = head.split()[2]
    texts = _contents(top, list(dict.fromkeys(found.values())))
    return {name: texts[found[name]][: MAX_BYTES + 1] for name in sorted(found)}


def _contents(top: Path, ids: list[bytes]) -> dict[bytes, bytes]:
    """The contents of objects, all read by one process. Raises FileFault when one cannot be read."""
    out = git(top, "cat-file", "--batch", feed=b"\n".join([*ids, b""])) if ids else b""
    found: dict[bytes, bytes] = {}
    place = 0
    for one in ids:
        end = (out or b"").find(b"\n", place)
        words = (out or b"")[place:end].split()
        if end < 0 or len(words) != 3 or words[0] != one:
            raise FileFault(f"git cannot read the object {one.decode()}; the repository may be incomplete.")
        size = int(words[2])
        found[one] = (out or b"")[end + 1 : end + 1 + size]
        place = end + size + 2
    return found


def commits_with(top: Path, words: str, path: str) -> list[str]:
    """The commits, newest first, that added or removed some words in a file."""
    found = git(top, "log", "--format=%H", f"-S{words}", "--", path)
    return found.decode().split() if found else []


def commits_on(top: Path, path: str) -> list[str]:
    """The commits, newest first, that touched a path."""
    found = git(top, "log", "--format=%H", "--", path)
    return found.decode().split() if found else []

"""Drives one target for a while: `python -m tests.prove.fuzz TARGET SECONDS FOLDER`.

What breaks the target is written into the folder. With atheris, bytes that reach new code are kept and changed again;
without it, seeds are changed at random, from a fixed seed on.
"""

from __future__ import annotations

import sys
import time
from hashlib import sha256
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

STUCK = 60  # seconds; no reader needs so long for a few kilobytes


def main(name: str, seconds: int, folder: Path) -> None:
    """Run one target. Ends with an exit code that is not 0 when something broke it."""
    try:
        import atheris
    except ImportError:
        _at_random(name, seconds, folder)
        return
    with atheris.instrument_imports(include=["solon", "solon_dsl", "yaml"]):
        from tests.prove.targets import TARGETS, cases
    target = TARGETS[name]
    with TemporaryDirectory() as corpus:
        for number, seed in enumerate([*target.seeds(), *(path.read_bytes() for path in cases(name))]):
            Path(corpus, str(number)).write_bytes(seed)
        words = [
            f"-max_total_time={seconds}", f"-max_len={target.longest}", f"-timeout={STUCK}", "-print_final_stats=1",
            f"-artifact_prefix={folder}/", corpus,
        ]  # fmt: skip
        atheris.Setup([sys.argv[0], *words], target.run)
        atheris.Fuzz()


def _at_random(name: str, seconds: int, folder: Path) -> None:
    from tests.prove.targets import TARGETS

    target, draw, runs = TARGETS[name], Random(0), 0
    seeds = target.seeds()
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        data = changed(draw, seeds)[: target.longest]
        runs += 1
        try:
            target.run(data)
        except BaseException:
            (folder / f"crash-{sha256(data).hexdigest()}").write_bytes(data)
            raise
    print(f"{runs} runs at random; with atheris they would look for new code.")


def changed(draw: Random, seeds: list[bytes]) -> bytes:
    """A seed with a few changes, or two joined."""
    data = bytearray(draw.choice(seeds))
    for _ in range(draw.choice((1, 2, 5, 20))):
        place = draw.randrange(len(data) + 1)
        match draw.randrange(5):
            case 0:
                data[place : place + 1] = bytes([draw.randrange(256)])
            case 1:
                del data[place : place + draw.choice((1, 1, 8, 100))]
            case 2:
                data[place:place] = draw.randbytes(draw.choice((1, 1, 4)))
            case 3:
                other = draw.choice(seeds)
                start = draw.randrange(len(other) + 1)
                data[place:place] = other[start : start + draw.choice((4, 30, 300))]
            case _:
                data[place:place] = data[place : place + draw.choice((2, 40, 400))]
    return bytes(data)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))

"""What may be handed over to a reader, whatever it holds, and what must come of it: an answer, or a clear refusal.

Invariant: a target raises for nothing but a fault of the reader. Each takes bytes, so that any fuzzer can drive it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from tests.loaded import ROOT, small, small_build
from tests.properties.test_random_text import look_through
from tests.random_policies import HEAD, LOCK
from tests.tampering import HOSTILE, edited, hold, places_in, sealed
from tests.tampering import situation as situation_in

from solon import BrokenArtefact, ImpossibleFacts, OtherVersion, SolonError, pipeline
from solon.engine.artefact import read
from solon.engine.situation import Situation
from solon.engine.store import TooLarge
from solon.reference.decide import Decider
from solon.situations import read_situation
from solon_dsl.render import render

CRASHES = ROOT / "tests" / "cases" / "crashes"


class Tape(Random):
    """Draws read from bytes, so that a fuzzer can change one and keep the others; noughts when they are used up."""

    def __init__(self, data: bytes) -> None:
        super().__init__(0)
        self.data = data
        self.place = 0

    def getrandbits(self, k: int) -> int:
        size = (k + 7) // 8
        found = self.data[self.place : self.place + size]
        self.place += size
        return int.from_bytes(found, "little") >> max(0, len(found) * 8 - k)

    def random(self) -> float:
        return self.getrandbits(16) / 65_536


# Artefacts


@cache
def bases() -> tuple[tuple[dict[str, Any], list[tuple[Any, ...]]], ...]:
    """The tables of small artefacts that together hold everything there is, with the paths in them."""
    texts = [small_build().artefact]
    lock = (ROOT / "tests" / "conformance" / "sources.lock").read_text("utf-8")
    for folder in ("conformance", "cases/meaning"):
        for path in sorted((ROOT / "tests" / folder).glob("*.solon")):
            texts.append(pipeline.checked({path.name: path.read_bytes()}, lock).artefact)
    tables = [json.loads(text) for text in texts]
    return tuple((one, [p for p in places_in(one) if p[0] not in ("schema", "revision")]) for one in tables)


def artefact(data: bytes) -> None:
    """A file that is said to be an artefact."""
    try:
        read(data)
    except (BrokenArtefact, OtherVersion) as fault:
        _is_short(str(fault))
    else:
        hold(data, Random(1))


def tables(data: bytes) -> None:
    """Tables as somebody wrote them, under a sum that fits."""
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return
    if isinstance(found, dict):
        _taken(sealed({"schema": "solon.graph/3", **found}))


def edits(data: bytes) -> None:
    """Good tables with a few changes, under a sum that fits."""
    draw = Tape(data)
    base, paths = draw.choice(bases())
    _taken(sealed(edited(base, paths, draw)))


def _taken(data: bytes) -> None:
    try:
        read(data)
    except (BrokenArtefact, OtherVersion):
        return
    hold(data, Random(1))


# Situations


def situation(data: bytes) -> None:
    """A situation file: refused with findings that have a place in it, or read as the engine reads the same values."""
    policy = small_build().policy
    found, findings = read_situation(policy, "s.yaml", data)
    assert (found is None) == bool(findings)
    lines = {"s.yaml": data.decode("utf-8-sig", "replace").splitlines()}
    for finding in findings:
        assert finding.span.file == "s.yaml"
        assert finding.span.line >= 1
        assert finding.span.column >= 1
        _is_short(render(finding, lines))
    if found is None:
        return
    try:
        decision = small().answer(found)
    except ImpossibleFacts:
        return
    assert (decision.situation.given, decision.situation.unknown) == (found.given, found.unknown)
    assert decision.situation == found
    json.dumps(decision.to_json())
    assert all(verdict.explain() for verdict in decision)


def given(data: bytes) -> None:
    """What a program hands over: names and values of every kind."""
    draw = Tape(data)
    policy = small()
    names = [*policy.facts, "drizzle", "wet", "on", "may_i", *HOSTILE]
    usual = [
        True,
        False,
        None,
        "unknown",
        "hall",
        "yard",
        "already",
        "not yet",
        "2018-05-01",
        "2100-02-29",
        "2096-02-29",
    ]
    values = [*usual, *usual, *HOSTILE]

    def mapping(keys: list[Any], held: list[Any]) -> dict[Any, Any]:
        found: dict[Any, Any] = {}
        for _ in range(draw.randrange(5)):
            key = draw.choice(keys)
            found[key if key.__hash__ else str(key)] = draw.choice(held)
        return found

    asked: list[Any] = ["member speak", ("member", "leave"), ["member", "instead_of_speak"], *HOSTILE]
    more: dict[str, Any] = {}
    if draw.random() < 0.3:
        more["asked"] = [draw.choice(asked) for _ in range(draw.randrange(4))]
    if draw.random() < 0.3:
        more["readings"] = mapping(["strict", *HOSTILE], ["much", "little", *HOSTILE])
    if draw.random() < 0.3:
        more["everything_else_no"] = draw.choice([True, False, *HOSTILE])
    try:
        decision = policy.decide(mapping(names, values), draw.choice(values), **more)
        json.dumps(decision.to_json())
        asking = policy.ask(draw.choice(["may_i", "may_i", *HOSTILE]))
        for _ in range(draw.randrange(6)):
            asking = asking.answer(draw.choice(values), draw.choice(["", *names]))
        assert asking.to_json()
        assert asking.left >= 0
    except SolonError as fault:
        for line in str(fault).split("\n"):
            _is_short(line)


# Policies


def policy(data: bytes) -> None:
    """A policy file: whatever it holds is read to its end; what is sound compiles, and what compiles can be loaded."""
    look_through(data)
    built = pipeline.checked({"a.solon": data}, LOCK)
    if built.sound:
        _loads(built)


def policy_with_head(data: bytes) -> None:
    """The same behind an instrument and a bearer, so that more of it is sound."""
    try:
        built = pipeline.build({"a.solon": HEAD.encode() + b"\n" + data}, LOCK)
    except (TooLarge, RecursionError):
        # The commands say so.
        return
    if built.sound:
        _loads(built)


def policy_edits(data: bytes) -> None:
    """Good policies with a few lines and words changed; what is still sound answers as the definition says."""
    draw = Tape(data)
    lines = list(draw.choice(_sound_files()))
    words = sorted({word for line in lines for word in re.findall(r"[\w-]+|: .*|- .*", line)})
    for _ in range(draw.choice((1, 1, 2, 3, 5))):
        _change(draw, lines, words)
    lock = (ROOT / "tests" / "conformance" / "sources.lock").read_text("utf-8")
    files = {"a.solon": "\n".join(lines).encode()}
    built = pipeline.checked(files, lock)
    if built.sound:
        assert pipeline.build(files, lock).revision == built.revision
        hold(built.artefact.encode(), Random(1))
        _as_defined(built, Random(1))


@cache
def _sound_files() -> tuple[tuple[str, ...], ...]:
    paths = (
        path
        for folder in ("conformance", "cases/meaning")
        for path in sorted((ROOT / "tests" / folder).glob("*.solon"))
    )
    return tuple(tuple(path.read_text("utf-8").split("\n")) for path in paths)


def _change(draw: Random, lines: list[str], words: list[str]) -> None:
    place = draw.randrange(len(lines))
    other = draw.randrange(len(lines))
    match draw.randrange(8):
        case 0:
            del lines[place : place + draw.choice((1, 1, 2, 8))]
        case 1:
            lines[place:place] = lines[other : other + draw.choice((1, 2, 8))]
        case 2:
            lines[place], lines[other] = lines[other], lines[place]
        case 3:
            lines[place] = " " * draw.randrange(9) + lines[place].strip()
        case 4:
            # The value of one line in another one.
            head, colon, _ = lines[place].partition(":")
            lines[place] = head + colon + lines[other].partition(":")[2]
        case 5:
            lines[place] = re.sub(r"\d+", lambda found: str(draw.choice((0, 1, 29, 31, 999, 9999))), lines[place])
        case _:
            parts = re.split(r"([\w-]+)", lines[place])
            at = draw.randrange(len(parts))
            parts[at] = draw.choice(words)
            lines[place] = "".join(parts)
    if not lines:
        lines.append("")


def _as_defined(built: pipeline.Build, draw: Random) -> None:
    """The reference interpreter gives the same statuses."""
    reference = Decider(built.policy)
    held = json.loads(built.artefact)
    for _ in range(2):
        facts, on = situation_in(held, draw)
        asked = Situation(on, False, {name: value for name, value in facts.items() if draw.random() < 0.8})
        if reference.impossible(asked):
            assert built.decider.impossible(asked)
            continue
        wanted = {(one.bearer, one.action): one.status for one in reference.decide(asked).verdicts}
        assert {(one.bearer, one.action): one.status for one in built.decider.decide(asked).verdicts} == wanted


def _loads(built: pipeline.Build) -> None:
    try:
        text = built.artefact
    except RecursionError:
        return
    assert read(text.encode()).revision == built.revision


def _is_short(text: str) -> None:
    assert all(line.isprintable() for line in text.split("\n")), text
    assert len(text) < 2_500, len(text)


# What to start from


def _solon_files() -> list[bytes]:
    found = [
        path.read_bytes()
        for folder in ("conformance", "cases/meaning", "cases/mistakes")
        for path in sorted((ROOT / "tests" / folder).glob("*.solon"))
    ]
    for page in sorted((ROOT / "site" / "pages" / "errors").glob("*.md")):
        found += [block.encode() for block in re.findall(r"```solon\n(.*?)```", page.read_text("utf-8"), re.DOTALL)]
    found += [path.read_bytes() for path in sorted((ROOT / "dsl" / "solon_dsl" / "templates").glob("*.solon"))]
    return [data for data in found if len(data) < 6_000]


def _artefacts() -> list[bytes]:
    return [sealed(one) for one, _ in bases()]


def _situations() -> list[bytes]:
    texts = [
        "on: 2018-05-01\nfacts:\n  rain: yes\n  place: hall\n  vote: not yet\neverything else: no\n",
        'readings: {strict: little}\nasked: [member speak, "member instead_of_speak"]\n',
        "facts:\n  rain: {value: no, by: the clerk, note: seen}\n  storm: unknown\n  vote: 2018-05-01\n",
        '{"on": "unknown", "facts": {"drizzle": true, "calm": null, "place": "yard"}}',
        "question: may_i\norder: [on, rain]\non: unknown\nfacts: {rain: no}\nset aside: {place: hall}\n",
        "? a\n: |\n  b\n--- # c\n- 'd'\n- \"\\x41\"\n- !!str e\n- &f g\n- *f\n",
    ]
    return [text.encode() for text in texts]


def _tapes() -> list[bytes]:
    return [Random(seed).randbytes(64) for seed in range(40)]


@dataclass(frozen=True)
class Target:
    """Something to hand bytes to. seeds: what to start from. longest: of how many bytes."""

    run: Callable[[bytes], None]
    seeds: Callable[[], list[bytes]]
    longest: int


TARGETS: Mapping[str, Target] = {
    "artefact": Target(artefact, _artefacts, 20_000),
    "tables": Target(tables, _artefacts, 20_000),
    "edits": Target(edits, _tapes, 200),
    "situation": Target(situation, _situations, 2_000),
    "given": Target(given, _tapes, 300),
    "policy": Target(policy, _solon_files, 4_000),
    "policy_edits": Target(policy_edits, _tapes, 200),
    "policy_with_head": Target(policy_with_head, _solon_files, 4_000),
}


def cases(name: str) -> list[Path]:
    """What once broke a target, kept."""
    folder = CRASHES / name
    return sorted(folder.iterdir()) if folder.is_dir() else []

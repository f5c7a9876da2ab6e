"""Two pieces of plain data into the places where they differ.

Invariant: a value is equal only to one of the same kind: 1 is not true. What is the same gives nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

WIDTH = 120


@dataclass(frozen=True)
class Difference:
    """One place where two pieces of data differ.

    place: the way to it, such as `verdicts[member post_the_content].status`. recorded, again: what stands there, as
    JSON on one line and not too long; None where nothing does.
    """

    place: str
    recorded: str | None
    again: str | None


def differences(recorded: object, again: object, place: str = "") -> Iterator[Difference]:
    """The places where two pieces of plain data differ, in the order of the second one."""
    match recorded, again:
        case Mapping(), Mapping():
            old, new = cast(Mapping[object, object], recorded), cast(Mapping[object, object], again)
            for key in dict.fromkeys((*new, *old)):
                inner = f"{place}.{_clean(str(key))}".lstrip(".")
                yield from _entry(old, new, key, inner)
        case list() | tuple(), list() | tuple():
            yield from _lists(cast(Sequence[object], recorded), cast(Sequence[object], again), place)
        case _:
            if type(recorded) is not type(again) or recorded != again:
                yield Difference(place, _shown(recorded), _shown(again))


def _entry(old: Mapping[object, object], new: Mapping[object, object], key: object, place: str) -> Iterator[Difference]:
    if key in old and key in new:
        yield from differences(old[key], new[key], place)
    else:
        yield Difference(place, _shown(old[key]) if key in old else None, _shown(new[key]) if key in new else None)


def _lists(old: Sequence[object], new: Sequence[object], place: str) -> Iterator[Difference]:
    before, after = _named(old), _named(new)
    if before is not None and after is not None:
        for name in dict.fromkeys((*after, *before)):
            yield from _entry(before, after, name, f"{place}[{_clean(str(name))}]")
        if before.keys() == after.keys() and list(before) != list(after):
            yield Difference(place, _shown(list(before)), _shown(list(after)))
    elif len(old) != len(new):
        yield Difference(place, _shown(old), _shown(new))
    else:
        for number, (one, other) in enumerate(zip(old, new, strict=True)):
            yield from differences(one, other, f"{place}[{number}]")


def _named(found: Sequence[object]) -> dict[object, object] | None:
    """The entries of a list by what names them, where every one has a name of its own."""
    names = [_name(entry) for entry in found]
    if None in names or len(set(names)) != len(names):
        return None
    return dict(zip(names, found, strict=True))


def _name(entry: object) -> str | None:
    """The name of an entry: of a verdict its bearer and action, of others their id."""
    if not isinstance(entry, Mapping):
        return None
    found = cast(Mapping[str, object], entry)
    for keys in (("rule",), ("bearer", "action"), ("fact",), ("note",), ("reading",)):
        words = [found.get(key) for key in keys]
        if all(isinstance(word, str) for word in words):
            return " ".join(map(str, words))
    return None


def _shown(value: object) -> str:
    try:
        return _clean(json.dumps(value, ensure_ascii=False, default=str))
    except (ValueError, RecursionError):
        return "…"


def _clean(text: str) -> str:
    """A text on one line, without what cannot be printed, and not too long."""
    text = "".join(one if one.isprintable() else "\N{REPLACEMENT CHARACTER}" for one in text[:1000])
    return text if len(text) <= WIDTH else text[: WIDTH - 1] + "…"

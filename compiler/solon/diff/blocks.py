"""The blocks of two versions into those that say something else, those that cite otherwise, and what is only words.

Invariant: a block with the same content is only worded otherwise, wherever it stands and whatever its id.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from solon.diff.aligned import Aligned
from solon.diff.content import content
from solon.diff.match import TABLES
from solon.diff.result import Moved, Touched, Words
from solon.model.blocks import Block, Choice, Counts, DateInput, Governed, Input
from solon.publish.places import Place, page_of, places

KINDS = {
    "instruments": "instrument", "bearers": "bearer", "actions": "action", "periods": "period", "terms": "term",
    "counts": "counts", "impossibles": "impossible", "rules": "rule", "exceptions": "exception", "eithers": "either",
    "groups": "group", "readings": "reading", "notes": "note", "questions": "question", "examples": "example",
    "contexts": "context",
}  # fmt: skip


def touched(both: Aligned) -> tuple[Touched, ...]:
    """The blocks that are new, gone, or say something else."""
    before, now = places(both.former), places(both.present)
    out: list[Touched] = []
    for table in TABLES:
        old, new = getattr(both.old, table), getattr(both.new, table)
        for shared, block in new.items():
            if shared not in old:
                out.append(_touched(both, table, block, "new", now))
            elif _changed(both, old[shared], block):
                out.append(_touched(both, table, block, "changed", now))
        for shared, block in old.items():
            if shared not in new:
                out.append(_touched(both, table, block, "gone", before))
    return tuple(out)


def _changed(both: Aligned, old: Any, new: Any) -> bool:
    # The options of a choice were made the same, so that the versions can be compared.
    if isinstance(new, Choice) and len(set(both.known_options(new.id))) > 1:
        return True
    return old != new and content(both.old, old) != content(both.new, new)


def _touched(both: Aligned, table: str, block: Any, how: str, where: Mapping[str, Place]) -> Touched:
    name = block.id if how == "gone" else both.own_name(block.id)
    place = where.get(name)
    return Touched(block.id, kind_of(table, block), how, name, "" if place is None else page_of(place))


def kind_of(table: str, block: object) -> str:
    """The keyword of a block."""
    if isinstance(block, Input):
        return "choice" if isinstance(block, Choice) else "date" if isinstance(block, DateInput) else "fact"
    return KINDS[table]


def moved(both: Aligned) -> Iterator[Moved]:
    """The blocks of both versions that cite other paragraphs."""
    for table in TABLES:
        old, new = getattr(both.old, table), getattr(both.new, table)
        for shared, block in new.items():
            known = old.get(shared)
            if not isinstance(block, Block) or not isinstance(known, Block):
                continue
            one, other = (Counter(str(citation) for citation in found.cites) for found in (known, block))
            if one != other:
                norm = isinstance(block, Governed | Counts)
                yield Moved(
                    shared, tuple(sorted((one - other).elements())), tuple(sorted((other - one).elements())), norm
                )


def words(both: Aligned) -> Words:
    """What differs without a difference in meaning."""
    reworded: list[str] = []
    reordered = False
    for table in TABLES:
        old, new = getattr(both.old, table), getattr(both.new, table)
        for shared, block in new.items():
            known = old.get(shared)
            if known is not None and known != block and content(both.old, known) == content(both.new, block):
                if not isinstance(block, Block) or _without_cites(known) != _without_cites(block):
                    reworded.append(shared)
        reordered |= [name for name in old if name in new] != [name for name in new if name in old]
    renamed = [(shared, name) for name, shared in both.matching.names.items() if shared in both.matching.found]
    return Words(tuple(reworded), tuple(sorted(pair for pair in renamed if pair[0] != pair[1])), reordered)


def _without_cites(block: Block) -> Block:
    return replace(block, cites=())

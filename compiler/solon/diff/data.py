"""A comparison as plain data, schema `solon.diff/1`.

Invariant: ids are those of the version in which a block is found, the new one where both have it; the same two versions
always give the same bytes.
"""

from __future__ import annotations

from typing import Any

from solon.diagram.witness import telling
from solon.diff.report import headline
from solon.diff.result import Broken, Diff, Extent, Group, OneOf, Possibility, Quiet
from solon.diff.wording import Wording
from solon.engine.deontic import Deed
from solon.engine.situation import ON, Value
from solon.wording import plain_value

SCHEMA = "solon.diff/1"


def as_data(diff: Diff, old: str, new: str) -> dict[str, Any]:
    """The comparison as plain data. old, new: what the two versions are called."""
    return _Data(diff).all(old, new)


class _Data:
    def __init__(self, diff: Diff) -> None:
        self.diff = diff
        self.both = diff.both
        self.say = Wording(diff.both)
        self.name = self.say.name

    def all(self, old: str, new: str) -> dict[str, Any]:
        diff = self.diff
        return {
            "schema": SCHEMA,
            "old": old,
            "new": new,
            "headline": headline(diff),
            "verdicts_change": diff.verdicts_change,
            "answers_change": diff.answers_change,
            "complete": not diff.undecided,
            "groups": [self.group(one) for one in diff.groups],
            "possible": [self.possibility(one) for one in diff.possible],
            "under_other_readings": [self.group(one) for one in diff.under],
            "same_verdict": [self.quiet(one) for one in diff.quiet],
            "one_of": [self.one_of(one) for one in diff.one_of],
            "days": [
                {"rule": self.name(one.id), "before": list(one.before), "now": list(one.after)} for one in diff.days
            ],
            "also": [
                {"kind": one.kind, "id": self.name(one.id), "before": one.before or None, "now": one.after or None}
                for one in diff.asides
            ],
            "citations": [
                {"id": self.name(one.id), "lost": list(one.lost), "gained": list(one.gained)} for one in diff.moved
            ],
            "examples": [self.broken(one) for one in diff.examples],
            "fixtures": [self.broken(one) for one in diff.fixtures],
            "touched": {
                "blocks": [
                    {"id": one.name, "kind": one.kind, "how": one.how, "page": one.page or None} for one in diff.touched
                ],
                "fixtures": list(diff.files),
                "questions": [self.name(name) for name in diff.questions],
            },
            "only_words": {
                "reworded": [self.name(name) for name in diff.words.reworded],
                "renamed": [{"before": before, "now": now} for before, now in diff.words.renamed],
                "reordered": diff.words.reordered,
            },
            "undecided": list(diff.undecided),
        }

    def deed(self, deed: Deed) -> str:
        """The id of a deed in answers."""
        own = Deed(self.name(deed.action), deed.instead != (deed.action in self.both.matching.turned))
        return own.id

    def group(self, one: Group) -> dict[str, Any]:
        reading = one.reading and {"reading": self.name(one.reading[0]), "option": one.reading[1]}
        return {
            "bearer": self.name(one.bearer),
            "action": self.deed(one.deed),
            "before": one.before.value,
            "now": one.after.value,
            "before_by": list(one.by_before),
            "now_by": [self.name(name) for name in one.by_after],
            "exactly_by": one.exact,
            "opposite_too": one.mirrored,
            **({"under": reading} if reading else {}),
            **self.extent(one.extent),
        }

    def quiet(self, one: Quiet) -> dict[str, Any]:
        return {
            "bearer": self.name(one.bearer),
            "action": self.deed(one.deed),
            "instrument": self.name(one.instrument) if one.instrument else None,
            "before": one.before.value if one.before else None,
            "now": one.after.value if one.after else None,
            "lost": list(one.lost),
            "gained": [self.name(name) for name in one.gained],
            "exactly": one.exact,
            "opposite_too": one.mirrored,
            **self.extent(one.extent),
        }

    def one_of(self, one: OneOf) -> dict[str, Any]:
        return {"id": self.name(one.id), "binds_now": one.gained, **self.extent(one.extent)}

    def possibility(self, one: Possibility) -> dict[str, Any]:
        return {"possible_now": one.gained, "by": [self.name(name) for name in one.blocks], **self.extent(one.extent)}

    def broken(self, one: Broken) -> dict[str, Any]:
        where = {"file": one.file} if one.file else {"amended": one.amended}
        return {"id": self.name(one.id), **where, "faults": list(one.faults)}

    def extent(self, found: Extent) -> dict[str, Any]:
        """A count, what it is counted over, and a smallest situation as in a situation file."""
        told = telling(self.say.common, found.witness)
        facts = {self.name(name): self.value(name, value) for name, value in told.items() if name != ON}
        on = found.witness.get(ON)
        return {
            "count": found.count,
            "total": found.total,
            "asked": [name if name == ON else self.name(name) for name in found.asked],
            "smallest": {
                **({"on": plain_value(on)} if on is not None else {}),
                "facts": facts,
                "everything else": "no",
                "says": list(self.say.witness(found)),
            },
        }

    def value(self, name: str, value: Value) -> str:
        """A value as the new version has it."""
        if isinstance(value, bool) and name in self.both.matching.turned and name in self.both.new.inputs:
            return plain_value(not value)
        return plain_value(value)

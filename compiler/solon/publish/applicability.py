"""Conditions, exceptions and windows of a norm into the sections that say when it applies.

Invariant: nothing that decides is left out: shared conditions, windows, readings and exceptions all stand here.
"""

from __future__ import annotations

from collections.abc import Iterable

from solon.model.blocks import Exception_, Governed
from solon.model.conditions import Conditions
from solon.publish.circuit import DAYS, circuit_of
from solon.publish.conditions import conditions, under_reading
from solon.publish.html import Html, Part, el, items, join, section
from solon.publish.ladder import ladder
from solon.publish.norms import named_norm
from solon.publish.pen import Pen
from solon.publish.windows import windows


def applicability(pen: Pen, block: Governed, bearer: str | None, result: str) -> Html:
    """The sections "When it applies", "Unless" and "On which days", and their drawing.

    bearer: whom it binds, where it binds anybody. result: what holds where it applies, in words.
    """
    readings = [under_reading(pen, reading) for reading in block.readings]
    return join(
        [
            section("When it applies", *readings, *_who(pen, bearer), *_when(pen, block)),
            section("Unless", *_unless(pen, block.id)),
            section("On which days", windows(pen, block.windows), id=DAYS),
            ladder(circuit_of(pen, block, bearer), result),
        ],
        Html("\n"),
    )


def condition_lists(pen: Pen, when: Iterable[Conditions], always: str = "Always.") -> list[Part]:
    """Lists of conditions that must all hold. always: the words where there is none."""
    listed = [found for found in when if found.bullets]
    opening = ["When", *("And when" for _ in listed[1:])]
    return [conditions(pen, found, word) for found, word in zip(listed, opening, strict=False)] or [el("p", always)]


def _who(pen: Pen, bearer: str | None) -> list[Part]:
    found = pen.policy.bearers[bearer] if bearer else None
    if found is None:
        return []
    also = el("p", "It binds ", found.says, " and also: ", ", ".join(found.also_for), ".") if found.also_for else None
    who = conditions(pen, found.who, f"It binds {found.says} only if") if found.who else None
    return [part for part in (also, who) if part]


def _when(pen: Pen, block: Governed) -> list[Part]:
    shared = [name for name in block.groups if name in pen.policy.groups and pen.policy.groups[name].when]
    own = block.when[len(shared) :]
    parts: list[Part] = []
    for name, when in zip(shared, block.when, strict=False):
        note = el("p", "These conditions are shared by all of ", pen.to(name), ".", class_="quiet")
        parts += [conditions(pen, when, "And when" if parts else "When"), note]
    if own:
        parts += [conditions(pen, when, "And when" if parts or index else "When") for index, when in enumerate(own)]
    return parts or [el("p", "Always: no condition is set." if not block.windows else "On every day named below.")]


def _unless(pen: Pen, id: str) -> list[Part]:
    exceptions: tuple[Exception_, ...] = pen.policy.exceptions_to.get(id, ())
    if not exceptions:
        return []
    lines = [
        join([named_norm(pen, found.id), *(under_reading(pen, reading) for reading in found.readings)])
        for found in exceptions
    ]
    return [el("p", "It gives way where one of these exceptions applies:"), items(lines, class_="norms")]

"""Small policies about a reading room, and what the checks find in them.

Invariant: what stands in HEAD says nothing by itself; each test adds the rules that it is about.
"""

from __future__ import annotations

from solon import pipeline
from solon.model.sources import Sources, write_lock
from solon_dsl.diagnostic import Diagnostic

LOCK = write_lock(Sources({name: dict.fromkeys(("1", "2", "3"), "announced") for name in ("rules", "letter")}))
HEAD = """instrument rules
  title: House rules of the reading room
  kind: house rules
  issuer: The committee
  issued: January 2020
  in force from: 2020-01-01
  authority: Every visitor agrees to them at the door.

instrument letter
  title: Letter of the committee
  kind: letter
  issuer: The committee
  issued: May 2021
  in force from: 2021-05-01
  authority: It gives advice.

bearer visitor
  says: a visitor

action borrow
  says: borrow the book
  instead: leave the book there

action copy
  says: copy the book

fact rare
  says: the book is rare
  denies: the book is common
  asks: Is it rare?

fact old
  says: the book is old
  denies: the book is new
  asks: Is it old?

fact late
  says: the visit is late
  denies: the visit is early
  asks: Is it late?

choice room
  asks: In which room?
  one of:
    - hall: it is done in the hall
    - yard: it is done in the yard
    - attic: it is done in the attic

date opening
  says: opening day
  asks: When does it open?

"""


def rule(name: str, norm: str, *lines: str, cites: str = "rules 2") -> str:
    """A rule block; lines stand two spaces deep."""
    return _block(f"rule {name}", f"cites: {cites}", f"a visitor {norm}", *lines)


def exception(name: str, to: str, *lines: str, effect: str = "switches off") -> str:
    """An exception block."""
    return _block(f"exception {name}", "cites: rules 3", f"to: {to}", f"effect: {effect}", *lines)


def block(head: str, *lines: str) -> str:
    """Any block that cites."""
    return _block(head, "cites: rules 1", *lines)


def _block(head: str, *lines: str) -> str:
    return "\n".join([head, *(f"  {line}" for line in lines)]) + "\n\n"


def all_of(*bullets: str) -> tuple[str, ...]:
    """The lines of a list."""
    return ("when all of:", *(f"  - {bullet}" for bullet in bullets))


def any_of(*bullets: str) -> tuple[str, ...]:
    """The lines of a list."""
    return ("when any of:", *(f"  - {bullet}" for bullet in bullets))


def found(*blocks: str, head: str = HEAD) -> list[Diagnostic]:
    """What the checks of meaning find in a policy of these blocks."""
    built = pipeline.build({"room.solon": (head + "".join(blocks)).encode()}, LOCK)
    silent = {"S403", "S404", "S405"}
    assert all(finding.code in silent or finding.code >= "S406" for finding in built.findings), built.findings
    return [finding for finding in built.findings if finding.code not in silent]


def messages(*blocks: str) -> list[tuple[str, str]]:
    """The code and the message of each finding."""
    return [(finding.code, finding.message) for finding in found(*blocks)]


def codes(*blocks: str, head: str = HEAD) -> list[str]:
    """The codes of the findings."""
    return [finding.code for finding in found(*blocks, head=head)]

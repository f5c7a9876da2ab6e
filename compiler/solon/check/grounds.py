"""A block that can never apply into the reason: which of its conditions exclude one another.

Invariant: without any one of the grounds that are named, the others could hold together.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from solon.check.parts import During, From, Part, parts, whole
from solon.diagram.changed import Changed
from solon.diagram.from_graph import policy_of
from solon.engine.world import World
from solon.model.blocks import Counts, Either, End, Exception_, Rule, Term
from solon.model.conditions import Conditions, DayWithin, NormApplies, TermIs
from solon.wording import quoted

Applying = Rule | Exception_ | Either | Term | Counts
Found = TypeVar("Found")


@dataclass(frozen=True)
class Ground:
    """Something that must hold for a block to apply. of: the term, period or norm that it says to hold or apply."""

    says: str
    diagram: int
    of: str = ""


def grounds(changed: Changed, block: Applying) -> tuple[Ground, ...]:
    """All that a block asks for, in the order of its text."""
    policy, compiler = changed.policy, changed.compiler
    found = whole(policy, block)
    lists = (*((found.who,) if found.who else ()), *block.when)
    top = {bullet.span: when for when in lists if when.connective == "all" for bullet in when.bullets}
    bullets = {bullet.span: bullet for when in lists for bullet in when.bullets}
    out: list[Ground] = []
    for part in parts(policy, block):
        match part.content:
            case During(period):
                out.append(Ground(part.says, compiler.period(period), period))
            case From(day):
                out.append(Ground(part.says, compiler.day(day)))
            case End() as end:
                out.append(Ground(part.says, compiler.build.deny(compiler.ended(end, 1))))
            case _ if part.span in top and not part.around:
                out.append(Ground(part.says, compiler.bullet(bullets[part.span], True), _names(part)))
            case _:
                pass
    for when in lists:
        if when.connective == "any":
            out.append(Ground(_any(when), compiler.conditions(when)))
    if not isinstance(block, Term | Counts):
        out.append(Ground(f'the days of "{block.instrument}"', compiler.in_force(block.instrument)))
    return tuple(out)


def _names(part: Part) -> str:
    match part.content:
        case TermIs(name, True) | NormApplies(name, True) | DayWithin(name, True):
            return name
        case _:
            return ""


def _any(when: Conditions) -> str:
    first = when.bullets[0]
    return f'the list that starts with "{first.sentence}"' if first.sentence else "the list of conditions"


def exclude(world: World, found: Sequence[Ground]) -> tuple[Ground, ...]:
    """The fewest grounds, as far as leaving out one by one can tell, that cannot hold together; nothing if all can."""
    return _smallest(found, lambda kept: not world.can(world.store.all_of([one.diagram for one in kept])))


def ruled_out_by(world: World, found: Sequence[Ground]) -> tuple[str, ...]:
    """The `impossible` blocks without which these grounds could hold together."""
    whole = world.store.all_of([one.diagram for one in found])
    named = tuple(zip(policy_of(world.sheet.atlas).impossibles, world.sheet.possible, strict=True))

    def excluded(kept: Sequence[tuple[str, int]]) -> bool:
        left = world.timed(world.store.all_of([whole, *(diagram for _, diagram in kept)]))
        return not world.open_ends(left) - {0}

    return () if excluded(()) else tuple(name for name, _ in _smallest(named, excluded))


def lifting(world: World, name: str) -> tuple[str, ...]:
    """The exceptions that between them always lift a block; nothing if they do not."""
    sheet = world.sheet
    exceptions = policy_of(sheet.atlas).exceptions_to.get(name, ())
    own = sheet.named(f"would apply {name}")

    def always(kept: Sequence[tuple[str, int]]) -> bool:
        return not world.can(world.store.all_of([own, *(world.store.deny(diagram) for _, diagram in kept)]))

    found = [(one.id, sheet.named(f"holds {one.id}")) for one in exceptions]
    return tuple(one for one, _ in _smallest(found, always))


def _smallest(found: Sequence[Found], enough: Callable[[Sequence[Found]], bool]) -> tuple[Found, ...]:
    """What is left when each that is not needed is left out, the last first; nothing if not even all are enough."""
    if not enough(found):
        return ()
    kept = list(found)
    for place in reversed(range(len(kept))):
        fewer = [*kept[:place], *kept[place + 1 :]]
        kept = fewer if enough(fewer) else kept
    return tuple(kept)


def say(found: Sequence[Ground], impossible: Sequence[str]) -> str:
    """Why grounds cannot hold, as a sentence."""
    words = [one.says for one in found]
    because = f", because of the impossible block {quoted(impossible)}" if len(impossible) == 1 else ""
    because = f", because of the impossible blocks {quoted(impossible)}" if len(impossible) > 1 else because
    if len(words) == 1:
        return f"{words[0]} can never hold{because}."
    return f"{_row(words)} exclude one another{because}."


def _row(words: Sequence[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}"

"""Lists of ways into HTML: each way is a list of conditions with links, and what it rests on.

Invariant: a list that is not whole says so; a condition that stands for a list of its own leads to it on this page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from solon.outcomes.ways import Cited, Entry, Key, Part, Way, Ways
from solon.outcomes.write import NOT_MADE, say_rules
from solon.publish.html import Html, el, items, join
from solon.publish.html import Part as Piece
from solon.publish.pen import Pen


@dataclass(frozen=True)
class WayWriter:
    """Writes the lists of one page. letters: of what entries stand for."""

    pen: Pen
    letters: Mapping[Key, str]

    def ways(self, ways: Ways, lead: str, unless: tuple[int, ...] = ()) -> Html:
        """A list of ways. lead: how its first sentence begins. unless: the numbers of rules that must stay off."""
        verb = "do" if len(unless) > 1 else "does"
        rules = f", as long as {say_rules(unless)} below {verb} not apply" if unless else ""
        if ways.more is None:
            return el("p", NOT_MADE, class_="not-yet")
        if len(ways.ways) == 1 and not ways.more:
            only = ways.ways[0]
            if not only.entries:
                return join([el("p", f"{lead}{rules.removeprefix(',') or ' always'}."), self._rests_on(only)])
            return join([el("p", f"{lead} in one way{rules}:"), el("div", self.way(only), class_="ways")])
        first = "the first" if ways.more else "these"
        opening = el("p", f"{lead} in any of {first} {len(ways.ways):,} ways{rules}:")
        listed = el("ol", *(el("li", self.way(way)) for way in ways.ways), class_="ways")
        rest = "1 more way is" if ways.more == 1 else f"{ways.more:,} more ways are"
        return join(
            [opening, listed, el("p", f"The list stops here. At most {rest} not shown.") if ways.more else None]
        )

    def way(self, way: Way) -> Html:
        """One way: its conditions, grouped by what they are there for, then what it rests on."""
        kept = way.exceptions
        heads = (
            (Part.REACH, ""),
            (Part.EXCEPTION, join(["and, so that ", self._kept_away(kept), ":"]) if kept else ""),
            (Part.STRONGER, "and, so that no stronger rule applies:"),
        )
        parts: list[Piece] = []
        for part, head in heads:
            entries = [self.entry(entry) for entry in way.entries if entry.part is part]
            if entries:
                parts += [el("p", head) if head else None, items(entries)]
        return join([*parts, self._rests_on(way)])

    def entry(self, entry: Entry) -> Html:
        """A condition with its link."""
        if entry.means is not None:
            letter = self.letters[entry.means]
            return el("a", f"{entry.says} [{letter}]", href=f"#means-{letter.lower()}")
        return self.pen.to(entry.id, entry.says)

    def _kept_away(self, exceptions: tuple[Cited, ...]) -> Html:
        named = [self.pen.to(one.id) for one in exceptions]
        return join(
            ["neither ", join(named, " nor "), " lifts it"] if len(named) > 1 else [*named, " does not lift it"]
        )

    def _rests_on(self, way: Way) -> Html | None:
        lines: list[Piece] = []
        if way.norms:
            lines += [join(["By ", self.named(way.norms, ", " if way.certain else ", or by "), "."])]
        for norm, exceptions in way.lifted:
            lines.append(join([self.named(exceptions, " or "), " lifts ", self.pen.to(norm.id), "."]))
        return el("p", join(lines, " "), class_="quiet") if lines else None

    def named(self, found: Iterable[Cited], between: str) -> Html:
        """Norms by name, with what counts as what on the way to them."""
        return join(
            (
                join([self.pen.to(one.id), *([" (through ", self.pen.row(one.through), ")"] if one.through else [])])
                for one in found
            ),
            between,
        )

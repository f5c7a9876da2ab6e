"""Outcomes into text: for each status its numbered ways, then the rules that must not apply, then what entries mean.

Invariant: plain text; every way names the paragraphs that it rests on; a list that is not whole says so.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from string import ascii_uppercase

from solon.engine.deontic import Citation, Deed, Status
from solon.letter.lines import Paint, plain
from solon.letter.write import HEADS
from solon.model.policy import Policy
from solon.outcomes.mirror import MIRROR, mirrored
from solon.outcomes.ways import Cited, DeedOutcomes, Entry, Outcome, Outcomes, Part, StaysOff, Way, Ways
from solon.wording import deed_of, say_duty

WIDTH = 96
NOT_MADE = "The list of ways needs too many steps. It was not made, and nothing is claimed about it."


def write_outcomes(policy: Policy, found: Outcomes, paint: Paint = plain) -> str:
    """The outcomes as text. paint: gives (text, role) a colour, where the role is a status or `heading`."""
    return "\n".join(_Writer(policy, found, paint).lines()).rstrip() + "\n"


class _Writer:
    """Writes one text; entries with a meaning of their own get letters."""

    def __init__(self, policy: Policy, found: Outcomes, paint: Paint) -> None:
        self.policy = policy
        self.found = found
        self.paint = paint
        self.letters = {meaning.key: _letter(place) for place, meaning in enumerate(found.meanings)}

    def lines(self) -> Iterator[str]:
        """Every line."""
        if not self.found.deeds:
            action = deed_of(self.policy, self.found.action) or Deed(self.found.action)
            who = f"{self.policy.bearers[self.found.bearer].says}, " if self.found.bearer else ""
            yield from _wrap(f"No rule here is about it: {who}{self.policy.say_deed(action)}.")
            return
        written: list[DeedOutcomes] = []
        for deed in self.found.deeds:
            same = next((other for other in written if mirrored(deed, other)), None)
            yield from self.same(deed, same) if same else self.deed(deed)
            written.append(deed)
        if self.found.meanings:
            yield from self.meanings()
        yield from self.notes()

    # Deeds

    def deed(self, deed: DeedOutcomes) -> Iterator[str]:
        """The statuses of one deed, then the rules that must not apply."""
        for outcome in deed.outcomes:
            yield from self.outcome(deed, outcome)
        if not deed.outcomes:
            yield from _wrap(f"Nothing leads to that status: {self.who(deed)}, {self.what(deed)}.")
            yield ""
        for norm, says in deed.one_of:
            yield from _wrap(f"It is one of the ways to meet a duty: {says} ({cites(norm.citations)}).")
            yield ""
        if deed.off:
            yield self.paint("How each of these rules stays off", "heading")
            for off in deed.off:
                yield from self.stays_off(off)
            yield ""

    def same(self, deed: DeedOutcomes, other: DeedOutcomes) -> Iterator[str]:
        """A deed that comes out as its opposite does, turned round."""
        for outcome in deed.outcomes:
            turned = self.head(other, MIRROR.get(outcome.status, outcome.status))
            yield from self.heading(deed, outcome)
            yield from _wrap(f'It is so in the same ways as "{turned}".', "  ")
        yield ""

    def outcome(self, deed: DeedOutcomes, outcome: Outcome) -> Iterator[str]:
        """A status with its ways."""
        yield from self.heading(deed, outcome)
        yield from self.ways(outcome.ways, "It is so", "  ", outcome.unless)
        if outcome.follow:
            yield from _wrap(f"Then {say_rules(outcome.follow)} {_verb(outcome.follow)} not apply either.", "  ")
        duties = [norm.id for norm, _ in deed.one_of]
        norms = [norm for norm in deed.norms if norm.id not in duties]
        if outcome.status is Status.NOT_REGULATED and norms and outcome.ways.ways and not outcome.unless:
            yield from _wrap(f"Then nothing in these paragraphs applies: {_together(norms)}.", "  ")
        yield ""

    def heading(self, deed: DeedOutcomes, outcome: Outcome) -> Iterator[str]:
        """The status in words, in its colour. What was not decided is never said as if it were."""
        open_ = outcome.ways.more is None
        doubt = "It was not decided whether and when this holds: " if open_ else ""
        for line in _wrap(f"{doubt}{self.head(deed, outcome.status)}."):
            yield self.paint(line, "undetermined" if open_ else outcome.status.value)

    def head(self, deed: DeedOutcomes, status: Status) -> str:
        """A status in words, without a full stop."""
        modality = HEADS.get(status)
        if modality is not None:
            found = deed_of(self.policy, deed.action) or Deed(deed.action)
            return _sentence(say_duty(self.policy, deed.bearer, modality, found))
        if status is Status.PERMITTED:
            return f"These instruments do not forbid it: {self.who(deed)} may {self.what(deed)}"
        return f"No rule here reaches it: {self.who(deed)}, {self.what(deed)}"

    def who(self, deed: DeedOutcomes) -> str:
        return self.policy.bearers[deed.bearer].says

    def what(self, deed: DeedOutcomes) -> str:
        return self.policy.say_deed(deed_of(self.policy, deed.action) or Deed(deed.action))

    def stays_off(self, off: StaysOff) -> Iterator[str]:
        """A rule with the ways in which it does not apply."""
        yield from _wrap(f"Rule {off.number}. {_sentence(off.says)} ({cites(off.norm.citations)}).", "  ")
        yield from self.ways(off.ways, "It does not apply", "    ")

    def meanings(self) -> Iterator[str]:
        """What the lettered entries stand for."""
        yield self.paint("What the letters stand for", "heading")
        for meaning in self.found.meanings:
            head = f"{self.letters[meaning.key]}. {_sentence(meaning.says)} ({cites(meaning.citations)})."
            yield from _wrap(head, "  ")
            yield from self.ways(meaning.ways, "It is so", "    ")
        yield ""

    # Ways

    def ways(self, ways: Ways, lead: str, indent: str, unless: tuple[int, ...] = ()) -> Iterator[str]:
        """A list of ways. lead: how its first sentence begins."""
        rules = f", as long as {say_rules(unless)} below {_verb(unless)} not apply" if unless else ""
        if ways.more is None:
            yield from _wrap(NOT_MADE, indent)
        elif len(ways.ways) == 1 and not ways.more:
            yield from self.single(ways.ways[0], lead, indent, rules)
        else:
            first = "the first" if ways.more else "these"
            yield from _wrap(f"{lead} in any of {first} {len(ways.ways):,} ways{rules}:", indent)
            for number, way in enumerate(ways.ways, 1):
                yield from self.way(f"{number}. ", way, indent)
        if ways.more:
            rest = "1 more way is" if ways.more == 1 else f"{ways.more:,} more ways are"
            yield from _wrap(f"The list stops here. At most {rest} not shown.", indent)

    def single(self, way: Way, lead: str, indent: str, rules: str) -> Iterator[str]:
        """The only way of a list."""
        if way.entries:
            yield from _wrap(f"{lead} in one way{rules}:", indent)
            yield from self.way("", way, indent)
        else:
            yield from _wrap(f"{lead}{rules.removeprefix(',') or ' always'}.", indent)
            yield from self.rests_on(way, indent)

    def way(self, mark: str, way: Way, indent: str) -> Iterator[str]:
        """One way: its entries, grouped by what they are there for, then what it rests on."""
        deeper = indent + " " * len(mark)
        own = [entry for entry in way.entries if entry.part is Part.REACH]
        bullet = "" if mark and len(way.entries) == 1 else "- "
        lines = [line for entry in own for line in _wrap(bullet + self.says(entry), deeper)]
        for part, head in (
            (Part.EXCEPTION, f"and, so that {_kept_away(way.exceptions)}:"),
            (Part.STRONGER, "and, so that no stronger rule applies:"),
        ):
            entries = [entry for entry in way.entries if entry.part is part]
            if entries:
                lines += _wrap(head, deeper)
                lines += [line for entry in entries for line in _wrap("- " + self.says(entry), deeper)]
        yield indent + mark + lines[0][len(deeper) :]
        yield from lines[1:]
        yield from self.rests_on(way, deeper)

    def rests_on(self, way: Way, indent: str) -> Iterator[str]:
        """The paragraphs that a way rests on."""
        if way.norms:
            found = _together(way.norms) if way.certain else ", or ".join(cites(norm.citations) for norm in way.norms)
            yield from _wrap(f"({found})", indent)
        for norm, exceptions in way.lifted:
            lifting = " or ".join(cites(exception.citations) for exception in exceptions)
            yield from _wrap(f"({lifting} lifts {cites(norm.citations)})", indent)

    def says(self, entry: Entry) -> str:
        """An entry with its letter, if it has one."""
        return f"{entry.says} [{self.letters[entry.means]}]" if entry.means else entry.says

    # Notes

    def notes(self) -> Iterator[str]:
        """What the lists take for granted."""
        yield self.paint("What these lists rest on", "heading")
        yield from _wrap("- Every instrument is taken to be in force. What cannot occur is left out.", "  ")
        entries = (entry for found in self.found.lists for way in found.ways for entry in way.entries)
        if any(entry.kind == "day" for entry in entries):
            yield from _wrap("- A day that never comes counts as later than any other.", "  ")
        readings = dict.fromkeys(pair for deed in self.found.deeds for pair in deed.readings)
        if readings:
            named = ", ".join(f"{name} = {option}" for name, option in readings)
            yield from _wrap(f"- Open questions about the texts are answered so: {named}.", "  ")
        yield from _wrap("- Only these instruments were looked at: other law and other policies may apply.", "  ")


# Words


def say_rules(numbers: tuple[int, ...]) -> str:
    """Numbers of rules, with stretches of them drawn together."""
    stretches: list[list[int]] = []
    for number in numbers:
        if stretches and stretches[-1][-1] == number - 1:
            stretches[-1].append(number)
        else:
            stretches.append([number])
    parts: list[str] = []
    for one in stretches:
        parts += [f"{one[0]} to {one[-1]}"] if len(one) > 2 else [str(number) for number in one]
    listed = f"{', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else parts[0]
    return f"rule{'s' if len(numbers) > 1 else ''} {listed}"


def _verb(numbers: tuple[int, ...]) -> str:
    return "do" if len(numbers) > 1 else "does"


def _kept_away(exceptions: tuple[Cited, ...]) -> str:
    named = [cites(found.citations) for found in exceptions]
    return f"{named[0]} does not lift it" if len(named) == 1 else f"neither {' nor '.join(named)} lifts it"


def _together(norms: Iterable[Cited]) -> str:
    return cites(citation for norm in norms for citation in norm.citations)


def cites(found: Iterable[Citation]) -> str:
    """Citations in a row; the name of an instrument stands before its first one only."""
    out: list[str] = []
    last = ""
    for citation in dict.fromkeys(found):
        text = str(citation)
        out.append(text.removeprefix(f"{last} ") if citation.instrument == last else text)
        last = citation.instrument
    return "; ".join(out)


def _letter(place: int) -> str:
    """A, B, ... Z, AA, AB, ..."""
    letter = ascii_uppercase[place % 26]
    return letter if place < 26 else _letter(place // 26 - 1) + letter


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _wrap(text: str, indent: str = "") -> list[str]:
    deeper = indent + ("  " if text.startswith("- ") else "")
    return textwrap.wrap(
        text, WIDTH, initial_indent=indent, subsequent_indent=deeper, break_long_words=False, break_on_hyphens=False
    )

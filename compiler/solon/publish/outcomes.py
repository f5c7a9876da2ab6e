"""The outcomes of an action into its page: every status that can come out, and all the shortest ways to each.

Invariant: the lists are those of `solon outcomes`; nothing is cut, and what was not decided is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from string import ascii_uppercase

from solon.engine.deontic import Deed, Status
from solon.letter.write import HEADS
from solon.outcomes.mirror import MIRROR, mirrored
from solon.outcomes.ways import DeedOutcomes, Outcome, Outcomes
from solon.publish.book import Book
from solon.publish.html import Part, el, items, join, section, sentence
from solon.publish.norms import status_tag
from solon.publish.outcome_ways import WayWriter
from solon.publish.page import Page, page
from solon.publish.pen import Pen
from solon.publish.places import outcome_page
from solon.wording import deed_of, say_duty

_LEAD = (
    "Every answer that these rules can give about this act, and all the shortest ways to each. A way is a smallest set "
    "of conditions that gives the answer whatever else is true."
)
_RESTS = (
    "Every instrument is taken to be in force, and what cannot occur is left out. A day that never comes counts as "
    "later than any other. Only these instruments were looked at: other law and other policies may apply."
)
# More than anybody reads on one page.
_MOST = 250
_TOO_LARGE = "The ways need too many steps. They were not worked out, and nothing is claimed about them."


def outcome_pages(book: Book) -> Iterator[Page]:
    """The page that lists them, and the page of each action; nothing where they were not worked out."""
    if book.beside.outcomes:
        yield _index(book)
        for action, found in book.beside.outcomes.items():
            yield _outcomes_page(book, action, found)


def _index(book: Book) -> Page:
    pen = Pen(book, "outcomes/index")
    lines = [
        join([pen.page_at(outcome_page(name), book.places[name].name), " ", join(_tags(found), " ")])
        for name, found in book.beside.outcomes.items()
    ]
    lead = _LEAD.replace("about this act", "about each act")
    return page(pen.page, "Outcomes", "", el("p", lead, class_="lead"), items(lines, class_="norms"))


def _tags(found: Outcomes | None) -> list[Part]:
    """The statuses that an act, not its opposite, can have."""
    deeds = [deed for deed in found.deeds if not deed.action.startswith("instead_of_")] if found else []
    statuses = {outcome.status for deed in deeds for outcome in deed.outcomes}
    return [status_tag(status) for status in Status if status in statuses]


def _outcomes_page(book: Book, action: str, found: Outcomes | None) -> Page:
    place = book.places[action]
    pen = Pen(book, outcome_page(action))
    about = el("p", "The act: ", pen.to(action, book.policy.say_deed(Deed(action))), ".")
    if found is None:
        return page(pen.page, place.name, "Outcomes", about, el("p", _TOO_LARGE, class_="not-yet"))
    ways = sum(len(one.ways) for one in found.lists)
    if ways > _MOST:
        told = (
            f"There are {ways:,} ways or more in all: too many for one page. To list them, run: solon outcomes {action}"
        )
        return page(pen.page, place.name, "Outcomes", about, el("p", join(_tags(found), " ")), el("p", told))
    writer = WayWriter(pen, {meaning.key: _letter(number) for number, meaning in enumerate(found.meanings)})
    bodies: list[Part] = []
    heads: list[Part] = []
    written: list[DeedOutcomes] = []
    for deed in found.deeds:
        same = next((other for other in written if mirrored(deed, other)), None)
        bodies.append(_deed(writer, len(written), deed, same))
        heads += [
            el("a", sentence(_head(writer, deed, one.status)).removesuffix("."), href=f"#{_anchor(len(written), one)}")
            for one in deed.outcomes
        ]
        written.append(deed)
    contents = el("nav", items(heads), aria_label="Answers that can come out")
    parts: list[Part] = [about, el("p", _LEAD), contents, *bodies]
    parts += [_meanings(writer, found), section("What these lists rest on", *_rests_on(pen, found))]
    return page(pen.page, place.name, "Outcomes", *parts)


def _deed(writer: WayWriter, number: int, deed: DeedOutcomes, same: DeedOutcomes | None) -> Part:
    policy = writer.pen.policy
    act = deed_of(policy, deed.action) or Deed(deed.action)
    title = f"{policy.bearers[deed.bearer].says}: {policy.say_deed(act)}"
    parts: list[Part] = []
    for outcome in deed.outcomes:
        heading = join([status_tag(outcome.status), " ", sentence(_head(writer, deed, outcome.status))])
        parts += [el("h3", heading, id=_anchor(number, outcome))]
        if same is not None:
            turned = sentence(_head(writer, same, MIRROR.get(outcome.status, outcome.status)))
            parts.append(el("p", f"It is so in the same ways as: {turned}"))
        else:
            parts += _outcome(writer, outcome)
    for norm, says in deed.one_of:
        parts.append(el("p", "It is one of the ways to meet a duty: ", writer.pen.to(norm.id), f". {sentence(says)}"))
    if deed.off and same is None:
        parts.append(el("h3", "How each of these rules stays off"))
        for off in deed.off:
            title_off = join([f"Rule {off.number}: ", writer.named((off.norm,), "")])
            parts += [el("h4", title_off, id=f"off-{number + 1}-{off.number}"), el("p", sentence(off.says))]
            parts.append(writer.ways(off.ways, "It does not apply"))
    return section(sentence(title).removesuffix("."), *parts)


def _anchor(number: int, outcome: Outcome) -> str:
    return f"{outcome.status.value.replace('_', '-')}-{number + 1}"


def _outcome(writer: WayWriter, outcome: Outcome) -> list[Part]:
    follow = ", ".join(map(str, outcome.follow))
    return [
        writer.ways(outcome.ways, "It is so", outcome.unless),
        el("p", f"Then these rules do not apply either: {follow}.", class_="quiet") if follow else None,
    ]


def _head(writer: WayWriter, deed: DeedOutcomes, status: Status) -> str:
    """A status of a deed in words."""
    policy = writer.pen.policy
    act = deed_of(policy, deed.action) or Deed(deed.action)
    who, what = policy.bearers[deed.bearer].says, policy.say_deed(act)
    modality = HEADS.get(status)
    if modality is not None:
        return say_duty(policy, deed.bearer, modality, act)
    if status is Status.PERMITTED:
        return f"these instruments do not forbid it: {who} may {what}"
    return f"no rule here reaches it: {who}, {what}"


def _meanings(writer: WayWriter, found: Outcomes) -> Part:
    parts: list[Part] = []
    for meaning in found.meanings:
        letter = writer.letters[meaning.key]
        parts.append(el("h3", f"{letter}. {sentence(meaning.says)}", id=f"means-{letter.lower()}"))
        parts.append(el("p", "Defined at: ", writer.pen.to(meaning.id), ".", class_="quiet"))
        parts.append(writer.ways(meaning.ways, "It is so"))
    return section("What the letters stand for", *parts)


def _rests_on(pen: Pen, found: Outcomes) -> list[Part]:
    readings = dict.fromkeys(pair for deed in found.deeds for pair in deed.readings)
    lines = [
        join([pen.to(name), f" Read here as: {dict(pen.policy.readings[name].options)[option]}."])
        for name, option in readings
    ]
    listed = items(lines)
    return [
        el("p", _RESTS),
        join([el("p", "Open questions about the texts are answered so:"), listed]) if listed else None,
    ]


def _letter(place: int) -> str:
    """A, B, ... Z, AA, AB, ..."""
    letter = ascii_uppercase[place % 26]
    return letter if place < 26 else _letter(place // 26 - 1) + letter

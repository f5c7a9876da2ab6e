"""Example blocks into facts and expectations.

Invariant: an example gives facts, choices and dates only; a term in it is an error that names the term's facts.
"""

from __future__ import annotations

import re
from datetime import date

from solon.engine.deontic import Status
from solon.engine.situation import Value
from solon.model.bind_conditions import bind_reading
from solon.model.bind_norms import bind_citations, bind_deed
from solon.model.conditions import ChoiceIs, FactIs, TermIs
from solon.model.days import DayFault, parse_iso
from solon.model.examples import Example, Expectation
from solon.model.names import SENTENCES, Names, normal
from solon_dsl.diagnostic import error
from solon_dsl.sentence import quoted
from solon_dsl.syntax import Block, Item, Phrase

NORMS = ("rule", "exception", "either", "counts")
STATUSES = {status.value.replace("_", " "): status for status in Status}


def bind_example(names: Names, block: Block) -> Example:
    """One example block."""
    given: dict[str, Value] = {}
    unknown: list[str] = []
    for name in ("given", "unknown"):
        for item in (item for found in block.all(name) for item in found.items):
            answer = _answer(names, item, unknown=name == "unknown")
            if answer is None:
                continue
            asked, value = answer
            if asked in given or asked in unknown:
                message = f'This example answers the question behind "{item.phrase.text}" twice.'
                names.add(error("S317", item.phrase.span, message, "Keep the line that is true in the story."))
            elif value is None:
                unknown.append(asked)
            else:
                given[asked] = value
    rest = block.first("everything else")
    if rest is not None and rest.value.text.lower() not in ("no", ""):
        message = f'"everything else: {rest.value.text}" is not understood.'
        names.add(error("S319", rest.value.span, message, 'Write "everything else: no", or leave the line out.'))
    on = block.first("on")
    return Example(
        block.id.text,
        block.span,
        bind_citations(names, block),
        (),
        story=block.text("story"),
        published=block.text("published"),
        on=_iso(names, on.value) if on else None,
        given=tuple(given.items()),
        unknown=tuple(unknown),
        rest_is_no=rest is not None,
        readings=_readings(names, block),
        expect=tuple(
            found
            for field in block.all("expect")
            for item in field.items
            if (found := _expectation(names, item)) is not None
        ),
    )


def _readings(names: Names, block: Block) -> tuple[tuple[str, str], ...]:
    found: dict[str, str] = {}
    for field in block.all("under reading"):
        bound = bind_reading(names, field)
        if bound is not None and bound.reading in found:
            message = f'This example chooses an option of the reading "{bound.reading}" twice.'
            names.add(error("S317", field.value.span, message, "Keep one of the two lines."))
        elif bound is not None:
            found[bound.reading] = bound.option
    return tuple(found.items())


def _iso(names: Names, words: Phrase) -> date | None:
    try:
        return parse_iso(words.text)
    except DayFault as fault:
        names.bad_day(words.span, fault)
        return None


def _answer(names: Names, item: Item, unknown: bool) -> tuple[str, Value | None] | None:
    """The question that a bullet is about, and its answer, None for unknown; None after a report."""
    sentence = item.phrase.text if item.value is None else f"{item.phrase.text}: {item.value.text}"
    key, before_colon = normal(sentence), normal(item.phrase.text)
    if before_colon in names.dates and not (unknown and item.value):
        return _date(names, names.dates[before_colon], item, unknown)
    match names.conditions.get(key):
        case FactIs(fact, value):
            return fact, None if unknown else value
        case ChoiceIs(choice, option):
            return choice, None if unknown else option
        case TermIs(term, _):
            facts = "; ".join(f'"{words}"' for words in names.bullets.get(term, ()))
            message = f'"{sentence}" is a term: it is worked out, so an example cannot give it.'
            repair = f"Give what it is worked out from instead: {facts}."
            names.add(error("S316", item.phrase.span, message, repair))
            return None
        case _:
            pass
    if item.value is not None and (before_colon in names.dates or before_colon in names.conditions):
        message = f'Nothing can stand behind "{item.phrase.text}:" here.'
        repair = 'Write the sentence that is true, without a colon. What is not known goes below "unknown:".'
        names.add(error("S318", item.value.span, message, repair))
        return None
    known = [words for words, found in names.conditions.items() if not isinstance(found, TermIs)]
    message = f"No fact, choice or date says {quoted(sentence, 200)}."
    finding = error("S301", item.phrase.span, message, 'Search for the sentence with "solon facts WORD".')
    if item.value is None:
        names.miss(finding, key, (*known, *names.dates), (*SENTENCES, "date"))
    else:
        names.miss(finding, before_colon, names.dates, (*SENTENCES, "date"))
    return None


def _date(names: Names, date_id: str, item: Item, unknown: bool) -> tuple[str, Value | None] | None:
    """The answer that a bullet gives to the question for a day."""
    words = item.value.text.lower() if item.value else ""
    if unknown or words == "unknown":
        return date_id, None
    if words in ("already", "not yet"):
        return date_id, words
    if item.value is None:
        message = f'No day stands behind "{item.phrase.text}".'
        repair = f'Write for example "- {item.phrase.text}: 2018-05-01". It can also be: already, not yet, unknown.'
        names.add(error("S311", item.phrase.span, message, repair))
        return None
    day = _iso(names, item.value)
    return None if day is None else (date_id, day)


_CLAUSE = re.compile(r"(by|for want of|from|until) (.+)\Z")


def _expectation(names: Names, item: Item) -> Expectation | None:
    """One bullet of `expect:`."""
    text = item.phrase.text if item.value is None else f"{item.phrase.text}: {item.value.text}"
    who, colon, answer = text.partition(": ")
    bearer_words = next(
        (b for b in sorted(names.bearers, key=len, reverse=True) if normal(who).startswith(b + ", ")), None
    )
    if not colon or bearer_words is None:
        message = f"{quoted(text, 200)} is not an expected answer."
        repair = "Write for example: - a member, post the content: permitted, by local_life"
        finding = error("S314", item.phrase.span, message, repair)
        names.miss(finding, who.split(",")[0], names.bearers if colon else (), ("bearer",) if colon else ())
        return None
    deed = bind_deed(names, Phrase(normal(who)[len(bearer_words) + 2 :], item.phrase.span))
    status_words, _, rest = answer.partition(",")
    status = STATUSES.get(status_words.replace("_", " ").strip().lower())
    if status is None:
        repair = names.suggest(status_words, STATUSES, 0.6) or f"The answers are: {', '.join(STATUSES)}."
        names.add(error("S315", item.phrase.span, f'"{status_words}" is not an answer.', repair))
    if deed is None or status is None:
        return None
    return _with_clauses(names, item, Expectation(names.bearers[bearer_words], deed, status), _clauses(rest))


def _clauses(rest: str) -> list[str]:
    """Split at commas that start a clause; ids inside a clause may be joined by commas or `and`."""
    return [part.strip() for part in re.split(r",\s+(?=by |for want of |from |until )", rest) if part.strip()]


def _with_clauses(names: Names, item: Item, found: Expectation, clauses: list[str]) -> Expectation | None:
    by, wanting = found.by, found.wanting
    days: dict[str, date | None] = {"from": None, "by": None, "until": None}
    for clause in clauses:
        match = _CLAUSE.match(clause)
        if match is None:
            message = f'"{clause}" is not understood in an expected answer.'
            repair = "After the answer write: by IDS, for want of FACTS, from DAY, by DAY, or until DAY."
            names.add(error("S314", item.phrase.span, message, repair))
            return None
        word, rest = match.groups()
        if word in days and (word != "by" or rest[:1].isdigit()):
            days[word] = _iso(names, Phrase(rest, item.phrase.span))
            continue
        ids = tuple(part for part in re.split(r",?\s+and\s+|,\s*", rest) if part)
        kinds, what = (NORMS, "a rule or an exception") if word == "by" else (("fact", "choice", "date"), "a fact")
        ids = tuple(name for name in ids if names.expect_id(Phrase(name, item.phrase.span), kinds, what))
        by, wanting = (ids, wanting) if word == "by" else (by, ids)
    return Expectation(found.bearer, found.deed, found.status, by, wanting, days["from"], days["by"], days["until"])

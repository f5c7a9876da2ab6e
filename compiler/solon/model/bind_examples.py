"""Example blocks into facts and expectations.

Invariant: an example gives facts, choices and dates only; a term in it is an error that names the term's facts.
"""

from __future__ import annotations

import re
from datetime import date

from solon.model.bind_conditions import bind_reading
from solon.model.bind_norms import bind_citations, bind_deed
from solon.model.blocks import Status
from solon.model.conditions import ChoiceIs, FactIs, TermIs
from solon.model.days import DayFault, parse_iso
from solon.model.examples import Example, Expectation, Value
from solon.model.names import Names, normal
from solon_dsl.diagnostic import error
from solon_dsl.syntax import Block, Item, Phrase

NORMS = ("rule", "exception", "either", "counts")
STATUSES = {status.value.replace("_", " "): status for status in Status}


def bind_example(names: Names, block: Block, term_facts: dict[str, tuple[str, ...]]) -> Example:
    """One example block. term_facts: the sentences of the facts behind each term, for the message."""
    given: dict[str, Value] = {}
    unknown: list[str] = []
    for item in (found.items for found in block.all("given")):
        for bullet in item:
            _give(names, bullet, given, unknown, term_facts)
    for field in block.all("unknown"):
        for bullet in field.items:
            name = _subject(names, bullet, term_facts)
            if name is not None:
                unknown.append(name)
    readings = [bind_reading(names, field) for field in block.all("under reading")]
    rest = block.first("everything else")
    if rest is not None and rest.value.text.lower() != "no":
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
        readings=tuple((found.reading, found.option) for found in readings if found),
        expect=tuple(
            found
            for field in block.all("expect")
            for item in field.items
            if (found := _expectation(names, item)) is not None
        ),
    )


def _iso(names: Names, words: Phrase) -> date | None:
    try:
        return parse_iso(words.text)
    except DayFault as fault:
        names.add(error("S311", words.span, str(fault), "Write year, month and day, for example 2018-05-01."))
        return None


def _give(
    names: Names, item: Item, given: dict[str, Value], unknown: list[str], term_facts: dict[str, tuple[str, ...]]
) -> None:
    """One bullet of `given:`."""
    date_id = names.dates.get(normal(item.phrase.text))
    value: Value | None
    if date_id is not None:
        words = item.value.text.lower() if item.value else ""
        if words == "unknown":
            unknown.append(date_id)
            return
        name: str | None = date_id
        value = words if words in ("already", "not yet") else None
        if value is None:
            value = _iso(names, item.value or item.phrase)
    else:
        name, value = _subject(names, item, term_facts), None
        atom = names.conditions.get(normal(item.phrase.text))
        if isinstance(atom, FactIs):
            value = atom.value
        elif isinstance(atom, ChoiceIs):
            value = atom.option
    if name is None or value is None:
        return
    if name in given:
        message = f'This example answers the question behind "{item.phrase.text}" twice.'
        names.add(error("S317", item.phrase.span, message, "Keep the sentence that is true in the story."))
        return
    given[name] = value


def _subject(names: Names, item: Item, term_facts: dict[str, tuple[str, ...]]) -> str | None:
    """The fact, choice or date that a bullet is about."""
    key = normal(item.phrase.text)
    atom = names.conditions.get(key)
    if isinstance(atom, FactIs):
        return atom.fact
    if isinstance(atom, ChoiceIs):
        return atom.choice
    if key in names.dates:
        return names.dates[key]
    if isinstance(atom, TermIs):
        facts = "; ".join(f'"{sentence}"' for sentence in term_facts.get(atom.term, ()))
        message = f'"{item.phrase.text}" is a term: it is worked out, so an example cannot give it.'
        names.add(error("S316", item.phrase.span, message, f"Give the facts behind it instead: {facts}."))
        return None
    known = [known for known, found in names.conditions.items() if not isinstance(found, TermIs)]
    repair = names.suggest(item.phrase.text, [*known, *names.dates])
    repair = repair or 'Search for the sentence with "solon facts WORD".'
    names.add(error("S301", item.phrase.span, f'No fact, choice or date says "{item.phrase.text}".', repair))
    return None


_CLAUSE = re.compile(r"(by|for want of|from|until) (.+)\Z")


def _expectation(names: Names, item: Item) -> Expectation | None:
    """One bullet of `expect:`."""
    text = item.phrase.text if item.value is None else f"{item.phrase.text}: {item.value.text}"
    who, colon, answer = text.partition(": ")
    bearer_words = next(
        (b for b in sorted(names.bearers, key=len, reverse=True) if normal(who).startswith(b + ", ")), None
    )
    if not colon or bearer_words is None:
        message = f'"{text}" is not an expected answer.'
        repair = "Write for example: - a member, post the content: permitted, by local_life"
        names.add(error("S314", item.phrase.span, message, repair))
        return None
    deed = bind_deed(names, Phrase(normal(who)[len(bearer_words) + 2 :], item.phrase.span))
    status_words, *clauses = _clauses(answer)
    status = STATUSES.get(status_words.replace("_", " ").strip().lower())
    if status is None:
        repair = names.suggest(status_words, list(STATUSES), 0.6) or f"The answers are: {', '.join(STATUSES)}."
        names.add(error("S315", item.phrase.span, f'"{status_words}" is not an answer.', repair))
    if deed is None or status is None:
        return None
    return _with_clauses(names, item, Expectation(names.bearers[bearer_words], deed, status), clauses)


def _clauses(answer: str) -> list[str]:
    """Split at commas that start a clause; ids inside a clause may be joined by commas or `and`."""
    return [part.strip() for part in re.split(r",\s+(?=by |for want of |from |until )", answer)]


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
    return Expectation(
        found.bearer, found.deed, found.status, by, wanting, days["from"], days["by"], days["until"]
    )

"""A compiled file and a situation file into an answer: `solon decide --artefact`, for which no policies are needed.

Invariant: the answer is the engine's, as a program gets it; the same situation files are taken as everywhere else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NoReturn

import click

from solon.cli.files import FileFault, read_input
from solon.cli.terminal import INVALID, PROBLEMS, USAGE, paint, print_json, show, stop
from solon.cli.terminal import as_data as finding_data
from solon.engine.artefact import read
from solon.engine.deontic import Status
from solon.engine.faults import SolonError, TooHard, WrongSituation
from solon.engine.lazy import LazyDecision, LazyVerdict
from solon.engine.policy import Policy
from solon.engine.program import Program
from solon.situations.plain import Entry, read_plain

WORDS = {"yes": True, "no": False}
REST = "everything else: no"
# What a file may name without saying anything.
MAY_BE_EMPTY = ("facts", "readings", "asked", "question", "order", "set aside")


def program_in(path: Path) -> Program:
    """The tables of a compiled file. Ends with exit code 2 when it cannot be read, 3 when it is none or is damaged."""
    try:
        return read(path.read_bytes())
    except OSError as fault:
        stop(f'"{path}" cannot be read: {fault.strerror}.', USAGE)
    except SolonError as fault:
        stop(f"{path}: {fault}", INVALID)


def decide_compiled(path: Path, situation: str, shape: str) -> tuple[LazyVerdict, ...]:
    """Answer a situation file by a compiled file, and print it. shape: `text` or `json`.

    Returns the verdicts that were asked for. Ends with exit code 2 when a file cannot be read, 3 when one is not valid.
    """
    program = program_in(path)
    policy = Policy(program)
    decision = _decided(program, policy, situation, shape)
    try:
        if shape == "json":
            # Data has all verdicts, whatever was asked about.
            print_json(decision.of_every_deed().to_json())
        else:
            for line in _told(policy, decision):
                click.echo(line)
        return decision.verdicts
    except TooHard as hard:
        stop(str(hard), PROBLEMS)


def _decided(program: Program, policy: Policy, situation: str, shape: str) -> LazyDecision:
    name = "standard input" if situation == "-" else situation
    try:
        data = read_input(situation)
    except FileFault as fault:
        stop(str(fault), USAGE)
    document, findings = read_plain(name, data)
    if findings:
        if shape == "json":
            print_json({"schema": "solon.findings/1", "findings": [finding_data(finding) for finding in findings]})
        else:
            show(findings, {name: data})
        raise click.exceptions.Exit(INVALID)
    try:
        return policy.answer(policy.situation(_data(program, document)))
    except TooHard as hard:
        stop(str(hard), PROBLEMS)
    except WrongSituation as wrong:
        _refuse(wrong, name, shape, document)


def _refuse(wrong: WrongSituation, name: str, shape: str, document: Entry | None) -> NoReturn:
    """Report a situation that cannot be decided, each fault with its line where that is known."""
    lines = dict(_lines(document)) if document is not None else {}
    if shape == "json":
        faults = [{"at": one.at, "line": lines.get(one.at), "says": one.says, "help": one.help} for one in wrong.faults]
        print_json({"schema": "solon.faults/1", "faults": faults})
    else:
        for one in wrong.faults:
            click.echo(f"{name}{f', line {lines[one.at]}' if one.at in lines else ''}: {one}", err=True)
        click.echo("Nothing was decided.", err=True)
    raise click.exceptions.Exit(INVALID)


def _lines(entry: Entry) -> Iterator[tuple[str, int]]:
    """The line of every key."""
    if isinstance(entry.value, dict):
        for key, inner in entry.value.items():
            yield from _lines(inner)
            yield key, inner.key_span.line


def _data(program: Program, document: Entry | None) -> object:
    """The file as JSON has it: `yes` and `no` are true and false where a fact is given."""
    if document is None or not isinstance(document.value, dict):
        return None if document is None else _plain(document)
    return {
        key: _facts(program, entry.value)
        if key in ("facts", "set aside") and isinstance(entry.value, dict)
        else _plain(entry)
        for key, entry in document.value.items()
        if entry.value is not None or key not in MAY_BE_EMPTY
    }


def _facts(program: Program, found: Mapping[str, Entry]) -> dict[str, object]:
    values: dict[str, object] = {}
    for name, entry in found.items():
        asked = program.inputs.get(program.former.get(name, name))
        value = _plain(entry)
        if asked is not None and asked.kind == "fact":
            inner = entry.value
            if isinstance(inner, dict) and "value" in inner:
                value = {**{k: _plain(e) for k, e in inner.items()}, "value": _yes_or_no(_plain(inner["value"]))}
            else:
                value = _yes_or_no(value)
        values[name] = value
    return values


def _yes_or_no(value: object) -> object:
    return WORDS.get(value, value) if isinstance(value, str) else value


def _plain(entry: Entry) -> object:
    match entry.value:
        case dict():
            return {key: _plain(inner) for key, inner in entry.value.items()}
        case list():
            return [_plain(inner) for inner in entry.value]
        case value:
            return value


def _told(policy: Policy, decision: LazyDecision) -> Iterator[str]:
    """The answer in words; without a question, what some rule reaches."""
    asked = bool(decision.situation.asked)
    shown = [verdict for verdict in decision if asked or verdict.status is not Status.NOT_REGULATED]
    for verdict in shown:
        first, *rest = verdict.explain().splitlines()
        yield paint(first, verdict.status.value)
        yield from (f"  {line}" for line in rest)
    if not shown:
        yield "No rule here reaches what is given."
    looked_at = frozenset[str]().union(*(verdict.record.looked_at for verdict in shown))
    used = [one for one in decision.assumptions if one.fact in looked_at]
    presumed = [one for one in used if one.why != REST]
    rest_is_no = len(used) - len(presumed)
    if used:
        yield paint("What was assumed", "heading")
    for one in presumed:
        fact = policy.facts[one.fact]
        yield f"  - {fact.says if one.value else fact.denies}: {one.why} [{one.fact}]"
    if rest_is_no:
        questions = f"{rest_is_no} question{'' if rest_is_no == 1 else 's'}"
        yield f'  - "No" is the answer to {questions} left out that these answers look at ("{REST}").'
    for name in decision.outside_dates:
        yield f"  - {policy.instruments[name].title} is not in force on this day, and was left out."
    yield from (f"Note: {says}" for _, says in decision.caveats)

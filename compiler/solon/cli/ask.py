"""`solon ask`: an interview in the terminal, from a question that a person has to a letter."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TextIO

import click

from solon.answer.decide import Decider
from solon.cli import telling
from solon.cli.conversation import Conversation, Ended, same_file
from solon.cli.files import FileFault, read_input
from solon.cli.terminal import DONE, INVALID, PROBLEMS, USAGE, load, paint, show_first, stop
from solon.engine.interview.replay import difference, replayed
from solon.engine.interview.state import Interview, interview_of
from solon.engine.store import TooLarge
from solon.letter import write_letter
from solon.model.policy import Policy
from solon.situations import read_situation
from solon.situations.read import impossible
from solon_dsl.nearest import did_you_mean

INTERRUPTED = 130


@click.command(short_help="Ask one question after the other, then answer.")
@click.argument("question", required=False)
@click.option("--resume", type=click.Path(path_type=Path), metavar="FILE", help="Go on with the answers in a file.")
@click.option(
    "--save", "keep", type=click.Path(path_type=Path), metavar="FILE", help="Keep the answers in a file, after each."
)
@click.pass_obj
def ask(policies: Path, question: str | None, resume: Path | None, keep: Path | None) -> None:
    """Start from a QUESTION of the policies: its id, its number in the list, or its words; without it, choose one.

    Only what can still change the answer is asked. "Not sure" is always an answer, and an earlier answer can be changed
    at any time. At the end stands the letter of "solon decide".
    """
    built, _ = load(policies)
    decider, policy = built.decider, built.policy
    source: TextIO = sys.stdin
    reconfigure: Callable[..., None] | None = getattr(source, "reconfigure", None)
    if reconfigure is not None:
        # What is not text is a reply like any other: not one of the answers.
        reconfigure(errors="replace")
    wanted = _named(policy, question) if question is not None else ""
    if keep is not None and os.path.lexists(keep) and not same_file(keep, resume):
        stop(f'"{keep}" exists already. Go on with it by --resume, or save under another name.', USAGE)
    talk: Conversation | None = None
    try:
        begun = _resumed(decider, resume, wanted) if resume is not None else Interview((), wanted)
        if not begun.question and not begun.asked:
            begun = replace(begun, question=_chosen(policy, source))
        interview = _about(policy, decider, begun)
        if resume is not None:
            before, interview = interview, replayed(decider, interview)
            for line in telling.changed(policy, difference(before, interview)):
                click.echo(line, err=True)
        talk = Conversation(decider, interview, source, keep, resume)
        if keep is not None:
            talk.write_now(keep)
        talk.run()
        situation = talk.interview.situation()
        decision = decider.decide(situation, only_asked=True)
        click.echo(write_letter(policy, situation, decision, paint), nl=False)
        if talk.keep is not None:
            talk.tell("", *telling.wrap(f"Your answers are in {talk.keep}."))
    except (Ended, KeyboardInterrupt) as end:
        interrupted = isinstance(end, KeyboardInterrupt)
        if interrupted:
            click.echo(err=True)
        _farewell(policies, talk)
        raise click.exceptions.Exit(INTERRUPTED if interrupted else DONE) from None
    except FileFault as fault:
        stop(str(fault), USAGE)
    except TooLarge:
        message = "This takes more steps than are allowed, so it was not decided."
        stop(message + (f" Your answers are in {talk.keep}." if talk and talk.keep else ""), PROBLEMS)


def _named(policy: Policy, words: str) -> str:
    """The id of the question that was named. Ends with exit code 2 when there is none."""
    name = _question(policy, words)
    if name is None:
        repair = did_you_mean(words, policy.questions, 0.6) or _known(policy)
        stop(f'There is no question "{words}". {repair}', USAGE)
    return name


def _question(policy: Policy, words: str) -> str | None:
    """The id of a question from its id, one that it had before, its number, or its words."""
    plain = " ".join(words.lower().split())
    if plain.isdecimal() and len(plain) < 5 and 1 <= int(plain) <= len(policy.questions):
        return list(policy.questions)[int(plain) - 1]
    if policy.current(plain) in policy.questions:
        return policy.current(plain)
    bare = plain.rstrip("?")
    return next((n for n, q in policy.questions.items() if " ".join(q.asks.lower().split()).rstrip("?") == bare), None)


def _known(policy: Policy) -> str:
    return f"The questions are: {', '.join(policy.questions)}." if policy.questions else "The policies have none."


def _chosen(policy: Policy, source: TextIO) -> str:
    """The question that a person chooses from the list. Raises Ended."""
    if not policy.questions:
        stop('The policies have no block "question", so there is nothing to ask.', PROBLEMS)
    click.echo(paint("What do you want to know?", "heading"), err=True)
    for number, (name, found) in enumerate(policy.questions.items(), 1):
        for line in telling.wrap(f"{number:>3}  {found.asks} [{name}]", "", "     "):
            click.echo(line, err=True)
    while True:
        click.echo("> ", nl=False, err=True)
        line = source.readline()
        words = line.strip()
        if not source.isatty():
            click.echo(words, err=True)
        if not line or words.lower() == "quit":
            raise Ended
        chosen = _question(policy, words) if words else None
        if chosen is not None:
            click.echo(err=True)
            return chosen
        click.echo(f"Type a number from 1 to {len(policy.questions)}, or quit.", err=True)


def _about(policy: Policy, decider: Decider, interview: Interview) -> Interview:
    """The interview with what it is about, from its question where it does not say so itself."""
    asked = interview.asked or decider.program.questions[interview.question].pairs
    if not asked:
        stop(f'No rule here is about the question "{policy.questions[interview.question].asks}"', PROBLEMS)
    return replace(interview, asked=asked)


def _resumed(decider: Decider, path: Path, wanted: str) -> Interview:
    """The interview that a file keeps. Ends with exit code 2 or 3 when it cannot be gone on with."""
    policy, name = decider.policy, str(path)
    if name == "-":
        stop("--resume needs a file: standard input is where your answers come from.", USAGE)
    try:
        data = read_input(name)
    except FileFault as fault:
        stop(str(fault), USAGE)
    situation, findings = read_situation(policy, name, data)
    if situation is not None and (blocked := decider.impossible(situation)):
        findings = impossible(policy, situation, blocked, name)
    if situation is None or findings:
        show_first(findings, {name: data})
        stop("Nothing was asked. Mend the file, or start anew without --resume.", INVALID)
    found = interview_of(decider.program, situation)
    if not wanted or wanted == found.question:
        return found
    if found.question:
        stop(f'"{name}" is about another question: {found.question}.', USAGE)
    if found.asked and set(found.asked) != set(decider.program.questions[wanted].pairs):
        stop(f'"{name}" says itself what is asked. Leave QUESTION out, or take its line "asked" out.', USAGE)
    return replace(found, question=wanted)


def _farewell(policies: Path, talk: Conversation | None) -> None:
    """Say what became of the answers, and how to go on."""
    if talk is None or not talk.interview.answers:
        click.echo("Nothing was answered.", err=True)
        return
    path = talk.keep or talk.own
    if path is None or talk.kept != talk.interview:
        click.echo("Your answers were not saved." if path is None else f"The last answers are not in {path}.", err=True)
        if path is None:
            return
    front = "solon" if policies == Path("policies") else f"solon --policies {shlex.quote(str(policies))}"
    click.echo(f"To go on: {front} ask --resume {shlex.quote(str(path))}", err=True)

"""The conversation of `solon ask`: one question at a time, with commands at every prompt, until the letter.

Invariant: nothing is lost. What was answered stays answered until it is changed, and a file that keeps the answers is
written whole after each of them. The conversation goes to standard error; the letter alone is a result.
"""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import TextIO

import click

from solon.answer.decide import Decider
from solon.cli import telling
from solon.cli.files import FileFault, write_file
from solon.cli.replies import ReplyFault, offers, read_reply, say_answer
from solon.cli.terminal import paint
from solon.engine.interview.look import Look
from solon.engine.interview.replay import Refusal, answered, difference
from solon.engine.interview.state import Answer, Interview
from solon.engine.interview.why import presumptions
from solon.engine.situation import Value
from solon.situations.saved import saved

LONGEST = 2_000
COMMANDS = ("back", "change", "why", "so far", "save", "quit", "help")


class Ended(Exception):
    """The person stops here, or the input ends."""


class Conversation:
    """One interview with one person.

    keep: the file to keep the answers in, after each of them; None for none. own: a file that may be written over.
    """

    def __init__(
        self, decider: Decider, interview: Interview, source: TextIO, keep: Path | None, own: Path | None
    ) -> None:
        self.decider = decider
        self.policy = decider.policy
        self.source = source
        self.keep = keep
        self.own = own
        self.again: str | None = None
        self.kept = interview
        self.use(interview)

    def use(self, interview: Interview) -> None:
        """Go on with an interview."""
        self.interview = interview
        self.look = Look(self.decider, interview)

    def run(self) -> None:
        """Ask until everything is answered and checked. Raises Ended."""
        self.tell(paint(telling.about(self.policy, self.interview), "heading"), "")
        if self.look.next is None and not self.interview.used:
            self.tell(*telling.wrap("There is nothing to ask: the answer is the same whatever the facts are."), "")
            return
        self.tell("Type help to see what else you can do.", "")
        while True:
            name = self.again or self.look.next
            if name is not None:
                self.ask(name)
            elif self.checked():
                return

    # One question

    def ask(self, name: str) -> None:
        """Ask one question, until it is answered or a command leads elsewhere."""
        number = len(self.interview.used) + 1
        old = self.interview.answer(name) if name in self.interview.answered else None
        if old is None and self.again is None:
            self.tell(paint(f"Question {number}. {telling.at_most(self.look.left)}", "place"))
        self.tell(*(click.style(line, bold=True) for line in telling.wrap(telling.asks(self.policy, name))))
        self.tell(*telling.helps(self.policy, name), *telling.listed(offers(self.policy, self.look, name)))
        if old is not None:
            self.tell(*telling.wrap(f"Your answer was: {say_answer(self.policy, old)}. Enter keeps it.", "  "))
        elif self.again is not None:
            taken = say_answer(self.policy, Answer(name, self.policy.facts[name].presumed))
            self.tell(*telling.wrap(f"Taken to be so: {taken}. Enter keeps it.", "  "))
        while True:
            words = self.hear("> ")
            if not words and self.again is not None:
                self.again = None
                self.tell("")
                return
            if (command := command_in(words)) is not None:
                if self.obey(command, name):
                    return
                continue
            try:
                value = read_reply(self.policy, self.look, name, words, date.today)
            except ReplyFault as fault:
                self.tell(*telling.wrap(str(fault) if words else "Type an answer, or help."))
                continue
            if self.take(name, value):
                return

    def take(self, name: str, value: Value | None) -> bool:
        """Take an answer. Returns whether it can be true beside the earlier ones."""
        after = answered(self.decider, self.interview, name, value)
        if isinstance(after, Refusal):
            self.tell(*telling.refused(self.policy, after))
            return False
        before, self.again = self.interview, None
        self.use(after)
        self.tell(*telling.changed(self.policy, difference(before, after)), "")
        self.write()
        return True

    # The end

    def checked(self) -> bool:
        """Show all answers. Returns whether the person goes on to the letter; the end of the input does as well."""
        self.tell(paint("Check your answers", "heading"))
        return self.pick("A number to change an answer, or Enter for the letter: ", at_end=True)

    def pick(self, prompt: str, at_end: bool) -> bool:
        """Show the answers, and let one be chosen to be asked again. Returns whether Enter was given instead."""
        assumed = presumptions(self.look)
        self.tell(*telling.answers(self.policy, self.interview))
        self.tell(*telling.presumed(self.policy, self.look, len(self.interview.used) + 1))
        names = (*(answer.name for answer in self.interview.used), *assumed)
        while True:
            try:
                words = self.hear(prompt)
            except Ended:
                if at_end and not self.source.isatty():
                    return True
                raise
            if not words:
                self.tell("")
                return True
            if (command := command_in(words)) is not None:
                if self.obey(command, None):
                    return False
            elif words.isdecimal() and len(words) < 5 and 1 <= int(words) <= len(names):
                self.again = names[int(words) - 1]
                self.tell("")
                return False
            else:
                self.tell(f"Type a number from 1 to {len(names)}, or Enter." if names else "Type Enter, or a command.")

    # Commands

    def obey(self, command: tuple[str, str], name: str | None) -> bool:
        """Do what a command says. Returns whether it leads to another question."""
        word, rest = command
        match word:
            case "back":
                return self.back()
            case "change":
                if not self.interview.used and not presumptions(self.look):
                    self.tell("You have given no answer yet.")
                    return False
                self.pick("Which number? Enter for none: ", at_end=False)
                return True
            case "why":
                self.tell(*(telling.why(self.policy, self.look, name) if name else ("No question is asked now.",)))
            case "so far":
                self.tell(*telling.so_far(self.policy, self.look))
            case "save":
                self.save(rest)
            case "quit":
                raise Ended
            case _:
                self.tell(*(line for text in telling.HELP for line in telling.wrap(text, "  ")))
        return False

    def back(self) -> bool:
        """Go to the question before the one that is asked."""
        names = [answer.name for answer in self.interview.used]
        place = names.index(self.again) if self.again in names else len(names)
        if place == 0:
            self.tell("This is the first question.")
            return False
        self.again = names[place - 1]
        self.tell("")
        return True

    # Keeping

    def save(self, where: str) -> None:
        """Keep the answers in a file from now on."""
        path = Path(where) if where else self.keep or self.own
        if path is None or not where.isprintable():
            self.tell("Say in which file: save FILE")
            return
        if os.path.lexists(path) and not any(same_file(path, one) for one in (self.keep, self.own)):
            self.tell(*telling.wrap(f'"{path}" exists already. Save under another name, or start with --resume.'))
            return
        before, self.keep = self.keep, path
        if self.write():
            self.tell(*telling.wrap(f"Saved in {path}, and again after each answer."))
        else:
            self.keep = before

    def write(self) -> bool:
        """Write the file that keeps the answers, where there is one. Returns whether nothing went wrong."""
        if self.keep is None:
            return True
        try:
            self.write_now(self.keep)
        except FileFault as fault:
            self.tell(*telling.wrap(f"{fault} Your answers are still here: save them under another name."))
            return False
        return True

    def write_now(self, path: Path) -> None:
        """Write the answers into a file. Raises FileFault."""
        write_file(path, saved(self.policy, self.interview))
        self.kept = self.interview

    # The line to the person

    def hear(self, prompt: str) -> str:
        """One line that the person types, without spaces around it. Raises Ended at the end of the input."""
        click.echo(prompt, nl=False, err=True)
        line = self.source.readline(LONGEST)
        if not line:
            self.tell("")
            raise Ended
        part = line
        while len(part) == LONGEST and not part.endswith("\n"):
            # The rest of a line that is too long is no reply of its own.
            part = self.source.readline(LONGEST)
        words = line.strip()
        if not self.source.isatty():
            # In a pipe nobody sees what is typed: the record would have questions without answers.
            self.tell(shortened(words))
        return words

    def tell(self, *lines: str) -> None:
        """Say something."""
        for line in lines:
            click.echo(line, err=True)


def same_file(path: Path, other: Path | None) -> bool:
    """Whether two paths lead to one file that exists."""
    return other is not None and path.exists() and other.exists() and path.samefile(other)


def command_in(words: str) -> tuple[str, str] | None:
    """The command that a line gives, and what stands after it; None when it gives none."""
    plain = " ".join(words.lower().split())
    if plain in COMMANDS:
        return plain, ""
    first, _, rest = words.partition(" ")
    return ("save", rest.strip()) if first.lower() == "save" else None


def shortened(words: str) -> str:
    """A line to show again: what cannot be printed left out, and not too long."""
    kept = "".join(one for one in words if one.isprintable())
    return kept if len(kept) <= telling.WIDTH else kept[: telling.WIDTH - 1] + "…"

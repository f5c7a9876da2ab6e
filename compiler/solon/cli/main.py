"""The `solon` command with all its subcommands.

Invariant: exit codes are 0 done, 1 problems found, 2 wrong usage, 3 invalid input or facts, 4 undetermined where a
determined answer was required.
"""

from __future__ import annotations

import gc
from importlib import import_module
from pathlib import Path
from typing import cast

import click

from solon import __version__
from solon.engine.store import TooLarge

# Where each command stands, in the order in which people meet them.
COMMANDS = {
    "check": "checking",
    "fmt": "checking",
    "ask": "ask",
    "decide": "asking",
    "batch": "batch",
    "replay": "replay",
    "calendar": "calendar",
    "examples": "asking",
    "outcomes": "outcomes",
    "facts": "authoring",
    "read": "authoring",
    "new": "authoring",
    "explain": "authoring",
    "coverage": "coverage",
    "diff": "diff",
    "rename": "rename",
    "release": "release",
    "sources": "sources",
    "compile": "building",
    "fixtures": "building",
    "mutate": "mutate",
    "site": "building",
    "build": "building",
    "serve": "serve",
}
PROBLEMS = 1


def collect_rarely() -> None:
    """Let Python look for unused circles of objects less often.

    A policy is hundreds of thousands of objects without circles; to go through them again and again takes a third of
    the time.
    """
    gc.set_threshold(100_000, 50, 100)


class _OnDemand(click.Group):
    """A group whose commands are loaded when they are used, so that each starts without what the others need."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"solon.cli.{COMMANDS[cmd_name]}")
        # "compile" is a word of Python already.
        return cast(click.Command, getattr(module, f"{cmd_name}_command", None) or getattr(module, cmd_name))

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except (TooLarge, RecursionError):
            click.echo("This takes too many steps, so nothing was decided. Ask about less at once.", err=True)
            raise click.exceptions.Exit(PROBLEMS) from None


@click.group(cls=_OnDemand, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="solon")
@click.option(
    "--policies",
    type=click.Path(path_type=Path),
    default=Path("policies"),
    show_default=True,
    help="The folder with the policy files.",
)
@click.pass_context
def main(ctx: click.Context, policies: Path) -> None:
    """Policies as text, a decision graph, and verdicts with reasons.

    \b
    Start with:   solon ask               questions, one after the other, then the answer
                  solon examples          what the policies answer
                  solon decide FILE       the answer to a situation of your own
    To edit:      solon check             what is wrong with the policies, and what to do
                  solon facts WORD        the sentences that you can use
                  solon diff              which situations your edit changes
    """
    collect_rarely()
    ctx.obj = policies

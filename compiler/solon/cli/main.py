"""The `solon` command with all its subcommands.

Invariant: exit codes are 0 done, 1 problems found, 2 wrong usage, 3 invalid input or facts, 4 undetermined where a
determined answer was required.
"""

from __future__ import annotations

from pathlib import Path

import click

from solon import __version__
from solon.cli.asking import decide, examples
from solon.cli.authoring import explain, facts, new, read
from solon.cli.building import build, compile_command, fixtures, site
from solon.cli.checking import check, fmt
from solon.cli.coverage import coverage
from solon.cli.diff import diff
from solon.cli.release import release
from solon.cli.rename import rename
from solon.cli.sources import sources


class _Ordered(click.Group):
    """A group that lists its commands in the order in which people meet them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


@click.group(cls=_Ordered, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
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
    Start with:   solon examples          what the policies answer
                  solon decide FILE       the answer to a situation of your own
    To edit:      solon check             what is wrong with the policies, and what to do
                  solon facts WORD        the sentences that you can use
                  solon diff              which situations your edit changes
    """
    ctx.obj = policies


for command in (
    check,
    fmt,
    decide,
    examples,
    facts,
    read,
    new,
    explain,
    coverage,
    diff,
    rename,
    release,
    sources,
    compile_command,
    fixtures,
    site,
    build,
):
    main.add_command(command)

"""`solon serve`: the policies over HTTP, on this machine alone unless somebody says otherwise."""

from __future__ import annotations

from pathlib import Path

import click

from solon.cli.terminal import INVALID, USAGE, load, stop
from solon.engine.artefact import read
from solon.engine.faults import SolonError
from solon.engine.load import shipped
from solon.engine.program import Program

PORT = 5940


@click.command(short_help="Answer over HTTP.")
@click.option("--artefact", type=click.Path(path_type=Path), metavar="FILE", help="Compiled policies to answer by.")
@click.option("--port", type=click.IntRange(0, 65535), default=PORT, show_default=True, help="0 for any free one.")
@click.option("--host", "address", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--name", "names", multiple=True, help="A name by which the service may be called; any if left out.")
@click.pass_obj
def serve(policies: Path, artefact: Path | None, port: int, address: str, names: tuple[str, ...]) -> None:
    """Answer situations over HTTP: POST /decide and /ask; GET /facts, /actions, /readings, /questions, /openapi.json.

    Without --artefact, the policies of the folder are compiled, or else those that came with Solon are used. Only this
    machine can reach the service. Who gives another --host has to protect it: there is no login and no encryption.
    """
    try:
        from solon.service.app import application
        from solon.service.listen import LOOPBACK, bound, is_loopback
        from solon.service.listen import serve as answer
    except ImportError as fault:
        stop(f"This needs {fault.name}. Install it with: pip install 'solon[serve]'", USAGE)
    try:
        alone = is_loopback(address)
    except ValueError:
        stop(f'"{address}" is no address. Give one such as 127.0.0.1, ::1 or 0.0.0.0.', USAGE)
    program, origin = _program(policies, artefact)
    hosts = {*LOOPBACK, *names} if alone else set(names)
    try:
        listening = bound(address, port)
    except OSError as fault:
        stop(f"Nobody can listen at {address}, port {port}: {fault.strerror}.", USAGE)
    if not alone:
        click.echo(f"Warning: others can reach {address}. There is no login and no encryption here.", err=True)
    shown = f"[{address}]" if ":" in address else address
    app = application(program, hosts)
    click.echo(f"Answering by {origin}, revision {program.revision[:12]}.", err=True)
    click.echo(f"http://{shown}:{listening.getsockname()[1]}  (stop with Ctrl-C)", err=True)
    answer(app, listening)
    click.echo("Stopped.", err=True)


def _program(policies: Path, artefact: Path | None) -> tuple[Program, str]:
    """The policy to answer by, and where it is from. Ends with exit code 1, 2 or 3 when there is none."""
    if artefact is None and policies.is_dir():
        built, _ = load(policies)
        return read(built.artefact.encode()), f"the policies in {policies}"
    try:
        path = artefact or Path(shipped())
        return read(path.read_bytes()), str(path)
    except SolonError as fault:
        stop(str(fault), INVALID)
    except OSError as fault:
        stop(f"{fault}" if artefact is None else f'"{artefact}" cannot be read: {fault.strerror}.', USAGE)

"""A reader who does what a page says: a copy of the checkout, and what runs each kind of snippet in it.

Only what the page itself installs is used of Solon. A port is not free on every machine, so wherever the page names the
port of the service, a free one takes its place, in what is run and in what is shown.
"""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType

from tests.site.snippets import Snippet

from solon.cli.serve import PORT

ROOT = Path(__file__).parents[2]
SERVES = "solon serve"
SESSION = """
import contextlib, io, json, sys, traceback
space = {"__name__": "__main__"}
for line in sys.stdin:
    out, failed = io.StringIO(), ""
    with contextlib.redirect_stdout(out):
        try:
            exec(compile(json.loads(line), "snippet", "exec"), space)
        except Exception:
            failed = traceback.format_exc()
    print(json.dumps([out.getvalue(), failed]), flush=True)
"""
# What installs must neither ask a network nor touch what is installed here.
OFFLINE = {
    "PIP_NO_INDEX": "1",
    "PIP_NO_DEPS": "1",
    "PIP_NO_COMPILE": "1",
    "PIP_NO_BUILD_ISOLATION": "0",
    "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    "npm_config_offline": "true",
    "npm_config_audit": "false",
    "npm_config_fund": "false",
    "npm_config_update_notifier": "false",
}
CHROMIUM = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--virtual-time-budget=10000")


class Failed(Exception):
    """A snippet that ended with a fault."""


class NotHere(Exception):
    """A snippet needs something that is not installed."""


class Reader:
    """Runs the snippets of one page, in order. Leave it to stop what it started."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.installed = folder / "checkout", folder / "installed"
        for name in ("policies", "dsl", "compiler", "site"):
            shutil.copytree(ROOT / name, self.folder / name)
        for name in ("pyproject.toml", "README.md", "LICENSE"):
            shutil.copy(ROOT / name, self.folder)
        paths = (self.installed / "bin", Path(sys.executable).parent)
        self.environment = {
            **{name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"},
            **OFFLINE,
            "PATH": os.pathsep.join([*map(str, paths), os.environ["PATH"]]),
            "PIP_TARGET": str(self.installed),
            "PYTHONPATH": str(self.installed),
            "PYSPARK_PYTHON": sys.executable,
            "HOME": str(folder),
        }
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = str(free.getsockname()[1])
        self.session: subprocess.Popen[str] | None = None
        self.service: subprocess.Popen[str] | None = None

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self.session is not None:
            self.session.communicate()
        if self.service is not None:
            self.service.send_signal(signal.SIGTERM)
            try:
                self.service.communicate(timeout=30)
            except subprocess.TimeoutExpired:
                self.service.kill()
                raise
            assert kind is not None or self.service.returncode == 0

    def here(self, text: str) -> str:
        """A text with the port that is used here."""
        return text.replace(str(PORT), self.port)

    def run(self, snippet: Snippet) -> str:
        """What a snippet prints, or shows. Raises Failed and NotHere."""
        runs: Mapping[str, Callable[[str], str]] = {
            "python": self.python,
            "sh": self.shell,
            "js": self.node,
            "html": self.page,
        }
        return runs[snippet.mark](self.here(snippet.text))

    def python(self, text: str) -> str:
        imported = re.findall(r"^(?:import|from) (polars|duckdb)", text, re.MULTILINE)
        if missing := [name for name in imported if find_spec(name) is None]:
            raise NotHere(" ".join(missing))
        if self.session is None:
            self.session = subprocess.Popen(
                [sys.executable, "-c", SESSION],
                cwd=self.folder,
                env=self.environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        assert self.session.stdin is not None
        assert self.session.stdout is not None
        self.session.stdin.write(json.dumps(text) + "\n")
        self.session.stdin.flush()
        out, failed = json.loads(self.session.stdout.readline())
        if failed:
            raise Failed(failed)
        return str(out)

    def shell(self, text: str) -> str:
        if text.strip() == SERVES:
            return self.serve()
        for name in ("npm", "curl"):
            if re.search(rf"^{name}\b", text, re.MULTILINE):
                program(name)
        return self.done("bash", "-e", "-c", text)

    def serve(self) -> str:
        command = [*SERVES.split(), "--port", self.port]
        self.service = subprocess.Popen(
            command, cwd=self.folder, env=self.environment, stderr=subprocess.PIPE, text=True
        )
        assert self.service.stderr is not None
        said = ""
        for line in self.service.stderr:
            said += line
            if line.startswith("http://"):
                return said
        raise Failed(said)

    def node(self, text: str) -> str:
        (self.folder / "snippet.mjs").write_text(text, "utf-8")
        return self.done(program("node"), "snippet.mjs")

    def page(self, text: str) -> str:
        """The words that Chromium shows of a page."""
        found = program("chromium", "chromium-browser", "google-chrome")
        (self.folder / "snippet.html").write_text(text, "utf-8")
        command = [found, *CHROMIUM, f"--user-data-dir={self.folder.parent / 'user'}", "--dump-dom"]
        if 'type="module"' not in text:
            return _words(self.done(*command, f"file://{self.folder}/snippet.html", errors=False))
        handler = partial(_Quiet, directory=str(self.folder))
        with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            try:
                return _words(self.done(*command, f"http://127.0.0.1:{server.server_port}/snippet.html", errors=False))
            finally:
                server.shutdown()

    def done(self, *command: str, errors: bool = True) -> str:
        """What a command prints. errors: what it says to standard error as well."""
        done = subprocess.run(
            command,
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT if errors else subprocess.PIPE,
            text=True,
            timeout=300,
            check=False,
        )
        if done.returncode:
            raise Failed(f"exit code {done.returncode}\n{done.stdout}{done.stderr or ''}")
        return done.stdout


class _Quiet(SimpleHTTPRequestHandler):
    """Files of a folder, without a word on each request."""

    def log_message(self, format: str, *args: object) -> None:
        pass


def program(*names: str) -> str:
    """The path of a program, by any of its names. Raises NotHere."""
    for name in names:
        if found := shutil.which(name):
            return found
    raise NotHere(names[0])


def _words(page: str) -> str:
    """The words of a page, without its head and its scripts."""
    body = re.sub(r"<script\b.*?</script>", "", page[page.index("<body") :], flags=re.DOTALL)
    return html.unescape(re.sub(r"<[^>]*>", "", body)).strip()

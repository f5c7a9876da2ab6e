"""The engine and an artefact into the text of one Python file, which needs nothing but Python.

Invariant: the file answers as the engine does, because it is the engine: its definitions, without documentation and
types of functions, in one namespace.
"""

from __future__ import annotations

import json
from base64 import b85encode
from bz2 import compress
from collections.abc import Mapping

from solon.backends.one_file.modules import Origin
from solon.backends.one_file.together import together

# What the file needs of the engine, and the names that it has of its own.
WANTED = (
    Origin("solon.engine.carried", "carried_policy"),
    Origin("solon.engine.policy", "Policy"),
    Origin("solon.engine.faults", "SolonError"),
)
OWN = ("REVISION", "load", "policy", "_RULES")
LINE = 116
# What the file does without, so that it stays short: generated code (diagrams answer instead), and the checks of tables
# that somebody else may have made: here the sum says that they are the compiler's.
STAND_INS = {
    "solon.engine.links": """
class Links:
    def __init__(self, tables):
        pass

    def broken(self):
        return ""
""",
    "solon.engine.tables": """
def misshapen(tables):
    return ""
""",
    "solon.engine.quickly": """
class Quickly:
    def __init__(self, program):
        self.program = program

    def statuses(self, facts, on, readings, rest_is_no):
        return None

    def verdicts(self, exactly, facts, on, readings, rest_is_no, situation):
        return None
""",
}
# What is left out, with the methods that rest on it: generated code, and the replay of kept decisions.
LEFT_OUT = ("solon.engine.quick.", "solon.engine.replay")
HEAD = '''"""Rules as a program: facts in, verdicts with reasons out. One file, which needs Python 3.11 or newer.

Instruments: {instruments}.
Revision of the rules: {revision}
Made by `solon compile --target python`, version {version}; do not change it by hand, make it again.

    import {module}
    policy = {module}.load()
    decision = policy.decide({{"some_fact": True, "another_fact": False}}, on="2018-05-01")
    for verdict in decision:
        print(verdict.bearer, verdict.action, verdict.status, verdict.norms, verdict.missing)

What is left out is unknown, never "no". `policy.facts` lists what can be given, `policy.verdicts` what is answered,
`policy.ask(...)` asks one question at a time. What is wrong with what is given raises `SolonError`, with every fault.
The classes and their methods are those of the package `solon`, without the documentation, `decide_many` and `replay`.

SPDX-License-Identifier: Apache-2.0
"""
'''
TAIL = '''

# What is in this file
REVISION = "{revision}"

def load() -> Policy:
    """The policy in this file. Raises BrokenArtefact when its rules were damaged or changed."""
    return carried_policy(_RULES, REVISION)


# Made when it is first asked for.
policy: Policy


def __getattr__(name):
    if name == "policy":
        return globals().setdefault("policy", load())
    raise AttributeError(f"module {{__name__!r}} has no attribute {{name!r}}")


# The compiled rules: JSON, packed by bz2, in base 85.
_RULES = """
{packed}
"""
'''


def python_file(sources: Mapping[str, str], artefact: str, version: str) -> str:
    """The text of the file.

    sources: the text of each module of the engine, by name. artefact: the text of the compiled policies. Raises
    ValueError when the modules cannot be put into one file.
    """
    kept = {name: text for name, text in sources.items() if not name.startswith(LEFT_OUT)}
    code = together({**kept, **STAND_INS}, WANTED, OWN)
    content = json.loads(artefact)
    head = HEAD.format(
        instruments=", ".join(entry["id"] for entry in content["instruments"]),
        revision=content["revision"],
        version=version,
        module="policies",
    )
    tail = TAIL.format(revision=content["revision"], packed=_packed(artefact))
    return head + code + tail


def _packed(artefact: str) -> str:
    packed = b85encode(compress(artefact.encode("utf-8"), 9)).decode("ascii")
    return "\n".join(packed[place : place + LINE] for place in range(0, len(packed), LINE))

"""A policy into what a program can look up of it: its facts, deeds, readings and questions.

Invariant: the ids are those that a situation and a decision use; every sentence comes from a policy file.
"""

from __future__ import annotations

from typing import Any

from solon import __version__
from solon.engine.policy import Policy
from solon.engine.program import Input, Program


def listings(policy: Policy, program: Program) -> dict[str, dict[str, Any]]:
    """What there is to look up, by name. program: the tables of the policy."""
    revision = {"revision": policy.revision}
    return {
        "revision": {**revision, "artefact": policy.schema, "version": __version__},
        "facts": {**revision, "facts": [_fact(found) for found in policy.facts.values()]},
        "actions": {
            **revision,
            "actions": [{"id": name, "says": _says(program, name)} for name in program.deeds],
            "bearers": [{"id": name, "says": found.says} for name, found in policy.bearers.items()],
            "asked": [f"{bearer} {action}" for bearer, action in policy.verdicts],
        },
        "readings": {
            **revision,
            "readings": [
                {
                    "id": name,
                    "question": found.question,
                    "chosen": found.chosen,
                    "options": [{"option": option, "says": says} for option, says in found.options],
                }
                for name, found in policy.readings.items()
            ],
        },
        "questions": {
            **revision,
            "questions": [
                {"id": name, "asks": found.asks, "asked": [f"{bearer} {deed.id}" for bearer, deed in found.pairs]}
                for name, found in program.questions.items()
            ],
        },
    }


def _fact(found: Input) -> dict[str, Any]:
    values: list[tuple[bool | str, str]] = [(True, found.says), (False, found.denies)]
    return {
        "id": found.id,
        "kind": found.kind,
        "asks": found.asks,
        "help": found.help,
        "values": [
            {"value": value, "says": says}
            for value, says in (values if found.kind == "fact" else found.options if found.kind == "choice" else ())
        ],
        "judged_by": found.judged_by or None,
        "changed_by": found.changed_by or None,
        "presumed": found.presumed,
        "because": found.because or None,
    }


def _says(program: Program, name: str) -> str:
    deed = program.deeds[name]
    found = program.actions[deed.action]
    return found.instead if deed.instead else found.says

"""A policy into the JSON Schema of its decisions, exactly as `Decision.to_json` writes them.

Invariant: every key that can stand there is named, and the others are refused; ids of the policy are closed lists.
"""

from __future__ import annotations

from collections.abc import Iterable

from solon.backends.schema.shapes import DAY, TEXT, Schema, by_id, closed, listed, nullable, one_of, whole
from solon.engine.decision import SCHEMA, State
from solon.engine.deontic import Modality, Status
from solon.engine.program import Program
from solon.engine.situation import ON

# The days of a duty may lie outside the years that a situation can name: 60 days after the last of them.
DUTY_DAY = nullable({**DAY, "pattern": DAY["pattern"].replace("(19|20|21)", "[12][0-9]")})
MAYBE_TEXT = nullable(TEXT)


def decision_schema(policy: Program) -> Schema:
    """The schema of a decision."""
    body = closed(
        {
            "schema": {"const": SCHEMA},
            "revision": {"title": "The rules that gave this answer", "type": "string", "pattern": "^[0-9a-f]{64}$"},
            "situation": {"title": "What was answered, as situation.schema.json describes it", "type": "object"},
            "on": {"title": "The day of the act", **nullable(DAY)},
            "verdicts": listed(_def("verdict")),
            "duties": listed(_def("duty")),
            "assumptions": {
                "title": "Values that were used although nobody gave them",
                **listed(
                    closed(
                        {
                            "fact": one_of(n for n, f in policy.inputs.items() if f.kind == "fact"),
                            "value": {"type": "boolean"},
                            "why": TEXT,
                        }
                    )
                ),
            },
            "caveats": {
                "title": "Notes that travel with the answer",
                **listed(closed({"note": one_of(note.id for note in policy.notes), "says": TEXT})),
            },
            "outside_dates": {
                "title": "The instruments that are not in force on the day of the act",
                **listed(_def("instrument"), distinct=True),
            },
        },
        {
            "sources": {
                "title": "Who said a fact, and a note",
                **by_id(policy.inputs, closed({}, {"by": TEXT, "note": TEXT})),
            }
        },
    )
    return {**whole("A decision", policy.revision, body), "$defs": {**_ids(policy), **_parts(policy)}}


def _ids(policy: Program) -> Schema:
    """What a policy names, as closed lists. A norm is a rule, an exception or an either."""
    settled = [status for status in Status if status is not Status.UNDETERMINED]
    return {
        "bearer": one_of(dict.fromkeys(bearer for bearer, _ in policy.pairs)),
        "action": one_of(dict.fromkeys(deed.id for _, deed in policy.pairs)),
        "norm": one_of(policy.norms),
        "exception": one_of(name for name, norm in policy.norms.items() if norm.kind == "exception"),
        "counts": one_of(policy.counts),
        "instrument": one_of(policy.instruments),
        "asked": {"title": "A fact, a choice or a date, or the day of the act", **one_of([*policy.inputs, ON])},
        "status": one_of(status.value for status in Status),
        "settled": one_of(status.value for status in settled),
        "modality": one_of(modality.value for modality in Modality),
    }


def _parts(policy: Program) -> Schema:
    citations = listed({**TEXT, "pattern": "^[a-z][a-z0-9_]* ."})
    wanted = closed({"fact": _def("asked"), "asks": TEXT, "judged_by": MAYBE_TEXT})
    reason = closed({"fact": _def("asked"), "value": TEXT, "says": TEXT})
    change = closed(
        {
            "fact": one_of(policy.inputs),
            "before": {"title": "Its value now; null while it is open", **MAYBE_TEXT},
            "after": TEXT,
            "says": TEXT,
            "changed_by": MAYBE_TEXT,
            "citations": citations,
        }
    )
    sets = listed(listed(_def("change")))
    return {
        "missing": wanted,
        "reason": reason,
        "change": change,
        "changes": closed({"better": sets, "worse": sets, "in_the_way": sets, "undecided": {"type": "boolean"}}),
        "applies": closed(
            {
                "rule": _def("norm"),
                "modality": _def("modality"),
                "citations": citations,
                "instrument": _def("instrument"),
                "authority": TEXT,
                "because": listed(_def("reason")),
            },
            {"through": listed(_def("counts")), "one_of": listed(_def("action"))},
        ),
        "defeat": closed({"rule": _def("norm"), "by": listed(_def("exception")), "citations": citations}),
        "reading": {"anyOf": [_reading(policy, name) for name in policy.readings] or [False]},
        "near": closed(
            {"rule": _def("norm"), "modality": _def("modality"), "citations": citations, "wanting": listed(TEXT)}
        ),
        "verdict": _verdict(policy.instruments),
        "duty": _duty(),
    }


def _verdict(instruments: Iterable[str]) -> Schema:
    return closed(
        {
            "bearer": _def("bearer"),
            "action": _def("action"),
            "status": _def("status"),
            "possible": {"title": "Strongest first", **listed(_def("settled"), distinct=True)},
            "by_instrument": by_id(instruments, _def("status")),
            "norms": {"title": "The norms that apply for certain", **listed(_def("applies"))},
            "open_norms": {"title": "The norms that may apply", **listed(_def("norm"), distinct=True)},
            "defeated": {"title": "The norms that exceptions lift", **listed(_def("defeat"))},
            "missing": {"title": "What can still change the status, the most decisive first", **_wanted()},
            "no_matter": {"title": "Doubts that cannot change the status", **_wanted()},
            "readings": {"title": "The readings on which the status depends", **listed(_def("reading"))},
            "if_not_done": {"title": "The status of leaving it undone", **_def("status")},
            "whoever": {"title": "Those who judge open facts that cannot change the status", **listed(TEXT)},
            "near": {"title": "The stronger norms that come closest to applying", **listed(_def("near"))},
        },
        {
            "because": {"title": "What settles a status that no single norm gives", **listed(_def("reason"))},
            "changes": {"title": "What would change the status", **_def("changes")},
        },
    )


def _duty() -> Schema:
    return closed(
        {
            "rule": _def("norm"),
            "bearer": _def("bearer"),
            "action": {"title": "The deed; null where one of several will do", **nullable(_def("action"))},
            "modality": _def("modality"),
            "from": DUTY_DAY,
            "by": DUTY_DAY,
            "until": DUTY_DAY,
            "state": one_of(state.value for state in State),
        },
        {
            "unsettled": listed(one_of(("from", "by", "until")), distinct=True),
            "varies": {"const": True},
            "wanting": listed(_def("asked"), distinct=True),
            "one_of": listed(_def("action")),
        },
    )


def _reading(policy: Program, name: str) -> Schema:
    options = [option for option, _ in policy.readings[name].options]
    otherwise = {**by_id(options, _def("status")), "minProperties": 1}
    return closed({"reading": {"const": name}, "chosen": one_of(options), "otherwise": otherwise})


def _wanted() -> Schema:
    return listed(_def("missing"))


def _def(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}

"""A decision as JSON against what a conformance case states, into what is wrong, in English.

Invariant: only what the case mentions is looked at; any engine in any language can have made the decision.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tests.conformance_cases import Case

Plain = Mapping[str, Any]
# The modalities that give each status.
FORCES = {
    "prohibited": ("must not",),
    "required": ("must",),
    "advised_against": ("should not",),
    "advised": ("should",),
    "permitted": ("may", "need not"),
}


def faults(case: Case, decision: Plain | None, blocked: Iterable[str] = ()) -> list[str]:
    """What a decision says otherwise than the case states.

    decision: schema `solon.decision/1`, or None where the engine said that the situation cannot occur. blocked: the
    `impossible` blocks that it named then.
    """
    if case.cannot_occur is not None:
        if decision is not None:
            return ["there is an answer, although this cannot occur"]
        return [f"{name} is not named" for name in _without(case.cannot_occur, blocked)]
    if decision is None:
        return [f"there is no answer, because of {', '.join(blocked)}"]
    found = [fault for expect in case.expect for fault in _faults(expect, decision)]
    assumed = {one["fact"]: one["value"] for one in decision["assumptions"]}
    if case.assumed is not None and assumed != case.assumed:
        found.append(f"it assumes {assumed} instead of {case.assumed}")
    return found


def _faults(expect: Plain, decision: Plain) -> Iterator[str]:
    pair = (expect["bearer"], expect["action"])
    verdict = next((one for one in decision["verdicts"] if (one["bearer"], one["action"]) == pair), None)
    if verdict is None:
        if expect.get("status") != "not_regulated" or expect.get("by"):
            yield f"there is no verdict on {' '.join(pair)}"
        return
    for fault in (*_status(expect, verdict), *_norms(expect, verdict), *_missing(expect, verdict)):
        yield f"{' '.join(pair)}: {fault}"
    for days in expect.get("days", ()):
        yield from _days(days, _giving(verdict), decision["duties"])


def _status(expect: Plain, verdict: Plain) -> Iterator[str]:
    exact = {
        "status": verdict["status"],
        "possible": verdict["possible"],
        "if not done": verdict["if_not_done"],
        "by instrument": verdict["by_instrument"],
        "other readings": {one["reading"]: one["otherwise"] for one in verdict["readings"]},
    }
    for key, found in exact.items():
        if key in expect and found != expect[key]:
            yield f"{key} is {found} instead of {expect[key]}"
    if "by" in expect and sorted(_giving(verdict)) != sorted(expect["by"]):
        yield f"it is given by {sorted(_giving(verdict))} instead of {sorted(expect['by'])}"


def _norms(expect: Plain, verdict: Plain) -> Iterator[str]:
    norms = {norm["rule"] for norm in verdict["norms"]}
    forces = {(norm["rule"], norm["modality"]) for norm in verdict["norms"]}
    lifted = {(one["rule"], by) for one in verdict["defeated"] for by in one["by"]}
    yield from (f"{name} does not apply" for name in _without(expect.get("applies", ()), norms))
    for name in expect.get("does not apply", ()):
        if name in norms or name in verdict["open_norms"]:
            yield f"{name} applies or may apply"
    yield from (f"{name} is not open" for name in _without(expect.get("open", ()), verdict["open_norms"]))
    yield from (f"{n} does not say {f}" for n, f in expect.get("with force", {}).items() if (n, f) not in forces)
    for key, wanted in (("defeated", True), ("not defeated", False)):
        for rule, listed in expect.get(key, {}).items():
            for by in listed:
                if ((rule, by) in lifted) is not wanted:
                    yield f"{rule} is {'not ' if wanted else ''}lifted by {by}"


def _missing(expect: Plain, verdict: Plain) -> Iterator[str]:
    found = [one["fact"] for one in verdict["missing"]]
    yield from (f"{name} is not among what is missing" for name in _without(expect.get("missing", ()), found))
    yield from (f"{name} is said to be missing" for name in expect.get("not missing", ()) if name in found)
    ordered = expect.get("missing in order", found)
    loose = expect.get("missing, in any order", found)
    if found != ordered or sorted(found) != sorted(loose):
        yield f"what is missing is {found} instead of {ordered if found != ordered else loose}"


def _days(days: Plain, giving: Iterable[str], duties: Iterable[Plain]) -> Iterator[str]:
    """One duty of these rules has these days; of those that give the status, or of any, where no rules are named."""
    rules = days["of"] or list(giving)
    found = [duty for duty in duties if not rules or duty["rule"] in rules]
    if not any(all(duty[key] == day for key, day in days.items() if key != "of") for duty in found):
        shown = [{key: duty[key] for key in ("rule", "from", "by", "until")} for duty in found]
        yield f"no duty has the days {dict(days)}: {shown}"


def _giving(verdict: Plain) -> tuple[str, ...]:
    """The norms that give the status; being one of several deeds that meet a duty gives none."""
    forces = FORCES.get(verdict["status"], ())
    return tuple(dict.fromkeys(n["rule"] for n in verdict["norms"] if n["modality"] in forces and "one_of" not in n))


def _without(wanted: Iterable[str], found: Iterable[str]) -> list[str]:
    kept = set(found)
    return [name for name in wanted if name not in kept]

"""The days of a duty, and how it stands, into words.

Invariant: a day that is a limit only is never said without saying so.
"""

from __future__ import annotations

from solon.engine.decision import Duty, State
from solon.wording import say_date

STATES = {
    State.UPCOMING: "not yet in force",
    State.DUE: "due now",
    State.IN_FORCE: "in force now",
    State.OVER: "over",
    State.NEVER: "no day is left for it: its last day comes before its first",
    State.UNDETERMINED: "the dates given do not say whether it is in force",
}


def say_days(duty: Duty) -> str:
    """From when, by when and until when, as far as days are given; nothing when none is."""
    days = (
        ("from", "from", duty.first, "at the earliest"),
        ("by", "to be done by", duty.due, "at the latest"),
        ("until", "until", duty.last, "at the latest"),
    )
    return ", ".join(
        f"{word} {say_date(day)}" + (f" {limit}" if key in duty.unsettled else "")
        for key, word, day, limit in days
        if day is not None
    )


def say_state(duty: Duty) -> str:
    """How the duty stands on the day of the act."""
    return STATES[duty.state]

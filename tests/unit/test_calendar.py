"""The calendar of a situation: every day was worked out by hand from paragraph 19 and from the rules stated here.

Paragraph 19(b)(i) runs from 1 May of the election year to the end of the campaign period; 19(b)(ii) runs through the
campaign period, which starts with the filing day and ends with the year, 45 days after a by-election, or with the
withdrawal of the nomination. Example 7 puts the deadline on the filing day.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import icalendar
import pytest
from click.testing import CliRunner, Result
from tests.random_policies import HEAD, LOCK

from solon import pipeline
from solon.calendar import Calendar, calendar_of, events, write_list
from solon.calendar.ics import to_ics
from solon.cli.main import main
from solon.engine.situation import Situation, Value

ROOT = Path(__file__).parents[2]
ACCOUNT = """facts:
  member_runs: yes
  account_used_for_re_election: yes
  profile_names_councillor: yes
  profile_refers_to_city: yes
  account_uses_city_mark: yes
  account_on_city_page: yes
  staff_run_account: yes
"""
BY_THE_FILING_DAY = {
    "remove_title": "social_media 19(b)(ii)(1)",
    "remove_city_references": "social_media 19(b)(ii)(1)",
    "remove_city_marks": "social_media 19(b)(ii)(1)",
    "keep_registration_free": "social_media 19(b)(ii)(2)",
    "remove_from_websites": "social_media 19(b)(ii)(3)",
    "inform_helpers": "social_media 19(b)(ii)(4), first part",
    "notify_followers": "social_media 19(b)(ii)(5), first part",
    "offer_other_source": "social_media 19(b)(ii)(5), second part",
    "label_single_account": "social_media 19(b)(ii)(5), third part",
}
FROM_MAY = ("stop_producing", "stop_handing_out")
ALL_YEAR = ("election_approach", "best_approach")


def situation(dates: str, on: str = "2018-05-01", rest: str = "everything else: no\n") -> str:
    day = f"on: {on}\n" if on else ""
    return day + ACCOUNT + "".join(f"  {line}\n" for line in dates.split("; ") if line) + rest


def solon(*words: str, text: str = "") -> Result:
    return CliRunner().invoke(main, ["--policies", str(ROOT / "policies"), *words], input=text)


def data(text: str) -> dict[str, Any]:
    done = solon("calendar", "-", "--format", "json", text=text)
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def days(rows: list[dict[str, Any]]) -> dict[str, tuple[str | None, ...]]:
    return {row["rule"]: (row["from"], row["by"], row["until"]) for row in rows}


# The election year, from the policies


def test_the_election_year_with_filing_on_the_first_of_may() -> None:
    made = data(situation("voting_day: 2018-10-22; nomination_day: 2018-05-01; withdrawal_day: not yet"))
    assert made["schema"] == "solon.calendar/1"
    year = ("2018-01-01", None, "2018-12-31")
    ban = ("2018-05-01", None, "2018-12-31")
    work = ("2018-05-01", "2018-05-01", "2018-12-31")
    assert days(made["duties"]) == {
        **dict.fromkeys(ALL_YEAR, year),
        **dict.fromkeys(FROM_MAY, ban),
        **dict.fromkeys(BY_THE_FILING_DAY, work),
        "monitor_helpers": ban,
    }
    rows = {row["rule"]: row for row in made["duties"]}
    for rule, citation in BY_THE_FILING_DAY.items():
        assert citation in rows[rule]["citations"]
        assert (rows[rule]["modality"], rows[rule]["state"]) == ("must", "due")
        assert (rows[rule]["unsettled"], rows[rule]["wanting"]) == (["until"], ["withdrawal_day"])
    assert rows["stop_producing"]["modality"] == "must not"
    assert rows["best_approach"]["modality"] == "should"
    assert {rows[rule]["state"] for rule in (*ALL_YEAR, *FROM_MAY)} == {"in force"}
    assert [row["id"] for row in made["to_supply"]] == ["withdrawal_day"]
    assert made["to_supply"][0]["answered"] == "not yet"
    assert (made["waiting"], made["possible"]) == ([], [])
    assert "campaign_period_in_the_act" in made["notes"]


def test_the_list_is_sorted_by_date() -> None:
    made = data(situation("voting_day: 2018-10-22; nomination_day: 2018-07-16; withdrawal_day: not yet"))
    firsts = [row["from"] for row in made["duties"]]
    assert firsts == ["2018-01-01"] * 2 + ["2018-05-01"] * 2 + ["2018-07-16"] * 10


def test_filing_not_yet_leaves_its_duties_waiting() -> None:
    made = data(situation("voting_day: 2018-10-22; nomination_day: not yet; withdrawal_day: not yet"))
    assert days(made["duties"]) == {
        **dict.fromkeys(ALL_YEAR, ("2018-01-01", None, "2018-12-31")),
        **dict.fromkeys(FROM_MAY, ("2018-05-01", None, "2018-12-31")),
    }
    assert set(days(made["waiting"])) == {*BY_THE_FILING_DAY, "monitor_helpers"}
    assert {found[:2] for found in days(made["waiting"]).values()} == {(None, None)}
    assert {row["state"] for row in made["waiting"]} == {"upcoming"}
    assert [event for row in made["waiting"] for event in row["events"]] == []
    assert {row["id"]: row["answered"] for row in made["to_supply"]} == {
        "nomination_day": "not yet",
        "withdrawal_day": "not yet",
    }


def test_dates_that_nobody_gave_are_listed_and_not_guessed() -> None:
    made = data(situation(""))
    assert made["duties"] == []
    assert {found for row in made["waiting"] for found in days([row])[row["rule"]]} == {None}
    assert [row["id"] for row in made["to_supply"]] == ["voting_day", "nomination_day", "withdrawal_day"]
    asked = {row["id"]: row["asks"] for row in made["to_supply"]}
    assert asked["voting_day"] == "On what day is, or was, voting day?"
    listed = solon("calendar", "-", text=situation("")).stdout
    assert "No duty with a known day stands for certain" in listed
    assert "2018" not in listed.replace("1 May 2018", "")


def test_a_withdrawal_ends_the_campaign_period() -> None:
    dates = "voting_day: 2018-10-22; nomination_day: 2018-05-01; withdrawal_day: 2018-07-27"
    made = data(situation(dates, on="2018-07-28"))
    rows = {row["rule"]: row for row in made["duties"]}
    assert {rows[rule]["until"] for rule in (*BY_THE_FILING_DAY, *FROM_MAY)} == {"2018-07-27"}
    assert {rows[rule]["state"] for rule in (*BY_THE_FILING_DAY, *FROM_MAY)} == {"over"}
    assert rows["best_approach"]["until"] == "2018-12-31"
    assert made["to_supply"] == []


def test_a_withdrawal_before_the_first_of_may_leaves_no_day_for_the_ban_on_cards() -> None:
    dates = "voting_day: 2018-10-22; nomination_day: 2018-04-03; withdrawal_day: 2018-04-20"
    made = data(situation(dates, on="2018-05-01"))
    assert days(made["no_day_left"]) == dict.fromkeys(FROM_MAY, ("2018-05-01", None, "2018-04-20"))
    assert not any(row["events"] for row in made["no_day_left"])


def test_a_by_election_ends_it_45_days_after_voting_day() -> None:
    dates = "voting_day: 2017-02-13; nomination_day: 2017-01-05; withdrawal_day: not yet"
    text = situation(dates, on="2017-01-05").replace("facts:\n", "facts:\n  election_is_by_election: yes\n")
    rows = {row["rule"]: row for row in data(text)["duties"]}
    # 13 February and 45 days: 15 to the end of February, 30 into March.
    assert rows["remove_title"]["until"] == "2017-03-30"
    assert rows["best_approach"]["until"] == "2017-12-31"
    # The ban on cards would start on 1 May, when the period is over.
    assert set(days(data(text)["no_day_left"])) == set(FROM_MAY)


def test_an_open_fact_that_the_last_day_rests_on_is_asked_for() -> None:
    made = data(situation("voting_day: 2018-10-22; nomination_day: 2018-05-01; withdrawal_day: not yet", rest=""))
    rows = {row["rule"]: row for row in made["duties"]}
    assert days([rows["remove_title"]])["remove_title"] == ("2018-05-01", "2018-05-01", None)
    assert "election_is_by_election" in [row["id"] for row in made["to_supply"]]


def test_duties_that_open_facts_decide_stand_apart() -> None:
    dates = "voting_day: 2018-10-22; nomination_day: 2018-05-01; withdrawal_day: not yet"
    text = situation(dates).replace("staff_run_account: yes", "staff_run_account: unknown")
    made = data(text)
    assert {row["rule"]: row["turns_on"] for row in made["possible"]} == {
        "inform_helpers": ["staff_run_account"],
        "monitor_helpers": ["staff_run_account"],
    }
    assert not {"inform_helpers", "monitor_helpers"} & set(days(made["duties"]))
    assert [row["id"] for row in made["deciding"]] == ["staff_run_account"]
    assert not any(row["events"] for row in made["possible"])
    listed = " ".join(solon("calendar", "-", text=text).stdout.split())
    assert "These turn on: staff_run_account - MUST: A member must tell staff and volunteers" in listed


def test_without_a_day_of_the_act_no_state_is_claimed() -> None:
    made = data(situation("voting_day: 2018-10-22; nomination_day: 2018-05-01", on=""))
    assert {row["state"] for row in made["duties"]} == {None}
    assert "The day of the act was not given" in solon("calendar", "-", text=situation("", on="")).stdout


def test_the_list_in_plain_english() -> None:
    dates = "voting_day: 2018-10-22; nomination_day: 2018-05-01; withdrawal_day: not yet"
    listed = solon("calendar", "-", text=situation(dates)).stdout
    flat = " ".join(listed.split())
    assert listed.startswith("Duties by date\n1 January 2018\n  - SHOULD: A member should keep")
    assert (
        "- MUST: A member must remove the title from the account. From 1 May 2018, to be done by 1 May 2018, until "
        "31 December 2018 at the latest. On 1 May 2018: due now. It rests on: social_media 19(b)(ii)(1);"
    ) in flat
    assert "- MUST NOT: A member must not hand out a publication" in flat
    assert 'nomination withdrawn? Your answer so far: "not yet". [withdrawal_day]' in flat
    assert 'The election is a regular election ("everything else: no").' in flat
    assert "An open question about the text" in flat
    assert "not legal advice" in flat
    assert "section 88.24 of the Municipal Elections Act" in flat
    assert "\x1b[" not in listed
    assert max(map(len, listed.splitlines())) <= 96


# The calendar file


FILED = situation("voting_day: 2018-10-22; nomination_day: 2018-05-01; withdrawal_day: not yet")


@cache
def filed() -> bytes:
    return solon("calendar", "-", "-o", "-", text=FILED).stdout_bytes


def parsed(file: bytes) -> dict[str, Any]:
    """The events by UID, read back by the library."""
    read = icalendar.Calendar.from_ical(file)
    found: dict[str, Any] = {str(event["UID"]): event for event in read.walk("VEVENT")}
    assert len(found) == len(read.walk("VEVENT"))
    return found


def span(event: Any) -> tuple[str, str]:
    for name in ("DTSTART", "DTEND"):
        assert type(event[name].dt) is date
        assert event[name].params["VALUE"] == "DATE"
    return event["DTSTART"].dt.isoformat(), event["DTEND"].dt.isoformat()


def test_a_deadline_is_a_day_and_a_window_is_a_span() -> None:
    found = parsed(filed())
    # Nine deadlines; their nine windows, those of the two bans, of the watch over helpers, and of the two ways.
    assert len(found) == 9 + 9 + 2 + 1 + 2
    deadline = found["remove_title.member.deadline.20180501@solon"]
    assert span(deadline) == ("2018-05-01", "2018-05-02")
    assert deadline["SUMMARY"] == "Deadline: a member must remove the title from the account"
    window = found["remove_title.member.window.20180501@solon"]
    assert span(window) == ("2018-05-01", "2019-01-01")
    ban = found["stop_producing.member.window.20180501@solon"]
    assert span(ban) == ("2018-05-01", "2019-01-01")
    assert ban["SUMMARY"] == "A member must not produce a publication that shows the account"
    year = found["best_approach.member.window.20180101@solon"]
    assert span(year) == ("2018-01-01", "2019-01-01")
    kinds = {uid: event["CATEGORIES"].to_ical().decode() for uid, event in found.items()}
    assert {kind for uid, kind in kinds.items() if not uid.startswith("best_approach")} == {"must"}
    assert kinds["best_approach.member.window.20180101@solon"] == "should"


def test_an_event_carries_what_a_reader_needs() -> None:
    said = str(parsed(filed())["stop_producing.member.window.20180501@solon"]["DESCRIPTION"])
    assert said.startswith("A member must not produce a publication that shows the account.\n")
    assert "From 1 May 2018, until 31 December 2018 at the latest." in said
    assert "To settle its days: On what day was the member's nomination withdrawn?" in said
    assert "It stands when: the member seeks re-election; the member plans to use the account for re-election" in said
    assert "social_media 19(b)(i)(1)" in said
    assert "not legal advice" in said
    assert "section 88.24" in said
    # A bullet of a reading that is not in use is no condition here.
    assert "has no separate election account" not in said


def test_the_file_has_the_form_that_calendar_programs_read() -> None:
    file = filed()
    assert file.startswith(b"BEGIN:VCALENDAR\r\n")
    assert file.endswith(b"END:VCALENDAR\r\n")
    lines = file.split(b"\r\n")
    assert all(b"\n" not in line and b"\r" not in line for line in lines)
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode("utf-8")  # no character is cut by folding
    read = icalendar.Calendar.from_ical(file)
    assert (read["VERSION"], read["CALSCALE"]) == ("2.0", "GREGORIAN")
    assert read["PRODID"] == "-//Solon//Calendar of duties//EN"
    for event in read.walk("VEVENT"):
        assert {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "CATEGORIES"} <= set(event)
        assert event["TRANSP"] == "TRANSPARENT"
        assert event["DTSTAMP"].dt == datetime(2018, 5, 1, tzinfo=UTC)
        assert event["DTSTART"].dt < event["DTEND"].dt


def test_without_a_day_of_the_act_the_stamp_is_the_day_from_which_the_instrument_is_in_force() -> None:
    text = situation("voting_day: 2018-10-22; nomination_day: 2018-05-01", on="")
    found = parsed(solon("calendar", "-", "-o", "-", text=text).stdout_bytes)
    assert {event["DTSTAMP"].dt for event in found.values()} == {datetime(2016, 10, 1, tzinfo=UTC)}


def test_the_same_bytes_under_any_hash_seed(tmp_path: Path) -> None:
    (tmp_path / "situation.yaml").write_text(FILED)
    written: list[tuple[bytes, bytes]] = []
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": f"{ROOT}/dsl:{ROOT}/compiler"}
        command = [sys.executable, "-m", "solon", "--policies", str(ROOT / "policies"), "calendar", "situation.yaml"]
        done = subprocess.run(
            [*command, "-o", "-", "--format", "json"], check=True, env=environment, cwd=tmp_path, capture_output=True
        )
        written.append((done.stdout, done.stderr))
    assert written[0] == written[1]
    assert written[0][0] == filed()


# Windows that the four instruments do not have, in a policy of our own


OWN = (
    HEAD
    + """
action speak
  says: speak, loudly; or "not"

fact rain
  says: it rains
  denies: it does not rain
  asks: Does it rain?

date filing
  says: the day of filing
  asks: When were papers filed?

period season
  cites: rules 1
  says: the season
  from: the day of filing
"""
)


def own(
    window: str, on: str | None = "2020-02-01", norm: str = "must", **given: Value
) -> tuple[pipeline.Build, Calendar]:
    """The calendar of one rule with these lines as its window."""
    rule = f'\nrule only\n  cites: rules 1\n  a member {norm} speak, loudly; or "not"\n  always\n'
    text = OWN + rule + "".join(f"  {line}\n" for line in window.split("; "))
    built = pipeline.checked({"rules.solon": text.encode()}, LOCK)
    assert built.sound, [finding.message for finding in built.findings]
    day = None if on is None else date.fromisoformat(on)
    found = Situation(on=day, day_left_out=day is None, given=given)
    return built, calendar_of(built.policy, found, built.decider.decide(found), built.decider.possible_duties(found))


def marks(window: str, on: str | None = "2020-02-01", norm: str = "must", **given: Value) -> dict[str, tuple[str, str]]:
    """The summary and span of each event of one rule, read back from the file."""
    built, made = own(window, on, norm, **given)
    found = events(built.policy, made)
    return {str(event["SUMMARY"]): span(event) for event in parsed(to_ics(found)).values()} if found else {}


NORM = 'A member must speak, loudly; or "not"'
LOWER = NORM[:1].lower() + NORM[1:]


@pytest.mark.parametrize(
    ("window", "first", "after"),
    [
        ("from: 2020-03-05; until: 2020-03-05", "2020-03-05", "2020-03-06"),  # one day
        ("from: 2020-02-28; until: 2020-02-29", "2020-02-28", "2020-03-01"),  # 29 February
        ("from: 2021-02-28; until: 2021-02-28", "2021-02-28", "2021-03-01"),  # no 29 February
        ("from: 2020-12-31; until: 2020-12-31", "2020-12-31", "2021-01-01"),  # the end of the year
        ("from: 2199-12-31; until: 2199-12-31", "2199-12-31", "2200-01-01"),  # the last day there is
    ],
)
def test_ends_are_exclusive(window: str, first: str, after: str) -> None:
    assert marks(window) == {NORM: (first, after)}


def test_a_window_without_a_last_day_is_marked_on_its_first_day() -> None:
    assert marks("from: 2020-03-05") == {f"From this day on: {LOWER}": ("2020-03-05", "2020-03-06")}
    built, made = own("from: 2020-03-05")
    assert "From 5 March 2020; no last day is set." in write_list(built.policy, made)


def test_a_window_without_a_first_day_is_marked_on_its_last_day() -> None:
    assert marks("until: 2020-03-05") == {f"Last day: {LOWER}": ("2020-03-05", "2020-03-06")}
    built, made = own("until: 2020-03-05")
    assert "\nUntil 5 March 2020\n" in write_list(built.policy, made)


def test_a_window_that_began_on_a_day_nobody_gave_is_marked_on_its_last_day() -> None:
    window = "from: the day of filing; until: 2020-03-05"
    assert marks(window, filing="already") == {f"Last day: {LOWER}": ("2020-03-05", "2020-03-06")}
    assert marks(window, filing="not yet") == {}
    assert marks(window) == {}


def test_a_first_day_that_is_a_limit_only_is_not_marked() -> None:
    window = "during: the season; from: 2020-03-05; until: 2020-05-05"
    assert marks(window) == {}
    built, made = own(window)
    assert (made.dated, [entry.duty.rule for entry in made.waiting]) == ((), ["only"])
    listed = write_list(built.policy, made)
    assert "Duties that wait for a date\n" in listed
    assert "From 5 March 2020 at the earliest, until 5 May 2020." in listed
    assert "- When were papers filed? [filing]" in listed
    # Filed before that day, whenever it was: the first day is settled.
    assert marks(window, on="2020-03-01", filing="already") == {NORM: ("2020-03-05", "2020-05-06")}


def test_a_deadline_outside_the_window_is_said_to_be_one() -> None:
    late = "from: 2020-03-05; by: 2020-03-20; until: 2020-03-10"
    assert marks(late) == {
        f"Deadline: {LOWER}": ("2020-03-20", "2020-03-21"),
        NORM: ("2020-03-05", "2020-03-11"),
    }
    built, made = own(late)
    said = "The deadline lies after the last day, 10 March 2020: the duty ends first."
    assert said in write_list(built.policy, made)
    assert all(said in event.description for event in events(built.policy, made))
    built, made = own("from: 2020-03-05; by: 2020-03-01; until: 2020-03-10")
    assert "The deadline lies before the first day, 5 March 2020." in write_list(built.policy, made)


def test_a_deadline_that_waits_for_a_date_is_not_marked() -> None:
    window = "from: 2020-03-05; by: the day of filing; until: 2020-06-10"
    assert marks(window) == {NORM: ("2020-03-05", "2020-06-11")}
    filed_then = marks(window, filing=date(2020, 4, 1))
    assert filed_then == {NORM: ("2020-03-05", "2020-06-11"), f"Deadline: {LOWER}": ("2020-04-01", "2020-04-02")}


def test_texts_are_escaped_and_come_back_whole() -> None:
    built, made = own("from: 2020-03-05; until: 2020-03-05", norm="must not")
    (event,) = events(built.policy, made)
    file = to_ics((event,))
    assert b"SUMMARY:A member must not speak\\, loudly\\; or" in file
    (back,) = parsed(file).values()
    assert str(back["SUMMARY"]) == event.summary == 'A member must not speak, loudly; or "not"'
    assert str(back["DESCRIPTION"]) == event.description


def test_a_file_without_events_is_not_made() -> None:
    with pytest.raises(ValueError, match="at least one event"):
        to_ics(())


# The command


def test_a_file_is_written_whole_and_said(tmp_path: Path) -> None:
    target = tmp_path / "new" / "duties.ics"
    done = solon("calendar", "-", "-o", str(target), text=FILED)
    assert done.exit_code == 0
    assert target.read_bytes() == filed()
    assert done.stdout.startswith("Duties by date\n")
    assert f"{target}: 23 events." in done.stderr
    assert [path.name for path in target.parent.iterdir()] == ["duties.ics"]


def test_with_a_dash_the_list_goes_to_standard_error() -> None:
    done = solon("calendar", "-", "-o", "-", text=FILED)
    assert done.stdout_bytes.startswith(b"BEGIN:VCALENDAR\r\n")
    assert done.stderr.startswith("Duties by date\n")
    assert "BEGIN" not in done.stderr


def test_no_dated_duty_is_an_answer_and_writes_no_file(tmp_path: Path) -> None:
    target = tmp_path / "duties.ics"
    done = solon("calendar", "-", "-o", str(target), text="facts: {}\n")
    assert done.exit_code == 0
    assert not target.exists()
    assert "No duty with a known day stands for certain" in done.stdout
    assert "No calendar file was written" in done.stderr
    target.write_text("of another situation")
    again = solon("calendar", "-", "-o", str(target), text="facts: {}\n")
    assert "was there before" in again.stderr
    assert target.read_text() == "of another situation"
    dash = solon("calendar", "-", "-o", "-", text="facts: {}\n")
    assert (dash.exit_code, dash.stdout) == (0, "")


def test_all_duties_are_listed_whatever_is_asked_about() -> None:
    assert data(FILED + "asked: [member post_the_content]\n")["duties"] == data(FILED)["duties"]


@pytest.mark.parametrize(
    "text",
    [
        "facts: {voting_dya: 2018-10-22}\n",
        "facts: {voting_day: 2018-02-30}\n",
        "facts: {account_is_election_account: yes, has_separate_election_account: no}\n",
    ],
)
def test_a_situation_that_is_not_valid_exits_3(text: str, tmp_path: Path) -> None:
    target = tmp_path / "duties.ics"
    done = solon("calendar", "-", "-o", str(target), text=text)
    assert done.exit_code == 3
    assert "Nothing was decided." in done.stderr
    assert done.stdout == ""
    assert not target.exists()
    found = solon("calendar", "-", "--format", "json", text=text)
    assert found.exit_code == 3
    assert json.loads(found.stdout)["schema"] == "solon.findings/1"


def test_wrong_usage_exits_2_and_loses_nothing(tmp_path: Path) -> None:
    assert solon("calendar", "no such file").exit_code == 2
    path = tmp_path / "situation.yaml"
    path.write_text(FILED)
    below = solon("calendar", str(path), "-o", str(path / "duties.ics"))
    assert below.exit_code == 2
    assert "cannot be written" in below.output
    folder = solon("calendar", str(path), "-o", str(tmp_path))
    assert folder.exit_code == 2
    same = solon("calendar", str(path), "-o", str(path))
    assert same.exit_code == 2
    assert "is the situation itself" in same.output
    assert path.read_text() == FILED
    assert [found.name for found in tmp_path.iterdir()] == ["situation.yaml"]


def test_the_calendar_library_is_read_only_when_a_file_is_wanted() -> None:
    script = "import solon.cli.main, sys; assert 'icalendar' not in sys.modules"
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}/dsl:{ROOT}/compiler"}
    subprocess.run([sys.executable, "-c", script], check=True, env=environment)


# The guide


def test_the_walk_of_the_guide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    guide = (ROOT / "site" / "pages" / "situations.md").read_text("utf-8")
    walk = guide[guide.index("## Duties by date") : guide.index("How to read the list")]
    story, ask, listed, change, ask_and_write, shown = re.findall(r"```(?:yaml)?\n(.*?)```", walk, flags=re.S)
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "campaign.yaml"
    path.write_text(story)

    first = solon(*ask.split()[1:])
    assert first.exit_code == 0
    assert listed in first.stdout
    assert [len(data(story)[name]) for name in ("duties", "waiting")] == [4, 5]

    path.write_text(story.replace("  nomination_day: not yet\n", change))
    second = solon(*ask_and_write.split()[1:])
    assert second.exit_code == 0
    assert shown in second.stdout
    assert "`duties.ics` holds 14 events." in " ".join(walk.split())
    assert len(parsed((tmp_path / "duties.ics").read_bytes())) == 14

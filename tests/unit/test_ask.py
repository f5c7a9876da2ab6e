"""`solon ask` as a person meets it: the questions, the commands, files, wrong input, a terminal, and how it ends."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import subprocess
import sys
import termios
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.unit.test_interview import LIBRARY, LOCK

from solon.cli.main import main

ROOT = Path(__file__).parents[2]
MEETING = "in_a_closed_meeting"
OFFER = "what_is_offered"
LETTER = "A member should not use social media.\n"


def solon(*words: str, policies: Path = ROOT / "policies", text: str = "") -> Result:
    return CliRunner().invoke(main, ["--policies", str(policies), *words], input=text)


def said(done: Result) -> str:
    """The conversation, on single spaces, so that it does not matter where lines are broken."""
    return " ".join(done.stderr.split())


def lines(*replies: str) -> str:
    return "".join(f"{reply}\n" for reply in replies)


RARE_IN_VAULT = "    - the book is rare\n    - the visitor does not own the book\n    - the book is in the vault\n"
RARE_AT_FAIR = "  when all of:\n    - the book is rare\n  from: the day of the fair\n"
COPY_IN_HALL = "  when all of:\n    - the book is in the hall\n  from: the day of the fair\n"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """The policies of a reading room."""
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "library.solon").write_text(LIBRARY, "utf-8")
    (folder / "sources.lock").write_text(LOCK, "utf-8")
    return folder


# A whole interview


def test_one_question_after_the_other_and_then_the_letter_alone_on_standard_output() -> None:
    done = solon("ask", MEETING, text=lines("2018-05-01", "yes", ""))
    assert done.exit_code == 0
    assert done.stdout.startswith(LETTER)
    assert "Question 1. At most 2 questions left, with this one. On which day is it done?" in said(done)
    assert "Question 2. This is the last question. Is the member in camera, or in another" in said(done)
    assert "Check your answers 1 On which day is it done? 1 May 2018 2 Is the member in camera" in said(done)
    assert "\x1b[" not in done.output
    assert all(len(line) <= 96 for line in done.output.splitlines())


def test_without_a_question_there_is_a_list_to_choose_from() -> None:
    done = solon("ask", text=lines("may I", "99", "8", "2018-05-01", "no", ""))
    assert "6 Can I post this? [can_i_post]" in said(done)
    assert said(done).count("Type a number from 1 to 8, or quit.") == 2
    assert done.stdout.startswith("No rule here reaches it: a member, use social media.")


@pytest.mark.parametrize("words", [MEETING, "8", "may I use social media in this  meeting", MEETING.upper()])
def test_a_question_goes_by_its_id_its_number_and_its_words(words: str) -> None:
    assert solon("ask", words, text=lines("2018-05-01", "yes", "")).stdout.startswith(LETTER)


def test_a_question_that_does_not_exist_is_wrong_usage() -> None:
    done = solon("ask", "can_i_pots")
    assert (done.exit_code, done.stdout) == (2, "")
    assert 'There is no question "can_i_pots". Did you mean "can_i_post"?' in said(done)
    assert "The questions are: " in said(solon("ask", "xyz"))


def test_a_judged_question_says_who_judges_it(library: Path) -> None:
    done = solon("ask", "may_i_borrow", policies=library, text=lines("vault", "2021-05-01"))
    assert "Is the book rare? (The librarian judges this.) 1 yes" in said(done)


def test_not_sure_ends_in_an_open_answer_that_names_the_doubt() -> None:
    done = solon("ask", MEETING, text=lines("2018-05-01", "not sure", ""))
    assert done.exit_code == 0
    assert done.stdout.startswith("It depends on what is not known yet: a member, use social media.")
    assert "[member_is_in_closed_meeting]" in done.stdout


def test_the_end_of_the_input_after_the_last_answer_gives_the_letter() -> None:
    assert solon("ask", MEETING, text=lines("2018-05-01", "yes")).stdout.startswith(LETTER)


def test_about_many_deeds_the_letter_stays_short() -> None:
    done = solon("ask", "election_year_accounts", text=lines("2018-05-01", "no", ""))
    assert done.exit_code == 0
    assert done.stdout.count("No rule here reaches") == 1
    assert len(done.stdout.splitlines()) < 60


def test_what_several_deeds_wait_for_stands_once_in_the_letter() -> None:
    letter = solon("ask", "election_year_accounts", text=lines("2018-08-01", *["not sure"] * 22, "")).stdout
    assert letter.count("Still open, and able to change one of these answers:") == 1
    open_now = letter[letter.index("Still open") :].split("\n\n", 1)[0]
    assert open_now.count("[account_used_for_re_election]") == open_now.count("[voting_day]") == 1
    assert len(letter.splitlines()) < 120


# Wrong input


@pytest.mark.parametrize(
    ("reply", "says"),
    [
        ("1 May 2018", '"1 May 2018" is not a day. Write year, month and day, for example 2018-05-01.'),
        ("2018-02-30", '"2018-02-30" is not a day of the calendar.'),
        ("1890-01-01", "1890-01-01 is outside the years 1900 to 2199."),
        ("3", "There is no answer 3. Type a day such as 2018-05-01, or a number from 1 to 2."),
        ("", "Type an answer, or help."),
        ("x" * 100_000, "That is not a day."),
    ],
)
def test_a_wrong_day_gets_a_sentence_and_is_asked_again(reply: str, says: str) -> None:
    done = solon("ask", MEETING, text=lines(reply, "2018-05-01", "yes", ""))
    assert says in said(done)
    assert done.stdout.startswith(LETTER)


@pytest.mark.parametrize(
    ("reply", "says"),
    [
        ("yse", '"yse" is not one of the answers. Did you mean "yes"?'),
        ("<b>'\"", '"<b>\'"" is not one of the answers. Type a number from 1 to 3.'),
        ("0", "There is no answer 0. Type a number from 1 to 3."),
        ("nein\x07\x1b[31m", '"nein [31m" is not one of the answers.'),
    ],
)
def test_a_wrong_answer_gets_a_sentence_and_is_asked_again(reply: str, says: str) -> None:
    done = solon("ask", MEETING, text=lines("2018-05-01", reply, "yes", ""))
    assert says in said(done)
    assert "\x1b" not in done.output
    assert done.stdout.startswith(LETTER)


def test_bytes_that_are_no_text_are_a_wrong_answer() -> None:
    runner = CliRunner()
    words = ["--policies", str(ROOT / "policies"), "ask", MEETING]
    done = runner.invoke(main, words, input=b"\xff\xfe\n2018-05-01\nyes\n\n")
    assert done.exit_code == 0
    assert done.stdout.startswith(LETTER)


# Commands


def test_back_leads_to_the_question_before_and_enter_keeps_its_answer() -> None:
    done = solon("ask", OFFER, text=lines("back", "2018-05-01", "back", "", "yes", "back", "no", ""))
    assert "This is the first question." in said(done)
    assert "Your answer was: 1 May 2018. Enter keeps it." in said(done)
    assert "Your answer was: yes. Enter keeps it." in said(done)
    assert done.stdout.startswith("No rule here reaches it: a member, accept the offered benefit.")


def test_change_sets_aside_what_no_longer_applies_and_uses_it_again() -> None:
    replies = ("2018-05-01", "yes", "1", "2016-01-01", "1", "2018-05-01", "")
    done = solon("ask", MEETING, text=lines(*replies))
    asks = "Is the member in camera, or in another meeting held in confidence, at the very time?"
    assert f"Set aside, because it does not apply now: {asks} yes." in said(done)
    assert f"Used again: {asks} yes." in said(done)
    assert done.stdout.startswith(LETTER)
    assert said(done).count("Question 2.") == 1


def test_an_answer_that_cannot_be_true_beside_earlier_ones_is_refused_with_the_way_out(library: Path) -> None:
    file = library / "library.solon"
    owners = LIBRARY.replace(RARE_IN_VAULT, "    - the visitor owns the book\n").replace(RARE_AT_FAIR, COPY_IN_HALL)
    file.write_text(owners, "utf-8")
    replies = ("2021-05-01", "yes", "vault", "1", "already", "")
    done = solon("ask", "what_may_i_do", policies=library, text=lines(*replies))
    # The third answer cannot be true, so it is not among those that are listed.
    assert "Where is the book? 1 the book is in the hall 2 the book is with a visitor 3 not sure" in said(done)
    assert "That cannot be: Nobody keeps a book of a visitor in the vault." in said(done)
    assert "You said before: Does the visitor own the book? yes." in said(done)
    assert 'type "change" to give the earlier one otherwise' in said(done)
    assert done.exit_code == 0
    assert "A visitor must not borrow the book." in done.stdout


def test_why_names_the_rules_that_wait_with_their_citations() -> None:
    done = solon("ask", MEETING, text=lines("2018-05-01", "why", "quit"))
    assert "- a member should not use social media (social_media " in said(done)


def test_so_far_tells_what_is_settled() -> None:
    done = solon("ask", MEETING, text=lines("so far", "2018-05-01", "yes", "so far", "quit"))
    assert "- a member, use social media: still open: advised against or not regulated" in said(done)
    assert "- a member, use social media: advised against" in said(done)
    assert done.stdout == ""


def test_help_names_every_command() -> None:
    done = solon("ask", MEETING, text=lines("help", "quit"))
    for command in ("back", "change", "why", "so far", "save FILE", "quit"):
        assert command in done.stderr


def test_what_is_presumed_can_be_answered_by_change(library: Path) -> None:
    replies = ("vault", "change", "2", "yes", "2021-05-01", "")
    done = solon("ask", "may_i_borrow", policies=library, text=lines(*replies))
    assert "Taken to be so, because nobody said otherwise: 2 Is the book sealed? no" in said(done)
    assert "Taken to be so: no. Enter keeps it." in said(done)
    assert "Check your answers 1 Is the book sealed? yes 2 On which day is it done? 1 May 2021" in said(done)
    assert "Set aside, because it does not apply now: Where is the book? the book is in the vault." in said(done)
    assert done.stdout.startswith("A visitor must not borrow the book.")


def test_change_before_any_answer_says_that_there_is_none() -> None:
    assert "You have given no answer yet." in said(solon("ask", MEETING, text=lines("change")))


# Files


def test_answers_are_saved_after_each_and_gone_on_with(tmp_path: Path) -> None:
    kept = tmp_path / "kept.yaml"
    begun = solon("ask", MEETING, "--save", str(kept), text=lines("2018-05-01"))
    assert (begun.exit_code, begun.stdout) == (0, "")
    assert f"ask --resume {kept}" in said(begun)
    assert "on: 2018-05-01" in kept.read_text("utf-8")
    done = solon("ask", "--resume", str(kept), "--save", str(kept), text=lines("yes", ""))
    assert "Question 2. This is the last question." in said(done)
    assert done.stdout.startswith(LETTER)
    assert solon("decide", str(kept)).stdout == done.stdout
    again = solon("ask", "--resume", str(kept))
    assert again.stdout == done.stdout
    assert "Question" not in again.stderr


@pytest.mark.parametrize(
    "replies", [("any day", "yes"), ("not sure", "no"), ("2016-01-01",), ("2018-05-01", "not sure")]
)
def test_decide_gives_the_letter_of_the_interview(tmp_path: Path, replies: tuple[str, ...]) -> None:
    kept = tmp_path / "kept.yaml"
    done = solon("ask", OFFER, "--save", str(kept), text=lines(*replies, ""))
    assert done.stdout
    assert solon("decide", str(kept)).stdout == done.stdout


def test_save_as_a_command_keeps_the_answers_from_then_on(tmp_path: Path) -> None:
    kept, other = tmp_path / "kept.yaml", tmp_path / "other.yaml"
    other.write_text("mine", "utf-8")
    done = solon("ask", MEETING, text=lines("save", f"save {other}", f"SAVE {kept}", "2018-05-01", "quit"))
    assert "Say in which file: save FILE" in said(done)
    assert f'"{other}" exists already.' in said(done)
    assert other.read_text("utf-8") == "mine"
    assert "on: 2018-05-01" in kept.read_text("utf-8")


def test_a_file_that_exists_is_not_written_over(tmp_path: Path) -> None:
    kept = tmp_path / "kept.yaml"
    kept.write_text("mine", "utf-8")
    done = solon("ask", MEETING, "--save", str(kept), text=lines("2018-05-01"))
    assert done.exit_code == 2
    assert kept.read_text("utf-8") == "mine"


def test_a_place_that_cannot_be_written_is_said_before_anything_is_asked(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    done = solon("ask", MEETING, "--save", str(tmp_path / "file" / "kept.yaml"), text=lines("2018-05-01"))
    assert done.exit_code == 2
    assert "cannot be written" in said(done)
    assert "Question" not in done.stderr


def test_resuming_does_not_write_without_being_told(tmp_path: Path) -> None:
    kept = tmp_path / "kept.yaml"
    text = "# my own words\nquestion: in_a_closed_meeting\non: 2018-05-01\n"
    kept.write_text(text, "utf-8")
    done = solon("ask", "--resume", str(kept), text=lines("yes", "quit"))
    assert kept.read_text("utf-8") == text
    assert f"The last answers are not in {kept}." in said(done)
    solon("ask", "--resume", str(kept), text=lines("yes", "save", "quit"))
    assert "member_is_in_closed_meeting: yes" in kept.read_text("utf-8")


def test_a_file_without_a_question_is_about_what_it_asks(tmp_path: Path) -> None:
    kept = tmp_path / "kept.yaml"
    kept.write_text("on: 2018-05-01\nasked: [member use_social_media]\n", "utf-8")
    done = solon("ask", "--resume", str(kept), text=lines("yes", ""))
    assert "About: a member, use social media." in said(done)
    assert done.stdout.startswith(LETTER)
    kept.write_text("on: 2018-05-01\n", "utf-8")
    assert solon("ask", MEETING, "--resume", str(kept), text=lines("yes", "")).stdout.startswith(LETTER)
    assert solon("ask", "--resume", str(kept), text=lines("8", "yes", "")).stdout.startswith(LETTER)


def test_answers_of_a_file_that_do_not_apply_are_set_aside_and_said(tmp_path: Path) -> None:
    kept = tmp_path / "kept.yaml"
    facts = "{account_has_city_email: yes, member_is_in_closed_meeting: yes}"
    kept.write_text(f"question: {MEETING}\non: 2018-05-01\nfacts: {facts}\n", "utf-8")
    done = solon("ask", "--resume", str(kept))
    assert "Set aside, because it does not apply now: Is a toronto.ca email address" in said(done)
    assert done.stdout.startswith(LETTER)


@pytest.mark.parametrize(
    ("text", "code", "says"),
    [
        ("facts: {member_is_in_close_meeting: yes}\n", 3, 'Did you mean "member_is_in_closed_meeting"?'),
        ("facts: {member_is_in_closed_meeting: perhaps}\n", 3, "Write yes, no or unknown."),
        ("question: may_i_sing\n", 3, 'There is no question "may_i_sing".'),
        ("facts: [\n", 3, "This is not YAML or JSON"),
        ("facts: {account_is_election_account: yes, has_separate_election_account: no}\n", 3, "cannot all be true"),
        (f"question: {OFFER}\n", 2, f"is about another question: {OFFER}."),
        ("asked: [member post_the_content]\n", 2, "says itself what is asked"),
    ],
)
def test_a_file_that_cannot_be_gone_on_with_says_why(tmp_path: Path, text: str, code: int, says: str) -> None:
    kept = tmp_path / "kept.yaml"
    kept.write_text(text, "utf-8")
    done = solon("ask", MEETING, "--resume", str(kept), text=lines("2018-05-01", "yes", ""))
    assert (done.exit_code, done.stdout) == (code, "")
    assert says in said(done)
    assert kept.read_text("utf-8") == text


def test_a_file_that_does_not_exist_and_standard_input_are_wrong_usage(tmp_path: Path) -> None:
    assert solon("ask", MEETING, "--resume", str(tmp_path / "none.yaml")).exit_code == 2
    assert solon("ask", MEETING, "--resume", "-").exit_code == 2


# How it ends


@pytest.mark.parametrize("text", ["", lines("quit"), lines("2018-05-01"), lines("2018-05-01", "quit"), "2018-05"])
def test_the_end_of_the_input_and_quit_end_cleanly(text: str) -> None:
    done = solon("ask", MEETING, text=text)
    assert (done.exit_code, done.stdout) == (0, "")
    assert "Traceback" not in done.output


class Terminal:
    """`solon ask` on a terminal of its own."""

    def __init__(self, *words: str) -> None:
        self.master, slave = pty.openpty()
        self.shown = ""
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT / "dsl"), str(ROOT / "compiler")))}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "solon", "--policies", str(ROOT / "policies"), "ask", *words],
            stdin=slave, stdout=slave, stderr=slave, env=environment, start_new_session=True, close_fds=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )  # fmt: skip
        os.close(slave)

    def until(self, words: str) -> str:
        """Read until these words are shown, and give back what is shown after the last reply."""
        start = len(self.shown)
        while words not in self.shown[start:]:
            ready, _, _ = select.select([self.master], [], [], 60)
            assert ready, f"nothing more is shown; so far: {self.shown}"
            try:
                part = os.read(self.master, 65_536)
            except OSError:
                part = b""
            assert part, f"it ended without {words!r}: {self.shown}"
            self.shown += part.decode("utf-8", "replace")
        return self.shown[start:]

    def type(self, keys: str) -> None:
        os.write(self.master, keys.encode())

    def end(self) -> tuple[int, str]:
        """Wait for the end: the exit code, and all that was shown."""
        while True:
            ready, _, _ = select.select([self.master], [], [], 60)
            assert ready, self.shown
            try:
                part = os.read(self.master, 65_536)
            except OSError:
                break
            if not part:
                break
            self.shown += part.decode("utf-8", "replace")
        os.close(self.master)
        return self.process.wait(60), self.shown


def test_a_terminal_gets_colours_and_every_reply_once() -> None:
    terminal = Terminal(MEETING)
    terminal.until("> ")
    terminal.type("2018-05-01\n")
    shown = terminal.until("> ")
    assert shown.count("2018-05-01") == 1
    terminal.type("yes\n")
    terminal.until("letter: ")
    terminal.type("\n")
    code, shown = terminal.end()
    assert code == 0
    assert "\x1b[" in shown
    assert "should not use social media." in shown


def test_control_d_and_control_c_lose_nothing(tmp_path: Path) -> None:
    for key, expected in (("\x04", 0), ("\x03", 130)):
        kept = tmp_path / f"{expected}.yaml"
        terminal = Terminal(MEETING, "--save", str(kept))
        terminal.until("> ")
        terminal.type("2018-05-01\n")
        terminal.until("> ")
        terminal.type(key)
        code, shown = terminal.end()
        assert code == expected
        assert "Traceback" not in shown
        assert f"ask --resume {kept}" in " ".join(shown.split())
        assert "on: 2018-05-01" in kept.read_text("utf-8")

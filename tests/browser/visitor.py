"""Somebody who answers a check with a keyboard alone, as a reader of the page would."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

MOST_KEYS = 5
HEADING = "h1 >> visible=true"
Choice = str | date
"""What a visitor answers: the words of an answer, or a day."""


class Visitor:
    """One browser context, opened from files."""

    def __init__(self, browser: Any, width: int = 1280, **settings: Any) -> None:
        self.context = browser.new_context(viewport={"width": width, "height": 900}, **settings)
        self.page = self.context.new_page()
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda fault: self.complaints.append(str(fault)))

    def close(self) -> None:
        self.context.close()

    def open(self, site: Path, name: str, fragment: str = "") -> None:
        """Open a page of the folder `check`."""
        self.page.goto(f"file://{site}/check/{name}.html{fragment}")

    def press(self, *keys: str) -> int:
        """Press keys. Returns how many."""
        for key in keys:
            self.page.keyboard.press(key)
        return len(keys)

    def press_button(self, words: str) -> None:
        """Reach a button by Tab, and press it."""
        for _ in range(200):
            self.press("Tab")
            if self.page.evaluate("document.activeElement.textContent").startswith(words):
                self.press("Enter")
                return
        raise AssertionError(f"no button {words}")

    # What is seen

    @property
    def heading(self) -> str:
        """The heading that is seen."""
        return str(self.page.inner_text(HEADING))

    @property
    def focused(self) -> str:
        """The words of what has the focus."""
        return str(self.page.evaluate("document.activeElement.innerText"))

    @property
    def asked(self) -> bool:
        """Whether a question is seen."""
        return bool(self.page.locator("form").count())

    @property
    def answers(self) -> list[str]:
        """The answers that can be chosen."""
        return [str(words) for words in self.page.locator(".radio label").all_inner_texts()]

    @property
    def left(self) -> int:
        """How many questions are left at most, as the page says."""
        return int(self.page.inner_text(".count").split("At most ")[1].split()[0])

    @property
    def statuses(self) -> list[str]:
        """The status of each verdict of the answer, as its label says."""
        return [str(words) for words in self.page.locator(".tag").all_inner_texts()]

    # What is done

    def begin(self) -> None:
        """Start the check."""
        self.press_button("Start")

    def choose(self, choice: Choice) -> int:
        """Answer the question that is seen; the focus stands on its heading. Returns how many keys it took, a number
        in a field as none."""
        keys = self.press("Tab")
        if isinstance(choice, date):
            for number in (choice.day, choice.month, choice.year):
                keys += self.press("Tab")
                self.page.keyboard.type(str(number))
            return keys + self.press("Enter")
        answers = self.answers
        place = answers.index(choice)
        down, up = place, len(answers) - place
        keys += (
            self.press("Space")
            if not place
            else self.press(*(["ArrowDown"] * down if down <= up else ["ArrowUp"] * up))
        )
        return keys + self.press("Enter")

    def choose_after_error(self, choice: str) -> None:
        """Choose an answer while the focus stands on what is wrong."""
        self.page.locator(".radio label", has_text=choice).last.click()
        self.press("Enter")

    def walk(self, answer: Callable[[str, Sequence[str]], Choice], most: int = 100) -> int:
        """Answer until nothing is asked. answer: to a question with its answers. Returns how many were answered."""
        count, left = 0, 10_000
        while self.asked and count < most:
            heading = self.heading
            assert self.focused == heading
            assert self.page.title().startswith(heading)
            assert self.answers[-1] == "Not sure"
            assert self.page.locator("input[type=radio]:checked").count() == 0
            assert self.left < left
            left = self.left
            assert self.choose(answer(heading, self.answers)) <= MOST_KEYS
            count += 1
        return count

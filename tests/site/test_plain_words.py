"""The questions that people are asked, and the restatements of the rules, are plain: Flesch–Kincaid grade by textstat.

The median is at most grade 9 and the worst at most grade 12. A sentence that is too hard is listed with its grade.
"""

from __future__ import annotations

from statistics import median

import pytest
from tests.site.conftest import ROOT

from solon import pipeline
from solon.cli.files import read_policies
from solon.publish.html import sentence
from solon.wording import say_norm

MEDIAN, WORST = 9.0, 12.0
SHOWN = 10


def texts() -> dict[str, str]:
    """What is shown, by the id of its block."""
    policy = pipeline.read(*read_policies(ROOT / "policies")).policy
    found: dict[str, str] = {}
    for name, one in policy.inputs.items():
        found[f"{name}, question"] = one.asks
        found[f"{name}, help"] = sentence(one.help)
    for name, rule in policy.rules.items():
        found[name] = sentence(say_norm(policy, rule.norm))
    for name, exception in policy.exceptions.items():
        found[name] = sentence(say_norm(policy, exception.norm)) if exception.norm else ""
    for name, block in policy.governed.items():
        found[f"{name}, reason"] = sentence(block.because)
    found |= {name: sentence(term.says) for name, term in policy.terms.items()}
    found |= {name: sentence(note.says) for name, note in policy.notes.items()}
    found |= {name: reading.question for name, reading in policy.readings.items()}
    found |= {name: question.asks for name, question in policy.questions.items()}
    return {name: words for name, words in found.items() if words}


def test_questions_and_restatements_are_plain(capsys: pytest.CaptureFixture[str]) -> None:
    textstat = pytest.importorskip("textstat")
    shown = texts()
    assert len(shown) > 300
    grades = {name: textstat.flesch_kincaid_grade(words) for name, words in shown.items()}
    worst = sorted(grades, key=lambda name: -grades[name])
    with capsys.disabled():
        print(f"\nPlain words: {len(grades)} texts, median grade {median(grades.values()):.1f}. The hardest:")
        for name in worst[:SHOWN]:
            print(f"  {grades[name]:5.1f}  {name}: {shown[name]}")
    assert median(grades.values()) <= MEDIAN
    assert {name: grade for name, grade in grades.items() if grade > WORST} == {}

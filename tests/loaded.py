"""Policies as a program holds them: compiled, written as an artefact and loaded again; one small, and the instruments.

Invariant: what is asked here has gone through the artefact, as it does for whoever embeds the engine.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from solon import pipeline
from solon.cli.files import read_policies
from solon.engine.artefact import read
from solon.engine.policy import Policy
from tests.random_policies import HEAD, LOCK

ROOT = Path(__file__).parents[1]
SMALL = """
action speak
  says: speak
  instead: stay silent

action leave
  says: leave

fact rain
  was: drizzle
  says: it rains
  denies: it does not rain
  asks: Does it rain?
  changed by: a member

fact storm
  says: it storms
  denies: it does not storm
  asks: Does it storm?

fact calm
  says: the room is calm
  denies: the room is not calm
  asks: Is the room calm?
  presumed: yes
  because: it mostly is

choice place
  asks: Where?
  one of:
    - hall: in the hall
    - yard: in the yard

date vote
  says: the day of the vote
  asks: When is the vote?

impossible no_storm_without_rain
  because: a storm brings rain
  when all of:
    - it storms
    - it does not rain

term wet
  cites: rules 1
  says: it is wet
  when any of:
    - it rains
    - it storms

reading strict
  about: rules 1
  question: How strict?
  chosen much: very
  other little: not very
  because: it is a test

question may_i
  asks: May I speak?
  about:
    - speak

rule silence
  cites: rules 1
  a member must not speak
  when all of:
    - it is wet
    - in the hall
      under reading: strict = much
    - the room is calm
  until: the day of the vote

exception storm_warning
  effect: switches off
  to: silence
  cites: rules 2
  when all of:
    - it storms

rule leaving
  cites: rules 3
  a member should leave
  when all of:
    - it storms
    - in the yard
"""


def loaded(build: pipeline.Build) -> Policy:
    """The policy of a build, by way of its artefact."""
    assert build.sound, [str(finding.message) for finding in build.findings]
    return Policy(read(build.artefact.encode()))


@cache
def small_build() -> pipeline.Build:
    return pipeline.checked({"small.solon": (HEAD + SMALL).encode()}, LOCK)


@cache
def small() -> Policy:
    """A policy with one of everything that can be given."""
    return loaded(small_build())


@cache
def instruments_build() -> pipeline.Build:
    return pipeline.checked(*read_policies(ROOT / "policies"))


@cache
def instruments() -> Policy:
    """The four instruments."""
    return loaded(instruments_build())


def random_facts(policy: Policy, draw: Random, share: float) -> dict[str, Any]:
    """Values for about this share of what a policy asks."""
    found: dict[str, Any] = {}
    for name, one in policy.facts.items():
        if draw.random() < share:
            words = [option for option, _ in one.options]
            days = ["already", "not yet", f"20{draw.randint(10, 29)}-0{draw.randint(1, 9)}-1{draw.randint(0, 9)}"]
            values: dict[str, list[Any]] = {"fact": [True, False], "choice": words, "date": days}
            found[name] = draw.choice(values[one.kind])
    return found

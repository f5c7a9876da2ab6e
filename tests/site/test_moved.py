"""A block that was renamed leaves a page at its old address, with a link to the new one."""

from __future__ import annotations

from tests.random_policies import HEAD, LOCK

from solon import pipeline

POLICY = (
    HEAD
    + """
action speak
  was: talk
  says: speak

fact weather
  was: rain
  says: rain is falling
  denies: rain is not falling
  asks: Is rain falling?

rule silence
  was: quiet, hush
  cites: rules 1
  a member must not speak
  when all of:
    - rain is falling
"""
)


def test_old_addresses_lead_to_the_new_page() -> None:
    built = pipeline.build({"p.solon": POLICY.encode()}, LOCK)
    assert built.sound
    found = built.pages
    for old in ("rules/quiet.md", "rules/hush.md"):
        assert 'href="silence.html"' in found[old]
    assert 'href="weather.html"' in found["definitions/rain.md"]
    assert "rules/silence.md" in found
    assert 'href="speak.html"' in found["outcomes/talk.md"]
    assert 'href="speak.html"' in found["definitions/talk.md"]

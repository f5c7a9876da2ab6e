"""What a page never comes to is left out; what a name or a text leads to stays."""

from __future__ import annotations

import pytest

from solon.backends.javascript.shake import shaken
from solon.backends.javascript.statements import statements


def left(script: str) -> str:
    return " ".join(" ".join(one) for one in shaken(statements(script), "start"))


def spaced(script: str) -> str:
    return " ".join(" ".join(one) for one in statements(script))


def test_what_nothing_calls_goes_and_so_does_what_only_that_calls() -> None:
    script = "function used() {} function start() { used(); } "
    assert left(script + "const LIMIT = 3; function other() { return LIMIT + other(); } class Gone {}") == spaced(
        script
    )


def test_a_method_goes_when_nothing_has_its_name() -> None:
    script = "class Box {{ constructor() {{ }} get size() {{ return 1; }} {} }} function start() {{ new Box().size; }}"
    assert left(script.format("async empty() { this.empty(); }")) == spaced(script.format(""))


def test_methods_of_a_class_that_goes_lead_nowhere() -> None:
    start = "function start() { return [].look(); }"
    assert left(f"function far() {{}} class Gone {{ look() {{ far(); }} }} {start}") == spaced(start)


@pytest.mark.parametrize(
    "use",
    ["box.look", "box['look']", "box?.look", "const { look } = box; look", "`${box.look}`", "names('look')"],
)
def test_a_name_in_any_place_keeps_a_method(use: str) -> None:
    script = f"class Box {{ look() {{ return 1; }} }} function start() {{ const box = new Box(); {use}; }}"
    assert left(script) == spaced(script)


def test_a_variable_of_the_same_name_keeps_no_method() -> None:
    script = "class Box {{ {} }} function start(look) {{ return new Box(look); }}"
    assert left(script.format("look() { return 1; }")) == spaced(script.format(""))


def test_what_the_language_calls_stays() -> None:
    script = "class Box { constructor() { } toJSON() { } [ Symbol.toPrimitive ]() { } } function start() { new Box(); }"
    assert left(script) == spaced(script)


def test_statements_that_do_something_stay() -> None:
    script = "class Box { } Box.parts = ['a']; function start() { }"
    assert left(script) == spaced(script)

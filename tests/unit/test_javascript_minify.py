"""JavaScript made short: what is a string, a pattern or a name outside stays; everything else becomes shorter."""

from __future__ import annotations

import pytest

from solon.backends.javascript.minify import joined, minified
from solon.backends.javascript.tokens import tokens


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a / b / c;", ["a", "/", "b", "/", "c", ";"]),
        ("x = /a[/]b/g.test(y);", ["x", "=", "/a[/]b/g", ".", "test", "(", "y", ")", ";"]),
        ("f(/\\//); // gone\n g();", ["f", "(", "/\\//", ")", ";", "g", "(", ")", ";"]),
        ("'it\\'s // here'", ["'it\\'s // here'"]),
        ("`a ${b + `c ${d}`} e`", ["`a ${b + `c ${d}`} e`"]),
        ("`\\` ${'}'}`;", ["`\\` ${'}'}`", ";"]),
        ("a /* b */ ?. c >>> 2", ["a", "?.", "c", ">>>", "2"]),
        ("1_000 + 2.5", ["1_000", "+", "2.5"]),
    ],
)
def test_tokens(text: str, found: list[str]) -> None:
    assert list(tokens(text)) == found


def test_a_template_that_does_not_end_is_an_error() -> None:
    with pytest.raises(ValueError, match="does not end"):
        list(tokens("`a ${b"))


def test_a_statement_that_does_not_end_is_an_error() -> None:
    with pytest.raises(ValueError, match="does not end"):
        minified("const first = 1")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("class Box { size = 3; }", "a field of a class: size"),
        ("function f(a) { switch (a) { case 1: { g(); } } }", "a switch"),
    ],
)
def test_what_is_not_understood_is_an_error(text: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        minified(text)


def test_modules_are_joined_without_their_imports_and_exports() -> None:
    text = joined(['import { one } from "./one.js";\nexport const two = one;\n', "export function three() {}\n"])
    assert text == "const two = one;\n\nfunction three() {}\n"


def test_names_become_short_and_the_same_everywhere() -> None:
    text = "class Counter { add(amount) { this.total += amount; return this.total; } }"
    assert minified(text) == "class b{add(c){this.a+=c;return this.a}}\n"


def test_names_outside_and_names_in_strings_stay() -> None:
    """`status` is a name of a decision; `secret` can be read through the string."""
    text = 'function look(it) { return [it.status, it.secret, it["secret"], it.hidden]; }'
    assert minified(text) == 'function b(c){return[c.status,c.secret,c["secret"],c.a]}\n'


def test_code_in_templates_is_made_short_and_its_text_is_not() -> None:
    text = "function tell(number) { return `number: ${number + 1} is  number`; }"
    assert minified(text) == "function a(b){return`number: ${b+1} is  number`}\n"


def test_a_variable_becomes_short_where_its_property_stays() -> None:
    """`status` is a name of a decision. What is taken out of an object by that name says the name once."""
    text = "function f({ status }) { const other = { status, verdict: status }; return status + other.status; }"
    assert minified(text) == "function a({status:c}){const d={status:c,b:c};return c+d.status}\n"


def test_a_short_variable_is_left_where_its_property_has_to_stand_beside_it() -> None:
    text = "function look({ by }) { return by; }"
    assert minified(text) == "function a({by}){return by}\n"


def test_declarations_that_follow_each_other_become_one() -> None:
    text = """function f(one) { const two = () => { const three = 1; return three; }; const four = 2; let five = 3;
        for (const six of one) { five += six; } const seven = 4; if (four) return two;
        const eight = 5; return eight; }"""
    assert minified(text) == (
        "function a(e){const h=()=>{const g=1;return g},d=2;let c=3;"
        "for(const f of e){c+=f}const i=4;if(d)return h;const b=5;return b}\n"
    )


def test_brackets_commas_and_words_for_values() -> None:
    text = "const f = (one) => [true, undefined, one.true, ,];\nconst g = async (one, two) => f([one, [,]], two,);\n"
    assert minified(text) == "const a=b=>[!0,void 0,b.true,,];\nconst b=async(c,d)=>a([c,[,]],d);\n"


def test_a_local_name_does_not_meet_a_shared_one() -> None:
    """Short names of properties are not given to variables of the same statement, nor words of the language."""
    text = "const first = (one) => one.first + one.second;\nconst other = (two) => two.second - -two.first;\n"
    assert minified(text) == "const a=c=>c.a+c.b;\nconst c=d=>d.b- -d.a;\n"

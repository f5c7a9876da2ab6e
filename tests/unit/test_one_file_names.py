"""Modules put into one: what is defined does what it did, whatever it is called; what cannot be is refused."""

from __future__ import annotations

from typing import Any

import pytest

from solon.backends.one_file.modules import Origin
from solon.backends.one_file.together import together


def run(wanted: str = "answer", taken: tuple[str, ...] = (), **sources: str) -> dict[str, Any]:
    """The modules `p.NAME` put into one, and run. The wanted name is in the module `p.main`."""
    text = put(wanted, taken, **sources)
    space: dict[str, Any] = {"__name__": __name__}
    exec(compile(text, "<together>", "exec"), space)
    return space


def put(wanted: str = "answer", taken: tuple[str, ...] = (), **sources: str) -> str:
    return together({f"p.{name}": text for name, text in sources.items()}, [Origin("p.main", wanted)], taken)


def test_two_private_functions_with_one_name_stay_two() -> None:
    space = run(
        left='def _plain():\n    return "left"\n\ndef left():\n    return _plain()\n',
        right='def _plain():\n    return "right"\n\ndef right():\n    return _plain()\n',
        main='from p.left import left\nfrom p.right import right\n\ndef _plain():\n    return "main"\n\n'
        "def answer():\n    return left(), right(), _plain()\n",
    )
    assert space["answer"]() == ("left", "right", "main")


def test_the_one_nearest_to_the_user_keeps_its_name() -> None:
    space = run(
        tables="class Question:\n    pass\n",
        main="from p import tables\n\nclass Question(tables.Question):\n    pass\n\n"
        "def answer():\n    return Question, tables.Question\n",
    )
    assert [found.__name__ for found in space["answer"]()] == ["Question", "Question_of_tables"]


def test_an_import_under_another_name_and_one_through_the_module_mean_the_same() -> None:
    space = run(
        tables="def rows():\n    return 1\n",
        between="from p.tables import rows as made\n\ndef twice():\n    return made() * 2\n",
        main="from p import tables\nfrom p.between import made, twice\nfrom p.tables import rows as found\n\n"
        "def answer():\n    return found(), tables.rows(), made(), twice(), made is tables.rows\n",
    )
    assert space["answer"]() == (1, 1, 1, 2, True)


def test_a_local_does_not_come_before_the_global_that_is_meant() -> None:
    space = run(
        tables="def places(n):\n    return [n] * n\n",
        main="from p.tables import places as of_tables\n\n"
        "def answer():\n    places = of_tables(2)\n    return [len(of_tables(places)) for places in places]\n",
    )
    assert space["answer"]() == [2, 2]


def test_a_local_with_the_name_of_another_modules_definition_stays_a_local() -> None:
    space = run(
        tables="def _place():\n    return 'tables'\n\ndef tables():\n    return _place()\n",
        main="from p.tables import tables\n\ndef _place(_name):\n    return _name\n\n"
        "def answer(_place_of_tables=7):\n    found = [_place for _place in (1, 2)]\n"
        "    return tables(), _place(3), found, (lambda _place: _place)(4), _place_of_tables\n",
    )
    assert space["answer"]() == ("tables", 3, [1, 2], 4, 7)


def test_names_in_classes_are_hidden_from_their_methods() -> None:
    space = run(
        tables="def size():\n    return 'tables'\n",
        other="def size():\n    return 'other'\n",
        main="from p.other import size as other_size\nfrom p.tables import size\n\nclass Row:\n    size = size()\n"
        "    def whole(self):\n        return size(), other_size(), self.size\n\n"
        "def answer():\n    return Row().whole()\n",
    )
    assert space["answer"]() == ("tables", "other", "tables")


def test_names_in_f_strings_and_patterns_are_followed() -> None:
    space = run(
        tables='class Row:\n    __match_args__ = ("n",)\n    def __init__(self, n):\n        self.n = n\n\n'
        'def _shown(n):\n    return f"<{n}>"\n\ndef shown(n):\n    return _shown(n)\n',
        main="from p.tables import Row as Found, shown\n\nclass Row:\n    pass\n\ndef _shown(n):\n    return n\n\n"
        "def answer(n):\n    match Found(n):\n        case Row():\n            return 'wrong'\n"
        "        case Found(_shown):\n            return f'{{\"{shown(_shown)!r:>8}\"}}\\n{_shown:03d}'\n",
    )
    assert space["answer"](5) == "{\"   '<5>'\"}\n005"


def test_what_is_imported_when_it_is_called_is_there() -> None:
    space = run(
        later="from p.main import base\n\ndef late():\n    return base() + 1\n",
        main="def base():\n    return 1\n\ndef answer():\n    from p.later import late\n    from math import floor\n\n"
        "    return late() + floor(0.5)\n",
    )
    assert space["answer"]() == 2


def test_one_name_for_two_things_that_come_with_python() -> None:
    space = run(
        left="from json import loads\n\ndef left():\n    return loads('1')\n",
        main="from marshal import loads, dumps\nfrom p.left import left\n\n"
        "def answer():\n    return left(), loads(dumps(2))\n",
    )
    assert space["answer"]() == (1, 2)


def test_a_definition_with_the_name_of_a_builtin_hides_it_in_its_module_alone() -> None:
    space = run(
        tables="def max(found):\n    return 'ours'\n\ndef most(found):\n    return max(found)\n",
        main="from p.tables import most\n\ndef answer():\n    return most([1]), max([1])\n",
    )
    assert space["answer"]() == ("ours", 1)


def test_names_that_are_taken_are_left_alone() -> None:
    space = run(taken=("load",), main="def load():\n    return 1\n\ndef answer():\n    return load()\n")
    assert space["answer"]() == 1
    assert "load" not in space
    with pytest.raises(ValueError, match="cannot keep its name"):
        put(taken=("answer",), main="def answer():\n    return 1\n")


def test_fields_keep_their_places_and_functions_lose_their_types() -> None:
    text = put(
        types="from typing import Protocol\n\nclass Shape(Protocol):\n    x: int\n",
        main="from __future__ import annotations\n\nfrom dataclasses import dataclass\n"
        "from typing import TYPE_CHECKING\n\n"
        "if TYPE_CHECKING:\n    from p.types import Shape\n\n@dataclass(frozen=True)\nclass answer:\n"
        '    """Words."""\n\n    shape: Shape\n    names: tuple[str, ...] = ()\n\n'
        '    def size(self, more: int) -> int:\n        """More words."""\n        found: int\n'
        "        found: int = more\n        return found + len(self.names)\n",
    )
    assert "Shape" not in text
    assert "Protocol" not in text
    assert "ords" not in text
    assert "def size(me,more):" in text
    assert "names:tuple=()" in text
    space: dict[str, Any] = {"__name__": __name__}
    exec(compile(text, "<together>", "exec"), space)
    assert space["answer"](None, ("a",)).size(1) == 2


def test_what_nothing_rests_on_is_left_out() -> None:
    text = put(main="LIMIT = 3\nREST = 4\n\ndef idle():\n    return REST\n\ndef answer():\n    return LIMIT\n")
    assert "idle" not in text
    assert "REST" not in text
    assert "LIMIT=3" in text


def test_methods_that_rest_on_what_is_not_there_are_left_out() -> None:
    space = run(
        main="class answer:\n    def here(self):\n        return 1\n\n"
        "    def away(self):\n        from p.elsewhere import more\n        return more()\n",
    )
    assert space["answer"]().here() == 1
    assert not hasattr(space["answer"], "away")


def test_what_methods_are_given_first_is_short_unless_that_name_is_taken() -> None:
    space = run(
        main="class Short:\n    def __init__(self, n):\n        self.n = n\n\n    def later(self):\n"
        "        return lambda more: [self.n + one for one in (more, self.n)]\n\n"
        "class Taken:\n    def first(self, me):\n        return self, me\n\n"
        "def answer():\n    return Short, Taken\n",
    )
    short, taken = space["answer"]()
    assert short(2).later()(5) == [7, 4]
    assert short.later.__code__.co_varnames == ("me",)
    assert taken().first(me=3)[1] == 3
    assert taken.first.__code__.co_varnames == ("self", "me")


def test_what_only_tells_of_types_is_left_out() -> None:
    text = put(
        main="from dataclasses import dataclass, field\nfrom typing import cast\n\n@dataclass\nclass answer:\n"
        "    found: dict[str, int] = field(default_factory=dict[str, int])\n\n"
        "    def one(self):\n        return cast('int', self.found['a']), frozenset[str](('b',))\n",
    )
    assert "[str" not in text
    assert "cast" not in text
    space: dict[str, Any] = {"__name__": __name__}
    exec(compile(text, "<together>", "exec"), space)
    assert space["answer"]({"a": 1}).one() == (1, frozenset("b"))
    assert space["answer"]().found == {}


def test_a_local_class_with_the_name_of_a_builtin_keeps_its_types() -> None:
    space = run(main="def answer():\n    dict = {1: len}\n    return dict[1]([5, 6])\n")
    assert space["answer"]() == 2


def test_spaces_and_brackets_that_change_nothing_are_left_out() -> None:
    text = put(
        main="def answer(found, *, more=None):\n    left, right = (1, -2)\n    one = (left.real, 1 .real)[:1]\n"
        "    words = 'a , (b) = c'\n"
        "    both = tuple((n for n in found if n not in (left, right)))\n"
        "    pair = sorted((n for n in found), key=lambda n: -n)\n    twice = len((left, right))\n"
        "    return (f'{left , right} = {words}', one, both, pair, (twice if more else -1))\n",
    )
    assert " left,right=1,-2\n" in text
    assert " one=(left.real,1 .real)[:1]\n" in text
    assert " words='a , (b) = c'\n" in text
    assert " both=tuple(n for n in found if n not in (left,right))\n" in text
    assert " pair=sorted((n for n in found),key=lambda n:-n)\n" in text
    assert " twice=len((left,right))\n" in text
    space: dict[str, Any] = {"__name__": __name__}
    exec(compile(text, "<together>", "exec"), space)
    assert space["answer"]([3, 1]) == ("(1, -2) = a , (b) = c", (1,), (3,), [3, 1], -1)


REFUSED = {
    "rest on each other": {
        "main": "from p.other import b\n\nanswer = b\n",
        "other": "from p.main import answer\n\nb = 1\n",
    },
    "cannot be put into one file": {"main": "answer = []\nanswer.append(1)\n"},
    "nobody knows what lost is": {"main": "def answer():\n    return lost\n"},
    "p.other has no lost": {
        "main": "from p.other import lost\n\ndef answer():\n    return lost()\n",
        "other": "a = 1\n",
    },
    "a global is set": {"main": "n = 1\n\ndef answer():\n    global n\n    n = 2\n"},
    "a module is used as a value": {
        "main": "from p import other\n\ndef answer():\n    return other\n",
        "other": "a = 1\n",
    },
    "only imports": {"main": "from typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    a = 1\n\nanswer = 1\n"},
    "name the package": {"main": "from . import other\n\nanswer = 1\n"},
    "p.elsewhere is not put into the file": {
        "main": "def answer():\n    from p.elsewhere import more\n    return more()\n"
    },
    "a field with a special type": {"main": "from typing import ClassVar\n\nclass answer:\n    n: ClassVar[int] = 1\n"},
    "say under which name": {"main": "import os.path\n\nanswer = 1\n"},
    "cannot stand in an f-string": {"main": 'def answer():\n    return f"""{"it\'s"}"""\n'},
}


@pytest.mark.parametrize("says", REFUSED)
def test_what_cannot_be_put_together_is_refused(says: str) -> None:
    with pytest.raises(ValueError, match=says):
        put(**REFUSED[says])

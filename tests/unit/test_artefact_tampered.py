"""Artefacts that were cut, changed or made by hand: each is refused, or answers as its tables say."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from tests.loaded import ROOT, instruments_build, small_build
from tests.tampering import edited, hold, places_in, sealed

from solon import BrokenArtefact, OtherVersion, pipeline
from solon.engine.artefact import read

SMALL = small_build().artefact.encode()
WHOLE = instruments_build().artefact.encode()
TABLES: dict[str, Any] = json.loads(SMALL)
PATHS = [path for path in places_in(TABLES) if path[0] != "schema"]


def is_refused(data: bytes, kind: type[Exception] = BrokenArtefact) -> str:
    with pytest.raises(kind) as caught:
        read(data)
    assert type(caught.value) is kind
    assert len(str(caught.value)) < 250
    return str(caught.value)


def is_refused_or_means_the_same(data: bytes, wanted: bytes) -> None:
    try:
        program = read(data)
    except (BrokenArtefact, OtherVersion):
        return
    assert json.loads(data) == json.loads(wanted)
    assert program.revision == json.loads(wanted)["revision"]


def test_what_was_not_tampered_with_answers_as_its_tables_say() -> None:
    hold(SMALL, Random(1))
    hold(WHOLE, Random(1))
    assert sealed(TABLES) != SMALL
    assert read(sealed(TABLES)).revision == TABLES["revision"]


def test_every_byte_of_a_small_artefact_changed() -> None:
    draw = Random(1)
    for place in range(len(SMALL)):
        changed = bytearray(SMALL)
        changed[place] ^= draw.randint(1, 255)
        is_refused_or_means_the_same(bytes(changed), SMALL)


def test_bytes_of_a_large_artefact_changed() -> None:
    draw = Random(2)
    for _ in range(200):
        changed = bytearray(WHOLE)
        for place in draw.sample(range(len(WHOLE)), draw.choice((1, 1, 2, 50))):
            changed[place] ^= draw.randint(1, 255)
        is_refused_or_means_the_same(bytes(changed), WHOLE)


def test_every_byte_of_a_small_artefact_left_out_or_put_twice() -> None:
    for place in range(0, len(SMALL), 3):
        is_refused_or_means_the_same(SMALL[:place] + SMALL[place + 1 :], SMALL)
        is_refused_or_means_the_same(SMALL[: place + 1] + SMALL[place:], SMALL)


def test_a_file_cut_off() -> None:
    for length in range(0, len(WHOLE) - 2, 1_000):
        is_refused(WHOLE[:length])
    # The last byte ends the last line.
    assert read(WHOLE[:-1]).revision == read(WHOLE).revision


@pytest.mark.parametrize("data", [
    b"", b" ", b"\0", b"null", b"true", b"0", b"[]", b"{}", b'""', b'"solon.graph/3"', b"{", b"[" * 100_000,
    b'{"a":' * 100_000, b"\xff\xfe", b"\xef\xbb\xbf", b"PK\x03\x04", b'{"schema":3}', b'{"schema":null}',
    b'{"schema":"solon.graph"}', b'{"schema":"solon.graph/3"}', b'{"schema":"solon.graph/3","revision":""}',
    b'{"schema":["solon.graph/3"]}', b"1" * 1_000_000, b"-" * 1_000_000, b"1e999999999", b"NaN",
], ids=lambda data: repr(data[:20]))  # fmt: skip
def test_what_is_no_artefact(data: bytes) -> None:
    is_refused(data)


@pytest.mark.parametrize(
    "schema", ["solon.graph/4", "solon.graph/2", "solon.graph/30", "solon.graph/", "solon.graph/3.1"]
)
def test_an_artefact_of_another_version(schema: str) -> None:
    message = is_refused(sealed({**TABLES, "schema": schema}), OtherVersion)
    assert schema in message
    assert "solon.graph/3" in message
    assert "solon compile" in message


def test_the_name_of_another_version_is_shown_safely() -> None:
    message = is_refused(sealed({**TABLES, "schema": "solon.graph/\n\u202e" + "9" * 1_000_000}), OtherVersion)
    assert message.isprintable()


@pytest.mark.parametrize("revision", ["", "0" * 64, None, 1, [], TABLES["revision"][:-1], TABLES["revision"].upper()])
def test_a_wrong_sum(revision: object) -> None:
    assert "its sum does not fit" in is_refused(json.dumps({**TABLES, "revision": revision}).encode())


def test_no_sum() -> None:
    is_refused(json.dumps({key: value for key, value in TABLES.items() if key != "revision"}).encode())


# A sum that fits, around tables that do not


@pytest.mark.parametrize("table", [key for key in TABLES if key not in ("schema", "revision")])
@pytest.mark.parametrize("value", [None, True, 3, "", {"": []}, [None], [[]], [{}], [""], "gone"], ids=repr)
def test_a_table_of_another_form(table: str, value: object) -> None:
    tables = {**TABLES, table: value}
    if value == "gone":
        del tables[table]
    assert f'"{table}"' in is_refused(sealed(tables)) or value == "gone"


def test_every_key_of_every_entry_left_out_or_of_another_kind() -> None:
    may_be_left_out = {"help", "says", "denies", "presumed", "because", "changed_by", "judged_by", "lifted_by"}
    for table, entries in TABLES.items():
        for place, entry in enumerate(entries if isinstance(entries, list) else ()):
            for key in entry if isinstance(entry, dict) else ():
                tables = copy.deepcopy(TABLES)
                del tables[table][place][key]
                if key not in may_be_left_out or (table not in ("inputs", "norms")):
                    is_refused(sealed(tables))
                for value in (3, 1.5, [3], {"a": 3}):
                    tables[table][place][key] = value
                    if not (key in ("owed", "inside", "ended", "waiting", "node") and value == 3):
                        is_refused(sealed(tables))
                tables[table][place][key] = entry[key]
                tables[table][place]["more"] = ""
                is_refused(sealed(tables))


def _node(kind: str) -> int:
    return next(place for place, node in enumerate(TABLES["nodes"]) if node[0] == kind)


def _set(*path: Any) -> Callable[[Any], None]:
    """A change that puts the last of some values at the path of the others."""

    def change(tables: Any) -> None:
        *way, key, value = path
        for step in way:
            tables = tables[step]
        tables[key] = value

    return change


def _twice(table: str) -> Callable[[Any], None]:
    return lambda tables: tables[table].append(copy.deepcopy(tables[table][0]))


def _window(**parts: Any) -> dict[str, Any]:
    return {"under": 0, "starts": [], "ends": [], "by": [], **parts}


def _words(reading: str, option: str) -> Any:
    return {"join": ", ", "of": [[{"join": " or ", "of": [["it rains", reading, option]]}, "", ""]]}


WITH_IDS = (
    "inputs", "bearers", "actions", "norms", "terms", "readings", "deeds", "questions", "impossibles", "instruments",
)  # fmt: skip
LAST = len(TABLES["nodes"])
CHANGES: dict[str, Callable[[Any], None]] = {
    "a node that looks at itself": _set("nodes", _node("not"), ["not", _node("not")]),
    "a node that looks ahead": _set("nodes", _node("all"), ["all", LAST - 1]),
    "two nodes in a circle": lambda tables: tables["nodes"].extend([["not", LAST + 1], ["not", LAST]]),
    "a node that looks at nothing there": _set("nodes", _node("any"), ["any", 10**30]),
    "a node that looks back from the end": _set("nodes", _node("all"), ["all", -1]),
    "a node that looks at a truth": _set("nodes", _node("not"), ["not", True]),
    "a node that looks at a fraction": _set("nodes", _node("not"), ["not", 0.0]),
    "a node that denies two": _set("nodes", _node("not"), ["not", 0, 1]),
    "a node of no kind": _set("nodes", 0, ["perhaps"]),
    "a constant with more": _set("nodes", 0, ["yes", 0]),
    "an input that is not there": _set("nodes", _node("is"), ["is", "snow", True]),
    "an input that is a date": _set("nodes", _node("is"), ["is", "vote", True]),
    "a fact that is an option": _set("nodes", _node("is"), ["is", "rain", "hall"]),
    "a fact that is denied": _set("nodes", _node("is"), ["is", "rain", False]),
    "an option that is not there": _set("nodes", _node("is"), ["is", "place", "roof"]),
    "a choice that is true": _set("nodes", _node("is"), ["is", "place", True]),
    "a reading that is not there": _set("nodes", _node("reading"), ["reading", "lax", "much"]),
    "a reading without the option": _set("nodes", _node("reading"), ["reading", "strict", "none"]),
    "an instrument that is not there": _set("nodes", _node("force"), ["force", "laws"]),
    "a day that the calendar leaves out": _set("nodes", _node("day"), ["day", "vote", 0, 0, "", 2]),
    "a day of a fact": _set("days", 0, ["rain", 0, 0, "", 0]),
    "a day of nothing": _set("days", 0, ["", 0, 0, "", 0]),
    "a day of two kinds": _set("days", 0, ["vote", 0, 0, "2018-05-01", 0]),
    "29 February of each year": _set("days", 0, ["vote", 2, 29, "", 0]),
    "month 13": _set("days", 0, ["vote", 13, 1, "", 0]),
    "a month that is huge": _set("days", 0, ["vote", 10**30, 1, "", 0]),
    "a day that is shifted out of every calendar": _set("days", 0, ["vote", 0, 0, "", 10**9]),
    "a fixed day out of the calendar": _set("days", 0, ["", 0, 0, "1899-12-31", 0]),
    "a fixed day by its week": _set("days", 0, ["", 0, 0, "2018-W18-2", 0]),
    "an empty calendar": _set("days", []),
    "no order": _set("order", []),
    "a variable twice": _twice("order"),
    "a variable from the end": lambda tables: tables["order"].append(-1),
    "a variable that is no day": lambda tables: tables["order"].append(0),
    "a variable that is a truth": lambda tables: tables["order"].append(True),
    "a variable that is a date": lambda tables: tables["order"].append("vote"),
    "a variable that is not there": lambda tables: tables["order"].append("snow"),
    "a name for nothing there": _set("names", "applies silence", LAST),
    "a name for the last from the end": _set("names", "applies silence", -1),
    "a name that is gone": lambda tables: tables["names"].pop("holds storm_warning"),
    "an impossible block without its node": lambda tables: tables["names"].pop("impossible no_storm_without_rain"),
    "a fact called on": _set("inputs", 0, "id", "on"),
    "a fact of another kind": _set("inputs", 0, "kind", "number"),
    "a fact with options": _set("inputs", 0, "options", [["a", "b"]]),
    "a choice without options": _set("inputs", 3, "options", []),
    "a choice with an option twice": _set("inputs", 3, "options", [["hall", "a"], ["yard", "b"], ["hall", "c"]]),
    "an option called unknown": _set("inputs", 3, "options", [["hall", "a"], ["yard", "b"], ["unknown", "c"]]),
    "an option that is no pair": _set("inputs", 3, "options", [["hall", "a"], ["yard"]]),
    "a choice that is presumed": _set("inputs", 3, "presumed", True),
    "a presumption that is a number": _set("inputs", 2, "presumed", 1),
    "a reading that chose nothing": _set("readings", 0, "chosen", "none"),
    "an id with a space": _set("bearers", 0, "id", "a member"),
    "a former id that is in use": _set("former", "rain", "storm"),
    "a modality that is none": _set("norms", 0, "modality", "shall"),
    "a norm of nobody": _set("norms", 0, "bearer", "visitor"),
    "a norm on nothing": _set("norms", 0, "deed", "sing"),
    "a norm of no instrument": _set("norms", 0, "instrument", "laws"),
    "a rule without a deed": lambda tables: tables["norms"][0].pop("deed"),
    "a norm that is lifted by a rule": _set("norms", 0, "lifted_by", ["leaving"]),
    "a norm that is lifted by itself": _set("norms", 0, "lifted_by", ["silence"]),
    "a citation that is no list": _set("norms", 0, "citations", ["rules 1"]),
    "a deed that is not there": _set("deeds", 0, "action", "sing"),
    "an opposite that is not there": lambda tables: tables["deeds"][1].update(instead=True),
    "a deed that is opposite by a number": _set("deeds", 0, "instead", 0),
    "a deed of nobody": _set("deeds", 0, "bearer", "visitor"),
    "a deed with a norm that is not there": _set("deeds", 0, "norms", 0, "norm", "noise"),
    "a deed with a node that is not there": _set("deeds", 0, "norms", 0, "node", LAST),
    "a deed through what is not there": _set("deeds", 0, "norms", 0, "through", ["noise"]),
    "a deed with a part that is not there": _set("deeds", 0, "norms", 0, "parts", [10**6]),
    "a deed that mentions what is not there": _set("deeds", 0, "mentions", {"snow": [0]}),
    "a deed that mentions no place": _set("deeds", 0, "mentions", {"rain": [10**6]}),
    "a duty of no norm": _set("duties", 0, "norm", "noise"),
    "a duty on nothing": _set("duties", 0, "action", ""),
    "a duty with a node that is not there": _set("duties", 0, "owed", LAST),
    "a duty with a first day that is none": _set("duties", 0, "first", "soon"),
    "a duty with a window on nothing": _set("duties", 0, "windows", [_window(under=LAST)]),
    "a duty with a day of a fact": _set("duties", 0, "windows", [_window(starts=[["rain", 0, 0, "", 0]])]),
    "a duty with an end of nothing": _set("duties", 0, "windows", [_window(ends=[[LAST, None]])]),
    "a duty with an end of a fact": _set("duties", 0, "windows", [_window(ends=[[0, ["rain", 0, 0, "", 0]]])]),
    "words under a reading that is not there": _set("conditions", 0, 0, _words("lax", "much")),
    "words under no option": _set("conditions", 0, 0, _words("strict", "")),
    "a condition on nothing": _set("conditions", 0, ["it rains", LAST]),
    "a note on a norm that is not there": lambda tables: tables["notes"].append(
        {"id": "n", "says": "", "norms": ["noise"]}
    ),
    "a term of what is not there": _set("terms", 0, "facts", ["snow"]),
    "a question about nothing": _set("questions", 0, "deeds", [["member", "sing"]]),
    "an instrument without a first day": _set("instruments", 0, "from", None),
    "an instrument that ends on no day": _set("instruments", 0, "until", "2018-02-30"),
    "a text that no file can hold": _set("bearers", 0, "says", "\ud800"),
    **{f"{table} twice": _twice(table) for table in WITH_IDS},
    "one id for two things": _set("readings", 0, "id", "rain"),
    "an action with the id of an opposite": lambda tables: tables["actions"].append(
        {"id": "instead_of_speak", "says": "hum", "instead": ""}
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", CHANGES)
def test_tables_that_do_not_fit_together(what: str) -> None:
    tables = copy.deepcopy(TABLES)
    CHANGES[what](tables)
    message = is_refused(sealed(tables))
    assert "do not fit together" in message or "sum" in message or "JSON" in message


def test_a_key_that_stands_twice_means_nothing_else() -> None:
    twice = SMALL[:-2] + b',"nodes":' + json.dumps(TABLES["nodes"]).encode() + b"}"
    is_refused_or_means_the_same(twice, SMALL)
    other = SMALL[:-2] + b',"nodes":[]}'
    is_refused(other)


def test_other_spaces_and_another_order_of_keys_mean_the_same() -> None:
    for data in (json.dumps(TABLES, indent=3), json.dumps(dict(reversed(TABLES.items())), ensure_ascii=True)):
        assert read(data.encode()).revision == TABLES["revision"]
        assert read(data.encode("utf-16")).revision == TABLES["revision"]
        hold(data.encode(), Random(3))


@pytest.mark.parametrize("depth", [1, 10, 100, 300, 1_000, 100_000])
def test_a_day_that_is_deep(depth: int) -> None:
    tables = copy.deepcopy(TABLES)
    mark = "2018-05-01"
    tables["duties"][0]["windows"] = [_window(ends=[[0, ["", 0, 0, mark, 0]]], by=[None])]
    deep = '{"earliest":[[0,' * depth + "null" + "]]}" * depth
    text = sealed(tables).decode().replace(f'["", 0, 0, "{mark}", 0]', deep)
    try:
        data = sealed(json.loads(text))
    except RecursionError:
        data = text.encode()
    try:
        hold(data, Random(depth))
    except BrokenArtefact:
        assert depth > 50


SUITES = ("small", *sorted(path.stem for path in (ROOT / "tests" / "conformance").glob("*.solon")))


@pytest.mark.parametrize("suite", SUITES)
def test_random_changes_are_refused_or_answer_as_the_tables_say(suite: str) -> None:
    draw = Random(suite)
    taken = 0
    text = small_build().artefact
    if suite != "small":
        path = ROOT / "tests" / "conformance" / f"{suite}.solon"
        lock = path.with_name("sources.lock").read_text("utf-8")
        text = pipeline.checked({path.name: path.read_bytes()}, lock).artefact
    tables = json.loads(text)
    paths = [path for path in places_in(tables) if path[0] not in ("schema", "revision")]
    for _ in range(250):
        data = sealed(edited(tables, paths, draw))
        try:
            read(data)
        except (BrokenArtefact, OtherVersion):
            continue
        hold(data, draw)
        taken += 1
    assert taken > 10

"""The service as a function: what it answers, and what it refuses."""

from __future__ import annotations

import asyncio
import json
import logging
import threading
from functools import cache
from typing import Any

import pytest

pytest.importorskip("starlette", reason="the extra `serve` is not installed: NOTHING OF THE SERVICE IS TESTED")

from jsonschema import Draft202012Validator
from tests.conformance_cases import FROM_FIXTURES, by_name, suites
from tests.conformance_judge import faults
from tests.service_calls import Answer, call, called
from tests.unit.test_schema import small_program

from solon import pipeline
from solon.engine.artefact import read
from solon.engine.policy import Policy
from solon.engine.program import Program
from solon.service import app as service
from solon.service.app import application
from solon.service.guard import HEADERS
from solon.service.limits import Limits
from solon.service.problems import Kind

HOSTS = ("localhost", "127.0.0.1", "[::1]")


@cache
def policies() -> Program:
    built = by_name()["instruments"].build
    return read(built.artefact.encode())


@cache
def whole() -> Any:
    return application(policies(), HOSTS)


@cache
def small() -> Any:
    return application(read(_artefact(small_program())), HOSTS)


def _artefact(program: Program) -> bytes:
    from tests.unit.test_schema import small as policy

    built = pipeline.Build(policy(), ())
    assert built.revision == program.revision
    return built.artefact.encode()


def described(app: Any, name: str) -> Draft202012Validator:
    document = call(app, "GET", "/openapi.json").data
    return Draft202012Validator({"$ref": f"#/components/schemas/{name}", **document})


# What it answers


def test_the_cases_are_answered_as_stated() -> None:
    for suite in suites():
        if suite.name == FROM_FIXTURES:
            continue
        app = application(read(suite.build.artefact.encode()), HOSTS)
        for case in suite.cases[:150]:
            found = call(app, "POST", "/decide", case.situation)
            blocked: tuple[str, ...] = ()
            if found.status == 422:
                assert found.kind == "impossible-facts", (suite.name, case.id, found.data)
                blocked = tuple(fault["at"] for fault in found.data["faults"])
            else:
                assert found.status == 200
            assert not faults(case, None if blocked else found.data, blocked), (suite.name, case.id)


def test_a_decision_is_that_of_the_engine_and_fits_its_description() -> None:
    given = {"on": "2018-05-01", "facts": {"content_promotes_third_party": True}}
    found = call(whole(), "POST", "/decide", given)
    assert found.data == json.loads(json.dumps(Policy(policies()).decide(given["facts"], given["on"]).to_json()))
    assert described(whole(), "Decision").is_valid(found.data)
    only = call(whole(), "POST", "/decide", {**given, "asked": ["member post_the_content"]})
    assert [(one["bearer"], one["action"]) for one in only.data["verdicts"]] == [("member", "post_the_content")]


def test_an_interview_step_by_step() -> None:
    check = described(whole(), "Interview")
    step = call(whole(), "POST", "/ask", {"situation": {"question": "can_i_post"}})
    left, asked = [], []
    while (question := step.data["question"]) is not None:
        check.validate(step.data)
        asked.append(question["fact"])
        left.append(step.data["left"])
        value: object = "2018-05-01" if question["kind"] == "day" else None
        if question["kind"] == "fact":
            value = False
        step = call(whole(), "POST", "/ask", {"situation": step.data["situation"], "answer": {question["fact"]: value}})
    assert len(asked) == len(set(asked)) >= 3
    assert left == sorted(left, reverse=True)
    assert step.data["left"] == 0
    assert [one["status"] for one in step.data["verdicts"]] == ["not_regulated"]
    # An earlier answer is changed: what does not apply any more is set aside, and comes back when it is changed again.
    before = step.data["situation"]
    fact = next(name for name in asked if name != "on")
    changed = call(whole(), "POST", "/ask", {"situation": before, "answer": {fact: True}}).data["situation"]
    kept = {**changed["facts"], **changed.get("set aside", {})}
    assert kept == {**before["facts"], fact: True}
    back = call(whole(), "POST", "/ask", {"situation": changed, "answer": {fact: False}}).data["situation"]
    assert back == before


def test_not_sure_and_any_day() -> None:
    step = call(whole(), "POST", "/ask", {"situation": {"question": "can_i_post"}, "answer": {"on": "any day"}})
    assert "on" not in step.data["situation"]
    assert step.data["situation"]["order"] == ["on"]
    fact = step.data["question"]["fact"]
    for unknown in (None, "unknown"):
        after = call(whole(), "POST", "/ask", {"situation": step.data["situation"], "answer": {fact: unknown}})
        assert after.data["situation"]["facts"] == {fact: None}
        assert after.data["question"]["fact"] != fact


def test_who_said_an_answer_is_kept() -> None:
    said = {"value": True, "by": "the clerk"}
    step = call(whole(), "POST", "/ask", {"situation": {"question": "can_i_post"}, "answer": {"on": "any day"}}).data
    fact = step["question"]["fact"]
    after = call(whole(), "POST", "/ask", {"situation": step["situation"], "answer": {fact: said}}).data
    assert after["situation"]["facts"] == {fact: said}
    # Another answer has another source, or none.
    after = call(whole(), "POST", "/ask", {"situation": after["situation"], "answer": {fact: False}}).data
    assert after["situation"]["facts"] == {fact: False}


@pytest.mark.parametrize("name", ["facts", "actions", "readings", "questions", "revision", "health", "openapi.json"])
def test_what_can_be_looked_up(name: str) -> None:
    found = call(whole(), "GET", f"/{name}", headers={"content-type": ""}, chunks=[])
    assert found.status == 200
    assert found.headers["content-type"] == "application/json"
    if name != "openapi.json":
        described(whole(), name.capitalize()).validate(found.data)
    else:
        assert found.data["openapi"] == "3.1.0"


def test_what_is_looked_up_is_what_can_be_sent() -> None:
    check = described(whole(), "Situation")
    facts = call(whole(), "GET", "/facts").data["facts"]
    assert [fact["id"] for fact in facts] == list(policies().inputs)
    given = {fact["id"]: fact["values"][0]["value"] if fact["values"] else "already" for fact in facts}
    readings = {one["id"]: one["options"][-1]["option"] for one in call(whole(), "GET", "/readings").data["readings"]}
    asked = call(whole(), "GET", "/actions").data["asked"]
    check.validate({"facts": given, "readings": readings, "asked": asked})
    question = call(whole(), "GET", "/questions").data["questions"][0]
    assert call(whole(), "POST", "/ask", {"situation": {"asked": question["asked"]}}).status == 200
    assert call(whole(), "GET", "/revision").data["revision"] == policies().revision


def test_the_description_is_whole() -> None:
    document = call(whole(), "GET", "/openapi.json").data
    for name in document["components"]["schemas"]:
        Draft202012Validator.check_schema({"$ref": f"#/components/schemas/{name}", **document})
    text = json.dumps(document)
    for place in {found.split('"')[0] for found in text.split('"$ref": "#/')[1:]}:
        part = document
        for key in place.replace("%20", " ").split("/"):
            part = part[key]
    types = document["components"]["schemas"]["Problem"]["properties"]["type"]["enum"]
    assert types == [kind.type for kind in Kind]
    assert len(set(types)) == len(types)


def test_an_artefact_without_questions_or_readings_is_served() -> None:
    suite = by_name()["kleene"]
    app = application(read(suite.build.artefact.encode()))
    assert call(app, "GET", "/questions").data["questions"] == []
    assert call(app, "POST", "/ask", {"situation": {"question": "x"}}).kind == "wrong-situation"


# What it refuses

DEEP = b"[" * 60_000
REFUSED: tuple[tuple[str, bytes, dict[str, str], int, str], ...] = (
    ("nothing", b"", {}, 400, "not-json"),
    ("cut off", b'{"facts": {', {}, 400, "not-json"),
    ("two", b"{} {}", {}, 400, "not-json"),
    ("a byte order mark", b"\xef\xbb\xbf{}", {}, 400, "not-json"),
    ("UTF-16", "{}".encode("utf-16"), {}, 400, "not-utf-8"),
    ("not UTF-8", b'{"facts": {"\xff": true}}', {}, 400, "not-utf-8"),
    ("overlong", b'{"facts": {"\xc0\xae": true}}', {}, 400, "not-utf-8"),
    ("half a character", b'{"facts": {"\\ud800": true}}', {}, 400, "not-json"),
    ("NaN", b'{"facts": {"rain": NaN}}', {}, 400, "not-json"),
    ("Infinity", b'{"facts": {"rain": -Infinity}}', {}, 400, "not-json"),
    ("a comment", b"{} // yes", {}, 400, "not-json"),
    ("a key twice", b'{"facts": {"rain": true, "rain": false}}', {}, 400, "repeated-key"),
    ("facts twice", b'{"facts": {"rain": true}, "facts": {}}', {}, 400, "repeated-key"),
    ("a key twice, escaped", b'{"facts": {"rain": true, "\\u0072ain": false}}', {}, 400, "repeated-key"),
    ("deep lists", DEEP, {}, 400, "too-deep"),
    ("deep lists, closed", b"[" * 500 + b"]" * 500, {}, 400, "too-deep"),
    ("deep objects", b'{"facts":' * 9 + b"{}" + b"}" * 9, {}, 400, "too-deep"),
    ("too large", b" " * 70_000 + b"{}", {}, 413, "too-large"),
    ("far too large", b" " * 1_100_000, {}, 413, "too-large"),
    ("said to be far too large", b"{}", {"content-length": "99999999999999999999999"}, 413, "too-large"),
    ("a form", b"on=2018-05-01", {"content-type": "application/x-www-form-urlencoded"}, 415, "wrong-media-type"),
    ("text", b"{}", {"content-type": "text/plain"}, 415, "wrong-media-type"),
    ("no type", b"{}", {"content-type": ""}, 415, "wrong-media-type"),
    ("another charset", b"{}", {"content-type": "application/json; charset=latin-1"}, 415, "wrong-media-type"),
    ("compressed", b"{}", {"content-encoding": "gzip"}, 415, "wrong-media-type"),
    ("a list", b"[]", {}, 422, "wrong-situation"),
    ("null", b"null", {}, 422, "wrong-situation"),
    ("a text", b'"rain"', {}, 422, "wrong-situation"),
    ("a number without end", b"1" * 60_000, {}, 422, "wrong-situation"),
    ("a number as a fact", b'{"facts": {"rain": 1e999}}', {}, 422, "wrong-value"),
    ("a long number as a fact", b'{"facts": {"rain": ' + b"1" * 60_000 + b"}}", {}, 422, "wrong-value"),
    ("an unknown fact", b'{"facts": {"rian": true}}', {}, 422, "unknown-fact"),
    ("a word", b'{"facts": {"rain": "yes"}}', {}, 422, "wrong-value"),
    ("an unknown key", b'{"fact": {}}', {}, 422, "wrong-situation"),
    ("another name", b"{}", {"host": "solon.example"}, 421, "wrong-host"),
    ("no name", b"{}", {"host": ""}, 421, "wrong-host"),
)


@pytest.mark.parametrize(
    ("body", "headers", "status", "kind"), [one[1:] for one in REFUSED], ids=[o[0] for o in REFUSED]
)
def test_what_is_refused(body: bytes, headers: dict[str, str], status: int, kind: str) -> None:
    for path in ("/decide", "/ask"):
        chunks = [body[at : at + 65_536] for at in range(0, max(1, len(body)), 65_536)]
        found = call(small(), "POST", path, chunks=chunks, headers=headers)
        assert found.status == status
        if path == "/decide":
            assert found.kind == kind
        described(small(), "Problem").validate(found.data)
        assert found.data["status"] == status
        assert "verdicts" not in found.data


def test_everything_wrong_is_said_at_once_with_what_was_meant() -> None:
    found = call(small(), "POST", "/decide", {"facts": {"rian": True, "place": "hal"}, "on": "soon", "askd": []})
    assert found.kind == "unknown-fact"
    assert [(fault["at"], fault["help"].split(" Its")[0]) for fault in found.data["faults"]] == [
        ("rian", 'Did you mean "rain"?'),
        ("place", 'Did you mean "hall"?'),
        ("on", 'Give a day such as "2018-05-01", or "unknown".'),
        ("askd", 'Did you mean "asked"?'),
    ]


@pytest.mark.parametrize(
    ("data", "at"),
    [
        ({}, ["situation"]),
        ({"situation": {"question": "can_i_post"}, "answr": {}}, ["answr"]),
        ({"situation": []}, [""]),
        ({"situation": {}}, ["asked"]),
        ({"situation": {"question": "can_i_pst"}}, ["question"]),
        ({"situation": {"question": "can_i_post"}, "answer": {}}, ["answer"]),
        ({"situation": {"question": "can_i_post"}, "answer": {"on": "any day", "x": True}}, ["answer"]),
        ({"situation": {"question": "can_i_post"}, "answer": {"on": "some day"}}, ["on"]),
        ({"situation": {"question": "can_i_post"}, "answer": {"on": None}}, ["on"]),
        ({"situation": {"question": "can_i_post"}, "answer": {"nothing_known": True}}, ["nothing_known"]),
    ],
    ids=str,
)
def test_a_wrong_step(data: object, at: list[str]) -> None:
    found = call(whole(), "POST", "/ask", data)
    assert found.status == 422
    assert [fault["at"] for fault in found.data["faults"]] == at
    assert not described(whole(), "Step").is_valid(data)


def test_an_answer_that_cannot_be_beside_earlier_ones_is_refused() -> None:
    suite = by_name()["instruments"]
    fixtures = by_name()[FROM_FIXTURES]
    case = next(case for case in fixtures.cases if case.cannot_occur)
    assert suite.build.revision == policies().revision
    assert call(whole(), "POST", "/ask", {"situation": case.situation}).kind == "impossible-facts"


@pytest.mark.parametrize(
    ("method", "path", "status", "allow"),
    [
        ("GET", "/decide", 405, "POST"),
        ("PUT", "/ask", 405, "POST"),
        ("TRACE", "/decide", 405, "POST"),
        ("OPTIONS", "/decide", 405, "POST"),
        ("DELETE", "/facts", 405, "GET, HEAD"),
        ("GET", "/", 404, ""),
        ("POST", "/decide/", 404, ""),
        ("GET", "/docs", 404, ""),
        ("GET", "/../etc/passwd", 404, ""),
    ],
)
def test_other_methods_and_addresses(method: str, path: str, status: int, allow: str) -> None:
    found = call(small(), method, path, {})
    assert found.status == status
    assert found.kind == ("not-found" if status == 404 else "method-not-allowed")
    assert sorted(found.headers.get("allow", "").split(", ")) == sorted(allow.split(", "))


def test_a_query_is_refused() -> None:
    for method, path in (("GET", "/facts"), ("POST", "/decide")):
        assert call(small(), method, path, {}, query="rain=true").kind == "query-not-read"


def test_every_answer_forbids_to_keep_it_and_allows_no_other_site() -> None:
    from_elsewhere = {"origin": "http://localhost:1", "access-control-request-method": "POST"}
    answers = [
        call(small(), "GET", "/facts"),
        call(small(), "GET", "/nothing"),
        call(small(), "GET", "/facts", query="a"),
        call(small(), "POST", "/decide", {}),
        call(small(), "POST", "/decide", []),
        call(small(), "OPTIONS", "/decide", headers=from_elsewhere),
    ]
    for found in answers:
        assert {name: found.headers.get(name.lower()) for name in HEADERS} == HEADERS
        assert not [name for name in found.headers if name.startswith("access-control")]
        assert found.headers["cache-control"] == "no-store"


def test_without_names_every_name_will_do() -> None:
    app = application(small_program())
    assert call(app, "GET", "/health", headers={"host": "rules.example"}).status == 200


# Limits


def limited(monkeypatch: pytest.MonkeyPatch, answer: Any, **limits: Any) -> Any:
    """The service with another answer behind /decide."""
    monkeypatch.setattr(service, "decide", answer)
    answer.__name__ = "decide"
    return application(small_program(), HOSTS, Limits(**limits))


def test_too_many_at_once_are_refused_and_the_others_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    go_on = threading.Event()
    first = True

    def answer(policy: Policy, data: object) -> dict[str, Any]:
        nonlocal first
        assert first or go_on.wait(30)
        first = False
        return {"fine": True}

    app = limited(monkeypatch, answer, at_once=3)

    async def all_at_once() -> list[Answer]:
        tasks = [asyncio.create_task(called(app, "POST", "/decide", {})) for _ in range(5)]
        while sum(task.done() for task in tasks) < 2:
            await asyncio.sleep(0.001)
        go_on.set()
        return await asyncio.gather(*tasks)

    found = asyncio.run(all_at_once())
    assert [one.status for one in found] == [200, 200, 200, 503, 503]
    assert found[4].kind == "busy"
    assert found[4].headers["retry-after"] == "1"
    assert call(app, "POST", "/decide", {}).status == 200


def test_what_takes_too_long_is_refused_and_takes_its_place_until_it_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    go_on = threading.Event()
    calls = 0

    def answer(policy: Policy, data: object) -> dict[str, Any]:
        nonlocal calls
        calls += 1
        assert calls != 2 or go_on.wait(30)
        return {"fine": True}

    app = limited(monkeypatch, answer, seconds=0.05, at_once=1)

    async def one_after_the_other() -> list[Answer]:
        slow = await called(app, "POST", "/decide", {})
        refused = await called(app, "POST", "/decide", {})
        go_on.set()
        while (found := await called(app, "POST", "/decide", {})).status == 503:
            await asyncio.sleep(0.001)
        return [slow, refused, found]

    slow, refused, found = asyncio.run(one_after_the_other())
    assert (slow.status, slow.kind) == (503, "took-too-long")
    assert (refused.status, refused.kind) == (503, "busy")
    assert found.status == 200


def test_an_answer_with_too_many_steps_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = 0

    def answer(policy: Policy, data: object) -> dict[str, Any]:
        nonlocal calls
        calls += 1
        if calls > 1:
            raise RecursionError
        return {}

    found = call(limited(monkeypatch, answer), "POST", "/decide", {})
    assert (found.status, found.kind) == (422, "too-hard")


def test_a_body_that_does_not_arrive(monkeypatch: pytest.MonkeyPatch) -> None:
    app = application(small_program(), HOSTS, Limits(body_seconds=0.02))

    async def never() -> Answer:
        async def receive() -> dict[str, Any]:
            await asyncio.sleep(60)
            raise AssertionError("nobody waits so long")

        found: list[dict[str, Any]] = []

        async def send(message: dict[str, Any]) -> None:
            found.append(message)

        headers = [(b"host", b"localhost"), (b"content-type", b"application/json"), (b"content-length", b"2")]
        scope = {"type": "http", "method": "POST", "path": "/decide", "query_string": b"", "headers": headers}
        await app(scope, receive, send)
        told = {name.decode().lower(): value.decode() for name, value in found[0]["headers"]}
        return Answer(found[0]["status"], told, found[1]["body"])

    found = asyncio.run(never())
    assert (found.status, found.kind, found.headers["connection"]) == (408, "too-slow", "close")


# Nothing is logged

SECRET = "Hypatia-of-Alexandria"


def test_nothing_that_was_sent_is_logged(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    caplog.set_level(logging.DEBUG)
    sent = [
        {"facts": {SECRET: True}},
        {"facts": {"rain": SECRET}},
        {"facts": {"rain": {"value": True, "by": SECRET, "note": SECRET}}},
        {SECRET: SECRET},
        {"on": SECRET},
    ]
    for data in sent:
        call(small(), "POST", "/decide", data)
        call(small(), "POST", "/ask", {"situation": data})
    call(small(), "POST", f"/{SECRET}", {}, query=SECRET)
    calls = 0

    def answer(policy: Policy, data: object) -> dict[str, Any]:
        nonlocal calls
        calls += 1
        if calls > 1:
            raise ValueError(f"cannot make sense of {data}")
        return {}

    app = limited(monkeypatch, answer)
    found = call(app, "POST", "/decide", {"facts": {SECRET: True}})
    assert (found.status, found.kind) == (500, "internal-error")
    assert SECRET not in found.body.decode()
    assert "ValueError in answer:" in caplog.text
    assert SECRET not in caplog.text

"""The tables of an artefact into TypeScript declarations: an editor completes ids, and a misspelt one is an error.

Invariant: what a policy says comes only into comments and string literals, and can end neither.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from solon.backends.javascript.pack import deed_of

Row = Mapping[str, Any]


def declarations(tables: Row, whole: str, engine: bool) -> str:
    """The text of a `.d.ts`. whole: the part that is the same for every policy. engine: for what only decides."""
    return "\n".join([*_ids(tables), _chosen(whole, engine).rstrip(), ""])


def _chosen(text: str, engine: bool) -> str:
    """The shared text without what stands between marks for the other script."""
    other = "whole" if engine else "engine"
    lines: list[str] = []
    kept = True
    for line in text.splitlines():
        if line.startswith("// only "):
            kept = line != f"// only {other}"
        elif line.startswith("// both"):
            kept = True
        elif kept:
            lines.append(line)
    return "\n".join(lines)


def _ids(tables: Row) -> Iterator[str]:
    yield f"// Made by solon compile. Do not edit. Revision {tables['revision']}"
    yield ""
    yield "/** Nobody knows. Left out is the same, but what is presumed stands then. */"
    yield 'export type Unknown = null | "unknown";'
    yield "export type YesNo = boolean | Unknown;"
    yield "/** A day such as 2018-05-01; on or before the day of the act; after it. A Date object is refused. */"
    yield 'export type Day = `${number}-${number}-${number}` | "already" | "not yet" | Unknown;'
    yield "/** What can be given. What is left out is unknown, never no. */\nexport interface Facts {"
    for row in tables["inputs"]:
        yield f"  /** {_comment(row['asks'])} */"
        yield f"  {row['id']}?: {_kind(row)};"
    yield "}"
    yield f"export type FactId = {_union(row['id'] for row in tables['inputs'])};"
    yield "/** The open readings of the text, with their options. */\nexport interface Readings {"
    for row in tables["readings"]:
        yield f"  /** {_comment(row['question'])} */"
        yield f"  {row['id']}?: {_union(name for name, _ in row['options'])};"
    yield "}"
    yield f"export type Bearer = {_union(row['id'] for row in tables['bearers'])};"
    yield f"export type Action = {_union(dict.fromkeys(deed_of(row) for row in tables['deeds']))};"
    pairs = (f"{row['bearer']} {deed_of(row)}" for row in tables["deeds"])
    yield f"/** A bearer and an action. */\nexport type Deed = {_union(pairs)};"
    yield f"export type NormId = {_union(row['id'] for row in tables['norms'])};"
    yield f"export type InstrumentId = {_union(row['id'] for row in tables['instruments'])};"
    yield f"export type QuestionId = {_union(row['id'] for row in tables['questions'])};"
    yield ""


def _kind(row: Row) -> str:
    if row["kind"] == "choice":
        return f"{_union(name for name, _ in row['options'])} | Unknown"
    return "YesNo" if row["kind"] == "fact" else "Day"


def _union(names: Iterable[str]) -> str:
    return " | ".join(json.dumps(name) for name in names) or "never"


def _comment(text: str) -> str:
    return " ".join(text.split()).replace("*/", "* /")

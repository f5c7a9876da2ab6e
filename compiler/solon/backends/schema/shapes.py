"""The pieces of JSON Schema that both schemas are made of.

Invariant: draft 2020-12; an object takes no key that it does not name, so a misspelt one is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
# The longest day has ten characters: "$" alone would let a line end through.
DAY: Schema = {
    "type": "string",
    "format": "date",
    "pattern": "^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
    "maxLength": 10,
}


def whole(title: str, revision: str, body: Mapping[str, Any]) -> Schema:
    """A schema that stands by itself. revision: of the policies that it was made from."""
    return {"$schema": DIALECT, "$comment": f"Made from revision {revision}.", "title": title, **body}


def closed(required: Mapping[str, Any], optional: Mapping[str, Any] | None = None) -> Schema:
    """An object with these keys and no others."""
    properties = {**required, **(optional or {})}
    shape: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**shape, "required": list(required)} if required else shape


def one_of(values: Iterable[Any]) -> Schema:
    """One of these values."""
    return {"enum": list(values)}


def listed(items: Mapping[str, Any], distinct: bool = False) -> Schema:
    """A list of such items. distinct: none of them twice."""
    return {"type": "array", "items": dict(items), **({"uniqueItems": True} if distinct else {})}


def by_id(ids: Iterable[str], value: Mapping[str, Any]) -> Schema:
    """An object with any of these ids as keys, and such values."""
    return {"type": "object", "propertyNames": one_of(ids), "additionalProperties": dict(value)}


def nullable(shape: Mapping[str, Any]) -> Schema:
    """Such a value, or null."""
    return {"anyOf": [dict(shape), {"type": "null"}]}

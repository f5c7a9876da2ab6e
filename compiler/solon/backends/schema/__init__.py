"""A policy into JSON Schema: what its situations and its decisions look like as JSON."""

from solon.backends.schema.decision import decision_schema
from solon.backends.schema.files import schema_files
from solon.backends.schema.situation import situation_schema

__all__ = ["decision_schema", "schema_files", "situation_schema"]

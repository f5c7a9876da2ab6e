"""The Solon language as text: policy files into syntax trees, and syntax trees back into canonical text.

Invariant: nothing here knows what a policy means. Names, sentences and citations are bound in `solon.model`.
"""

from solon_dsl.diagnostic import Diagnostic, Severity, Span
from solon_dsl.format import format_source
from solon_dsl.parse import parse
from solon_dsl.render import render
from solon_dsl.syntax import Block, Field, File, Item, Phrase
from solon_dsl.text import Source, read_source

__all__ = [
    "Block",
    "Diagnostic",
    "Field",
    "File",
    "Item",
    "Phrase",
    "Severity",
    "Source",
    "Span",
    "format_source",
    "parse",
    "read_source",
    "render",
]

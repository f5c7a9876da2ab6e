"""One policy file from bytes to its syntax tree, with everything that is wrong in it.

Invariant: any input gives a tree and findings; nothing is raised for what a person can write.
"""

from __future__ import annotations

from solon_dsl.diagnostic import Diagnostic
from solon_dsl.faults import Faults
from solon_dsl.lines import read_lines
from solon_dsl.structure import read_blocks
from solon_dsl.syntax import File
from solon_dsl.text import read_source


def parse(file: str, data: bytes | str) -> tuple[File, tuple[Diagnostic, ...]]:
    """Parse one policy file.

    file: the name to show in findings. data: its content, as bytes or text.
    Returns the tree and the findings in the order of their places.
    """
    source, findings = read_source(file, data)
    lines, _ = read_lines(source)
    faults = Faults(findings, source.doubtful | source.moved, set(source.doubtful), source.whole)
    blocks = read_blocks(lines, faults)
    return File(file, blocks, frozenset(faults.doubtful), faults.whole), faults.in_order()

"""JavaScript tokens into top-level statements, with the code inside template literals as tokens of its own.

Invariant: no token is lost or moved. The text of a template is a token that opens or closes the code inside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from solon.backends.javascript.tokens import template_parts, tokens

Tokens = tuple[str, ...]


def statements(script: str) -> tuple[Tokens, ...]:
    """The top-level statements of a script. Raises ValueError when the last one does not end."""
    return tuple(_statements(_opened(tokens(script))))


def deeper(token: str) -> int:
    """By how much a token opens or closes brackets."""
    if token[0] == "`" or (token[0] == "}" and len(token) > 1):
        return (token[0] == "`" and token.endswith("${")) - (token[0] == "}" and token.endswith("`"))
    return (token in ("(", "[", "{")) - (token in (")", "]", "}"))


def _opened(found: Iterable[str]) -> Iterator[str]:
    for token in found:
        if not token.startswith("`"):
            yield token
            continue
        parts = list(template_parts(token))
        for place, (code, text) in enumerate(parts):
            if code:
                yield from _opened(tokens(text))
            else:
                head = "`" if place == 0 else "}"
                yield head + text + ("`" if place == len(parts) - 1 else "${")


def _statements(found: Iterable[str]) -> Iterator[Tokens]:
    own: list[str] = []
    depth = 0
    for token in found:
        own.append(token)
        depth += deeper(token)
        block = own[0] in ("class", "function", "for", "if") and token == "}"
        if depth == 0 and (token == ";" or block):
            yield tuple(own)
            own = []
    if own:
        raise ValueError(f"a statement does not end: {' '.join(own[:12])}")

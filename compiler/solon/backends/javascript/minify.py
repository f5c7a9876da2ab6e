"""The modules in `runtime/` into one short script: joined, without comments and spaces, inner names made short.

Invariant: no scope has to be understood. A name that is ever a property, or that stands at the top level, becomes the
same short name everywhere; any other name becomes the same short name within each top-level statement. Names that
somebody outside can see stay, and so do those that stand in a string, since something may be read by them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import count

from solon.backends.javascript.names import KEPT
from solon.backends.javascript.tokens import WORD, template_parts, tokens

IMPORT = re.compile(r"^import \{[^}]*\} from \"[^\"]*\";\n", re.MULTILINE)
EXPORT = re.compile(r"^export ", re.MULTILINE)
FIRST = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
Tokens = tuple[str, ...]


def joined(modules: Iterable[str]) -> str:
    """Modules as one script; each comes after those that it needs while it is loaded."""
    return "\n".join(EXPORT.sub("", IMPORT.sub("", text)) for text in modules)


def minified(script: str, more: Iterable[str] = ()) -> str:
    """The script without comments and spaces, with short inner names; a line for each top-level statement.

    more: further names that stay as they are.
    """
    statements = list(_statements(_opened(tokens(script))))
    kept = KEPT.union(more).union(token[1:-1] for statement in statements for token in statement if token[0] in "\"'")
    shared = {word for statement in statements for word in _shared(statement)} - kept
    uses = Counter(word for statement in statements for word in statement if word in shared)
    everywhere = _short(uses, kept)
    return "\n".join(_spaced(_renamed(statement, everywhere, kept)) for statement in statements) + "\n"


def _opened(found: Iterable[str]) -> Iterator[str]:
    """Tokens, with the code inside template literals as tokens of its own."""
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
    """The top-level statements."""
    own: list[str] = []
    depth = 0
    for token in found:
        own.append(token)
        depth += _deeper(token)
        block = own[0] in ("class", "function", "for", "if") and token == "}"
        if depth == 0 and (token == ";" or block):
            yield tuple(own)
            own = []
    if own:
        raise ValueError(f"a statement does not end: {' '.join(own[:12])}")


def _deeper(token: str) -> int:
    """By how much a token opens or closes brackets."""
    if token[0] == "`" or (token[0] == "}" and len(token) > 1):
        return (token[0] == "`" and token.endswith("${")) - (token[0] == "}" and token.endswith("`"))
    return (token in ("(", "[", "{")) - (token in (")", "]", "}"))


def _shared(statement: Tokens) -> Iterator[str]:
    """The names of a statement that can be those of properties, and the name that it declares."""
    if statement[0] in ("class", "function", "const", "let"):
        yield statement[1]
    inside: list[str] = []
    for place, token in enumerate(statement):
        before = statement[place - 1] if place else ";"
        after = statement[place + 1] if place + 1 < len(statement) else ";"
        deeper = _deeper(token)
        if deeper > 0:
            inside.append(token[-1])
        elif deeper < 0:
            inside.pop()
        elif WORD.match(token) and _can_be_property(before, after, inside[-1] if inside else ""):
            yield token


def _can_be_property(before: str, after: str, inside: str) -> bool:
    if before in (".", "?."):
        return True
    if inside != "{":
        return False
    # A key, a shorthand, a method: or what looks like one.
    return after == ":" or (before in ("{", ",") and after in (",", "}", "=")) or after == "("


def _short(uses: Mapping[str, int], taken: Iterable[str]) -> dict[str, str]:
    """A short name for each name, the shortest for those that are used most."""
    return dict(zip(sorted(uses, key=lambda word: (-uses[word], word)), short_names(taken), strict=False))


def short_names(taken: Iterable[str]) -> Iterator[str]:
    """Names, the shortest first. taken: those that are in use; words of the language are never among them."""
    reserved = KEPT.union(taken)
    return (name for name in _names() if name not in reserved)


def _names() -> Iterator[str]:
    """a, b, ..., Z, aa, ab, ..."""
    yield from FIRST
    for number in count():
        yield _names_at(number)


def _names_at(number: int) -> str:
    lead, last = divmod(number, len(FIRST))
    return (FIRST[lead] if lead < len(FIRST) else _names_at(lead - len(FIRST))) + FIRST[last]


def _renamed(statement: Tokens, everywhere: Mapping[str, str], kept: frozenset[str]) -> Iterator[str]:
    own = Counter(token for token in statement if WORD.match(token) and token not in kept and token not in everywhere)
    used = {everywhere[token] for token in statement if token in everywhere}
    short = {**everywhere, **_short(own, kept | used)}
    return (short.get(token, token) for token in statement)


def _spaced(found: Iterable[str]) -> str:
    """Tokens in a row, with a space only where two would run together."""
    out: list[str] = []
    for token in found:
        last = out[-1] if out else ""
        if token == "}" and last in (";", ","):
            out.pop()
        elif last and ((_wordy(last[-1]) and _wordy(token[0])) or (last[-1] in "+-" and token[0] == last[-1])):
            out.append(" ")
        out.append(token)
    return "".join(out)


def _wordy(character: str) -> bool:
    return character.isalnum() or character in "_$"

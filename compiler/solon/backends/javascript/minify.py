"""The modules in `runtime/` into one short script: joined, without comments and spaces, inner names made short.

Invariant: no scope has to be understood. A name that is ever a property, or that stands at the top level, becomes the
same short name everywhere; any other name becomes the same short name within each top-level statement. Properties that
somebody outside can see stay, and so do those that stand in a string, since something may be read by them. A variable
is seen by nobody, so it becomes short even where a property of that name stays.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count

from solon.backends.javascript.names import FREE, KEPT
from solon.backends.javascript.roles import Role, roles
from solon.backends.javascript.statements import Tokens, statements
from solon.backends.javascript.tight import tight

IMPORT = re.compile(r"^import \{[^}]*\} from \"[^\"]*\";\n", re.MULTILINE)
EXPORT = re.compile(r"^export ", re.MULTILINE)
FIRST = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"


def joined(modules: Iterable[str]) -> str:
    """Modules as one script; each comes after those that it needs while it is loaded."""
    return "\n".join(EXPORT.sub("", IMPORT.sub("", text)) for text in modules)


def minified(script: str) -> str:
    """The script without comments and spaces, with short inner names; a line for each top-level statement."""
    return shortened(statements(script))


def shortened(found: Iterable[Tokens], more: Iterable[str] = (), free: Iterable[str] = ()) -> str:
    """The same of top-level statements.

    more: further names that stay as they are. free: those of them that are variables which nothing here declares.
    """
    return "\n".join(map(_spaced, map(tight, _renamed(found, more, free)))) + "\n"


def _renamed(found: Iterable[Tokens], more: Iterable[str], free: Iterable[str]) -> Iterator[Tokens]:
    """The statements with short names."""
    parts = [_Part(one, roles(one)) for one in found]
    kept = KEPT.union(more).union(token[1:-1] for part in parts for token in part.statement if token[0] in "\"'")
    declared = {part.statement[1] for part in parts if part.statement[0] in ("class", "function", "const", "let")}
    shared = declared.union(*(part.properties for part in parts)) - kept
    uses = Counter(word for part in parts for word in part.statement if word in shared)
    everywhere = _short(uses, kept)
    fixed = FREE.union(free, declared)
    return (part.renamed(everywhere, kept, fixed) for part in parts)


@dataclass(frozen=True)
class _Part:
    """A top-level statement with the role of each token."""

    statement: Tokens
    roles: tuple[Role, ...]

    @property
    def properties(self) -> set[str]:
        return {word for word, role in self._words() if role in (Role.PROPERTY, Role.BOTH)}

    def renamed(self, everywhere: Mapping[str, str], kept: frozenset[str], fixed: frozenset[str]) -> Tokens:
        own = self._own(fixed.union(everywhere), kept)
        used = {everywhere[word] for word in self.statement if word in everywhere}
        short = _short(own, kept | used)
        return tuple(
            _named(word, role, everywhere, short) for word, role in zip(self.statement, self.roles, strict=True)
        )

    def _own(self, others: frozenset[str], kept: frozenset[str]) -> Counter[str]:
        """How often each variable of this statement alone stands in it, where a short name for it is shorter."""
        words = [(word, role) for word, role in self._words() if word not in others]
        alone = Counter(word for word, role in words if role is Role.VARIABLE)
        both = Counter(word for word, role in words if role is Role.BOTH)
        # Where it is the name of a property as well, and that one stays, both have to stand there.
        return Counter(
            {
                word: alone[word] + both[word]
                for word in alone
                if word not in kept or alone[word] * (len(word) - 2) > 3 * both[word]
            }
        )

    def _words(self) -> Iterator[tuple[str, Role]]:
        return ((word, role) for word, role in zip(self.statement, self.roles, strict=True) if role is not Role.OTHER)


def _named(word: str, role: Role, everywhere: Mapping[str, str], own: Mapping[str, str]) -> str:
    match role:
        case Role.VARIABLE if word in own:
            return own[word]
        case Role.BOTH if word in own:
            return f"{word}:{own[word]}"
        case Role.OTHER:
            return word
        case _:
            return everywhere.get(word, word)


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

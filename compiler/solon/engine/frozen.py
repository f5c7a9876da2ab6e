"""Objects that nobody can change once they are made, and how they are copied and sent to other processes.

Invariant: what a person or program holds stays as it is; to copy it is to have it.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NoReturn, Self, TypeVar

Key = TypeVar("Key")
Held = TypeVar("Held")


def read_only(found: Mapping[Key, Held]) -> Mapping[Key, Held]:
    """A mapping with the same entries that nobody can change, whatever becomes of the first one."""
    return found if isinstance(found, MappingProxyType) else MappingProxyType(dict(found))


class Frozen:
    """An object whose attributes are set while it is made, by way of `vars` or its slots, and never after."""

    __slots__ = ()

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"{self!r} cannot be changed")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"{self!r} cannot be changed")

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: object) -> Self:
        return self


class Portable:
    """A frozen dataclass with read-only mappings that can be pickled; these mappings by themselves cannot."""

    def __getstate__(self) -> dict[str, Any]:
        return {name: _dict(one) if isinstance(one, MappingProxyType) else one for name, one in vars(self).items()}

    def __setstate__(self, state: dict[str, Any]) -> None:
        for name, one in state.items():
            vars(self)[name] = read_only(_dict(one)) if isinstance(one, dict) else one


def _dict(found: Any) -> dict[str, Any]:
    return dict(found)

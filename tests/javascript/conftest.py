"""What the tests of the JavaScript package share."""

from tests.javascript.node import node

__all__ = ["node"]

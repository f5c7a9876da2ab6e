"""The artefact into an npm package: an ES module and a classic script that decide in Node and in a browser."""

from solon.backends.javascript.examples import Case, cases
from solon.backends.javascript.package import Package, package

__all__ = ["Case", "Package", "cases", "package"]

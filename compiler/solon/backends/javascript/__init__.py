"""The artefact into an npm package: an ES module and a classic script that decide in Node and in a browser."""

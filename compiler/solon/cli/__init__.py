"""The `solon` command: the only place, with the site's writer, that touches files, the clock and the terminal."""

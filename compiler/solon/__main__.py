"""`python -m solon` does what `solon` does."""

from solon.cli.main import main

if __name__ == "__main__":
    main()

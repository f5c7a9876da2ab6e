"""The artefact into other languages: packages that decide by themselves, where no compiler is installed."""

"""Policies and the engine that answers from them as one Python file, which needs nothing else."""

from solon.backends.one_file.write import python_file

__all__ = ["python_file"]

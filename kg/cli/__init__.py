"""The command `samverkan`: a thin layer over the library, one module a command."""

from kg.cli.app import main

__all__ = ["main"]

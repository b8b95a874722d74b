"""The command line of measuring: ``python -m evals``."""

from __future__ import annotations

from evals.cli.commands import main

__all__ = ["main"]

"""The commands of measuring, for their own command line and for that of all."""

from __future__ import annotations

from evals.cli.commands import add_measuring_commands, main

__all__ = ["add_measuring_commands", "main"]

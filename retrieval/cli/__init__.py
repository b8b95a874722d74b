"""The commands of asking, for their own command line and for that of all."""

from __future__ import annotations

from retrieval.cli.commands import add_asking_commands, main, port

__all__ = ["add_asking_commands", "main", "port"]

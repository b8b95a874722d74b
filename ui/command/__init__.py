"""The command ``minutebook``: the words of all packages' commands, and ``serve``."""

from __future__ import annotations

from ui.command.commands import main

__all__ = ["main"]

"""The command line of asking: ``python -m retrieval``."""

from __future__ import annotations

from retrieval.cli.commands import main

__all__ = ["main"]

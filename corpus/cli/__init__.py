"""The command line of the corpus: ``python -m corpus``."""

from __future__ import annotations

from corpus.cli.commands import main

__all__ = ["main"]

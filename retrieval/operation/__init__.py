"""What a running Minutebook needs beside answers: turns at threads, the log, versions."""

from __future__ import annotations

from retrieval.operation.journal import Asker, Journal
from retrieval.operation.turns import Stop, Turns
from retrieval.operation.version import versions

__all__ = ["Asker", "Journal", "Stop", "Turns", "versions"]

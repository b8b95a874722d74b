"""What a running Minutebook needs beside answers: turns at threads, log, versions, fingerprint."""

from __future__ import annotations

from retrieval.operation.fingerprint import fingerprint_of
from retrieval.operation.journal import Asker, Journal
from retrieval.operation.turns import Stop, Turns
from retrieval.operation.version import versions

__all__ = ["Asker", "Journal", "Stop", "Turns", "fingerprint_of", "versions"]

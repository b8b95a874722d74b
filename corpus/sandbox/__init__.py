"""Limited processes in which papers are read and pages drawn."""

from __future__ import annotations

from corpus.sandbox.drawing_client import SHOWN, DrawingProcesses, HiddenWords
from corpus.sandbox.limits import leave_no_core
from corpus.sandbox.reading_client import (
    PaperGiven,
    PaperReader,
    ReadingProcess,
    ReadPaper,
)

__all__ = [
    "SHOWN",
    "DrawingProcesses",
    "HiddenWords",
    "PaperGiven",
    "PaperReader",
    "ReadPaper",
    "ReadingProcess",
    "leave_no_core",
]

"""Limited processes in which papers are read and pages drawn."""

from __future__ import annotations

from corpus.sandbox.drawing import DrawingProcesses
from corpus.sandbox.reading import PaperReader, ReadingProcess

__all__ = ["DrawingProcesses", "PaperReader", "ReadingProcess"]

"""Papers whose register officers call complete, as labelled minutes: to measure and to teach by."""

from __future__ import annotations

from corpus.labelled.gold import export
from corpus.labelled.lessons import Lessons, lessons

__all__ = ["Lessons", "export", "lessons"]

"""Papers whose register officers call complete, as labelled minutes: to measure and to teach by.

What teaches the tagger of decisions is `taught_by` of `examples`; it comes into this door with
whoever first uses it.
"""

from __future__ import annotations

from corpus.labelled.gold import export

__all__ = ["export"]

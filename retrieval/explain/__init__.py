"""An explanation by a language model, each statement checked before anyone sees it."""

from __future__ import annotations

from retrieval.explain.claims import Ground, fault_in
from retrieval.explain.evidence import Part
from retrieval.explain.explaining import Explainer
from retrieval.explain.language_model import LanguageModel, open_model
from retrieval.explain.parts import is_briefing, parts_asked
from retrieval.explain.rewriting import Rewritten, rewrite

__all__ = [
    "Explainer",
    "Ground",
    "LanguageModel",
    "Part",
    "Rewritten",
    "fault_in",
    "is_briefing",
    "open_model",
    "parts_asked",
    "rewrite",
]

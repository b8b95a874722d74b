"""Questions: from what somebody asks to an answer that cites item and page."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from retrieval.assistant import Assistant
    from retrieval.pipeline import MinutebookRetriever

__all__ = ["Assistant", "MinutebookRetriever"]
_ROOMS = {"Assistant": "retrieval.assistant", "MinutebookRetriever": "retrieval.pipeline"}


def __getattr__(name: str) -> Any:
    """Open a room when its name is first asked for: models and vendors load slowly (PEP 562)."""
    if name not in _ROOMS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_ROOMS[name]), name)

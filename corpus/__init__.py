"""Papers: from a PDF to a catalogue of what stands on each page."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from corpus.catalogue import Catalogue
    from corpus.ingest import Ingest
    from corpus.model import Scope

__all__ = ["Catalogue", "Ingest", "Scope"]
_ROOMS = {"Catalogue": "corpus.catalogue", "Ingest": "corpus.ingest", "Scope": "corpus.model"}


def __getattr__(name: str) -> Any:
    """Open a room when its name is first asked for: commands need few of them (PEP 562)."""
    if name not in _ROOMS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_ROOMS[name]), name)

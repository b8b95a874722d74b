"""The one object that asks, searches and shows pages for every front end."""

from __future__ import annotations

from retrieval.assistant.assistant import Assistant

__all__ = ["Assistant"]

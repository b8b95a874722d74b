"""The fixtures of following, for its commands."""

from __future__ import annotations

from tests.retrieval.following.conftest import town

__all__ = ["town"]

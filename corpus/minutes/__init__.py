"""What minutes record: meetings, and every decision with its mover, vote and own words."""

from __future__ import annotations

from corpus.minutes.reading import read_minutes
from corpus.minutes.votes import counts_in

__all__ = ["counts_in", "read_minutes"]

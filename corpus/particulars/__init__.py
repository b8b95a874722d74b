"""What a paper is: its kind, committee, meeting date and title."""

from __future__ import annotations

from corpus.particulars.reading import read_particulars

__all__ = ["read_particulars"]

"""What was read of every paper, kept in SQLite, and how it is asked under a clearance."""

from __future__ import annotations

from corpus.catalogue.catalogue import FILE_NAME, Catalogue, must_be_there
from corpus.catalogue.corrections import CorrectionShelf
from corpus.catalogue.private import is_private
from corpus.catalogue.scans import Unseen
from corpus.catalogue.states import Namesake, Unfinished
from corpus.catalogue.store import schema_version
from corpus.catalogue.work import Pending

__all__ = [
    "FILE_NAME",
    "Catalogue",
    "CorrectionShelf",
    "Namesake",
    "Pending",
    "Unfinished",
    "Unseen",
    "is_private",
    "must_be_there",
    "schema_version",
]

"""Papers on their way into the catalogue and the vectors, and out again; backups."""

from __future__ import annotations

from corpus.ingest.backup import back_up, restore
from corpus.ingest.ingest import Ingest
from corpus.ingest.leaving import told_left, told_stopped
from corpus.ingest.metafile import page_runs, read_metadata
from corpus.ingest.uploads import Uploads

__all__ = [
    "Ingest",
    "Uploads",
    "back_up",
    "page_runs",
    "read_metadata",
    "restore",
    "told_left",
    "told_stopped",
]

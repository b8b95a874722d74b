"""Papers on their way into the catalogue and the vectors, and out again; backups."""

from __future__ import annotations

from corpus.ingest.backup import back_up, restore
from corpus.ingest.embedding import embed_paper
from corpus.ingest.ingest import Ingest
from corpus.ingest.leaving import told_left, told_stopped
from corpus.ingest.metafile import page_runs, read_metadata
from corpus.ingest.pace import Pace
from corpus.ingest.uploads import Uploads

__all__ = [
    "Ingest",
    "Pace",
    "Uploads",
    "back_up",
    "embed_paper",
    "page_runs",
    "read_metadata",
    "restore",
    "told_left",
    "told_stopped",
]

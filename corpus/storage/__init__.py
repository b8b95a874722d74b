"""The file that the catalogue is kept in: its tables, words, who writes, what is erased of it."""

from __future__ import annotations

from corpus.storage.best_worded import Row, Worded
from corpus.storage.frequencies import count
from corpus.storage.packed import PackedWindow, packed, unpacked_dense
from corpus.storage.private import is_private, keep_private
from corpus.storage.store import Store, private_store, schema_version
from corpus.storage.traces import Traces

__all__ = [
    "PackedWindow",
    "Row",
    "Store",
    "Traces",
    "Worded",
    "count",
    "is_private",
    "keep_private",
    "packed",
    "private_store",
    "schema_version",
    "unpacked_dense",
]

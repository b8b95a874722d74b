"""The file that the catalogue is kept in: tables, who may write, what is erased and remembered."""

from __future__ import annotations

from corpus.storage.best_worded import Row, Worded
from corpus.storage.conditions import Condition, Value
from corpus.storage.frequencies import count
from corpus.storage.packed import PackedWindow, packed, unpacked_dense
from corpus.storage.private import is_private, keep_private
from corpus.storage.remembered import Remembered
from corpus.storage.store import Store, private_store, schema_version
from corpus.storage.traces import Traces

__all__ = [
    "Condition",
    "PackedWindow",
    "Remembered",
    "Row",
    "Store",
    "Traces",
    "Value",
    "Worded",
    "count",
    "is_private",
    "keep_private",
    "packed",
    "private_store",
    "schema_version",
    "unpacked_dense",
]

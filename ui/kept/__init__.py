"""Chats that stay: their file, what is sealed in it, and who may open what."""

from __future__ import annotations

from ui.kept.exchanges import Exchange, earlier
from ui.kept.keeping import (
    Deleted,
    Listed,
    delete,
    delete_all,
    keep,
    keeper,
    listed,
    may_undo,
    opened,
    put_back,
    rename,
    trouble,
)

__all__ = [
    "Deleted",
    "Exchange",
    "Listed",
    "delete",
    "delete_all",
    "earlier",
    "keep",
    "keeper",
    "listed",
    "may_undo",
    "opened",
    "put_back",
    "rename",
    "trouble",
]

"""The business of a paper: its agenda, the pages of each item, report forms, recommendations."""

from __future__ import annotations

from corpus.structure.agenda_signs import is_agenda_heading
from corpus.structure.forms import lone_forms, with_forms
from corpus.structure.items import FRONT_PAGES, is_item_stamp, item_of, item_stamps, read_items

__all__ = [
    "FRONT_PAGES",
    "is_agenda_heading",
    "is_item_stamp",
    "item_of",
    "item_stamps",
    "lone_forms",
    "read_items",
    "with_forms",
]

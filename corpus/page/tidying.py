"""A page's text as it stands: without what was struck out or clings, column by column."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.model import Box
from corpus.page.layout import PageLayout
from corpus.page.margins import without_line_numbers
from corpus.page.raised import with_notes_apart
from corpus.page.reordering import in_reading_order
from corpus.page.struck import without_struck


def tidied(layout: PageLayout, strikes: Sequence[Box]) -> PageLayout:
    """Return a page as its text stands; ``strikes`` are the areas that annotations strike out."""
    kept = without_line_numbers(with_notes_apart(without_struck(layout, strikes)))
    return in_reading_order(kept)

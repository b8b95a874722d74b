"""A page as a reading has it: one that was read, and one that could not be."""

from __future__ import annotations

from corpus.model import Page, Span, TextSource
from corpus.page import Label, PageLayout


def read_page(
    paper_id: str, layout: PageLayout, label: Label, spans: tuple[Span, ...], body: bool
) -> Page:
    """Return a page as it was laid out; ``body`` tells that lines stand on it beside stamps."""
    # A scan often carries the pack's stamp as its only text.
    textless = not body and (bool(layout.pictures) or not layout.text.strip())
    return Page(
        paper_id,
        layout.number,
        label.text,
        label.source,
        layout.width,
        layout.height,
        layout.rotation,
        layout.text,
        TextSource.NONE if textless else TextSource.TEXT_LAYER,
        spans,
    )


def unread_page(paper_id: str, number: int, label: Label, reason: str | None) -> Page:
    """Return physical page ``number`` (from 1), which could not be read, for a ``reason``."""
    return Page(
        paper_id, number, label.text, label.source, 0, 0, 0, "", TextSource.NONE, (), reason
    )

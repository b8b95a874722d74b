"""A page as a reading has it: one that was read, and one that could not be."""

from __future__ import annotations

import re

import numpy as np

from corpus.language import alternation
from corpus.model import Page, Span, TextSource
from corpus.page import Label, PageLayout
from corpus.pdf import Structure

_STANDS_IN = re.compile(alternation("stands_in"), re.IGNORECASE)
_LONGEST = 3000


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
        annotations=_annotations(layout),
    )


def _annotations(layout: PageLayout) -> tuple[Span, ...]:
    """Return the runs of characters that annotations say."""
    changes = np.flatnonzero(np.diff(layout.char_notes.astype(np.int8), prepend=0, append=0))
    pairs = zip(changes[::2].tolist(), changes[1::2].tolist(), strict=True)
    return tuple(Span(layout.number, start, end) for start, end in pairs)


def stands_in(layout: PageLayout, structure: Structure) -> bool:
    """Whether a page of a form or collection only says that some viewers would show more."""
    return structure.undrawn or (
        len(layout.text) < _LONGEST and _STANDS_IN.search(layout.text) is not None
    )


def unread_page(paper_id: str, number: int, label: Label, reason: str | None) -> Page:
    """Return physical page ``number`` (from 1), which could not be read, for a ``reason``."""
    return Page(
        paper_id, number, label.text, label.source, 0, 0, 0, "", TextSource.NONE, (), reason
    )

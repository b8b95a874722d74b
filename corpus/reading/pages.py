"""A page as a reading has it: as laid out, as OCR read it, and one that could not be read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from corpus.language import alternation, words_unmapped
from corpus.model import AgendaItem, Page, PageProblem, ReadWord, Span, TextSource
from corpus.ocr import ReadText
from corpus.page import Label, Line, PageLayout, PopUp, Row, RowPart, pictured
from corpus.pdf import Structure

_STANDS_IN = re.compile(alternation("stands_in"), re.IGNORECASE)
_LONGEST = 3000
_GARBLED = "its text layer is garbled and left out; the words are read from the picture"
# A picture says more than what is printed over it from so many times the words on.
_MORE = 1.2


def read_page(
    paper_id: str,
    layout: PageLayout,
    label: Label,
    spans: tuple[Span, ...],
    lines: Sequence[Line],
) -> Page:
    """Return a page as it was laid out; ``lines`` are those that stand on it beside stamps.

    Its text has no source where it has to be read from the page's picture.
    """
    words = sum(len(layout.text[line.start : line.end].split()) for line in lines)
    # A scan often carries the pack's stamp as its only text.
    bare = not lines and (bool(layout.pictures) or not layout.text.strip())
    textless = bare or layout.garbled or (bool(layout.pictures) and pictured(layout, words))
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


def problems_of(layout: PageLayout) -> Iterator[PageProblem]:
    """Yield what is to be said of a page that is not read as its file has it."""
    number = layout.number
    if layout.covered:
        yield PageProblem.covered(number, layout.covered)
    if layout.popups:
        yield PageProblem.popups(number, len(layout.popups))
    if unmapped := words_unmapped(layout.text):
        yield PageProblem.unmapped(number, unmapped)
    if layout.unprinted:
        yield PageProblem.unprinted(number, layout.unprinted)
    if layout.garbled:
        yield PageProblem(number, _GARBLED)


def _annotations(layout: PageLayout) -> tuple[Span, ...]:
    """Return the runs of characters that annotations say."""
    changes = np.flatnonzero(np.diff(layout.char_notes.astype(np.int8), prepend=0, append=0))
    pairs = zip(changes[::2].tolist(), changes[1::2].tolist(), strict=True)
    return tuple(Span(layout.number, start, end) for start, end in pairs)


def with_popups_read(page: Page, popups: Sequence[PopUp]) -> Page:
    """Return a page with the words of its pop-ups after its own, which no line of it holds.

    So no decision, item or table is made of them. They are annotations.
    """
    text, spans, words = page.text, list(page.annotations), list(page.words)
    for one in popups:
        start = len(text) + bool(text)
        text = f"{text}\n{one.words}" if text else one.words
        spans.append(Span(page.number, start, len(text)))
        if page.source.by_ocr:
            found = re.finditer(r"\S+", one.words)
            words += [ReadWord(start + w.start(), start + w.end(), one.box) for w in found]
    return replace(page, text=text, annotations=tuple(spans), words=tuple(words))


def stands_in(layout: PageLayout, structure: Structure) -> bool:
    """Whether a page of a form or collection only says that some viewers would show more.

    That of a collection may also say nothing.
    """
    empty = not layout.text.strip() and not layout.pictures
    return (
        structure.undrawn
        or (structure.collection and empty)
        or (len(layout.text) < _LONGEST and _STANDS_IN.search(layout.text) is not None)
    )


def page_by_ocr(
    page: Page, lines: tuple[Line, ...], read: ReadText
) -> tuple[Page, tuple[Line, ...]]:
    """Return a page without a source as OCR read it, and its lines; what is printed comes first.

    Where its pictures hold no words, a heading over them is all that it says.
    """
    if len(read.words) <= _MORE * len(page.text.split()):
        return (replace(page, source=TextSource.TEXT_LAYER) if lines else page), lines
    before = f"{page.text}\n" if page.text else ""
    found = read.moved(len(before))
    source = TextSource.OCR if read.sure else TextSource.UNSURE_OCR
    text = before + found.text
    stamps = {page.text[span.start : span.end].strip() for span in page.furniture}
    body = tuple(line for line in found.lines if text[line.start : line.end] not in stamps)
    return replace(page, text=text, source=source, words=found.words), body


def rows_by_ocr(page: Page, lines: Sequence[Line]) -> tuple[Row, ...]:
    """Return the lines of a page as rows of one part each, for what asks where words stand."""
    return tuple(
        Row(page.number, (_part(page.text[line.start : line.end], line),), page.width)
        for line in lines
    )


def _part(text: str, line: Line) -> RowPart:
    return RowPart(line.start, line.end, text, line.box, line.bold, line.bold, line.size)


def unread_page(paper_id: str, number: int, label: Label, reason: str | None) -> Page:
    """Return physical page ``number`` (from 1), which could not be read, for a ``reason``."""
    return Page(
        paper_id, number, label.text, label.source, 0, 0, 0, "", TextSource.NONE, (), reason
    )


def running_heads(pages: Sequence[Page], items: Sequence[AgendaItem]) -> tuple[str, ...]:
    """Return the running lines of the pages that speak for the whole paper."""
    first = min((item.first_page for item in items if item.first_page), default=len(pages) + 1)
    return tuple(
        page.text[span.start : span.end]
        for page in pages
        if page.number < first
        for span in page.furniture
    )

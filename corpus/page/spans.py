"""Spans of page text: joining them, slicing by them, lines made from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from corpus.model import Box, Span
from corpus.page.layout import Line

_NOWHERE = Box(0.0, 0.0, 0.0, 0.0)


def slices_of(spans: Iterable[Span], texts: Mapping[int, str]) -> str:
    """Return the words at ``spans``, joined by line ends.

    ``texts`` is page text by physical page.
    """
    return "\n".join(texts[span.page][span.start : span.end] for span in spans)


def merge(
    spans: Iterable[Span], texts: Mapping[int, str], *, as_given: bool = False
) -> tuple[Span, ...]:
    """Join spans with nothing but white space between them.

    ``texts`` is page text by physical page. They are first put in the order of the page
    text, unless ``as_given``, when only neighbours are joined. Spans without words are left out.
    """
    merged: list[Span] = []
    for span in spans if as_given else sorted(spans):
        if not texts[span.page][span.start : span.end].strip():
            continue
        last = merged[-1] if merged else None
        if last is not None and _touch(last, span, texts):
            merged[-1] = Span(last.page, last.start, max(last.end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def _touch(last: Span, span: Span, texts: Mapping[int, str]) -> bool:
    if last.page != span.page or span.start < last.start:
        return False
    return not texts[span.page][last.end : span.start].strip()


def covered(span: Span, lines: Sequence[Line], text: str) -> bool:
    """Whether ``lines`` hold every character of ``span`` but white space.

    ``text`` is that of the page on which all of them stand.
    """
    at = span.start
    for line in sorted(lines, key=lambda line: line.start):
        if text[at : max(at, line.start)].strip():
            return False
        at = max(at, line.end)
    return at >= span.end or not text[at : span.end].strip()


def plain_lines(text: str) -> tuple[Line, ...]:
    """Return the lines of a text whose place on the page is not known."""
    lines: list[Line] = []
    start = 0
    for raw in text.split("\n"):
        if raw.strip():
            lines.append(Line(start, start + len(raw), _NOWHERE, 0, 0.0, False))
        start += len(raw) + 1
    return tuple(lines)

"""Records of a paper as a reader without clearance sees them: what is masked on its pages covered.

Where words stand is told by spans; what has none (a title, a heading) is looked through itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from enum import Enum
from functools import lru_cache
from typing import Any, TypeVar

from corpus.masks.rules import MASK, NOTHING, Masks, covered
from corpus.model import Page, Passage, Span

T = TypeVar("T")
# What names a paper, a place or an officer, and is no text of a paper.
_NO_TEXT = frozenset(("id", "paper_id", "file_name", "source_url", "by", "at", "number", "item"))


@dataclass(frozen=True, slots=True)
class Masked:
    """What is masked on a page: half-open characters of its text, and the words there."""

    start: int
    end: int
    words: str


@dataclass(frozen=True)
class Hidden:
    """What ``masks`` hide of papers; ``pages`` is what of each page, by paper id and number."""

    masks: Masks = NOTHING
    pages: Mapping[str, Mapping[int, tuple[Masked, ...]]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.masks)

    def text(self, text: str) -> str:
        """Return a text of no known place."""
        return self.masks.hide(text)

    def page(self, page: Page) -> Page:
        """Return a page whose text is as long, with what is masked of it."""
        if not self:
            return page
        found = self._on(page.paper_id, page.number)
        # Paragraphs name headings, which may stand on another page.
        page = replace(page, paragraphs=self._seen(page.paragraphs, page.paper_id, ()))
        if not found:
            return page
        spans = tuple(Span(page.number, one.start, one.end) for one in found)
        return replace(page, text=masked_text(page.text, found), masks=spans)

    def passage(self, passage: Passage) -> Passage:
        """Return a passage whose text is as long: still the slices of its pages, as they are."""
        if not self:
            return passage
        seen = self.record(passage, passage.paper_id)
        # Slices joined by line ends; where it is otherwise, its words are looked for in it.
        if len(passage.text) != sum(s.end - s.start + 1 for s in passage.spans) - 1:
            return seen
        spans: list[tuple[int, int]] = []
        at = 0
        for span in passage.spans:
            for one in self._on(passage.paper_id, span.page):
                first, last = max(one.start, span.start), min(one.end, span.end)
                if first < last:
                    spans.append((at + first - span.start, at + last - span.start))
            at += span.end - span.start + 1
        return replace(seen, text=covered(passage.text, tuple(spans)))

    def record(self, record: T, paper_id: str) -> T:
        """Return anything that was read of a paper, with every text in it masked."""
        return self._seen(record, paper_id, ()) if self else record

    def _seen(self, value: Any, paper_id: str, words: tuple[str, ...]) -> Any:
        if isinstance(value, Enum):
            return value
        if isinstance(value, str):
            return _without(self.masks.hide(value), words) if words else self.masks.hide(value)
        if isinstance(value, Span):
            return value
        if isinstance(value, tuple):
            return tuple(self._seen(one, paper_id, words) for one in value)
        if not is_dataclass(value) or isinstance(value, type):
            return value
        here = words + self._words_in(_spans_of(value), paper_id)
        changed = {}
        for one in fields(value):
            if one.name not in _NO_TEXT:
                old = getattr(value, one.name)
                if (new := self._seen(old, paper_id, here)) != old:
                    changed[one.name] = new
        return replace(value, **changed) if changed else value

    def _words_in(self, spans: Iterable[Span], paper_id: str) -> tuple[str, ...]:
        """Return what is masked inside ``spans``, as far as it stands there."""
        if paper_id not in self.pages:
            return ()
        return tuple(
            one.words[max(0, span.start - one.start) : max(0, span.end - one.start)]
            for span in spans
            for one in self._on(paper_id, span.page)
            if one.start < span.end and one.end > span.start
        )

    def _on(self, paper_id: str, page: int) -> tuple[Masked, ...]:
        return self.pages[paper_id].get(page, ()) if paper_id in self.pages else ()


def masked_text(text: str, masked: Iterable[Masked]) -> str:
    """Return the text of a page with what is masked covered, as long as it was."""
    return covered(text, tuple((one.start, one.end) for one in masked))


def _spans_of(record: Any) -> list[Span]:
    """Return every span that a record names itself."""
    found: list[Span] = []
    for one in fields(record):
        value = getattr(record, one.name)
        if isinstance(value, tuple):
            found += (part for part in value if isinstance(part, Span))
    return found


def _without(text: str, words: tuple[str, ...]) -> str:
    for one in sorted(set(words), key=len, reverse=True):
        if sum(map(str.isalnum, one)) > 1:
            text = _printed(one).sub(lambda match: re.sub(r"\S", MASK, match.group()), text)
    return text


@lru_cache(maxsize=1024)
def _printed(words: str) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, words.split())) + r"(?!\w)")

"""Stored sentences of papers, as a language model would be sent them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.model import Access, Paper, PassageKind, Reading
from corpus.page import Line
from corpus.passages import make_passages
from corpus.reading import read_with_lines
from retrieval.explain import Ground
from retrieval.ranking import units_of

# Shorter ones say too little to be changed, longer ones are whole pages of a resolution.
_FEWEST, _MOST = 8, 60
_SENTENCE = re.compile(r"[A-Z“\"(\d](?=[^\n]*[a-z])[^\n]*[.;]")


@dataclass(frozen=True, slots=True)
class Stored:
    """A sentence of ``paper``, what a citation says beside it, and the one after it, if any."""

    paper: str
    text: str
    about: str
    after: str = ""

    @property
    def ground(self) -> Ground:
        """What a statement about it is held against."""
        return Ground(self.text, self.about)


def stored_sentences(papers: Sequence[Path]) -> tuple[Stored, ...]:
    """Return the sentences of PDFs and of folders of them, in the order given, each once.

    Raises:
        UnreadablePaperError: one cannot be read.
    """
    found: dict[str, Stored] = {}
    files = (path.rglob("*.pdf") if path.is_dir() else (path,) for path in papers)
    for path in (file for some in files for file in sorted(some)):
        for one in _sentences(*read_with_lines(path)):
            found.setdefault(one.text, one)
    return tuple(found.values())


def _sentences(reading: Reading, lines: Mapping[int, tuple[Line, ...]]) -> Iterator[Stored]:
    paper = reading.paper
    for passage in make_passages(reading, lines):
        if passage.access is not Access.PUBLIC or passage.kind is PassageKind.ROW:
            continue
        texts = [" ".join(unit.text.split()) for unit in units_of(passage)]
        about = _about(paper, passage.item, passage.headings, passage.pages[0])
        for text, after in zip(texts, [*texts[1:], ""], strict=True):
            if _whole(text):
                yield Stored(paper.file_name, text, about, after if _whole(after) else "")


def _whole(text: str) -> bool:
    return bool(_FEWEST <= len(text.split()) <= _MOST and _SENTENCE.fullmatch(text))


def _about(paper: Paper, item: str | None, headings: Sequence[str], page: int) -> str:
    """Return what a source line says; months in words, as they are shown."""
    day = f"{paper.meeting_date:%-d %B %Y}" if paper.meeting_date else ""
    where = f"item {item}" if item else ""
    told = (paper.kind.value, paper.committee or "", day, where, *headings[-1:], f"page {page}")
    return ", ".join(word for word in told if word)

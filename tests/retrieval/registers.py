"""A catalogue of drawn minutes, and findings in it, for tests of what the register answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from corpus.catalogue.catalogue import Catalogue
from corpus.decisions.reading import read_minutes
from corpus.ingest.embedding import embed_paper
from corpus.model import Page, PaperKind, Passage, PassageKind, Reading, Scope, Span
from corpus.passages.cut import make_passages
from retrieval.model.types import Hit
from retrieval.question.lexicon import Lexicon
from retrieval.question.query import understand
from retrieval.ranking.late import Weighted
from retrieval.search.searcher import Found
from tests.corpus.minutes_pages import draw, make_paper
from tests.corpus.stand_ins import HashEmbedder

HARBOUR = """
**HARBOUR COUNCIL
**MINUTES of the meeting held at the Customs House on 4 June 2024

Present: Councillors Ash (Chair), Birch and Cedar

**1. Minutes

RESOLVED that the minutes of the meeting held on 7 May 2024 be approved as a correct record.

**2. Harbour master's report

RESOLVED that the report be noted.

**3. Winter ferry timetable

1) Mr Elm proposed, and Mrs Fir seconded the motion that

“The winter ferry timetable be approved.”

2) Mr Oak proposed, and Miss Rowan seconded the following amendment:

“The winter ferry timetable be approved with one boat fewer on Sundays.”

3) The Chairman put the amendment to the vote and the voting was as follows.

For (1)

Mr Oak

Against (2)

Mr Elm, Mrs Fir

Abstain (0)

Amendment lost.

4) The Chairman put the motion to the vote and the voting was as follows.

For (2)

Mr Elm, Mrs Fir

Against (1)
\f
Mr Oak

Abstain (0)

Motion carried.

RESOLVED that the winter ferry timetable be approved.

**4. Toll bridge

1) Miss Rowan proposed, and Mr Oak seconded the motion that

“This Council asks for the toll bridge to be free on market days.”

2) The Chairman put the motion to the vote and the voting was as follows.

For (2)

Mr Oak, Miss Rowan

Against (5)

Mr Ash, Mr Birch, Mr Cedar, Mr Elm, Mrs Fir

Motion lost.
"""
LATER = """
**HARBOUR COUNCIL
**MINUTES of the meeting held at the Customs House on 9 July 2024

Present: Councillors Ash (Chair), Birch and Cedar

**1. Winter ferry timetable

RESOLVED that the winter ferry timetable be printed.
"""


def minutes_read(letter: str, text: str) -> tuple[Reading, tuple[Passage, ...]]:
    """Return drawn minutes, or a "Record of …", as they are read and cut: paper ``letter``."""
    pages, lines = draw(text)
    key = letter * 64
    pages = tuple(replace(page, paper_id=key) for page in pages)
    kind = PaperKind.DECISION_NOTICE if "**Record of" in text else PaperKind.MINUTES
    made = replace(make_paper(kind, len(pages)), id=key, file_name=f"{letter}.pdf")
    held, said = read_minutes(key, pages, lines, (), made)
    body, day = (held[0].committee, held[0].date) if held else (None, said[0].date)
    paper = replace(made, committee=body, meeting_date=day)
    reading = Reading(paper, pages, meetings=held, resolutions=said)
    return reading, tuple(make_passages(reading, lines))


def fill(catalogue: Catalogue, *minutes: str, labels: Sequence[str] = (), noted: str = "") -> None:
    """Put drawn minutes into a catalogue, each as a paper of its own.

    ``labels`` are the numbers printed on the pages of each; left out, none is known. ``noted``
    are words of their pages that were written onto them.
    """
    for letter, text in zip("abcdef", minutes, strict=False):
        reading, passages = minutes_read(letter, text)
        if labels:
            labelled = zip(reading.pages, labels, strict=True)
            pages = tuple(replace(page, label=label) for page, label in labelled)
            reading = replace(reading, pages=pages)
        if noted:
            reading = replace(reading, pages=tuple(_noted(page, noted) for page in reading.pages))
        paper = reading.paper
        seq = catalogue.work.begin(paper.id, paper.file_name, paper.access, None)
        catalogue.work.store_reading(seq, reading, passages)
        embed_paper(catalogue.work, HashEmbedder(), seq)
        catalogue.work.complete(seq)


def _noted(page: Page, words: str) -> Page:
    at = page.text.find(words)
    return page if at < 0 else replace(page, annotations=(Span(page.number, at, at + len(words)),))


def found(catalogue: Catalogue, question: str, *, named: bool = False) -> Found:
    """Return a finding of every resolution there is, in the order of papers and pages.

    Where it is of somebody ``named``, the papers' words mend the question.
    """
    papers = {paper.id: paper for paper in catalogue.papers()}
    days = tuple(sorted(date for p in papers.values() if (date := p.meeting_date)))
    lexicon = Lexicon(
        committees=catalogue.committees(),
        days=days,
        vocabulary=catalogue.vocabulary(),
        people=lambda seconded: catalogue.people(seconded=seconded),
    )
    query = understand(question, lexicon if named else replace(lexicon, vocabulary={}))
    passages = [p for key in sorted(papers) for p in catalogue.passages_of(key)]
    hits = tuple(Hit(p, 1.0, ()) for p in passages if p.kind is PassageKind.RESOLUTION)
    nothing = Weighted(np.zeros(0, np.int32), np.zeros((0, 1), np.float32), np.zeros(0, np.float32))
    return Found(query, Scope(), hits, (), papers, nothing, {}, minuted=catalogue.minuted())


JUNE = date(2024, 6, 4)

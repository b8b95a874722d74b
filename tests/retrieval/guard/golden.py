"""Questions and what is answered to them, as lines that a person can check.

Each section of ``answers.txt`` begins with its question; of a chat the questions stand one
after the other with ">>" between them, and "(closed)" before those of a reader who may see
what is closed. ``python -m tests.retrieval.guard.golden`` answers them anew; read the
difference before keeping it.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from functools import cache
from pathlib import Path

from corpus.model import Access, Paper, Scope, Span
from retrieval.asking.sufficiency import support
from retrieval.model.types import Answer, Citation, Turn
from retrieval.search.searcher import Found
from tests.retrieval.guard.papers import Desk, open_desk

FILE = Path(__file__).with_name("answers.txt")
_CLOSED = "(closed) "
_AND_THEN = " >> "


@cache
def kept() -> Mapping[str, str]:
    """Return the lines kept for each question."""
    sections = FILE.read_text(encoding="utf-8").split("\n=== ")
    parts = (section.partition("\n") for section in sections[1:])
    return {asked.strip(): lines.strip("\n") for asked, _, lines in parts}


def answered(desk: Desk, asked: str) -> str:
    """Ask a question, or those of a chat, and return what is answered to the last."""
    closed = asked.startswith(_CLOSED)
    scope = Scope(clearance=Access.EXEMPT) if closed else Scope()
    history: list[Turn] = []
    for question in asked.removeprefix(_CLOSED).split(_AND_THEN):
        found = desk.find(question, scope, history)
        answer = desk.answer(found, history)
        history.append(Turn(question, answer))
    return "\n".join(" ".join(line.split()) for line in _told(answer, found))


def _told(answer: Answer, found: Found) -> Iterator[str]:
    short = {paper.id: _short(paper) for paper in found.papers.values()}
    yield f"{answer.status}: {answer.message}"
    yield f"asked: {found.query.search_text}"
    sought = found.looked_up
    if sought.places:
        yield f"looked up: {sought.sought} {sought.number} bare={sought.bare}"
    measured = support(found)
    values = ((one.name, round(getattr(measured, one.name), 1)) for one in fields(measured))
    yield "support: " + " ".join(f"{name}={value + 0.0}" for name, value in values if value)
    if answer.lead:
        yield f"lead: {answer.lead}"
    if answer.matter:
        about = answer.matter
        of = f"item {about.item} pages {' '.join(map(str, about.pages))}"
        yield f"matter: {about.title} · {short[about.paper_id]} {of}"
    if answer.next:
        yield f"next: {' '.join(answer.next)}"
    yield from (f"or: {one.label} {one.question}" for one in answer.choices)
    for said in (*answer.statements, *answer.closest):
        marks = [name for name in ("official", "conflicts") if getattr(said, name)]
        yield " ".join(
            [
                "-" if answer.statements else "near",
                *marks,
                f"{said.part}:" if said.part else "",
                said.text,
            ]
        )
        yield from (f"[{c.number}] {_cited(c, short)}" for c in said.citations)
        yield from (f"also {_cited(c, short)}" for c in said.also)
    for hit in found.hits[:6]:
        one = hit.passage
        where = f"{short[one.paper_id]} {one.pages[0]}:{one.spans[0].start}"
        yield f"hit {round(hit.score, 1)} {where} {one.kind}"
    for page in answer.pages[:4]:
        also = " ".join(f"{short[other.paper_id]} {other.page}" for other in page.also)
        yield f"page {short[page.paper_id]} {page.page} ({page.printed}) {also}"


def _cited(one: Citation, short: Mapping[str, str]) -> str:
    words = one.quote.split()
    quote = " ".join(words if len(words) < 12 else (*words[:6], "…", *words[-4:]))
    where = f"{short[one.paper_id]} {_places(one.spans)} ({one.printed}) item {one.item}"
    return f"{where} “{quote}”"


def _short(paper: Paper) -> str:
    return paper.file_name.removesuffix(".pdf").replace("-and-communities", "")[:24]


def _places(spans: Sequence[Span]) -> str:
    return " ".join(f"{span.page}:{span.start}-{span.end}" for span in spans)


def main() -> None:
    """Write what is answered now to each of the questions kept."""
    with tempfile.TemporaryDirectory() as folder:
        desk = open_desk(Path(folder))
        sections = [f"\n=== {asked}\n{answered(desk, asked)}\n" for asked in kept()]
        desk.catalogue.close()
    FILE.write_text("".join(sections), encoding="utf-8")


if __name__ == "__main__":
    main()

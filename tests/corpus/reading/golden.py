"""What reading finds in small papers, as lines that a person can check, kept beside the tests.

``python -m tests.corpus.reading.golden`` writes them anew; read the difference before keeping it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from corpus.model import FormField, Passage, PassageKind, Reading, Resolution, Span
from corpus.passages.cut import make_passages
from corpus.reading.reader import read_with_lines
from corpus.sandbox.reading_client import ReadPaper
from corpus.sandbox.reading_worker import read_here
from tests.corpus.minutes_excerpts import draw_pdf, load, names

FOLDER = Path(__file__).with_name("golden")
SAMPLE = Path(__file__).resolve().parents[3] / "corpus" / "sample"


def sample_paper(name: str) -> ReadPaper:
    """Return one of the sample papers as it is read, without OCR."""
    return read_here(SAMPLE / name, name, None, {})


def excerpt(name: str) -> ReadPaper:
    """Return minutes drawn in some council's style as they are read."""
    reading, lines = read_with_lines(draw_pdf(load(name).words), file_name=f"{name}.pdf")
    return ReadPaper(reading, make_passages(reading, lines))


SETS: Mapping[str, tuple[Sequence[str], Callable[[str], ReadPaper]]] = {
    "sample": (sorted(path.name for path in SAMPLE.glob("*.pdf")), sample_paper),
    "excerpts": (names(), excerpt),
}


@cache
def kept(which: str) -> Mapping[str, str]:
    """Return the lines kept for each paper of a set."""
    sections = (FOLDER / f"{which}.txt").read_text(encoding="utf-8").split("\n=== ")
    parts = (section.partition("\n") for section in sections[1:])
    return {name: lines.strip("\n") for name, _, lines in parts}


def told(paper: ReadPaper) -> str:
    """Return what was read of a paper, a line each thing."""
    return "\n".join(_told(paper.reading, paper.passages))


def _told(reading: Reading, passages: Sequence[Passage]) -> Iterator[str]:
    own = reading.paper
    yield _line("paper", own.kind, own.committee, own.meeting_date, own.title, own.access)
    for page in reading.pages:
        yield _line(
            f"page {page.number}", page.label, page.access, page.source, _places(page.furniture)
        )
    for item in reading.items:
        yield _line("item", item.number, item.title, item.first_page, item.last_page, item.source)
        yield from _form(item.form)
    yield from _form(reading.form)
    for held in reading.meetings:
        yield _line("meeting", held.committee, held.date, held.venue, held.first_page)
        yield _line("  there", held.last_page, held.present, held.in_attendance)
        yield _line("  not", held.apologies, held.interests)
    for said in reading.resolutions:
        yield from _resolution(said)
    for row in reading.rows:
        cells = (f"{cell.header}={cell.text}" for cell in row.cells)
        yield _line("row", row.table, row.title, *row.headings, *cells)
    yield from (_line("acronym", *pair) for pair in reading.acronyms)
    for one in passages:
        yield _line(one.kind, _places(one.spans), one.item, one.access, *one.headings)
        if one.kind is not PassageKind.ROW:
            yield _line("  in", one.context, _ends(one.text))


def _resolution(said: Resolution) -> Iterator[str]:
    yield _line("decided", said.item, said.number, said.title, said.committee, said.date)
    yield _line("  as", said.outcome_class, said.outcome, _places(said.spans), _ends(said.text))
    yield _line("  by", said.mover, said.seconder, _places(said.moved_spans))
    yield _line("  votes", said.vote, _places(said.vote_spans), _places(said.outcome_spans))


def _form(form: Sequence[FormField]) -> Iterator[str]:
    yield from (_line("  form", one.name, _places(one.spans), _ends(one.value)) for one in form)


def _line(what: str, *said: object) -> str:
    return f"{what}: " + " | ".join("-" if one is None else _folded(str(one)) for one in said)


def _places(spans: Sequence[Span]) -> str:
    return " ".join(f"{span.page}:{span.start}-{span.end}" for span in spans)


def _ends(text: str) -> str:
    words = text.split()
    return " ".join(words if len(words) < 16 else (*words[:8], "…", *words[-6:]))


def _folded(text: str) -> str:
    return " ".join(text.split())


def main() -> None:
    """Write what is read now of every paper of every set."""
    FOLDER.mkdir(exist_ok=True)
    for which, (papers, read) in SETS.items():
        sections = (f"\n=== {name}\n{told(read(name))}\n" for name in papers)
        (FOLDER / f"{which}.txt").write_text("".join(sections), encoding="utf-8")


if __name__ == "__main__":
    main()

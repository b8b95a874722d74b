"""Pages a second of our ingest beside the plain way, in one run on one machine.

The plain way is PyPDF's page text cut into 100-word windows and embedded by the
same model in float32 with sentence-transformers as it comes. It stores nothing;
ours also reads structure, writes the catalogue and fills Chroma.

pypdf is imported here for measuring only; all reading of structure with it is in
``corpus.pdf.outline``.
"""

from __future__ import annotations

import io
import logging
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from evals.model import SampleError
from evals.run import index_papers
from retrieval.embedding import SentenceEmbedder, plain_encoder
from retrieval.model import Settings

WINDOW_WORDS = 100


@dataclass(frozen=True, slots=True)
class Speed:
    """One way of doing it: ``ratio`` is its pages a second over those of the plain way."""

    way: str
    pages: int
    seconds: float
    ratio: float

    @property
    def pages_per_second(self) -> float:
        """How many pages a second it does."""
        return self.pages / self.seconds


def measure_ingest(path: Path) -> tuple[Speed, ...]:
    """Time both ways over every PDF under ``path``; models are loaded before the clock starts.

    Raises:
        SampleError: there is no PDF under ``path``, or one does not go in.
        ModelError: the embedding model cannot be loaded.
    """
    papers = pdfs(path)
    plain_pages, reading, embedding = _plain(papers)
    ours_pages, ours = _ours(path)
    plain = reading + embedding
    plain_rate = plain_pages / plain
    return (
        Speed("PyPDF text + float32, 100-word windows", plain_pages, plain, 1.0),
        Speed("… of it PyPDF text", plain_pages, reading, plain_pages / reading / plain_rate),
        Speed("… of it float32", plain_pages, embedding, plain_pages / embedding / plain_rate),
        Speed("Minutebook, full ingest", ours_pages, ours, ours_pages / ours / plain_rate),
    )


def markdown(found: tuple[Speed, ...]) -> str:
    """Return the speeds as a markdown table."""
    rows = [
        f"| {row.way} | {row.pages} | {row.seconds:.1f} | {row.pages_per_second:.1f} "
        f"| {row.ratio:.2f} |"
        for row in found
    ]
    head = (
        "| way | pages | seconds | pages a second | ratio |",
        "| --- | ---: | ---: | ---: | ---: |",
    )
    return "\n".join([*head, *rows])


def pdfs(path: Path) -> tuple[Path, ...]:
    """Return the PDF at ``path``, or all below it, sorted.

    Raises:
        SampleError: there is none.
    """
    found = (path,) if path.is_file() else tuple(sorted(path.rglob("*.pdf")))
    if not found:
        raise SampleError(f"{path}: no PDF there; give a PDF or a folder of them")
    return found


def page_texts(source: Path | bytes) -> list[str]:
    """Return the text of every page as PyPDF extracts it."""
    from pypdf import PdfReader

    with _quiet_pypdf():
        return [page.extract_text() for page in PdfReader(_opened(source)).pages]


def bind(source: Path, numbers: Sequence[int]) -> bytes:
    """Return a PDF of the pages ``numbers`` (physical, from 1), without outline."""
    from pypdf import PdfReader, PdfWriter

    writer, out = PdfWriter(), io.BytesIO()
    with _quiet_pypdf():
        pages = [number - 1 for number in numbers]
        writer.append(PdfReader(source), pages=pages, import_outline=False)
        writer.write(out)
    return out.getvalue()


def _opened(source: Path | bytes) -> Path | io.BytesIO:
    return io.BytesIO(source) if isinstance(source, bytes) else source


@contextmanager
def _quiet_pypdf() -> Iterator[None]:
    """Keep pypdf's remarks on odd files out of a table; what it cannot read still raises."""
    logger = logging.getLogger("pypdf")
    level = logger.level
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.setLevel(level)


def windows(texts: list[str]) -> list[str]:
    """Cut every page's text into windows of some words, none over two pages."""
    split = [text.split() for text in texts]
    return [
        " ".join(page[start : start + WINDOW_WORDS])
        for page in split
        for start in range(0, len(page), WINDOW_WORDS)
    ]


def _plain(papers: tuple[Path, ...]) -> tuple[int, float, float]:
    encode = plain_encoder(Settings())
    encode(["Minutes of the last meeting"])
    started = time.perf_counter()
    texts = [page_texts(paper) for paper in papers]
    read = time.perf_counter()
    for paper in texts:
        encode(windows(paper))
    return sum(map(len, texts)), read - started, time.perf_counter() - read


def _ours(path: Path) -> tuple[int, float]:
    with tempfile.TemporaryDirectory(prefix="minutebook-") as made:
        settings = Settings().model_copy(update={"data": Path(made)})
        embedder = SentenceEmbedder(settings)
        embedder.warm()
        started = time.perf_counter()
        pages = index_papers(path, settings, embedder, ocr=False)
        return pages, time.perf_counter() - started

"""Small, quick stand-ins for what ingest is given, and PDFs to give it."""

from __future__ import annotations

import functools
import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from pypdf import PdfWriter
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from corpus.access import begins_sheet
from corpus.corrections import corrected
from corpus.decisions import MODEL
from corpus.document import laid_out, read_document
from corpus.model import (
    Access,
    Corrections,
    DecisionKind,
    LabelSource,
    OutcomeClass,
    Page,
    Paper,
    PaperKind,
    Passage,
    PassageKind,
    Reading,
    Resolution,
    Span,
    TextSource,
    records,
)
from corpus.model.vectors import EmbeddedPassage, EmbeddedWindow, TokenVectors, Window
from corpus.passages.cut import passage_id
from corpus.pdf.attached import attached_content
from corpus.pdf.pdfium import open_pdf
from corpus.sandbox.reading_client import UNTAUGHT, Attached, PaperGiven, ReadPaper
from corpus.sandbox.reading_worker import read_here

WIDTH = 16


class HashEmbedder:
    """Unit vectors drawn from the hash of the text: equal texts, equal vectors."""

    def __init__(self, name: str = "hash") -> None:
        self.name = name
        self.texts = 0

    def warm(self) -> None:
        """Nothing to load."""

    def windows(self, context: str, texts: Sequence[str]) -> list[Window]:
        return [Window(context, (text,)) for text in texts]

    def embed_windows(self, windows: Sequence[Window]) -> list[EmbeddedWindow]:
        both = [(w.context, *w.texts) for w in windows]
        return [alone(one) for one in self.embed(["\n".join(filter(None, pair)) for pair in both])]

    def embed(self, texts: Sequence[str]) -> list[EmbeddedPassage]:
        self.texts += len(texts)
        return [self._one(text) for text in texts]

    def _one(self, text: str) -> EmbeddedPassage:
        words = text.lower().split()
        vectors = np.stack([_unit(word) for word in words] or [_unit("")])
        dense = _unit(f"{self.name} {text}").copy()
        ids = [int(hashlib.md5(word.encode()).hexdigest()[:6], 16) for word in words] or [0]
        scales = np.abs(vectors).max(axis=1) / 127
        small = np.round(vectors / scales[:, None]).astype(np.int8)
        return EmbeddedPassage(
            dense, TokenVectors(np.asarray(ids, np.int32), small, scales.astype(np.float32))
        )


def alone(passage: EmbeddedPassage) -> EmbeddedWindow:
    """Return a window of one passage."""
    ends = np.asarray([0, len(passage.tokens.ids)], np.int32)
    return EmbeddedWindow(passage.dense[None], passage.tokens, ends)


@functools.lru_cache(100_000)
def _unit(text: str) -> np.ndarray:
    """Return the vector of ``text``, which many share: not to be written to."""
    seed = int(hashlib.sha256(text.encode()).hexdigest()[:8], 16)
    vector = np.random.default_rng(seed).normal(size=WIDTH).astype(np.float32)
    return np.asarray(vector / np.linalg.norm(vector), dtype=np.float32)


class MemoryIndex:
    """A vector index in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, tuple[str, np.ndarray]] = {}

    def add(
        self, paper: Paper, passages: Sequence[Passage], embedded: Sequence[EmbeddedPassage]
    ) -> None:
        for passage, made in zip(passages, embedded, strict=True):
            self.kept.setdefault(passage.id, (paper.id, made.dense))

    def remove(self, paper_id: str) -> None:
        self.kept = {key: one for key, one in self.kept.items() if one[0] != paper_id}

    def ids(self, paper_id: str | None = None) -> set[str]:
        return {key for key, one in self.kept.items() if paper_id in (None, one[0])}

    def reopen(self) -> None:
        """Nothing to reopen."""

    def clear(self) -> None:
        self.kept = {}


class PlainReader:
    """Reads a paper in this process: every page with text is one passage."""

    def read(
        self,
        path: Path,
        file_name: str,
        given: str | None,
        scans: Mapping[int, str],
        said: str | None = None,
        taught: Mapping[str, Path] = UNTAUGHT,
    ) -> ReadPaper:
        assert all(kept.is_file() for kept in taught.values())
        content = path.read_bytes()
        paper_id = hashlib.sha256(content).hexdigest()
        with open_pdf(content, file_name) as pdf:
            layouts = [pdf.layout(number) for number in range(1, pdf.page_count + 1)]
        told = json.loads(given) if given else {}
        kind = PaperKind(told.get("kind") or "other")
        paper = Paper(
            paper_id, file_name, file_name, kind, told.get("committee"), None, Access.PUBLIC, None,
            len(layouts),
        )  # fmt: skip
        pages = tuple(
            Page(
                paper_id, at.number, None, LabelSource.NONE, at.width, at.height, at.rotation,
                *_text(at.text, scans.get(at.number)),
            )
            for at in layouts
        )  # fmt: skip
        passages = tuple(_passage(page) for page in pages if page.text.strip())
        return ReadPaper(_with_corrections(Reading(paper, pages), said), passages)

    def learn(self, papers: Sequence[PaperGiven]) -> bytes:
        assert papers
        return MODEL.read_bytes()

    def lay_out(self, path: Path, file_name: str) -> bytes:
        name = file_name if file_name.endswith(path.suffix) else f"{file_name}{path.suffix}"
        return laid_out(read_document(path.read_bytes(), name), begins_sheet)

    def attached(self, path: Path, _: str, at: int) -> Attached | None:
        content = path.read_bytes()
        found = attached_content(content, at)
        return found and Attached(found[0].name, found[0].page, found[1])

    def scan(self, path: Path, file_name: str, page: int) -> tuple[str, bool]:
        path.stat()
        return f"what is seen on page {page} of {file_name}", False

    def close(self) -> None:
        """Nothing to close."""


class ReaderHere(PlainReader):
    """Reads as the reading process does, without starting one for each add."""

    def read(
        self,
        path: Path,
        file_name: str,
        given: str | None,
        scans: Mapping[int, str],
        said: str | None = None,
        taught: Mapping[str, Path] = UNTAUGHT,
    ) -> ReadPaper:
        assert not scans
        return read_here(path, file_name, given, {}, said, taught)


class DecidingReader(PlainReader):
    """As the plain one; the first page decides what it says, once of each kind."""

    def read(
        self,
        path: Path,
        file_name: str,
        given: str | None,
        scans: Mapping[int, str],
        said: str | None = None,
        taught: Mapping[str, Path] = UNTAUGHT,
    ) -> ReadPaper:
        read = super().read(path, file_name, given, scans, said, taught)
        paper, (page, *_) = read.reading.paper, read.reading.pages
        decided = tuple(
            Resolution(
                paper.id, None, str(number), kind.value.title(), page.text.strip(), "",
                OutcomeClass.AGREED, paper.committee, None, (Span(1, 0, len(page.text)),),
                mover="Cllr Ash", seconder="Mr Elm", vote="4-0", kind=kind,
            )
            for number, kind in enumerate(DecisionKind, start=1)
        )  # fmt: skip
        reading = replace(read.reading, resolutions=decided)
        return ReadPaper(_with_corrections(reading, said), read.passages)


def _with_corrections(reading: Reading, said: str | None) -> Reading:
    told = records.load(Corrections, said) if said else Corrections()
    found = ((), reading.resolutions)
    _, decided = corrected(found, told, reading.pages, {}, (), reading.paper)
    return replace(reading, resolutions=decided)


def _text(printed: str, scanned: str | None) -> tuple[str, TextSource]:
    if printed.strip():
        return printed, TextSource.TEXT_LAYER
    return (scanned, TextSource.OCR) if scanned else (printed, TextSource.NONE)


def _passage(page: Page) -> Passage:
    span = Span(page.number, 0, len(page.text))
    return Passage(
        passage_id(page.paper_id, [span]), page.paper_id, (page.number,), (span,), None, (),
        page.text, "", PassageKind.PROSE,
    )  # fmt: skip


def pdf(*pages: str) -> bytes:
    """Return a PDF with one page for each text; no page has none."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=True)
    for text in pages:
        for row, words in enumerate(text.split("\n")):
            canvas.drawString(72, 760 - 16 * row, words)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def paper(folder: Path, name: str, *pages: str) -> Path:
    """Write a PDF called ``name`` into ``folder``."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(pdf(*pages))
    return path


def blank() -> bytes:
    """Return a PDF of one page with nothing on it."""
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    return written(writer)


def written(writer: PdfWriter) -> bytes:
    """Return the PDF that a writer holds."""
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()

"""The words that reading is written in: papers, pages, passages, errors."""

from __future__ import annotations

from corpus.model import errors, records
from corpus.model.business import AgendaItem, FormField, FormName, ItemSource
from corpus.model.characters import one_line, printable
from corpus.model.errors import (
    BrokenReadingError,
    BusyError,
    CatalogueError,
    ClosedPagesError,
    CorpusError,
    DamagedPaperError,
    EmptyPaperError,
    EncryptedPaperError,
    MetadataError,
    NoDataFolderError,
    NotAPdfError,
    OcrError,
    PathError,
    UnknownPaperError,
    UnreadablePaperError,
    whence,
)
from corpus.model.events import (
    Event,
    Outcome,
    Progress,
    Result,
    Resuming,
    Scanning,
    Waiting,
    Watcher,
)
from corpus.model.minutes import Minuted, MinuteMeeting, OutcomeClass, Resolution, cited_for
from corpus.model.papers import (
    Access,
    Box,
    LabelSource,
    Page,
    PageProblem,
    Paper,
    PaperKind,
    ReadWord,
    Span,
    TextSource,
    paper_id_of,
)
from corpus.model.particulars import Particulars
from corpus.model.passages import Passage, PassageKind
from corpus.model.programs import program, tesseract, typed
from corpus.model.readings import Reading
from corpus.model.scope import Scope
from corpus.model.tables import Cell, TableRow
from corpus.model.vectors import EmbeddedPassage, Embedder, TokenVectors, VectorIndex, index_key
from corpus.model.version import CATALOGUE_VERSION, READING_VERSION, program_version

__all__ = [
    "CATALOGUE_VERSION",
    "READING_VERSION",
    "Access",
    "AgendaItem",
    "Box",
    "BrokenReadingError",
    "BusyError",
    "CatalogueError",
    "Cell",
    "ClosedPagesError",
    "CorpusError",
    "DamagedPaperError",
    "EmbeddedPassage",
    "Embedder",
    "EmptyPaperError",
    "EncryptedPaperError",
    "Event",
    "FormField",
    "FormName",
    "ItemSource",
    "LabelSource",
    "MetadataError",
    "MinuteMeeting",
    "Minuted",
    "NoDataFolderError",
    "NotAPdfError",
    "OcrError",
    "Outcome",
    "OutcomeClass",
    "Page",
    "PageProblem",
    "Paper",
    "PaperKind",
    "Particulars",
    "Passage",
    "PassageKind",
    "PathError",
    "Progress",
    "ReadWord",
    "Reading",
    "Resolution",
    "Result",
    "Resuming",
    "Scanning",
    "Scope",
    "Span",
    "TableRow",
    "TextSource",
    "TokenVectors",
    "UnknownPaperError",
    "UnreadablePaperError",
    "VectorIndex",
    "Waiting",
    "Watcher",
    "cited_for",
    "errors",
    "index_key",
    "one_line",
    "paper_id_of",
    "printable",
    "program",
    "program_version",
    "records",
    "tesseract",
    "typed",
    "whence",
]

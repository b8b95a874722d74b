"""Errors of the corpus package, one sentence a class.

Raise what the caller must handle, return as a ``PageProblem`` what concerns one
page, log the rest. Every message says what happened, to which file and page,
and what to do.
"""

from __future__ import annotations

import traceback
from pathlib import Path


class CorpusError(Exception):
    """Something about the corpus that the caller must handle."""


class VocabularyError(CorpusError):
    """A row of the vocabulary is broken; the message names its file, group and row."""


class UnreadablePaperError(CorpusError):
    """A file cannot be read as council papers."""


class NotAPdfError(UnreadablePaperError):
    """The file's bytes are not a PDF."""


class EncryptedPaperError(UnreadablePaperError):
    """The PDF asks for a password."""


class DamagedPaperError(UnreadablePaperError):
    """The PDF is cut short or broken beyond reading."""


class EmptyPaperError(UnreadablePaperError):
    """The file is empty or has no pages."""


class PathError(CorpusError):
    """A path that was given does not exist or holds no papers."""


class CatalogueError(CorpusError):
    """The catalogue cannot be opened, written or understood."""


class NoDataFolderError(CatalogueError):
    """There is no data folder where one was named."""


class BusyError(CatalogueError):
    """Another process is writing to this data folder."""


class IngestStoppedError(CorpusError):
    """Somebody stopped papers on their way in; ``left`` are the names of the unfinished."""

    def __init__(self, message: str = "stopped", left: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.left = left


class UnknownPaperError(CorpusError):
    """No paper in the catalogue answers to this name."""


class ClosedPagesError(CorpusError):
    """A whole paper was asked for, and its reader may not see all of its pages."""


class BrokenReadingError(CorpusError):
    """The program that reads papers is broken itself; no paper is to blame."""


class TaggerError(BrokenReadingError):
    """The file of the tagger of decisions is missing or damaged."""


class MetadataError(CorpusError):
    """A metadata file has a line that cannot be used."""


class CorrectionError(CorpusError):
    """A correction of the register names what the page does not say, or what is said already."""


class CollectionError(CorpusError):
    """There is no such collection of papers, or it cannot be called so."""


class OcrError(CorpusError):
    """OCR failed, or took too long on a page."""


class SyncError(CorpusError):
    """Papers cannot be fetched from where it was said, or as it was said."""


class FetchError(SyncError):
    """An address gives nothing that can be used; the message names it."""


class RestrictedError(FetchError):
    """A sign-in stands before an address, so that it may not be for the public."""


class DeniedError(FetchError):
    """An address gives no paper for now: a page in its place, or a refusal without a sign-in."""


class UnsafeAddressError(FetchError):
    """An address leads where nothing is fetched from: another site, a private network."""


class StoppedError(SyncError):
    """Somebody stopped the fetching of papers."""


def whence(error: BaseException) -> str:
    """Return an error's kind and the lines it came by, for the log.

    Without its message, which may name a paper or quote it.
    """
    frames = traceback.extract_tb(error.__traceback__)
    way = " < ".join(f"{Path(f.filename).name}:{f.lineno}" for f in reversed(frames))
    return f"{type(error).__name__} at {way}"

"""What ingest tells whoever watches it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from corpus.model.papers import Paper


class Result(StrEnum):
    """What became of one file."""

    ADDED = "added"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"
    CORRECTED = "corrected"
    BY_OCR = "read by OCR"
    READ_AGAIN = "read again"
    DROPPED = "dropped"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Outcome:
    """The end of one file; ``reason`` says why it was skipped, ``note`` what to know of it.

    What an earlier run left unfinished is dropped where a file of the same name is added.
    """

    name: str
    result: Result
    reason: str = ""
    note: str = ""
    paper: Paper | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an ingest is; ``share`` runs from 0 to 1 and counts files by their size.

    ``pages_done`` counts a page in part while its paper is read but not embedded.
    ``now`` names the file or page just begun, "" where none was. ``pages`` are those of all
    papers; of files that are not read yet they are reckoned by the bytes a page of those that are,
    and it is 0 where none is.
    """

    papers_done: int
    papers: int
    pages_done: int
    share: float
    now: str
    pages: int = 0


@dataclass(frozen=True, slots=True)
class Waiting:
    """Another process, ``holder``, writes to the data folder, and this one waits for it."""

    holder: str


@dataclass(frozen=True, slots=True)
class Resuming:
    """Papers that an earlier run left unfinished are taken up again."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scanning:
    """Scanned pages are about to be read by OCR; their papers are complete without them."""

    pages: int
    papers: int


@dataclass(frozen=True, slots=True)
class Erasing:
    """What papers that are gone have left in the catalogue's file is being erased.

    ``size`` is how many bytes are written anew.
    """

    size: int


@dataclass(frozen=True, slots=True)
class NotErased:
    """Words of papers that are gone still stand in the catalogue's file, and ``reason`` says why.

    The next change of papers tries again.
    """

    reason: str

    @property
    def said(self) -> str:
        """The whole in a sentence."""
        return (
            "words of papers that are gone may still be on the disk; the next change of papers"
            f" tries again to erase them ({self.reason})"
        )


Event = Outcome | Progress | Waiting | Resuming | Scanning | Erasing | NotErased
Watcher = Callable[[Event], None]

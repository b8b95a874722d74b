"""Papers, their agenda items and their pages as records. Pages are physical, from 1."""

from __future__ import annotations

from datetime import date

from corpus.model import Access, PaperKind, TextSource
from retrieval.records.base import Record


class PaperRecord(Record):
    """A paper, as its reader may see it."""

    id: str
    """What fetches its first page."""
    paper_id: str
    """Id of the paper: SHA-256 of its file."""
    paper: str
    """Name of the file."""
    title: str
    """Title of the paper."""
    kind: PaperKind
    """What it is."""
    committee: str | None
    """The body that it is of."""
    date: date | None
    """Day of the meeting that it is of; the first of the month where only that is printed."""
    access: Access
    """Whether the paper as a whole is exempt."""
    page_count: int
    """How many of its pages the reader may see."""
    source_url: str | None
    """Where it was published, if that is known."""
    url: str
    """Opens it in the app."""


class FieldRecord(Record):
    """A line of a report form, answered."""

    name: str
    """What the form asks, in the same words for every council."""
    value: str
    """The answer, as printed."""
    page: int
    """Physical page of the PDF, from 1."""
    printed: str | None
    """Number printed on that page; null where none is."""
    url: str
    """Opens the page in the app with the words marked."""


class ItemRecord(Record):
    """An item of business on an agenda."""

    id: str
    """What fetches its first page and asks for its history; empty for an item without papers."""
    paper_id: str
    """Id of the paper whose agenda it is on."""
    paper: str
    """Name of the file."""
    number: str
    """As printed on the agenda."""
    title: str
    """As printed on the agenda."""
    first_page: int | None
    """Its first physical page, from 1; null without papers."""
    last_page: int | None
    """Its last physical page, inclusive; null without papers."""
    printed: str | None
    """Number printed on its first page; null where none is."""
    form: tuple[FieldRecord, ...]
    """The lines of its report form, as recommendations, wards, officer."""
    url: str
    """Opens its first page in the app; empty without papers."""


class DocumentRecord(Record):
    """One page of a paper, whole."""

    id: str
    """What fetched it."""
    title: str
    """Kind, committee and date of the paper."""
    text: str
    """The words of the page as printed, in reading order; words masked or left out are marked."""
    url: str
    """Opens the page in the app."""
    paper: PaperRecord
    """The paper that it is of."""
    page: int
    """Physical page of the PDF, from 1."""
    printed: str | None
    """Number printed on that page; null where none is."""
    item: str | None
    """Number of the agenda item whose papers the page is of, as printed."""
    source: TextSource
    """How the words were read; of unsure OCR many may be wrong."""
    problem: str | None
    """What could not be read of the page."""
    where: str
    """Item, printed page and PDF page in one line."""
    next_id: str | None
    """What fetches the next page; null after the last."""
    previous_id: str | None
    """What fetches the page before; null before the first."""

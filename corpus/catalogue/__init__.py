"""What was read of every paper, kept in SQLite, and how it is asked under a clearance."""

from __future__ import annotations

from corpus.catalogue.arrivals import Arrival, day_of_moment
from corpus.catalogue.catalogue import FILE_NAME, Catalogue, must_be_there
from corpus.catalogue.corrections import CorrectionShelf
from corpus.catalogue.links import LinkShelf
from corpus.catalogue.scans import Unseen
from corpus.catalogue.states import Namesake, Unfinished
from corpus.catalogue.superseded import Superseded
from corpus.catalogue.vectors import PassageRun, Placed
from corpus.catalogue.work import Work

__all__ = [
    "FILE_NAME",
    "Arrival",
    "Catalogue",
    "CorrectionShelf",
    "LinkShelf",
    "Namesake",
    "PassageRun",
    "Placed",
    "Superseded",
    "Unfinished",
    "Unseen",
    "Work",
    "day_of_moment",
    "must_be_there",
]

"""Fixtures of a site that papers are fetched from, and what fetches them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from corpus.catalogue.catalogue import Catalogue
from corpus.ingest.ingest import Ingest
from corpus.model import Access, Outcome, Particulars, Scope, records
from corpus.sandbox import PaperReader
from corpus.sync import Manners, Report, Sync, Wishes
from corpus.sync.telling import Told
from tests.corpus.stand_ins import HashEmbedder, MemoryIndex, PlainReader, pdf
from tests.corpus.sync.fake_site import Committee, Item, Meeting, Paper, Site, serving

TODAY = date(2026, 3, 20)
MANNERS = Manners("clerk@quay.example", pause=0.0, timeout=2.0, backoff=0.01)
ALL = Scope(clearance=Access.EXEMPT)


@dataclass
class Runs:
    """What was told in one run after another on one data folder."""

    catalogue: Catalogue
    report: Report = field(default_factory=Report)
    outcomes: list[Outcome] = field(default_factory=list)
    lines: list[Told] = field(default_factory=list)
    index: MemoryIndex = field(default_factory=MemoryIndex)
    today: date = TODAY
    reader: Callable[[], PaperReader] = PlainReader

    def sync(self, manners: Manners = MANNERS) -> Sync:
        self.lines, self.outcomes = [], []
        self.report = Report(self.lines.append)

        def watch(event: object) -> None:
            if isinstance(event, Outcome):
                self.outcomes.append(event)

        writer = Ingest(
            self.catalogue, HashEmbedder(), self.index, watcher=watch, reader=self.reader
        )
        return Sync(self.catalogue, writer, manners, self.report, self.today, ocr=False)

    def run(self, site: Site, wishes: Wishes | None = None, manners: Manners = MANNERS) -> Report:
        self.sync(manners).site(site.address, wishes or Wishes())
        return self.report

    def names(self) -> list[str]:
        return sorted(one.file_name for one in self.catalogue.papers(ALL))

    def said(self, part: str) -> Particulars:
        """Return what was said of the one paper with these words in its name."""
        (one,) = (one for one in self.catalogue.work.completed() if part in one.file_name)
        return records.load(Particulars, one.given or "{}")


@pytest.fixture
def runs(tmp_path: Path) -> Iterator[Runs]:
    """An empty data folder, and what runs on it."""
    with Catalogue.open(tmp_path / "data") as opened:
        yield Runs(opened)


def council() -> Site:
    """A small council: two bodies, three meetings, one paper on two items, one restricted."""
    moorings = Paper(11, "Moorings & tariffs", pdf("Moorings at the quay cost more."))
    shared = Paper(12, "Risk register", pdf("Risks of the harbour."))
    secret = Paper(13, "SECRETTITLE of a lease", pdf("SECRETBYTES"), restricted=True)
    panel = Committee(
        1,
        "Harbour & Ferry Panel",
        [
            Meeting(
                101,
                date(2026, 3, 12),
                [
                    Item(1, "5.", "Tariffs for <moorings>", [moorings, shared]),
                    Item(2, "7a.", "Risks", [shared]),
                    Item(3, "9.", "Lease", [secret], restricted=True),
                ],
                {
                    "/documents/g101/Public%20pack.pdf?T=10": pdf("All the reports in one pack."),
                    "/documents/b77/Late%20paper.pdf?T=9": pdf("A late paper for the panel."),
                },
                [("Cllr Ash", "Present"), ("Cllr Birch", "Apologies")],
            ),
            Meeting(
                102, date(2026, 1, 8), [], {
                    "/documents/g102/Printed%20minutes.pdf?T=1": pdf("Minutes of the panel."),
                    "/documents/g102/Agenda.pdf?T=10": pdf("An agenda of items without papers."),
                },
            ),
        ],
    )  # fmt: skip
    licensing = Committee(
        2,
        "Licensing Board",
        [Meeting(201, date(2026, 3, 2), [Item(4, "3", "Boats", [_report(21, "Boat licences")])])],
    )
    gone = Committee(3, "Ballast Board", [Meeting(301, date(2026, 2, 2))], deleted=True)
    return Site([panel, licensing, gone])


def _report(number: int, title: str) -> Paper:
    return Paper(number, title, pdf(f"A report on {title}."))


@pytest.fixture
def site() -> Iterator[Site]:
    """The small council, served on loopback."""
    with serving(council()) as served:
        yield served

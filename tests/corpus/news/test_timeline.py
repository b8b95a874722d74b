"""What came when, and what another version of a paper changed, to whoever may see it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from corpus.catalogue import Arrival
from corpus.catalogue.catalogue import Catalogue
from corpus.cli.news import news_json, news_lines
from corpus.ingest.ingest import Ingest
from corpus.masks import Masks
from corpus.model import Access, Paper, PaperKind, Particulars, Scope
from corpus.model.errors import UnknownPaperError
from corpus.news import Happening, PageChange, changed_pages, nations, news
from tests.corpus.stand_ins import HashEmbedder, MemoryIndex, ReaderHere, pdf

ALL = Scope(clearance=Access.EXEMPT)
MEETING = date(2026, 3, 12)
SAID = Particulars(PaperKind.REPORT, "Harbour Panel", MEETING, title="Tariffs", keeps_earlier=True)


def _arrival(
    name: str, published: date | None, seen: date, kind: PaperKind = PaperKind.REPORT
) -> Arrival:
    paper = Paper(name, name, name, kind, "Harbour Panel", MEETING, Access.PUBLIC, None, 1)
    moment = datetime(seen.year, seen.month, seen.day, 12, tzinfo=UTC)
    return Arrival(paper, moment, moment, published)


def test_clear_days_and_what_came_after_the_agenda() -> None:
    agenda = _arrival("agenda", date(2026, 3, 4), date(2026, 3, 6))
    late = _arrival("late", None, date(2026, 3, 10))
    minutes = _arrival("minutes", date(2026, 3, 20), date(2026, 3, 21), PaperKind.MINUTES)
    (meeting,) = news([agenda, late, minutes], nation=nations()["england"])
    came = {one.paper.id: one for one in meeting.came}
    assert [one.paper.id for one in meeting.came] == ["minutes", "late", "agenda"]
    assert came["agenda"].after_agenda == 0
    assert came["late"].after_agenda == 6
    # Thursday 5, Friday 6, Monday 9 to Wednesday 11 March; then Wednesday alone.
    told = [came[name].notice for name in ("agenda", "late")]
    assert [one and one.clear_days for one in told] == [5, 1]
    assert came["minutes"].notice is None
    assert came["minutes"].uncounted == "clear days not counted: written after the meeting"
    assert came["agenda"].uncounted == ""
    assert (came["minutes"].after_agenda, meeting.newest) == (0, date(2026, 3, 21))
    assert [(event.on.day, event.what) for event in meeting.events] == [
        (21, Happening.SEEN),
        (20, Happening.PUBLISHED),
        (10, Happening.SEEN),
        (6, Happening.SEEN),
        (4, Happening.PUBLISHED),
    ]


def test_only_what_came_since_is_told_and_still_measured_by_all() -> None:
    agenda = _arrival("agenda", date(2026, 3, 4), date(2026, 3, 4))
    late = _arrival("late", date(2026, 3, 9), date(2026, 3, 9))
    (meeting,) = news([agenda, late], since=date(2026, 3, 9))
    assert [(one.paper.id, one.after_agenda) for one in meeting.came] == [("late", 5)]
    assert not news([agenda, late], since=date(2026, 3, 10))


def test_a_paper_first_seen_after_its_meeting_is_not_counted() -> None:
    """Old papers put in years later say nothing of how they were published."""
    (meeting,) = news([_arrival("old", None, date(2026, 9, 1))], nation=nations()["wales"])
    assert meeting.came[0].notice is None
    assert "first seen here after its meeting" in meeting.came[0].uncounted


class Kept:
    """A data folder whose one paper comes in one version after another."""

    def __init__(self, catalogue: Catalogue, folder: Path) -> None:
        self.catalogue = catalogue
        self._folder = folder
        self.writer = Ingest(catalogue, HashEmbedder(), MemoryIndex(), reader=ReaderHere)

    def put(self, *pages: str, said: Particulars = SAID) -> Arrival:
        path = self._folder / "tariffs.pdf"
        path.write_bytes(pdf(*pages))
        self.writer.add([path], given={path.name: said}, ocr=False)
        (one,) = self.catalogue.arrivals(ALL)
        return one


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    with Catalogue.open(tmp_path / "data") as catalogue:
        yield Kept(catalogue, tmp_path)


ONE = "Moorings at the quay cost twelve pounds a week in the season."
TWO = "Lighting of the quay is switched off at midnight, said the engineer."


def test_a_replaced_paper_keeps_when_it_was_first_seen(kept: Kept) -> None:
    before = datetime.now(UTC)
    first = kept.put(ONE, TWO)
    assert not first.is_later_version
    assert before - timedelta(seconds=1) < first.first == first.seen
    kept.writer.correct(first.paper.id, Particulars(title="Fees"))
    kept.writer.add([], again=True, ocr=False)
    (again,) = kept.catalogue.arrivals(ALL)
    assert (again.first, again.seen, again.paper.title) == (first.first, first.seen, "Fees")
    second = kept.put(ONE.replace("twelve", "fourteen"), TWO)
    assert second.is_later_version
    assert second.first == first.first
    assert len(second.replaced) == 1
    third = kept.put(ONE.replace("twelve", "fifteen"), TWO)
    assert third.first == first.first
    assert third.seen > second.seen
    assert len(third.replaced) == 2
    (pair,) = changed_pages(kept.catalogue, third.paper.id) or ()
    assert (pair.gone, pair.added) == (("fourteen",), ("fifteen",))
    # What it was before it is again: a version of its own, and none of those before.
    fourth = kept.put(ONE.replace("twelve", "fourteen"), TWO)
    assert fourth.paper.id == second.paper.id
    assert fourth.seen > third.seen
    (pair,) = changed_pages(kept.catalogue, fourth.paper.id) or ()
    assert (pair.gone, pair.added) == (("fifteen",), ("fourteen",))


def test_when_an_exempt_version_came_is_told_to_nobody_without_clearance(kept: Kept) -> None:
    kept.put(ONE, TWO, said=replace(SAID, access=Access.EXEMPT))
    opened = kept.put(ONE, said=replace(SAID, access=Access.PUBLIC))
    assert len(opened.replaced) == 1
    (told,) = kept.catalogue.arrivals()
    assert (told.first, told.replaced) == (told.seen, ())
    assert not told.is_later_version
    assert changed_pages(kept.catalogue, told.paper.id) is None
    kept.put(ONE, ONE, said=replace(SAID, access=Access.PUBLIC))
    (later,) = kept.catalogue.arrivals()
    assert (later.first, len(later.replaced)) == (told.first, 1)


def test_the_changed_pages_stand_side_by_side(kept: Kept) -> None:
    kept.put(ONE, TWO)
    new = kept.put("A page that nobody had before.", ONE.replace("week", "day"))
    found = changed_pages(kept.catalogue, new.paper.id)
    assert found is not None
    told = {one.pair.change: one for one in found}
    assert set(told) == {PageChange.ADDED, PageChange.CHANGED, PageChange.GONE}
    changed = told[PageChange.CHANGED]
    assert (changed.pair.older, changed.pair.newer) == (1, 2)
    assert (changed.gone, changed.added) == (("week",), ("day",))
    assert changed.older is not None
    assert changed.older.text.strip() == ONE
    lines = news_lines(news([new]), kept.catalogue, Access.PUBLIC)
    assert "changed: page 2; added: page 1; gone: page 2" in lines
    (meeting,) = json.loads(news_json(news([new]), kept.catalogue, Access.PUBLIC))
    assert len(meeting["papers"][0]["changed_pages"]) == 3


def test_nothing_is_kept_of_versions_that_were_not_to_be(kept: Kept) -> None:
    said = Particulars(PaperKind.REPORT, "Harbour Panel", MEETING)
    kept.put(ONE, said=said)
    new = kept.put(TWO, said=said)
    assert new.is_later_version
    assert changed_pages(kept.catalogue, new.paper.id) is None
    assert "not known" in news_lines(news([new]), kept.catalogue, Access.PUBLIC)


def test_of_closed_pages_of_either_version_the_public_is_told_nothing(kept: Kept) -> None:
    secret = "The tenant SECRETNAME will pay twenty thousand pounds for the lease of the shed."
    closes = {"exempt_pages": ((2, 2),)}
    kept.put(ONE, secret, TWO, said=_with(**closes))
    new = kept.put(ONE, secret.replace("twenty", "thirty"), TWO, said=_with(**closes))
    assert changed_pages(kept.catalogue, new.paper.id) == ()
    (cleared,) = changed_pages(kept.catalogue, new.paper.id, Access.EXEMPT) or ()
    assert cleared.gone == ("twenty",)
    # Opened in the newer version: what the earlier one said there stays closed.
    new = kept.put(ONE, secret.replace("twenty", "forty"), TWO, said=_with(exempt_pages=()))
    (opened,) = changed_pages(kept.catalogue, new.paper.id) or ()
    assert (opened.pair.change, opened.gone, opened.older) == (PageChange.ADDED, (), None)
    # Closed in the newer version: it is not told as a page that has gone.
    new = kept.put(ONE, secret.replace("twenty", "fifty"), TWO, said=_with(**closes))
    assert changed_pages(kept.catalogue, new.paper.id) == ()
    kept.put(ONE, secret, TWO, said=_with(access=Access.EXEMPT))
    (closed,) = kept.catalogue.arrivals(ALL)
    assert not kept.catalogue.arrivals()
    with pytest.raises(UnknownPaperError):
        changed_pages(kept.catalogue, closed.paper.id)


def test_what_is_masked_is_masked_in_earlier_versions_too(kept: Kept) -> None:
    kept.put(f"{ONE} Wilhelmina Quack objects.", TWO)
    new = kept.put(f"{ONE} Obadiah Quack objects strongly.", TWO)
    kept.writer.mask(Masks(names=("Wilhelmina", "Obadiah")))
    (public,) = changed_pages(kept.catalogue, new.paper.id) or ()
    (cleared,) = changed_pages(kept.catalogue, new.paper.id, Access.EXEMPT) or ()
    assert "Wilhelmina" in repr(cleared)
    assert "Wilhelmina" not in repr(public)
    assert "Obadiah" not in repr(public)
    assert "strongly." in " ".join(public.added)


def test_a_removed_paper_leaves_no_word_of_any_version(kept: Kept) -> None:
    kept.put(f"{ONE} PLANTEDWORD", TWO)
    new = kept.put(ONE, TWO)
    kept.writer.remove([new.paper.file_name])
    assert not kept.catalogue.arrivals(ALL)
    for path in kept.catalogue.data.rglob("*"):
        if path.is_file():
            assert b"PLANTEDWORD" not in path.read_bytes(), path


def _with(**said: object) -> Particulars:
    return replace(SAID, **said)  # type: ignore[arg-type]

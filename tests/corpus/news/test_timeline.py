"""What came when, and what another version of a paper changed, to whoever may see it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from corpus.catalogue import FILE_NAME, Arrival
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


def test_old_papers_that_came_in_one_run_tell_nothing_of_how_they_followed() -> None:
    """Of the first sync of a meeting long past: a supplement that its site gives no day."""
    today = date(2026, 12, 1)
    agenda = _arrival("agenda", date(2026, 3, 1), today)
    undated = _arrival("supplement", None, today)
    dated = _arrival("late", date(2026, 3, 9), today)
    law = nations()["england"]
    (meeting,) = news([agenda, undated, dated], nation=law)
    came = {one.paper.id: one for one in meeting.came}
    assert came["supplement"].after_agenda is None
    assert came["supplement"].notice is None
    assert (came["agenda"].after_agenda, came["late"].after_agenda) == (0, 8)
    # A run goes on over midnight.
    night = replace(undated, first=undated.first + timedelta(hours=11))
    (meeting,) = news([agenda, replace(night, seen=night.first)], nation=law)
    assert [one.after_agenda for one in meeting.came] == [None, 0]
    # All without a day came together, as far as is known.
    (meeting,) = news([_arrival("agenda", None, today), undated], nation=law)
    assert [one.after_agenda for one in meeting.came] == [0, 0]
    # In a later run the first papers were here already.
    next_night = _arrival("supplement", None, today + timedelta(days=1))
    (meeting,) = news([agenda, next_night], nation=law)
    assert [one.after_agenda for one in meeting.came] == [276, 0]


def test_a_later_version_leaves_the_days_of_the_first() -> None:
    first = _arrival("agenda", date(2026, 3, 1), date(2026, 3, 2))
    seen = datetime(2026, 12, 1, 12, tzinfo=UTC)
    later = replace(first, seen=seen, published=date(2026, 11, 28), begun=date(2026, 3, 1))
    (meeting,) = news([later], nation=nations()["england"])
    (came,) = meeting.came
    assert came.after_agenda == 0
    # Monday 2 to Wednesday 11 March.
    assert came.notice is not None
    assert (came.notice.clear_days, came.notice.after) == (8, False)
    assert [(event.on, event.what) for event in came.events] == [
        (date(2026, 3, 1), Happening.PUBLISHED),
        (date(2026, 3, 2), Happening.SEEN),
        (date(2026, 11, 28), Happening.REPLACED),
    ]
    assert came.newest == date(2026, 12, 1)


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


def _tell(kept: Kept, came: Arrival, told: date) -> Arrival:
    kept.catalogue.work.publish(came.paper.id, told)
    (one,) = kept.catalogue.arrivals()
    return one


def _seen(kept: Kept, paper: Arrival, moment: datetime) -> None:
    """Have a paper's version been seen at a moment, as if the days had passed."""
    path = kept.catalogue.data / FILE_NAME
    now = moment.isoformat(timespec="microseconds")
    was = paper.seen.isoformat(timespec="microseconds")
    with sqlite3.connect(path) as db:
        db.execute("UPDATE arrivals SET first = ? WHERE first = ?", (now, was))
        db.execute("UPDATE arrivals SET seen = ? WHERE seen = ?", (now, was))
        db.execute("UPDATE superseded SET since = ? WHERE since = ?", (now, was))
    kept.catalogue.work.move_on()


def test_each_version_has_the_day_that_its_site_tells(kept: Kept) -> None:
    said = replace(SAID, kind=PaperKind.AGENDA_PACK)
    _tell(kept, kept.put(ONE, TWO, said=said), date(2026, 3, 1))
    (first,) = kept.catalogue.arrivals()
    assert (first.published, first.publication, first.begun) == (date(2026, 3, 1),) * 2 + (None,)
    _seen(kept, first, datetime(2026, 3, 2, 9, tzinfo=UTC))
    second = kept.put(ONE, said=said)
    assert (second.publication, second.published) == (date(2026, 3, 1), None)
    # The site keeps the day: it is that of the first version, and not this one's.
    second = _tell(kept, second, date(2026, 3, 1))
    assert (second.publication, second.published) == (date(2026, 3, 1), None)
    _seen(kept, second, datetime(2026, 3, 6, 9, tzinfo=UTC))
    (second,) = kept.catalogue.arrivals()
    assert second.replaced == (date(2026, 3, 6),)
    lines = news_lines(news([second], nation=nations()["england"]), kept.catalogue, Access.PUBLIC)
    assert "replaced 6 March 2026" in lines
    assert "first published 1 March 2026" in lines
    assert "(England: 5), from its first version" in lines
    assert "this version published" not in lines
    # The site tells another day for it: one on which it had it, before it was seen here.
    second = _tell(kept, second, date(2026, 3, 5))
    assert (second.publication, second.published) == (date(2026, 3, 1), date(2026, 3, 5))
    assert second.replaced == (date(2026, 3, 5),)
    third = _tell(kept, kept.put(TWO, said=said), date(2026, 11, 28))
    assert (third.publication, third.published) == (date(2026, 3, 1), date(2026, 11, 28))
    assert third.replaced == (date(2026, 3, 5), date(2026, 11, 28))
    found = news([third], nation=nations()["england"])
    lines = news_lines(found, kept.catalogue, Access.PUBLIC)
    assert "this version published 28 November 2026" in lines
    assert "after the first papers" not in lines
    assert "on the day of the meeting" not in lines
    (meeting,) = json.loads(news_json(found, kept.catalogue, Access.PUBLIC))
    (paper,) = meeting["papers"]
    assert (paper["first_published"], paper["published"]) == ("2026-03-01", "2026-11-28")
    assert (paper["clear_days"], paper["days_after_first_papers"]) == (8, 0)
    replaced = [one.on for one in found[0].events if one.what is Happening.REPLACED]
    assert replaced == [date(2026, 11, 28), date(2026, 3, 5)]
    # The bytes of the first once more: still published when it first was.
    fourth = _tell(kept, kept.put(ONE, TWO, said=said), date(2026, 12, 24))
    assert fourth.paper.id == first.paper.id
    assert (fourth.publication, fourth.published) == (date(2026, 3, 1), date(2026, 12, 24))


def test_a_version_that_is_not_kept_leaves_when_it_was_published(kept: Kept) -> None:
    said = replace(SAID, keeps_earlier=False)
    _tell(kept, kept.put(ONE, said=said), date(2026, 3, 1))
    second = _tell(kept, kept.put(TWO, said=said), date(2030, 3, 9))
    assert (second.publication, second.published) == (date(2026, 3, 1), date(2030, 3, 9))
    kept.writer.remove([second.paper.file_name])
    with sqlite3.connect(kept.catalogue.data / FILE_NAME) as db:
        assert db.execute("SELECT count(*) FROM arrivals").fetchone() == (0,)


def test_a_day_on_which_the_first_version_was_here_is_no_later_ones(kept: Kept) -> None:
    """The site told none before the paper was replaced."""
    first = kept.put(ONE)
    _seen(kept, first, datetime(2026, 3, 5, 9, tzinfo=UTC))
    second = _tell(kept, kept.put(TWO), date(2026, 3, 4))
    assert (second.publication, second.published) == (date(2026, 3, 4), None)
    second = _tell(kept, second, date(2026, 3, 9))
    assert (second.publication, second.published) == (None, date(2026, 3, 9))
    assert second.appeared == date(2026, 3, 5)


def test_when_an_exempt_version_was_published_is_told_to_nobody_without_clearance(
    kept: Kept,
) -> None:
    kept.put(ONE, said=replace(SAID, access=Access.EXEMPT))
    (closed,) = kept.catalogue.arrivals(ALL)
    kept.catalogue.work.publish(closed.paper.id, date(2026, 3, 1))
    kept.put(TWO, said=replace(SAID, access=Access.PUBLIC))
    (told,) = kept.catalogue.arrivals()
    assert (told.publication, told.replaced) == (None, ())


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

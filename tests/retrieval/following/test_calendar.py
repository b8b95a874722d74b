"""Calendars of meetings: which are in them, at which times, in lines that programs take."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from corpus.catalogue import Catalogue
from corpus.model import Access, PaperKind, Particulars
from corpus.sync.site import Committee, Meeting
from corpus.sync.state import FILE_NAME as SYNC_FILE
from corpus.sync.state import State
from retrieval.following import Feeds, FollowKind, calendar_file, meetings_held
from retrieval.following.calendar_file import Held
from retrieval.meetings import clock_time
from tests.corpus.sync.conftest import Runs, council
from tests.corpus.sync.fake_site import serving
from tests.retrieval.following.conftest import APP, OWNER, Town
from tests.retrieval.following.test_following import FEES


def test_a_calendar_has_meetings_of_papers_and_of_sites(town: Town) -> None:
    town.put("report", FEES)
    town.put("closed", FEES + " Closed.", access=Access.EXEMPT, committee="Secret Board")
    with State(town.catalogue.data / SYNC_FILE) as state:
        panel = Committee("1", "Harbour Panel")
        held = Meeting("101", date(2026, 3, 12), "18.30", "Agenda published", "Town Hall, Quay")
        state.keep("s", panel, panel.title, held, "2026-03-01")
        later = Meeting("102", date(2026, 6, 4), "TBC", "Cancelled")
        state.keep("s", panel, panel.title, later, "2026-03-01")
    meetings = meetings_held(town.catalogue, APP)
    text = calendar_file(meetings, "Meetings", datetime.now(UTC)).decode()
    assert text.count("BEGIN:VEVENT") == 2
    assert "DTSTART:20260312T183000" in text
    assert "LOCATION:Town Hall\\, Quay" in text
    assert "DTSTART;VALUE=DATE:20260604" in text
    assert "STATUS:CANCELLED" in text
    assert "/meetings?meeting=" in text.replace("\r\n ", "")
    assert "Secret" not in text
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert meetings_held(town.catalogue, APP, ["Library Board"]) == ()
    assert len(meetings_held(town.catalogue, APP, today=date(2026, 6, 1))) == 2
    assert len(meetings_held(town.catalogue, APP, today=date(2026, 9, 30))) == 2
    town.put("newest", FEES + " Anew.", meeting_date=date(2026, 6, 30))
    assert len(meetings_held(town.catalogue, APP, today=date(2026, 9, 30))) == 2


def days(town: Town, *committees: str, today: date) -> list[date]:
    return [one.day for one in meetings_held(town.catalogue, APP, committees, today)]


def test_where_all_meetings_are_past_a_calendar_has_the_last_of_them(town: Town) -> None:
    old, last, other = date(2022, 1, 20), date(2022, 11, 8), date(2023, 6, 1)
    town.put("old", FEES, meeting_date=old)
    town.put("last", FEES + " Anew.", meeting_date=last)
    town.put("other", FEES + " Elsewhere.", committee="Library Board", meeting_date=other)
    today = date(2026, 3, 1)
    # Each followed committee by itself, all of them together.
    assert days(town, "Harbour Panel", today=today) == [last]
    assert days(town, "Harbour Panel", "Library Board", today=today) == [last, other]
    assert days(town, today=today) == [other]
    assert days(town, "Parks Board", today=today) == []
    # While there are later ones, the last three months count from today.
    assert days(town, today=date(2023, 1, 31)) == [last, other]
    assert days(town, today=date(2022, 3, 1)) == [old, last, other]


def test_the_feed_of_a_follower_has_past_meetings(town: Town) -> None:
    town.put("last", FEES, meeting_date=date(2022, 11, 8))
    town.follow("Harbour Panel", FollowKind.COMMITTEE)
    made = Feeds(town.settings).answer(town.file.new_token(OWNER), calendar=True)
    assert made is not None
    assert b"DTSTART;VALUE=DATE:20221108" in made.content


def test_a_meeting_begins_when_its_agenda_says(town: Town) -> None:
    pack = {"kind": PaperKind.AGENDA_PACK}
    front = "Harbour Panel\nThursday 12 March 2026\nTime: 6.30 pm\nAgenda"
    town.put("agenda", front, **pack)
    day = date(2026, 6, 4)
    told = "Harbour Panel\n4 June 2026 at 2 pm"
    town.put("later", told, FEES, meeting_date=day, **pack)
    # Minutes say when a meeting began as well, and much else; they are not asked.
    past = date(2026, 1, 8)
    town.put("past", "8 January 2026 at 7 pm", kind=PaperKind.MINUTES, meeting_date=past)
    with State(town.catalogue.data / SYNC_FILE) as state:
        panel = Committee("1", "Harbour Panel")
        held = Meeting("101", date(2026, 3, 12), "18.45")
        state.keep("s", panel, panel.title, held, "2026-03-01")
        state.keep("s", panel, panel.title, Meeting("102", day, "TBC"), "2026-03-01")
    text = calendar_file(meetings_held(town.catalogue, APP), "x", datetime.now(UTC)).decode()
    begun = [line for line in text.splitlines() if line.startswith("DTSTART")]
    # What the site tells holds, unless it is no time.
    assert begun == [
        "DTSTART;VALUE=DATE:20260108",
        "DTSTART:20260312T184500",
        "DTSTART:20260604T140000",
    ]
    later = town.catalogue.paper("later.pdf")
    town.writer.correct(later.id, Particulars(exempt_pages=((1, 1),)))
    june = meetings_held(town.catalogue, APP)[-1]
    assert (june.day, june.time) == (day, "TBC")


def test_a_meeting_that_its_site_hides_later_leaves_the_calendar(tmp_path: Path) -> None:
    with Catalogue.open(tmp_path / "data") as catalogue, serving(council()) as site:
        runs = Runs(catalogue)
        days = []
        for is_shown in (True, False, True):
            site.committees[0].meetings[0].shown = is_shown
            runs.run(site)
            days.append(
                [one.day for one in meetings_held(catalogue, APP, ["Harbour & Ferry Panel"])]
            )
    january, march = date(2026, 1, 8), date(2026, 3, 12)
    assert days == [[january, march], [january], [january, march]]


@pytest.mark.parametrize(
    ("told", "read"),
    [("18.30", "18:30"), ("6.30 pm", "18:30"), ("10am", "10:00"), ("12.15 p.m.", "12:15"),
     ("2", None), ("To be confirmed", None), ("25.00", None), ("", None)],
)  # fmt: skip
def test_times_as_sites_write_them(told: str, read: str | None) -> None:
    found = clock_time(told)
    assert (found.isoformat("minutes") if found else None) == read


def test_long_lines_of_a_calendar_are_folded_by_octets() -> None:
    held = Held("1", "É" * 100, date(2026, 1, 1))
    text = calendar_file([held], "x", datetime.now(UTC))
    assert all(len(line) <= 75 for line in text.split(b"\r\n"))
    assert ("É" * 100).encode() in text.replace(b"\r\n ", b"")

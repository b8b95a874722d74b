"""Calendars of meetings: which are in them, at which times, in lines that programs take."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from corpus.catalogue import Catalogue
from corpus.model import Access
from corpus.sync.site import Committee, Meeting
from corpus.sync.state import FILE_NAME as SYNC_FILE
from corpus.sync.state import State
from retrieval.following import calendar_file, meetings_held
from retrieval.following.calendar_file import Held, clock_time
from tests.corpus.sync.conftest import Runs, council
from tests.corpus.sync.fake_site import serving
from tests.retrieval.following.conftest import APP, Town
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
    assert len(meetings_held(town.catalogue, APP, since=date(2026, 4, 1))) == 1


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

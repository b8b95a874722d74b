"""A site that runs CMIS: meetings from its calendar, papers from their pages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from corpus.cli.commands import main
from corpus.model import PaperKind, SyncError
from corpus.sync import Report, Wishes, known_meetings, shown
from corpus.sync.telling import Became
from tests.corpus.stand_ins import pdf
from tests.corpus.sync.conftest import MANNERS, TODAY, Runs
from tests.corpus.sync.fake_cmis import CALENDAR, CmisSite, Held
from tests.corpus.sync.fake_site import page, serving

ALL_YEAR = Wishes(since=date(2025, 12, 1), until=date(2026, 6, 30), recheck=99_999)


@pytest.fixture
def site() -> Iterator[CmisSite]:
    held = [
        Held(
            101, 1, "Harbour & Ferry Panel", date(2026, 3, 12),
            {
                "Final Agenda Reports": pdf("Moorings at the quay cost more."),
                "Final Minutes of 12 March 2026": pdf("Minutes of the panel."),
                "Exempt appendix": None,
            },
        ),
        Held(102, 1, "Harbour & Ferry Panel", date(2025, 12, 31), {"Agenda": pdf("Old agenda.")}),
        Held(201, 2, "Licensing Board", date(2026, 6, 1), {}),
    ]  # fmt: skip
    with serving(CmisSite(held=held)) as served:
        assert isinstance(served, CmisSite)
        yield served


def _run(runs: Runs, site: CmisSite, wishes: Wishes = ALL_YEAR) -> Report:
    runs.sync(MANNERS).site(f"{site.address.rstrip('/')}{CALENDAR}", wishes, cmis=True)
    return runs.report


def test_papers_of_all_months_are_fetched_once(runs: Runs, site: CmisSite) -> None:
    report = _run(runs, site)
    assert not report.faults
    assert (report.committees, report.meetings, report.counts[Became.NEW]) == (2, 3, 3)
    said = runs.said("Final Agenda Reports")
    assert (said.committee, said.meeting_date) == ("Harbour & Ferry Panel", date(2026, 3, 12))
    assert said.items is None
    assert runs.said("Final Minutes").kind is PaperKind.MINUTES
    assert runs.said("2025-12-31").title == "Agenda"
    assert not site.overlapped
    asked = [path for path in site.asked if "NoJava" in path]
    assert len(asked) == 7
    again = _run(runs, site)
    assert (again.downloads, again.counts[Became.UNCHANGED]) == (0, 3)
    told = {(name, one.day): one for name, one in known_meetings(runs.catalogue.data)}
    meeting = told["Harbour & Ferry Panel", date(2026, 3, 12)]
    assert (meeting.time, meeting.place, meeting.status) == ("11:00", "Town Hall", "Scheduled")
    assert ("Licensing Board", date(2026, 6, 1)) in told


def test_a_sign_in_page_is_no_fault_and_not_kept(
    runs: Runs, site: CmisSite, tmp_path: Path
) -> None:
    for _ in range(2):
        report = _run(runs, site)
        assert report.counts[Became.RESTRICTED] == 1
        assert not report.faults
    content = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert b"CLOSEDWORDS" not in content


def test_a_replaced_paper_is_a_later_version(runs: Runs, site: CmisSite) -> None:
    _run(runs, site)
    site.held[0].papers["Final Agenda Reports"] = pdf("Moorings cost less now.")
    assert _run(runs, site).counts[Became.REPLACED] == 1


def test_committees_are_chosen_by_name(runs: Runs, site: CmisSite) -> None:
    since, until = ALL_YEAR.since, ALL_YEAR.until
    report = _run(runs, site, Wishes(("licensing",), since, until))
    assert (report.committees, report.counts[Became.NEW]) == (1, 0)
    with pytest.raises(SyncError, match="no committee called Quays"):
        _run(runs, site, Wishes(("Quays",), since, until))


def test_a_month_without_meetings_leaves_the_list_alone(site: CmisSite) -> None:
    """Then no link tells where the calendar of other months is."""
    site.now = date(2026, 5, 1)
    with pytest.raises(SyncError, match="no meetings in this time"):
        list(_shown(site))
    site.now = date(2026, 3, 1)
    assert len(list(_shown(site))) == 3


def _shown(site: CmisSite) -> Iterator[object]:
    address = f"{site.address.rstrip('/')}{CALENDAR}"
    return shown(address, ALL_YEAR, MANNERS, Report(), TODAY, cmis=True)


def test_a_page_that_is_no_calendar_is_said(site: CmisSite) -> None:
    site.faults[CALENDAR] = [page(b"<html><body>Welcome</body></html>")]
    with pytest.raises(SyncError, match="no calendar of meetings as CMIS writes it"):
        list(_shown(site))


def test_a_list_by_command(
    site: CmisSite, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MINUTEBOOK_SYNC_DELAY", "0")
    address = f"{site.address.rstrip('/')}{CALENDAR}"
    period = ("--from", "2025-12-01", "--to", "2026-06-30")
    assert main(["sync", address, "--cmis", *period, "--list"]) == 0
    out = capsys.readouterr().out
    assert "Harbour & Ferry Panel, 31 December 2025 (Scheduled)" in out
    assert "minutes   Final Minutes of 12 March 2026" in out
    assert main(["sync", "--folder", "in", "--cmis"]) == 2

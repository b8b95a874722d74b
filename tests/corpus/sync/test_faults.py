"""What goes wrong on the way is told with its address, tried again where that may help, and ends
nothing but itself."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest

from corpus.model import SyncError
from corpus.sync import Manners, Wishes
from corpus.sync.telling import Became
from tests.corpus.stand_ins import pdf
from tests.corpus.sync.conftest import MANNERS, Runs
from tests.corpus.sync.fake_site import Fault, Meeting, Site, cut, page, slow, status

FILE = "/mgConvert2PDF.aspx"
GET = "/mgWebService.asmx/GetMeeting"


@pytest.mark.parametrize(
    "fault",
    [status(500), status(503), status(429), cut(pdf("Moorings")), slow(1.0)],
    ids=["500", "503", "429", "cut", "slow"],
)
def test_what_may_work_later_is_tried_again(runs: Runs, site: Site, fault: Fault) -> None:
    site.faults[FILE] += [fault, fault]
    report = runs.run(site, manners=Manners(pause=0.0, timeout=0.5, backoff=0.01))
    assert report.counts[Became.NEW] == 6
    assert not report.faults


def test_a_server_is_left_alone_for_as_long_as_it_says(runs: Runs, site: Site) -> None:
    site.faults[FILE].append(status(429, Retry_After="1"))
    runs.run(site)
    first, second = [
        at for at, path in zip(site.times, _paths(site), strict=True) if path.startswith(FILE)
    ][:2]
    assert second - first >= 1.0


def test_one_that_wants_to_be_left_alone_for_long_is_until_the_next_run(
    runs: Runs, site: Site
) -> None:
    site.faults[FILE].append(status(503, Retry_After="7200"))
    report = runs.run(site)
    assert "left alone" in report.faults[0]
    assert report.downloads < 6
    assert runs.run(site).counts[Became.NEW] + len(runs.names()) >= 6


def test_what_does_not_come_is_told_with_its_address_and_tried_in_the_next_run(
    runs: Runs, site: Site
) -> None:
    site.faults[FILE] += [status(500)] * MANNERS.tries
    report = runs.run(site)
    assert len(report.faults) == 1
    assert site.address in report.faults[0]
    assert len(runs.names()) == 5
    assert runs.run(site).counts[Became.NEW] == 1
    assert len(runs.names()) == 6


def test_what_is_not_there_is_asked_for_three_times_in_all(runs: Runs, site: Site) -> None:
    site.papers()[21].url = "mgConvert2PDF.aspx?ID=9999"
    for _ in range(5):
        assert len(runs.run(site).faults) == 1
    assert site.asked[f"{FILE}?ID=9999"] == 3


def test_a_cut_file_that_came_whole_is_told_and_fetched_again(runs: Runs, site: Site) -> None:
    whole = site.papers()[21].content
    site.papers()[21].content = b"%PDF-1.4\n"
    assert len(runs.run(site).faults) == 1
    site.papers()[21].content = whole
    assert runs.run(site).counts[Became.NEW] == 1


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"<meeting><meetingid>101</meeting", "broken XML"),
        (b"", "broken XML"),
        (b"<!DOCTYPE m [<!ENTITY a 'b'>]><meeting>&a;</meeting>", "document type"),
        (b"<html><body>Sorry</body></html>", "no meeting"),
    ],
)
def test_a_broken_answer_ends_no_more_than_its_meeting(
    runs: Runs, site: Site, body: bytes, said: str
) -> None:
    site.faults[GET].append(page(body))
    report = runs.run(site)
    assert len(report.faults) == 1
    assert said in report.faults[0]
    assert GET in report.faults[0]
    assert report.counts[Became.NEW] == 4
    assert runs.run(site).counts[Became.NEW] == 2


def test_entities_are_not_expanded(runs: Runs, site: Site, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("SECRETFILE")
    outside = f'<!DOCTYPE m [<!ENTITY a SYSTEM "file://{tmp_path}/secret.txt">]>'
    body = f"{outside}<committees><committee>&a;</committee></committees>".encode()
    site.faults["/mgWebService.asmx/GetCommittees"].append(page(body))
    with pytest.raises(SyncError, match="document type") as raised:
        runs.run(site)
    assert "SECRETFILE" not in str(raised.value)


@pytest.mark.parametrize(
    ("rules", "refused"),
    [
        ("User-agent: *\nDisallow: /mgConvert2PDF.aspx", "mgConvert2PDF"),
        ("User-agent: Minutebook\nDisallow: /*.pdf?T=", "pdf?T="),
        ("User-agent: OtherBot\nDisallow: /", ""),
    ],
)
def test_what_robots_are_asked_not_to_fetch_is_not(
    runs: Runs, site: Site, rules: str, refused: str
) -> None:
    site.robots = rules
    report = runs.run(site)
    asked = [path for path in site.asked if refused and refused in path]
    assert asked == []
    assert bool(report.faults) is bool(refused)
    assert all("robots.txt" in fault for fault in report.faults)


def test_a_site_that_refuses_all_robots_is_left_alone(runs: Runs, site: Site) -> None:
    site.robots = "User-agent: *\nDisallow: /"
    with pytest.raises(SyncError, match=r"robots\.txt"):
        runs.run(site)
    assert set(site.asked) == {"/robots.txt"}


def test_where_the_rules_do_not_answer_nothing_is_asked(runs: Runs, site: Site) -> None:
    site.faults["/robots.txt"] += [status(503)] * MANNERS.tries
    with pytest.raises(SyncError):
        runs.run(site)
    assert set(site.asked) == {"/robots.txt"}


def test_a_site_that_has_stopped_working_ends_the_run_and_keeps_what_came(
    runs: Runs, site: Site
) -> None:
    board = site.committees[1]
    board.meetings += [Meeting(300 + at, date(2026, 3, 10 + at)) for at in range(6)]
    site.faults[GET] = [lambda: _answered(site), *[status(500)] * 99]
    with pytest.raises(SyncError, match="in a row"):
        runs.run(site, Wishes(("licensing",)), Manners(pause=0.0, backoff=0.001, tries=2))
    assert len(runs.names()) == 1
    site.faults.clear()
    runs.run(site)
    assert len(runs.names()) == 6


@pytest.mark.parametrize("link", ["http://[broken", "http://quay.example:port/a.pdf", "\x07"])
def test_a_link_that_is_no_address_is_told(runs: Runs, site: Site, link: str) -> None:
    site.papers()[21].url = link
    report = runs.run(site)
    assert len(report.faults) == 1
    assert len(runs.names()) == 5


def test_only_one_run_at_a_time(runs: Runs, site: Site) -> None:
    sync = runs.sync()
    with sync._alone(), pytest.raises(SyncError, match="another sync"):
        runs.run(site, Wishes())


def _answered(site: Site) -> tuple[int, dict[str, str], bytes]:
    return site.answer(GET, "lMeetingId=201", {})


def _paths(site: Site) -> list[str]:
    return site.order


def test_answers_are_waited_for_no_longer_than_said(runs: Runs, site: Site) -> None:
    site.faults[FILE] += [slow(1.0)]
    began = time.monotonic()
    runs.run(site, Wishes(("licensing",)), Manners(pause=0.0, timeout=0.2, backoff=0.01))
    assert time.monotonic() - began < 30
    assert len(runs.names()) == 1

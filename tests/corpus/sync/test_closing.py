"""What a site closes, hides and opens again, and what only looks so for a night."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from corpus.model import Access, Particulars, SyncError
from corpus.sync import Manners, Report, Sort, Wishes, known_meetings, shown
from corpus.sync.signing_in import asks_to_sign_in, is_sign_in
from corpus.sync.state import FILE_NAME
from corpus.sync.telling import Became
from tests.corpus.ingest.interrupted import TellingReader
from tests.corpus.stand_ins import pdf
from tests.corpus.sync.conftest import ALL, MANNERS, TODAY, Runs
from tests.corpus.sync.fake_site import LOGIN, MENDING, Fault, Meeting, Site, page, status

FILE = "/mgConvert2PDF.aspx"
GET = "/mgWebService.asmx/GetMeeting"
LEADS_TO_SIGN_IN = status(302, Location="/mgLogin.aspx?back=1")
ABROAD = status(302, Location="https://login.elsewhere.example/authorize")
PANEL = Wishes(("harbour",), sorts=(Sort.REPORTS,))


def _public(runs: Runs, part: str) -> bool:
    """Whether the public sees a paper that is here."""
    (one,) = (one for one in runs.catalogue.papers(ALL) if part in one.file_name)
    return one.id in {open_one.id for open_one in runs.catalogue.papers()}


def _told(runs: Runs, words: str) -> list[str]:
    return [one.words for one in runs.lines if words in one.words]


def _fails(site: Site) -> None:
    site.papers()[11].published = "10/03/2026 09:00:00"
    site.faults[FILE] += [status(500)] * MANNERS.tries


def _is_broken(site: Site) -> None:
    site.papers()[11].published = "10/03/2026 09:00:00"
    site.papers()[11].content = b"%PDF-1.4 cut"


def _is_denied(site: Site) -> None:
    site.papers()[11].published = "10/03/2026 09:00:00"
    site.faults[FILE].append(status(403))


@pytest.mark.parametrize("replacing", [_fails, _is_broken, _is_denied])
@pytest.mark.parametrize("closed_by", ["service", "sign-in"])
def test_a_restricted_paper_is_closed_though_its_next_version_did_not_come(
    runs: Runs, site: Site, replacing: Callable[[Site], None], closed_by: str
) -> None:
    runs.run(site, PANEL)
    replacing(site)
    assert len(runs.run(site, PANEL).faults) == 1
    assert _public(runs, "Moorings")
    paper = site.papers()[11]
    paper.restricted, paper.secretly = closed_by == "service", closed_by == "sign-in"
    runs.run(site, PANEL)
    assert not _public(runs, "Moorings")
    assert len(_told(runs, "closed here")) == 1
    assert "1 closed here, as on the site" in runs.report.summary
    # It is closed once, and told once.
    runs.run(site, PANEL)
    assert not _public(runs, "Moorings")
    assert not _told(runs, "closed here")


def test_a_broken_version_is_not_taken_for_the_one_that_is_here(runs: Runs, site: Site) -> None:
    runs.run(site, PANEL)
    _is_broken(site)
    for _ in range(3):
        report = runs.run(site, PANEL)
        assert len(report.faults) == 1
        assert report.counts[Became.UNCHANGED] == 1


def test_what_is_restricted_is_closed_where_the_site_breaks_off_after(
    runs: Runs, site: Site
) -> None:
    runs.run(site)
    site.papers()[11].restricted = True
    site.committees[0].meetings += [Meeting(400 + n, TODAY + timedelta(n)) for n in range(6)]
    about = [lambda n=n: site.answer(GET, f"lMeetingId={n}", {}) for n in (102, 101)]
    site.faults[GET] = [*about, *[status(500)] * 99]
    with pytest.raises(SyncError, match="in a row"):
        runs.run(site, PANEL, Manners(pause=0.0, backoff=0.001, tries=2))
    assert not _public(runs, "Moorings")


NOT_A_SIGN_IN = [page(MENDING, "text/html"), page(MENDING), status(403)]


@pytest.mark.parametrize("fault", NOT_A_SIGN_IN, ids=["page", "xml", "403"])
def test_a_page_of_a_night_is_told_and_closes_nothing(runs: Runs, site: Site, fault: Fault) -> None:
    runs.run(site, PANEL)
    site.committees[0].meetings[0].items[1].papers.append(
        replace(site.papers()[12], id=15, url=f"{FILE[1:]}?ID=15", content=pdf("New words."))
    )
    site.known.clear()
    # For more nights than a paper is tried that is not there.
    for _ in range(4):
        site.faults[FILE] += [fault] * 3
        report = runs.run(site, PANEL)
        assert [site.address in one for one in report.faults] == [True] * 3
        assert report.counts[Became.RESTRICTED] == 1
        assert _public(runs, "Moorings")
    report = runs.run(site, PANEL)
    assert report.counts[Became.NEW] == 1
    assert not report.faults
    content = b"".join(p.read_bytes() for p in runs.catalogue.data.rglob("*") if p.is_file())
    assert b"mending our site" not in content


def test_what_a_page_kept_back_comes_though_its_meeting_is_old_by_then(
    runs: Runs, site: Site
) -> None:
    site.faults[FILE] += [page(MENDING, "text/html")] * 2
    old = replace(PANEL, recheck=1)
    runs.run(site, old)
    assert runs.names() == []
    assert runs.run(site, old).counts[Became.NEW] == 2
    site.asked.clear()
    runs.run(site, old)
    assert not [path for path in site.asked if FILE in path]


SIGN_INS = [page(LOGIN, "text/html"), LEADS_TO_SIGN_IN, ABROAD, status(401)]


@pytest.mark.parametrize("fault", SIGN_INS, ids=["page", "redirect", "abroad", "401"])
@pytest.mark.parametrize("versions", [True, False])
def test_a_sign_in_closes_what_is_here_until_the_site_serves_it_again(
    runs: Runs, site: Site, fault: Fault, versions: bool
) -> None:
    site.versions = versions
    runs.run(site, PANEL)
    for told in (1, 0):
        site.faults[FILE].append(fault)
        report = runs.run(site, PANEL)
        assert not report.faults
        assert not _public(runs, "Moorings")
        assert _public(runs, "Risk")
        assert len(_told(runs, "closed here (")) == told
    runs.run(site, PANEL)
    assert _public(runs, "Moorings")
    (told_again,) = _told(runs, "public on its site again")
    assert told_again.endswith("open here again")
    assert "1 open again, as on the site" in runs.report.summary
    assert runs.said("Moorings").access is None
    assert runs.sync()._ingest.check() == ()
    runs.run(site, PANEL)
    assert _public(runs, "Moorings")
    assert not _told(runs, "again")


def test_what_a_sign_in_closed_is_asked_for_though_its_meeting_is_old_by_then(
    runs: Runs, site: Site
) -> None:
    ten_days = replace(PANEL, recheck=10)
    runs.run(site, ten_days)
    for fault in (page(LOGIN, "text/html"), LEADS_TO_SIGN_IN, status(403)):
        runs.today += timedelta(days=1)
        site.faults[FILE].append(fault)
        runs.run(site, ten_days)
        assert not _public(runs, "Moorings")
    runs.run(site, ten_days)
    assert _public(runs, "Moorings")


@pytest.mark.parametrize("versions", [True, False])
def test_a_paper_restricted_by_mistake_is_opened_again(
    runs: Runs, site: Site, versions: bool
) -> None:
    site.versions = versions
    runs.run(site)
    for _ in range(2):
        site.papers()[11].restricted = True
        runs.run(site)
        assert not _public(runs, "Moorings")
        site.papers()[11].restricted = False
        runs.run(site)
        assert _public(runs, "Moorings")
        assert runs.said("Moorings").items == (("5", "Tariffs for <moorings>"),)


def test_a_paper_opened_again_in_another_version_goes_by_its_own_words(
    runs: Runs, site: Site
) -> None:
    runs.reader = TellingReader
    runs.run(site)
    paper = site.papers()[11]
    for words, is_open in (
        ("Moorings cost less now.", True),
        ("Not for publication: moorings.", False),
    ):
        paper.restricted = True
        runs.run(site)
        assert not _public(runs, "Moorings")
        paper.restricted, paper.content = False, pdf(words)
        assert runs.run(site).counts[Became.REPLACED] == 1
        assert _public(runs, "Moorings") is is_open


def _close(runs: Runs, part: str, said: Particulars) -> None:
    (one,) = (one for one in runs.catalogue.papers(ALL) if part in one.file_name)
    runs.sync()._ingest.correct(one.id, said)


@pytest.mark.parametrize("anew", [False, True])
@pytest.mark.parametrize("before", [True, False])
def test_what_an_officer_closed_stays_closed(
    runs: Runs, site: Site, before: bool, anew: bool
) -> None:
    runs.run(site)
    if before:
        _close(runs, "Moorings", Particulars(access=Access.EXEMPT))
    site.papers()[11].restricted = True
    runs.run(site)
    if not before:
        said = runs.said("Moorings")
        _close(runs, "Moorings", replace(said, title="Not to be read", access=Access.EXEMPT))
    site.papers()[11].restricted = False
    if anew:
        site.papers()[11].content = pdf("Moorings cost less now.")
    for _ in range(2):
        runs.run(site)
        assert not _public(runs, "Moorings")


def test_what_an_earlier_version_closed_is_told_and_stays_closed(runs: Runs, site: Site) -> None:
    runs.run(site)
    site.papers()[11].restricted = True
    runs.run(site)
    with sqlite3.connect(runs.catalogue.data / FILE_NAME) as db:
        db.execute("ALTER TABLE papers DROP COLUMN closed")
        db.execute("PRAGMA user_version = 1")
    db.close()
    site.papers()[11].restricted = False
    runs.run(site)
    assert not _public(runs, "Moorings")
    assert len(_told(runs, "closed here still")) == 1


def test_a_paper_that_is_restricted_at_one_place_is_restricted(runs: Runs, site: Site) -> None:
    runs.run(site)
    site.committees[0].meetings[0].items[1].restricted = True
    for told in (1, 0, 0):
        runs.run(site)
        assert not _public(runs, "Risk")
        assert len(_told(runs, "closed here")) == told
        assert not _told(runs, "again")


def test_a_meeting_that_is_hidden_is_closed_and_leaves_the_calendar(runs: Runs, site: Site) -> None:
    runs.run(site)
    before = set(runs.names())
    site.committees[0].meetings[0].shown = False
    assert runs.run(site).counts[Became.RESTRICTED] == 3
    for part in ("Moorings", "Risk", "Late"):
        assert not _public(runs, part)
    assert _public(runs, "Agenda")
    hidden = [one for _, one in known_meetings(runs.catalogue.data) if not one.shown]
    assert [(one.day, one.items, one.place) for one in hidden] == [(date(2026, 3, 12), (), "")]
    listed = list(shown(site.address, PANEL, MANNERS, Report(), TODAY))
    assert [one.meeting.id for one in listed] == ["102"]
    site.committees[0].meetings[0].shown = True
    runs.run(site)
    assert {one.file_name for one in runs.catalogue.papers()} == before
    assert all(one.shown for _, one in known_meetings(runs.catalogue.data))


@pytest.mark.parametrize(
    ("address", "is_one"),
    [
        ("https://quay.example/mgLogin.aspx?ReturnUrl=%2fa.pdf", True),
        ("https://quay.example/UserAccount/sign-in", True),
        ("https://login.microsoftonline.com/x/oauth2/authorize", True),
        ("https://quay.example/ieLogon.aspx", True),
        ("https://sso.quay.example/", True),
        ("https://quay.example/documents/s1/Signing%20in.pdf", False),
        ("https://quay.example/documents/s1/login%20rules.pdf?T=1", False),
        ("https://quay.example/maintenance.html?from=/login", False),
        ("https://quay.example/catalog/index.html", False),
        ("https://lesson.example/", False),
        ("https://[broken", False),
    ],
)
def test_addresses_of_sign_ins(address: str, is_one: bool) -> None:
    assert is_sign_in(address) is is_one


@pytest.mark.parametrize(
    ("body", "is_one"),
    [
        (b"<form><input class='a' TYPE=password name=p></form>", True),
        (b'<form method="post" action="https://sso.quay.example/saml"></form>', True),
        (b'<meta http-equiv="refresh" content="0; url=/signin">', True),
        (b"<form action='/search'><input type='text'></form> Forgot your password?", False),
        (MENDING, False),
        (b"", False),
        (b"<input " * 50_000, False),
        (b"<form " + b"action=" * 50_000, False),
    ],
)
def test_pages_of_sign_ins(body: bytes, is_one: bool) -> None:
    assert asks_to_sign_in(body) is is_one

"""A council's site: what comes, what does not come twice, and what never comes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from corpus.catalogue import Arrival
from corpus.model import Access, PaperKind, Particulars, SyncError
from corpus.sync import Manners, Report, Sort, Wishes, shown
from corpus.sync.telling import Became
from tests.corpus.stand_ins import pdf
from tests.corpus.sync.conftest import ALL, MANNERS, TODAY, Runs
from tests.corpus.sync.fake_site import Item, Paper, Site


def test_what_the_site_knows_is_said_of_each_paper(runs: Runs, site: Site) -> None:
    report = runs.run(site)
    assert report.counts[Became.NEW] == 6
    assert not report.faults
    shared = runs.said("Risk register")
    assert shared.items == (("5", "Tariffs for <moorings>"), ("7a", "Risks"))
    assert shared.committee == "Harbour & Ferry Panel"
    assert shared.meeting_date == date(2026, 3, 12)
    assert shared.source_url == f"{site.address}mgConvert2PDF.aspx?ID=12"
    assert (shared.kind, shared.title) == (None, "Risk register")
    minutes = runs.said("Printed minutes")
    assert (minutes.kind, minutes.meeting_date) == (PaperKind.MINUTES, date(2026, 1, 8))
    assert minutes.items is None
    assert runs.said("Late paper").kind is PaperKind.SUPPLEMENT
    # A pack comes where no report does, and not beside reports.
    assert runs.said("Agenda").kind is PaperKind.AGENDA_PACK
    assert not [name for name in runs.names() if "Public pack" in name]
    assert report.counts[Became.LEFT_OUT] == 1


@pytest.mark.parametrize("versions", [True, False])
def test_a_second_run_downloads_nothing(runs: Runs, site: Site, versions: bool) -> None:
    site.versions = versions
    runs.run(site)
    names, was = runs.names(), runs.report.downloads
    report = runs.run(site)
    assert (was, report.downloads) == (6, 0)
    assert report.counts[Became.UNCHANGED] == 6
    assert runs.names() == names
    assert not runs.outcomes


def test_one_request_at_a_time_and_it_says_who_asks(runs: Runs, site: Site) -> None:
    runs.run(site)
    assert not site.overlapped
    (agent,) = site.agents
    assert "Minutebook/" in agent
    assert "clerk@quay.example" in agent
    assert next(iter(site.asked)) == "/robots.txt"


def test_nothing_restricted_is_fetched_or_kept(runs: Runs, site: Site, tmp_path: Path) -> None:
    secretly = site.papers()[21]
    secretly.secretly = True
    for _ in range(2):
        report = runs.run(site)
        assert report.counts[Became.RESTRICTED] == 2
        assert not report.faults
    assert site.asked["/mgConvert2PDF.aspx?ID=13"] == 0
    # The service calls this one open, so it is asked for again.
    assert site.asked["/mgConvert2PDF.aspx?ID=21"] == 2
    for path in tmp_path.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert not [w for w in (b"SECRET", b"CLOSEDWORDS") if w in content], path
    secretly.secretly = False
    assert runs.run(site).counts[Became.NEW] == 1


def test_a_paper_that_is_restricted_later_is_closed_here(runs: Runs, site: Site) -> None:
    runs.run(site)
    site.papers()[11].restricted = True
    assert runs.run(site).counts[Became.RESTRICTED] == 2
    assert not [p for p in runs.catalogue.papers() if "Moorings" in p.file_name]
    said = runs.said("Moorings")
    assert (said.access, said.title) == (Access.EXEMPT, "Moorings & tariffs")
    before = site.asked["/mgConvert2PDF.aspx?ID=11"]
    runs.run(site)
    assert site.asked["/mgConvert2PDF.aspx?ID=11"] == before


@pytest.mark.parametrize("versions", [True, False])
def test_a_replaced_paper_is_fetched_and_the_earlier_version_put_aside(
    runs: Runs, site: Site, versions: bool
) -> None:
    site.versions = versions
    runs.run(site)
    (old,) = (one for one in runs.catalogue.papers(ALL) if "Moorings" in one.file_name)
    paper = site.papers()[11]
    earlier, paper.content = paper.content, pdf("Moorings at the quay cost less, it is found now.")
    report = runs.run(site)
    assert report.counts[Became.REPLACED] == report.downloads == 1
    (new,) = (one for one in runs.catalogue.papers(ALL) if "Moorings" in one.file_name)
    assert new.file_name == old.file_name
    (kept,) = runs.catalogue.work.superseded.of(new.id)
    assert (kept.id, kept.file_name) == (old.id, old.file_name)
    aside = runs.catalogue.data / "papers" / "superseded" / f"{old.id}.pdf"
    assert aside.read_bytes() == earlier
    assert old.id not in {one.id for one in runs.catalogue.papers(ALL)}
    # It leaves with the paper that replaced it.
    runs.sync()._ingest.remove([new.file_name])
    assert not aside.exists()
    assert runs.catalogue.work.superseded.all() == ()


def test_when_papers_appeared_is_kept_with_what_was_replaced(runs: Runs, site: Site) -> None:
    runs.run(site)

    def came(part: str) -> Arrival:
        (one,) = (a for a in runs.catalogue.arrivals(ALL) if part in a.paper.file_name)
        return one

    first = came("Moorings")
    assert (first.published, first.is_later_version) == (date(2026, 3, 1), False)
    # A file of the meeting's page has no day of its own.
    assert came("Late paper").published is None
    paper = site.papers()[11]
    paper.content, paper.published = pdf("Moorings cost less now."), "09/03/2026 17:10:00"
    site.papers()[12].published = "02/03/2026 09:00:00"
    runs.run(site)
    again = came("Moorings")
    assert (again.published, again.first) == (date(2026, 3, 9), first.first)
    assert again.is_later_version
    # The same file, of which the site says another day.
    risks = came("Risk register")
    assert (risks.published, risks.is_later_version) == (date(2026, 3, 2), False)


def test_of_two_links_to_one_file_one_is_replaced(runs: Runs, site: Site) -> None:
    copy = Paper(14, "Risk register", site.papers()[12].content)
    site.committees[1].meetings[0].items.append(Item(5, "4", "Risks", [copy]))
    assert runs.run(site).counts[Became.NEW] == 6
    site.papers()[12].content = pdf("Risks of the harbour have grown.")
    runs.run(site)
    runs.run(site)
    texts = {runs.catalogue.page(one.id, 1, Access.EXEMPT).text for one in runs.catalogue.papers()}
    assert {"Risks of the harbour.", "Risks of the harbour have grown."} <= {
        text.strip() for text in texts
    }


def test_a_committee_is_renamed_and_its_old_papers_keep_the_name(runs: Runs, site: Site) -> None:
    runs.run(site)
    site.committees[0].title = "Coast Panel"
    report = runs.run(site)
    assert [one.words for one in runs.lines if "is called" in one.words] == [
        "Harbour & Ferry Panel is called Coast Panel now"
    ]
    assert report.downloads == 0
    assert runs.said("Moorings").committee == "Harbour & Ferry Panel"
    # By its old name it is found still.
    assert runs.run(site, Wishes(("harbour and ferry",))).committees == 1


def test_what_an_officer_said_stands(runs: Runs, site: Site) -> None:
    runs.run(site)
    paper = next(one for one in runs.catalogue.papers(ALL) if "Boat" in one.file_name)
    writer = runs.sync()._ingest
    writer.correct(paper.id, Particulars(committee="Boats Board", title="Boats"))
    said = runs.said("Boat")
    assert said.items == (("3", "Boats"),)
    assert said.source_url is not None
    site.papers()[21].title = "Licences of boats"
    assert runs.run(site).counts[Became.CORRECTED] == 0
    site.papers()[21].content = pdf("Another report on boats.")
    assert runs.run(site).counts[Became.REPLACED] == 1
    said = runs.said("Boat")
    assert (said.committee, said.title) == ("Boats Board", "Boats")


def test_what_the_site_says_otherwise_later_is_told_the_catalogue(runs: Runs, site: Site) -> None:
    runs.run(site)
    site.committees[0].meetings[0].items[1].papers.append(site.papers()[11])
    report = runs.run(site)
    assert (report.downloads, report.counts[Became.CORRECTED]) == (0, 1)
    numbers = [number for number, _ in runs.said("Moorings").items or ()]
    assert numbers == ["5", "7a"]


def test_a_paper_on_two_meetings_is_of_the_first(runs: Runs, site: Site) -> None:
    site.committees[1].meetings[0].items[0].papers.append(site.papers()[11])
    for corrected in (0, 0, 0):
        assert runs.run(site).counts[Became.CORRECTED] == corrected
    assert runs.said("Moorings").committee == "Harbour & Ferry Panel"
    assert len(runs.names()) == 6


def test_committee_period_and_kinds_are_chosen(runs: Runs, site: Site) -> None:
    runs.run(site, Wishes(("licensing",)))
    assert len(runs.names()) == 1
    runs.run(site, Wishes(("harbour",), until=date(2026, 1, 31), sorts=(Sort.MINUTES,)))
    assert len(runs.names()) == 2
    assert "Printed minutes" in runs.names()[0]
    runs.run(site, Wishes(("harbour",), since=date(2026, 3, 1), sorts=(Sort.REPORTS,)))
    assert len(runs.names()) == 4
    with pytest.raises(SyncError, match="no committee called Quays"):
        runs.run(site, Wishes(("Quays",)))


def test_a_list_shows_what_would_come_and_fetches_nothing(site: Site) -> None:
    found = list(shown(site.address, Wishes(), MANNERS, Report(), TODAY))
    assert sum(len(one.choice.wanted) for one in found) == 6
    assert [(a.name, a.attendance) for a in found[1].meeting.attendees] == [
        ("Cllr Ash", "Present"),
        ("Cllr Birch", "Apologies"),
    ]
    assert [item.number for item in found[1].meeting.items] == ["5", "7a", "9"]
    assert site.downloads == 0


def test_old_meetings_are_left_alone_once_they_were_seen(runs: Runs, site: Site) -> None:
    runs.run(site, Wishes(recheck=10))
    site.asked.clear()
    runs.run(site, Wishes(recheck=10))
    asked = [path for path in site.asked if "lMeetingId" in path]
    assert asked == ["/mgWebService.asmx/GetMeeting?lMeetingId=101"]


def test_minutes_put_to_the_next_meeting_are_left_out_where_they_are_printed(
    runs: Runs, site: Site
) -> None:
    put = Paper(15, "Minutes of Previous Meeting", pdf("Minutes of the panel, as put to it."))
    others = Paper(16, "Minutes Public Pack, 02/03/2026 Licensing Board", pdf("Boats were agreed."))
    site.committees[0].meetings[0].items.append(Item(6, "2", "Minutes", [put, others]))
    runs.run(site)
    assert not [name for name in runs.names() if "Previous" in name]
    said = runs.said("Minutes Public Pack")
    assert (said.committee, said.meeting_date) == ("Licensing Board", date(2026, 3, 2))
    assert said.items is None


def test_a_pause_lies_between_two_requests(site: Site) -> None:
    list(shown(site.address, Wishes(("licensing",)), Manners(pause=0.1), Report(), TODAY))
    gaps = [b - a for a, b in zip(site.times, site.times[1:], strict=False)]
    assert len(gaps) >= 3
    assert min(gaps) >= 0.1

"""Papers of a site fetched every night or now, by officers alone."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from corpus.catalogue.catalogue import Catalogue
from corpus.ingest.ingest import Ingest
from corpus.model import Watcher
from corpus.sync import Plan, Sort, keep_plan, plan_of, planned, ran
from retrieval.following import FollowFile, FollowKind
from retrieval.model.settings import Settings
from tests.corpus.stand_ins import HashEmbedder, MemoryIndex, ReaderHere, pdf
from tests.corpus.sync.conftest import council
from tests.corpus.sync.fake_site import Meeting, Site, serving, status
from tests.ui.conftest import Open, show, words
from ui.service import seam
from ui.service.nightly import Nights, _fetch_by_night, _take_folder

EVENING = datetime(2026, 3, 20, 18, 0)
NIGHT = datetime(2026, 3, 21, 2, 30)


def test_a_plan_is_kept_said_and_ended(opened: Open) -> None:
    app, assistant = opened()
    show(app, "papers")
    app.text_input(key="nightly_host").input("democracy.quay.example")
    app.text_area(key="nightly_committees").input("Harbour Panel\nLicensing")
    app.button(key="FormSubmitter:nightly_form-Fetch every night").click().run()
    assert "democracy.quay.example every night at 02:" in words(app).replace("\\", "")
    plan = plan_of(assistant.settings.data)
    assert plan is not None
    assert plan.committees == ("Harbour Panel", "Licensing")
    assert (plan.since, plan.until, plan.recheck) == (None, None, 90)
    app.text_input(key="nightly_since").set_value("1 May 2025")
    app.number_input(key="nightly_recheck").set_value(400)
    app.button(key="FormSubmitter:nightly_form-Fetch every night").click().run()
    plan = plan_of(assistant.settings.data)
    assert plan is not None
    assert (plan.since, plan.until, plan.recheck) == (date(2025, 5, 1), None, 400)
    app.button(key="FormSubmitter:nightly_form-Fetch no more").click().run()
    assert plan_of(assistant.settings.data) is None


def test_what_cannot_be_a_plan_is_said(opened: Open) -> None:
    app, assistant = opened()
    show(app, "papers")
    app.text_input(key="nightly_host").input("ftp://nowhere")
    app.button(key="FormSubmitter:nightly_form-Fetch every night").click().run()
    assert "no web address" in words(app)
    app.text_input(key="nightly_host").input("democracy.quay.example")
    app.text_input(key="nightly_until").input("next spring")
    app.button(key="FormSubmitter:nightly_form-Fetch every night").click().run()
    assert "“next spring” is no day" in words(app)
    assert plan_of(assistant.settings.data) is None


def test_the_public_is_not_offered_it(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    app, _ = opened()
    monkeypatch.setattr("ui.people.access.address", lambda: "10.0.0.9")
    show(app, "papers")
    assert not [one for one in app.expander if "council’s site" in one.label]


def test_a_night_begins_once_and_again_where_another_job_ran(tmp_path: Path) -> None:
    keep_plan(tmp_path, planned("quay.example", "02:30", (), tuple(Sort)), EVENING)
    begun: list[Plan] = []
    free = False

    def fetch(plan: Plan) -> bool:
        begun.append(plan)
        return free

    nights = Nights(tmp_path, fetch=fetch, now=lambda: NIGHT)
    assert not nights.look()
    assert ran(tmp_path) is None
    free = True
    assert nights.look()
    assert not nights.look()
    assert len(begun) == 2
    assert not Nights(tmp_path / "none", fetch=fetch, now=lambda: NIGHT).look()


def test_a_watched_folder_is_taken_in_when_it_changes(tmp_path: Path) -> None:
    data, folder = tmp_path / "data", tmp_path / "in"
    data.mkdir()
    folder.mkdir()
    taken: list[Path] = []
    free = True

    def take(found: Path) -> bool:
        taken.append(found)
        return free

    nights = Nights(data, folder, take=take)
    # Nothing in it, nothing to do.
    assert not nights.look_at_folder()
    (folder / "deep").mkdir()
    path = folder / "deep" / "a.pdf"
    path.write_bytes(b"1")
    # It may still be written.
    assert not nights.look_at_folder()
    assert not taken
    os.utime(path, (1, 1))
    assert nights.look_at_folder()
    assert not nights.look_at_folder()
    free = False
    os.utime(path, (2, 2))
    assert not nights.look_at_folder()
    free = True
    assert nights.look_at_folder()
    assert len(taken) == 3
    assert not Nights(data).look_at_folder()


class _Assistant:
    """What a night's run asks of the backend, over a real data folder."""

    def __init__(self, settings: Settings, catalogue: Catalogue) -> None:
        self.settings = settings
        self.catalogue = catalogue

    def ingest(self, watcher: Watcher) -> Ingest:
        return Ingest(
            self.catalogue, HashEmbedder(), MemoryIndex(), watcher=watcher, reader=ReaderHere
        )

    def start_drawing(self) -> None: ...
    def warm(self) -> None: ...


@pytest.fixture
def site() -> Iterator[Site]:
    with serving(council()) as served:
        yield served


def test_the_night_fetches_finds_and_sends(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop = tmp_path / "in" / "dropped.pdf"
    drop.parent.mkdir()
    drop.write_bytes(pdf("Tariffs of moorings for canoes are dropped."))
    os.utime(drop, (0, 0))
    for paper in site.papers().values():
        paper.content = pdf(f"{paper.title}: tariffs of moorings rise at berth {paper.id}.")
    settings = Settings(data=tmp_path / "data", sync_delay=0.0, mail_folder=str(tmp_path / "out"))
    monkeypatch.setattr("corpus.sync.listing._YEAR", datetime.now() - datetime(2025, 1, 1))
    with Catalogue.open(settings.data) as catalogue, FollowFile(settings.data) as file:
        file.follow("x", FollowKind.SEARCH, "tariffs of moorings", mail="a@b.example")
        seam.use(lambda: _Assistant(settings, catalogue))  # type: ignore[arg-type,return-value]
        try:
            plan = planned(site.address, "02:30", ("licensing",), (Sort.REPORTS,))
            assert _fetch_by_night(plan)
            note = _ended()
            assert "1 new" in note
            assert "1 digests sent" in note
            (mail,) = (tmp_path / "out").iterdir()
            assert "berth 21" in mail.read_text()
            assert _take_folder(drop.parent)
            assert "1 new" in _ended()
        finally:
            seam.use(None)
    assert len(list((tmp_path / "out").iterdir())) == 2


def test_what_came_before_a_site_breaks_off_is_sent(site: Site, tmp_path: Path) -> None:
    site.papers()[21].content = pdf("Tariffs of moorings rise at berth 21.")
    # Others of the board, later in the year.
    board, get = site.committees[1], "/mgWebService.asmx/GetMeeting"
    board.meetings += [Meeting(300 + at, date(2026, 3, 10 + at)) for at in range(6)]
    site.faults[get] = [lambda: site.answer(get, "lMeetingId=201", {}), *[status(500)] * 99]
    settings = Settings(data=tmp_path / "data", sync_delay=0.0, mail_folder=str(tmp_path / "out"))
    with Catalogue.open(settings.data) as catalogue, FollowFile(settings.data) as file:
        file.follow("x", FollowKind.SEARCH, "tariffs of moorings", mail="a@b.example")
        seam.use(lambda: _Assistant(settings, catalogue))  # type: ignore[arg-type,return-value]
        try:
            plan = planned(site.address, "02:30", ("licensing",), (Sort.REPORTS,))
            whole = replace(plan, since=date(2026, 1, 1), until=date(2026, 12, 31))
            assert _fetch_by_night(whole)
            error = _error()
        finally:
            seam.use(None)
    assert "in a row gave nothing" in error
    assert "1 new" in error
    assert "1 digests sent" in error
    (mail,) = (tmp_path / "out").iterdir()
    assert "berth 21" in mail.read_text()


def _error() -> str:
    """Wait for the job to end; return why it ended before its end."""
    _wait()
    job = seam.intake().job
    assert job is not None
    return job.error


def _ended() -> str:
    """Wait for the job to end; return what it came to."""
    _wait()
    job = seam.intake().job
    assert job is not None
    assert job.error == ""
    assert job.note is not None
    return job.note.words


def _wait() -> None:
    until = time.monotonic() + 60
    while seam.intake().busy:
        assert time.monotonic() < until
        time.sleep(0.05)

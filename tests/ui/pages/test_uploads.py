"""Uploads: their names, what is attached, one job at a time, and what a cut-short one leaves."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from corpus.catalogue import Catalogue
from corpus.ingest import Ingest
from corpus.model import Access, Particulars, Scope, Watcher
from corpus.news import changed_pages
from tests.corpus.laid_over import with_attached
from tests.corpus.packs import Sheet
from tests.corpus.packs import pdf as drawn
from tests.corpus.stand_ins import HashEmbedder, MemoryIndex, PlainReader, pdf
from tests.ui.conftest import Open, show, words
from tests.ui.jobs import anybody, wait
from tests.ui.scripted_ingest import ScriptedIngest
from ui.language import Said
from ui.service import seam
from ui.service.jobs import Intake

pytestmark = pytest.mark.usefixtures("fresh_jobs")


def test_uploads_stay_in_the_data_folder_and_are_cleared(tmp_path: Path) -> None:
    intake = Intake(tmp_path, ScriptedIngest, anybody)
    hostile = ["../../etc/passwd.pdf", "..", "C:\\x\\a.pdf", "ordinary.pdf", "a\x00b.pdf"]
    assert intake.add([(name, b"%PDF") for name in hostile])
    wait(lambda: not intake.busy)
    assert intake.job is not None
    assert intake.job.error == ""
    kept = [outcome.name for outcome in intake.job.outcomes]
    assert kept == ["passwd.pdf", "upload.pdf", "a.pdf", "ordinary.pdf", "ab.pdf"]
    assert list((tmp_path / "uploads").iterdir()) == []
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == []


def test_uploads_of_one_name_are_both_kept_and_a_name_too_long_fails_alone(tmp_path: Path) -> None:
    intake = Intake(tmp_path, ScriptedIngest, anybody)
    long = f"{'m' * 252}.pdf"
    assert len(long) == 256
    files = [("a.pdf", b"one"), (long, b"x"), ("a.pdf", b"two"), ("é" * 130 + ".pdf", b"x")]
    assert intake.add([*files, ("b.pdf", b"x")])
    wait(lambda: not intake.busy)
    assert intake.job is not None
    assert intake.job.error == ""
    ends = [(one.name[:5], one.result.value) for one in intake.job.outcomes]
    assert ends[:2] == [("mmmmm", "skipped"), ("ééééé", "skipped")]
    assert ends[2:] == [("a.pdf", "added"), ("a.pdf", "added"), ("b.pdf", "added")]
    assert "give the file a shorter one" in intake.job.outcomes[0].reason


def test_two_uploads_of_one_name_both_go_in(tmp_path: Path) -> None:
    with Catalogue.open(tmp_path) as catalogue:

        def ingest(watcher: Watcher) -> Ingest:
            return Ingest(
                catalogue, HashEmbedder(), MemoryIndex(), watcher=watcher, reader=PlainReader
            )

        intake = Intake(tmp_path, ingest, anybody)
        assert intake.add([("a.pdf", pdf("one")), ("a.pdf", pdf("two"))], Access.EXEMPT)
        wait(lambda: not intake.busy)
        assert intake.job is not None
        assert intake.job.error == ""
        everything = Scope(clearance=Access.EXEMPT)
        texts = {
            one.file_name: catalogue.page(one.id, 1, Access.EXEMPT).text
            for one in catalogue.papers(everything)
        }
        assert texts == {"a.pdf": "one", "a (2).pdf": "two"}
        assert catalogue.papers() == ()


@pytest.mark.parametrize("access", list(Access))
@pytest.mark.parametrize("wanted", [True, False])
def test_attached_files_go_in_with_the_tick_and_are_no_more_open_than_their_paper(
    tmp_path: Path, wanted: bool, access: Access
) -> None:
    plan = drawn([Sheet().put(72, 80, "A plan of the quay.")])
    paper = with_attached(drawn([Sheet().put(72, 80, "Harbour Panel")]), {"plan.pdf": plan})
    with Catalogue.open(tmp_path) as catalogue:

        def ingest(watcher: Watcher) -> Ingest:
            return Ingest(
                catalogue, HashEmbedder(), MemoryIndex(), watcher=watcher, reader=PlainReader
            )

        intake = Intake(tmp_path, ingest, anybody)
        assert intake.add([("pack.pdf", paper)], access, attachments=wanted)
        wait(lambda: not intake.busy)
        assert intake.job is not None
        assert intake.job.error == ""
        kept = {p.file_name: p.access for p in catalogue.papers(Scope(clearance=Access.EXEMPT))}
        assert kept == {"pack.pdf": access, **({"plan.pdf": access} if wanted else {})}


@pytest.mark.parametrize("wanted", [True, False])
def test_the_page_asks_whether_attached_files_are_wanted(opened: Open, wanted: bool) -> None:
    app, _ = opened()
    show(app, "papers")
    app.file_uploader(key="upload_files_0").upload("pack.pdf", b"%PDF")
    if wanted:
        app.checkbox(key="upload_attachments_0").check()
    send(app)
    wait(lambda: not seam.intake().busy)
    assert ("add", (["pack.pdf"], None)) in ScriptedIngest.calls
    assert (("attachments", ["pack.pdf"]) in ScriptedIngest.calls) is wanted


@pytest.mark.parametrize("wanted", [True, False])
def test_what_an_upload_replaces_is_kept_unless_that_is_not_wanted(
    opened: Open, wanted: bool
) -> None:
    app, _ = opened()
    show(app, "papers")
    app.file_uploader(key="upload_files_0").upload("pack.pdf", b"%PDF")
    if not wanted:
        app.checkbox(key="upload_keeps_0").uncheck()
    send(app)
    wait(lambda: not seam.intake().busy)
    assert (("keeps earlier", ["pack.pdf"]) in ScriptedIngest.calls) is wanted


def test_pages_of_an_uploaded_version_are_compared_with_the_one_that_it_replaces(
    tmp_path: Path,
) -> None:
    with Catalogue.open(tmp_path) as catalogue:

        def ingest(watcher: Watcher) -> Ingest:
            return Ingest(
                catalogue, HashEmbedder(), MemoryIndex(), watcher=watcher, reader=PlainReader
            )

        intake = Intake(tmp_path, ingest, anybody)

        def uploaded(*pages: str, keeps: bool = True) -> tuple[str, ...] | None:
            assert intake.add([("a.pdf", pdf(*pages))], keeps_earlier=keeps)
            wait(lambda: not intake.busy)
            assert intake.job is not None
            assert intake.job.error == ""
            found = changed_pages(catalogue, catalogue.paper("a.pdf").id)
            return None if found is None else tuple(one.pair.change.value for one in found)

        fees = "Mooring fees are raised by four per cent from the first of April"
        assert uploaded(fees, "The pier is closed") is None
        correct = Particulars(committee="Harbour Panel")
        intake.correct(catalogue.paper("a.pdf"), correct)
        wait(lambda: not intake.busy)
        assert uploaded(fees.replace("four", "five"), "The pier is closed") == ("changed",)
        given = catalogue.work.find(catalogue.paper("a.pdf").id)
        # What was said of the paper stays said.
        assert given is not None
        assert "Harbour Panel" in str(given.given)
        assert uploaded(fees, "The pier is closed", "An annex") == ("changed", "added")
        assert uploaded("Another paper", keeps=False) is None
        assert catalogue.work.superseded.all() == ()


def test_what_an_upload_replaced_leads_to_what_changed(opened: Open) -> None:
    app, assistant = opened()
    pack, minutes = (assistant.catalogue.paper(name) for name in ("pack.pdf", "minutes.pdf"))
    earlier = assistant.catalogue.reading(pack.id).pages
    assistant.catalogue.earlier[pack.id] = (replace(earlier[0], text="Formerly"), *earlier[1:])
    assistant.catalogue.came_anew[pack.id] = assistant.catalogue.came + timedelta(hours=1)
    # What stands in the address is followed once a session only.
    show(app, "new")
    ScriptedIngest.papers = (pack, minutes)
    seam.intake().add([("newer.pdf", b"x"), ("newer minutes.pdf", b"x")])
    wait(lambda: not seam.intake().busy)
    show(app, "papers")
    # Only of what was replaced, and where words of the earlier version are kept.
    ways = [one for one in app.button if one.label == "What this version changed"]
    assert [one.key for one in ways] == [f"to_changes_{pack.id}"]
    ways[0].click().run()
    assert [one.value for one in app.title] == ["New"]
    assert "PDF page 1 of the earlier version has gone" in words(app)
    assert app.query_params["changed"] in (pack.id, [pack.id])


def test_changes_of_an_exempt_paper_are_offered_to_nobody_who_may_not_see_it(
    opened: Open,
) -> None:
    app, assistant = opened()
    pack = assistant.catalogue.paper("pack.pdf")
    ScriptedIngest.papers = (replace(pack, id="e" * 64),)
    seam.intake().add([("newer.pdf", b"x")])
    wait(lambda: not seam.intake().busy)
    assert "Replaced **newer" in words(show(app, "papers"))
    assert not [one for one in app.button if one.label == "What this version changed"]


def test_an_upload_that_another_job_keeps_out_is_kept_to_be_sent_again(opened: Open) -> None:
    ScriptedIngest.gate = threading.Event()
    app, _ = opened()
    seam.intake().add([("a.pdf", b"x")])
    show(app, "papers")
    app.file_uploader(key="upload_files_0").upload("pack.pdf", b"%PDF")
    app.checkbox(key="upload_exempt_0").check()
    send(app)
    assert "Another change of the papers is under way" in words(app)
    ScriptedIngest.gate.set()
    wait(lambda: not seam.intake().busy)
    app.run()
    assert app.checkbox(key="upload_exempt_0").value
    send(app)
    wait(lambda: not seam.intake().busy)
    assert ScriptedIngest.calls[-1] == ("add", (["pack.pdf"], Access.EXEMPT))
    # What went in is not sent once more.
    assert "kept, but not shown on this computer" in words(app)
    send(app)
    assert "Choose one or more files first" in words(app)
    assert not app.checkbox(key="upload_exempt_1").value


def send(app: AppTest) -> None:
    next(one for one in app.button if one.label == "Add papers").click().run()


def test_a_job_is_stopped_and_what_it_left_is_dropped(opened: Open) -> None:
    ScriptedIngest.gate = threading.Event()
    app, _ = opened()
    seam.intake().add([("a.pdf", b"x")])
    wait(lambda: (job := seam.intake().job) is not None and job.progress is not None)
    show(app, "papers")
    app.button(key="stop_job").click().run()
    wait(lambda: not seam.intake().busy)
    said = words(show(app, "papers")).replace("\\", "")
    assert "stopped; left unfinished: a.pdf" in said
    app.button(key="drop_left").click().run()
    wait(lambda: not seam.intake().busy)
    assert ScriptedIngest.calls[-1] == ("drop", ["a.pdf"])
    job = seam.intake().job
    assert job is not None
    assert job.note == Said("Dropped {named}", "a.pdf")
    assert not job.left


def test_uploads_that_a_kill_left_behind_are_cleared_at_the_next_start(opened: Open) -> None:
    _, assistant = opened()
    left = Path(assistant.settings.data) / "uploads" / "0f"
    left.mkdir(parents=True)
    (left / "a.pdf").write_bytes(b"%PDF")
    seam.Warming(assistant)._run()
    assert not left.exists()


def test_one_job_at_a_time(tmp_path: Path) -> None:
    ScriptedIngest.gate = threading.Event()
    intake = Intake(tmp_path, ScriptedIngest, anybody)
    assert intake.add([("a.pdf", b"x")])
    assert not intake.add([("b.pdf", b"x")])
    ScriptedIngest.gate.set()
    wait(lambda: not intake.busy)
    assert intake.add([("b.pdf", b"x")])
    wait(lambda: not intake.busy)

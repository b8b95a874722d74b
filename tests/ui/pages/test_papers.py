"""Papers: jobs that outlive the page, outcomes, corrections, removal, and who may do it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from corpus.catalogue import Catalogue
from corpus.ingest import Ingest
from corpus.model import Access, Closing, ClosingLevel, NotErased, Paper, PaperKind, Scope, Watcher
from corpus.model.particulars import Particulars
from tests.corpus.laid_over import with_attached
from tests.corpus.packs import Sheet
from tests.corpus.packs import pdf as drawn
from tests.corpus.stand_ins import HashEmbedder, MemoryIndex, PlainReader, pdf
from tests.ui.conftest import Open, show, words
from tests.ui.scripted import ScriptedIngest
from ui.language import Said
from ui.papers.choosing import Group
from ui.service import seam
from ui.service.actions import Action, Ended
from ui.service.jobs import Intake
from ui.words.wording import page_ranges


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    ScriptedIngest.calls.clear()
    ScriptedIngest.papers = ()
    yield
    ScriptedIngest.gate = None


def anybody(_: Action) -> Ended:
    return lambda *_: None


def wait(until: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not until():
        assert time.monotonic() < end, "the job did not end"
        time.sleep(0.02)


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
    app.file_uploader(key="upload_files").upload("pack.pdf", b"%PDF")
    if wanted:
        app.checkbox(key="upload_attachments").check()
    next(one for one in app.button if one.label == "Add papers").click().run()
    wait(lambda: not seam.intake().busy)
    assert ScriptedIngest.calls[0] == ("add", (["pack.pdf"], None))
    assert (("attachments", ["pack.pdf"]) in ScriptedIngest.calls) is wanted


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


def test_words_that_could_not_be_erased_are_told(tmp_path: Path) -> None:
    class Unerasing(ScriptedIngest):
        def remove(self, names: Sequence[str]) -> tuple[str, ...]:
            self._watcher(NotErased("the disk is full"))
            return super().remove(names)

    intake = Intake(tmp_path, Unerasing, anybody)
    kind = PaperKind.OTHER
    assert intake.remove([Paper("1", "a.pdf", "A", kind, None, None, Access.PUBLIC, None, 1)])
    wait(lambda: not intake.busy)
    assert intake.job is not None
    assert "may still be on the disk" in intake.job.error
    assert "the disk is full" in intake.job.error


def test_what_is_suspected_is_listed_with_its_words_and_decided_on(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MINUTEBOOK_EXEMPT", "1")
    app, assistant = opened()
    pack = assistant.catalogue.paper("pack.pdf")
    why = Closing(ClosingLevel.SUSPECTED, 2, 2, 2, "PRIVATE *AND* CONFIDENTIAL")
    assistant.catalogue.doubts[pack.id] = (why,)
    said = words(show(app, "papers"))
    assert "Closed until you decide" in said
    assert r"PDF page 2, by “PRIVATE \*AND\* CONFIDENTIAL” (PDF page 2)" in said
    app.button(key=f"decided_{pack.id}_True").click().run()
    wait(lambda: not seam.intake().busy)
    assert ScriptedIngest.calls[-1] == ("correct", (pack.id, Particulars(exempt_pages=())))


def test_nobody_else_is_told_of_what_is_suspected(opened: Open) -> None:
    app, assistant = opened()
    why = Closing(ClosingLevel.SUSPECTED, 2, 2, 2, "PRIVATE AND CONFIDENTIAL")
    assistant.catalogue.doubts["x"] = (why,)
    assert "Closed until you decide" not in words(show(app, "papers"))


def test_one_job_at_a_time(tmp_path: Path) -> None:
    ScriptedIngest.gate = threading.Event()
    intake = Intake(tmp_path, ScriptedIngest, anybody)
    assert intake.add([("a.pdf", b"x")])
    assert not intake.add([("b.pdf", b"x")])
    ScriptedIngest.gate.set()
    wait(lambda: not intake.busy)
    assert intake.add([("b.pdf", b"x")])
    wait(lambda: not intake.busy)


def test_progress_and_outcomes_are_shown_to_whoever_opens_the_page(opened: Open) -> None:
    ScriptedIngest.gate = threading.Event()
    app, _ = opened()
    seam.intake().add([("a.pdf", b"x"), ("broken.pdf", b"x")])
    wait(lambda: (job := seam.intake().job) is not None and job.progress is not None)
    show(app, "papers")
    assert "Adding papers" in words(app)
    ScriptedIngest.gate.set()
    wait(lambda: not seam.intake().busy)
    other = AppTest.from_file(app._script_path, default_timeout=60).run()
    said = words(show(other, "papers")).replace("\\", "")
    assert "Added **a.pdf**" in said
    assert "Skipped **broken.pdf**: broken.pdf: is no PDF; add a PDF" in said


def test_papers_are_listed_with_kind_date_and_pages(opened: Open) -> None:
    app, _ = opened()
    show(app, "papers")
    labels = [e.label.replace("\\", "") for e in app.expander]
    about = ":small[14 May 2024] :small[Harbour and Leisure…] :small[Agenda pack] **Agenda pack**"
    assert f"{about} :small[4 pages]" in labels


def test_corrections_reach_ingest_by_the_papers_id(opened: Open) -> None:
    _, assistant = opened()
    paper = assistant.catalogue.paper("pack.pdf")
    said = Particulars(kind=PaperKind.REPORT, meeting_date=date(2024, 6, 1), access=Access.EXEMPT)
    seam.intake().correct(paper, said)
    wait(lambda: not seam.intake().busy)
    assert ScriptedIngest.calls == [("correct", (paper.id, said))]


def test_a_committee_and_a_date_can_be_taken_back(opened: Open) -> None:
    app, assistant = opened()
    show(app, "papers")
    paper = assistant.catalogue.paper("pack.pdf")
    app.session_state[f"paper_{paper.id}"] = True
    app.run()
    app.text_input(key=f"committee_{paper.id}").set_value("")
    app.date_input(key=f"date_{paper.id}").set_value(None)
    app.button(key=f"save_{paper.id}").click().run()
    wait(lambda: not seam.intake().busy)
    said = ScriptedIngest.calls[0][1][1]  # type: ignore[index]
    assert said.without == ("committee", "meeting_date")
    assert said.exempt_pages is None
    assert said.access is None, "what nobody changed must not hold against what is found later"
    read = Particulars(committee="Cabinet", meeting_date=date(2024, 5, 14), title="Pack")
    assert read.corrected_by(said).committee is None
    assert read.corrected_by(said).meeting_date is None


def test_exempt_pages_are_said_by_those_who_may_see_them(opened: Open) -> None:
    app, assistant = opened()
    assistant.settings = assistant.settings.model_copy(update={"exempt": True})
    show(app, "papers")
    paper = assistant.catalogue.paper("pack.pdf")
    app.session_state[f"paper_{paper.id}"] = True
    app.run()
    field = f"exempt_pages_{paper.id}"
    app.text_input(key=field).set_value("two")
    app.button(key=f"save_{paper.id}").click().run()
    assert "write 8-9, 12 or none" in app.error[0].value.replace("\\", "")
    app.text_input(key=field).set_value("2-3")
    app.button(key=f"save_{paper.id}").click().run()
    wait(lambda: not seam.intake().busy)
    said = ScriptedIngest.calls[0][1][1]  # type: ignore[index]
    assert said.exempt_pages == ((2, 3),)


def test_runs_of_pages_in_words() -> None:
    assert page_ranges([3, 8, 9, 10, 12]) == "3, 8-10, 12"
    assert page_ranges([]) == ""


def test_removal_asks_ingest_by_id(opened: Open) -> None:
    _, assistant = opened()
    paper = assistant.catalogue.paper("pack.pdf")
    seam.intake().remove([paper])
    wait(lambda: not seam.intake().busy)
    assert ScriptedIngest.calls == [("remove", [paper.id])]
    job = seam.intake().job
    assert job is not None
    assert job.note == Said("Removed {named}", "pack.pdf")


def test_sample_papers_are_marked_and_go_at_one_button(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    app, assistant = opened()
    pack = assistant.catalogue.paper("pack.pdf")
    show(app, "papers")
    assert "ample" not in words(app)
    monkeypatch.setattr("corpus.sample.listed._listed", lambda: frozenset({pack.id}))
    show(app, "papers")
    assert "**1 sample paper** of Marlhaven" in words(app)
    marked = [one.label for one in app.expander if "sample" in one.label]
    assert len(marked) == 1
    assert "**Agenda pack**" in marked[0]
    app.button(key="removed_sample").click().run()
    wait(lambda: not seam.intake().busy)
    assert ScriptedIngest.calls == [("remove", [pack.id])]


def test_only_officers_are_offered_to_remove_the_sample(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    app, assistant = opened()
    ids = frozenset(paper.id for paper in assistant.catalogue.papers())
    monkeypatch.setattr("corpus.sample.listed._listed", lambda: ids)
    monkeypatch.setattr("ui.people.access.address", lambda: "192.0.2.7")
    show(app, "papers")
    assert [one for one in app.expander if "sample" in one.label]
    assert not [one for one in app.button if one.key == "removed_sample"]


def test_an_empty_catalogue_offers_the_upload(opened: Open) -> None:
    app, _ = opened(empty=True)
    show(app, "papers")
    assert "no papers yet" in words(app)
    assert app.file_uploader(key="upload_files")


def test_a_visitor_from_elsewhere_changes_nothing(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    app, _ = opened()
    monkeypatch.setattr("ui.people.access.address", lambda: "192.0.2.7")
    show(app, "papers")
    assert not app.file_uploader
    assert not app.exception


def test_exempt_papers_show_only_where_the_settings_say_so(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    app, assistant = opened(exempt=True)
    labels = [e.label for e in show(app, "papers").expander]
    assert not any("**Minutes**" in label for label in labels)
    assistant.settings = assistant.settings.model_copy(update={"exempt": True})
    labels = [e.label for e in show(app, "papers").expander]
    assert any("**Minutes**" in label and "Exempt" in label for label in labels)
    monkeypatch.setattr("ui.people.access.address", lambda: "192.0.2.7")
    labels = [e.label for e in show(app, "papers").expander]
    assert not any("**Minutes**" in label for label in labels)


def test_the_list_is_searched_grouped_and_said_in_the_address(opened: Open) -> None:
    app, _ = opened()
    show(app, "papers")
    app.text_input(key="papers_words").set_value("minutes").run()
    assert len([one for one in app.expander if "**Minutes**" in one.label]) == 1
    assert not [one for one in app.expander if "**Agenda pack**" in one.label]
    app.selectbox(key="papers_group").set_value(Group.YEAR).run()
    assert [one.value for one in app.subheader] == ["2024 :small[1 paper]"]
    assert {name: app.query_params[name] for name in ("words", "group")} == {
        "words": "minutes",
        "group": "year",
    }
    app.button(key="papers_unlimited").click().run()
    assert "words" not in app.query_params
    assert "**2 papers**, 5 pages" in words(app)


def test_an_address_shows_the_list_as_it_was(opened: Open) -> None:
    app, _ = opened(query={"words": "zeppelin", "standing": "exempt pages,nonsense"})
    show(app, "papers")
    assert "No paper matches" in words(app)
    assert app.text_input(key="papers_words").value == "zeppelin"


def test_what_was_recognised_of_an_upload_is_corrected_and_stays_in_sight(opened: Open) -> None:
    app, assistant = opened()
    pack = assistant.catalogue.paper("pack.pdf")
    show(app, "papers")
    assert "What was recognised" not in words(app)
    ScriptedIngest.papers = (pack,)
    seam.intake().add([("pack.pdf", b"x")])
    wait(lambda: not seam.intake().busy)
    said = words(show(app, "papers")).replace("\\", "")
    assert "Agenda pack · Harbour and Leisure Committee · 14 May 2024" in said
    app.selectbox(key=f"kind_new_{pack.id}").set_value(PaperKind.SUPPLEMENT)
    app.button(key=f"save_new_{pack.id}").click().run()
    wait(lambda: not seam.intake().busy)
    assert ScriptedIngest.calls[-1][0] == "correct"
    assert ScriptedIngest.calls[-1][1][1].kind is PaperKind.SUPPLEMENT  # type: ignore[index]
    # The others of the upload are still there to be looked at.
    assert "What was recognised" in words(show(app, "papers"))
    app.button(key="recognised_done").click().run()
    assert "What was recognised" not in words(app)

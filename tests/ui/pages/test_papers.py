"""Papers: jobs that outlive the page, outcomes, corrections, removal, and who may do it."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from corpus.model import Access, Closing, ClosingLevel, NotErased, Paper, PaperKind
from corpus.model.particulars import Particulars
from tests.ui.conftest import Open, show, words
from tests.ui.jobs import anybody, wait
from tests.ui.scripted_ingest import ScriptedIngest
from ui.language import Said
from ui.papers.choosing import Group
from ui.service import seam
from ui.service.jobs import Intake
from ui.words.wording import page_ranges

pytestmark = pytest.mark.usefixtures("fresh_jobs")


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


def test_a_title_is_said_where_it_was_changed_and_taken_back_where_it_was_cleared(
    opened: Open,
) -> None:
    app, assistant = opened()
    show(app, "papers")
    paper = assistant.catalogue.paper("pack.pdf")
    app.session_state[f"paper_{paper.id}"] = True
    app.run()
    for typed, said in (
        ("Agenda pack", (None, False, ())),
        (" Mooring  fees ", ("Mooring fees", True, ())),
        ("", (None, False, ("title",))),
    ):
        app.text_input(key=f"title_{paper.id}").set_value(typed)
        app.button(key=f"save_{paper.id}").click().run()
        wait(lambda: not seam.intake().busy)
        given = ScriptedIngest.calls[-1][1][1]  # type: ignore[index]
        assert (given.title, given.titled, given.without) == said


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


def test_a_correction_closes_once_it_is_saved_and_stays_open_over_a_fault(opened: Open) -> None:
    app, assistant = opened()
    assistant.settings = assistant.settings.model_copy(update={"exempt": True})
    show(app, "papers")
    paper = assistant.catalogue.paper("pack.pdf")
    app.session_state[f"paper_{paper.id}"] = True
    app.session_state[f"correct_{paper.id}"] = True
    app.run()
    app.text_input(key=f"exempt_pages_{paper.id}").set_value("two")
    app.button(key=f"save_{paper.id}").click().run()
    assert app.error
    assert app.session_state[f"correct_{paper.id}"] is True
    app.text_input(key=f"exempt_pages_{paper.id}").set_value("2-3")
    app.button(key=f"save_{paper.id}").click().run()
    wait(lambda: not seam.intake().busy)
    assert app.session_state[f"correct_{paper.id}"] is False


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
    assert app.file_uploader(key="upload_files_0")


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


def test_a_paper_is_found_by_its_words_and_opened_where_they_stand(opened: Open) -> None:
    app, assistant = opened()
    pack = assistant.catalogue.paper("pack.pdf")
    show(app, "papers")
    app.text_input(key="papers_words").set_value("overspend").run()
    assert "No paper matches" in words(app)
    app.text_input(key="papers_words").set_value("CONTRACT boiler").run()
    (line,) = [one.label for one in app.expander if "**" in one.label]
    assert "**Agenda pack**" in line
    assert ":small[4 pages, found on 1]" in line.replace("\\", "")
    app.session_state[f"paper_{pack.id}"] = True
    app.run()
    assert "What you look for stands on PDF page 3." in words(app)
    app.button(key=f"open_{pack.id}").click().run()
    assert app.query_params["page"] == "3"
    assert app.query_params["mark"]


def test_one_word_is_followed_through_the_paper_from_there(opened: Open) -> None:
    app, assistant = opened()
    pack = assistant.catalogue.paper("pack.pdf")
    show(app, "papers")
    app.text_input(key="papers_words").set_value("lido").run()
    app.session_state[f"paper_{pack.id}"] = True
    app.run()
    app.button(key=f"open_{pack.id}").click().run()
    assert app.query_params["find"] == "lido"


def test_nobody_finds_by_words_a_paper_that_is_closed_to_them(opened: Open) -> None:
    app, assistant = opened(exempt=True)
    word = "RESOLVED"
    show(app, "papers")
    app.text_input(key="papers_words").set_value(word).run()
    assert not [one for one in app.expander if "**Minutes**" in one.label]
    assistant.settings = assistant.settings.model_copy(update={"exempt": True})
    show(app, "papers")
    assert [one for one in app.expander if "**Minutes**" in one.label]


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
    assert ": done" in words(app)
    app.button(key="close_job").click().run()
    assert ": done" not in words(app)
    assert ": done" not in words(show(app, "papers"))

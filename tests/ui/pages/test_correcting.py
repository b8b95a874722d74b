"""An officer corrects the register on its page; nobody else is offered to."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from corpus.corrections import removal
from corpus.model import (
    CorrectedPaper,
    Correction,
    CorrectionKind,
    DecisionKind,
    KeptCorrection,
    OutcomeClass,
)
from tests.ui.conftest import Open, show, words
from tests.ui.mini_pack import MINUTES
from tests.ui.scripted import ScriptedAssistant
from tests.ui.scripted_ingest import ScriptedIngest
from ui.people.access import ELSEWHERE
from ui.register.view import line_key
from ui.service import seam

TEXT = MINUTES[2].partition(": ")[2]


@pytest.fixture(autouse=True)
def calls() -> list[tuple[str, object]]:
    ScriptedIngest.calls.clear()
    ScriptedIngest.gate = None
    return ScriptedIngest.calls


def settled(app: AppTest) -> AppTest:
    while seam.intake().busy:
        time.sleep(0.01)
    return app.run()


def press(app: AppTest, start: str) -> AppTest:
    button = next(b for b in app.button if b.key and b.key.startswith(start))
    return button.click().run()


def kept(calls: list[tuple[str, object]]) -> Correction:
    ((_, made),) = [call for call in calls if call[0] == "keep"]
    assert isinstance(made, Correction)
    return made


def said(assistant: ScriptedAssistant, *, fits: bool = True, waiting: bool = False) -> Correction:
    """Have the catalogue say that the one entry was called no decision before."""
    papers = assistant.catalogue
    paper = papers.paper("minutes.pdf")
    reading = papers.reading(paper.id)
    made = removal(reading.resolutions[0], reading.pages, "Ann")
    one = CorrectedPaper(paper.id, paper.file_name, (KeptCorrection(made, fits),), waiting=waiting)
    papers.corrected = (one,)
    return made


def show_whole(app: AppTest) -> AppTest:
    """Show the register with every wording, not as a list."""
    show(app, "resolutions")
    return app.button_group(key="register_view").set_value(True).run()


def opened_desk(app: AppTest) -> AppTest:
    """Open what corrects the register as a whole."""
    show(app, "resolutions")
    app.session_state["correct_register"] = True
    return app.run()


def test_an_entry_is_called_no_decision(opened: Open, calls: list[tuple[str, object]]) -> None:
    app, _ = opened()
    show_whole(app)
    press(app, "correct_")
    app.radio[0].set_value("It is no decision").run()
    # It may be done by the time that the page is drawn, and is told just once.
    told = words(press(app, "none_")) + words(settled(app))
    made = kept(calls)
    assert (made.kind, made.words.words) == (CorrectionKind.REMOVED, TEXT)
    assert made.by == "an officer at this computer"
    assert ("take", None) in calls
    assert "The register is corrected." in told


def test_an_entry_ends_elsewhere_in_words_picked_off_the_page(
    opened: Open, calls: list[tuple[str, object]]
) -> None:
    app, _ = opened()
    show_whole(app)
    press(app, "correct_")
    ends = next(one for one in app.text_input if one.key and one.key.startswith("ends_"))
    ends.set_value("of £412,500").run()
    picked = "that the repair of the lido boiler at a cost of £412,500"
    assert picked in [str(one.value) for one in app.text]
    outcome = next(one for one in app.selectbox if one.key and one.key.startswith("class_"))
    outcome.set_value(OutcomeClass.AGREED).run()
    settled(press(app, "save_"))
    made = kept(calls)
    assert made.claim is not None
    assert made.claim.words.words == picked
    assert made.claim.outcome_class is OutcomeClass.AGREED


def test_a_line_of_the_list_is_corrected_and_found_by_its_new_words(
    opened: Open, calls: list[tuple[str, object]]
) -> None:
    app, assistant = opened()
    show(app, "resolutions")
    assert not [b for b in app.button if b.label == "Correct"]
    (line,) = [e for e in app.expander if ":small[" in e.label]
    assert "corrected" not in line.label
    before = assistant.catalogue.search_resolutions().resolutions[0]
    app.session_state[f"open_register_{line_key(before)}"] = True
    app.run()
    press(app, "correct_")
    ends = next(one for one in app.text_input if one.key and one.key.startswith("ends_"))
    ends.set_value("of £412,500").run()
    press(app, "save_")
    claim = kept(calls).claim
    assert claim is not None
    assistant.catalogue.replace_decision(
        replace(before, text=claim.words.words, spans=claim.words.spans, corrected=date(2026, 3, 3))
    )
    settled(app)
    (line,) = [e for e in app.expander if ":small[" in e.label]
    assert line.label.replace("\\", "").endswith(":small[Resolved (corrected)]")
    assert claim.words.words in words(app), "the line is open as before"
    assert "Corrected by an officer, 3 March 2026" in words(app)
    app.text_input(key="register_words").set_value("approved").run()
    assert "No resolution matches" in words(app)
    app.text_input(key="register_words").set_value("£412,500").run()
    assert claim.words.words in words(app)


def test_of_a_line_that_is_open_the_outcome_alone_is_corrected(
    opened: Open, calls: list[tuple[str, object]]
) -> None:
    app, assistant = opened()
    show(app, "resolutions")
    before = assistant.catalogue.search_resolutions().resolutions[0]
    app.session_state[f"open_register_{line_key(before)}"] = True
    app.run()
    press(app, "correct_")
    outcome = next(one for one in app.selectbox if one.key and one.key.startswith("class_"))
    outcome.set_value(OutcomeClass.DEFERRED).run()
    press(app, "save_")
    assert not app.exception
    claim = kept(calls).claim
    assert claim is not None
    assert claim.outcome_class is OutcomeClass.DEFERRED
    settled(app)
    assert TEXT in words(app), "the line is open as before"


def test_what_is_not_printed_is_refused(opened: Open, calls: list[tuple[str, object]]) -> None:
    app, _ = opened()
    show_whole(app)
    press(app, "correct_")
    mover = next(one for one in app.text_input if one.key and one.key.startswith("mover_"))
    mover.set_value("Councillor Nobody").run()
    press(app, "save_")
    assert "“Councillor Nobody” is not printed on page 1" in words(app).replace("\\", "")
    mover.set_value("").run()
    press(app, "save_")
    assert "Nothing is changed" in words(app)
    assert calls == []


def test_a_missing_decision_is_added_from_the_page_that_is_open(
    opened: Open, calls: list[tuple[str, object]]
) -> None:
    app, assistant = opened()
    pack = assistant.catalogue.paper("pack.pdf")
    app.query_params["paper"] = pack.id
    show(app, "resolutions")
    opened_desk(app)
    app.selectbox(key="missing_paper").set_value(pack.id).run()
    app.number_input(key="missing_page").set_value(2).run()
    first = next(one for one in app.selectbox if one.key and one.key.startswith("first_missing"))
    first.set_value(2).run()
    assert "The boiler was inspected in March 2024" in words(app)
    kind = next(one for one in app.selectbox if one.key and one.key.startswith("kind_missing"))
    kind.set_value(DecisionKind.ACTION).run()
    settled(press(app, "add_"))
    made = kept(calls)
    assert made.claim is not None
    assert (made.paper_id, made.kind) == (pack.id, CorrectionKind.ADDED)
    assert made.claim.words.words.startswith("The boiler was inspected")
    assert made.claim.kind is DecisionKind.ACTION


def test_corrections_are_listed_with_what_fits_no_more_and_taken_back(opened: Open) -> None:
    app, assistant = opened()
    made = said(assistant, fits=False, waiting=True)
    opened_desk(app)
    told = words(app)
    assert "No decision" in told
    assert "This no longer fits" in told
    assert "not taken in yet" in told
    press(app, f"back_{made.id}")
    assert "No one correction is called" in words(app)
    settled(press(app, "take_"))
    assert ScriptedIngest.calls == [("take", None)]


def test_a_paper_is_called_complete(opened: Open, calls: list[tuple[str, object]]) -> None:
    app, assistant = opened()
    opened_desk(app)
    minutes = assistant.catalogue.paper("minutes.pdf")
    chosen = next(one for one in app.selectbox if one.key and one.key.startswith("complete_"))
    chosen.set_value(minutes.id).run()
    settled(press(app, f"complete_{minutes.id}"))
    whole = next(made for name, made in calls if name == "declare")
    assert [one.words.words for one in whole.claims] == [TEXT]  # type: ignore[attr-defined]


def test_a_correction_amid_another_job_is_kept_and_taken_in_after_it(
    opened: Open, calls: list[tuple[str, object]]
) -> None:
    app, assistant = opened()
    ScriptedIngest.gate = threading.Event()
    # The job that runs is somebody else's.
    seam.permit_with(lambda _: lambda *_: None)
    assert seam.intake().add([("a.pdf", b"%PDF")])
    made = said(assistant)
    assert not seam.intake().correct_register(lambda shelf: shelf.keep(made))
    assert ("keep", made) in calls
    ScriptedIngest.gate.set()
    settled(app)
    assert [name for name, _ in calls] == ["keep", "add", "take"]


def test_others_are_offered_nothing(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.people.access.address", lambda: ELSEWHERE)
    app, _ = opened()
    monkeypatch.setattr("ui.people.access.address", lambda: ELSEWHERE)
    show_whole(app)
    assert TEXT in words(app)
    assert not [b for b in app.button if b.label in ("Correct", "Take back")]
    assert not [e for e in app.expander if e.label == "Correct the register"]

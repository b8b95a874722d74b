"""The record of decisions on the page: what came of each, what officers say of it, as files."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date

from docx import Document

from corpus.model import Access, DecisionKind, LinkVerdict, OutcomeClass, Resolution, Span
from retrieval.matters import Record, RecordSearch
from tests.ui.conftest import Open, show
from tests.ui.drawn_register import decided, lines
from tests.ui.scripted import ScriptedAssistant
from ui.register.record_files import record_csv, record_word
from ui.register.view import RegisterView, line_key, read_register, register_query


def test_an_address_tells_the_record_that_is_shown() -> None:
    view = RegisterView(owner="Head of Finance", due_by=date(2024, 5, 1), unanswered=True)
    query = register_query(view)
    assert query == {"owner": "Head of Finance", "due": "2024-05-01", "unanswered": "1"}
    assert read_register(query, Access.PUBLIC) == view
    assert read_register({"due": "soon", "unanswered": "yes"}, Access.PUBLIC) == RegisterView()


def followed(assistant: ScriptedAssistant) -> Resolution:
    """Return the decision of the minutes, after one that a later meeting speaks of was added."""
    later = replace(
        decided("Lido repairs: report back", "that the Head of Parks report by 1 May 2025", day=9),
        paper_id=assistant.catalogue.paper("minutes.pdf").id,
        number="31",
        date=date(2025, 4, 9),
        spans=(Span(1, 0, 20),),
    )
    assistant.catalogue.decided.append(later)
    return later


def test_an_officer_confirms_and_rejects_what_came_of_a_decision(opened: Open) -> None:
    app, assistant = opened()
    followed(assistant)
    show(app, "resolutions")
    (own,) = [
        one
        for one in assistant.catalogue.search_resolutions().resolutions
        if one.title == "Lido repairs"
    ]
    app.session_state[f"open_register_{line_key(own)}"] = True
    app.run()
    words_shown = " ".join(one.value for one in app.caption)
    assert "Afterwards" in words_shown
    assert any("report by 1 May 2025" in one.value for one in app.text)
    next(one for one in app.button if one.label == "Reject").click().run()
    (said,) = assistant.catalogue.judged.values()
    assert said.verdict is LinkVerdict.REJECTED
    assert "No later mention found in the papers held." in " ".join(
        one.value for one in app.caption
    )


def test_no_answer_yet_leaves_what_nothing_is_said_of(opened: Open) -> None:
    app, assistant = opened()
    followed(assistant)
    show(app, "resolutions")
    assert len(lines(app)) == 2
    app.toggle(key="register_unanswered").set_value(True).run()
    assert [line for line in lines(app) if "report back" in line] == lines(app)
    # Of minutes that are confirmed nothing is ever said again.
    routine = replace(
        decided("Minutes", "that the minutes be confirmed", day=9),
        paper_id=assistant.catalogue.paper("minutes.pdf").id,
        number="32",
        spans=(Span(1, 20, 40),),
        kind=DecisionKind.ROUTINE,
    )
    assistant.catalogue.decided.append(routine)
    assistant.catalogue.generation += 1
    app.run()
    assert [line for line in lines(app) if "report back" in line] == lines(app)
    app.toggle(key="register_unanswered").set_value(False).run()
    assert any("Minutes" in line for line in lines(app))
    # Nor is there anything to report of a motion that fell.
    lost = replace(routine, kind=DecisionKind.DECISION, outcome_class=OutcomeClass.LOST)
    assistant.catalogue.decided[-1:] = [lost]
    assistant.catalogue.generation += 1
    app.toggle(key="register_unanswered").set_value(True).run()
    assert [line for line in lines(app) if "report back" in line] == lines(app)
    assistant.catalogue.decided.remove(lost)
    app.toggle(key="register_unanswered").set_value(False).run()
    app.text_input(key="register_owner").set_value("head of parks").run()
    assert len(lines(app)) == 1
    app.text_input(key="register_due").set_value("30 April 2025").run()
    assert lines(app) == []


def test_the_record_as_a_file_quotes_what_came_of_each(opened: Open) -> None:
    _, assistant = opened()
    followed(assistant)
    record = Record(assistant.catalogue, Access.PUBLIC)
    entries = record.search(RecordSearch())
    papers = {one.id: one for one in assistant.catalogue.papers()}
    rows = list(csv.DictReader(io.StringIO(record_csv(entries, papers).decode("utf-8-sig"))))
    by_title = {row["Title"]: row for row in rows}
    assert by_title["Lido repairs"]["Quote"] == "that the Head of Parks report by 1 May 2025"
    assert by_title["Lido repairs"]["Its paper"] == "minutes.pdf"
    last = by_title["Lido repairs: report back"]
    assert (last["Since"], last["Owner"], last["Due by"]) == (
        "no later mention found", "Head of Parks", "2025-05-01",
    )  # fmt: skip
    told = [p.text for p in Document(io.BytesIO(record_word(entries, papers))).paragraphs]
    assert any("that the Head of Parks report by 1 May 2025" in text for text in told)
    assert "To act: Head of Parks, by 1 May 2025" in told

"""The register: filters, verbatim words, exports, and what became of a decision."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date

from docx import Document

from corpus.model import DecisionKind, OutcomeClass, Resolution, Span
from tests.ui.conftest import Open, show, words
from tests.ui.mini_pack import MINUTES
from ui.meetings.subject import Mention, decision_mentions, on_subject
from ui.register.register import COLUMNS, as_printed, register_csv, register_word
from ui.words.links import OpenPage

TEXT = MINUTES[2].partition(": ")[2]


def decided(title: str, text: str = "that it be approved", day: int = 1) -> Resolution:
    return Resolution(
        paper_id="a" * 64,
        item="4",
        number="12",
        title=title,
        text=text,
        outcome="Resolved:",
        outcome_class=OutcomeClass.RESOLVED,
        committee="Cabinet",
        date=date(2024, 5, day),
        spans=(Span(3, 10, 30),),
    )


def test_a_spreadsheet_runs_no_formula_and_loses_no_line() -> None:
    data = register_csv([decided("=HYPERLINK(1)", "that\n(i) one\n(ii) two")], {})
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert rows[0] == list(COLUMNS)
    assert rows[1][3] == "'=HYPERLINK(1)"
    assert rows[1][6] == "that\n(i) one\n(ii) two"
    assert rows[1][11] == "3"


def test_an_entry_that_an_officer_corrected_says_so_as_a_file() -> None:
    marked = replace(decided("Lido"), corrected=date(2026, 3, 3))
    data = register_csv([marked, decided("Pier")], {})
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert [row["Corrected"] for row in rows] == ["2026-03-03", ""]
    paragraphs = Document(io.BytesIO(register_word([marked], {}))).paragraphs
    assert "Corrected by an officer, 3 March 2026" in [p.text for p in paragraphs]


def test_word_register_is_a_word_file() -> None:
    assert register_word([decided("Lido")], {}).startswith(b"PK")


def test_subjects_match_on_telling_words_only() -> None:
    mentions = decision_mentions(
        [
            decided("Lido repairs: update", day=20),
            decided("Repair of the lido", day=2),
            decided("Annual report on parking", day=3),
        ]
    )
    found = on_subject("Lido repairs", mentions)
    assert [m.title for m in found] == ["Repair of the lido", "Lido repairs: update"]
    assert on_subject("Annual report", mentions) == []


def test_undated_mentions_come_last() -> None:
    page = OpenPage("a", 1)
    mentions = [Mention(None, "Lido", "", page), Mention(date(2024, 1, 1), "Lido", "", page)]
    assert [m.when for m in on_subject("Lido", mentions)] == [date(2024, 1, 1), None]


def test_the_register_shows_words_as_printed_and_opens_the_page(opened: Open) -> None:
    app, _ = opened()
    show(app, "resolutions")
    said = words(app).replace("\\", "")
    assert f"Resolved:\n{TEXT}" in said
    assert "Minute 12, Lido repairs" in said
    button = next(b for b in app.button if b.key and b.key.startswith("resolution_"))
    button.click().run()
    assert app.session_state["open_page"].page == 1
    assert app.session_state["open_page"].quote == TEXT
    assert not app.exception


def test_words_that_match_nothing_say_so(opened: Open) -> None:
    app, _ = opened()
    show(app, "resolutions")
    app.text_input(key="register_words").set_value("zeppelin").run()
    assert "No resolution matches" in app.info[0].value


def test_outcomes_filter(opened: Open) -> None:
    app, _ = opened()
    show(app, "resolutions")
    app.button_group(key="register_outcomes").set_value([OutcomeClass.LOST]).run()
    assert "No resolution matches" in app.info[0].value


def test_kinds_filter(opened: Open) -> None:
    app, _ = opened()
    show(app, "resolutions")
    kinds = app.button_group(key="register_business")
    assert kinds.label == "Kind"
    kinds.set_value([DecisionKind.ROUTINE, DecisionKind.ACTION]).run()
    assert "No resolution matches" in app.info[0].value
    app.button_group(key="register_business").set_value([DecisionKind.DECISION]).run()
    assert TEXT in words(app).replace("\\", "")


def test_an_export_tells_the_kind() -> None:
    data = register_csv([replace(decided("Lido"), kind=DecisionKind.ROUTINE)], {})
    (row,) = csv.DictReader(io.StringIO(data.decode("utf-8-sig")))
    assert row["Kind"] == "routine"


def test_an_empty_catalogue_says_what_to_do(opened: Open) -> None:
    app, _ = opened(empty=True)
    assert "no papers yet" in words(show(app, "resolutions"))


def test_exempt_minutes_are_not_in_the_register(opened: Open) -> None:
    app, _ = opened(exempt=True)
    show(app, "resolutions")
    assert TEXT not in words(app)


def test_outcome_and_wording_stand_in_the_order_of_the_page() -> None:
    motion = replace(decided("Lido", "to mend the roof"), outcome="Ayes all")
    assert as_printed(replace(motion, outcome_spans=(Span(3, 31, 39),)), "\n") == (
        "to mend the roof\nAyes all"
    )
    assert as_printed(replace(motion, outcome_spans=(Span(3, 0, 8),)), "\n") == (
        "Ayes all\nto mend the roof"
    )
    assert as_printed(replace(motion, outcome=""), "\n") == "to mend the roof"

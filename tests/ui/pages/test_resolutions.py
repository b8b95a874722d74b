"""The register: filters, verbatim words, and exports."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date, timedelta
from urllib.parse import parse_qsl, urlsplit

import pytest
from docx import Document
from streamlit.testing.v1 import AppTest

from corpus.model import Access, DecisionKind, OutcomeClass, PaperKind, Scope, Span
from corpus.register import RegisterSearch
from retrieval.model import OpenPage
from tests.ui.conftest import Open, show, words
from tests.ui.drawn_register import decided, lines
from tests.ui.mini_pack import MINUTES
from tests.ui.scripted import ScriptedAssistant
from ui.register.register import COLUMNS, as_printed, noted, register_csv, register_word, source
from ui.register.view import RegisterView, line_key, read_register, register_query
from ui.words.links import read_page

TEXT = MINUTES[2].partition(": ")[2]


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


def test_the_register_shows_words_as_printed_and_opens_the_page(opened: Open) -> None:
    app, _ = opened()
    show(app, "resolutions")
    app.button_group(key="register_view").set_value(True).run()
    said = words(app).replace("\\", "")
    assert f"Resolved:\n{TEXT}" in said
    assert "Minute 12, Lido repairs" in said
    button = next(b for b in app.button if b.key and b.key.startswith("resolution_"))
    button.click().run()
    assert app.session_state["open_page_resolutions"].page == 1
    assert app.session_state["open_page_resolutions"].quote == TEXT
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
    assert "1 resolution" in words(app)
    assert app.query_params["business"] == "decision"


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


def more(app: AppTest, assistant: ScriptedAssistant) -> AppTest:
    """Add drawn decisions to that of the minutes, and show the page."""
    minutes = assistant.catalogue.paper("minutes.pdf").id
    assistant.catalogue.decided += [
        replace(
            decided("Library hours", "that £64,000 be spent", day=2),
            paper_id=minutes, number="C66", mover="Cllr Fairweather", spans=(Span(1, 0, 9),),
        ),
        replace(
            decided("Library fines", "that the Clerk write to all", day=3),
            paper_id=minutes, spans=(Span(1, 1, 9),), kind=DecisionKind.ACTION,
            outcome_class=OutcomeClass.AGREED, committee="Highways",
        ),
    ]  # fmt: skip
    return show(app, "resolutions")


def test_a_line_says_when_who_which_what_and_how(opened: Open) -> None:
    app, assistant = opened()
    shown = lines(more(app, assistant))
    assert shown[0] == (
        ":small[14 May 2024] :small[Harbour and Leisure Committee] :small[12] "
        "**Lido repairs** :small[Resolved]"
    )
    assert shown[1].endswith("**Library fines** :small[Agreed (action)]")
    assert "that the Clerk" not in words(app)


def test_a_click_on_a_line_opens_its_wording_and_the_address_says_so(opened: Open) -> None:
    app, assistant = opened()
    more(app, assistant)
    minutes = assistant.catalogue.paper("minutes.pdf").id
    app.session_state[f"open_register_{minutes[:12]}_1_0_9"] = True
    app.run()
    said = words(app).replace("\\", "")
    assert "that £64,000 be spent" in said
    assert "Moved by Cllr Fairweather" in said
    assert app.query_params["open"] == f"{minutes[:12]}_1_0_9"


def test_an_address_opens_the_lines_that_it_names(opened: Open) -> None:
    _, assistant = opened()
    (said,) = assistant.catalogue.search_resolutions().resolutions
    app, _ = opened(query={"open": line_key(said)})
    show(app, "resolutions")
    assert TEXT in words(app).replace("\\", "")
    assert app.query_params["open"] == line_key(said)


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [("C66", 1), ("fairweather", 1), ("64000", 1), ("hours libraries", 1), ("libary", 2)],
)
def test_words_find_and_stand_in_the_address(opened: Open, typed: str, wanted: int) -> None:
    app, assistant = opened()
    more(app, assistant)
    app.text_input(key="register_words").set_value(typed).run()
    assert len(lines(app)) == wanted
    assert app.query_params["words"] == typed
    assert ("so **library** was searched for" in words(app)) is (typed == "libary")


def test_an_address_shows_what_it_says(opened: Open) -> None:
    app, assistant = opened(
        query={
            "words": "library",
            "committee": "Cabinet",
            "since": "2024-01-01",
            "until": "2099-01-01",
            "kind": "minutes,gossip",
            "outcome": "resolved,lost,gossip",
            "business": "decision",
            "order": "oldest",
            "view": "full",
            "sheet": "7",
            "open": "<script>",
        },
    )
    more(app, assistant)
    assert app.text_input(key="register_words").value == "library"
    assert app.button_group(key="register_outcomes").value == [
        OutcomeClass.RESOLVED, OutcomeClass.LOST,
    ]  # fmt: skip
    assert [h.value for h in app.header] == ["Minute C66\\, Library hours"]
    assert app.session_state["register_committee"] == "Cabinet"
    # The last day that can be chosen is the end of the papers' year; what is no choice is gone.
    assert dict(app.query_params) == {
        "words": "library", "committee": "Cabinet", "since": "2024-01-01",
        "until": "2024-12-31", "kind": "minutes", "outcome": "resolved,lost",
        "business": "decision", "order": "oldest", "view": "full",
    }  # fmt: skip


def test_the_order_can_be_turned_round(opened: Open) -> None:
    app, assistant = opened()
    newest = lines(more(app, assistant))
    app.button_group(key="register_order").set_value(True).run()
    assert lines(app) == newest[::-1]
    assert app.query_params["order"] == "oldest"
    app.button_group(key="register_order").set_value(False).run()
    assert lines(app) == newest
    assert "order" not in app.query_params


def test_long_lists_are_on_sheets_and_another_search_begins_at_the_first(opened: Open) -> None:
    app, assistant = opened(query={"sheet": "2"})
    minutes = assistant.catalogue.paper("minutes.pdf").id
    assistant.catalogue.decided += [
        replace(
            decided(f"Matter {at}", "x"),
            paper_id=minutes,
            spans=(Span(1, at, at + 9),),
            date=date(2023, 1, 1) + timedelta(days=at),
        )
        for at in range(60)
    ]
    show(app, "resolutions")
    assert len(lines(app)) == 11
    assert app.query_params["sheet"] == "2"
    app.text_input(key="register_words").set_value("matter").run()
    assert len(lines(app)) == 50
    assert "sheet" not in app.query_params


def test_where_nothing_is_found_the_page_says_what_would_find_some(opened: Open) -> None:
    app, assistant = opened()
    more(app, assistant)
    app.text_input(key="register_words").set_value("library repairs").run()
    said = words(app).replace("\\", "")
    assert "“library” in 2, “repairs” in 1" in said
    app.text_input(key="register_words").set_value("library").run()
    app.button_group(key="register_outcomes").set_value([OutcomeClass.LOST]).run()
    app.button(key="register_unlimited").click().run()
    assert len(lines(app)) == 2
    assert dict(app.query_params) == {"words": "library"}


def test_what_a_view_says_is_read_back() -> None:
    scope = Scope("Cabinet", date(2024, 1, 1), None, ("a" * 64,), (PaperKind.MINUTES,), "4")
    search = RegisterSearch(
        "£64k & “so”", scope, (OutcomeClass.LOST,), (DecisionKind.ACTION,), oldest_first=True
    )
    view = RegisterView(search, True, 3, (line_key(decided("Lido")),))
    assert read_register(register_query(view), scope.clearance) == view
    assert register_query(RegisterView()) == {}
    # Whoever follows a link sees what they may see, whoever made it.
    assert read_register(register_query(view), Access.EXEMPT).search.scope.clearance == "exempt"


def test_exports_have_clauses_on_lines_and_a_link_to_the_page() -> None:
    said = decided("Lido", "that (i) one be done; and (ii) two be done; a) Three. • Four")
    address = "https://minutes.example/app/"
    data = register_csv([said], {}, address)
    (row,) = csv.DictReader(io.StringIO(data.decode("utf-8-sig")))
    clauses = "that\n(i) one be done; and\n(ii) two be done;\na) Three.\n• Four"
    assert row["Text"] == clauses
    opened = read_page(dict(parse_qsl(urlsplit(row["Link"]).query)))
    assert row["Link"].startswith(address)
    assert opened == OpenPage(said.paper_id, 3, said.spans)
    document = Document(io.BytesIO(register_word([said], {}, address)))
    assert any(p.text == f"Resolved:\n{clauses}" for p in document.paragraphs)
    (leading,) = [link for p in document.paragraphs for link in p.hyperlinks]
    assert (leading.url, leading.text) == (row["Link"], "Open PDF page 3")


def test_who_is_noted_behind_a_vote_stands_on_the_page_and_in_the_csv(opened: Open) -> None:
    app, assistant = opened()
    minutes = assistant.catalogue.paper("minutes.pdf")
    page = assistant.catalogue.page(minutes.id, 1)
    note = "Councillor Reed asked that her vote against be recorded."
    read = assistant.catalogue._readings[minutes.id]
    text = f"{page.text}\n{note}"
    (said,) = read.resolutions
    said = replace(said, vote="4-1", vote_spans=(Span(1, len(text) - len(note), len(text)),))
    changed = replace(read, pages=(replace(page, text=text),), resolutions=(said,))
    assistant.catalogue._readings[minutes.id] = changed
    show(app, "resolutions")
    app.segmented_control(key="register_view").set_value(True).run()
    assert f"Vote: 4-1; {note}" in words(app).replace("\\", "")
    data = register_csv([noted(said, Access.PUBLIC)], {minutes.id: minutes})
    (row,) = csv.DictReader(io.StringIO(data.decode("utf-8-sig")))
    assert row["Vote"] == f"4-1; {note}"


def test_exports_name_a_paper_by_the_title_that_somebody_gave_it(opened: Open) -> None:
    _, assistant = opened()
    minutes = replace(assistant.catalogue.paper("minutes.pdf"), title="Lido", titled=True)
    said = replace(decided("Lido"), paper_id=minutes.id)
    held = {minutes.id: minutes}
    (row,) = csv.DictReader(io.StringIO(register_csv([said], held).decode("utf-8-sig")))
    assert row["Paper"] == "Lido (minutes.pdf)"
    assert source(said, held).startswith("Lido (minutes.pdf), PDF page ")
    plain = {minutes.id: replace(minutes, titled=False)}
    (row,) = csv.DictReader(io.StringIO(register_csv([said], plain).decode("utf-8-sig")))
    assert row["Paper"] == "minutes.pdf"


def test_decisions_of_a_sample_paper_are_marked_in_list_and_exports(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    app, assistant = opened()
    minutes = assistant.catalogue.paper("minutes.pdf")
    held = {minutes.id: minutes}
    said = replace(decided("Lido"), paper_id=minutes.id)
    monkeypatch.setattr("corpus.sample.listed._listed", lambda: frozenset({minutes.id}))
    (row,) = csv.DictReader(io.StringIO(register_csv([said], held).decode("utf-8-sig")))
    assert row["Paper"] == "minutes.pdf (sample)"
    document = Document(io.BytesIO(register_word([said], held)))
    assert any(f"{said.committee} (sample)" in p.text for p in document.paragraphs)
    show(app, "resolutions")
    labels = [one.label.replace("\\", "") for one in app.expander]
    # Short enough that the column does not cut the mark off.
    assert any(":small[Harbour and… (sample)]" in label for label in labels), labels


def test_several_decisions_of_one_minute_are_told_apart_by_their_wording(opened: Open) -> None:
    app, assistant = opened()
    minutes = assistant.catalogue.paper("minutes.pdf").id
    for at, text in enumerate(("that the roof be mended", "that a grant be sought")):
        one = replace(decided("Lido roof", text), paper_id=minutes, spans=(Span(1, at, 9),))
        assistant.catalogue.decided.append(one)
    shown = " ".join(lines(show(app, "resolutions")))
    assert "**Lido roof: that the roof be mended**" in shown
    assert "**Lido roof: that a grant be sought**" in shown
    assert "**Lido repairs**" in shown

"""The register: filters, verbatim words, exports, and what became of a decision."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date, timedelta
from urllib.parse import parse_qsl, urlsplit

import pytest
from docx import Document
from streamlit.testing.v1 import AppTest

from corpus.model import (
    Access,
    DecisionKind,
    OutcomeClass,
    PaperKind,
    Resolution,
    Scope,
    Span,
)
from corpus.register import RegisterSearch
from retrieval.matters.course import Course, Matters
from retrieval.matters.mentions import (
    Mention,
    decided_on,
    decision_mention,
    decision_mentions,
    on_subject,
)
from retrieval.model import OpenPage
from tests.ui.conftest import Open, show, words
from tests.ui.mini_pack import MINUTES
from tests.ui.scripted import ScriptedAssistant
from ui.register.register import COLUMNS, as_printed, register_csv, register_word
from ui.register.view import RegisterView, line_key, read_register, register_query
from ui.words.links import read_page

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
        spans=(Span(3, 10, 29 + day),),
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


def lines(app: AppTest) -> list[str]:
    assert not app.exception
    return [one.label.replace("\\", "") for one in app.expander if ":small[" in one.label]


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


def course(of: Resolution, *others: Resolution) -> Course:
    return Matters(decision_mentions((of, *others))).course(decision_mention(of))


def test_what_became_of_a_decision_leaves_it_out_and_looks_both_ways() -> None:
    said = decided("Lido repairs", "that a survey be made", day=10)
    earlier, later = (
        replace(decided("Lido repairs: update", f"that it be {at}", day=at), number=str(at))
        for at in (3, 20)
    )
    beside = replace(said, number="13", text="that the amendment be lost", spans=(Span(4, 0, 9),))
    printed_again = replace(said, paper_id="b" * 64)
    other = decided("Parking", "that charges rise", day=25)
    action = replace(later, kind=DecisionKind.ACTION, number="14", date=date(2024, 5, 21))
    found = course(said, earlier, later, beside, printed_again, other, action)
    assert [m.number for m in found.before] == ["3"]
    assert [m.number for m in found.beside] == ["13"]
    assert [m.number for m in found.after] == ["20"]
    assert found.undated == ()
    assert [m.number for m in course(later, said, earlier).before] == ["3", "12"]


def test_a_recommendation_leads_to_what_was_decided_on_it_and_back() -> None:
    wording = "that the tender of Brine Brothers for dredging the inner harbour be accepted"
    asked = replace(
        decided("Dredging", f"That Council be recommended {wording}", day=2),
        outcome_class=OutcomeClass.RECOMMENDED, number="7", committee="Harbour Panel",
    )  # fmt: skip
    taken = replace(
        decided("Recommendations of the Harbour Panel", wording, day=20),
        number="30", committee="Council",
    )  # fmt: skip
    noise = [decided(f"Matter {at}", f"that matter number {at} be so", day=9) for at in range(40)]
    assert [m.number for m in course(asked, taken, *noise).after] == ["30"]
    assert [m.number for m in course(taken, asked, *noise).before] == ["7"]


def test_a_minute_that_is_named_is_the_same_matter() -> None:
    said = decided("Bus shelters", "that three be bought", day=2)
    naming = replace(decided("Budget", "that minute no. 12 be rescinded", day=20), number="40")
    elsewhere = replace(naming, committee="Council", number="41")
    found = course(said, naming, elsewhere)
    assert [m.number for m in found.after] == ["40"]
    assert [m.number for m in course(naming, said).before] == ["12"]


def test_standing_headings_and_single_words_elsewhere_are_no_matter() -> None:
    one = decided("Matters Arising", "that tree lights be paid for", day=2)
    two = replace(decided("Matters arising", "that ponds be drained", day=20), number="13")
    assert course(one, two) == Course()
    chairs, news = decided("Chairs", "x", day=2), decided("Garden chairs", "y", day=20)
    assert course(chairs, news).after
    assert not course(chairs, replace(news, committee="Council")).after


def test_actions_and_routine_decide_nothing() -> None:
    kinds = (DecisionKind.ACTION, DecisionKind.ROUTINE)
    assert decision_mentions(replace(decided("Lido"), kind=kind) for kind in kinds) == []


def test_what_was_decided_on_an_item_is_told_by_its_title() -> None:
    lido, parking = decided("Lido repairs"), decided("Parking charges")
    action = replace(lido, kind=DecisionKind.ACTION)
    assert decided_on("Lido Repairs", [parking, lido, action]) == (lido,)
    assert decided_on("Repair of the lido", [parking, lido]) == (lido,)
    assert decided_on("Mooring fees", [parking, lido]) == ()


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

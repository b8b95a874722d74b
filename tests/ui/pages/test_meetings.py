"""Meetings: items, briefing from the form, and asking about an item."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from docx import Document

from corpus.access import MarkedItem
from corpus.model import (
    Access,
    AgendaItem,
    ClosingLevel,
    DecisionKind,
    FormField,
    ItemSource,
    MinuteMeeting,
    OutcomeClass,
    Paper,
    PaperKind,
    Resolution,
    Span,
)
from corpus.pdf.pdfium import open_pdf
from retrieval.matters.course import Matters
from retrieval.matters.mentions import Mention, decision_mentions, item_mention
from retrieval.meetings.gathering import Gathering, gatherings, pages_words
from retrieval.model import OpenPage
from retrieval.records import meeting_id
from tests.ui import mini_pack
from tests.ui.conftest import Open, show, words
from tests.ui.drawn_register import decided
from tests.ui.scripted import ScriptedAssistant
from tests.ui.scripted_catalogue import COMMITTEE
from ui.meetings.briefing import Briefing, brief, last_words
from ui.meetings.briefing_file import briefing_pdf, briefing_word
from ui.meetings.figures import figures
from ui.meetings.what_became import last_considered

PAPER = Paper(
    "a" * 64,
    "pack.pdf",
    "Agenda pack",
    PaperKind.AGENDA_PACK,
    COMMITTEE,
    date(2024, 5, 14),
    Access.PUBLIC,
    None,
    60,
)


def test_papers_and_minutes_of_one_day_are_one_meeting(opened: Open) -> None:
    _, assistant = opened()
    held = gatherings(assistant.catalogue.papers(), assistant.catalogue.meetings())
    assert len(held) == 1
    assert held[0].when == date(2024, 5, 14)
    assert [p.file_name for p in held[0].papers] == ["pack.pdf", "minutes.pdf"]
    assert len(held[0].minutes) == 1


@pytest.mark.parametrize(
    ("kind", "committee", "when", "listed"),
    [
        (PaperKind.AGENDA_PACK, COMMITTEE, date(2024, 5, 14), True),
        (PaperKind.AGENDA_PACK, None, None, True),
        (PaperKind.SUPPLEMENT, COMMITTEE, None, True),
        (PaperKind.MINUTES, COMMITTEE, date(2024, 5, 14), True),
        (PaperKind.REPORT, COMMITTEE, date(2024, 5, 14), True),
        (PaperKind.REPORT, None, date(2024, 5, 14), False),
        # Of a scan that nobody could read no meeting is known; an officer alone decides at none.
        (PaperKind.MINUTES, None, None, False),
        (PaperKind.DECISION_NOTICE, None, date(2024, 5, 14), False),
        (PaperKind.TRACKER, COMMITTEE, date(2024, 5, 14), False),
        (PaperKind.REPORT_CARD, COMMITTEE, date(2024, 5, 14), False),
        (PaperKind.OTHER, COMMITTEE, date(2024, 5, 14), False),
    ],
)
def test_only_what_is_of_a_meeting_makes_one(
    kind: PaperKind, committee: str | None, when: date | None, listed: bool
) -> None:
    alone = replace(PAPER, kind=kind, committee=committee, meeting_date=when)
    assert bool(gatherings([alone], ())) is listed
    # With minutes of that day it is among the papers of their meeting.
    minuted = MinuteMeeting("m" * 64, committee, when, None, 1, 2)
    assert [one.papers for one in gatherings([alone], [minuted])] == [(alone,)]


def _two_meetings(assistant: ScriptedAssistant) -> str:
    """Put an older meeting beside the one that there is; return its place in the address."""
    found = assistant.catalogue.meetings()
    older = replace(found[0], date=date(2023, 5, 16))
    assistant.catalogue.meetings = lambda *_: (*found, older)  # type: ignore[method-assign]
    return meeting_id(Gathering(older.committee, older.date, ()))


def test_the_chosen_meeting_stands_in_the_address_and_survives_a_reload(opened: Open) -> None:
    app, assistant = opened()
    older = _two_meetings(assistant)
    show(app, "meetings")
    newest = app.query_params["meeting"]
    assert newest != older
    field = app.selectbox(key="meetings_meeting")
    field.select(f"2023-05-16|{COMMITTEE}").run()
    assert app.query_params["meeting"] == older
    again, assistant = opened(query={"meeting": older})
    _two_meetings(assistant)
    show(again, "meetings")
    assert again.query_params["meeting"] == older
    assert "16 May 2023" in words(again)
    lost, assistant = opened(query={"meeting": "0" * 16})
    show(lost, "meetings")
    assert lost.query_params["meeting"] == newest


def test_papers_of_no_meeting_are_said_to_be_so(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    app, _ = opened()
    monkeypatch.setattr("ui.pages.meetings.gatherings", lambda *_: ())
    said = words(show(app, "meetings"))
    assert "None of the papers here is of a meeting" in said
    assert "no papers yet" not in said


def test_a_briefing_says_what_to_decide_and_its_figures() -> None:
    form = (
        FormField("Wards affected", "All", ()),
        FormField("Title", "t", ()),
        FormField("Risk owner", "Cllr Reed", ()),
        FormField("Key decision", "Yes", ()),
        FormField("Recommendations", "That £64,000 be spent,\nover two years.", ()),
    )
    item = AgendaItem("a", "4", "t", 10, 44, ItemSource.FRONT_SHEET, form)
    found = brief(PAPER, item)
    assert found.decide == (
        ("What members are asked to decide", "That £64,000 be spent,\nover two years."),
    )
    assert found.figures == ("£64,000", "two years")
    assert found.lines == (("Key decision", "Yes"), ("Wards", "All"), ("Risk owner", "Cllr Reed"))
    assert pages_words(item) == "PDF pages 10–44"
    assert brief(PAPER, AgendaItem("a", "5", "t", 1, 1, ItemSource.HEADING)).empty


def test_an_item_was_last_considered_at_the_newest_meeting_before_its_own() -> None:
    item = AgendaItem("a", "4", "Lido repairs: award of contract", 5, 6, ItemSource.HEADING)
    paper = replace(PAPER, meeting_date=date(2024, 5, 14))
    told = (("Lido repairs", 2), ("Lido repairs", 9), ("Lido repairs", 28), ("Boats", 11))
    said = [decided(title, "that it be done", day=at) for title, at in told]
    known = Matters((item_mention(paper, item), *decision_mentions(said)))
    last = last_considered(paper, item, known)
    assert last is not None
    assert last.when == date(2024, 5, 9)
    assert last_considered(paper, replace(item, title="Tree planting"), known) is None


def test_the_last_time_is_told_with_its_place() -> None:
    known = Mention(date(2023, 6, 1), "Lido", "Item 2 of the agenda pack", OpenPage("a", 1))
    assert last_words(known) == "1 June 2023 (Item 2 of the agenda pack)"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a cost of £1.84 million, met over 25 years", ("£1.84 million", "25 years")),
        ("£64,000, and £64,000 again", ("£64,000",)),
        ("a rise of 4.5% or 3 per cent", ("4.5%", "3 per cent")),
        ("2.5 percentage points; 20p per hour", ("2.5 percentage points", "20p per hour")),
        ("rent of £400,000 a year and £20 a fixed sum", ("£400,000 a year", "£20")),
        ("12 affordable homes on 3.2 hectares", ("12 affordable homes", "3.2 hectares")),
        ("consultation for ten weeks, ten working days", ("ten weeks", "ten working days")),
        ("3.1 That residents be told on 31 March 2024 under section 106, Table 1", ()),
        ("in 2024 members of ward 7; 2023/24 pupils; paragraph 3.2", ()),
        ("twenty-one new posts", ("twenty-one new posts",)),
        ("two million pounds a year, 10–15% of it", ("two million pounds a year",)),
    ],
)
def test_figures_are_taken_as_printed(text: str, found: tuple[str, ...]) -> None:
    assert figures(text) == found


def test_a_meeting_lists_its_items_with_pages(opened: Open) -> None:
    app, _ = opened()
    show(app, "meetings")
    labels = [e.label for e in app.expander]
    assert any("Lido repairs" in label and "PDF pages 2–3" in label for label in labels)
    assert any("no papers" in label for label in labels)
    assert COMMITTEE in words(app)
    assert "Cllr Reed" in words(app)


def test_an_item_that_comes_in_a_supplement_is_listed_once(opened: Open) -> None:
    app, assistant = opened()
    pack = assistant.catalogue.paper("pack.pdf")
    reading = assistant.catalogue.reading(pack.id)
    waste = AgendaItem(pack.id, "9", "Waste Collection", None, None, ItemSource.FRONT_SHEET)
    again = replace(waste, number="10")
    later = replace(pack, id="b" * 64, file_name="supplement.pdf", kind=PaperKind.SUPPLEMENT)
    held = replace(waste, paper_id=later.id, title="WASTE  collection", first_page=2, last_page=4)
    readings = assistant.catalogue._readings
    readings[pack.id] = replace(reading, items=(*reading.items, waste, again))
    readings[later.id] = replace(
        reading, paper=later, items=(held,), resolutions=(), meetings=(), pages=reading.pages
    )
    show(app, "meetings")
    labels = [one.label for one in app.expander if "aste" in one.label or "ASTE" in one.label]
    assert len(labels) == 2, labels
    assert "Supplement" in labels[0]
    assert "no papers" in labels[1]


def test_asking_about_an_item_limits_ask_to_it(opened: Open) -> None:
    app, assistant = opened()
    show(app, "meetings")
    pack = assistant.catalogue.paper("pack.pdf")
    app.session_state["ask_about"] = (pack.id, "2")
    app.run()
    show(app, "")
    app.chat_input(key="ask_input").set_value("cost").run()
    assert not app.exception
    assert assistant.asked[0][1].papers == (pack.id,)
    assert assistant.asked[0][1].item == "2"


def busy_meeting(items: int) -> tuple[Gathering, list[Briefing]]:
    words = "That the sum of £1,000 be spent on “works” <b>now</b> & Tŷ Gwyn ● noted. " * 25
    form = (FormField("Recommendations", words, ()), FormField("Wards affected", "All " * 40, ()))
    found = [
        AgendaItem("a", str(n), f"Item of business {n}", n, n + 3, ItemSource.FRONT_SHEET, form)
        for n in range(1, items + 1)
    ]
    return Gathering(COMMITTEE, date(2024, 5, 14), (PAPER,)), [brief(PAPER, i) for i in found]


@pytest.mark.parametrize("items", [1, 6, 18, 60])
def test_a_briefing_prints_on_two_sides(items: int, tmp_path: Path) -> None:
    path = tmp_path / "briefing.pdf"
    path.write_bytes(briefing_pdf(*busy_meeting(items)))
    with open_pdf(path) as pdf:
        text = "\n".join(pdf.layout(n).text for n in range(1, pdf.page_count + 1))
        assert pdf.page_count <= 2
    assert f"{items}. Item of business {items}" in " ".join(text.split())
    assert "£1,000 be spent on “works” <b>now</b> &" in " ".join(text.split()) or items == 60


def test_a_briefing_is_a_word_file_with_the_same_words() -> None:
    data = briefing_word(*busy_meeting(3))
    said = [paragraph.text for paragraph in Document(io.BytesIO(data)).paragraphs]
    assert any(line.startswith("What members are asked to decide: That the sum") for line in said)
    assert any("Figures in it: £1,000" in line for line in said)


def test_an_item_shows_its_briefing_and_offers_both_files(opened: Open) -> None:
    app, assistant = opened()
    show(app, "meetings")
    pack = assistant.catalogue.paper("pack.pdf")
    app.session_state[f"item_{pack.id[:12]}_2_2"] = True
    app.run()
    said = words(app).replace("\\", "")
    assert "What members are asked to decide" in said
    assert "Figures in the recommendation:** £412,500" in said
    assert "Key decision:** Yes" in said
    names = [b.key for b in app.get("download_button")]
    assert any("meeting_briefing_pdf" in str(name) for name in names)


def test_an_empty_catalogue_says_what_to_do(opened: Open) -> None:
    app, _ = opened(empty=True)
    assert "no papers yet" in words(show(app, "meetings"))


def said(number: str, title: str, kind: DecisionKind = DecisionKind.DECISION) -> Resolution:
    return Resolution(
        "m" * 64, None, number, title, f"that {title} be so", "Resolved:", OutcomeClass.RESOLVED,
        COMMITTEE, date(2024, 5, 14), (Span(1, int(number), 40),), kind=kind,
    )  # fmt: skip


def test_what_was_decided_goes_to_its_meeting_once() -> None:
    minutes = [
        MinuteMeeting("m" * 64, COMMITTEE, date(2024, 5, 14), None, 1, 2),
        MinuteMeeting("m" * 64, "Council", date(2024, 6, 1), None, 3, 4),
    ]
    lido = said("1", "Lido")
    again = replace(lido, paper_id="n" * 64)
    undated = replace(said("2", "Roof"), date=None, spans=(Span(3, 0, 4),))
    nowhere = replace(said("3", "Pier"), date=None, paper_id="x" * 64)
    held = gatherings([PAPER], minutes, [lido, again, undated, nowhere])
    assert [(g.committee, g.decided) for g in held] == [
        ("Council", (undated,)), (COMMITTEE, (lido,)),
    ]  # fmt: skip


def test_a_meeting_lists_its_decisions_and_folds_the_rest(opened: Open) -> None:
    app, assistant = opened()
    minutes = assistant.catalogue.paper("minutes.pdf").id
    kinds = (DecisionKind.ROUTINE, DecisionKind.ACTION, DecisionKind.ACTION)
    assistant.catalogue.decided += [
        replace(said(str(at), f"Matter {at}", kind), paper_id=minutes)
        for at, kind in enumerate(kinds, 1)
    ]
    show(app, "meetings")
    labels = [e.label.replace("\\", "") for e in app.expander]
    assert "What was decided (1)" in [s.value for s in app.subheader]
    assert [label for label in labels if "**Lido repairs**" in label] == [
        ":small[12] **Lido repairs** :small[Resolved]"
    ]
    assert "Also 1 routine matter and 2 actions" in labels
    assert not [label for label in labels if "Matter 1" in label]
    assert any("2**  Lido repairs" in label and label.endswith("**Resolved**") for label in labels)
    app.session_state["decided_otherwise"] = True
    app.run()
    labels = [e.label for e in app.expander]
    assert len([label for label in labels if "**Matter" in label]) == 3


def test_an_item_shows_what_was_asked_beside_what_was_decided(opened: Open) -> None:
    app, assistant = opened()
    show(app, "meetings")
    pack = assistant.catalogue.paper("pack.pdf")
    app.session_state[f"item_{pack.id[:12]}_2_2"] = True
    app.run()
    told = words(app).replace("\\", "")
    assert "What members are asked to decide" in told
    assert "What was decided" in told
    assert mini_pack.MINUTES[2].partition(": ")[2] in told
    # The item itself is not what came of it, its decision is.
    came = [b.label for b in app.button if b.key and b.key.startswith("came_up_")]
    assert len(came) == 1
    assert "Resolved" in came[0]


def test_an_item_that_the_agenda_closes_is_named_as_such(opened: Open) -> None:
    app, assistant = opened()
    pack = assistant.catalogue.paper("pack.pdf")
    show(app, "meetings")
    assert not [one for one in app.expander if "Closed to the public" in one.label]
    words_of = "PART II *EXEMPT* ITEMS"
    listed = (("3", "Mooring fees"), ("4", "Sale of the quay"))
    assistant.catalogue.closed[pack.id] = tuple(
        MarkedItem(
            AgendaItem("", number, title, None, None, ItemSource.FRONT_SHEET),
            None,
            words_of,
            ClosingLevel.CLOSED,
        )
        for number, title in listed
    )
    show(app, "meetings")
    closed = [one.label for one in app.expander if "Closed to the public" in one.label]
    assert [label.split(" (")[0] for label in closed] == [
        "**3**  Mooring fees",
        "**4**  Sale of the quay · :material/lock: **Closed to the public**",
    ]
    app.session_state[f"item_{pack.id[:12]}_4_0"] = True
    said = words(app.run())
    assert r"The agenda closes this item: “PART II \*EXEMPT\* ITEMS”" in said
    assert "Its papers are not for you." in said
    assert not [one for one in app.button if one.key == f"about_{pack.id[:12]}_4_0"]


def test_a_briefing_begins_with_what_is_asked_and_says_what_is_closed(tmp_path: Path) -> None:
    asked = (FormField("Recommendations", "That the lido be repaired.", ()),)
    items = [
        AgendaItem("a" * 64, "1", "Apologies", 1, 1, ItemSource.FRONT_SHEET),
        AgendaItem("a" * 64, "2", "Sale of the quay", None, None, ItemSource.FRONT_SHEET),
        AgendaItem("a" * 64, "3", "Lido repairs", 3, 9, ItemSource.FRONT_SHEET, asked),
    ]
    closed = {"2": "PART II – EXEMPT ITEMS"}
    held = [brief(PAPER, item, None, closed.get(item.number, "")) for item in items]
    path = tmp_path / "briefing.pdf"
    path.write_bytes(briefing_pdf(Gathering(COMMITTEE, date(2024, 5, 14), (PAPER,)), held))
    with open_pdf(path) as pdf:
        text = pdf.layout(1).text
    places = [
        text.index(words) for words in ("asked to decide", "3. Lido", "Other items", "1. Apo")
    ]
    assert places == sorted(places)
    assert "2. Sale of the quay (closed to the public)" in text
    assert "PART II – EXEMPT ITEMS" in text

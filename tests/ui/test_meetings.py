"""Meetings: items, briefing from the form, and asking about an item."""

from __future__ import annotations

from datetime import date

from corpus.types import AgendaItem, FormField, ItemSource
from tests.ui.conftest import Open, show, words
from tests.ui.scripted import COMMITTEE
from ui.briefing_file import briefing_word
from ui.gatherings import briefing, gatherings, pages_words


def test_papers_and_minutes_of_one_day_are_one_meeting(opened: Open) -> None:
    _, assistant = opened()
    held = gatherings(assistant.catalogue.papers(), assistant.catalogue.meetings())
    assert len(held) == 1
    assert held[0].when == date(2024, 5, 14)
    assert [p.file_name for p in held[0].papers] == ["pack.pdf", "minutes.pdf"]
    assert len(held[0].minutes) == 1


def test_what_members_decide_comes_first_in_a_briefing() -> None:
    names = ("Wards affected", "Supporting officer", "Recommendation(s)")
    form = tuple(FormField(name, "x", ()) for name in names)
    item = AgendaItem("a", "4", "t", 10, 44, ItemSource.FRONT_SHEET, form)
    assert [f.name for f in briefing(item)] == [names[2], names[0], names[1]]
    assert pages_words(item) == "PDF pages 10–44"


def test_a_meeting_lists_its_items_with_pages(opened: Open) -> None:
    app, _ = opened()
    show(app, "meetings")
    labels = [e.label for e in app.expander]
    assert any("Lido repairs" in label and "PDF pages 2–3" in label for label in labels)
    assert any("no papers" in label for label in labels)
    assert COMMITTEE in words(app)
    assert "Cllr Reed" in words(app)


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


def test_a_briefing_is_a_word_file(opened: Open) -> None:
    _, assistant = opened()
    held = gatherings(assistant.catalogue.papers(), ())[0]
    pack = assistant.catalogue.paper("pack.pdf")
    items = [(pack, item) for item in assistant.catalogue.items(pack.id)]
    assert briefing_word(held, items).startswith(b"PK")


def test_an_empty_catalogue_says_what_to_do(opened: Open) -> None:
    app, _ = opened(empty=True)
    assert "no papers yet" in words(show(app, "meetings"))

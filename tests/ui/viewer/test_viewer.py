"""What the viewer shows of a paper: its pages, what is looked for in it, the address."""

from __future__ import annotations

import json
from typing import Any

from streamlit.testing.v1 import AppTest

from tests.ui.conftest import Open, show, words
from ui.words import OpenPage


def opened_at(app: AppTest) -> OpenPage:
    found: OpenPage = app.session_state["open_page_"]
    return found


def linked(opened: Open, **query: str) -> AppTest:
    _, assistant = opened()
    paper = assistant.catalogue.paper("pack.pdf").id
    app, _ = opened(query={"paper": paper, **query})
    return app


def component(app: AppTest, name: str) -> dict[str, Any]:
    """Return what a component of the viewer was given."""
    protos = [node.proto for node in app._tree if getattr(node, "proto", None) is not None]
    found = [p for p in protos if getattr(p, "component_name", "") == name and p.json]
    (given,) = [json.loads(one.json) for one in found if one.json != '{"picture":""}']
    assert isinstance(given, dict)
    return given


def test_a_page_says_which_it_is_of_how_many(opened: Open) -> None:
    app = linked(opened, page="2")
    assert app.header[0].value == "PDF page 2 of 4"
    assert "Page 11 of the pack" in words(app).replace("\\", "")


def test_words_are_found_marked_and_gone_through(opened: Open) -> None:
    app = linked(opened, page="2")
    app.text_input(key="viewer_find").set_value("  £412,500 ").run()
    assert opened_at(app).find == "£412,500"
    assert (opened_at(app).page, "1 of 2" in words(app)) == (2, True)
    kinds = [mark["kind"] for mark in component(app, "minutebook_page_picture")["marks"]]
    assert kinds == ["here"]
    app.button(key="viewer_found_1").click().run()
    assert (opened_at(app).page, "2 of 2" in words(app)) == (3, True)
    app.button(key="viewer_found_1").click().run()
    assert (opened_at(app).page, "1 of 2" in words(app)) == (2, True)
    app.button(key="viewer_found_-1").click().run()
    assert opened_at(app).page == 3
    # Turning the page goes on from there.
    app.button(key="viewer_previous").click().run()
    assert "1 of 2" in words(app)
    app.text_input(key="viewer_find").set_value("zeppelin").run()
    assert "Not in this paper" in words(app)
    assert opened_at(app).page == 2
    app.text_input(key="viewer_find").set_value("").run()
    assert "Not in this paper" not in words(app)


def test_a_search_begins_at_the_first_place_after_the_page(opened: Open) -> None:
    app = linked(opened, page="1")
    app.text_input(key="viewer_find").set_value("mooring fees").run()
    assert (opened_at(app).page, "1 of 2" in words(app)) == (1, True)
    app.text_input(key="viewer_find").set_value("recommendation").run()
    assert (opened_at(app).page, "1 of 1" in words(app)) == (3, True)


def test_a_link_brings_what_is_looked_for_and_the_numbers_of_citations(opened: Open) -> None:
    app = linked(opened, page="2", mark="2:0-4.3", find="boiler")
    assert app.text_input(key="viewer_find").value == "boiler"
    marks = component(app, "minutebook_page_picture")["marks"]
    assert [(mark["kind"], mark["number"]) for mark in marks] == [("quoted", "3"), ("here", "")]
    said = component(app, "minutebook_viewer")
    assert said["label"].startswith("PDF page 2 of 4, ")
    assert said["said"] == "PDF page 2 of 4, 1 of 2"
    assert said["address"] == {"page": "2", "find": "boiler"}


def test_marks_have_the_numbers_of_the_answer(opened: Open) -> None:
    app, _ = opened()
    app.chat_input(key="ask_input").set_value("cost").run()
    app.button(key="cite_0_1_2").click().run()
    assert app.query_params["mark"][0].endswith(".2") or app.query_params["mark"].endswith(".2")
    (mark,) = component(app, "minutebook_page_picture")["marks"]
    assert mark["number"] == "2"


def test_all_pages_are_offered_and_drawn_when_asked_for(opened: Open) -> None:
    app = linked(opened, page="2")
    app.toggle(key="viewer_overview").set_value(True).run()
    given = component(app, "minutebook_overview")
    assert [page["label"] for page in given["pages"]][1:3] == [
        "Page 11 (PDF page 2)",
        "Page 12 (PDF page 3)",
    ]
    assert given["pictures"] == {}


def test_each_page_of_the_app_has_its_own(opened: Open) -> None:
    app = linked(opened, page="2")
    show(app, "papers")
    assert not [one for one in app.button if one.key == "viewer_close"]
    assert "paper" not in app.query_params
    show(app, "")
    assert "PDF page 2 of 4" in words(app)
    assert "paper" in app.query_params

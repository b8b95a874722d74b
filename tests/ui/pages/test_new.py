"""New: what came and when, what a later version changed, and for whom its words are shown."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from corpus.model import Span
from tests.ui.conftest import Open, show, words
from tests.ui.scripted import ScriptedAssistant
from ui.meetings.versions import marked

DAYS = {"days": "0"}


def _html(app: AppTest) -> str:
    return "\n".join(str(one.proto.body) for one in app.get("html"))


def _said(app: AppTest, name: str) -> str:
    """Return what stands in the address; set by the page it is a text, else a list of one."""
    said = app.query_params[name]
    return said if isinstance(said, str) else str(said[0])


def _replace(assistant: ScriptedAssistant) -> str:
    """Have the pack be a later version, whose first page lost a word and got another."""
    catalogue = assistant.catalogue
    (pack,) = (one for one in catalogue.papers() if one.file_name == "pack.pdf")
    pages = catalogue.reading(pack.id).pages
    text = pages[0].text
    word = re.findall(r"[A-Z]\w{4,}", text)[0]
    older = replace(pages[0], text=text.replace(word, "Formerly", 1), furniture=())
    catalogue.earlier[pack.id] = (older, *pages[1:])
    catalogue.came_anew[pack.id] = catalogue.came + timedelta(hours=1)
    return str(pack.id)


def test_papers_are_told_by_meeting_with_their_days(opened: Open) -> None:
    app, _ = opened(query=DAYS)
    told = words(show(app, "new")).replace("\\", "")
    assert "**2 papers** of 1 meeting" in told
    assert "Harbour and Leisure Committee, 14 May 2024" in told
    assert "First seen" in told
    assert "published 14 May 2024" in told
    # Without a law nothing is counted.
    assert "clear day" not in told


def test_clear_days_are_counted_by_the_law_that_is_chosen(opened: Open) -> None:
    app, assistant = opened(query=DAYS | {"law": "scotland"})
    show(app, "new")
    assert "published on the day of the meeting or after it" in words(app)
    told = words(app).replace("\\", "")
    assert "clear days not counted: written after the meeting" in told
    assert "breach" not in words(app).lower()
    assert assistant.settings.nation == ""


def test_what_is_chosen_stands_in_the_address(opened: Open) -> None:
    app, _ = opened(query={"days": "7", "law": "wales"})
    show(app, "new")
    assert _said(app, "days") == "7"
    assert _said(app, "law") == "wales"
    app.selectbox(key="new_days").select(90).run()
    assert _said(app, "days") == "90"
    app.selectbox(key="new_committee").select("Harbour and Leisure Committee").run()
    assert _said(app, "committee") == "Harbour and Leisure Committee"


def test_an_unknown_choice_in_the_address_is_none(opened: Open) -> None:
    app, _ = opened(query={"days": "5000", "law": "gondor", "committee": "Mermaids"})
    show(app, "new")
    assert not app.exception
    assert _said(app, "days") == "30"
    assert "law" not in app.query_params


def test_nothing_new_is_said(opened: Open) -> None:
    app, assistant = opened(query={"days": "7"})
    assistant.catalogue.came -= timedelta(days=40)
    assert "No paper came in this time" in words(show(app, "new"))


def test_a_later_version_is_shown_side_by_side(opened: Open) -> None:
    app, assistant = opened()
    paper = _replace(assistant)
    app.query_params["changed"] = paper
    show(app, "new")
    assert "**Replaced**" in words(app)
    assert "Changed: PDF page 1" in words(app).replace("\\", "")
    # Who sits at the computer sees what the earlier version said.
    told = _html(app)
    assert '<del><span class="minutebook-unseen">gone: </span>Formerly</del>' in told
    assert '<ins><span class="minutebook-unseen">new: </span>' in told
    assert _said(app, "changed") == paper
    app.button(key=f"version_opens_{paper}_0").click().run()
    assert _said(app, "page") == "1"


def test_the_public_is_not_shown_what_an_earlier_version_said(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    app, assistant = opened()
    monkeypatch.setattr("ui.people.access.address", lambda: "10.0.0.9")
    app.query_params["changed"] = _replace(assistant)
    show(app, "new")
    assert "Formerly" not in _html(app) + words(app)
    assert "1 word of the earlier version went" in words(app)
    assert "<ins>" in _html(app)


def test_versions_are_compared_once_until_the_papers_change(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared = []

    def count(*asked: object) -> None:
        compared.append(asked[1])

    monkeypatch.setattr("ui.pages.new.changed_pages", count)
    app, assistant = opened()
    app.query_params["changed"] = _replace(assistant)
    show(app, "new")
    app.run()
    assert len(compared) == 1
    assistant.catalogue.generation += 1
    app.run()
    assert len(compared) == 2


def test_a_closed_paper_is_not_news(opened: Open) -> None:
    app, _ = opened(query=DAYS, exempt=True)
    told = words(show(app, "new"))
    assert "**1 paper** of 1 meeting" in told
    assert "Minutes" not in told


def test_marks_are_words_too_and_hostile_text_is_text(opened: Open) -> None:
    _, assistant = opened()
    page = next(
        p for one in assistant.catalogue.papers() for p in assistant.catalogue.reading(one.id).pages
    )
    text = "a" * 300 + " <script>alert(1)</script> " + "b" * 300
    start = text.index("<script>")
    told = marked(replace(page, text=text), (Span(1, start, start + 8),), "del", "gone:")
    assert "<script>" not in told
    assert "&lt;script&gt;</del>alert(1)" in told
    assert told.startswith("<p>…")

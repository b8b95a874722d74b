"""Kept chats on the Ask page: they come back, are named, searched, deleted and brought back."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from corpus.model import CatalogueError
from corpus.storage.store import Store
from retrieval.model.settings import Settings
from tests.conftest import ROOT
from tests.ui.conftest import Open, ask, words
from tests.ui.kept.test_rows import closed
from tests.ui.scripted import COST, ScriptedAssistant
from ui.chat.whole import LONGEST_NAME
from ui.kept.chat_file import FILE_NAME, forget_all
from ui.service import seam

MINE, THEIRS = "a" * 43, "b" * 43
BROWSER = "minutebook_browser"


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The cookies that a session comes with; tests change them."""
    cookies = {BROWSER: MINE}
    monkeypatch.setattr("ui.people.owners._cookies", lambda: cookies)
    return cookies


@pytest.fixture
def keeping(opened: Open, browser: dict[str, str], tmp_path: Path) -> ScriptedAssistant:
    """The backend of an app that keeps chats for thirty days."""
    del browser
    _, assistant = opened()
    assistant.settings = Settings(data=tmp_path, chat_days=30)
    return assistant


def session(**query: str) -> AppTest:
    """Open the app in a tab of its own."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    return app.run()


def names(app: AppTest) -> list[str]:
    return [b.label.replace("\\", "") for b in app.sidebar.button if (b.key or "")[:5] == "chat_"]


def asked(app: AppTest) -> list[str]:
    """Return the questions of the chat that is shown."""
    return [str(h.value).replace("\\", "") for h in app.main.header]


def listed(app: AppTest, name: str) -> str:
    """Return the key of the chat of this name."""
    found = (b for b in app.sidebar.button if b.label.replace("\\", "") == name)
    return str(next(found).key)


def test_nothing_is_kept_unless_a_setting_says_so(
    opened: Open, browser: dict[str, str], tmp_path: Path
) -> None:
    del browser
    (tmp_path / FILE_NAME).write_bytes(b"kept before")
    _, assistant = opened()
    assistant.settings = Settings(data=tmp_path, chat_days=0)
    app = ask(session(), "What does it cost?")
    assert not app.sidebar.button
    assert "chat" not in app.query_params
    assert not (tmp_path / FILE_NAME).exists()


def test_a_chat_survives_a_reload_and_goes_on(keeping: ScriptedAssistant) -> None:
    app = ask(session(), "What does it cost?")
    kept = app.query_params["chat"]
    assert names(app) == ["What does it cost?"]
    again = session(chat=kept, q="What does it cost?")
    assert COST in words(again)
    assert len(keeping.asked) == 1
    ask(again, "and who signs?")
    assert [turn.question for turn in keeping.asked[1][2]] == ["What does it cost?"]
    assert keeping.asked[1][2][0].answer.citations[0].quote == COST
    assert asked(session(chat=kept)) == [
        "What does it cost?",
        "and who signs?",
    ]


def test_chats_survive_a_restart(keeping: ScriptedAssistant) -> None:
    app = ask(session(), "What does it cost?")
    seam.use(lambda: keeping)
    other = session()
    other.button(key=listed(other, "What does it cost?")).click().run()
    assert COST in words(other)
    assert other.query_params["chat"] == app.query_params["chat"]


def test_another_browser_sees_none_of_them(
    keeping: ScriptedAssistant, browser: dict[str, str]
) -> None:
    app = ask(session(), "What does it cost?")
    browser[BROWSER] = THEIRS
    other = session(chat=app.query_params["chat"])
    assert names(other) == []
    assert not other.chat_message
    # A session whose browser is another's meanwhile shows and keeps nothing of the first.
    assert not app.run().chat_message
    browser.clear()
    ask(other, "something else")
    assert not other.sidebar.button
    assert len(keeping.asked) == 2


def test_two_tabs_do_not_mix(keeping: ScriptedAssistant) -> None:
    first = ask(session(), "What does it cost?")
    second = session(chat=first.query_params["chat"])
    ask(first, "asked here")
    ask(second, "asked there")
    assert first.query_params["chat"] != second.query_params["chat"]
    for app, own in ((first, "asked here"), (second, "asked there")):
        back = session(chat=app.query_params["chat"])
        assert asked(back) == ["What does it cost?", own]
    assert len(keeping.asked) == 3


def test_rename_delete_and_undo(keeping: ScriptedAssistant) -> None:
    app = ask(session(), "What does it cost?")
    kept = app.query_params["chat"]
    app.text_input(key="chat_name").set_value("The lido")
    app.button(key="chat_rename").click().run()
    assert names(app) == ["The lido"]
    app.button(key="chat_delete").click().run()
    assert names(app) == []
    assert "“The lido” is deleted" in words(app).replace("\\", "")
    assert not app.chat_message
    app.button(key="chat_undo").click().run()
    assert names(app) == ["The lido"]
    assert COST in words(app)
    assert app.query_params["chat"] == kept
    assert "is deleted" not in words(app)
    assert len(keeping.asked) == 1


def test_a_chat_that_is_deleted_in_another_tab_is_told_to_be_gone(
    keeping: ScriptedAssistant,
) -> None:
    kept = ask(session(), "What does it cost?").query_params["chat"]
    first, second = session(), session(chat=kept)
    second.button(key="chat_delete").click().run()
    first.button(key=listed(first, "What does it cost?")).click().run()
    assert [toast.value for toast in first.toast] == ["This chat is not there any more."]
    assert names(first) == []
    assert len(keeping.asked) == 1


def test_nobody_else_brings_a_deleted_chat_back(
    keeping: ScriptedAssistant, browser: dict[str, str]
) -> None:
    app = ask(session(), "What does it cost?")
    app.button(key="chat_delete").click().run()
    assert "is deleted" in words(app)
    undo = app.button(key="chat_undo")
    browser[BROWSER] = THEIRS
    undo.click().run()
    assert "is deleted" not in words(app)
    assert names(app) == []
    assert len(keeping.asked) == 1


def test_a_deletion_that_cannot_be_wiped_is_one_all_the_same(
    keeping: ScriptedAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: Store) -> None:
        raise CatalogueError("no room")

    app = ask(session(), "What does it cost?")
    monkeypatch.setattr(Store, "write_anew", full)
    app.button(key="chat_delete").click().run()
    assert names(app) == []
    assert "wiped" in words(app)
    app.button(key="chat_undo").click().run()
    assert names(app) == ["What does it cost?"]
    assert len(keeping.asked) == 1


def test_a_name_is_cut_where_the_browser_does_not(
    keeping: ScriptedAssistant, tmp_path: Path
) -> None:
    app = ask(session(), "What does it cost?")
    app.text_input(key="chat_name").set_value("<b>x</b> " * 1000)
    app.button(key="chat_rename").click().run()
    assert names(app)[0].startswith("<b>x</b>")
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as db:
        (name,) = db.execute("SELECT name FROM chats").fetchone()
    assert len(name) == LONGEST_NAME
    assert len(keeping.asked) == 1


def test_chats_are_searched_by_name_and_question(keeping: ScriptedAssistant) -> None:
    for number in range(5):
        ask(session(), f"What does boat {number} cost?")
    app = session()
    app.text_input(key="chats_search").set_value("cost BOAT 3").run()
    assert names(app) == ["What does boat 3 cost?"]
    app.text_input(key="chats_search").set_value("submarine").run()
    assert names(app) == []
    assert "No chat has these words" in words(app)
    assert len(keeping.asked) == 5


def test_all_are_deleted_for_good(keeping: ScriptedAssistant, tmp_path: Path) -> None:
    ask(session(), "What does the zyqquorb cost?")
    app = ask(session(), "And another zyqquorb?")
    app.button(key="chats_delete_all").click().run()
    assert names(app) == []
    assert not app.chat_message
    assert not [p for p in tmp_path.glob(f"{FILE_NAME}*") if b"zyqquorb" in p.read_bytes()]
    assert len(keeping.asked) == 2


def test_a_chat_on_a_paper_that_was_closed_shows_the_question_alone(
    keeping: ScriptedAssistant,
) -> None:
    typed = ask(session(), "What does it cost?").query_params["chat"]
    clicked = session()
    clicked.button(key="starter_0").click().run()
    closed(keeping.catalogue)
    keeping.catalogue.generation += 1
    back = session(chat=typed)
    said = words(back)
    assert asked(back) == ["What does it cost?"]
    assert "not shown: since then" in said
    assert COST not in said
    offered = session(chat=clicked.query_params["chat"])
    assert "Lido repairs" not in words(offered)
    assert "A question that was offered here" in words(offered)
    assert "again_0" not in [b.key for b in offered.button]
    assert names(back) == [
        "A question on a paper that is not shown any more",
        "What does it cost?",
    ]
    back.button(key="again_0").click().run()
    assert len(keeping.asked) == 3


def test_an_answer_is_asked_again_in_its_place(keeping: ScriptedAssistant) -> None:
    app = ask(ask(session(), "What does it cost?"), "and who signs?")
    app.button(key="again_0").click().run()
    assert keeping.asked[-1][0] == "What does it cost?"
    back = session(chat=app.query_params["chat"])
    assert asked(back) == ["What does it cost?", "and who signs?"]


def test_a_question_is_edited_and_asked_at_the_end(keeping: ScriptedAssistant) -> None:
    app = ask(session(), "What does it cost?")
    assert app.text_area(key="edited_words_0").value == "What does it cost?"
    app.text_area(key="edited_words_0").set_value("What did it cost?")
    app.button(key="edited_send_0").click().run()
    assert keeping.asked[1][0] == "What did it cost?"
    assert keeping.asked[1][2] == ()
    back = session(chat=app.query_params["chat"])
    assert asked(back) == ["What does it cost?", "What did it cost?"]


def test_a_file_that_cannot_be_used_costs_no_answer(
    keeping: ScriptedAssistant, tmp_path: Path
) -> None:
    forget_all(tmp_path)
    (tmp_path / FILE_NAME).write_bytes(b"this is no database, and never was one" * 40)
    app = ask(session(), "What does it cost?")
    assert COST in words(app)
    assert "cannot be kept, read or wiped" in words(app)
    assert len(keeping.asked) == 1


def test_it_is_said_who_can_read_them(keeping: ScriptedAssistant, tmp_path: Path) -> None:
    app = ask(session(), "What does it cost?")
    said = words(app)
    assert "for 30 days after the last question" in said
    assert "Whoever uses this browser sees them" in said
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as db:
        owners = db.execute("SELECT owner FROM chats").fetchall()
    # Not the cookie itself, by which one could pose as the browser.
    assert MINE not in repr(owners)
    assert len(keeping.asked) == 1


def test_a_chat_opened_again_shows_the_verdict_that_was_given(
    keeping: ScriptedAssistant, tmp_path: Path
) -> None:
    del keeping
    app = ask(session(), "What does it cost?")
    app.feedback(key="thumb_0").set_value(0).run()
    app = session(chat=app.query_params["chat"])
    assert app.feedback(key="thumb_0").value == 0
    app.feedback(key="thumb_0").set_value(1).run()
    (line,) = map(json.loads, (tmp_path / "reviews.jsonl").read_text().splitlines())
    assert line["verdict"] == "right"
    # Another chat has its own.
    app.button(key="chat_clear").click().run()
    ask(app, "What does it cost?")
    assert app.feedback(key="thumb_0").value is None

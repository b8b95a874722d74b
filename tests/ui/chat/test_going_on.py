"""How a chat goes on from an answer: chips of what is asked next, choices, an edited question."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.conftest import Open, ask, words
from tests.ui.scripted import CHOICES, NEXT
from ui.language import saying

GOES_ON = "What goes on?"


def keys(app: AppTest) -> list[str]:
    return [button.key or "" for button in app.button]


def test_what_may_be_asked_next_follows_the_answer(opened: Open) -> None:
    app, assistant = opened()
    ask(app, GOES_ON)
    labels = [b.label.replace("\\", "") for b in app.button if (b.key or "").startswith("next_0_")]
    assert labels == list(NEXT)
    app.button(key="next_0_1").click().run()
    question, _, history = assistant.asked[1]
    assert question == NEXT[1]
    assert [turn.question for turn in history] == [GOES_ON]
    assert app.query_params["q"] == f"{GOES_ON}: {NEXT[1]}"


def test_what_is_offered_is_said_in_the_reader_s_language_and_asked_in_english(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saying, "language", lambda: "cy")
    app, assistant = opened()
    ask(app, GOES_ON)
    labels = [b.label.replace("\\", "") for b in app.button if (b.key or "").startswith("next_0_")]
    assert labels == ["Pwy a’i cynigiodd?", "Beth yw’r risgiau?"]
    app.button(key="next_0_1").click().run()
    assert assistant.asked[1][0] == "What are the risks?"


def test_only_the_last_answer_says_what_may_be_asked_next(opened: Open) -> None:
    app, _ = opened()
    ask(ask(app, GOES_ON), "What will the boiler cost?")
    assert not any(key.startswith("next_") for key in keys(app))
    assert "choice_0_0" in keys(app)


def test_a_choice_asks_the_question_of_another_meeting_by_itself(opened: Open) -> None:
    app, assistant = opened()
    said = words(ask(app, GOES_ON))
    assert "Also:" in said
    chosen = app.button(key="choice_0_0")
    assert chosen.label == CHOICES[0].label
    chosen.click().run()
    assert assistant.asked[1][0] == CHOICES[0].question
    assert assistant.asked[1][2] == ()


def test_a_completed_question_is_shown_whole_and_asked_as_edited(opened: Open) -> None:
    app, assistant = opened()
    first = "What will the boiler of the heated pool at the lido cost over its whole life?"
    ask(ask(app, first), "and who signs?")
    whole = f"{first}: and who signs?"
    assert app.button(key="drop_topic_1").label.replace("\\", "") == whole
    assert app.text_area(key="edited_words_1").value == whole
    app.text_area(key="edited_words_1").set_value("Who signs for the boiler?")
    app.button(key="edited_send_1").click().run()
    assert assistant.asked[2][0] == "Who signs for the boiler?"
    assert assistant.asked[2][2] == ()


def test_an_edited_question_without_words_is_not_asked(opened: Open) -> None:
    app, assistant = opened()
    ask(ask(app, "What will the boiler cost?"), "and who signs?")
    app.text_area(key="edited_words_1").set_value("   ")
    app.button(key="edited_send_1").click().run()
    assert len(assistant.asked) == 2

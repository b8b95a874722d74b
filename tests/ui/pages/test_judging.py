"""An answer is judged: by a thumb, and by a question of the evals that it becomes."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from corpus.model import TextSource
from evals.sets.own import OwnSet
from evals.sets.questions import Kind, Question
from retrieval.model.settings import Settings
from tests.ui.conftest import Open, ask, show, words
from tests.ui.scripted import COST, ScriptedAssistant


def own(assistant: ScriptedAssistant) -> tuple[Question, ...]:
    return OwnSet(assistant.settings.data / "questions.jsonl").questions()


def reviews(assistant: ScriptedAssistant) -> list[dict[str, Any]]:
    path = assistant.settings.data / "reviews.jsonl"
    return [json.loads(line) for line in path.read_text().splitlines()]


def test_a_thumb_reaches_the_review_file(opened: Open) -> None:
    app, assistant = opened()
    ask(app, "cost")
    app.feedback(key="thumb_0").set_value(1).run()
    (line,) = reviews(assistant)
    assert line["verdict"] == "right"
    assert [g["page"] for g in line["gold"]] == [2, 3]
    assert [one["page"] for one in line["cited"]] == [2, 3]
    assert COST in line["said"]
    assert line["access"] == "public"


def test_one_verdict_is_kept_of_an_answer_until_it_is_taken_back(opened: Open) -> None:
    app, assistant = opened()
    ask(app, "cost")
    for thumb, kept in ((0, "wrong"), (1, "right"), (0, "wrong")):
        app.feedback(key="thumb_0").set_value(thumb).run()
        assert [line["verdict"] for line in reviews(assistant)] == [kept]
        assert app.feedback(key="thumb_0").value == thumb
    ask(app, "cost")
    assert app.feedback(key="thumb_1").value is None
    app.feedback(key="thumb_1").set_value(1).run()
    assert [line["verdict"] for line in reviews(assistant)] == ["wrong", "right"]
    app.feedback(key="thumb_0").set_value(None).run()
    assert [line["verdict"] for line in reviews(assistant)] == ["right"]
    assert app.feedback(key="thumb_0").value is None
    assert app.feedback(key="thumb_1").value == 1
    assert [one.value for one in app.toast] == ["Taken back."]
    show(app, "evals")
    assert "1 question, the last first" in words(app)


def test_a_verdict_that_is_not_kept_presses_no_thumb(opened: Open) -> None:
    app, assistant = opened()
    ask(app, "cost")
    (assistant.settings.data / "reviews.jsonl").mkdir()
    app.feedback(key="thumb_0").set_value(1).run()
    assert "cannot be read" in app.toast[0].value
    assert app.feedback(key="thumb_0").value is None


def test_a_new_verdict_opens_the_words_of_the_old_to_nobody_else(opened: Open) -> None:
    app, assistant = opened()
    ask(app, "cost")
    app.feedback(key="thumb_0").set_value(0).run()
    path = assistant.settings.data / "reviews.jsonl"
    path.write_text(path.read_text().replace('"public"', '"exempt"'))
    app.feedback(key="thumb_0").set_value(1).run()
    assert [(one["verdict"], one["access"]) for one in reviews(assistant)] == [("right", "exempt")]


def test_what_was_asked_with_clearance_is_kept_as_such(opened: Open) -> None:
    app, assistant = opened()
    assistant.settings = Settings(data=assistant.settings.data, exempt=True)
    ask(app, "cost")
    app.feedback(key="thumb_0").set_value(0).run()
    (line,) = reviews(assistant)
    assert (line["verdict"], line["access"]) == ("wrong", "exempt")


def test_an_answer_becomes_a_question_with_its_cited_page(opened: Open) -> None:
    app, assistant = opened()
    ask(app, "cost")
    app.button(key="eval_0").click().run()
    assert app.text_area(key="eval_question_words").value == "cost"
    app.text_area(key="eval_question_facts").set_value("412,500 | £412.5k\n\n")
    app.button(key="eval_question_save").click().run()
    (question,) = own(assistant)
    assert (question.question, question.facts) == ("cost", (("412,500", "£412.5k"),))
    (gold,) = question.gold
    assert (gold.paper, gold.page, gold.item) == ("pack.pdf", 2, "2")
    page = assistant.catalogue.page(assistant.catalogue.paper("pack.pdf").id, 2)
    assert gold.text
    assert gold.text in " ".join(page.text.split())
    assert not [one for one in app.text_area if one.key == "eval_question_words"]


def test_the_page_that_is_open_is_the_one_that_answers(opened: Open) -> None:
    app, assistant = opened()
    pack = assistant.catalogue.paper("pack.pdf")
    reading = assistant.catalogue.reading(pack.id)
    scan = replace(reading.pages[3], text=" \n", source=TextSource.NONE)
    pages = (*reading.pages[:3], scan, *reading.pages[4:])
    assistant.catalogue._readings[pack.id] = replace(reading, pages=pages)
    ask(app, "cost")
    app.button(key="eval_0").click().run()
    app.number_input(key="viewer_page").set_value(4).run()
    app.button(key="eval_question_save").click().run()
    ((gold,),) = (one.gold for one in own(assistant))
    assert (gold.page, gold.text) == (4, "")


def test_a_question_that_no_paper_answers_and_one_given_up(opened: Open) -> None:
    app, assistant = opened()
    ask(app, "cost")
    app.button(key="eval_0").click().run()
    app.button(key="eval_question_cancel").click().run()
    assert own(assistant) == ()
    app.button(key="eval_0").click().run()
    app.button(key="viewer_close").click().run()
    assert "Open the page that answers it" in words(app)
    app.button(key="eval_question_none").click().run()
    ((kind, gold),) = ((one.kind, one.gold) for one in own(assistant))
    assert (kind, gold) == (Kind.UNANSWERABLE, ())

"""Evals: what people said of answers, listed and made questions, and for whom its words are."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from corpus.model import Access
from evals.sets.own import OwnSet
from evals.sets.questions import Gold
from evals.sets.review import Review, Verdict, append_review
from retrieval.model.settings import Settings
from tests.ui.conftest import Open, show, unescaped, words
from tests.ui.scripted import COST
from ui.words import day


def test_a_review_is_listed_and_made_a_question(opened: Open, tmp_path: Path) -> None:
    path = tmp_path / "reviews.jsonl"
    gold = Gold("pack.pdf", 2, "11", "2", COST)
    append_review(path, Review("cost", Verdict.RIGHT, (gold,), access=Access.PUBLIC))
    name = append_review(path, Review("what?", Verdict.WRONG, access=Access.PUBLIC))
    app, _ = opened()
    said = words(show(app, "evals"))
    assert "2 questions, the last first" in said
    asked = [one.value for one in app.markdown if ":small[" in one.value]
    today = day(datetime.now(UTC).date())
    assert [unescaped(one) for one in asked] == [
        f"what? :small[wrong, {today}]",
        f"cost :small[right, {today}]",
    ]
    app.button(key=f"review_make_{name}").click().run()
    assert app.text_area(key="eval_question_words").value == "what?"
    app.button(key="eval_question_none").click().run()
    assert [one.question for one in OwnSet(tmp_path / "questions.jsonl").questions()] == ["what?"]
    assert "In your own set" in words(app)
    (other,) = [one.key for one in app.button if (one.key or "").startswith("review_make_")]
    app.button(key=str(other)).click().run()
    assert app.number_input(key="viewer_page").value == 2


def test_a_review_of_what_was_asked_with_clearance_needs_it_to_be_read(
    opened: Open, tmp_path: Path
) -> None:
    path = tmp_path / "reviews.jsonl"
    append_review(path, Review("the secret of the quay", Verdict.WRONG, access=Access.EXEMPT))
    append_review(path, Review("the older secret", Verdict.WRONG))
    app, assistant = opened()
    said = words(show(app, "evals"))
    assert "Besides, 2 questions asked with clearance" in said
    assert "secret" not in said
    assistant.settings = Settings(data=tmp_path, exempt=True)
    said = words(app.run())
    assert "the secret of the quay" in said
    assert "the older secret" in said

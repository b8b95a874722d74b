"""A wrong answer made an evaluation question beside its page, changed and removed, in a browser."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.browser.conftest import OpenPage
from tests.browser.test_accessible import drawn, violations
from tests.browser.test_journeys import ask, citations

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(240)]
QUESTION = "What will the repair of the lido boiler cost?"


def test_a_wrong_answer_becomes_an_eval_question_in_two_clicks(
    open_at: OpenPage, data: Path
) -> None:
    page = open_at()
    ask(page, QUESTION)
    page.set_default_timeout(40_000)
    citations(page).filter(has_text="of the pack").first.click()
    page.get_by_role("heading", name="PDF page 2 of 4").wait_for()
    page.locator("[class*=st-key-menu_0] button").first.click()
    page.get_by_role("button", name="Make it an eval question").click()
    page.get_by_role("button", name="Save: PDF page").wait_for()
    page.get_by_role("button", name="Save: PDF page 2 answers it").click()
    page.get_by_text("Kept in your own set").wait_for()
    path = data / "questions.jsonl"
    (line,) = [json.loads(one) for one in path.read_text().splitlines()]
    assert (line["question"], line["gold"][0]["page"]) == (QUESTION, 2)

    page.get_by_test_id("stMainBlockContainer").get_by_role("button", name="Close").click()
    page.get_by_role("link", name="Evals").click()
    page.get_by_role("heading", name="Your own questions").wait_for()
    page.get_by_role("button", name="Edit").click()
    page.get_by_role("heading", name="PDF page 2 of 4").wait_for()
    drawn(page)
    page.get_by_role("button", name="Next page").click()
    page.get_by_role("heading", name="PDF page 3 of 4").wait_for()
    drawn(page)
    facts = page.get_by_label("What a right answer says")
    facts.fill("412,500 | £412.5k")
    facts.blur()
    page.get_by_role("button", name="Save: PDF page 3 answers it").click()
    page.locator("[class*=st-key-own_own-]").filter(has_text="PDF page 3").wait_for()
    assert violations(page) == []
    (line,) = [json.loads(one) for one in path.read_text().splitlines()]
    assert (line["gold"][0]["page"], line["facts"]) == (3, [["412,500", "£412.5k"]])
    page.get_by_role("button", name="Remove").click()
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("button", name="Undo").wait_for(state="detached")
    page.get_by_role("button", name="Remove").click()
    page.get_by_text("The question is removed.").wait_for()
    assert path.read_text() == ""


def test_a_thumb_is_pressed_again_to_take_it_back(open_at: OpenPage, data: Path) -> None:
    page = open_at()
    ask(page, QUESTION)
    page.set_default_timeout(40_000)
    page.locator("[class*=st-key-menu_0] button").first.click()
    thumbs = (
        page.get_by_test_id("stFeedback")
        .get_by_role("radio")
        .or_(page.get_by_test_id("stFeedback").get_by_role("button"))
    )
    path = data / "reviews.jsonl"
    for thumb, kept in ((1, ["wrong"]), (0, ["right"]), (0, [])):
        thumbs.nth(thumb).click()
        for _ in range(100):
            said = path.read_text().splitlines() if path.exists() else ["{}"]
            if [json.loads(one).get("verdict") for one in said] == kept:
                break
            page.wait_for_timeout(200)
        assert [json.loads(one)["verdict"] for one in said] == kept
        page.wait_for_timeout(500)

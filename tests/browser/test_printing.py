"""A chat on paper: every question and answer over as many sheets as it needs, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from corpus.pdf.pdfium import open_pdf
from tests.browser.conftest import PATIENCE_MS, served
from tests.browser.test_journeys import ask, citations
from tests.conftest import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(300)]
OTHER = "Who seconded the motion on moorings?"
ASKED = (
    "What will the repair of the lido boiler cost?",
    "When was the lido boiler inspected?",
    "What was resolved about lido repairs?",
    "Who moved it?",
    "What are members asked to decide on lido repairs?",
    "When did the Harbour and Leisure Committee meet?",
)
ON_SCREEN = (
    "Ask about a decision",
    "Your chats",
    "New chat",
    "This chat",
    "Save as Word",
    "Actions",
    "Ask next",
    "Filters",
    "Versions",
    "Cymraeg",
    "Download page",
    "Next page",
)


@pytest.fixture(scope="module")
def keeping(data: Path) -> Iterator[str]:
    """The address of the app on ``data``, with chats kept for thirty days."""
    with served(ROOT / "app.py", data, MINUTEBOOK_CHAT_DAYS="30") as found:
        yield found


@pytest.fixture(params=["light", "dark"])
def page(browser: Browser, keeping: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1280, "height": 860}, color_scheme=request.param)
    page.set_default_timeout(PATIENCE_MS)
    page.goto(keeping)
    page.get_by_role("heading", level=1).wait_for()
    yield page
    page.close()


def printed(page: Page, path: Path) -> list[str]:
    """Print as the browser does, and return the words of each sheet in one line."""
    page.pdf(path=path, format="A4")
    with open_pdf(path) as sheets:
        every = range(1, sheets.page_count + 1)
        return [" ".join(sheets.layout(number).text.split()) for number in every]


def test_a_chat_of_six_questions_is_printed_whole_and_alone(page: Page, tmp_path: Path) -> None:
    ask(page, OTHER)
    page.get_by_role("button", name="New chat").click()
    page.get_by_text("You could start with").wait_for()
    for at, question in enumerate(ASKED):
        ask(page, question)
        page.locator(f".st-key-actions_{at}").wait_for()
    page.get_by_role("button", name=OTHER[:10]).wait_for()
    answers = page.get_by_test_id("stChatMessage").filter(has=page.locator("h3"))
    said = [
        " ".join(words.split())
        for words in answers.locator(
            "h3, [class*=st-key-statement_] [data-testid=stText], [class*=st-key-card_] p"
        ).all_inner_texts()
    ]
    assert len(said) > len(ASKED)
    sheets = printed(page, tmp_path / "chat.pdf")
    assert len(sheets) > 1
    words = _bare(" ".join(sheets))
    assert [one for one in (*ASKED, *said) if _bare(one) not in words] == []
    assert [one for one in (OTHER, *ON_SCREEN) if _bare(one) in words] == []
    # An open page and an open menu are not on it either.
    citations(page).first.click()
    page.locator(".mark").first.wait_for()
    page.get_by_role("button", name="This chat").click()
    page.get_by_role("button", name="Save as Word").wait_for()
    assert printed(page, tmp_path / "beside.pdf") == sheets


def test_what_is_printed_is_dark_on_white(page: Page) -> None:
    ask(page, ASKED[0])
    page.emulate_media(media="print")
    colours = page.evaluate(
        """() => [document.body, document.querySelector("[data-testid=stApp]"),
            document.querySelector("[class*=st-key-statement_] [data-testid=stText] span")].map(
            (one) => [getComputedStyle(one).color, getComputedStyle(one).backgroundColor])"""
    )
    (_body, ground), (_ink, app), (words, _behind) = colours
    assert (ground, app, words) == ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)", "rgb(0, 0, 0)")


def _bare(words: str) -> str:
    """Without spaces, which a PDF does not keep, and the ligatures of symbols."""
    return re.sub(r"\W+", "", words)

"""An answer that is slow to come: it grows, other things go on meanwhile, and a stop ends it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_core_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.ui.scripted import COST

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(120)]
_GRAVE = ("serious", "critical")


@pytest.fixture
def page(browser: Browser, scripted: str) -> Iterator[Page]:
    page = asking(browser, scripted, "cost, slowly")
    yield page
    page.close()


def asking(browser: Browser, address: str, question: str) -> Page:
    page = browser.new_page()
    page.set_default_timeout(30_000)
    page.goto(address)
    page.get_by_test_id("stChatInputTextArea").fill(question)
    page.keyboard.press("Enter")
    return page


def test_a_stop_keeps_what_is_there(page: Page) -> None:
    page.get_by_text(COST).first.wait_for()
    page.get_by_role("button", name="Stop").last.click()
    page.get_by_text("what follows is missing").wait_for()
    expect(page.get_by_text(COST).first).to_be_visible()
    expect(page.get_by_text("Reading…")).to_have_count(0)
    page.locator("[class*=st-key-actions_]").wait_for()


def test_a_cited_page_opens_while_the_rest_is_written(
    page: Page, browser: Browser, scripted: str
) -> None:
    page.get_by_text(COST).first.wait_for()
    page.locator("[class*=st-key-cite_] button").first.click()
    page.locator(".mark").first.wait_for()
    expect(page.get_by_text("Reading…")).to_be_visible()
    page.get_by_role("button", name="Next page").click()
    page.wait_for_function("new URL(location.href).searchParams.get('page') === '3'")
    expect(page.get_by_text("Reading…")).to_be_visible()
    found = [v["id"] for v in Axe().run(page)["violations"] if v["impact"] in _GRAVE]
    assert found == []
    other = asking(browser, scripted, "go on")
    page.get_by_text("Official wording").wait_for()
    expect(page.get_by_text("Reading…")).to_have_count(0)
    other.close()

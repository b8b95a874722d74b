"""The app in Welsh in a real browser: asked for, chosen, kept, and beside others in English."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import PATIENCE_MS
from tests.browser.test_accessible import PAGES, drawn, violations
from tests.browser.test_journeys import citations

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(240)]


@contextmanager
def visitor(browser: Browser, address: str, locale: str, width: int = 1280) -> Iterator[Page]:
    """Open the app as somebody whose browser asks for a language, as nobody it has known."""
    context = browser.new_context(locale=locale, viewport={"width": width, "height": 860})
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.goto(address)
    page.get_by_role("heading", level=1).wait_for()
    yield page
    context.close()


def speaks(page: Page, code: str) -> None:
    """Wait until the document says that it is in the language ``code``, and all is drawn."""
    expect(page.locator("html")).to_have_attribute("lang", code, timeout=PATIENCE_MS)
    drawn(page)


def field(page: Page) -> Locator:
    return page.get_by_test_id("stChatInputTextArea")


def test_two_visitors_at_once_each_read_their_own(browser: Browser, address: str) -> None:
    with visitor(browser, address, "cy-GB") as welsh, visitor(browser, address, "en-GB") as english:
        speaks(welsh, "cy")
        speaks(english, "en")
        for page in (welsh, english):
            field(page).fill("What will the repair of the lido boiler cost?")
        # Both are answered at the same time, in threads of one process.
        for page in (welsh, english):
            field(page).press("Enter")
        for page in (welsh, english):
            citations(page).first.wait_for()
            drawn(page)
        said = {
            page: page.locator("[data-testid=stMain]").inner_text() for page in (welsh, english)
        }
        assert "PDF page" not in said[welsh]
        assert "tudalen" not in said[english]
        # What is quoted is as it is printed, for both.
        quotes = [page.locator("[data-testid=stText]").first.inner_text() for page in said]
        assert quotes[0] == quotes[1]
        citations(welsh).first.click()
        expect(welsh.get_by_role("button", name="Tudalen nesaf")).to_be_visible()
        assert violations(welsh) == []


def test_a_choice_opens_what_is_shown_and_is_kept(browser: Browser, address: str) -> None:
    with visitor(browser, f"{address}/meetings", "en-GB") as page:
        meeting = page.get_by_role("combobox").nth(1)
        meeting.click()
        page.get_by_role("option").last.click()
        drawn(page)
        shown = page.url
        page.get_by_role("link", name="Cymraeg").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Cyfarfodydd")
        assert page.url == f"{shown}&lang=cy"
        speaks(page, "cy")
        english = page.get_by_role("link", name="English")
        assert english.get_attribute("lang") == "en"
        # Another visit of the same browser, by an address that says no language.
        page.goto(f"{address}/papers")
        expect(page.get_by_role("heading", level=1)).to_have_text("Papurau")
        page.get_by_role("link", name="English").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Papers")
        speaks(page, "en")


@pytest.mark.parametrize("path", [*PAGES, "/help"])
def test_every_page_in_welsh_breaks_no_rule(browser: Browser, address: str, path: str) -> None:
    with visitor(browser, address + path, "cy") as page:
        speaks(page, "cy")
        assert violations(page) == []


def test_on_a_phone_the_way_to_the_language_covers_nothing(browser: Browser, address: str) -> None:
    with visitor(browser, address, "cy", width=360) as page:
        speaks(page, "cy")
        link = page.get_by_role("link", name="English").bounding_box()
        title = page.get_by_role("heading", level=1).bounding_box()
        assert link
        assert title
        assert link["x"] >= 0
        assert link["x"] + link["width"] <= 360
        assert link["y"] + link["height"] <= title["y"]
        assert violations(page) == []

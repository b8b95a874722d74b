"""The page viewer by keyboard, by screen reader, by the browser's own buttons, wide and narrow."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.test_accessible import drawn, violations
from tests.browser.test_journeys import ask, citations, query

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(240)]
QUESTION = "What will the repair of the lido boiler cost?"
WIDTHS = pytest.mark.parametrize("width", [1280, 390])


def opened(open_at: OpenPage, width: int = 1280, scheme: str = "light") -> Page:
    """Return the app with a cited page open, opened by a key on its citation."""
    page = open_at(width=width, scheme=scheme)
    ask(page, QUESTION)
    citations(page).filter(has_text="of the pack").first.focus()
    page.keyboard.press("Enter")
    page.locator(".mark").first.wait_for()
    drawn(page)
    return page


def focus_comes_to(page: Page, key: str) -> None:
    """Wait until the focus is in a container whose key begins with ``key``."""
    page.wait_for_function(
        """(key) => [...(document.activeElement.closest("[class*=st-key-]")?.classList ?? [])]
        .some((name) => name.startsWith("st-key-" + key))""",
        arg=key,
    )


def behind(page: Page) -> Locator:
    """Return the headings and buttons that are out of reach because the viewer covers them."""
    return page.locator("[data-behind-viewer][inert] :is(h1, h2, button)")


def closed(page: Page) -> None:
    """Wait until the address opens no page."""
    page.wait_for_function("!new URL(location).searchParams.has('paper')")


@WIDTHS
@pytest.mark.parametrize("way", ["Escape", "Back", "Close"])
def test_it_closes_and_the_focus_is_where_it_was(open_at: OpenPage, width: int, way: str) -> None:
    page = opened(open_at, width)
    focus_comes_to(page, "viewer")
    if width == 390:
        expect(behind(page).first).to_be_attached()
    else:
        expect(behind(page)).to_have_count(0)
    if way == "Escape":
        page.keyboard.press("Escape")
    elif way == "Back":
        page.go_back()
    else:
        page.get_by_role("button", name="Close").click()
    expect(page.locator(".st-key-viewer")).to_have_count(0)
    drawn(page)
    focus_comes_to(page, "cite_")
    expect(behind(page)).to_have_count(0)
    closed(page)
    assert "£412,500" in page.locator("[class*=st-key-content]").inner_text()


def test_back_leads_past_the_pages_that_were_turned_and_forward_returns(open_at: OpenPage) -> None:
    page = opened(open_at)
    first = int(query(page)["page"])
    for name, turned in (("Next page", first + 1), ("Previous page", first)):
        page.get_by_role("button", name=name).click()
        page.wait_for_function(f"new URL(location).searchParams.get('page') === '{turned}'")
    page.get_by_role("button", name="Next page").click()
    page.wait_for_function(f"new URL(location).searchParams.get('page') === '{first + 1}'")
    page.go_back()
    expect(page.locator(".st-key-viewer")).to_have_count(0)
    page.go_forward()
    page.get_by_role("heading", name=f"PDF page {first + 1} of 4").wait_for()


@pytest.mark.parametrize("way", ["Escape", "Close"])
def test_back_after_closing_does_not_open_the_page_again(open_at: OpenPage, way: str) -> None:
    page = opened(open_at)
    if way == "Escape":
        page.keyboard.press("Escape")
    else:
        page.get_by_role("button", name="Close").click()
    expect(page.locator(".st-key-viewer")).to_have_count(0)
    drawn(page)
    closed(page)
    page.go_back()
    page.wait_for_timeout(1000)
    expect(page.locator(".st-key-viewer")).to_have_count(0)
    assert "paper" not in query(page)


def test_what_it_is_to_a_screen_reader(open_at: OpenPage) -> None:
    page = opened(open_at, width=390)
    dialog = page.get_by_role("dialog", name="PDF page 2 of 4, Agenda pack")
    expect(dialog).to_have_attribute("aria-modal", "true")
    said = page.locator(".st-key-viewer").get_by_role("status")
    expect(said).to_have_text("PDF page 2 of 4")
    page.get_by_role("button", name="Next page").click()
    expect(said).to_have_text("PDF page 3 of 4")
    page.set_viewport_size({"width": 1280, "height": 860})
    page.get_by_role("region", name="PDF page 3 of 4, Agenda pack").wait_for()
    expect(behind(page)).to_have_count(0)


def test_the_focus_outlives_the_last_page(open_at: OpenPage) -> None:
    page = opened(open_at)
    for number in (3, 4):
        page.get_by_role("button", name="Next page").focus()
        page.keyboard.press("Enter")
        page.get_by_role("heading", name=f"PDF page {number} of 4").wait_for()
    expect(page.get_by_role("button", name="Next page")).to_be_disabled()
    drawn(page)
    focus_comes_to(page, "viewer")


@WIDTHS
def test_words_are_looked_for_and_marked(open_at: OpenPage, width: int) -> None:
    page = opened(open_at, width, "dark")
    field = page.get_by_label("Find in this paper")
    field.fill("lido")
    field.press("Enter")
    page.locator(".mark.here").wait_for()
    status = page.locator(".st-key-viewer").get_by_role("status")
    expect(status).to_have_text("PDF page 2 of 4, 2 of 3")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("button", name="Next place").click()
    expect(status).to_have_text("PDF page 3 of 4, 3 of 3")
    page.wait_for_function("new URL(location).searchParams.get('find') === 'lido'")
    # A link opens what is shown: page, words looked for, and what the citation marks.
    other = open_at("/?" + page.url.partition("?")[2])
    other.get_by_role("heading", name="PDF page 3 of 4").wait_for()
    other.locator(".mark.here").wait_for()


@WIDTHS
def test_all_pages_are_drawn_as_they_are_seen_and_one_is_chosen(
    open_at: OpenPage, width: int
) -> None:
    page = opened(open_at, width)
    page.locator(".st-key-viewer_overview label").click()
    pages = page.get_by_role("group", name="Pages of this paper")
    expect(pages.locator("img")).to_have_count(4)
    assert violations(page) == []
    current = pages.get_by_role("button", name="PDF page 2")
    expect(current).to_have_attribute("aria-current", "page")
    current.focus()
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="PDF page 4 of 4").wait_for()
    page.locator("img.page").wait_for()

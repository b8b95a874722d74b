"""Streamlit's own parts where they would surprise: the menu, days typed, whole source cards."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.test_journeys import ask

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(240)]


@pytest.mark.parametrize("slower", [1, 6])
def test_the_menu_of_a_phone_closes_when_a_page_is_chosen(open_at: OpenPage, slower: int) -> None:
    page = open_at(width=390)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
    menu = page.get_by_test_id("stExpandSidebarButton")
    menu.click()
    page.get_by_role("link", name="Papers").click()
    page.get_by_role("heading", name="Papers", level=1).wait_for()
    expect(page.get_by_test_id("stSidebarNavLink").first).not_to_be_in_viewport()
    expect(menu).to_be_focused()
    menu.press("Enter")
    page.get_by_role("link", name="Resolutions").press("Enter")
    page.get_by_role("heading", name="Resolutions", level=1).wait_for()
    expect(page.get_by_test_id("stSidebarNavLink").first).not_to_be_in_viewport()


@pytest.mark.parametrize("key", ["Enter", "Escape"])
def test_a_typed_day_is_taken(open_at: OpenPage, key: str) -> None:
    page = open_at("/resolutions")
    page.get_by_role("button", name="Filters").click()
    typed(page, page.get_by_test_id("stDateInput").first, "02052024")
    page.keyboard.press(key)
    page.get_by_role("button", name="since 2 May 2024").wait_for()
    # It closed the calendar alone; what is pressed next goes on from the field.
    expect(page.get_by_test_id("stDateInputCalendar")).to_have_count(0)
    expect(page.get_by_test_id("stDateInput").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("stPopoverBody")).to_have_count(0)


def test_a_typed_day_is_taken_into_a_correction(open_at: OpenPage) -> None:
    page = open_at("/papers?words=minutes")
    page.locator("[class*=st-key-line_paper_] summary").first.click()
    page.get_by_role("button", name="Correct").click()
    field = page.get_by_test_id("stDateInput")
    typed(page, field, "13052024")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("stDateInputCalendar")).to_have_count(0)
    said = [one.inner_text() for one in field.get_by_role("spinbutton").all()]
    assert said == ["13", "05", "2024"]


def typed(page: Page, field: Locator, day: str) -> None:
    field.get_by_role("spinbutton").first.click()
    page.get_by_test_id("stDateInputCalendar").wait_for()
    page.keyboard.type(day, delay=60)


def test_the_whole_of_a_source_opens_its_page(open_at: OpenPage) -> None:
    page = open_at()
    ask(page, "When did the Harbour and Leisure Committee meet?")
    page.locator("summary", has_text="Other pages worth reading").click()
    card = page.locator("[class*=st-key-card_]:has([data-testid=stText])").first
    card.wait_for()
    box, quote = card.bounding_box(), card.get_by_test_id("stText").first
    assert box is not None
    for x, y in ((box["width"] - 4, 4), (4, box["height"] - 4)):
        card.click(position={"x": x, "y": y})
        closed(page)
    quote.click()
    closed(page)
    # Marked to be copied it opens nothing.
    place = quote.bounding_box()
    assert place is not None
    page.mouse.move(place["x"] + 2, place["y"] + 8)
    page.mouse.down()
    page.mouse.move(place["x"] + 90, place["y"] + 8, steps=5)
    page.mouse.up()
    assert page.evaluate("getSelection().toString()")
    page.wait_for_timeout(1500)
    expect(page.locator(".st-key-viewer")).to_have_count(0)


def closed(page: Page) -> None:
    """Wait for the page that opens, and close it."""
    page.locator(".st-key-viewer:focus").wait_for()
    page.keyboard.press("Escape")
    expect(page.locator(".st-key-viewer")).to_have_count(0)


def test_the_focus_on_a_source_is_round_the_whole_of_it(open_at: OpenPage) -> None:
    page = open_at()
    ask(page, "What will the repair of the lido boiler cost?")
    card = page.locator("[class*=st-key-card_]").first
    page.keyboard.press("Tab")
    card.get_by_role("button").first.focus()
    drawn = "(one) => getComputedStyle(one).outlineStyle"
    assert card.evaluate(drawn) == "solid"
    assert card.get_by_role("button").first.evaluate(drawn) == "none"


def test_the_menu_at_the_top_has_what_serves_readers(open_at: OpenPage) -> None:
    page = open_at()
    page.get_by_test_id("stMainMenu").get_by_role("button").click()
    menu = page.get_by_role("menu")
    menu.get_by_role("menuitem", name="Print").wait_for()
    for name in ("System", "Light", "Dark"):
        expect(menu.get_by_role("menuitemradio", name=name)).to_be_visible()
    expect(page.get_by_text("Record screen")).to_be_hidden()
    expect(page.get_by_text("Made with Streamlit")).to_be_hidden()
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    expect(menu.get_by_role("menuitem", name="Print")).to_be_focused()


def test_titles_of_papers_stand_whole_where_there_is_room(open_at: OpenPage) -> None:
    page = open_at("/papers")
    titles = page.locator("[class*=st-key-line_paper_] summary strong")
    titles.first.wait_for()
    cut = "(all) => all.filter((one) => one.scrollWidth > one.clientWidth).map((o) => o.innerText)"
    assert titles.evaluate_all(cut) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280


def test_what_is_copied_is_what_is_shown(open_at: OpenPage) -> None:
    page = open_at()
    copied = page.evaluate(
        """() => {
          const shown = document.body.appendChild(document.createElement("p"));
          shown.textContent = "clerk@\u2060marl.example";
          getSelection().selectAllChildren(shown);
          const event = new ClipboardEvent("copy",
            { clipboardData: new DataTransfer(), bubbles: true, cancelable: true });
          shown.dispatchEvent(event);
          return event.clipboardData.getData("text/plain");
        }"""
    )
    assert copied == "clerk@marl.example"

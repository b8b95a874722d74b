"""Lists on a phone: filters fold away, what they limit to does not, and what was found is seen."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.test_accessible import drawn, violations
from tests.browser.test_journeys import query

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(240)]
LINES = "[class*=st-key-line_] summary"
WORDS = {"resolutions": "Words, a minute’s number", "papers": "Words in papers"}
FOLDED = {"resolutions": "Outcome", "papers": "Groups"}
TALL, ROOM = 844, 100


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["resolutions", "papers"])
def test_the_first_line_is_on_the_first_screen(open_at: OpenPage, name: str, scheme: str) -> None:
    page = open_at(f"/{name}", width=390, scheme=scheme)
    page.set_viewport_size({"width": 390, "height": TALL})
    first = page.locator(LINES).first
    first.wait_for()
    drawn(page)
    if name == "papers":
        # What an upload before this brought stands above the list until it is put away.
        for done in ("All are right", "Close"):
            for button in page.get_by_role("button", name=done, exact=True).all():
                button.click()
                button.wait_for(state="detached")
                drawn(page)
    box = first.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= TALL - ROOM
    expect(page.get_by_text(FOLDED[name], exact=True)).to_be_hidden()
    expect(page.get_by_label(WORDS[name])).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_folded_filters_say_how_many_are_set_and_go_on_filtering(open_at: OpenPage) -> None:
    page = open_at("/resolutions", width=390)
    page.get_by_role("button", name="Show filters", exact=False).click()
    page.get_by_role("button", name="Lost", exact=True).click()
    page.get_by_text("No resolution matches").wait_for()
    drawn(page)
    assert violations(page) == []
    page.get_by_role("button", name="Hide filters (1 set)").click()
    page.get_by_role("button", name="Show filters (1 set)").wait_for()
    expect(page.get_by_text("Outcome", exact=True)).to_be_hidden()
    page.get_by_text("No resolution matches").wait_for()
    assert query(page)["outcome"] == "lost"
    other = open_at("/resolutions?" + urlsplit(page.url).query, width=390)
    other.get_by_role("button", name="Show filters (1 set)").wait_for()
    other.get_by_text("No resolution matches").wait_for()


def test_what_limits_the_register_is_seen_though_folded_and_is_dropped(open_at: OpenPage) -> None:
    address = "/resolutions?outcome=lost&business=routine&owner=Clerk&due=2030-01-31&kind=minutes"
    page = open_at(address, width=390)
    page.get_by_role("button", name="Show filters (5 set)").wait_for()
    said = ("minutes", "Lost", "Routine business", "To be done by Clerk", "Due by 31 January 2030")
    for left, words in zip(range(4, -1, -1), said, strict=True):
        drawn(page)
        assert violations(page) == []
        page.locator(".st-key-fold_register_set").get_by_role("button", name=words).click()
        control = f"Show filters ({left} set)" if left else "Show filters"
        page.get_by_role("button", name=control, exact=True).wait_for()
    page.locator(LINES).first.wait_for()


def test_a_wrong_day_is_told_though_folded(open_at: OpenPage) -> None:
    page = open_at("/resolutions", width=390)
    page.get_by_role("button", name="Show filters").click()
    page.get_by_label("Due by").fill("someday")
    page.keyboard.press("Enter")
    page.get_by_text("“someday” is no day").wait_for()
    page.get_by_role("button", name="Hide filters").click()
    page.get_by_role("button", name="Show filters").wait_for()
    expect(page.get_by_label("Due by")).to_be_hidden()
    expect(page.get_by_text("“someday” is no day")).to_be_visible()


def test_what_limits_papers_is_seen_though_folded_and_is_dropped(open_at: OpenPage) -> None:
    page = open_at("/papers?kind=minutes&standing=sample", width=390)
    page.get_by_role("button", name="Show filters (1 set)").wait_for()
    drawn(page)
    limited = page.locator(LINES).count()
    assert violations(page) == []
    page.locator(".st-key-fold_papers_set").get_by_role("button", name="Minutes").click()
    page.get_by_role("button", name="Show filters", exact=True).wait_for()
    expect(page.locator(LINES)).not_to_have_count(limited)
    assert "kind" not in query(page)


def test_on_a_wide_screen_the_filters_are_always_there(open_at: OpenPage) -> None:
    page = open_at("/resolutions?outcome=resolved")
    page.locator(LINES).first.wait_for()
    expect(page.get_by_role("button", name="Resolved", exact=True)).to_have_count(1)
    expect(page.get_by_role("button", name="Resolved", exact=True)).to_be_visible()
    expect(page.get_by_label("To be done by")).to_be_visible()
    expect(page.get_by_role("button", name="Show filters")).to_be_hidden()
    other = open_at("/papers")
    expect(other.get_by_label("Groups")).to_be_visible()
    expect(other.get_by_role("button", name="Show filters")).to_be_hidden()

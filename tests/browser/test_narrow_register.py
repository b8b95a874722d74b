"""Resolutions on a phone: the filters fold away, so that what was found is on the first screen."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.test_accessible import drawn, violations
from tests.browser.test_journeys import query

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(240)]
LINES = "[class*=st-key-line_] summary"
TALL = 844


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_first_resolution_is_on_the_first_screen(open_at: OpenPage, scheme: str) -> None:
    page = open_at("/resolutions", width=390, scheme=scheme)
    page.set_viewport_size({"width": 390, "height": TALL})
    first = page.locator(LINES).first
    first.wait_for()
    drawn(page)
    box = first.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= TALL
    expect(page.get_by_text("Outcome", exact=True)).to_be_hidden()
    expect(page.get_by_label("Words, a minute’s number")).to_be_visible()
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
    expect(page.get_by_role("button", name="Lost", exact=True)).to_be_hidden()
    page.get_by_text("No resolution matches").wait_for()
    assert query(page)["outcome"] == "lost"
    other = open_at("/resolutions?" + urlsplit(page.url).query, width=390)
    other.get_by_role("button", name="Show filters (1 set)").wait_for()
    other.get_by_text("No resolution matches").wait_for()


def test_on_a_wide_screen_the_filters_are_always_there(open_at: OpenPage) -> None:
    page = open_at("/resolutions")
    page.locator(LINES).first.wait_for()
    expect(page.get_by_role("button", name="Resolved", exact=True)).to_be_visible()
    expect(page.get_by_label("To be done by")).to_be_visible()
    expect(page.get_by_role("button", name="Show filters")).to_be_hidden()

"""Streamlit's own parts where they would surprise: the menu, days typed, whole source cards."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(240)]


def test_the_menu_of_a_phone_closes_when_a_page_is_chosen(open_at: OpenPage) -> None:
    page = open_at(width=390)
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

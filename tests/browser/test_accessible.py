"""No page breaks a serious rule of axe-core, in either theme, wide or narrow."""

from __future__ import annotations

from typing import Any

import pytest
from axe_core_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import OpenPage
from tests.browser.test_journeys import ask, citations

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(240)]
PAGES = ("/", "/resolutions", "/meetings", "/papers", "/evals")


def drawn(page: Page) -> None:
    """Wait until the script has run and what it said stands still."""
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
    page.wait_for_timeout(300)


def violations(page: Page) -> list[str]:
    found: dict[str, Any] = Axe().run(page)
    return [
        f"{v['id']}: {v['help']}: {node['html'][:200]}"
        for v in found["violations"]
        if v["impact"] in ("serious", "critical")
        for node in v["nodes"][:3]
    ]


@pytest.mark.parametrize(
    ("path", "scheme"),
    [
        *((path, "light") for path in PAGES),
        ("/", "dark"),
        # Themes differ by colours alone, and the first page has most of them.
        *(pytest.param(path, "dark", marks=pytest.mark.long) for path in PAGES[1:]),
    ],
)
def test_every_page(open_at: OpenPage, path: str, scheme: str) -> None:
    page = open_at(path, scheme=scheme)
    drawn(page)
    assert violations(page) == []


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_an_answer_beside_its_page(open_at: OpenPage, width: int, scheme: str) -> None:
    page = open_at("/", width=width, scheme=scheme)
    ask(page, "What will the repair of the lido boiler cost?")
    assert violations(page) == []
    citations(page).first.click()
    page.locator(".mark").first.wait_for()
    page.wait_for_timeout(500)
    assert violations(page) == []


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_wider_than_a_phone(open_at: OpenPage, path: str) -> None:
    page = open_at(path, width=390)
    drawn(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390

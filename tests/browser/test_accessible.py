"""No page breaks a serious rule of axe-core, in either theme, wide or narrow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from axe_core_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import OpenPage
from tests.browser.test_journeys import ask, citations

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(240)]
PAGES = ("/", "/resolutions", "/meetings", "/new", "/following", "/papers", "/evals")


# Half a second without a change, or ten of changes that do not end.
_STILL = """() => new Promise((still) => {
  let soon = setTimeout(still, 500);
  new MutationObserver(() => { clearTimeout(soon); soon = setTimeout(still, 500); })
    .observe(document.body, { subtree: true, childList: true, attributes: true });
  setTimeout(still, 10000);
})"""


def drawn(page: Page) -> None:
    """Wait until the script has run and what it said stands still."""
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
    page.evaluate(_STILL)


def violations(page: Page) -> list[str]:
    """Return what axe-core finds that lasts: colours that fade in have none of their contrast."""
    if _violations(page):
        page.wait_for_timeout(2000)
    return _violations(page)


def _violations(page: Page) -> list[str]:
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


@pytest.mark.parametrize("width", [1280, 390])
def test_an_open_line_of_the_register(open_at: OpenPage, width: int) -> None:
    page = open_at("/resolutions", width=width)
    page.locator("[class*=st-key-line_] summary").first.click()
    page.get_by_text("What became of it").wait_for()
    drawn(page)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_wider_than_a_phone(open_at: OpenPage, path: str) -> None:
    page = open_at(path, width=390)
    drawn(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def styled(page: Page) -> None:
    """Wait until the rules of style are there, and nothing fades from what was before."""
    rule = "getComputedStyle(document.documentElement).getPropertyValue('--minutebook-ground')"
    page.wait_for_function(rule)
    page.wait_for_timeout(400)


_COLOURS = """(button) => ["color", "backgroundColor"].map((name) =>
  getComputedStyle(button)[name].match(/\\d+/g).slice(0, 3).map(Number))"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_on_the_button_that_adds_papers_can_be_read(open_at: OpenPage, scheme: str) -> None:
    page = open_at("/papers", scheme=scheme)
    page.locator("summary", has_text="Add papers").click()
    button = page.get_by_role("button", name="Add papers")
    button.wait_for()
    styled(page)
    word, ground = sorted(map(_luminance, button.evaluate(_COLOURS)))
    assert (ground + 0.05) / (word + 0.05) >= 4.5


def _luminance(colour: Sequence[int]) -> float:
    """Return the relative luminance of red, green and blue (0 to 255), as WCAG defines it."""
    parts = [part / 255 for part in colour]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_official_wording_is_set_in_a_serif(open_at: OpenPage) -> None:
    page = open_at("/resolutions?view=full")
    styled(page)
    words = page.locator("[class*=st-key-official_] [data-testid=stText] span").first
    assert "serif" in words.evaluate("(words) => getComputedStyle(words).fontFamily").split(", ")

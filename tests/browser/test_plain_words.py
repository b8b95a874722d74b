"""Words of papers stay words in the browser: no link, picture, formula, symbol or script."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import served
from tests.conftest import ROOT
from tests.ui.words.test_plain import HOSTILE

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(120)]


def test_hostile_words_are_shown_letter_by_letter(browser: Browser, tmp_path: Path) -> None:
    with served(ROOT / "tests" / "browser" / "plain_words.py", tmp_path) as address:
        page = browser.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(address)
        page.locator(f".st-key-text_{len(HOSTILE) - 1}").wait_for(timeout=30_000)
        for at, words in enumerate(HOSTILE):
            for place in ("markdown", "caption", "button", "expander", "text"):
                shown = page.locator(f".st-key-{place}_{at}")
                expect(shown).to_have_text(_lettered(words), use_inner_text=True, timeout=30_000)
                active = "a, .katex, script, [data-testid=stImage], p img, em, code, h1, li"
                assert shown.locator(active).count() == 0, (place, words)
        page.close()
    assert not [url for url in asked if ".invalid" in url]


def _lettered(words: str) -> re.Pattern[str]:
    """The words letter by letter, joiners between the letters or none, whatever stands around."""
    spelt = ("\u2060*".join(re.escape(letter) for letter in word) for word in words.split())
    return re.compile(r"[\s\u2060]+".join(spelt))

"""The pictures in ``docs/``, taken of the app as it is.

``python -m tests.browser.pictures DATA [NAME...]`` serves a copy of a data folder
with the sample papers on loopback and takes all pictures, or those that are named.
The evals page shows the runs that are kept in the data folder; without one of the
sample set among the newest, its picture is left as it was.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import _FLAGS, CHROMIUM, PATIENCE_MS, served
from tests.conftest import ROOT

_FOLDER = ROOT / "docs"
_QUESTION = "How much does Open Plus cost and where is it being installed?"
_ITEM = "Library Opening Hours"
# Until nothing moves any more.
_CALM_MS = 1500


def main(data: Path, names: Sequence[str] = ()) -> None:
    """Take the pictures called ``names``, or all."""
    with tempfile.TemporaryDirectory(prefix="pictures-") as folder, sync_playwright() as playwright:
        copy = Path(folder) / "data"
        shutil.copytree(data, copy)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=_FLAGS)
        with served(ROOT / "app.py", copy) as address:
            for name, path, prepare in _PICTURES:
                if names and name not in names:
                    continue
                size = (390, 844) if name == "phone" else (1280, 860)
                page = browser.new_page(viewport={"width": size[0], "height": size[1]})
                page.set_default_timeout(PATIENCE_MS)
                page.goto(address + path)
                page.get_by_role("heading", level=1).wait_for()
                page.wait_for_function("!document.querySelector('.st-key-loading')")
                if prepare(page):
                    page.wait_for_timeout(_CALM_MS)
                    page.screenshot(path=_FOLDER / f"{name}.png")
                page.close()
        browser.close()


def _asked(page: Page) -> bool:
    page.get_by_test_id("stChatInputTextArea").fill(_QUESTION)
    page.keyboard.press("Enter")
    page.locator("[class*=st-key-actions_]").wait_for()
    page.wait_for_timeout(_CALM_MS)
    page.locator("[class*=st-key-cite_] button").first.click()
    page.locator(".mark").first.wait_for()
    return True


def _looked_up(page: Page) -> bool:
    page.get_by_label("Words, a minute’s number").fill("libraries £64k")
    page.keyboard.press("Enter")
    page.wait_for_timeout(_CALM_MS)
    page.locator("[class*=st-key-line_] summary").filter(has_text="49").first.click()
    page.get_by_text("What became of it").wait_for()
    page.get_by_role("heading", level=1).click()
    return True


def _briefed(page: Page) -> bool:
    page.get_by_role("combobox", name="Meeting").click()
    page.get_by_role("option", name="14 November 2023, Cabinet").first.click()
    item = page.locator("summary").filter(has_text=f"{_ITEM} (PDF").first
    item.click()
    page.get_by_text("What members are asked to decide").wait_for()
    item.evaluate("(item) => item.scrollIntoView({block: 'center'})")
    page.mouse.move(0, 400)
    page.mouse.wheel(0, 180)
    return True


def _listed(page: Page) -> bool:
    page.get_by_text("In the catalogue").wait_for()
    return True


def _compared(page: Page) -> bool:
    page.get_by_role("heading", name="Runs over time").wait_for()
    for label in ("Ask a set of questions", "Plot the runs of"):
        box = page.get_by_role("combobox", name=label)
        # Where runs of one set only are kept there is nothing to choose.
        if label == "Plot the runs of" and not box.count():
            continue
        box.click()
        option = page.get_by_role("option", name="sample", exact=True)
        if not option.count():
            return False
        option.click()
        page.wait_for_timeout(_CALM_MS)
    page.get_by_role("heading", level=1).click()
    return bool(page.locator("img[alt*=' of sample;']").count())


_PICTURES: tuple[tuple[str, str, Callable[[Page], bool]], ...] = (
    ("ask", "/", _asked),
    ("phone", "/", _asked),
    ("resolutions", "/resolutions", _looked_up),
    ("meetings", "/meetings", _briefed),
    ("papers", "/papers", _listed),
    ("evals", "/evals", _compared),
)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])

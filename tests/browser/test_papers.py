"""Papers in a real browser: found, grouped, shared by address, corrected after an upload."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PATIENCE_MS, OpenPage
from tests.browser.test_accessible import drawn, violations
from tests.browser.test_journeys import query
from tests.ui import mini_pack

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(240)]
LINES = "[class*=st-key-line_paper_] summary"


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_papers_are_found_opened_and_shared(open_at: OpenPage, width: int, scheme: str) -> None:
    page = open_at("/papers", width=width, scheme=scheme)
    page.get_by_label("Words in papers").fill("minutes 14 may")
    page.keyboard.press("Enter")
    expect(page.locator(LINES)).to_have_count(1)
    page.wait_for_function("new URL(location).searchParams.get('words') === 'minutes 14 may'")
    page.locator(LINES).first.focus()
    page.keyboard.press("Enter")
    page.locator("[class*=st-key-open_] button").first.wait_for()
    drawn(page)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    other = open_at("/papers?" + urlsplit(page.url).query, width=width)
    expect(other.locator(LINES)).to_have_count(1)
    page.locator("[class*=st-key-open_] button").first.click()
    page.get_by_role("heading", name="PDF page 1 of 1").wait_for()
    drawn(page)
    assert "paper" in query(page)
    page.keyboard.press("Escape")
    expect(page.locator(".st-key-viewer")).to_have_count(0)
    page.get_by_role("button", name="Clear all").click()
    page.wait_for_function("!new URL(location).searchParams.has('words')")


def test_what_was_recognised_is_corrected_with_one_click(open_at: OpenPage, tmp_path: Path) -> None:
    path = tmp_path / "quay-notes.pdf"
    lines = ("Quay Working Party", "Notes of 3 June 2024", "The quay wall was looked at.")
    path.write_bytes(mini_pack.draw([lines]))
    page = open_at("/papers")
    page.locator("summary", has_text="Add papers").click()
    page.locator("input[type=file]").set_input_files(path)
    page.get_by_text("quay-notes.pdf").first.wait_for()
    page.get_by_role("button", name="Add papers").click()
    # By name: what an earlier upload recognised may still be offered, until this one begins.
    offered = page.locator("[class*=st-key-recognised_]").filter(has_text="quay-notes.pdf").last
    offered.wait_for(timeout=2 * PATIENCE_MS)
    drawn(page)
    offered.get_by_role("button", name="Correct").click()
    body = page.get_by_label("Committee (leave empty if it has none)")
    body.fill("Quay Panel")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Quay Panel").first.wait_for(timeout=2 * PATIENCE_MS)
    page.get_by_role("button", name="All are right").click()
    expect(page.get_by_role("heading", name="What was recognised")).to_have_count(0)
    assert "Quay Panel" in page.locator(LINES).filter(has_text="3 Jun 2024").inner_text()


def test_what_an_upload_changed_is_one_click_away(open_at: OpenPage, tmp_path: Path) -> None:
    path = tmp_path / "slip-fees.pdf"
    page = open_at("/papers")
    page.locator("summary", has_text="Add papers").click()
    for fee in ("£20", "£25"):
        lines = ("Slipway Panel", "Notes of 4 June 2024", f"The fee for the slip is {fee} a day.")
        path.write_bytes(mini_pack.draw([lines]))
        page.locator("input[type=file]").set_input_files(path)
        page.get_by_role("button", name="Add papers").click()
        ended = "Replaced" if fee == "£25" else "Added"
        told = page.locator(".st-key-job_done").filter(has_text=f"{ended} slip-fees.pdf")
        told.wait_for(timeout=2 * PATIENCE_MS)
        drawn(page)
    page.get_by_role("button", name="What this version changed").click()
    page.get_by_role("heading", name="PDF page 1 is not as it was").wait_for()
    assert page.locator("del").inner_text().endswith("£20")
    assert page.locator("ins").inner_text().endswith("£25")
    drawn(page)
    assert violations(page) == []


@pytest.mark.parametrize("width", [1280, 390])
def test_papers_are_put_together_and_asked_alone(open_at: OpenPage, width: int) -> None:
    page = open_at("/papers?words=pack", width=width)
    expect(page.locator(LINES)).to_have_count(1)
    page.get_by_role("button", name="Collect").click()
    name = f"Pool inquiry {width}"
    page.locator(".st-key-collect_name input").fill(name)
    page.get_by_role("button", name="Put in").click()
    page.get_by_text(f"Put into “{name}”").wait_for()
    expect(page.locator(".st-key-collect_name")).to_be_hidden()
    drawn(page)
    assert violations(page) == []
    other = open_at(f"/?collection={name.lower().replace(' ', '%20')}", width=width)
    other.get_by_role("button", name=f"Collection “{name}”").wait_for()
    other.get_by_text("from 1 paper (4 pages), within these limits").wait_for()
    assert query(other)["collection"] == name.lower()

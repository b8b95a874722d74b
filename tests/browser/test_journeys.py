"""What people come for, in a real browser: ask and check, upload and ask, look up, brief."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from corpus.model import Box
from corpus.pdf.pdfium import open_pdf
from tests.browser.conftest import PATIENCE_MS, OpenPage
from tests.corpus.document import made
from tests.ui import mini_pack
from ui.viewer.page_picture import lines_of
from ui.words.links import read_page

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(240)]
# A mark is as large as the words of its line, in points; the browser rounds to pixels.
_AIR = 1.0


def ask(page: Page, question: str) -> None:
    page.get_by_test_id("stChatInputTextArea").fill(question)
    page.keyboard.press("Enter")
    page.locator("[class*=st-key-actions_]").last.wait_for()


def citations(page: Page) -> Locator:
    return page.locator("[class*=st-key-cite_] button")


def marks(page: Page, size: tuple[float, float]) -> list[Box]:
    """Return the highlights in points of the page, as the browser drew them."""
    # Until the picture is there an empty one stands beside it.
    expect(page.locator("img.page")).to_have_count(1)
    picture = page.locator("img.page").bounding_box()
    assert picture is not None
    scale = picture["width"] / size[0]
    found = [mark.bounding_box() for mark in page.locator(".mark").all()]
    return [
        Box(
            (b["x"] - picture["x"]) / scale,
            (b["y"] - picture["y"]) / scale,
            (b["x"] + b["width"] - picture["x"]) / scale,
            (b["y"] + b["height"] - picture["y"]) / scale,
        )
        for b in found
        if b
    ]


def query(page: Page) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def test_ask_open_a_citation_see_the_words_turn_the_page(open_at: OpenPage, data: Path) -> None:
    page = open_at()
    ask(page, "When was the lido boiler inspected?")
    assert "March 2024" in page.locator("[class*=st-key-content]").inner_text()
    citations(page).filter(has_text="of the pack").first.click()
    page.locator(".mark").first.wait_for()
    page.wait_for_function("document.querySelector('.st-key-viewer') !== null")
    opened = read_page(query(page))
    assert opened is not None
    with open_pdf(data / "papers" / f"{opened.paper_id}.pdf") as paper:
        layout = paper.layout(opened.page)
    spans = [span for span in opened.spans if span.page == opened.page]
    words = [
        word.box
        for span in spans
        for word in layout.words
        if word.start < span.end and word.end > span.start
    ]
    drawn = marks(page, (layout.width, layout.height))
    lines = lines_of(words)
    assert len(drawn) == len(lines) < len(words)
    for mark, line in zip(drawn, lines, strict=True):
        for got, wanted in zip(
            (mark.x0, mark.y0, mark.x1, mark.y1), (line.x0, line.y0, line.x1, line.y1), strict=True
        ):
            assert abs(got - wanted) < _AIR
    number = re.search(
        r"\[(\d+)\]", citations(page).filter(has_text="of the pack").first.inner_text()
    )
    assert number
    assert page.locator(".number").all_inner_texts() == [number[1]]
    page.get_by_role("button", name="Next page").click()
    following = str(opened.page + 1)
    page.wait_for_function(f"new URL(location.href).searchParams.get('page') === '{following}'")
    alt = re.compile(rf"PDF page {following}\b")
    expect(page.locator("img.page")).to_have_attribute("alt", alt)
    page.get_by_role("button", name="Close").click()
    expect(page.locator(".st-key-viewer")).to_have_count(0)


def test_a_click_on_a_citation_draws_the_page_alone(open_at: OpenPage, tmp_path: Path) -> None:
    page = open_at()
    ask(page, "What will the repair of the lido boiler cost?")
    page.wait_for_load_state("networkidle")
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(urlsplit(request.url).path))
    page.evaluate("document.querySelector('.st-key-asked_0').notDrawnAnew = true")
    citations(page).first.click()
    page.locator(".mark").first.wait_for()
    page.get_by_role("button", name="Download page").wait_for()
    # Neither the browser nor the server does anything over again for the chat.
    assert [path for path in fetched if path.endswith(".js")] == []
    assert page.evaluate("document.querySelector('.st-key-asked_0').notDrawnAnew")
    for name in ("Download page", "Save as Markdown"):
        if name.startswith("Save"):
            page.get_by_role("button", name="This chat").click()
        with page.expect_download() as got:
            page.get_by_role("button", name=name).click()
        got.value.save_as(tmp_path / name)
        assert (tmp_path / name).stat().st_size > 100


def test_a_link_to_a_page_opens_it_with_its_words(open_at: OpenPage) -> None:
    page = open_at()
    ask(page, "What will the repair of the lido boiler cost?")
    citations(page).first.click()
    page.locator(".mark").first.wait_for()
    count = page.locator(".mark").count()
    other = open_at("/?" + urlsplit(page.url).query)
    other.locator(".mark").first.wait_for()
    assert other.locator(".mark").count() == count


def test_chats_are_not_seen_by_others(open_at: OpenPage) -> None:
    mine, theirs = open_at(), open_at()
    ask(mine, "What will the repair of the lido boiler cost?")
    theirs.reload()
    theirs.get_by_role("heading", level=1).wait_for()
    expect(theirs.get_by_test_id("stChatMessage")).to_have_count(0)


def test_find_a_resolution_open_it_export_it(open_at: OpenPage, tmp_path: Path) -> None:
    page = open_at("/resolutions")
    page.get_by_label("Words, a minute’s number").fill("boilers lidoo £412,500")
    page.keyboard.press("Enter")
    page.get_by_text("so lido was searched for").wait_for()
    page.locator("[class*=st-key-line_] summary").filter(has_text="Lido repairs").click()
    page.get_by_text("the repair of the lido boiler at a cost").first.wait_for()
    page.locator("[class*=st-key-resolution_] button").first.click()
    page.locator(".mark").first.wait_for()
    with page.expect_download() as got:
        page.get_by_role("button", name="CSV").click()
    path = tmp_path / "register.csv"
    got.value.save_as(path)
    rows = list(csv.DictReader(path.read_text("utf-8-sig").splitlines()))
    assert any("lido boiler" in row["Text"] for row in rows)
    other = open_at(rows[0]["Link"].partition(urlsplit(page.url).netloc)[2])
    other.locator(".mark").first.wait_for()


def test_the_register_as_it_is_shown_survives_a_reload_and_is_shared(open_at: OpenPage) -> None:
    page = open_at("/resolutions")
    page.get_by_label("Words, a minute’s number").fill("lido")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Resolved", exact=True).click()
    page.get_by_role("radio", name="Oldest first").click()
    page.locator("[class*=st-key-line_] summary").first.click()
    page.get_by_text("the repair of the lido boiler at a cost").first.wait_for()
    page.wait_for_function("new URL(location.href).searchParams.has('open')")
    said = query(page)
    assert {name: said[name] for name in ("words", "outcome", "order")} == {
        "words": "lido",
        "outcome": "resolved",
        "order": "oldest",
    }
    address = page.url
    page.reload()
    page.get_by_text("the repair of the lido boiler at a cost").first.wait_for()
    page.wait_for_function("(said) => location.href === said", arg=address)
    expect(page.get_by_label("Words, a minute’s number")).to_have_value("lido", timeout=30_000)
    page.get_by_role("radio", name="Full wording").click()
    page.get_by_role("heading", name="Minute 12, Lido repairs").wait_for()
    # The page says in the address what it shows once all of it is drawn.
    page.wait_for_function("new URL(location.href).searchParams.get('view') === 'full'")
    other = open_at("/resolutions?" + urlsplit(page.url).query)
    other.get_by_role("heading", name="Minute 12, Lido repairs").wait_for()
    # Another page and back: what was chosen is kept, and said again.
    other.get_by_role("link", name="Papers").click()
    other.get_by_role("heading", name="Papers", level=1).wait_for()
    other.get_by_role("link", name="Resolutions").click()
    other.get_by_role("heading", name="Minute 12, Lido repairs").wait_for()
    other.wait_for_function("new URL(location.href).searchParams.get('view') === 'full'")
    expect(other.get_by_label("Words, a minute’s number")).to_have_value("lido", timeout=30_000)


def test_a_meeting_briefs_and_asks_about_an_item(open_at: OpenPage, tmp_path: Path) -> None:
    page = open_at("/meetings")
    with page.expect_download() as got:
        page.get_by_role("button", name="Briefing as PDF").click()
    path = tmp_path / "briefing.pdf"
    got.value.save_as(path)
    with open_pdf(path) as briefing:
        assert "Lido repairs" in briefing.layout(1).text
        assert briefing.page_count <= 2
    decided = page.locator("[class*=st-key-line_] summary").filter(has_text="Lido repairs")
    assert "Resolved" in decided.inner_text()
    page.locator("[class*=st-key-item_] summary").filter(has_text="Lido repairs").click()
    page.get_by_text("When this came up").wait_for()
    page.get_by_text("What was decided", exact=True).wait_for()
    page.get_by_role("button", name="Ask about this item").first.click()
    page.get_by_text("Limited to:").wait_for()
    chip = page.get_by_role("button", name=re.compile("^Item 2, Lido repairs, Harbour and Leisure"))
    chip.click()
    expect(chip).to_have_count(0)


def test_a_phone_shows_the_page_alone_and_goes_back(open_at: OpenPage) -> None:
    page = open_at(width=390)
    ask(page, "What will the repair of the lido boiler cost?")
    citations(page).first.click()
    page.locator(".mark").first.wait_for()
    box = page.locator(".st-key-viewer").bounding_box()
    assert box is not None
    assert (box["x"], box["y"], box["width"]) == (0, 0, 390)
    # A click lands only where nothing lies above the button.
    page.get_by_role("button", name="Close").click(timeout=10_000)
    expect(page.locator(".st-key-viewer")).to_have_count(0)
    assert "£412,500" in page.locator("[class*=st-key-content]").inner_text()


def test_the_keyboard_reaches_the_question_and_the_cited_page(open_at: OpenPage) -> None:
    page = open_at()
    reach(page, "stChatInputTextArea", "[data-testid=stChatInput]")
    page.keyboard.type("What will the repair of the lido boiler cost?")
    page.keyboard.press("Enter")
    page.locator("[class*=st-key-actions_]").last.wait_for()
    page.locator("body").press("Home")
    page.evaluate("document.activeElement.blur()")
    reach(page, "", "[class*=st-key-cite_]")
    # Round the whole of what opens the page.
    page.wait_for_function(
        """[document.activeElement, document.activeElement.closest("[class*=st-key-card_]")]
        .some((one) => one && getComputedStyle(one).outlineStyle !== "none")"""
    )
    page.keyboard.press("Enter")
    page.locator(".mark").first.wait_for()


def reach(page: Page, test_id: str, within: str) -> None:
    """Press Tab, at most sixty times, until what has the focus is what is wanted."""
    wanted = (
        "([id, within]) => { const at = document.activeElement; return (!id || "
        "at.dataset.testid === id) && at.closest(within) !== null; }"
    )
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate(wanted, [test_id, within]):
            return
    raise AssertionError(f"Tab does not reach {within}")


def test_upload_see_progress_ask_about_it(open_at: OpenPage, tmp_path: Path) -> None:
    lines = (
        "Minutes of the Harbour and Leisure Committee, 11 June 2024",
        "18. Bandstand",
        "Resolved: that the bandstand be painted sea green at a cost of £7,350.",
    )
    path = tmp_path / "june-minutes.pdf"
    path.write_bytes(mini_pack.draw([lines]))
    page = open_at("/papers")
    page.locator("summary", has_text="Add papers").click()
    page.locator("input[type=file]").set_input_files(path)
    page.get_by_text("june-minutes.pdf").first.wait_for()
    page.get_by_role("button", name="Add papers").click()
    page.get_by_text("Adding papers: done").wait_for(timeout=2 * PATIENCE_MS)
    page.get_by_role("link", name="Ask").click()
    page.get_by_test_id("stChatInputTextArea").wait_for()
    ask(page, "What will painting the bandstand cost?")
    assert "£7,350" in page.get_by_test_id("stChatMessage").last.inner_text()


def test_upload_a_word_file_see_the_words_and_take_it_along(
    open_at: OpenPage, tmp_path: Path
) -> None:
    body = made.heading("Minutes of the Allotments Panel, 9 July 2024") + made.heading("Sheds", 2)
    body += made.para("RESOLVED: that sheds be no taller than 2.35 metres.")
    path = tmp_path / "july-minutes.docx"
    path.write_bytes(made.word(body))
    page = open_at("/papers")
    page.locator("summary", has_text="Add papers").click()
    page.locator("input[type=file]").set_input_files(path)
    page.get_by_text("july-minutes.docx").first.wait_for()
    page.get_by_role("button", name="Add papers").click()
    # Of the list of papers: what an earlier upload said may still be there.
    page.get_by_text("Allotments Panel").first.wait_for(timeout=2 * PATIENCE_MS)
    page.get_by_role("link", name="Ask").click()
    page.get_by_test_id("stChatInputTextArea").wait_for()
    ask(page, "How tall may sheds be on the allotments?")
    citations(page).filter(has_text="1st paragraph, under “Sheds”").first.click()
    page.locator(".mark").first.wait_for()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download paper").click()
    assert download.value.suggested_filename == "july-minutes.pdf"
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF")
    # The file itself may hold what no page shows, and is for who may see all.
    assert page.get_by_role("button", name="Download original").count() == 0

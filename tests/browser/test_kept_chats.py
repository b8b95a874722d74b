"""Chats that stay, in real browsers: found after a reload, named, deleted, brought back, apart."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_core_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.conftest import PATIENCE_MS, served
from tests.browser.test_journeys import ask
from tests.conftest import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(300)]
COST = "What will the repair of the lido boiler cost?"
INSPECTED = "When was the lido boiler inspected?"


@pytest.fixture(scope="module")
def keeping(data: Path) -> Iterator[str]:
    """The address of the app on ``data``, with chats kept for thirty days."""
    with served(ROOT / "app.py", data, MINUTEBOOK_CHAT_DAYS="30") as found:
        yield found


@pytest.fixture
def mine(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": 860})
    yield context
    context.close()


def tab(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.goto(address)
    page.get_by_role("heading", level=1).wait_for()
    return page


def chats(page: Page) -> Locator:
    return page.locator("[class*=st-key-chat_kept_] button, [class*=st-key-chat_now_] button")


def named(page: Page, name: str) -> Locator:
    return chats(page).filter(has_text=name)


def menu(page: Page) -> None:
    page.get_by_role("button", name="This chat").click()


def test_a_chat_is_found_again_named_deleted_and_brought_back(
    mine: BrowserContext, browser: Browser, keeping: str
) -> None:
    page = tab(mine, keeping)
    ask(page, COST)
    page.wait_for_function("new URL(location.href).searchParams.has('chat')")
    named(page, COST).wait_for()
    page.reload()
    page.get_by_role("heading", name=COST).wait_for()
    assert "£412,500" in page.locator("[class*=st-key-content]").inner_text()
    address = page.url

    menu(page)
    page.get_by_label("Name of this chat").fill("The lido")
    page.get_by_role("button", name="Rename").click()
    named(page, "The lido").wait_for()
    page.keyboard.press("Escape")

    # A second tab of the same browser finds it, and goes on by itself.
    second = tab(mine, keeping)
    named(second, "The lido").click()
    second.get_by_role("heading", name=COST).wait_for()
    ask(page, INSPECTED)
    expect(second.get_by_role("heading", name=INSPECTED)).to_have_count(0)
    second.get_by_role("button", name="New chat").click()
    expect(second.get_by_test_id("stChatMessage")).to_have_count(0)
    expect(page.get_by_role("heading", name=INSPECTED)).to_be_visible()

    # Another browser sees none of it, by its list or by its address.
    other = browser.new_context()
    theirs = tab(other, keeping)
    expect(chats(theirs)).to_have_count(0)
    theirs.goto(address.partition("?")[0] + "?chat=" + address.partition("chat=")[2][:24])
    theirs.get_by_test_id("stChatInputTextArea").wait_for()
    expect(theirs.get_by_test_id("stChatMessage")).to_have_count(0)
    other.close()

    menu(page)
    page.get_by_role("button", name="Delete", exact=True).click()
    page.get_by_text("is deleted").wait_for()
    expect(chats(page)).to_have_count(0)
    second.reload()
    second.get_by_test_id("stChatInputTextArea").wait_for()
    expect(chats(second)).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("heading", name=INSPECTED).wait_for()
    named(page, "The lido").wait_for()

    page.get_by_role("button", name="Delete all my chats").click()
    page.get_by_role("button", name="Delete 1 chat for good").click()
    expect(chats(page)).to_have_count(0)
    expect(page.get_by_test_id("stChatMessage")).to_have_count(0)


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_the_list_and_the_menus_can_be_used_by_everybody(
    browser: Browser, keeping: str, width: int, scheme: str
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 860},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page = tab(context, keeping)
    ask(page, COST)
    page.wait_for_function("new URL(location.href).searchParams.has('chat')")
    page.locator("[class*=st-key-menu_] button").last.click()
    page.get_by_text("Edit the question").wait_for()
    page.wait_for_timeout(500)
    grave = [
        v["id"] for v in Axe().run(page)["violations"] if v["impact"] in ("serious", "critical")
    ]
    assert grave == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()

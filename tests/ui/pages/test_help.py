"""Help: what the app is, questions to try, who sees what, and where to report."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from retrieval.model.errors import SettingsError
from retrieval.model.settings import Settings
from tests import language
from tests.conftest import ROOT
from tests.ui.conftest import Open, show, words

_HEADS = ["What it does", "Questions to try", "How to read an answer", "What it cannot do"]
# What is told of further pages, and where the link under it leads.
_PAGES = {
    "What is new": "new",
    "Following": "following",
    "Correct the register": "resolutions",
    "Collections": "papers",
    "Evals": "evals",
}


def test_help_explains_and_offers_three_questions(opened: Open) -> None:
    app, assistant = opened()
    said = words(show(app, "help"))
    assert [one.value for one in app.header] == [*_HEADS, "Who sees what", *_PAGES]
    for told in ("**Official wording**", "**Closest passages**", "**Nothing found**"):
        assert told in said
    assert "Minutebook answers questions" in said
    assert "You see what the public sees." in said
    assert "kept for 90 days" in said
    offered = [one for one in app.button if (one.key or "").startswith("starter_help_")]
    assert 1 <= len(offered) <= 3
    offered[0].click().run()
    assert app.title[0].value == "Ask the papers"
    assert assistant.asked or app.chat_message


def test_help_leads_to_every_page_that_it_tells_of(opened: Open) -> None:
    app, _ = opened()
    said = words(show(app, "help"))
    links = [one.proto.page for one in app.get("page_link")]
    assert [name for name in links if name != "help"] == list(_PAGES.values())
    for told in ("clear days", "Follow this search", "Correct the register", "Collect", "own set"):
        assert told in said


def test_what_help_calls_by_name_is_called_so_in_the_app() -> None:
    """Each name in quotation marks is a label of the app, in Welsh by its translation."""
    welsh = {message.id: message.string for message in language.read("cy") if message.id}
    for path in (ROOT / "prompts").glob("help_*.txt"):
        english = path.read_text().strip()
        names = re.findall("“([^”]+)”", english)
        assert set(names) <= set(welsh)
        for name in names:
            assert f"“{welsh[name]}”" in str(welsh[english])


def test_without_papers_help_offers_no_question(opened: Open) -> None:
    app, _ = opened(empty=True)
    show(app, "help")
    assert "Questions to try" not in [one.value for one in app.header]


@pytest.mark.parametrize(
    ("contact", "link"),
    [
        ("clerk@council.example", "(mailto:clerk@council.example)"),
        ("https://council.example/say?to=us", "(https://council.example/say?to=us)"),
        ("https://council.example/a)[x](b", "(https://council.example/a%29%5Bx%5D%28b)"),
    ],
)
def test_where_to_report_is_shown_only_where_it_is_set(
    opened: Open, tmp_path: Path, contact: str, link: str
) -> None:
    app, assistant = opened()
    head = "Where to report what is wrong"
    show(app, "help")
    assert head not in [one.value for one in app.header]
    assistant.settings = Settings(data=tmp_path, contact=contact)
    said = words(show(app, "help"))
    assert head in [one.value for one in app.header]
    assert f"]{link}, with the question" in said


@pytest.mark.parametrize(
    "contact", ["javascript:alert(1)", "call us", "a@b c", "https://", "x" * 201]
)
def test_what_is_no_address_and_no_link_is_refused(contact: str) -> None:
    with pytest.raises(SettingsError, match=r"MINUTEBOOK_CONTACT.*clerk@council\.example"):
        Settings(contact=contact)


def test_a_name_of_ones_own_stands_in_title_and_greeting(opened: Open, tmp_path: Path) -> None:
    app, assistant = opened()
    assert "Welcome to Minutebook. Answers are quoted" in words(app)
    assert "**Minutebook**" not in words(app)
    assistant.settings = Settings(data=tmp_path, name=" *Marlow* [Papers](x) ")
    said = words(app.run())
    safe = r"\*Marlow\* \[Papers\]\(x\)"
    assert f"**{safe}**" in said
    assert f"Welcome to {safe}. Answers are quoted" in said
    assert f"{safe} answers questions" in words(show(app, "help"))


@pytest.mark.parametrize("name", ["x" * 61, "   "])
def test_a_name_that_is_too_long_or_blank_is_refused(name: str) -> None:
    with pytest.raises(SettingsError, match="MINUTEBOOK_NAME"):
        Settings(name=name)

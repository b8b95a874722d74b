"""Links say what they open, and cut or hostile ones open nothing worse."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from urllib.parse import parse_qsl, urlsplit

from hypothesis import given
from hypothesis import strategies as st

from corpus.model import Access, PaperKind, Scope, Span
from retrieval.model import OpenPage, link, page_query
from ui.words.links import question_query, read_page, read_question


def test_a_question_comes_back_with_its_limits() -> None:
    scope = Scope(
        "Planning & Licensing",
        date(2017, 4, 1),
        date(2018, 3, 31),
        ("abc", "def"),
        (PaperKind.MINUTES, PaperKind.AGENDA_PACK),
        "7a",
        Access.EXEMPT,
    )
    address = link("http://127.0.0.1:8501/resolutions?x=1", question_query("what & why?", scope))
    query = dict(parse_qsl(urlsplit(address).query))
    assert address.startswith("http://127.0.0.1:8501/?q=")
    assert read_question(query, Access.EXEMPT) == ("what & why?", scope)


def test_a_link_leads_to_the_path_that_the_app_is_served_under() -> None:
    for base in ("papers/ask", "/papers/ask/"):
        address = link("https://council.invalid/papers/ask/meetings", {"q": "x"}, base)
        assert address == "https://council.invalid/papers/ask/?q=x"
    assert link(None, {"q": "x"}) == "/?q=x"


def test_a_link_never_carries_clearance() -> None:
    query = question_query("x", Scope(clearance=Access.EXEMPT))
    found = read_question(query | {"clearance": "exempt"}, Access.PUBLIC)
    assert found is not None
    assert found[1].clearance is Access.PUBLIC


def test_a_page_comes_back_with_its_words() -> None:
    opened = OpenPage("a" * 64, 15, (Span(15, 120, 180), Span(16, 0, 9)))
    assert read_page(page_query(opened)) == opened
    numbered = replace(opened, numbers=(2, 0), find="parking charges")
    assert page_query(numbered)["mark"] == "15:120-180.2,16:0-9"
    assert read_page(page_query(numbered)) == numbered


@given(
    st.dictionaries(
        st.sampled_from(["paper", "page", "mark", "find", "q", "since", "kind"]), st.text()
    )
)
def test_no_link_breaks_the_app(query: dict[str, str]) -> None:
    page = read_page(query)
    assert page is None or page.page >= 1
    read_question(query, Access.PUBLIC)

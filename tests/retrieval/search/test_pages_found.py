"""The order of the pages beside an answer."""

from __future__ import annotations

from corpus.model import PaperKind, TextSource
from retrieval.model.types import Citation, PageRef, Statement
from retrieval.search.pages_found import opened_first


def _page(number: int) -> PageRef:
    return PageRef("a", "a.pdf", number, None, None, 1 / number, "")


def _cited(number: int) -> Citation:
    return Citation(
        number=1,
        paper_id="a",
        paper="a.pdf",
        title="Harbour plan",
        kind=PaperKind.REPORT,
        committee=None,
        date=None,
        item=None,
        item_title=None,
        page=number,
        printed=None,
        quote="The quay.",
        spans=(),
        source=TextSource.TEXT_LAYER,
    )


def test_the_page_that_an_answer_opens_with_comes_first() -> None:
    pages = [_page(number) for number in (3, 13, 7)]
    told = [Statement("The quay.", (_cited(13),)), Statement("The mole.", (_cited(7),))]
    assert [page.page for page in opened_first(pages, told)] == [13, 3, 7]
    assert opened_first(pages, ()) == tuple(pages)


def test_of_two_pages_of_a_statement_the_better_comes_first() -> None:
    """Citations are in reading order: an answer may begin on the page before."""
    pages = [_page(number) for number in (3, 13, 12)]
    told = [Statement("The quay.", (_cited(12), _cited(13)))]
    assert [page.page for page in opened_first(pages, told)] == [13, 3, 12]


def test_a_cited_page_that_was_not_listed_adds_none() -> None:
    pages = [_page(3)]
    assert opened_first(pages, [Statement("The quay.", (_cited(9),))]) == tuple(pages)

"""Quotes as slices of pages: where they are joined or cut, and how they are numbered."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.model import LabelSource, Page, Span, TextSource
from retrieval.answer.citations import cite, joined, numbered, said_by, widest_on_each_page
from retrieval.model.types import Statement
from retrieval.ranking.evidence import Evidence
from retrieval.ranking.units import units_of
from retrieval.search.pages_found import likely_pages, opened_first
from tests.retrieval.guard.builders import PAPERS
from tests.retrieval.passages import prose


def pages(*texts: str) -> dict[int, Page]:
    return {
        at: Page("june", at, f"p{at}", LabelSource.STAMP, 595, 842, 0, text, TextSource.TEXT_LAYER)
        for at, text in enumerate(texts, 1)
    }


def test_quotes_are_slices_joined_where_only_white_space_parts_them() -> None:
    held = pages("The ferry\n sails. It docks.", "On Sundays.")
    spans = (Span(1, 0, 9), Span(1, 11, 17), Span(1, 21, 27), Span(2, 0, 11), Span(2, 2, 3))
    assert joined(spans[:2], held) == (Span(1, 0, 17),)
    assert joined((Span(1, 11, 17), Span(1, 0, 9)), held) == (Span(1, 11, 17), Span(1, 0, 9))
    assert joined((Span(1, 9, 11),), held) == ()
    told = cite(spans[:4], lambda _: PAPERS["june"], held, None)
    assert [one.quote for one in told] == ["The ferry sails.", "docks.", "On Sundays."]
    assert [(one.page, one.printed, one.item) for one in told] == [
        (1, "p1", None), (1, "p1", None), (2, "p2", None),
    ]  # fmt: skip
    assert not any(one.titled for one in told)
    named = replace(PAPERS["june"], title="Ferries", titled=True)
    assert [(one.title, one.titled) for one in cite(spans[:1], lambda _: named, held, None)] == [
        ("Ferries", True)
    ]


@pytest.mark.parametrize(
    ("spans", "said"),
    [
        ((Span(1, 0, 16), Span(1, 17, 26)), "The ferry sails. It docks."),
        ((Span(1, 0, 16), Span(1, 20, 26)), "The ferry sails. … docks."),
        # A running line is no words of the paper, nor is a bullet.
        ((Span(1, 20, 26), Span(2, 0, 11)), "docks. On Sundays."),
        ((Span(2, 0, 11), Span(2, 14, 20)), "On Sundays. Never."),
        ((Span(1, 0, 16), Span(2, 0, 11)), "The ferry sails. … On Sundays."),
        ((Span(1, 20, 26), Span(2, 3, 11)), "docks. … Sundays."),
        ((Span(1, 20, 26), Span(3, 0, 5)), "docks. … Again"),
        ((Span(2, 0, 11), Span(1, 0, 16)), "On Sundays. … The ferry sails."),
        ((Span(1, 20, 26),), "docks."),
        ((), ""),
    ],
)
def test_a_quote_marks_where_words_of_the_page_are_left_out(
    spans: tuple[Span, ...], said: str
) -> None:
    held = pages("The ferry sails. It docks.\nPage 1", "On Sundays. • Never.", "Again")
    held[1] = replace(held[1], furniture=(Span(1, 27, 33),))
    cited = [one for span in spans for one in cite((span,), lambda _: PAPERS["june"], held, None)]
    assert said_by(cited, held) == said


def test_a_quote_says_that_an_annotation_holds_words_of_it() -> None:
    held = pages("The ferry sails. Not on Sundays.")
    held[1] = replace(held[1], annotations=(Span(1, 17, 32),))
    spans = (Span(1, 0, 16), Span(1, 21, 32), Span(1, 4, 20))
    told = [cite((span,), lambda _: PAPERS["june"], held, None)[0] for span in spans]
    assert [one.annotation for one in told] == [False, True, True]


def test_citations_are_numbered_once_each_in_reading_order() -> None:
    held = pages("The ferry sails.", "On Sundays.")
    one, two = (cite((Span(at, 0, 9),), lambda _: PAPERS["june"], held, None) for at in (1, 2))
    made = numbered([Statement("a", two), Statement("b", (*one, *two))])
    assert [[c.number for c in said.citations] for said in made] == [[1], [2, 1]]
    wide = cite((Span(1, 0, 16),), lambda _: PAPERS["june"], held, None)
    assert widest_on_each_page((*one, *two, *wide)) == (*wide, *two)
    assert widest_on_each_page((*wide, *one)) == wide


def test_the_page_of_the_best_unit_is_opened_first() -> None:
    spans = (Span(1, 0, 9), Span(2, 0, 9), Span(3, 0, 9))
    held = replace(prose("x"), pages=(1, 2, 3), spans=spans)
    (unit,) = units_of(prose("x"))
    made = [
        Evidence(held, unit, at, 0.5, None, told)  # type: ignore[arg-type]
        for at, told in enumerate((((1, 0.2), (2, 0.1)), ((2, 0.7),), ((3, 0.2),)))
    ]
    assert likely_pages(held, made) == (2, 1, 3)
    assert likely_pages(held, ()) == (1, 2, 3)
    # A row's headings may stand on a page that the passage does not name.
    other = Evidence(held, made[0].unit, 0, 0.5, None, ((9, 0.9),))  # type: ignore[arg-type]
    assert likely_pages(held, [other])[0] == 9


def test_the_cited_page_comes_before_the_others() -> None:
    from retrieval.model.types import PageRef

    refs = [PageRef("june", "june.pdf", at, None, None, 1.0, "") for at in (1, 2, 3)]
    held = pages("a", "b", "The ferry sails.")
    first = Statement("x", cite((Span(3, 0, 9),), lambda _: PAPERS["june"], held, None))
    second = Statement("y", cite((Span(2, 0, 1),), lambda _: PAPERS["june"], held, None))
    assert [one.page for one in opened_first(refs, [first, second])] == [3, 1, 2]
    assert [one.page for one in opened_first(refs, [])] == [1, 2, 3]

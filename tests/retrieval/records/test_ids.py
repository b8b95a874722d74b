"""Ids of pages, items and decisions come back as what they name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import AgendaItem
from corpus.model.business import ItemSource
from retrieval.records.ids import Named, item_id, page_id, read_id

PAPER = "0123456789abcdef" * 4
_NUMBERS = st.text(st.characters(categories=("L", "N", "P", "Zs")), min_size=1, max_size=40)


@given(st.integers(1, 999_999))
def test_a_page(page: int) -> None:
    assert read_id(page_id(PAPER, page)) == Named(PAPER[:16], page=page)


@given(_NUMBERS)
def test_an_item(number: str) -> None:
    item = AgendaItem(PAPER, number, "Lido", 3, 4, ItemSource.FRONT_SHEET)
    assert read_id(item_id(item)) == Named(PAPER[:16], item=number)


def test_an_item_without_papers_has_none() -> None:
    assert item_id(AgendaItem(PAPER, "4", "Lido", None, None, ItemSource.FRONT_SHEET)) == ""


@pytest.mark.parametrize(
    "typed", ["pack.pdf", PAPER, "0123456789abcdef:", "x:1", f"{PAPER[:16]}:r1-2"]
)
def test_what_is_no_id_is_a_papers_name(typed: str) -> None:
    assert read_id(typed) == Named(typed)

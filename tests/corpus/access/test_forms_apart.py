"""Report forms over open and exempt pages: open ones are read as if the others were not there."""

from __future__ import annotations

from dataclasses import replace

from corpus.access.apart import forms_apart, lone_form_apart
from corpus.model import AgendaItem, FormField, ItemSource, MinuteMeeting, Span

CLOSED = frozenset({5})
WARDS = FormField("Wards affected", "Quayside", (Span(4, 0, 8),))
TITLE = FormField("Title", "Sale to Zanzibarquux", (Span(5, 0, 20),))
LONGER = FormField("Wards affected", "Quayside and Mole", (Span(4, 0, 8), Span(5, 30, 34)))
ITEM = AgendaItem("a" * 64, "5", "", 4, 5, ItemSource.HEADING)


def test_an_open_item_has_no_title_of_an_exempt_page() -> None:
    seen = replace(ITEM, form=(WARDS,))
    whole = replace(ITEM, title=TITLE.value, form=(LONGER, TITLE))
    (item,) = forms_apart((seen,), (whole,), CLOSED)
    assert item.title == ""
    assert item.form == (WARDS, TITLE)


def test_an_item_that_begins_on_an_exempt_page_keeps_its_title_for_the_cleared() -> None:
    whole = replace(ITEM, first_page=5, title=TITLE.value, form=(TITLE,))
    (item,) = forms_apart((replace(whole, title="", form=()),), (whole,), CLOSED)
    assert (item.title, item.form) == (TITLE.value, (TITLE,))


def test_exempt_minutes_take_no_form_from_open_pages() -> None:
    minutes = MinuteMeeting("a" * 64, "Board", None, None, 5, 5, None, None, None, None)
    rows = {4: (), 5: ()}
    form = lone_form_apart(lambda _rows: (WARDS,), rows, rows, (minutes,), CLOSED)
    assert form == (WARDS,)
    minuted = replace(minutes, first_page=4)
    assert lone_form_apart(lambda _rows: (WARDS,), rows, rows, (minuted,), CLOSED) == ()
    whole = lone_form_apart(lambda _rows: (WARDS, TITLE), rows, rows, (), CLOSED)
    assert whole[-1] == TITLE

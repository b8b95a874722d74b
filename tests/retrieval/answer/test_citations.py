"""What one statement says of places apart on a page."""

from __future__ import annotations

from corpus.model import PaperKind, Span, TextSource
from retrieval.answer.citations import said_of
from retrieval.model import Citation


def cited(quote: str, page: int, start: int) -> Citation:
    """Return where a quote stands on a page of the one paper."""
    span = Span(page, start, start + len(quote))
    return Citation(
        0, "p", "p.pdf", "p", PaperKind.MINUTES, None, None, None, None, page, None, quote, (span,),
        TextSource.TEXT_LAYER,
    )  # fmt: skip


def test_words_left_out_between_quotes_of_a_page_are_marked() -> None:
    first, second, over = (
        cited("Two bids came.", 1, 0),
        cited("They left", 1, 90),
        cited("at 9.", 2, 0),
    )
    assert said_of((first,)) == "Two bids came."
    assert said_of((first, second, over)) == "Two bids came. … They left at 9."

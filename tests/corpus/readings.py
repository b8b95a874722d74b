"""Hypothesis strategies for whole readings, as odd as the types allow."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from hypothesis import strategies as st

from corpus.model import (
    Access,
    AgendaItem,
    Cell,
    DecisionKind,
    FormField,
    ItemSource,
    LabelSource,
    MinuteMeeting,
    OutcomeClass,
    Page,
    PageProblem,
    Paper,
    PaperKind,
    Reading,
    Resolution,
    Span,
    TableRow,
    TextSource,
)

T = TypeVar("T")
words = st.text(max_size=12)
perhaps = st.none() | words
days = st.none() | st.dates(date(1900, 1, 1), date(2100, 1, 1))
numbers = st.integers(0, 5000)
points = st.floats(0, 2000, allow_nan=False)


def few(strategy: st.SearchStrategy[T]) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(strategy, max_size=2).map(tuple)


spans = few(st.builds(Span, numbers, numbers, numbers))
fields = few(st.builds(FormField, words, words, spans))
cells = few(st.builds(Cell, perhaps, words, spans))


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """Draw a reading whose parts all belong to its paper."""
    own = st.just(draw(st.text("0123456789abcdef", min_size=64, max_size=64)))
    pages = draw(
        few(
            st.builds(
                Page, own, numbers, perhaps, st.sampled_from(LabelSource), points, points,
                st.sampled_from([0, 90, 180, 270]), st.text(), st.sampled_from(TextSource), spans,
                perhaps,
            )
        )
    )  # fmt: skip
    numbered = {page.number: page for page in pages}
    return Reading(
        draw(
            st.builds(
                Paper, own, words, words, st.sampled_from(PaperKind), perhaps, days,
                st.just(Access.PUBLIC), perhaps, st.just(len(numbered)),
            )
        ),
        tuple(numbered[number] for number in sorted(numbered)),
        draw(
            few(
                st.builds(
                    AgendaItem, own, words, words, st.none() | numbers, st.none() | numbers,
                    st.sampled_from(ItemSource), fields,
                )
            )
        ),
        draw(
            few(
                st.builds(
                    MinuteMeeting, own, perhaps, days, perhaps, numbers, numbers, perhaps, perhaps,
                    perhaps, perhaps,
                )
            )
        ),
        draw(
            few(
                st.builds(
                    Resolution, own, perhaps, perhaps, perhaps, words, words,
                    st.sampled_from(OutcomeClass), perhaps, days, spans, perhaps, perhaps, perhaps,
                    spans, spans, spans, st.sampled_from(DecisionKind), days,
                )
            )
        ),
        draw(few(st.builds(TableRow, own, numbers, perhaps, few(words), cells, spans))),
        draw(few(st.builds(PageProblem, numbers, words))),
        draw(few(st.tuples(words, words))),
        draw(fields),
    )  # fmt: skip

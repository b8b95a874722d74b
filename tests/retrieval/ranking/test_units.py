"""Cutting passages into what can be quoted."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corpus.model import Cell, Passage, PassageKind, Span
from retrieval.ranking.units import units_of, within

PAGE = (
    "1.2 The roof leaks. Cllr. Rowe asked for £1.5 million, i.e. the whole sum.\n"
    "\u2022 First bullet runs on\nover a line\n\u2022 Second bullet\nIt was noted. No. 4 is open."
)


def passage(
    text: str, kind: PassageKind = PassageKind.PROSE, cells: tuple[Cell, ...] = ()
) -> Passage:
    spans = (Span(1, 0, len(text)),)
    return Passage("x", "p", (1,), spans, None, (), text, "", kind, None, cells)


def test_sentences_keep_sums_and_abbreviations_whole() -> None:
    texts = [unit.text for unit in units_of(passage(PAGE))]
    assert texts == [
        "1.2 The roof leaks.",
        "Cllr. Rowe asked for £1.5 million, i.e. the whole sum.",
        "\u2022 First bullet runs on\nover a line",
        "\u2022 Second bullet\nIt was noted.",
        "No. 4 is open.",
    ]


def test_units_slice_back_to_the_page() -> None:
    for unit in units_of(passage(PAGE)):
        assert "\n".join(PAGE[s.start : s.end] for s in unit.spans) == unit.text


def test_official_wording_is_one_unit() -> None:
    for kind in (PassageKind.RESOLUTION, PassageKind.FORM):
        assert [u.text for u in units_of(passage(PAGE, kind))] == [PAGE]


def _cut(text: str, *spans: Span) -> list[str]:
    found = Passage("x", "p", (1,), spans, None, (), text, "", PassageKind.PROSE, None, ())
    return [unit.text for unit in units_of(found)]


def test_what_a_table_parts_is_not_one_sentence() -> None:
    text = "These agencies sit on the board:\nThe team attends other forums"
    assert _cut(text, Span(1, 0, 32), Span(1, 500, 529)) == text.split("\n")


def test_words_taken_from_further_up_begin_anew() -> None:
    text = "2010/11\nHalf were done in time"
    assert _cut(text, Span(1, 900, 907), Span(1, 100, 122)) == text.split("\n")


def test_a_sentence_goes_on_over_a_page_end_a_column_and_a_small_letter() -> None:
    text = "asked the Director of\nAdult Services to report"
    assert _cut(text, Span(1, 400, 421), Span(2, 0, 24)) == [text]
    assert _cut(text, Span(1, 0, 21), Span(1, 80, 104)) == [text]
    small = "asked the head of\nadult services to report"
    assert _cut(small, Span(1, 0, 17), Span(1, 500, 524)) == [small]


def test_cells_are_units_with_their_header() -> None:
    cells = (Cell("Who", "Head of Parks", (Span(1, 4, 17),)), Cell("When", "", ()))
    (unit,) = units_of(passage(PAGE, PassageKind.ROW, cells))
    assert (unit.header, unit.text) == ("Who", "Head of Parks")


@given(st.lists(st.text(min_size=1, max_size=20), min_size=1, max_size=5), st.data())
def test_within_finds_the_same_characters(slices: list[str], data: st.DataObject) -> None:
    pages = {number: f"ab{piece}cd" for number, piece in enumerate(slices, 1)}
    spans = tuple(Span(number, 2, 2 + len(piece)) for number, piece in enumerate(slices, 1))
    joined = "\n".join(slices)
    start = data.draw(st.integers(0, len(joined)))
    end = data.draw(st.integers(start, len(joined)))
    found = "".join(pages[s.page][s.start : s.end] for s in within(spans, start, end))
    expected = "".join(
        char for at, char in enumerate(joined) if start <= at < end and at not in _breaks(slices)
    )
    assert found == expected


def _breaks(slices: list[str]) -> set[int]:
    ends, at = set(), -1
    for piece in slices[:-1]:
        at += len(piece) + 1
        ends.add(at)
    return ends

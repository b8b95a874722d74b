"""Furniture and reading order."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.page.layout import PageLayout
from corpus.page.lines import body_lines
from tests.corpus.packs import LANDSCAPE, Sheet, find_furniture, pdf, stamped
from tests.corpus.page.test_labels import layouts_of


def furniture_texts(sheets: Sequence[Sheet]) -> list[list[str]]:
    layouts = layouts_of(pdf(sheets))
    found = find_furniture(layouts)
    return [[l.text[s.start : s.end] for s in found[l.number]] for l in layouts]  # noqa: E741


def body_text(layout: PageLayout, known: Sequence[PageLayout] | None = None) -> list[str]:
    furniture = find_furniture(known or [layout])[layout.number]
    return [layout.text[line.start : line.end].strip() for line in body_lines(layout, furniture)]


class TestFurniture:
    def test_headers_with_changing_dates(self) -> None:
        days = ("Monday, 4 March 2019", "Monday, 4 March 2019", "Tuesday, 9 April 2019")

        def head(sheet: Sheet, number: int) -> None:
            sheet.put(72, 40, f"Harbour Panel {days[number - 1]}", size=9)

        assert furniture_texts(stamped(3, head)) == [[f"Harbour Panel {day}"] for day in days]

    def test_footers_that_count_pages(self) -> None:
        found = furniture_texts(
            stamped(4, lambda s, n: s.put(72, 815, f"Moorings Policy 2019 p{n} v2"))
        )
        assert found == [[f"Moorings Policy 2019 p{n} v2"] for n in range(1, 5)]

    def test_odd_and_even_headers(self) -> None:
        found = furniture_texts(
            stamped(6, lambda s, n: s.put(72, 40, "Harbour Panel" if n % 2 else "Moorings Policy"))
        )
        assert all(len(texts) == 1 for texts in found)

    def test_a_heading_by_chance_the_same_is_kept(self) -> None:
        sheets = stamped(9, lambda s, n: s.put(72, 60, "Risks", bold=True) if n in (1, 6) else None)
        assert furniture_texts(sheets) == [[]] * 9

    def test_a_sentence_that_several_pages_begin_with_is_kept(self) -> None:
        def head(sheet: Sheet, number: int) -> None:
            sheet.put(72, 60, "The report was moved by Councillor Quay and seconded", size=11)
            sheet.put(72, 74, f"by Councillor {('Reed', 'Marsh', 'Kelp')[number - 1]}.", size=11)

        assert furniture_texts(stamped(3, head)) == [[]] * 3

    def test_numbered_parts_at_the_head_are_kept(self) -> None:
        sheets = stamped(4, lambda s, n: s.put(72, 50, f"Appendix {n}", bold=True))
        assert furniture_texts(sheets) == [[]] * 4

    def test_the_first_of_a_running_title_is_kept_as_the_title(self) -> None:
        sheets = [
            Sheet().prose().put(72, 40, "Moorings Policy", bold=True, size=14) for _ in range(4)
        ]
        assert furniture_texts(sheets) == [[], *[["Moorings Policy"]] * 3]

    def test_a_version_line_and_a_strapline_in_the_foot(self) -> None:
        sheet = Sheet().prose().put(72, 810, "Version 19 040917", size=8)
        assert furniture_texts([sheet]) == [["Version 19 040917"]]
        sheet = Sheet().prose().put(180, 800, "proud harbours, steady hands, open books", size=7)
        assert furniture_texts([sheet]) == [["proud harbours, steady hands, open books"]]

    def test_a_footnote_is_kept(self) -> None:
        sheet = Sheet().prose().put(72, 800, "1 Harbour survey of 2018, chapter 3", size=7)
        assert furniture_texts([sheet]) == [[]]

    def test_the_last_line_of_a_full_page_is_kept(self) -> None:
        assert furniture_texts([Sheet().prose(50, top=60)]) == [[]]

    def test_sideways_stamp_joined_to_the_last_line(self) -> None:
        sheet = Sheet(size=LANDSCAPE).prose().put(20, 300, "Page 39", angle=90)
        assert furniture_texts([sheet]) == [["Page 39"]]

    def test_a_stamp_at_the_end_of_a_line_is_cut_off_it(self) -> None:
        sheet = Sheet().prose().put(72, 815, "Survey of the outer basin").put(530, 815, "Page 7")
        (layout,) = layouts_of(pdf([sheet]))
        assert body_text(layout)[-1] == "Survey of the outer basin"


class TestReadingOrder:
    def test_an_address_block_drawn_last_comes_first(self) -> None:
        sheet = Sheet().prose(8, top=200)
        for at, line in enumerate(("Quay House", "1 Strand", "Saltmouth")):
            sheet.put(420, 60 + 14 * at, line)
        (layout,) = layouts_of(pdf([sheet]))
        assert body_text(layout)[:3] == ["Quay House", "1 Strand", "Saltmouth"]

    def test_two_columns_are_read_one_after_the_other(self) -> None:
        sheet = Sheet()
        for at in range(5):
            sheet.put(60, 100 + 14 * at, f"left {at}")
        for at in range(5):
            sheet.put(320, 100 + 14 * at, f"right {at}")
        (layout,) = layouts_of(pdf([sheet]))
        assert body_text(layout) == [f"left {n}" for n in range(5)] + [
            f"right {n}" for n in range(5)
        ]

    def test_a_slide_title_drawn_last(self) -> None:
        sheet = Sheet(size=LANDSCAPE).prose(4, top=200).put(60, 60, "Trusted assessors", size=24)
        (layout,) = layouts_of(pdf([sheet]))
        assert body_text(layout)[0] == "Trusted assessors"

    def test_a_row_end_at_the_top_drawn_last(self) -> None:
        sheet = (
            Sheet().put(60, 200, "next row").put(300, 200, "its action").put(60, 400, "last row")
        )
        sheet.put(60, 60, "end of the row before").put(300, 60, "and its action")
        (layout,) = layouts_of(pdf([sheet]))
        assert body_text(layout)[0].startswith("end of the row before")

    def test_sideways_text_is_read_in_its_own_frame(self) -> None:
        up, down = Sheet(), Sheet()
        for at in range(4):
            up.put(100 + 20 * at, 700, f"line {at} reads up the page", angle=90)
            down.put(500 - 20 * at, 100, f"line {at} reads down the page", angle=-90)
        for layout in layouts_of(pdf([up, down])):
            assert [text[:6] for text in body_text(layout)] == [f"line {n}" for n in range(4)]
        drawn_backwards = Sheet(prints=up.prints[::-1])
        (layout,) = layouts_of(pdf([drawn_backwards]))
        assert [text[:6] for text in body_text(layout)] == [f"line {n}" for n in range(4)]


PLACES = st.tuples(
    st.integers(20, 500),
    st.integers(20, 820),
    st.sampled_from(["Harbour", "Page 3", "12", "Version 2", "two words", "Appendix 1"]),
    st.sampled_from([0, 90, -90, 180]),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(PLACES, max_size=8), min_size=1, max_size=4))
def test_every_word_is_either_furniture_or_in_the_body_once(
    pages: list[list[tuple[int, int, str, int]]],
) -> None:
    sheets = []
    for prints in pages:
        sheet = Sheet()
        for x, y, words, angle in prints:
            sheet.put(x, y, words, angle=angle)
        sheets.append(sheet)
    layouts = layouts_of(pdf(sheets))
    found = find_furniture(layouts)
    for layout in layouts:
        taken = [0] * len(layout.text)
        for span in found[layout.number]:
            assert 0 <= span.start < span.end <= len(layout.text)
            for at in range(span.start, span.end):
                taken[at] += 1
        for line in body_lines(layout, found[layout.number]):
            for at in range(line.start, line.end):
                taken[at] += not layout.text[at].isspace()
        drawn = [not c.isspace() for c in layout.text]
        assert all(count == 1 for count, ink in zip(taken, drawn, strict=True) if ink)

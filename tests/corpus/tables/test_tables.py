"""Ruled tables: drawn ones with every cell known, and facts of the real papers."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DataObject
from reportlab.pdfbase.pdfmetrics import stringWidth

from corpus.model import TableRow
from corpus.page.layout import PageLayout
from corpus.tables.rows import read_tables
from tests.corpus.drawn import Sketch, texts_of

EDGES = [40.0, 100.0, 260.0, 420.0, 560.0]
HEADER = ["Ref", "Action", "Lead", "Due"]


def said(row: TableRow) -> list[tuple[str | None, str]]:
    return [(cell.header, " ".join(cell.text.split())) for cell in row.cells]


def rows_of(layouts: list[PageLayout]) -> tuple[TableRow, ...]:
    rows = read_tables("p", layouts, {})
    texts = texts_of(layouts)
    for row in rows:
        for cell in row.cells:
            sliced = "\n".join(texts[s.page][s.start : s.end] for s in cell.spans)
            assert sliced == cell.text
    return rows


def tracker() -> Sketch:
    """A header and two rows; the second ends in mid-sentence at the foot."""
    sketch = Sketch().text(40, 30, "Harbour Plan", bold=True, size=12)
    sketch.row(EDGES, 40, 60, HEADER, bold=True)
    sketch.row(EDGES, 60, 100, ["1.1", "Dredge the inner basin.", "Harbour Master", "May 2019"])
    return sketch.row(
        EDGES, 100, 140, ["1.2", "Repair the east quay\nafter the winter", "Head of Works", "June"]
    )


def test_each_cell_says_its_column() -> None:
    first, second = rows_of(tracker().layouts())
    assert first.title == "Harbour Plan"
    assert said(first) == [
        ("Ref", "1.1"),
        ("Action", "Dredge the inner basin."),
        ("Lead", "Harbour Master"),
        ("Due", "May 2019"),
    ]
    assert said(second)[1] == ("Action", "Repair the east quay after the winter")


@pytest.mark.parametrize("repeated", [True, False])
def test_a_row_over_the_page_is_one_row_on_two_pages(repeated: bool) -> None:
    sketch = tracker().page()
    if repeated:
        sketch.row(EDGES, 40, 60, HEADER, bold=True)
    sketch.row(EDGES, 60, 80, ["", "storms of 2018.", "", ""])
    sketch.row(EDGES, 80, 120, ["1.3", "Paint the lights.", "Keeper", "July"])
    rows = rows_of(sketch.layouts())
    assert [row.cells[0].text for row in rows] == ["1.1", "1.2", "1.3"]
    over = rows[1].cells[1]
    assert " ".join(over.text.split()) == "Repair the east quay after the winter storms of 2018."
    assert [span.page for span in over.spans] == [1, 2]
    assert said(rows[2])[2] == ("Lead", "Keeper")
    assert len({row.table for row in rows}) == 1


def test_a_page_with_the_rest_of_one_cell_only_goes_on_with_its_row() -> None:
    sketch = tracker().page()
    sketch.row(EDGES, 40, 90, ["", "storms of 2018, namely\nthe steps;\nthe rail; and", "", ""])
    sketch.page().row(EDGES, 40, 80, ["", "the lamp.", "", ""])
    sketch.row(EDGES, 80, 120, ["1.3", "Paint the lights.", "Keeper", "July"])
    rows = rows_of(sketch.layouts())
    assert [row.cells[0].text for row in rows] == ["1.1", "1.2", "1.3"]
    assert [span.page for span in rows[1].cells[1].spans] == [1, 2, 3]
    assert said(rows[2])[2] == ("Lead", "Keeper")


def test_a_nearly_empty_grid_on_its_own_is_no_table() -> None:
    sketch = Sketch().row(EDGES, 40, 90, ["", "storms of 2018, namely", "", ""])
    assert rows_of(sketch.layouts()) == ()
    # Nor where its page is not the next, or text stands between.
    apart = tracker().page().page().row(EDGES, 40, 90, ["", "the steps", "", ""])
    assert len(rows_of(apart.layouts())) == 2
    below = tracker().page().text(40, 30, "Notes on method").row(EDGES, 60, 90, ["", "a", "", ""])
    assert len(rows_of(below.layouts())) == 2


def test_a_new_row_without_reference_is_not_glued_to_the_last() -> None:
    edges = [40.0, 260.0, 560.0]
    sketch = Sketch().row(edges, 40, 60, ["Risk", "Mitigation"], bold=True)
    sketch.row(edges, 60, 100, ["Flooding of the depot", "Pumps are kept ready"])
    sketch.page().row(edges, 40, 80, ["Loss of power", "Generator on site"])
    rows = rows_of(sketch.layouts())
    assert [row.cells[0].text for row in rows] == ["Flooding of the depot", "Loss of power"]
    assert said(rows[1])[1] == ("Mitigation", "Generator on site")


def test_a_header_at_the_foot_serves_the_next_page() -> None:
    sketch = Sketch().text(40, 500, "Objective 4", bold=True, size=12)
    sketch.row(EDGES, 520, 545, HEADER, bold=True)
    sketch.page().row(EDGES, 40, 80, ["4.1", "Open the ferry.", "Ferry Office", "2020"])
    (row,) = rows_of(sketch.layouts())
    assert said(row)[1:3] == [("Action", "Open the ferry."), ("Lead", "Ferry Office")]
    assert row.title == "Objective 4"
    assert {span.page for span in row.above} == {1}


def test_sub_rows_repeat_the_merged_cells() -> None:
    sketch = Sketch().row(EDGES, 40, 60, HEADER, bold=True)
    sketch.cell(40, 60, 100, 120, "7").cell(100, 60, 260, 120, "Survey the wrecks")
    sketch.row(EDGES[2:], 60, 90, ["Diver", "March"]).row(EDGES[2:], 90, 120, ["Archivist", "May"])
    first, second = rows_of(sketch.layouts())
    assert said(second) == [
        ("Ref", "7"),
        ("Action", "Survey the wrecks"),
        ("Lead", "Archivist"),
        ("Due", "May"),
    ]
    assert second.cells[1].spans == first.cells[1].spans


def test_section_rows_are_headings() -> None:
    sketch = Sketch().row(EDGES, 40, 60, HEADER, bold=True)
    sketch.cell(40, 60, 560, 80, "Safety at sea", bold=True, size=12)
    sketch.cell(40, 80, 100, 100, "2", bold=True)
    sketch.cell(100, 80, 560, 100, "Lights and buoys", bold=True)
    sketch.row(EDGES, 100, 130, ["2.1", "Test the lamps.", "Keeper", "Weekly"])
    sketch.cell(40, 130, 560, 150, "Fishing", bold=True, size=12)
    sketch.row(EDGES, 150, 180, ["3.1", "Count the boats.", "Clerk", "Yearly"])
    lamps, boats = rows_of(sketch.layouts())
    assert lamps.headings == ("Safety at sea", "2 Lights and buoys")
    assert boats.headings == ("Fishing",)


def test_months_under_a_wider_header_stand_alone() -> None:
    edges = [40.0, 80.0, 220.0, 280.0, 340.0, 400.0, 460.0]
    sketch = Sketch().cell(220, 30, 340, 45, "2011/12", bold=True)
    sketch.cell(340, 30, 460, 45, "Targets", bold=True)
    names = ["PI", "Description", "Apr-12", "May -12", "By Dec\n2012", "By Jul\n2013"]
    sketch.row(edges, 45, 75, names, bold=True)
    sketch.row(edges, 75, 105, ["H6", "Boats inspected", "38.3", "36.0", "25", "20"])
    (row,) = rows_of(sketch.layouts())
    assert said(row) == [
        ("PI", "H6"),
        ("Description", "Boats inspected"),
        ("Apr-12", "38.3"),
        ("May-12", "36.0"),
        ("Targets By Dec 2012", "25"),
        ("Targets By Jul 2013", "20"),
    ]


@pytest.mark.parametrize(("turn", "rotate"), [(270, 0), (90, 0), (0, 90), (0, 270), (90, 90)])
def test_turned_pages_read_the_same(turn: int, rotate: int) -> None:
    upright = [said(row) for row in rows_of(tracker().layouts())]
    assert [said(row) for row in rows_of(tracker().layouts(turn, rotate))] == upright


def test_rules_may_be_thin_filled_boxes_and_doubled() -> None:
    sketch = Sketch()
    for y in (40, 60, 100):
        sketch.bar(40, y, 560, y + 0.7).bar(40, y + 1.8, 560, y + 2.5)
    for x in EDGES:
        sketch.bar(x, 40, x + 0.7, 102)
    for x, name, words in zip(EDGES, HEADER, ["9", "Mend nets", "Crew", "Soon"], strict=False):
        sketch.text(x + 4, 54, name, bold=True).text(x + 4, 76, words)
    (row,) = rows_of(sketch.layouts())
    assert said(row) == list(zip(HEADER, ["9", "Mend nets", "Crew", "Soon"], strict=True))


def test_a_table_without_outer_sides_keeps_its_outer_columns() -> None:
    sketch = Sketch()
    for y in (40, 60, 80, 100):
        sketch.bar(40, y, 560, y + 0.5)
    for x in EDGES[1:-1]:
        sketch.bar(x, 40, x + 0.5, 100)
    for y, words in (
        (54, HEADER),
        (74, ["1", "Sail", "Mate", "Now"]),
        (94, ["2", "Row", "Cox", "Later"]),
    ):
        for x, word in zip(EDGES, words, strict=False):
            sketch.text(x + 4, y, word, bold=y == 54)
    rows = rows_of(sketch.layouts())
    assert [said(row)[3] for row in rows] == [("Due", "Now"), ("Due", "Later")]


def test_the_labels_of_a_form_are_no_header() -> None:
    sketch = Sketch()
    answers = [("Key decision", "No"), ("Date of decision", "4 March"), ("Lead officer", "A Crane")]
    for at, answer in enumerate(answers):
        sketch.row([40, 200, 560], 40 + 20 * at, 60 + 20 * at, answer)
    assert [said(row) for row in rows_of(sketch.layouts())] == [
        [(None, label), (None, answer)] for label, answer in answers
    ]


def test_a_header_that_is_not_bold_is_told_by_its_words() -> None:
    sketch = Sketch().row(EDGES, 40, 60, HEADER)
    sketch.row(EDGES, 60, 80, ["5", "Coil the ropes", "Bosun", "Noon"])
    sketch.row(EDGES, 80, 100, ["6", "Ring the bell", "Boy", "Dusk"])
    assert [said(row)[2] for row in rows_of(sketch.layouts())] == [
        ("Lead", "Bosun"),
        ("Lead", "Boy"),
    ]


def test_boxes_and_charts_are_no_tables() -> None:
    chart = Sketch().cell(300, 40, 400, 80, "Head of Port")
    chart.cell(200, 120, 290, 160, "Deputy").cell(410, 120, 500, 160, "Engineer")
    chart.bar(350, 80, 350.5, 100).bar(245, 100, 455, 100.5)
    chart.bar(245, 100, 245.5, 120).bar(455, 100, 455.5, 120)
    for y in range(200, 400, 20):
        chart.bar(100, y, 500, y + 0.4)
    for x in range(100, 501, 50):
        chart.bar(x, 200, x + 0.4, 380)
    chart.text(150, 250, "Arrivals")
    assert rows_of(chart.layouts()) == ()


def shaded(lines: Sequence[str]) -> Sketch:
    """Draw every word and every gap in a box that is as wide as it is."""
    sketch = Sketch()
    for at, line in enumerate(lines):
        x, top = 40.0, 40.0 + 12 * at
        for word in line.split():
            wide = stringWidth(word, "Helvetica", 9)
            sketch.box(x, top, x + wide, top + 12).text(x, top + 9, word)
            x += wide + 2.5
            sketch.box(x - 2.5, top, x, top + 12)
    return sketch


@pytest.mark.parametrize(
    "lines",
    [
        ["12 September 2019"],
        ["for publication."],
        ["The fees of the harbour will rise in the spring and", "will then stay as they are."],
    ],
)
def test_words_shaded_one_by_one_are_no_table(lines: list[str]) -> None:
    assert rows_of(shaded(lines).layouts()) == ()


def test_the_tiles_that_a_page_is_drawn_on_are_no_cells() -> None:
    sketch = tracker()
    width, height = sketch.size
    plain = [said(row) for row in rows_of(sketch.layouts())]
    sketch.box(0, 0, width + 2, 120).box(0, 120, width + 2, height)
    sketch.text(60, 200, "Nothing that stands below is of the table.")
    assert [said(row) for row in rows_of(sketch.layouts())] == plain


def test_a_row_of_figures_is_a_table() -> None:
    sketch = Sketch().row([40.0, 160.0, 230.0, 300.0], 40, 54, ["Total", "1,200", "1,400"])
    assert len(rows_of(sketch.layouts())) == 1


def test_text_in_one_box_is_prose() -> None:
    sketch = Sketch().cell(40, 40, 560, 200, "A commentary in a box.\nIt has two lines.")
    assert rows_of(sketch.layouts()) == ()


def test_a_longer_word_stays_whole_in_its_cell() -> None:
    edges = [40.0, 90.0, 200.0]
    sketch = Sketch().row(edges, 40, 60, ["Item", "Note"], bold=True)
    sketch.row(edges, 60, 80, ["Contactsreferrals", "seen daily"])
    sketch.row(edges, 80, 100, ["Boats", "tied up"])
    assert said(rows_of(sketch.layouts())[0])[0] == ("Item", "Contactsreferrals")


def budget(*, header: bool = True) -> Sketch:
    sketch = Sketch().text(40, 30, "The budget of the port is set out below and was agreed.")
    if header:
        sketch.text(40, 60, "Service", bold=True).text(300, 60, "2018/19", bold=True)
        sketch.text(400, 60, "2019/20", bold=True)
    figures = [("Pilots", "1,200", "1,310"), ("Lights", "90", "(15)"), ("Ferry", "2,045", "2,100")]
    for at, (name, old, new) in enumerate(figures):
        sketch.text(40, 75 + 12 * at, name)
        sketch.text(335 - 5 * len(old), 75 + 12 * at, old)
        sketch.text(435 - 5 * len(new), 75 + 12 * at, new)
    return sketch.text(40, 130, "The chairman thanked the treasurer for 3 years of work.")


@pytest.mark.parametrize(("turn", "rotate"), [(0, 0), (270, 0), (0, 90)])
def test_a_budget_without_rules(turn: int, rotate: int) -> None:
    rows = rows_of(budget().layouts(turn, rotate))
    assert [said(row) for row in rows] == [
        [("Service", "Pilots"), ("2018/19", "1,200"), ("2019/20", "1,310")],
        [("Service", "Lights"), ("2018/19", "90"), ("2019/20", "(15)")],
        [("Service", "Ferry"), ("2018/19", "2,045"), ("2019/20", "2,100")],
    ]


def test_a_budget_without_header_has_none() -> None:
    first = rows_of(budget(header=False).layouts())[0]
    assert said(first) == [(None, "Pilots"), (None, "1,200"), (None, "1,310")]


def test_contents_votes_and_prose_with_figures_are_no_tables() -> None:
    sketch = Sketch()
    for at, (name, number) in enumerate([("Tides", "3"), ("Rocks", "12"), ("Sand", "44")]):
        sketch.text(40, 40 + 12 * at, name).text(400, 40 + 12 * at, number)
    for at, name in enumerate(["Cllr Gull", "Cllr Tern", "Cllr Crake"]):
        sketch.text(40, 100 + 12 * at, name).text(200, 100 + 12 * at, "For")
    for at in range(4):
        sketch.text(40, 160 + 12 * at, f"The port spent £{at},450 on ropes and £{at}.2m on a crane")
    assert rows_of(sketch.layouts()) == ()


CELL = st.sampled_from(["", "ox", "two words", "a line\nand more", "7.5%", "Hen. Cock."])


@settings(max_examples=25, deadline=None)
@given(st.integers(2, 5), st.integers(2, 6), st.data())
def test_whatever_is_drawn_in_a_cell_is_read_in_it(
    columns: int, rows: int, data: DataObject
) -> None:
    edges = [40.0 + 110 * at for at in range(columns + 1)]
    drawn = [[data.draw(CELL) for _ in range(columns - 1)] for _ in range(rows)]
    sketch = Sketch().row(
        edges, 40, 60, ["Head " + "abcde"[at] for at in range(columns)], bold=True
    )
    for at, words in enumerate(drawn):
        sketch.row(edges, 60 + 30 * at, 90 + 30 * at, [f"row {at}", *words])
    read = [said(row) for row in rows_of(sketch.layouts())]
    filled = sum(any(words) for words in drawn)
    # Of a table two rows hold one written cell for each that holds more, or it is an empty form.
    if filled and 2 * (1 + filled) >= rows - filled:
        assert read == [
            [
                ("Head " + "abcde"[at], " ".join(w.split()))
                for at, w in enumerate([f"row {r}", *words])
            ]
            for r, words in enumerate(drawn)
        ]

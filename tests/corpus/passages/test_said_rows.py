"""Rows of tables said in words: together, in parts, with their key, and where they stand."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from corpus.model import Cell, Span, TableRow
from corpus.passages.rows import RowPart, row_parts, say


def words(count: int, word: str = "wall") -> str:
    """Return so many words, a sentence each ten."""
    told = [word.capitalize() if at % 10 == 0 else word for at in range(count)]
    return " ".join(w + "." if at % 10 == 9 else w for at, w in enumerate(told))


class Book:
    """Pages that are written cell by cell."""

    def __init__(self) -> None:
        self.texts: dict[int, str] = {}

    def cell(self, header: str | None, *pieces: str, page: int = 1) -> Cell:
        """Write a cell, each piece of it on the next page."""
        spans = []
        for number, piece in enumerate(pieces, page):
            start = len(self.texts.setdefault(number, ""))
            self.texts[number] += piece + "\n"
            spans.append(Span(number, start, start + len(piece)))
        return Cell(header, "\n".join(pieces), tuple(spans))

    def row(self, *said: str, page: int = 1, table: int = 0, title: str | None = None) -> TableRow:
        """Write a row under the headers Ref, What, Done and When."""
        named = zip(("Ref", "What", "Done", "When"), said, strict=False)
        cells = tuple(self.cell(header, text, page=page) for header, text in named)
        return TableRow("p", table, title, (), cells)

    def parts(self, *rows: TableRow) -> list[RowPart]:
        """Return how rows are said; what a part says of its own stands in its spans."""
        made = row_parts(rows, self.texts)
        assert all(part.spans for part in made)
        return list(made)

    def quoted(self, part: RowPart) -> str:
        return " ".join(self.texts[s.page][s.start : s.end] for s in part.spans)


@pytest.mark.parametrize(
    ("cells", "text"),
    [
        ([("Ref", "1"), ("What", "Paint")], "Ref: 1 · What: Paint"),
        ([("Ref :", "1"), (None, "Paint")], "Ref: 1 · Paint"),
        ([(None, "Ward :"), (None, "Quay")], "Ward: Quay"),
        ([(None, "Ward"), ("What", "Quay")], "Ward · What: Quay"),
        ([(None, "Ward"), (None, "Quay"), (None, "Strand")], "Ward · Quay · Strand"),
        ([(None, "Ward")], "Ward"),
    ],
)
def test_cells_are_said_with_their_headers(
    cells: Sequence[tuple[str | None, str]], text: str
) -> None:
    assert say([Cell(header, said, ()) for header, said in cells]) == text


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [
        (12, 12, True),
        (37, 12, True),
        (38, 12, False),
        (37, 13, False),
    ],
)
def test_tiny_rows_are_said_together(first: int, second: int, together: bool) -> None:
    """A row of one cell says its words and, as "Ref: 1 ·", three more."""
    book = Book()
    rows = [
        TableRow("p", 0, None, (), (book.cell("Ref", "1"), book.cell(None, words(count))))
        for count in (first, second)
    ]
    made = book.parts(*rows)
    assert len(made) == (1 if together else 2)
    if together:
        assert len(made[0].cells) == 4
        assert "; Ref: 1" in made[0].labelled
        assert made[0].spans == tuple(s for row in rows for c in row.cells for s in c.spans)


def test_rows_of_other_tables_headings_or_pages_are_said_apart() -> None:
    book = Book()
    one, same = book.row("1", "Paint"), book.row("2", "Mend")
    assert len(book.parts(one, same)) == 1
    assert len(book.parts(one, book.row("2", "Mend", table=1))) == 2
    assert len(book.parts(one, book.row("2", "Mend", title="Piers"))) == 2
    assert len(book.parts(one, book.row("2", "Mend", page=2))) == 2


def test_three_tiny_rows_are_one() -> None:
    book = Book()
    (part,) = book.parts(*(book.row(str(at), "Paint") for at in (1, 2, 3)))
    assert part.labelled == "; ".join(f"Ref: {at} · What: Paint" for at in (1, 2, 3))


def test_titles_and_headings_stand_above_their_rows() -> None:
    book = Book()
    cells = (book.cell("Ref", "1"), book.cell("What", "Paint"))
    (part,) = book.parts(TableRow("p", 3, "Piers", ("North", ""), cells))
    assert (part.headings, part.titled, part.table) == (("Piers", "North"), True, 3)
    (part,) = book.parts(TableRow("p", 3, None, ("North",), cells))
    assert (part.headings, part.titled) == (("North",), False)
    assert book.parts(TableRow("p", 3, "Piers", (), (book.cell("Ref", " "),))) == []


@pytest.mark.parametrize(
    ("done", "count"),
    [(104, 1), (105, 2)],
)
def test_a_row_longer_than_a_passage_is_said_in_parts(done: int, count: int) -> None:
    """Beside what is done stand six words: three headers, "1", "Paint" and "it"."""
    book = Book()
    made = book.parts(book.row("1", "Paint it", words(done)))
    assert len(made) == count
    assert all(part.labelled.startswith("Ref: 1 · What: Paint it · Done: Wall") for part in made)
    assert sum(book.quoted(part).count("wall") for part in made) == words(done).count("wall")


def test_short_cells_are_said_ahead_of_long_ones_and_none_twice() -> None:
    book = Book()
    first, *rest = book.parts(book.row("1", "Paint it", words(110), words(14, "june")))
    assert first.labelled.startswith("Ref: 1 · What: Paint it · When: June")
    assert all("june" not in part.labelled for part in rest)
    book = Book()
    *rest, last = book.parts(book.row("1", "Paint it", words(110), words(15, "june")))
    assert last.labelled.endswith("june.") or "june" in last.labelled
    assert "june" not in rest[0].labelled


@pytest.mark.parametrize(
    ("ref", "what", "begins"),
    [
        (1, 22, "Ref: Key · What: " + words(22, "paint")),
        (1, 23, "Ref: Key · What: " + words(23, "paint")),
        (1, 25, "Ref: Key · What: " + words(25, "paint")),
        (1, 26, "Ref: Key · What: " + words(26, "paint")),
    ],
)
def test_a_row_in_parts_names_what_it_is_about(ref: int, what: int, begins: str) -> None:
    book = Book()
    made = book.parts(book.row(words(ref, "key"), words(what, "paint"), words(120)))
    assert len(made) > 1
    assert made[0].labelled.startswith(begins)
    assert all(part.labelled.startswith("Ref: Key") for part in made)
    assert all(part.cells[0].text == "Key" for part in made)


def test_a_long_subject_is_named_in_brief_where_it_is_not_said() -> None:
    book = Book()
    made = book.parts(book.row("1", words(40, "paint"), words(120)))
    said = [part.labelled.lower().count("paint") for part in made]
    assert said[0] == 40
    assert set(said[1:]) == {20}
    assert all(" …" in part.labelled for part in made[1:])
    assert all("paint" not in book.quoted(part).lower() for part in made[2:])


def test_a_subject_of_fewer_words_is_named_whole() -> None:
    book = Book()
    made = book.parts(book.row("1 a", words(23, "paint"), words(120)))
    assert {part.labelled.lower().count("paint") for part in made} == {23}
    assert not any("…" in part.labelled for part in made)


def test_a_row_over_a_page_end_is_said_page_by_page() -> None:
    book = Book()
    cells = (
        book.cell("Ref", "1"),
        book.cell("Done", words(60), words(60, "pier")),
        book.cell("Who", "Head of", "Harbours"),
        book.cell("When", "June"),
    )
    made = book.parts(TableRow("p", 0, None, (), cells))
    assert [sorted({s.page for s in part.spans}) for part in made] == [[1], [2]]
    assert "pier" not in made[0].labelled.lower()
    assert ["When: June" in part.labelled for part in made] == [True, False]
    assert "wall" not in book.quoted(made[1]).lower()
    assert all("Who: Head of Harbours" in part.labelled for part in made)


def test_a_merged_cell_is_repeated_in_words_and_pointed_at_once() -> None:
    book = Book()
    merged = book.cell("Ref", "North pier")
    rows = [
        TableRow("p", 0, None, (), (merged, book.cell("What", words(30), page=page)))
        for page in (1, 2, 3)
    ]
    made = book.parts(*rows)
    assert all(part.labelled.startswith("Ref: North pier · What: Wall") for part in made)
    assert [merged.spans[0] in part.spans for part in made] == [True, False, False]
    assert all(part.cells[0] is merged for part in made)


def test_what_stands_above_a_table_goes_with_its_first_part_on_that_page() -> None:
    book = Book()
    above = book.cell(None, "Ref What").spans
    cells = (book.cell("Ref", "1"), book.cell("What", words(130)))
    made = book.parts(TableRow("p", 0, None, (), cells, above))
    assert [above[0] in part.spans for part in made] == [True] + [False] * (len(made) - 1)
    (other,) = book.parts(
        TableRow("p", 0, None, (), (book.cell("Ref", "Piers and walls", page=2),), above)
    )
    assert above[0] not in other.spans

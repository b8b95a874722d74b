"""Lines gathered into blocks, and blocks packed into passages, on the bounds of each rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from corpus.model import Box, Span
from corpus.page.layout import Line
from corpus.passages.blocks import (
    Block,
    BlockKind,
    Rank,
    Slice,
    body_sizes,
    cut_out,
    gather,
    heading_count,
    is_heading,
)
from corpus.passages.packing import pack, sentences

BODY = 11.0
FULL = 400.0


def line(
    text: str,
    y: float = 50.0,
    *,
    page: int = 1,
    bold: bool = False,
    size: float = BODY,
    width: float = FULL,
    direction: int = 0,
    at: int = 0,
) -> Slice:
    """Return a line of a page, ``width`` points long and 9 high."""
    box = Box(60, y, 60 + width, y + 9)
    made = Line(at, at + len(text), box, direction, size, bold)
    return Slice(page, at, at + len(text), made, text)


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("Ferry fares", False),
        ("RISKS", True),
        ("RISK", True),
        ("RIS", False),
        ("4 RISKS", True),
        ("12", False),
        ("4.2", False),
    ],
)
def test_capitals_make_a_heading(text: str, heading: bool) -> None:
    assert is_heading(line(text), BODY) is heading


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("Ferry fares", True),
        ("4 fares", True),
        ("ferry fares", False),
        ("Ferry fares.", False),
        ("Ferry fares;", False),
        ("Ferry fares,", False),
        ("Ferry fares:", False),
        ("Ferry fares?", True),
        ("• Ferry fares", False),
        ("(a) Ferry fares", False),
        ("Reed@harbour", False),
        ("www.harbour", False),
        ("Wards affected: All", False),
        ("Theme 2: Homes", True),
        (" ".join(["Fares"] * 18), True),
        (" ".join(["Fares"] * 19), False),
        ("12 / 24", False),
    ],
)
def test_bold_makes_a_heading(text: str, heading: bool) -> None:
    assert is_heading(line(text, bold=True), BODY) is heading
    assert not is_heading(replace(line(text, bold=True), plain=True), BODY)


@pytest.mark.parametrize(
    ("text", "size", "usual", "heading"),
    [
        ("Ferry fares", 12.0, 10.0, True),
        ("Ferry fares", 11.5, 10.0, False),
        ("Ferry fares", 11.6, 10.0, True),
        ("ferry fares", 12.0, 10.0, True),
        ("Wards affected: All", 12.0, 10.0, True),
        ("Ferry fares.", 12.0, 10.0, False),
        ("Ferry fares", 12.0, 0.0, False),
    ],
)
def test_size_makes_a_heading(text: str, size: float, usual: float, heading: bool) -> None:
    assert is_heading(line(text, size=size), usual) is heading


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("4 Ferry fares", True),
        ("4. Ferry fares", True),
        ("4.2 Ferry fares", True),
        ("Ferry fares", False),
        ("4 ferry fares", False),
        ("4 Ferry fares?", False),
        ("4 Fares of all the ferries of the", True),
        ("4 Fares of all the ferries of the harbour", True),
        ("4 Fares of all the ferries of the harbour town", False),
    ],
)
def test_a_number_makes_a_heading_where_no_print_is_bold(text: str, heading: bool) -> None:
    assert is_heading(line(text), BODY, numbered=True) is heading
    assert not is_heading(line(text), BODY)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("3.2 Fares", (3, 2)),
        ("3 Fares", (3,)),
        ("3/2 Fares", (3, 2)),
        ("A Fares", None),
        ("A1.2 Fares", None),
        ("Fares", None),
        ("", None),
    ],
)
def test_what_a_heading_is_counted_by(text: str, count: tuple[int, ...] | None) -> None:
    assert heading_count(text) == count


@pytest.mark.parametrize(
    ("one", "other", "above"),
    [
        ((14, 0), (11, 0), True),
        ((11, 0), (14, 0), False),
        ((11.75, 0), (11, 0), False),
        ((11.76, 0), (11, 0), True),
        ((11, 1), (14, 2), True),
        ((14, 2), (11, 1), False),
        ((11, 0), (11, 1), True),
        ((11, 1), (11, 0), False),
        ((11, 1), (11, 1), False),
        ((14, 1), (11, 0), True),
    ],
)
def test_which_heading_stands_above_which(
    one: tuple[float, int], other: tuple[float, int], above: bool
) -> None:
    assert Rank(*one).above(Rank(*other)) is above


def kinds(*slices: Slice, numbered: bool = False) -> list[tuple[str, int]]:
    """Return the blocks that lines make: the kind of each, and of how many lines it is."""
    blocks = gather(slices, dict.fromkeys((1, 2), BODY), numbered=numbered)
    return [(block.kind.value, len(block.slices)) for block in blocks]


def two(first: Slice, second: Slice) -> bool:
    """Whether two lines are one block; a third, far below, shows how far lines reach."""
    last = line("Full lines reach so far", 700.0, page=second.page)
    return len(gather([first, second, last], {1: BODY, 2: BODY})) == 2


LONG = "The ferry sails on all days of the week and"


@pytest.mark.parametrize(
    ("first", "second", "one"),
    [
        (line(LONG), line("it docks.", 62.0), True),
        (line(LONG), line("It docks.", 62.0), True),
        (line(LONG), line("it docks.", 69.4), True),
        (line(LONG), line("it docks.", 69.5), False),
        (line(LONG), line("it docks.", 69.5, size=12), True),
        (line("It sails.", width=230), line("It docks.", 62.0), False),
        (line("It sails.", width=240), line("It docks.", 62.0), True),
        (line("It sails", width=200), line("It docks.", 62.0), True),
        (line(LONG, 60.0), line("it docks.", 54.4), True),
        (line(LONG, 60.0), line("It docks.", 54.6), True),
        (line(LONG, 60.0), line("It docks.", 54.4), False),
        (line("It sails.", 60.0), line("it docks.", 54.4), False),
        (line("It sails.", 60.0, width=90), line("It docks.", 65.4), True),
        (line(LONG), line("• it docks", 62.0), False),
        (line(LONG), line("4 boats dock", 62.0), True),
        (line("It sails."), line("4 boats dock", 62.0), False),
        (line(LONG), line("it docks", 62.0, direction=1), False),
        (line(LONG), line("Ferry fares", 62.0, bold=True), False),
        (line("Ferry fares", bold=True), line("of June", 62.0), False),
        (line("Ferry fares", bold=True), line("Piers", 67.5, bold=True), True),
        (line("Ferry fares", bold=True), line("Piers", 67.7, bold=True), False),
        (line("Ferry fares", bold=True), line("4 Piers", 62.0, bold=True), False),
        (line("Fares", bold=True), line("Piers", 62.0, bold=True, size=11.7), True),
        (line("Fares", bold=True), line("Piers", 62.0, bold=True, size=11.75), False),
    ],
)
def test_which_lines_are_one_block(first: Slice, second: Slice, one: bool) -> None:
    assert two(first, second) is one


@pytest.mark.parametrize(
    ("first", "second", "one"),
    [
        (line(LONG), line("it docks.", page=2), True),
        (line(LONG), line("Reed docks.", page=2), True),
        (line("It sails with all of the eight boats"), line("Reed docks.", page=2), False),
        (line("It sails with all of its eight red boats"), line("Reed docks.", page=2), True),
        (line("It sails."), line("it docks.", page=2), False),
        (line(LONG), line("• it docks", page=2), False),
        (line(LONG), line("4 boats dock", page=2), False),
        (line(LONG), line("Ferry fares", page=2, bold=True), False),
        (line("Ferry fares", bold=True), line("it docks", page=2), False),
    ],
)
def test_a_block_runs_over_a_page_end_with_its_sentence(
    first: Slice, second: Slice, one: bool
) -> None:
    assert two(first, second) is one


def test_the_rest_of_a_line_goes_on_whatever_it_is() -> None:
    whole = line("The ferry • docks", at=0)
    rest = replace(whole, start=10, text="• docks")
    assert kinds(replace(whole, end=9, text="The ferry"), rest) == [("paragraph", 2)]
    assert kinds(line("• it docks"), line("Fares", 80.0, bold=True)) == [
        ("bullet", 1), ("heading", 1),
    ]  # fmt: skip


def test_the_usual_size_of_a_page_is_that_of_most_letters_near_it() -> None:
    slices = [
        line("a" * 30, size=10), line("a" * 31, size=12),
        line("a" * 10, size=12, page=2), line("a" * 90, size=10, page=3),
        line("a" * 9, size=12, page=5), line("a" * 9, size=10.2, page=6),
    ]  # fmt: skip
    assert body_sizes(slices) == {1: 12, 2: 12, 3: 10, 5: 12, 6: 10}
    close = [line("a" * 10, size=12, page=2), line("a" * 101, size=10, page=3)]
    assert body_sizes(close)[2] == 10
    assert body_sizes([replace(one, page=one.page * 2) for one in close])[4] == 12
    assert body_sizes([line("a", size=11.3)]) == {1: 11.5}


def test_what_others_hold_is_cut_out_of_a_line() -> None:
    text = "The ferry sails on Sunday"
    (of,) = [line(text).line]
    taken = [Span(1, 4, 9), Span(1, 19, 25)]
    left = list(cut_out(1, text, [of], taken))
    assert [(one.start, one.end, one.text) for one in left] == [
        (0, 3, "The"), (10, 18, "sails on"),
    ]  # fmt: skip
    assert list(cut_out(1, text, [of], [Span(1, 0, 25)])) == []
    assert [one.text for one in cut_out(1, text, [of], [Span(1, 25, 30)])] == [text]
    over = [Span(1, 0, 9), Span(1, 4, 15)]
    assert [one.text for one in cut_out(1, text, [of], over)] == ["on Sunday"]


def said(count: int, word: str = "word") -> str:
    """Return a paragraph of so many words, in one sentence."""
    return " ".join([word.capitalize(), *[word] * (count - 1)])[:-1] + "." if count else ""


def block(text: str, kind: BlockKind = BlockKind.PARAGRAPH, page: int = 1) -> Block:
    return Block(kind, (line(text, page=page),), Rank(BODY, 0))


def heading(text: str, depth: int = 0, size: float = 14.0) -> Block:
    return Block(BlockKind.HEADING, (line(text, bold=True, size=size),), Rank(size, depth))


def packed(*blocks: Block) -> list[int]:
    """Return how many words each passage has."""
    return [bundle.words for bundle in pack(blocks)]


@pytest.mark.parametrize(
    ("counts", "passages"),
    [
        ((40, 60), [100]),
        ((40, 61), [40, 61]),
        ((34, 67), [101]),
        ((35, 66), [35, 66]),
        ((34, 96), [130]),
        ((34, 97), [34, 97]),
        ((100, 19), [119]),
        ((100, 20), [100, 20]),
        ((111, 19), [130]),
        ((112, 19), [112, 19]),
        ((130,), [130]),
        ((30, 30, 30), [90]),
        ((50, 40, 30), [90, 30]),
    ],
)
def test_paragraphs_are_packed_into_passages(counts: Sequence[int], passages: list[int]) -> None:
    assert packed(*(block(said(count)) for count in counts)) == passages


def test_nothing_is_packed_over_a_page_end() -> None:
    assert packed(block(said(20)), block(said(20), page=2)) == [20, 20]
    over = Block(BlockKind.PARAGRAPH, (line(said(10)), line(said(10), page=2)))
    assert packed(block(said(35)), over, block(said(50), page=2)) == [35, 20, 50]
    assert packed(block(said(34)), over, block(said(50), page=2)) == [54, 50]


@pytest.mark.parametrize(("content", "passages"), [(11, [32]), (12, [12, 21])])
def test_a_section_of_a_few_words_is_kept_with_the_next(content: int, passages: list[int]) -> None:
    made = packed(block(said(content)), heading("Fares"), block(said(20)))
    assert made == passages


def test_what_announces_goes_with_what_it_announces() -> None:
    blocks = [block(said(90)), block("The board asked for these:"), block(said(20))]
    assert packed(*blocks) == [90, 25]
    long = f"{said(39)[:-1]}:"
    assert packed(block(said(60)), block(long), block(said(20))) == [60, 59]
    longer = f"{said(40)[:-1]}:"
    assert packed(block(said(60)), block(longer), block(said(30))) == [100, 30]
    assert packed(block(said(90)), heading("Fares"), block(said(20))) == [90, 21]


@pytest.mark.parametrize(
    ("heads", "stand"),
    [
        ((("1 Fares", 14), ("2 Piers", 14)), [("1 Fares",), ("2 Piers",)]),
        ((("Fares", 14), ("Piers", 12)), [("Fares",), ("Fares", "Piers")]),
        ((("Fares", 12), ("Piers", 14)), [("Fares",), ("Piers",)]),
        ((("Fares", 14), ("Piers", 14)), [("Fares",), ("Piers",)]),
        ((("1 Fares", 14), ("Note", 12), ("2 Piers", 14)),
         [("1 Fares",), ("1 Fares", "Note"), ("2 Piers",)]),
        ((("1 Fares", 14), ("Notes", 16), ("2 Piers", 14)),
         [("1 Fares",), ("Notes",), ("2 Piers",)]),
        ((("1 Fares", 14), ("Notes", 16), ("3 Piers", 14)),
         [("1 Fares",), ("Notes",), ("Notes", "3 Piers")]),
        ((("1 Fares", 14), ("Notes", 16), ("2 Piers", 13.2)),
         [("1 Fares",), ("Notes",), ("Notes", "2 Piers")]),
        ((("1.1 Fares", 14), ("Notes", 16), ("2.2 Piers", 14)),
         [("1.1 Fares",), ("Notes",), ("Notes", "2.2 Piers")]),
        ((("3.1 Fares", 14), ("Notes", 16), ("3.2 Piers", 14)),
         [("3.1 Fares",), ("Notes",), ("3.2 Piers",)]),
        ((("Fares:", 14),), [("Fares",)]),
    ],
)  # fmt: skip
def test_headings_stand_under_one_another(
    heads: Sequence[tuple[str, float]], stand: list[tuple[str, ...]]
) -> None:
    blocks = []
    for text, size in heads:
        depth = text.split()[0].count(".") + 1 if text[0].isdigit() else 0
        blocks += [heading(text, depth, size), block(said(20))]
    assert [bundle.headings for bundle in pack(blocks)] == stand


def cut(text: str, words: float) -> list[int]:
    """Return how many words each piece of a text has."""
    pieces = sentences([line(text)], words)
    return [sum(len(part.text.split()) for part in piece) for piece in pieces]


def every(length: int, count: int) -> str:
    return " ".join(said(length) for _ in range(count))


@pytest.mark.parametrize(
    ("text", "words", "pieces"),
    [
        (every(10, 4), 20, [20, 20]),
        (every(17, 2), 20, [17, 17]),
        (every(16, 2), 20, [32]),
        (every(10, 5), 20, [20, 20, 10]),
        (f"{every(10, 4)} {said(6)}", 20, [20, 20, 6]),
        (f"{every(10, 4)} {said(5)}", 20, [20, 25]),
        (said(5), 20, [5]),
        (said(60), 20, [60]),
        (said(71), 40, [71]),
        (said(72), 40, [60, 12]),
        (said(130), 40, [60, 70]),
        ("", 20, []),
    ],
)
def test_a_long_text_is_cut_at_sentence_ends(text: str, words: float, pieces: list[int]) -> None:
    assert cut(text, words) == pieces
    whole = line(text)
    parts = [part for piece in sentences([whole], words) for part in piece]
    assert all(text[part.start : part.end] == part.text for part in parts)


def test_a_long_paragraph_is_cut_into_passages_alike() -> None:
    assert packed(block(every(10, 13))) == [130]
    assert packed(block(every(10, 14))) == [60, 80]
    assert packed(block(every(10, 19))) == [120, 70]

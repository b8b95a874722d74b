"""Words are picked off the page by line, and inside lines by words that stand there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.corrections import pick, printed_lines
from corpus.model import CorrectionError, Page, Span
from tests.corpus.corrections.drawn import read


def pages() -> tuple[Page, ...]:
    return read()[0].pages


def line_of(words: str) -> tuple[int, int]:
    lines = (line for page in pages() for line in printed_lines(page))
    return next((line.page, line.number) for line in lines if words in line.text)


def test_lines_are_numbered_from_one_and_give_their_words_back() -> None:
    page = pages()[0]
    lines = printed_lines(page)
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
    assert lines[0].text == "Saltwick Parish Council"
    for line in lines:
        slices = (page.text[span.start : span.end] for span in line.spans)
        assert " ".join(" ".join(slices).split()) == line.text


def test_furniture_is_no_line_and_no_part_of_one() -> None:
    page = replace(pages()[0], text="Page 1\nIt was Draft 2 agreed\nto go", furniture=())
    stamped = replace(page, furniture=(Span(1, 0, 6), Span(1, 14, 21)))
    assert [line.text for line in printed_lines(page)] == [
        "Page 1", "It was Draft 2 agreed", "to go",
    ]  # fmt: skip
    assert [line.text for line in printed_lines(stamped)] == ["It was agreed", "to go"]
    words = pick([stamped], (1, 1), (1, 2))
    assert words.words == "It was agreed to go"
    assert all(not span.overlaps(one) for span in words.spans for one in stamped.furniture)


def test_words_begin_and_end_inside_lines() -> None:
    line = line_of("The lights in Dock Lane")
    words = pick(pages(), line, line, "switched off", "at midnight")
    assert words.words == "switched off at midnight"
    (span,) = words.spans
    assert pages()[1].text[span.start : span.end] == "switched off at midnight"


def test_words_that_begin_or_end_in_a_line_may_run_over_its_end() -> None:
    first = line_of("quotation of Hartley Play")
    last = (first[0], first[1] + 1)
    words = pick(pages(), first, last, "the old swing be sold.", "swing be sold")
    assert words.words == "the old swing be sold"
    with pytest.raises(CorrectionError, match="“swing be” is not printed in line"):
        pick(pages(), last, last, "swing be")


def test_words_run_over_the_page_end() -> None:
    words = pick(pages(), line_of("RESOLVED: that the minutes"), line_of("5. Lights"))
    assert {span.page for span in words.spans} == {1, 2}
    assert words.words.endswith("5. Lights")


@pytest.mark.parametrize(
    ("first", "last", "begins", "ends", "message"),
    [
        ((1, 1), (1, 99), "", "", "page 1 has no line 99"),
        ((3, 1), (3, 1), "", "", "page 3 has no line 1"),
        ((1, 3), (1, 1), "", "", "before the first"),
        ((1, 1), (1, 1), "never said", "", "“never said” is not printed in line 1 of page 1"),
        ((1, 1), (1, 1), "", "Saltwic", "“Saltwic” is not printed"),
        ((1, 1), (1, 1), "Council", "Parish", "hold no words"),
    ],
)
def test_what_is_not_there_is_refused(
    first: tuple[int, int], last: tuple[int, int], begins: str, ends: str, message: str
) -> None:
    with pytest.raises(CorrectionError, match=message):
        pick(pages(), first, last, begins, ends)


def test_no_decision_is_a_whole_book() -> None:
    page = replace(pages()[0], text="\n".join(["so many words of a decision"] * 400), furniture=())
    with pytest.raises(CorrectionError, match="8,000 characters"):
        pick([page], (1, 1), (1, 400))

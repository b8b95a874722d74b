"""Whole lists, from any sentence of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.model import Span
from retrieval.answer.lists import asks_for_list, leads_in, mark_of, whole_list
from retrieval.question.lexicon import Lexicon
from retrieval.question.query import understand
from retrieval.ranking.units import Unit, units_of
from tests.retrieval.passages import prose

TEXT = (
    "The panel met in May. It asks three things of the Cabinet:\n"
    "(1) that the bandstand be painted;\n"
    "(2) that the gates be kept open until dusk.\nThis may wait for the summer.\n"
    "(3) that a report be made.\n"
    "The panel will meet again in June."
)


def quoted(text: str, spans: tuple[Span, ...]) -> str:
    return "\n".join(text[span.start : span.end] for span in spans)


def unit_with(words: str) -> Unit:
    return next(unit for unit in units_of(prose(TEXT)) if words in unit.text)


@pytest.mark.parametrize("words", ["asks three things", "bandstand", "until dusk", "report be"])
def test_the_whole_list_comes_with_its_lead_in(words: str) -> None:
    listed = quoted(TEXT, whole_list(unit_with(words), [prose(TEXT)]))
    assert listed.startswith("It asks three things")
    assert listed.endswith("(3) that a report be made.")
    assert "This may wait" in listed


def test_a_list_goes_on_over_the_page_end() -> None:
    first, second = "Options:\n• Sell the hall\n• Let the hall\n", "• Keep the hall as it is"
    spans = whole_list(units_of(prose(first))[1], [prose(first), prose(second, page=2, start=0)])
    assert [span.page for span in spans] == [1, 1, 1, 2]


def test_a_sentence_outside_any_list_has_none() -> None:
    text = "The hall was let in 2019. The rent is paid each quarter."
    assert whole_list(units_of(prose(text))[0], [prose(text)]) == ()


def test_sections_of_a_report_are_no_list() -> None:
    long = " ".join(["The Council considered at length what had been said to it."] * 9)
    text = f"1. Purpose\n{long}\n2. Background\n{long}"
    assert whole_list(units_of(prose(text))[0], [prose(text)]) == ()


def test_a_list_longer_than_asked_for_is_none() -> None:
    assert whole_list(unit_with("bandstand"), [prose(TEXT)], most=10) == ()


@pytest.mark.parametrize(
    ("text", "family", "value"),
    [
        ("• one", "•", None),
        ("(b) two", "(a)", None),
        ("3. Three", "1.", 3),
        ("2.4 Four", "2.", 4),
        ("Change 5 : Five", "Change", 5),
    ],
)
def test_marks(text: str, family: str, value: int | None) -> None:
    mark = mark_of(text)
    assert mark is not None
    assert (mark.family, mark.value) == (family, value)


def test_a_sentence_has_no_mark() -> None:
    assert mark_of("The hall was let.") is None


@pytest.mark.parametrize(
    ("question", "several"),
    [
        ("What are the three things they asked for?", True),
        ("Which wards have no library?", True),
        ("What options were looked at for the hall?", True),
        ("What does the hall cost?", False),
        ("Who chairs the board?", False),
        ("Which choices does the harbour master have?", True),
        ("What emphasis does the plan give to ferries?", False),
        ("Which bus does the school use?", False),
    ],
)
def test_asking_for_a_list(question: str, several: bool) -> None:
    assert asks_for_list(understand(question, Lexicon())) is several


def test_numbered_headings_are_no_entries() -> None:
    text = "1. Purpose\nThe hall is old.\n2. Options\nThe hall may be let."
    passage = replace(prose(text), headings=("1. Purpose", "2. Options"))
    assert whole_list(units_of(passage)[0], [passage]) == ()


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("The following were agreed", True),
        ("Members raised following concerns", True),
        ("It was agreed as follows", True),
        ("Following a long debate the plan was deferred.", False),
        ("The following day the pier was closed.", False),
    ],
)
def test_what_announces_a_list(text: str, leads: bool) -> None:
    assert leads_in(text) is leads

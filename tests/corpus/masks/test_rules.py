"""What a list of masks covers, and what it leaves alone."""

from __future__ import annotations

import pytest

from corpus.masks.rules import MASK, Masks, read_masks
from corpus.model.errors import MetadataError

CONTACTS = Masks(contacts=True)


def hidden(masks: Masks, text: str) -> str:
    """Return the words of ``text`` that are masked, with a bar between those that stand apart."""
    return "|".join(text[start:end] for start, end in masks.spans(text))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("write to jane.o'neil+x@mail.example.org.", "jane.o'neil+x@mail.example.org"),
        ("write to jane.doe@\nmail.example by May", "jane.doe@\nmail.example"),
        ("on 01632 960 001 or (01632) 960001", "01632 960 001|(01632) 960001"),
        ("+44 (0)1632 960001, 0044 1632 960001", "+44 (0)1632 960001|0044 1632 960001"),
        ("020 7946 0958; 07700900123", "020 7946 0958|07700900123"),
        ("01632 960001 12345 copies", "01632 960001"),
        ("at 14 Larch Close,\nHarwich CO12 3AB.", "14 Larch Close,\nHarwich CO12 3AB"),
        (
            "Flat 2, 14a St. Mary's Road, Hull, HU1 1AA",
            "Flat 2, 14a St. Mary's Road, Hull, HU1 1AA",
        ),
    ],
)
def test_contact_details_are_found(text: str, found: str) -> None:
    assert hidden(CONTACTS, text) == found


@pytest.mark.parametrize(
    "text",
    [
        "on 01-02-2024 at 10:30, £01234567890",
        "0 1 2 3 4 5 6 7 8 9 10 11",
        "01 02 03 04 05 06 07 08",
        "12 members met at the Town Hall, Harwich CO12 3AB",
        "Minute 14 Larch Close was adopted. The office is in CO12 3AB",
        "planning reference 24/01632/960001",
        "a meeting @ 7 pm",
        "£1,016,329,600.01 for 2024/25",
    ],
)
def test_what_is_no_contact_detail_stays(text: str) -> None:
    assert hidden(CONTACTS, text) == ""


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("Jane Doe", "by JANE\n DOE, Jane Does and xJane Doe", "JANE\n DOE"),
        ("Doe*", "Does, Doe’s, doe1 and Roe", "Does|Doe|doe1"),
        ("O'Brien", "Mr O’Brien", "O’Brien"),
        (
            "José Griffin",
            "Jose\u0301 Gri\ufb03n and Jose Griffin",
            "Jose\u0301 Gri\ufb03n|Jose Griffin",
        ),
        (
            "Quackenthorpe",
            "Quacken-\nthorpe, Quacken\ufffe\nthorpe",
            "Quacken-\nthorpe|Quacken\ufffe\nthorpe",
        ),
        ("Smith-Jones", "Smith-\nJones and Smith\u2011Jones", "Smith-\nJones|Smith\u2011Jones"),
        ("a.b (c)", "a.b (c), axb (c)", "a.b (c)"),
    ],
)  # fmt: skip
def test_names_are_found_however_they_are_printed(name: str, text: str, found: str) -> None:
    assert hidden(Masks(names=(name,)), text) == found


def test_a_mask_is_as_long_as_what_it_covers_and_keeps_lines() -> None:
    text = "for Jane\nDoe, and Doe."
    said = Masks(names=("Doe", "Jane Doe")).hide(text)
    assert said == f"for {MASK * 4}\n{MASK * 3}, and {MASK * 3}."
    assert Masks().hide(text) == text


def test_a_list_is_read_line_by_line() -> None:
    read = read_masks("\ufeff# who wrote\n\n@contacts\n Jane   Doe \nJane Doe\nRoe*\n", "list.txt")
    assert read == Masks(contacts=True, names=("Jane Doe", "Roe*"))
    assert not read_masks("# nothing\n", "list.txt")


@pytest.mark.parametrize("line", ["@contact", "*", "a", "--", "e *"])
def test_a_line_that_is_no_word_is_refused_with_its_number_alone(line: str) -> None:
    with pytest.raises(MetadataError, match=r"^list\.txt, line 2: ") as refused:
        read_masks(f"Jane Doe\n{line}\n", "list.txt")
    assert "Jane" not in str(refused.value)

"""Questions for what letters stand for, and the sentences that say so."""

from __future__ import annotations

import pytest

from retrieval.search.acronyms_asked import acronym_asked, explained
from tests.retrieval.passages import prose, row

KNOWN = ("HDB", "FSP", "IT", "Tug")


@pytest.mark.parametrize(
    ("question", "letters"),
    [
        ("What does HDB stand for?", "HDB"),
        ("what does hdb mean", "HDB"),
        ("What do the letters FSP mean?", "FSP"),
        ("what is FSP", "FSP"),
        ("What is the FSP?", "FSP"),
        ("What's HDB short for?", "HDB"),
        ("what is HDB short for", "HDB"),
        ("meaning of HDB?", "HDB"),
        ("HDB meaning", "HDB"),
        ("Define FSP", "FSP"),
        ("what does it mean", ""),
        ("what is tug", ""),
        ("What is the FSP budget?", ""),
        ("What does the HDB say about ferries?", ""),
        ("What does XYZ stand for?", ""),
    ],
)
def test_questions_for_a_meaning(question: str, letters: str) -> None:
    assert acronym_asked(question, KNOWN) == letters


def test_the_sentence_that_explains_is_found() -> None:
    passage = prose("Ferries run daily. The Harbour Dredging Board (HDB) meets in May. It is wet.")
    found = explained(passage, "HDB")
    assert found is not None
    long, unit = found
    assert long == "harbour dredging board"
    assert unit.text == "The Harbour Dredging Board (HDB) meets in May."
    assert explained(prose("The HDB meets in May."), "HDB") is None


def test_a_row_of_a_glossary_explains() -> None:
    found = explained(row({"Term": "HDB", "Meaning": "Harbour Dredging Board"}), "HDB")
    assert found is not None
    assert found[0] == "harbour dredging board"

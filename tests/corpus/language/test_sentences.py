"""Full stops of abbreviations end no sentence, those of sentences do."""

from __future__ import annotations

import pytest

from corpus.language import is_abbreviation
from retrieval.explain.claim_words import sentences_in as claimed

INSIDE = (
    "Cllr. Ash", "Messrs. Ash & Birch", "Ch. Lane", "Para. 4", "para. 4", "Mill Rd. North",
    "Quayworks Ltd. Wharf", "at 9.30 p.m. Friday", "at 8 a.m. Monday", "A. Birch", "Mrs. Birch",
    "Revd. Ash", "excl. VAT", "App. 2", "Capt. Birch",
)  # fmt: skip
ENDED = (
    "The pier closed. Boats", "at 9.30 p.m. The Chair", "of Quayworks Ltd. It was", "in 2031. Fees",
    "by the Board. Ash", "see the chapel. Rd",
)  # fmt: skip


def stop_of(text: str) -> int:
    return text.index(". ") + 1


@pytest.mark.parametrize("text", INSIDE)
def test_an_abbreviation_ends_no_sentence(text: str) -> None:
    assert is_abbreviation(text, stop_of(text))
    assert claimed([f"It was said of {text} again"]) == [f"It was said of {text} again"]


@pytest.mark.parametrize("text", ENDED)
def test_a_sentence_ends(text: str) -> None:
    assert not is_abbreviation(text, stop_of(text))
    assert len(claimed([text])) == 2

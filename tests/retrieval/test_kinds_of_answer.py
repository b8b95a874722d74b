"""Near misses: the right words, but not the kind of thing asked for."""

from __future__ import annotations

import pytest

from retrieval.kinds_of_answer import Wanted, holds, wanted
from retrieval.query import Lexicon, understand


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("How much did the roof cost?", Wanted.MONEY),
        ("What are we paying the contractor?", Wanted.MONEY),
        ("What proportion of bins were missed?", Wanted.SHARE),
        ("How many libraries are there?", Wanted.NUMBER),
        ("When does the scheme start?", Wanted.DATE),
        ("Who is the chair of the harbour board?", Wanted.PERSON),
        ("Who leads on tree planting?", Wanted.LEAD),
        ("What was said about the harbour?", Wanted.ANYTHING),
    ],
)
def test_what_is_wanted(question: str, kind: Wanted) -> None:
    assert wanted(understand(question, Lexicon())) is kind


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        (Wanted.MONEY, "a grant of £50,000", True),
        (Wanted.MONEY, "50,000 trees", False),
        (Wanted.NUMBER, "12 libraries remain", True),
        (Wanted.NUMBER, "the meeting of 4 June 2024", False),
        (Wanted.NUMBER, "2.1 Libraries remain open", False),
        (Wanted.DATE, "by the end of March 2025", True),
        (Wanted.DATE, "as soon as possible", False),
        (Wanted.PERSON, "the independent chair of the Harbour Board", False),
        (Wanted.PERSON, "Councillor Rowe proposed", True),
        (Wanted.PERSON, "chaired by Imogen Hartley since May", True),
        (Wanted.SHARE, "rose by 4 %", True),
        (Wanted.SHARE, "rose a little", False),
        (Wanted.ANYTHING, "", True),
    ],
)
def test_what_holds_it(kind: Wanted, text: str, *, expected: bool) -> None:
    assert holds(kind, text) is expected

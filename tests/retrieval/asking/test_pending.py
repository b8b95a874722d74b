"""What is only announced in the papers tells of no end."""

from __future__ import annotations

import pytest

from retrieval.asking.pending import is_pending
from tests.retrieval.asking.test_told import alone, said

AWAITED = "The surveyor's report on the ferry is awaited."


@pytest.mark.parametrize(
    ("question", "text", "pending"),
    [
        ("Who won the ferry race?", "A ferry race will be held in June.", True),
        ("Who won the ferry race?", "Mrs Rowe won the ferry race.", False),
        ("Who won the treasurer's post?", "Mrs Rowe was duly elected.", False),
        ("Who got the ferry contract?", "Tenders for the ferry were invited.", True),
        ("Who got the ferry contract?", "The contract was awarded to Reed Ltd.", False),
        ("What did the ferry report say?", AWAITED, True),
        ("What did the ferry report say?", f"{AWAITED} The last report found rot.", False),
        # Sentences of the report itself speak of no report.
        ("What did the ferry report say?", "The ferry will need a new engine.", False),
        ("What did the engineer say?", "The Clerk was asked to find an engineer.", False),
        ("What did the engineer say?", "Members asked the Clerk to find an engineer.", True),
        # What was said of a day before it tells nothing that came about then.
        ("What did the harbour master tell us on 9 July 2024?", "He comes on 9 July.", True),
        ("What did the harbour master tell us on 4 June 2024?", "He came.", False),
        ("What was agreed on the ferry in July 2024?", "It was put off to July.", True),
        ("What was agreed on the ferry in June 2024?", "It was put off to July.", False),
        ("What was agreed on the July 2024 fair?", "It was put off.", False),
        ("When does the ferry open on 9 July 2024?", "It opens at 9 am.", False),
        ("What is the ferry charge?", AWAITED, False),
    ],
)
def test_what_was_to_come_has_no_end_yet(question: str, text: str, pending: bool) -> None:
    assert is_pending(alone(question, text), [said(text)]) == pending

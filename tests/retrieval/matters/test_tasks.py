"""Who is to act on a decision and by when, in the words that are printed."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.model import OutcomeClass, Resolution, Span
from retrieval.matters.tasks import Task, tasks


def decided(text: str, outcome: OutcomeClass = OutcomeClass.RESOLVED) -> Resolution:
    return Resolution(
        "a" * 64, None, "12", "Ferry", text, "", outcome, "Harbour Panel",
        date(2024, 9, 12), (Span(1, 0, 9),),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "owner", "due", "until"),
    [
        ("that the Head of Ferries report by 31 March 2025.", "Head of Ferries",
         "by 31 March 2025", date(2025, 3, 31)),
        ("that the Director of Quays be authorised to let the kiosk.", "Director of Quays", "",
         None),
        ("The Panel asked the Harbour Master to obtain a price before the October meeting.",
         "", "the October meeting", date(2024, 10, 31)),
        ("and asked the Director of Quays to report not later than May 2025", "Director of Quays",
         "not later than May 2025", date(2025, 5, 31)),
        ("that the results be brought to the meeting of 4 December 2024.", "", "4 December 2024",
         date(2024, 12, 4)),
        ("Clerk to write to the owner within six weeks.", "Clerk", "within six weeks",
         date(2024, 10, 24)),
        ("Action: Cllr Ash to price new fenders for the next meeting", "Cllr Ash",
         "for the next meeting", None),
    ],
)  # fmt: skip
def test_who_and_when_are_as_printed(text: str, owner: str, due: str, until: date | None) -> None:
    assert tasks(decided(text)) == (Task(owner, due, until),)


@pytest.mark.parametrize(
    "text",
    [
        "that the Annual Ferry Strategy for 2025/26 be approved.",
        "that the charges in the report of 14 November 2023 stand.",
        "that the Chairman be thanked.",
        "that new hours begin on 1 May 2025.",
    ],
)
def test_what_gives_nobody_a_task_names_none(text: str) -> None:
    assert tasks(decided(text)) == ()


def test_each_clause_has_its_own_task() -> None:
    text = (
        "(i) that the Head of Ferries seek tenders; and (ii) that the Director of Quays report"
        " in March 2025."
    )
    assert tasks(decided(text)) == (
        Task("Head of Ferries"),
        Task("Director of Quays", "March 2025", date(2025, 3, 31)),
    )


def test_what_fell_asks_nobody_to_act() -> None:
    text = "that the Head of Ferries report by 31 March 2025."
    assert tasks(decided(text, OutcomeClass.CARRIED))
    assert tasks(decided(text, OutcomeClass.LOST)) == ()

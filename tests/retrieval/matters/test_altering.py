"""What a later mention changes of a decision, and what it only speaks of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from corpus.model import Span
from retrieval.matters.mentions import Mention, MentionKind
from retrieval.matters.sayings import Says, says
from retrieval.model import OpenPage

TARIFF = Mention(
    date(2024, 9, 12),
    "Mooring tariff",
    "Resolved, minute 12",
    OpenPage("a" * 64, 1, (Span(1, 0, 99),)),
    "Harbour Panel",
    "that the mooring tariff be £64,000 and the lease of the slipway end in March 2025",
    "12",
)
LATER = replace(
    TARIFF, when=date(2025, 1, 9), number="31", opens=OpenPage("b" * 64, 1, (Span(1, 0, 9),))
)


def told(wording: str, title: str = "Budget", kind: MentionKind = MentionKind.DECISION) -> Says:
    return says(replace(LATER, wording=wording, title=title, kind=kind), TARIFF)


@pytest.mark.parametrize(
    "wording",
    [
        "that the mooring tariff be amended as set out in Annex A",
        "that the tariff for mooring be deferred to April",
        "that the budget be raised from £64,000 to £70,000",
        "that the lease of the slipway be extended to 30 September 2026",
        "that the Clerk vary the mooring tariff from May",
        "that minute 12 be amended by the words in Annex A",
        "that the resolution of 12 September 2024 hold, save that visitors pay half",
    ],
)
def test_what_was_decided_is_changed(wording: str) -> None:
    assert told(wording) is Says.CHANGED


@pytest.mark.parametrize(
    "wording",
    [
        # Something else is changed beside it.
        "that the mooring tariff be received and that the capital programme be amended",
        "that the mooring tariff be adopted; that the constitution be varied",
        "that the rota of wardens be amended to include the mooring tariff and the slipway",
        # It may be changed, by whom or when is left open.
        "that the Clerk be authorised to amend the mooring tariff",
        "that it be asked whether the mooring tariff be amended",
        # An exception of what is decided now.
        "that the mooring tariff be adopted from April, save that visitors pay half",
        # A record of that meeting.
        "that the minutes of 12 September 2024 be amended to name the Chair",
        # Wider, not later.
        "that the mooring tariff be extended to residential boats",
    ],
)
def test_what_only_stands_beside_it_is_not_changed(wording: str) -> None:
    assert told(wording) is not Says.CHANGED


def test_what_is_put_off_by_no_name_is_the_matter_of_its_title() -> None:
    words = "that consideration be deferred to the April meeting"
    assert told(words, "Mooring tariff") is Says.CHANGED
    assert told(words, "Ferry fares") is not Says.CHANGED
    assert told("It was agreed to defer to April.", "Mooring tariff") is Says.CHANGED


def test_what_the_decision_says_itself_is_told_again_and_not_changed_anew() -> None:
    amends = "that the capital programme be amended to include the slipway at £64,000"
    asked = replace(TARIFF, wording=amends)
    carried = replace(LATER, wording=amends, title="Capital programme: slipway")
    assert says(carried, asked) is not Says.CHANGED
    other = replace(carried, wording="that the capital programme be amended to leave the quay out")
    assert says(other, asked) is Says.CHANGED
    put_off = replace(TARIFF, wording="that the award for the slipway be deferred")
    report = replace(LATER, kind=MentionKind.PASSAGE, title="Slipway")
    again = replace(report, wording="In autumn the Panel deferred the award for the slipway.")
    assert says(again, put_off) is not Says.CHANGED
    later = "The award for the slipway was deferred to 4 May 2025."
    assert says(replace(report, wording=later), put_off) is Says.CHANGED

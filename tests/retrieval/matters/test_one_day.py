"""Two bodies on one day: which of them takes up what the other did, by their words or hours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest

from corpus.catalogue import Catalogue
from corpus.ingest import Ingest
from corpus.model import Access, OutcomeClass, Resolution, Span
from retrieval.matters import Mention, RecordSearch
from retrieval.matters.course import Matters
from retrieval.matters.mentions import MentionKind, decision_mention
from retrieval.matters.one_day import Taking, taking
from retrieval.matters.record import Record
from retrieval.model import OpenPage
from tests.corpus.minutes_excerpts import draw_pdf
from tests.corpus.stand_ins import HashEmbedder, MemoryIndex

PANEL = Resolution(
    "a" * 64, None, "14", "Review of mooring tariffs",
    "that the mooring tariff for visiting yachts be £31 a night", "RECOMMENDED to Council",
    OutcomeClass.RECOMMENDED, "Harbour Panel", date(2025, 3, 6), (Span(1, 0, 99),),
)  # fmt: skip
COUNCIL = replace(
    PANEL, paper_id="b" * 64, number="C30", title="Mooring tariffs for visiting yachts",
    text="that the mooring tariff for visiting yachts be £31 a night from April",
    outcome="RESOLVED", outcome_class=OutcomeClass.RESOLVED, committee="Council",
)  # fmt: skip
PLAIN = replace(PANEL, outcome="AGREED", outcome_class=OutcomeClass.AGREED)


def course(
    of: Resolution, *others: Resolution, starts: Mapping[str, time] | None = None
) -> tuple[list[str | None], ...]:
    """Return the numbers of what came before, the same day and after."""
    noise = [
        replace(of, title=f"Matter {at}", text=f"that business {at} be noted", outcome="NOTED",
                outcome_class=OutcomeClass.NOTED, number=f"N{at}", spans=(Span(2, at, at + 1),))
        for at in range(40)
    ]  # fmt: skip
    held = Matters(
        [decision_mention(one) for one in (of, *others, *noise)],
        starts=lambda mention: (starts or {}).get(mention.committee or ""),
    )
    found = held.course(decision_mention(of))
    parts = (found.before, found.beside, found.after)
    return tuple([mention.number for mention in part] for part in parts)


def test_what_council_decides_that_evening_came_of_a_recommendation() -> None:
    assert course(PANEL, COUNCIL) == ([], [], ["C30"])
    assert course(COUNCIL, PANEL) == (["14"], [], [])


def test_a_matter_of_both_that_neither_takes_up_is_of_that_day() -> None:
    assert course(PLAIN, COUNCIL) == ([], ["C30"], [])


def test_what_one_body_decides_at_one_meeting_does_not_come_of_itself() -> None:
    other = replace(COUNCIL, committee="Harbour Panel", paper_id="a" * 64, spans=(Span(3, 0, 9),))
    assert course(PANEL, other) == ([], ["C30"], [])


def test_printed_hours_say_which_came_first() -> None:
    hours = {"Harbour Panel": time(14), "Council": time(19)}
    assert course(PLAIN, COUNCIL, starts=hours) == ([], [], ["C30"])
    assert course(COUNCIL, PLAIN, starts=hours) == (["14"], [], [])
    late = {"Harbour Panel": time(20), "Council": time(19)}
    assert course(PANEL, COUNCIL, starts=late) == (["C30"], [], [])
    # Of one hour alone, or both the same, nothing follows.
    assert course(PLAIN, COUNCIL, starts={"Council": time(19)}) == ([], ["C30"], [])
    assert course(PLAIN, COUNCIL, starts=dict.fromkeys(hours, time(19))) == ([], ["C30"], [])


def test_who_names_what_the_other_did_came_after_it_though_asked_to_come_back() -> None:
    asks = replace(
        COUNCIL, text=f"{COUNCIL.text} and that the Harbour Panel be asked to report in May"
    )
    assert course(PANEL, asks)[2] == ["C30"]
    names = replace(PLAIN, text=f"that the decision of Council {COUNCIL.text} be noted")
    assert course(asks, names)[2] == ["14"]


def test_a_minute_of_another_body_that_is_named_needs_no_words_in_common() -> None:
    text = "that minute 14 of the Harbour Panel be approved"
    naming = replace(COUNCIL, title="Minutes", text=text)
    assert course(PLAIN, naming)[2] == ["C30"]
    other = replace(naming, text="that minute 14 of the Ferry Board be approved")
    assert course(PLAIN, other)[2] == []


SAID = [
    ("RECOMMENDED to Council", "that it be so", "Council", Taking.RECOMMENDED),
    ("RECOMMENDED (all) to the full Council", "that it be so", "Council", Taking.RECOMMENDED),
    ("Recommended", "That Council be recommended to do so.", "Council", Taking.RECOMMENDED),
    ("Recommended", "to recommend to Stour Town Council that it be so", "Stour Town Council",
     Taking.RECOMMENDED),
    ("Recommended", "that it be recommended to the Town Council", "Stour Town Council",
     Taking.RECOMMENDED),
    ("RECOMMENDED to the Roads and Parks Board", "that it be so", "Roads & Parks Board",
     Taking.RECOMMENDED),
    ("RECOMMENDED", "that it be so", "Council", Taking.TURNED_TO),
    ("RECOMMENDED to Cabinet", "that it be so", "Council", Taking.NOT),
    ("RECOMMENDED to the Cabinet Member", "that it be so", "Cabinet", Taking.NOT),
    ("AGREED", "that the Cabinet be asked to do so", "Cabinet", Taking.TURNED_TO),
    ("AGREED", "that it be referred on to Cabinet", "Cabinet", Taking.TURNED_TO),
    ("AGREED", "that the council tax be so", "Council", Taking.NOT),
    ("AGREED", "that it be so", "Council", Taking.NOT),
]  # fmt: skip


@pytest.mark.parametrize(("outcome", "text", "body", "expected"), SAID)
def test_whom_a_decision_turns_to(outcome: str, text: str, body: str, expected: Taking) -> None:
    recommends = outcome.lower().startswith("recommended")
    kind = OutcomeClass.RECOMMENDED if recommends else OutcomeClass.AGREED
    earlier = decision_mention(replace(PANEL, outcome=outcome, text=text, outcome_class=kind))
    later = decision_mention(replace(COUNCIL, committee=body))
    assert taking(later, earlier) is expected


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("that the recommendation of the Harbour Panel be accepted", True),
        ("that the recommendations made by the meeting of the Harbour Panel be accepted", True),
        ("that the Harbour Panel's recommendations be accepted", True),
        ("that the tariff be as recommended by the Harbour Panel", True),
        ("The Harbour Panel had considered it and the tariff is approved", True),
        ("that minute 14 of the Harbour Panel be approved", True),
        ("that it be referred to the Harbour Panel", False),
        ("that the Harbour Panel be thanked", False),
        ("that the recommendation of the Inner Harbour Board be accepted", False),
    ],
)
def test_what_another_body_did_is_named(text: str, named: bool) -> None:
    earlier = decision_mention(PLAIN)
    later = decision_mention(replace(COUNCIL, text=text))
    assert (taking(later, earlier) is Taking.NAMED) is named


def test_an_item_that_says_nothing_is_not_what_came_of_a_recommendation_to_nobody() -> None:
    earlier = decision_mention(replace(PANEL, outcome="RECOMMENDED"))
    item = Mention(
        PANEL.date, "Mooring tariffs", "Item 4 of the agenda pack", OpenPage("c" * 64, 4, item="4"),
        "Council", kind=MentionKind.ITEM,
    )  # fmt: skip
    assert taking(item, earlier) is Taking.NOT
    assert taking(replace(item, committee=None), earlier) is Taking.NOT


MINUTES = """\
Stour Council

{body}

Minutes of the meeting held on Thursday 6 March 2025 at {hour} in the Old Custom House

Present: Councillors Ash, Birch and Cole

{before}

{number} Mooring tariffs for visiting yachts

Councillors heard that berths had been let at one price since 2019.

{outcome} that the mooring tariff for visiting yachts be £31 a night at Lanthorn Quay.
"""

REPORT = """\
Stour Council

Report to: Council

Date of meeting: Thursday 6 March 2025 at 7.00 pm

Title: Mooring tariffs for visiting yachts

1. Introduction

The mooring tariff for visiting yachts is to be £31 a night at Lanthorn Quay.
"""


def test_minutes_of_two_bodies_are_put_in_order_by_the_hours_they_print(tmp_path: Path) -> None:
    papers = {
        "panel.pdf": MINUTES.format(
            body="Harbour Panel", hour="2.00 pm", before="13 Apologies", number="14",
            outcome="RESOLVED",
        ),
        "council.pdf": MINUTES.format(
            body="Council", hour="7.00 pm", before="29 Apologies", number="30", outcome="RESOLVED"
        ),
        # Written before either met.
        "report.pdf": REPORT,
    }  # fmt: skip
    for name, words in papers.items():
        (tmp_path / name).write_bytes(draw_pdf(words))
    with Catalogue.open(tmp_path / "data") as catalogue:
        Ingest(catalogue, HashEmbedder(), MemoryIndex()).add(
            [tmp_path / name for name in papers], ocr=False
        )
        entries = Record(catalogue, Access.PUBLIC).search(RecordSearch())
        links = {
            entry.decided.committee: [link.mention.about for link in entry.links]
            for entry in entries
        }
    assert links == {"Harbour Panel": ["Resolved, minute 30"], "Council": []}

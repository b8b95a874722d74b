"""What came later on a matter, over a catalogue: rows, reports and decisions, each place once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from corpus.model import OutcomeClass, Resolution, Span
from retrieval.matters.course import Matters
from retrieval.matters.mentions import Mention, MentionKind, decision_mention, passage_mention
from retrieval.matters.sayings import Says, says
from retrieval.model import OpenPage
from tests.retrieval.passages import paper, row

FERRY = Resolution(
    "a" * 64, None, "12", "Lanthorn Ferry: new pontoon",
    "that a pontoon be built at Lanthorn at £64,000 and the Engineer report in May 2025", "",
    OutcomeClass.RESOLVED, "Harbour Panel", date(2024, 9, 12), (Span(1, 0, 99),),
)  # fmt: skip
NOISE = [
    replace(FERRY, title=f"Matter {at}", text=f"that business {at} be noted", number=str(at + 20),
            spans=(Span(2, at * 10, at * 10 + 9),))
    for at in range(40)
]  # fmt: skip


def stretch(
    text: str, kind: MentionKind = MentionKind.PASSAGE, page: int = 3, item: str | None = "4"
) -> Mention:
    return Mention(
        date(2025, 5, 1), "Harbour works", "In the report",
        OpenPage("b" * 64, page, (Span(page, 0, len(text)),), text, item), "Harbour Panel", text,
        kind=kind,
    )  # fmt: skip


def after(*found: Mention, decisions: Sequence[Resolution] = ()) -> list[Mention]:
    def later(of: Mention, words: Sequence[str]) -> Iterable[Mention]:
        assert of.title == FERRY.title
        assert "lantho" in words
        return found

    every = [decision_mention(one) for one in (FERRY, *NOISE, *decisions)]
    return [one.mention for one in Matters(every, later=later).after(decision_mention(FERRY))]


def test_a_report_on_the_thing_is_what_came_of_it_and_another_is_not() -> None:
    told = stretch("The Lanthorn pontoon was built in April at £64,000.")
    other = stretch("The museum's roof leaks into the map room.", page=5)
    assert after(told, other) == [told]


def test_an_items_papers_are_one_place_and_rows_each_their_own() -> None:
    text = "The Lanthorn pontoon cost £64,000; the ferry lands at the new pontoon."
    report, again = stretch(text), stretch(f"{text} So it was told.", page=4)
    rows = [stretch(text, MentionKind.ROW, page) for page in (7, 8)]
    found = after(report, again, *rows)
    assert [one.kind for one in found].count(MentionKind.ROW) == 2
    assert len(found) == 3


def test_what_a_meeting_decided_stands_for_what_was_said_there() -> None:
    decision = replace(
        FERRY, paper_id="c" * 64, number="44", date=date(2025, 5, 1),
        text="that the Lanthorn pontoon be extended and £9,000 be found",
    )  # fmt: skip
    talk = stretch("The Engineer said that the Lanthorn pontoon for the ferry was too short.")
    talk = replace(talk, opens=replace(talk.opens, paper_id="c" * 64, item=None))
    assert [one.number for one in after(talk, decisions=[decision])] == ["44"]


def test_a_minute_that_is_named_needs_no_words_in_common() -> None:
    naming = stretch("Minute 12 of 12 September 2024 was carried out.")
    assert after(naming) == [naming]
    heading = stretch("Approval of Previous Minutes 12 Apologies")
    assert after(heading) == []


def test_a_title_over_many_decisions_of_a_meeting_tells_no_matter() -> None:
    several = [
        replace(FERRY, title="Harbour business", text=f"that bollard {at} be painted",
                number="50", spans=(Span(9, at * 10, at * 10 + 9),))
        for at in range(3)
    ]  # fmt: skip
    later = replace(several[0], date=date(2025, 5, 1), text="that signs be hung", number="60")
    held = Matters([decision_mention(one) for one in (*several, later, *NOISE)])
    assert held.after(decision_mention(several[0])) == ()


def test_rows_of_trackers_are_told_from_those_of_other_tables() -> None:
    tracker = paper("tracker", None)
    action = row({"Action": "Build", "Lead officer": "Engineer"})
    assert passage_mention(action, tracker, None, None).kind is MentionKind.ROW
    prices = row({"Item": "Build", "£": "9"})
    assert passage_mention(prices, tracker, None, None).kind is MentionKind.PASSAGE


def test_what_it_says_is_told_by_its_words() -> None:
    told = {
        "The decision was rescinded.": Says.RESCINDED,
        "The opening was put back to June.": Says.CHANGED,
        "The pontoon has been installed.": Says.COMPLETED,
        "Piling is under way.": Says.UNDER_WAY,
        "Members received an update.": Says.REPORTED,
        "The ferry carries eighty.": Says.MENTIONED,
    }
    of = stretch("That a pontoon be built.")
    assert {text: says(stretch(text), of) for text in told} == told


def test_what_is_told_of_other_things_beside_it_does_not_count() -> None:
    text = "Trees were planted at Ash Field. The pontoon had not been handed over in time."
    of = stretch("That the pontoon at the slip be sold.")
    assert says(stretch(text), of) is Says.UNDER_WAY
    assert says(replace(stretch(text), kind=MentionKind.ROW), of) is Says.COMPLETED

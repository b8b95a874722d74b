"""Whole minutes read: what was decided, of which kind, who moved it, how they voted."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date
from itertools import cycle, islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.decisions import read_minutes
from corpus.minutes.roll import fold
from corpus.model import DecisionKind, OutcomeClass, PaperKind, Resolution
from tests.corpus.decisions import drawn_minutes as drawn
from tests.corpus.minutes_pages import HEAD, Minutes, by_rule, draw, make_paper

D, R, A = DecisionKind.DECISION, DecisionKind.ROUTINE, DecisionKind.ACTION
STYLES = {
    "parish": drawn.PARISH,
    "city": drawn.CITY,
    "town meeting": drawn.TOWN_MEETING,
    "community council": drawn.COMMUNITY_COUNCIL,
    "library": drawn.LIBRARY,
    "club": drawn.CLUB,
    "shire": drawn.AUSTRALIA,
    "governors": drawn.GOVERNORS,
}
# Style, kind, number, title, and how the words begin and end.
DECIDED = (
    ("parish", R, "2", "Minutes of the last meeting", "The minutes of the", "by the Chair."),
    ("parish", D, "3", "Playing field", "It was agreed to accept", "from Hartley Play."),
    ("parish", A, "3", "Playing field", "The Clerk will", "the order."),
    ("parish", D, "4", "Footpath 12", "It was unanimously agreed", "replace the stile."),
    ("parish", D, "5", "Planning", "23/00412/FUL", "No objections."),
    ("city", R, "1", "Approval of Agenda", "Motion by Reyes", "as presented."),
    ("city", D, "2", "Sidewalk Repair", "Motion by Council Member Abara", "$48,250."),
    ("city", D, "3", "Dog Park", "Motion by Council Member Kowal", "October meeting."),
    ("city", R, "4", "Adjournment", "Motion by Stroud", "to adjourn."),
    ("town meeting", D, None, "Cemetery", "Ruth moved that", "Memorial Day."),
    ("town meeting", R, None, "Adjourn", "Paul moved to adjourn", "at 8:05."),
    (
        "community council",
        R,
        "2",
        "Minute of previous meeting",
        "Proposed by D. Orr",
        "true record.",
    ),
    ("community council", D, "4", "Village gala", "After discussion it was agreed", "farm fund."),
    ("community council", A, "4", "Village gala", "Action: L. Tait", "the cheque."),
    ("community council", D, "5", "Bus shelter", "It was decided not", "until the autumn."),
    ("library", R, None, "Minutes", "Trustee Ogle moved", "September 20."),
    ("library", D, None, "Old Business", "Trustee Nunez moved", "children's room."),
    ("library", D, None, "New Business", "Trustee Voss moved", "children's books."),
    ("club", D, None, "Boats", "We agreed to sell it", "it will fetch."),
    ("club", A, None, "Boats", "Dot will put", "the newsletter."),
    ("club", D, None, "Regatta", "It was agreed that the regatta", "will be £8."),
    ("shire", D, "9.1", "TENDER FOR GRAVEL", "That Council accepts", "at $31 per tonne."),
    ("shire", D, "9.2", "SWIMMING POOL HOURS", "That the pool be open", "December to February."),
    ("governors", D, "3", "Policies", "Governors approved", "section 4."),
    ("governors", D, "4", "Budget", "Governors agreed that £5,000", "on the library."),
    ("governors", A, "4", "Budget", "ACTION: JP", "for shelving."),
)
# Style, how the words begin, mover, seconder, vote, class.
MOVED = (
    ("city", "Motion by Reyes", "Reyes", "Kowal", "4-0", "carried"),
    (
        "city",
        "Motion by Council Member Kowal",
        "Council Member Kowal",
        "Council Member Reyes",
        "3-1",
        "carried",
    ),
    ("town meeting", "Ruth moved that", "Ruth", "Paul", "All in favor.", "carried"),
    ("community council", "Proposed by", "D. Orr", "L. Tait", None, "agreed"),
    ("library", "Trustee Nunez", "Trustee Nunez", "Trustee Baird", "unanimously", "carried"),
    ("library", "Trustee Voss", "Trustee Voss", None, None, "lost"),
    ("parish", "It was unanimously agreed", None, None, "unanimously", "carried"),
    ("parish", "It was agreed to accept", None, None, None, "agreed"),
)
MET = {
    "parish": ("Thornbeck Parish Council", date(2023, 3, 13)),
    "city": ("City Council", date(2023, 9, 12)),
    "town meeting": ("Select Board", date(2022, 4, 4)),
    "community council": ("Strathuisk Community Council", date(2022, 6, 9)),
    "library": ("Board of Trustees", date(2021, 10, 18)),
    "shire": ("Council", date(2022, 8, 17)),
}
# Only told, asked, wished or done elsewhere.
NOT_DECIDED = (
    "been inspected", "county council had agreed", "residents spoke", "grader had been repaired",
    "would like the gate", "wondered if", "Drivers were asked", "booked the marquee",
    "raised $812", "came to no conclusion", "Officer Recommendation", "chicken pox",
    "had been circulated", "underspend of £6,300", "next meeting will be held",
)  # fmt: skip


def read(words: str, kind: PaperKind = PaperKind.MINUTES) -> Minutes:
    pages, lines = draw(words)
    return read_minutes("p", pages, lines, (), make_paper(kind, len(pages)))


def found_in(style: str, begins: str, ends: str = "") -> Resolution:
    register = read(STYLES[style])[1]
    (one,) = (r for r in register if r.text.startswith(begins) and r.text.endswith(ends))
    return one


@pytest.mark.parametrize(("style", "kind", "number", "title", "begins", "ends"), DECIDED)
def test_what_was_decided(
    style: str, kind: DecisionKind, number: str | None, title: str, begins: str, ends: str
) -> None:
    one = found_in(style, begins, ends)
    assert (one.kind, one.number, one.title) == (kind, number, title)


@pytest.mark.parametrize("style", STYLES)
def test_what_was_only_said_is_no_decision(style: str) -> None:
    register = read(STYLES[style])[1]
    told = [one.text for one in register for words in NOT_DECIDED if words in one.text]
    assert told == []
    assert len(register) <= sum(row[0] == style for row in DECIDED) + 2


@pytest.mark.parametrize(("style", "begins", "mover", "seconder", "vote", "outcome"), MOVED)
def test_who_moved_it_and_how_they_voted(
    style: str, begins: str, mover: str | None, seconder: str | None, vote: str | None, outcome: str
) -> None:
    one = found_in(style, begins)
    assert (one.mover, one.seconder, one.outcome_class) == (mover, seconder, outcome)
    assert (one.vote is None) == (vote is None)
    assert (vote or "") in (one.vote or "")


@pytest.mark.parametrize("style", MET)
def test_which_meeting_it_was(style: str) -> None:
    (meeting,), register = read(STYLES[style])
    assert (meeting.committee, meeting.date) == MET[style]
    assert {(one.committee, one.date) for one in register} == {MET[style]}


@pytest.mark.parametrize("style", STYLES)
def test_the_words_are_slices_of_the_pages(style: str) -> None:
    words = STYLES[style].replace("\n**3", "\f\n**3")
    pages, _ = draw(words)
    register = read(words)[1]
    assert len(register) == len(read(STYLES[style])[1])
    for one in register:
        parts = (pages[span.page - 1].text[span.start : span.end] for span in one.spans)
        assert one.text == fold(" ".join(parts))
        for spans in (one.outcome_spans, one.moved_spans, one.vote_spans):
            assert all(pages[s.page - 1].text[s.start : s.end].strip() for s in spans)


LINES = sorted({line for words in STYLES.values() for line in words.split("\n")} | {"\f"})


@settings(max_examples=60)
@given(st.lists(st.sampled_from(LINES), max_size=30))
def test_lines_in_any_order_are_read_and_their_words_are_slices(lines: list[str]) -> None:
    words = HEAD + "\n".join(lines)
    pages, _ = draw(words)
    meetings, register = read(words)
    assert meetings
    for one in register:
        parts = (pages[span.page - 1].text[span.start : span.end] for span in one.spans)
        assert one.text == fold(" ".join(parts)) != ""
        assert list(one.spans) == sorted(one.spans)


def test_who_seconded_beside_a_motion_is_found_where_it_is_printed() -> None:
    pages, _ = draw(drawn.TOWN_MEETING)
    moved = found_in("town meeting", "Ruth moved that")
    (span,) = moved.moved_spans
    said = pages[0].text[span.start : span.end].replace("\n", " ")
    assert said.startswith("Ruth moved that")
    assert said.endswith("Paul seconded")


def test_decisions_marked_as_resolved_are_read_by_rule_to_the_letter() -> None:
    pages, lines = draw(drawn.RESOLVED)
    paper = make_paper(pages=len(pages))
    meetings, register = read_minutes("p", pages, lines, (), paper)
    ruled_meetings, by_rules = by_rule("p", pages, lines, (), paper)
    assert meetings == ruled_meetings
    assert [replace(one, kind=D) for one in register] == list(by_rules)
    assert [one.kind for one in register] == [R, D, D]
    assert [(one.number, one.outcome_class) for one in register] == [
        ("41", OutcomeClass.RESOLVED),
        ("42", OutcomeClass.RESOLVED),
        ("43", OutcomeClass.RESOLVED),
    ]
    assert (register[1].mover, register[1].vote) == ("Councillor Loft", "by 3 votes to 1")


@pytest.mark.parametrize(
    "words",
    [
        "RESOLVED: That the plan be approved.",
        "RESOLVED (unanimously): That it be so.",
        "It was RESOLVED that the plan be approved.",
        "RECOMMENDED TO COUNCIL that it be adopted.",
        "AGREED: That the fees be raised.",
        "RESOLVED –\n\n      (i)   that one be done; and\n\n      (ii)  that two be done.",
    ],
)
def test_each_marked_form_is_read_as_the_rules_read_it(words: str) -> None:
    text = f"{HEAD}**7. The plan\n\nMembers had many questions.\n\n{words}\n\n**8. Next\n\nNo more."
    pages, lines = draw(text)
    (one,) = read(text)[1]
    assert (one,) == by_rule("p", pages, lines, (), make_paper())[1]


def test_two_meetings_in_one_paper_keep_their_own_decisions() -> None:
    meetings, register = read(f"{drawn.PARISH}\f{drawn.COMMUNITY_COUNCIL}")
    assert [meeting.committee for meeting in meetings] == [
        "Thornbeck Parish Council",
        "Strathuisk Community Council",
    ]
    days = [one.date for one in register if one.date]
    assert len(days) == len(register)
    assert days == sorted(days, reverse=True)
    assert days.count(date(2022, 6, 9)) == len(read(drawn.COMMUNITY_COUNCIL)[1])


def test_a_sentence_that_a_heading_takes_in_is_read_from_where_it_decides() -> None:
    head = drawn.PARISH.partition("**1. Apologies")[0]
    minute = "56/23 Further Works to the Garden of the Reading Room"
    said = "It was agreed to put the item off to\nApril’s meeting."
    (whole,) = read(f"{head}{minute} {said}\n")[1]
    assert whole.text.endswith(" ".join(said.split()))
    (apart,) = read(f"{head}{minute}\n{said}\n")[1]
    assert apart.text == " ".join(said.split())


def test_what_stands_above_those_present_decides_nothing() -> None:
    words = drawn.PARISH.replace(
        "Present:", "It was agreed to meet in the Reading Room.\n\nPresent:"
    )
    assert [one.text for one in read(words)[1]] == [one.text for one in read(drawn.PARISH)[1]]


@pytest.mark.parametrize("style", STYLES)
def test_minutes_that_nothing_names_are_read_all_the_same(style: str) -> None:
    assert read(STYLES[style], PaperKind.OTHER) == read(STYLES[style])


def test_a_paper_that_only_names_a_body_and_a_day_is_minutes_where_it_decides_enough() -> None:
    (meeting,), register = read(drawn.UNNAMED, PaperKind.OTHER)
    assert (meeting.committee, meeting.date) == ("Mill Wood Management Committee", date(2022, 6, 9))
    assert [one.kind for one in register if one.kind is not A] == [D, D, D]
    once = drawn.UNNAMED.replace("It was agreed", "Nobody wished")
    assert read(once, PaperKind.OTHER) == ((), ())


REPORT = """
**Harbour Committee, 4 June 2019
**Report of the Engineer

The Committee is asked to look at the dredging contract. The County Council approved its share of
the cost in March. The contractor has agreed to begin in May, if the weather holds.

In 2017 it was agreed to look at the contract every year. Members then asked for three prices.
Councillor Birch had proposed that the work be done by our own men, which was not pursued.

The bar is 2.1 metres deep at low water. In the storm of January it lost half a metre. Silt from
the upper river comes down with the snow. A survey will be made by the college in the autumn.
"""
AGENDA = """
**Harbour Committee
**Agenda for the meeting on Tuesday 4 June 2019 at 7 pm

1. Apologies for absence
2. To approve the minutes of the meeting of 7 May 2019
3. To receive the Harbour Master's report
4. To resolve to exclude the public
5. To consider a price for dredging and agree who is to sign the contract
6. To elect a vice-chair
7. Date of next meeting
"""
TRANSCRIPT = """
**Ferry Inquiry Panel
**Hearing of Tuesday 4 June 2019

THE CHAIR: Thank you. I would like to begin with the boats, if I may.

MR DUNNE: The Board agreed in 2014 that the Merrow would be sold, and it was sold.

Q. Who moved that? A. I do not know who moved it. It had been decided before I came.

MS QUILL: I think we should look at page four of the bundle, where the engineer says so.

The tide tables were printed in Leeds, as far as anybody could remember.

THE CHAIR: Was the resolution passed? MS QUILL: It was never put to the vote.
"""
LETTER = """
Upton Parish Council
4 May 2023

Dear Mr Reed,

Thank you for your letter. The Council approved the felling of your ash tree at its meeting on
2 May. It was agreed that you will be asked to plant another. The work must be done before the
end of June.

Councillors also agreed to lend you the barrow.

Yours sincerely,
J. Finch, Clerk
"""
NEWS = """
**Ferrygate Rowing Club
**News for members, 3 May 2023

The committee has agreed to sell the old four. If you want it, ring Dot. We welcomed six new
members in April, and we have bought new oars from Hull.

The regatta will be on 22 July. Ben would like more people to help with the teas. Entry is £8.

At the last meeting it was decided that the landing stage would be left until the winter.

Keys: please bring yours back to the boathouse. Four are missing. The lock has been changed.
"""
OTHERS = {
    "report": REPORT,
    "agenda": AGENDA,
    "transcript": TRANSCRIPT,
    "letter": LETTER,
    "news": NEWS,
}


@pytest.mark.parametrize("name", OTHERS)
@pytest.mark.parametrize("kind", [PaperKind.OTHER, PaperKind.REPORT, PaperKind.AGENDA_PACK])
def test_what_is_not_minutes_gives_nothing(name: str, kind: PaperKind) -> None:
    assert read(OTHERS[name], kind) == ((), ())


def long(words: str, pages: int) -> str:
    """Return ``words`` with their paragraphs again and again, five times on each page."""
    head, _, body = words.strip().partition("\n\n")
    paragraphs = body.split("\n\n")
    each = 5 * len(paragraphs)
    said = list(islice(cycle(paragraphs), each))
    return head + "\n\n" + "\f".join(["\n\n".join(said)] * pages)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["report", "agenda", "transcript"])
def test_300_pages_that_are_not_minutes_give_nothing_in_linear_time(name: str) -> None:
    took = []
    for count in (75, 300):
        pages, lines = draw(long(OTHERS[name], count))
        began = time.process_time()
        assert read_minutes("p", pages, lines, (), make_paper(PaperKind.OTHER, count)) == ((), ())
        took.append(time.process_time() - began)
    assert took[1] < 8 * took[0] + 1
    assert took[1] < 30


@pytest.mark.parametrize(
    "line",
    ["RESOLVED " * 30, "the the " * 40, "Ab Cd " * 40, "Moved by ", "(", "1. ", "carried, ", "“"],
)
def test_nonsense_in_minutes_is_read_in_no_time(line: str) -> None:
    words = drawn.CLUB + "\n" + f"{line}\n" * 400
    began = time.process_time()
    read(words)
    assert time.process_time() - began < 3


def test_a_paper_without_words_has_no_minutes() -> None:
    assert read_minutes("p", (), {}, (), make_paper()) == ((), ())
    assert read_minutes("p", (), {}, (), make_paper(PaperKind.OTHER)) == ((), ())


def test_thousands_of_resolutions_are_read_in_linear_time() -> None:
    took = []
    for count in (600, 2400):
        rows = [f"RESOLVED: That item {at} be approved." for at in range(count)]
        pages = "\f".join("\n".join(rows[at : at + 50]) for at in range(0, count, 50))
        began = time.process_time()
        assert len(read(f"{drawn.CLUB}\n\f{pages}")[1]) >= count
        took.append(time.process_time() - began)
    assert took[1] < 8 * took[0] + 1

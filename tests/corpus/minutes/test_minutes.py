"""Minutes in the styles of English councils: every resolution, verbatim, and none invented."""

from __future__ import annotations

import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.decisions import read_minutes
from corpus.minutes.roll import fold
from corpus.model import OutcomeClass, PaperKind
from tests.corpus.minutes_pages import HEAD, MEETING_DATE, by_rule, draw, make_paper, read
from tests.corpus.minutes_styles import NARRATIVE, STYLES


def texts(words: str, kind: PaperKind = PaperKind.MINUTES) -> list[tuple[str, str]]:
    return [(said.outcome_class.value, said.text) for said in read(words, kind)[1]]


@pytest.mark.parametrize("style", STYLES)
def test_an_outcome_is_read_however_it_is_worded(style: str) -> None:
    words, outcome, text = STYLES[style]
    assert texts(f"{HEAD}**7. The plan\n\n{words}\n\n**8. Next\n\nNothing more.") == [
        (outcome, text)
    ]


@pytest.mark.parametrize("words", NARRATIVE)
def test_narrative_is_no_outcome(words: str) -> None:
    assert texts(f"{HEAD}**7. The plan\n\n{words}\n\n**8. Next\n\nNothing more.") == []


def test_an_inquorate_group_resolves_nothing() -> None:
    words = (
        HEAD
        + """**2. Quorum

It was reported that the meeting was inquorate. The Clerk would ask how to take forward the
decisions from this meeting. There are three options:

      1. Make the decisions in private.
      2. Rearrange the meeting.

                                                  Chairman"""
    )
    assert texts(words) == []


def test_planning_refusal_keeps_its_reasons_and_leaves_the_vote() -> None:
    words = (
        HEAD
        + """35/18 21/0345/FUL - Land at Mill Lane

It was proposed by Councillor Birch and seconded by Councillor Cedar that the application be
refused. On being put to the vote the motion was carried.

RESOLVED: That application 21/0345/FUL be REFUSED for the following reasons:

1. The proposal would harm the character of the area contrary to policy
DM1.

2. The proposal lacks parking.

(Voting: 7 for, 4 against, 1 abstention)

36/18 21/0400/FUL - 4 High Street

Officer recommendation: Approve

Resolved - that planning permission be granted subject to conditions.

Councillor Birch left the meeting."""
    )
    refused, granted = read(words)[1]
    assert refused.text == (
        "That application 21/0345/FUL be REFUSED for the following reasons: 1. The proposal would"
        " harm the character of the area contrary to policy DM1. 2. The proposal lacks parking."
    )
    assert (refused.number, refused.title) == ("35/18", "21/0345/FUL - Land at Mill Lane")
    assert (refused.mover, refused.seconder) == ("Councillor Birch", "Councillor Cedar")
    assert refused.vote == "7 for, 4 against, 1 abstention"
    assert granted.text == "that planning permission be granted subject to conditions."
    assert (granted.mover, granted.vote) == (None, None)


def test_clauses_run_over_the_page_break() -> None:
    words = (
        HEAD
        + """**24. Car parking

Members agreed that signage was poor.

RESOLVED -

      (i)   that the proposals be supported; and

      (ii)  that Cabinet be recommended to freeze charges until April
\f
            2020.

The Mayor considered the recommendation set out above.

**25. Exclusion of the public

RESOLVED to exclude the public."""
    )
    first, second = read(words)[1]
    assert first.text == (
        "(i) that the proposals be supported; and (ii) that Cabinet be recommended to"
        " freeze charges until"
        " April 2020."
    )
    assert [span.page for span in first.spans] == [1, 2]
    assert (second.number, second.text) == ("25", "to exclude the public.")


def test_motion_amendment_and_named_vote() -> None:
    words = (
        HEAD
        + """**C.22 NOTICE OF MOTION

Councillor Birch moved and Councillor Cedar seconded the following motion:

"This Council notes that the climate is changing.

This Council resolves to report back in six months."

Councillor Ash moved, seconded by Councillor Elm, an amendment that "six months" read "a year".

On being put to the vote the amendment was declared LOST.

For (2): Councillors Ash and Elm
Against (4): Councillors Birch, Cedar, Dean and
Fir

The original motion was then put to the vote and was declared CARRIED."""
    )
    lost, carried = read(words)[1]
    assert (lost.outcome_class, lost.text) == (
        OutcomeClass.LOST,
        'that "six months" read "a year".',
    )
    assert (lost.mover, lost.seconder) == ("Councillor Ash", "Councillor Elm")
    assert (
        lost.vote
        == "For (2): Councillors Ash and Elm Against (4): Councillors Birch, Cedar, Dean and Fir"
    )
    assert carried.outcome_class is OutcomeClass.CARRIED
    assert carried.text.startswith('"This Council notes')
    assert carried.text.endswith('in six months."')


def test_a_report_of_another_body_is_not_the_councils_resolution() -> None:
    words = (
        HEAD
        + """**46. Local Plan

Council considered the recommendation of Cabinet made on 5 July 2018:

RECOMMENDED that the Local Plan be adopted.

On the motion of Councillor Ash, seconded by Councillor Birch, Council

RESOLVED that the Local Plan be adopted as amended."""
    )
    (only,) = read(words)[1]
    assert only.text == "that the Local Plan be adopted as amended."
    assert (only.outcome_class, only.mover) == (OutcomeClass.RESOLVED, "Councillor Ash")


def test_lettered_business_of_a_parish_gives_each_its_own() -> None:
    words = """Minutes of the Annual Meeting of Upton Parish Council
Held on Thursday 4th May 2023 at 7:30pm in Upton Village Hall

Councillors present: A Ash (Chair), B Birch, C Cedar
Also in attendance: Clerk

1. Apologies
Cllr Dean.
2. Planning
a. 23/00123/FUL. 4 Mill Lane.
Resolved: No objections.
b. 23/00124/TPO. Works to oak tree.
Resolved: To support, subject to the Tree Officer's view.
3. Highways
AGREED that the Clerk obtain quotes.
ACTION: Clerk

The meeting closed at 9.10pm."""
    (meeting,), found = read(words)
    assert [(r.number, r.text) for r in found] == [
        ("2", "No objections."),
        ("2", "To support, subject to the Tree Officer's view."),
        ("3", "that the Clerk obtain quotes."),
    ]
    assert (meeting.committee, meeting.date) == ("Upton Parish Council", date(2023, 5, 4))
    assert meeting.venue == "Upton Village Hall"
    assert meeting.present == "A Ash (Chair), B Birch, C Cedar"
    assert (meeting.in_attendance, meeting.apologies) == ("Clerk", "Cllr Dean")


def test_a_numbered_sentence_is_the_text_of_a_minute_and_no_title() -> None:
    words = """21.1 Harbour dues

RESOLVED: That the dues be halved.

21.2 Lights were mended.

RESOLVED: That the mender be thanked."""
    found = read(f"{HEAD}{words}")[1]
    assert [(said.number, said.title) for said in found] == [
        ("21.1", "Harbour dues"),
        ("21.2", None),
    ]


def test_a_thing_moved_is_what_was_carried_and_no_title() -> None:
    words = """14.6 RESOLVED: That a grant of £90 be made to the Weir Trust, and that the rest
be kept.

14.7 Councillor O'Dell moved, and Cllr. Mrs. A. Elm seconded, application
QS/2024/0012 (ref. K2024-017). The motion was CARRIED by 7 votes to 3."""
    said = read(f"{HEAD}{words}")[1][-1]
    assert (said.number, said.title, said.vote) == ("14.7", None, "by 7 votes to 3")
    assert said.text.startswith("Councillor O'Dell moved")
    assert said.text.endswith("(ref. K2024-017).")
    assert said.outcome_class is OutcomeClass.CARRIED


def test_a_decision_notice_gives_its_decision() -> None:
    words = """Record of Decision

Title: Sale of land at Mill Lane
Decision Taker: Mayor
Decision on: 5 June 2017
Decision

(i) that the land be sold; and
(ii) that the proceeds be used for housing.

Reason for the Decision
The land is surplus.

Implementation
This decision will come into force on 14 June 2017."""
    expected = "(i) that the land be sold; and (ii) that the proceeds be used for housing."
    assert texts(words, PaperKind.DECISION_NOTICE) == [("resolved", expected)]


def test_a_report_gives_none_even_where_it_quotes_one() -> None:
    words = """Report to: Cabinet
Date: 5 June 2019

At its meeting on 5 May 2019 the Cabinet considered the scheme.

RESOLVED: That the scheme be approved.

Recommendation: That Cabinet approves the plan."""
    assert texts(words, PaperKind.REPORT) == []


def test_minutes_end_where_a_report_begins() -> None:
    words = (
        HEAD
        + "**1. Fees\nRESOLVED: that fees be paid.\nChairman\f"
        + """Report to Audit Committee
Date: 1 September 2021
It is RECOMMENDED that the plan be approved."""
    )
    assert texts(words, PaperKind.AGENDA_PACK) == [("resolved", "that fees be paid.")]


def test_an_appendix_that_sets_out_what_was_moved_belongs_to_the_minutes() -> None:
    motion = "1. Proposed by Mr Ash, seconded by Ms Elm that the bank be told.\n\n"
    words = HEAD + "**1. Fees\nRESOLVED: that fees be paid.\nChairman\f**Appendix One\n\n" + motion
    last = [read(f"{words}{end}")[0][0].last_page for end in ("Unanimously approved", "See above")]
    assert last == [2, 1]


@pytest.mark.parametrize(
    ("heading", "number", "title"),
    [
        ("**2. Quorum", "2", "Quorum"),
        ("**34/17 Local Plan", "34/17", "Local Plan"),
        ("**CAB.45 Local Plan", "CAB.45", "Local Plan"),
        ("CAB.45 LOCAL PLAN", "CAB.45", "LOCAL PLAN"),
        ("*118 Local Plan", "118", "Local Plan"),
        ("Minute 57 Local Plan", "57", "Local Plan"),
        ("57.\n**Local Plan", "57", "Local Plan"),
        ("**Local Plan (Minute 57)", "57", "Local Plan"),
        ("FC20/002 TO ADOPT THE PLAN", "FC20/002", "TO ADOPT THE PLAN"),
        ("12. Local Plan", "12", "Local Plan"),
        ("**7. A Project - Redesign of Planning", "7", "A Project - Redesign of Planning"),
        ("**Local Plan", None, "Local Plan"),
    ],
)
def test_minute_numbers_and_titles(heading: str, number: str | None, title: str) -> None:
    (said,) = read(f"{HEAD}{heading}\n\nRESOLVED: That it be so.")[1]
    assert (said.number, said.title) == (number, title)
    assert said.date == MEETING_DATE
    assert said.committee == "Planning Committee"


OPENINGS = ("RESOLVED:", "Resolved –", "AGREED:", "RECOMMENDED:", "It was RESOLVED")
WORDS = st.lists(
    st.sampled_from(["plan", "road", "site", "fund", "that", "be", "the", "of", "and", "approved"]),
    min_size=1,
    max_size=40,
)


@given(
    opening=st.sampled_from(OPENINGS),
    clauses=st.lists(WORDS, min_size=1, max_size=5),
    cut=st.integers(0, 12),
)
def test_the_text_is_what_its_spans_slice(opening: str, clauses: list[list[str]], cut: int) -> None:
    body = [opening]
    for number, words in enumerate(clauses, start=1):
        ending = "." if number == len(clauses) else ";"
        wrapped = [" ".join(words[at : at + 9]) for at in range(0, len(words), 9)]
        body += [f"      ({number}) that {wrapped[0]}", *(f"          {w}" for w in wrapped[1:])]
        body[-1] += ending
    spaced = itertools.chain.from_iterable((line, "") for line in body)
    lines = [*HEAD.strip("\n").split("\n"), "", "**7. The plan", "", *spaced]
    at = len(lines) - min(cut, 2 * len(body) - 1)
    words_drawn = "\n".join(lines[:at]) + "\f" + "\n".join(lines[at:]) if cut else "\n".join(lines)
    pages, drawn = draw(words_drawn)
    _, found = by_rule("p", pages, drawn, (), make_paper(pages=len(pages)))
    for said in found:
        assert said.text == fold(
            " ".join(pages[s.page - 1].text[s.start : s.end] for s in said.spans)
        )
        assert list(said.spans) == sorted(said.spans)
        assert all(s.start < s.end for s in said.spans)
    expected = fold(" ".join(b for b in body[1:]))
    assert [said.text for said in found] == [expected]


CLOSED_BETWEEN = """**6. Berths

RESOLVED: That the berths be let.
\f**7. Sale of the quay

RESOLVED: That the quay be sold to Holm and Sons.
\f{own}RESOLVED: That a fog signal be bought.
"""


@pytest.mark.parametrize(
    ("own", "number", "title"),
    [
        ("", None, None),
        ("Fog signal\n\n", None, None),
        ("**8. Fog signal\n\n", "8", "Fog signal"),
    ],
)
def test_a_decision_after_closed_pages_has_its_own_title_or_none(
    own: str, number: str | None, title: str | None
) -> None:
    pages, lines = draw(HEAD + CLOSED_BETWEEN.format(own=own))
    shown = [page for page in pages if page.number != 2]
    _, (berths, signal) = by_rule("p", shown, lines, (), make_paper(pages=3))
    assert (berths.number, berths.title) == ("6", "Berths")
    assert (signal.number, signal.title) == (number, title)
    _, decided = read_minutes("p", shown, lines, (), make_paper(pages=3))
    assert [(one.number, one.title) for one in decided][-1] == (number, title)

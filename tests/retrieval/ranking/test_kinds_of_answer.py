"""Near misses: the right words, but not the kind of thing asked for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retrieval.question.lexicon import Lexicon
from retrieval.question.query import understand
from retrieval.ranking.kinds_of_answer import Wanted, holds, holds_in, things_of, wanted
from tests.retrieval.passages import prose, row


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("How much did the roof cost?", Wanted.MONEY),
        ("What are we paying the contractor?", Wanted.MONEY),
        ("What proportion of bins were missed?", Wanted.SHARE),
        ("How many libraries are there?", Wanted.NUMBER),
        ("How many members voted against the budget?", Wanted.NUMBER),
        ("How much is the parish precept?", Wanted.MONEY),
        ("How often does the harbour board meet?", Wanted.OFTEN),
        ("how long can the crane stay", Wanted.LONG),
        ("how many people asked how often buses run?", Wanted.NUMBER),
        ("why is the roof costing more now", Wanted.REASON),
        ("but how come it costs £4,000?", Wanted.REASON),
        ("When does the scheme start?", Wanted.DATE),
        ("Who is the chair of the harbour board?", Wanted.PERSON),
        ("Who leads on tree planting?", Wanted.LEAD),
        ("who sits on the vacancy panel", Wanted.PERSON),
        ("who are the members of the panel?", Wanted.PERSON),
        ("how much did the lowest bidder want for the roof?", Wanted.MONEY),
        ("how much water does it hold", Wanted.NUMBER),
        ("how much is the water level up", Wanted.NUMBER),
        ("What was said about the harbour?", Wanted.ANYTHING),
        ("Who is the executive lead for moorings?", Wanted.PERSON),
        ("Who is responsible for moorings?", Wanted.LEAD),
        ("Who chaired the harbour board on 4 June 2024?", Wanted.PRESENT),
        ("Who else was present at that meeting?", Wanted.PRESENT),
        ("Who sent apologies on 4 June 2024?", Wanted.PRESENT),
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
        (Wanted.NUMBER, "as Table 1 and section 106 say", False),
        (Wanted.NUMBER, "both sides of every street", False),
        (Wanted.NUMBER, "In the last quarter 42 homes were built.", True),
        (Wanted.NUMBER, "Unlike the first round 14 bids were made.", True),
        (Wanted.OFTEN, "every councillor was present", False),
        (Wanted.DATE, "You may 5 of them", False),
        (Wanted.DATE, "passed by 2/3 of members", False),
        (Wanted.OFTEN, "it meets monthly", True),
        (Wanted.OFTEN, "it meets in the hall", False),
        (Wanted.LONG, "it may stay until 3 May 2024", True),
        (Wanted.DATE, "Ref: K2 · 2023/24: 74 (81) · Reason: The pool closed", False),
        (Wanted.DATE, "Stage: Start on site · Date: 28 May 2024", True),
        (Wanted.DATE, "the library is closed 12/2 through 12/12", True),
        (Wanted.DATE, "half of it, 1/2, was paid", False),
        (Wanted.DATE, "the final is on Friday 8th April", True),
        (Wanted.DATE, "the fair opens May 3", True),
        (Wanted.DATE, "it may open in spring", False),
        (Wanted.NUMBER, "Libraries remain. 2.2 They open on Sundays", False),
        (Wanted.NUMBER, "they have 12.5 FTE posts", True),
        (Wanted.NUMBER, "it brought in £37,000", True),
        (Wanted.NUMBER, "under reference 1.2.3", False),
        (Wanted.MONEY, "twelve million was set aside", True),
        (Wanted.MONEY, "it opens at 7 p.m.", False),
        (Wanted.DATE, "by the end of March 2025", True),
        (Wanted.DATE, "as soon as possible", False),
        (Wanted.PERSON, "the independent chair of the Harbour Board", False),
        (Wanted.PERSON, "Councillor Rowe proposed", True),
        (Wanted.PERSON, "chaired by Imogen Hartley since May", True),
        (Wanted.SHARE, "rose by 4 %", True),
        (Wanted.SHARE, "rose a little", False),
        (Wanted.ANYTHING, "", True),
        (Wanted.PRESENT, "-: Present :-\nCouncillor Rowe (Chairman)", True),
        (Wanted.PRESENT, "PRESENT: Mr A Rowe, Mrs B Hartley", True),
        (Wanted.PRESENT, "Apologies for absence were received from Councillor Rowe.", True),
        (Wanted.PRESENT, "Councillor Rowe chairs the present working group.", False),
        (Wanted.PRESENT, "Apologies for absence were received.", False),
        (Wanted.PRESENT, "that Mrs Rowe be elected to chair the meeting", True),
    ],
)
def test_what_holds_it(kind: Wanted, text: str, *, expected: bool) -> None:
    assert holds(kind, text) is expected


@pytest.mark.parametrize(
    ("cells", "heading", "expected"),
    [
        ({"Item": "Ferry", "Budget 2024/25": "1,240", "Note": "none"}, "", True),
        ({"Mooring": "Quay", "Fee £": "310.50"}, "", True),
        ({"Mooring": "Quay", "Net": "(310)"}, "Costs in thousands", True),
        ({"Mooring": "Quay", "Length": "310"}, "Moorings", False),
        ({"Mooring": "Quay", "Cost change": "4%"}, "", False),
        ({"Mooring": "Quay", "Year": "2024"}, "Budgets", False),
    ],
)
def test_numbers_under_a_heading_of_money_are_sums(
    cells: dict[str, str], heading: str, *, expected: bool
) -> None:
    made = replace(row(cells), headings=(heading,))
    assert holds_in(Wanted.MONEY, made) is expected


def test_prose_under_a_heading_of_money_needs_a_sum_of_its_own() -> None:
    made = replace(prose("310 moorings"), headings=("Costs",))
    assert not holds_in(Wanted.MONEY, made)
    assert holds_in(Wanted.NUMBER, made)


@pytest.mark.parametrize(
    ("kind", "text", "asked", "told"),
    [
        (Wanted.MONEY, "The quay cost £4,200 in all.", "what did the quay cost", ("£4,200",)),
        (Wanted.MONEY, "A rent of £11,000 was set.", "who voted for the £11,000 rent?", ()),
        (Wanted.NUMBER, "2.1 There were 61 boats.", "how many boats", ("61",)),
        (Wanted.DATE, "It opens on 4 June 2024.", "when does it open", ("4 June 2024",)),
        (Wanted.DATE, "In June 2024 it opens.", "what opens in June 2024?", ()),
        (Wanted.PERSON, "The Chairman, Mrs Rowe, spoke.", "who is the chairman", ("Rowe",)),
        (Wanted.PERSON, "Secretary Anna Rowe", "who is the secretary", ("Anna Rowe",)),
        (Wanted.DATE, "Doors open on 12/6.", "when do doors open", ("12/6",)),
        (Wanted.OFTEN, "They meet monthly.", "how often do they meet", ("monthly",)),
        (Wanted.PERSON, "Anna Rowe spoke first.", "what did Councillor Rowe say", ()),
        (Wanted.LEAD, "Anna Rowe leads on it.", "who leads", ()),
        (Wanted.ANYTHING, "Anna Rowe paid £4.", "quay", ()),
    ],
)
def test_things_that_a_question_does_not_name_itself(
    kind: Wanted, text: str, asked: str, told: tuple[str, ...]
) -> None:
    found = things_of(kind, text, asked)
    assert all(any(text.startswith(one, at) for at in found) for one in told)
    assert bool(found) is bool(told)

"""Who moved, where a name stands alone: persons, and nobody that sounds like one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.access.parts import resolution_access
from corpus.minutes import with_dissent
from corpus.model import Access, Resolution, Span
from tests.corpus.minutes_pages import by_rule, draw, make_paper

PAGE = """
**HARBOUR COMMITTEE
**MINUTES of the meeting held at the Customs House on 4 June 2024

Present: Councillors Ash (Chair), Birch and Cedar

**3. Ferry timetable

{moved}

RESOLVED that the winter timetable be approved.
"""


@pytest.mark.parametrize(
    ("moved", "mover"),
    [
        ("Jane Ashby-Cole moved, and Tom Reed seconded, the recommendation.", "Jane Ashby-Cole"),
        ("The Committee proposed and Members agreed the winter timetable.", None),
        ("Harbour Group moved and Tom Reed seconded the recommendation.", None),
        ("Officers Advice proposed and It was supported by all.", None),
    ],
)
def test_a_body_is_no_mover(moved: str, mover: str | None) -> None:
    pages, lines = draw(PAGE.format(moved=moved))
    _, (resolution,) = by_rule("p", pages, lines, (), make_paper())
    assert resolution.mover == mover


VOTED = """
**HARBOUR COUNCIL
**MINUTES of the meeting held at the Customs House on 4 June 2024

Present: Councillors Ash (Chair), Birch and Cedar

**7. Motions

1) Mr Elm proposed, and Mrs Fir seconded the motion that

“This Council asks the ferry company to print its winter timetable on paper.”

2) The Chairman put the motion to the vote and the voting was as follows.

For (2)

Mr Elm, Mrs Fir

Against (3)

Mr Ash, Miss Birch
\f
Mr Cedar

Abstain (0)

Motion lost.

**8. Tolls

1) The Chairman put the tolls set out in the report and it was agreed unanimously.

RESOLVED that the tolls be doubled.

Councillor Birch asked that his vote against be recorded. The Chairman thanked him.

**9. Buoys

The recommendation that the buoys be painted red was put to the vote and lost by two votes to three.
"""


def printed(text: str, spans: tuple[Span, ...]) -> str:
    """Return what stands in ``spans`` of the drawn pages."""
    pages, _ = draw(text)
    return " ".join(" ".join(pages[s.page - 1].text[s.start : s.end].split()) for s in spans)


def test_what_is_recorded_of_a_motion_is_found_where_it_is_printed() -> None:
    """The whole roll, over a page end; the mover's sentence without number and motion."""
    pages, lines = draw(VOTED)
    _, (lost, tolls, buoys) = by_rule("p", pages, lines, (), make_paper(pages=2))
    assert printed(VOTED, lost.outcome_spans) == "Motion lost"
    assert (
        printed(VOTED, lost.moved_spans) == "Mr Elm proposed, and Mrs Fir seconded the motion that"
    )
    assert printed(VOTED, lost.vote_spans) == lost.vote
    assert (
        lost.vote == "For (2) Mr Elm, Mrs Fir Against (3) Mr Ash, Miss Birch Mr Cedar Abstain (0)"
    )
    assert {span.page for span in lost.vote_spans} == {1, 2}
    assert printed(VOTED, tolls.outcome_spans) == "RESOLVED"
    assert not tolls.moved_spans
    assert printed(VOTED, tolls.vote_spans) == (
        "The Chairman put the tolls set out in the report and it was agreed unanimously."
        " Councillor Birch asked that his vote against be recorded."
    )
    assert printed(VOTED, buoys.vote_spans).endswith("to the vote and lost by two votes to three.")


def test_who_is_noted_behind_a_vote_is_told_with_it() -> None:
    pages, lines = draw(VOTED)
    _, (lost, tolls, buoys) = by_rule("p", pages, lines, (), make_paper(pages=2))

    def told(said: Resolution) -> str | None:
        return with_dissent(said, lambda number: pages[number - 1]).vote

    birch = "Councillor Birch asked that his vote against be recorded."
    assert tolls.vote
    assert told(tolls) == f"{tolls.vote}; {birch}"
    assert told(replace(tolls, vote=None)) == birch
    # A roll, and a vote without a note behind it, stay as they are.
    assert (told(lost), told(buoys)) == (lost.vote, buoys.vote)
    # Nor is what the vote says already told twice, or brackets.
    assert told(replace(tolls, vote=birch[:-1])) == birch[:-1]
    noted = pages[0].text + "\n(Councillor Ash voted against.)"
    spans = (Span(1, len(pages[0].text) + 1, len(noted)),)
    page = replace(pages[0], text=noted)
    one = with_dissent(replace(tolls, vote=None, vote_spans=spans), lambda _: page)
    assert one.vote == "Councillor Ash voted against."


def test_what_is_recorded_on_a_closed_page_closes_the_outcome() -> None:
    pages, lines = draw(VOTED)
    _, (lost, tolls, _) = by_rule("p", pages, lines, (), make_paper(pages=2))
    assert {span.page for span in lost.spans} == {1}
    assert resolution_access(lost, frozenset({2})) is Access.EXEMPT
    assert resolution_access(tolls, frozenset({1})) is Access.PUBLIC

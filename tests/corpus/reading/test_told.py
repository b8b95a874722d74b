"""What a site says of a paper holds, and where the paper says otherwise that is told."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.model import (
    DISAGREES,
    AgendaItem,
    ItemSource,
    PaperKind,
    Particulars,
    PassageKind,
)
from corpus.passages import make_passages
from corpus.reading import read_with_lines
from corpus.reading.told import disagreements
from tests.corpus.stand_ins import pdf

_REPORT = (
    "Harbour Panel\nMeeting of 9 March 2026\nReport title: Tariffs of moorings\n"
    "Report of: the Harbour Master\nWards affected: Quay\n"
    "Purpose of the report\nTo set the tariffs of the moorings for next year.\n"
    "The panel is asked to agree what the moorings cost, in the way that it did before."
)
_SITE = Particulars(
    committee="Ferry Board",
    meeting_date=date(2026, 3, 12),
    title="Tariffs",
    items=(("5", "Tariffs for boats"), ("7a", "Risks")),
    told_by="quay.example",
)


def test_a_report_belongs_to_each_item_that_it_is_for() -> None:
    reading, lines = read_with_lines(pdf(_REPORT), file_name="a.pdf", meta=_SITE)
    assert [(i.number, i.title, i.first_page, i.last_page) for i in reading.items] == [
        ("5", "Tariffs for boats", 1, 1),
        ("7a", "Risks", 1, 1),
    ]
    assert {item.source for item in reading.items} == {ItemSource.GIVEN}
    assert reading.paper.committee == "Ferry Board"
    assert reading.paper.meeting_date == date(2026, 3, 12)
    passages = make_passages(reading, lines)
    assert {passage.item for passage in passages} == {"5"}
    # Its form is that of the item, and cut once.
    assert reading.form == ()
    assert reading.items[0].form
    assert len({p.id for p in passages if p.kind is PassageKind.FORM}) == sum(
        p.kind is PassageKind.FORM for p in passages
    )


def test_where_the_paper_says_otherwise_is_told_and_the_site_holds() -> None:
    reading, _ = read_with_lines(pdf(_REPORT), file_name="2026-03-12 Ferry Board.pdf", meta=_SITE)
    told = [one.reason for one in reading.problems if one.reason.startswith(DISAGREES)]
    assert any("“Harbour Panel”" in one and "“Ferry Board”" in one for one in told)
    assert any("“9 March 2026”" in one and "“12 March 2026”" in one for one in told)
    assert all("quay.example" in one for one in told)


def test_what_a_person_says_is_no_disagreement() -> None:
    said = Particulars(committee="Ferry Board", meeting_date=date(2026, 3, 12))
    reading, _ = read_with_lines(pdf(_REPORT), file_name="a.pdf", meta=said)
    assert not [one for one in reading.problems if one.reason.startswith(DISAGREES)]


@pytest.mark.parametrize(
    "says",
    [
        Particulars(),
        Particulars(committee="The Ferry Board", meeting_date=date(2026, 3, 1)),
        Particulars(PaperKind.OTHER, "ferry board", date(2026, 3, 12)),
        Particulars(committee="Board"),
    ],
)
def test_what_is_said_alike_is_no_disagreement(says: Particulars) -> None:
    assert list(disagreements(_SITE, says, ())) == []


def test_an_item_that_the_pages_tell_is_compared() -> None:
    def items(number: str) -> tuple[AgendaItem, ...]:
        return (AgendaItem("a" * 64, number, "", 1, 1, ItemSource.HEADING),)

    (told,) = disagreements(_SITE, Particulars(), items("6"))
    assert "“6”" in told.reason
    assert list(disagreements(_SITE, Particulars(), items("7A"))) == []

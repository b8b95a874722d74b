"""What a site says of a paper holds, and where the paper says otherwise that is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from corpus.model import (
    DISAGREES,
    AgendaItem,
    Claim,
    Correction,
    CorrectionKind,
    Corrections,
    DecisionKind,
    ItemSource,
    OutcomeClass,
    PaperKind,
    Particulars,
    PassageKind,
    Quote,
    Reading,
    Span,
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
        Particulars(committee="the Panel"),
        Particulars(committee="Sub-Committee"),
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


def _minutes(body: str, day: str, at: int = 40) -> str:
    return (
        f"Minutes of the {body}\nheld on {day} at 7 pm in the Guildhall\n"
        "Present: Councillors Ash (Chair), Birch and Cedar\n"
        "Apologies: Councillor Dale\n"
        f"{at} Moorings\nThe Harbour Master told of the state of the moorings at the quay.\n"
        "RESOLVED: That the moorings be let at twelve pounds a week.\n"
        "The meeting closed at 8.15 pm."
    )


_SAYS = Particulars(PaperKind.MINUTES, "Licensing Board", date(2026, 11, 2), told_by="quay.example")


def _read(*pages: str, said: Particulars | None = _SAYS) -> Reading:
    return read_with_lines(pdf(*pages), file_name="a.pdf", meta=said)[0]


def _met(reading: Reading) -> list[tuple[str | None, date | None]]:
    meetings = [(one.committee, one.date) for one in reading.meetings]
    assert [(one.committee, one.date) for one in reading.resolutions] == meetings
    return meetings


def _told(reading: Reading) -> list[str]:
    return [one.reason for one in reading.problems if one.reason.startswith(DISAGREES)]


@pytest.mark.parametrize("said", [_SAYS, replace(_SAYS, told_by=None), replace(_SAYS, kind=None)])
def test_what_is_told_of_minutes_holds_for_their_meeting(said: Particulars) -> None:
    reading = _read(_minutes("Harbour Panel", "9 November 2026"), said=said)
    assert _met(reading) == [("Licensing Board", date(2026, 11, 2))]
    told = _told(reading)
    assert len(told) == (2 if said.told_by else 0)
    if told:
        assert "“Harbour Panel”" in told[0]
        assert "“9 November 2026”" in told[1]


def test_minutes_that_nobody_told_of_are_of_the_meeting_that_they_print() -> None:
    reading = _read(_minutes("Harbour Panel", "9 November 2026"), said=None)
    assert _met(reading) == [("Harbour Panel", date(2026, 11, 9))]
    only_body = Particulars(committee="Licensing Board")
    reading = _read(_minutes("Harbour Panel", "9 November 2026"), said=only_body)
    assert _met(reading) == [("Licensing Board", date(2026, 11, 9))]


def test_what_the_minutes_alone_print_otherwise_is_told() -> None:
    """The head of the paper says what the site does; its record does not."""
    cover = "Licensing Board\nMonday, 2 November 2026\nMinutes"
    reading = _read(cover, _minutes("Harbour Panel", "9 November 2026"))
    assert _met(reading) == [("Licensing Board", date(2026, 11, 2))]
    assert any("“Harbour Panel”" in one for one in _told(reading))
    assert any("“9 November 2026”" in one for one in _told(reading))


def test_minutes_of_an_earlier_meeting_in_a_pack_keep_their_own() -> None:
    agenda = (
        "Licensing Board\nMonday, 2 November 2026 at 7 pm\nAGENDA\n1 Apologies\n2 Minutes\n"
        "3 Licences of boats"
    )
    pack = replace(_SAYS, kind=PaperKind.AGENDA_PACK)
    reading = _read(agenda, _minutes("Licensing Board", "5 October 2026"), said=pack)
    assert _met(reading) == [("Licensing Board", date(2026, 10, 5))]
    reading = _read(agenda, _minutes("Harbour Panel", "6 October 2026"), said=pack)
    assert _met(reading) == [("Harbour Panel", date(2026, 10, 6))]


def test_minutes_put_to_a_meeting_for_an_item_keep_their_own() -> None:
    put = replace(_SAYS, kind=None, items=(("2", "Minutes"),))
    reading = _read(_minutes("Licensing Board", "5 October 2026"), said=put)
    assert _met(reading) == [("Licensing Board", date(2026, 10, 5))]


def test_of_several_minutes_those_of_the_day_told_are_the_papers_own() -> None:
    both = (
        _minutes("Harbour Panel", "2 November 2026"),
        _minutes("Ferry Board", "12 October 2026", 50),
    )
    reading = _read(*both)
    assert _met(reading) == [
        ("Licensing Board", date(2026, 11, 2)),
        ("Ferry Board", date(2026, 10, 12)),
    ]
    # Two of one day: that of the body told is its own, and the other stays another's.
    reading = _read(both[0], _minutes("Licensing Board", "2 November 2026", 50))
    assert _met(reading) == [
        ("Harbour Panel", date(2026, 11, 2)),
        ("Licensing Board", date(2026, 11, 2)),
    ]
    # None of the day: which is its own is not known.
    reading = _read(*both, said=replace(_SAYS, meeting_date=date(2026, 11, 3)))
    assert _met(reading) == [
        ("Harbour Panel", date(2026, 11, 2)),
        ("Ferry Board", date(2026, 10, 12)),
    ]


@pytest.mark.parametrize("word", ["panel", "Board", "Committee", "Sub-Committee", "ordinary group"])
def test_the_kind_of_a_body_is_no_name_of_one(word: str) -> None:
    reading = _read(_minutes(word, "2 November 2026"))
    assert _met(reading) == [("Licensing Board", date(2026, 11, 2))]
    assert _told(reading) == []
    unknown = _read(_minutes(word, "2 November 2026"), said=Particulars(PaperKind.MINUTES))
    assert _met(unknown) == [(unknown.paper.committee, date(2026, 11, 2))]
    named = _read(_minutes(f"Quay {word}", "2 November 2026"), said=None)
    assert [one.committee for one in named.meetings] == [f"Quay {word}"]
    pack = replace(_SAYS, kind=PaperKind.AGENDA_PACK, told_by=None)
    inside = _read("AGENDA\n2 Minutes", _minutes(word, "5 October 2026"), said=pack)
    assert _met(inside) == [("Licensing Board", date(2026, 10, 5))]


def test_of_closed_minutes_the_public_is_not_told_what_they_print() -> None:
    open_ones = _minutes("Licensing Board", "2 November 2026")
    closed = _minutes("Secret Panel", "2 November 2026", 50)
    reading = _read(open_ones, closed, said=replace(_SAYS, exempt_pages=((2, 2),)))
    assert _told(reading) == []
    assert ("Licensing Board", date(2026, 11, 2)) in _met(reading)


def test_a_correction_of_the_register_has_the_meeting_that_is_told() -> None:
    page = _minutes("Harbour Panel", "9 November 2026")
    words = "The Harbour Master told of the state of the moorings at the quay."
    text = _read(page).pages[0].text
    start = text.index(words)
    span = Span(1, start, start + len(words))
    quote = Quote((span,), words)
    claim = Claim(quote, OutcomeClass.NOTED, DecisionKind.DECISION)
    added = Correction("a" * 64, CorrectionKind.ADDED, None, claim, "anna", "2026-12-01T09:00:00")
    said = Corrections((added,))
    reading, _ = read_with_lines(pdf(page), file_name="a.pdf", meta=_SAYS, said=said)
    assert len(reading.resolutions) == 2
    held = {(one.committee, one.date) for one in reading.resolutions}
    assert held == {("Licensing Board", date(2026, 11, 2))}

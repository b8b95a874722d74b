"""What the context line of a passage says, and what it leaves out for want of room."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from corpus.model import (
    Access,
    AgendaItem,
    Cell,
    FormField,
    FormName,
    ItemSource,
    LabelSource,
    MinuteMeeting,
    OutcomeClass,
    Page,
    Paper,
    PaperKind,
    PassageKind,
    Reading,
    Resolution,
    Span,
    TableRow,
    TextSource,
)
from corpus.passages.contexts import Contexts, items_by_page
from corpus.passages.cut import make_passages

PACK, TRACKER = PaperKind.AGENDA_PACK, PaperKind.TRACKER
PAPER = Paper(
    "p", "pack.pdf", "Plan", PACK, "Harbour Board", date(2019, 5, 3), Access.PUBLIC, None, 2
)


def page(number: int, text: str = "x") -> Page:
    return Page(
        "p", number, None, LabelSource.NONE, 595, 842, 0, text, TextSource.TEXT_LAYER
    )  # fmt: skip


def item(title: str, first: int | None = 1, last: int | None = 1, number: str = "4") -> AgendaItem:
    return AgendaItem("p", number, title, first, last, ItemSource.FRONT_SHEET)


def reading(paper: Paper = PAPER, *texts: str, items: tuple[AgendaItem, ...] = ()) -> Reading:
    pages = tuple(page(at, text) for at, text in enumerate(texts or ("x", "x"), 1))
    return Reading(paper, pages, items=items)


def context(of: Reading, *headings: str, text: str = "") -> str:
    return Contexts(of).line(1, headings, text)


@pytest.mark.parametrize(
    ("kind", "title", "committee", "told"),
    [
        (PACK, "Plan", "Harbour Board", "Harbour Board, 3 May 2019"),
        (PACK, "Plan", None, "Plan, 3 May 2019"),
        (PaperKind.MINUTES, "Plan", "Harbour Board", "Harbour Board, 3 May 2019"),
        (PaperKind.REPORT, "Plan", "Harbour Board", "Harbour Board, 3 May 2019"),
        (TRACKER, "Plan", "Harbour Board", "Plan, Harbour Board, 3 May 2019, tracker"),
        (TRACKER, "Plan", None, "Plan, 3 May 2019, tracker"),
        (TRACKER, "Plan tracker", None, "Plan tracker, 3 May 2019"),
        (TRACKER, "Board at Harbour", "Harbour Board", "Board at Harbour, 3 May 2019, tracker"),
        (TRACKER, "Plan - version 3", None, "Plan, 3 May 2019, tracker"),
        (TRACKER, "Version 3", None, "Version 3, 3 May 2019, tracker"),
        (TRACKER, "aa bb cc dd ee ff gg hh ii jj kk", None,
         "aa bb cc dd ee ff gg hh ii jj, 3 May 2019, tracker"),
        (TRACKER, "aa bb cc dd ee ff gg hh ii of kk", None,
         "aa bb cc dd ee ff gg hh ii, 3 May 2019, tracker"),
        (TRACKER, "aa bb cc dd ee ff gg hh ii jj", "Harbour Board",
         "aa bb cc dd ee ff gg hh, Harbour Board, 3 May 2019, tracker"),
        (TRACKER, "aa bb cc: dd ee ff gg hh ii jj kk", None, "aa bb cc, 3 May 2019, tracker"),
        (TRACKER, "aa bb cc: dd ee ff gg hh ii jj", None,
         "aa bb cc: dd ee ff gg hh ii jj, 3 May 2019, tracker"),
        (TRACKER, "aa bb: cc dd ee ff gg hh ii jj kk", None,
         "aa bb: cc dd ee ff gg hh ii jj, 3 May 2019, tracker"),
    ],
)  # fmt: skip
def test_a_paper_is_named_by_its_committee_or_title(
    kind: PaperKind, title: str, committee: str | None, told: str
) -> None:
    paper = replace(PAPER, kind=kind, title=title, committee=committee)
    assert context(reading(paper)) == told


@pytest.mark.parametrize(
    ("kind", "day", "told"),
    [
        (TRACKER, date(2019, 5, 1), "Plan, May 2019, tracker"),
        (TRACKER, date(2019, 5, 2), "Plan, 2 May 2019, tracker"),
        (PACK, date(2019, 5, 1), "Plan, 1 May 2019"),
        (TRACKER, None, "Plan, tracker"),
    ],
)
def test_the_first_of_a_month_stands_for_it(kind: PaperKind, day: date | None, told: str) -> None:
    paper = replace(PAPER, kind=kind, committee=None, meeting_date=day)
    assert context(reading(paper)) == told


@pytest.mark.parametrize(
    ("committee", "printed", "told"),
    [
        ("Harbour and Ferries Committee", "The HFC met.", "HFC"),
        ("Harbour and Ferries Committee", "The HFCS met.", "Harbour and Ferries Committee"),
        ("Harbour Board", "The HB met.", "Harbour Board"),
        ("Harbour and Ferries Committee (Joint)", "The HFC met.", "HFC"),
        ("Board of All Piers and Walls and Lamps", "x", "Board of All Piers and Walls"),
    ],
)
def test_a_committee_is_named_in_brief(committee: str, printed: str, told: str) -> None:
    paper = replace(PAPER, committee=committee)
    assert context(reading(paper, printed)) == f"{told}, 3 May 2019"


SAID = "Harbour Board, 3 May 2019"
LONG = "aa bb cc dd ee ff gg hh ii jj kk ll mm nn oo pp"


@pytest.mark.parametrize(
    ("title", "headings", "told"),
    [
        ("Youth Plan", (), f"{SAID}, item 4 Youth Plan"),
        ("", (), f"{SAID}, item 4"),
        (LONG, (), f"{SAID}, item 4 aa bb cc dd ee ff gg hh ii jj"),
        (LONG, ("Risks",), f"{SAID}, item 4 aa bb cc dd ee ff, Risks"),
        ("Youth Plan", ("Costs", "Risks"), f"{SAID}, item 4 Youth Plan, Risks"),
        ("Youth Plan", ("Costs now", "Risks"), f"{SAID}, item 4 Youth Plan, Costs now, Risks"),
        ("Youth Plan", ("Youth Plan costs", "Risks"), f"{SAID}, item 4 Youth Plan, Risks"),
        ("Youth Plan", ("Youth costs", "Risks"), f"{SAID}, item 4 Youth Plan, Youth costs, Risks"),
        ("Youth Plan", ("Plan for the Youth",), f"{SAID}, item 4 Youth Plan"),
        ("Youth Plan", ("Youth Plan costs",), f"{SAID}, item 4 Youth Plan, Youth Plan costs"),
        ("Youth Plan", (LONG,),
         f"{SAID}, item 4 Youth Plan, aa bb cc dd ee ff gg hh ii jj kk ll mm nn"),
        ("Plan", (LONG, "Risks"), f"{SAID}, item 4 Plan, aa bb cc dd ee ff gg hh, Risks"),
        (LONG, ("qq rr ss tt uu vv xx yy", "za zb zc zd"),
         f"{SAID}, item 4 aa bb cc dd ee ff, qq rr ss tt uu vv xx, za zb zc zd"),
        ("Plan", ("Costs of the",), f"{SAID}, item 4 Plan, Costs of the"),
    ],
)  # fmt: skip
def test_the_nearest_heading_is_said_and_outer_ones_as_there_is_room(
    title: str, headings: tuple[str, ...], told: str
) -> None:
    line = context(reading(items=(item(title),)), *headings)
    assert line == told
    assert len(line.split()) <= 24


def test_a_heading_that_the_passage_begins_with_is_not_said() -> None:
    of = reading()
    assert context(of, "Risks", text="Risks\nThey grow.") == SAID
    assert context(of, "Risks", text="The risks") == f"{SAID}, Risks"
    assert context(of, "Costs now", "Risks", text="Risks grow") == f"{SAID}, Costs now"


def test_minutes_inside_a_pack_are_named_by_their_own_meeting() -> None:
    held = MinuteMeeting("p", "Pilots Panel", date(2019, 2, 1), None, 1, 1)
    of = replace(reading(items=(item("Minutes"),)), meetings=(held,))
    told = "Pilots Panel, minutes 1 February 2019, item 4"
    assert context(of) == told
    assert context(of, "RESOLVED") == told
    assert context(of, "12 Quay", "RESOLVED (unanimously)") == f"{told}, 12 Quay"
    assert context(of, "RESOLVED to mend it") == f"{told}, RESOLVED to mend it"
    assert context(reading(), "RESOLVED") == f"{SAID}, RESOLVED"
    undated = replace(of, meetings=(replace(held, date=None, committee=None),), items=())
    assert context(undated) == "Harbour Board, minutes"
    assert Contexts(of).meeting(1) == held
    assert Contexts(of).meeting(2) is None


def test_a_shared_page_is_of_the_later_item() -> None:
    items = (item("a", 1, 2, "1"), item("b", 2, 3, "2"), item("c", None, None, "3"))
    assert {at: one.number for at, one in items_by_page(items).items()} == {1: "1", 2: "2", 3: "2"}
    contexts = Contexts(reading(items=items))
    assert [contexts.item(at) for at in (1, 2, 4)] == ["1", "2", None]


def cut(of: Reading) -> list[tuple[PassageKind, str]]:
    return [(one.kind, " ".join(one.text.split())) for one in make_passages(of, {})]


def fields(*counts: int, page: int = 1) -> tuple[FormField, ...]:
    """Return fields of so many words each, one after the other on a page."""
    made, start = [], 0
    for count in counts:
        words = " ".join(["quay"] * (count - 1))
        made.append(FormField(FormName.WARDS, words, (Span(page, start, start + len(words)),)))
        start += len(words) + 1
    return tuple(made)


@pytest.mark.parametrize(
    ("counts", "named"),
    [
        ((49, 49), [True]),
        ((49, 50), [True, True]),
        ((129,), [True]),
        ((130,), [False]),
    ],
)
def test_short_fields_of_a_form_are_said_together(
    counts: tuple[int, ...], named: list[bool]
) -> None:
    """With its label, "Wards affected", a field has one word more than it counts here."""
    form = fields(*counts)
    text = "\n".join(one.value for one in form)
    made = make_passages(replace(reading(PAPER, text), form=form), {})
    assert [one.kind for one in made] == [PassageKind.FORM] * len(named)
    assert [one.labelled is not None for one in made] == named
    assert all(one.labelled or one.headings == (FormName.WARDS,) for one in made)


def test_a_form_is_parted_by_pages_and_knows_only_pages_that_are_there() -> None:
    form = (*fields(10), *fields(10, page=2), *fields(10, page=9))
    text = form[0].value
    made = make_passages(replace(reading(PAPER, text, text), form=form), {})
    assert [one.pages for one in made] == [(1,), (2,)]
    assert all(one.labelled and one.labelled.startswith("Wards affected: quay") for one in made)


def test_words_stand_in_one_kind_of_passage_only() -> None:
    text = "The panel met.\nThat it sail.\n1 Paint\nThe panel rose."
    at = text.index("That"), text.index("1 Paint")
    said = Resolution(
        "p", None, "12", "Quay", "That it sail.", "RESOLVED", OutcomeClass.RESOLVED, None, None,
        (Span(1, at[0], at[0] + 13),),
    )  # fmt: skip
    cells = (Cell("No", "1", (Span(1, at[1], at[1] + 1),)),
             Cell("What", "Paint", (Span(1, at[1] + 2, at[1] + 7),)))  # fmt: skip
    row = TableRow("p", 0, None, (), cells)
    of = replace(reading(PAPER, text), resolutions=(said,), rows=(row,))
    assert sorted(cut(of)) == sorted([
        (PassageKind.PROSE, "The panel met. The panel rose."),
        (PassageKind.RESOLUTION, "That it sail."),
        (PassageKind.ROW, "1 Paint"),
    ])  # fmt: skip
    held = replace(row, cells=(Cell("What", "it", (Span(1, at[0] + 5, at[0] + 7),)),))
    assert PassageKind.ROW not in [kind for kind, _ in cut(replace(of, rows=(held,)))]


def test_a_table_without_a_title_stands_under_the_heading_before_it() -> None:
    long = "They went on for months and more, by day and by night, till all of it was done."
    text = f"PIER WORKS\n{long}\nPaint it now\nSHED WORKS\n{long}"
    start = text.index("Paint")
    cell = Cell("What", "Paint it now", (Span(1, start, start + 12),))
    row = TableRow("p", 0, None, ("North",), (cell,))

    def headings(of: Reading) -> tuple[str, ...]:
        (one,) = [p for p in make_passages(of, {}) if p.kind is PassageKind.ROW]
        return one.headings

    of = replace(reading(PAPER, text), rows=(row,))
    assert headings(of) == ("PIER WORKS", "North")
    assert headings(replace(of, rows=(replace(row, title="Works"),))) == ("Works", "North")
    later = replace(row, cells=(replace(cell, spans=(Span(2, 0, 12),)),))
    after = replace(reading(PAPER, text, "Paint it now"), rows=(later,))
    assert headings(after) == ("SHED WORKS", "North")
    other = replace(after, items=(item("Plan", 2, 2),))
    assert headings(other) == ("North",)


def test_short_numbered_lines_are_headings_where_no_print_is_bold() -> None:
    text = "4 Ferry fares\nThey rose again and again, by day and by night."
    (one,) = make_passages(reading(PAPER, text), {})
    assert one.headings == ("4 Ferry fares",)


def test_no_passage_runs_from_one_item_into_the_next() -> None:
    texts = ("The ferry sails on all days of the week and", "it docks at night.")
    assert len(make_passages(reading(PAPER, *texts), {})) == 1
    assert len(make_passages(reading(PAPER, *texts, items=(item("Plan", 2, 2),)), {})) == 2

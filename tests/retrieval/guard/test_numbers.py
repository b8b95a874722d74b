"""What is quoted where a number asked for stands, and whole lists: over pages held by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

import pytest

from corpus.catalogue.catalogue import Catalogue
from corpus.model import (
    Access,
    AgendaItem,
    Cell,
    ItemSource,
    LabelSource,
    Page,
    Passage,
    PassageKind,
    Resolution,
    Span,
    TextSource,
)
from retrieval.answer.excerpts import Quotation, merged_rows
from retrieval.answer.lists import asks_for_list, whole_list
from retrieval.answer.lookup_answers import looked_up
from retrieval.answer.quoting import Quoter
from retrieval.model.types import Statement
from retrieval.ranking.units import units_of
from retrieval.search.agendas_asked import Entry
from retrieval.search.numbered_places import LookedUp, Place, Sought
from tests.retrieval.guard.builders import JULY, JUNE, asked, found
from tests.retrieval.passages import prose

TEXTS = {
    "june": [
        "41. Ferries\nThe ferry was late.\n42. Piers\nThe pier is shut.",
        "2.1\nPaint the pier\nReed\nRed\n2.2\nMend the lamp\nSwann\nGreen",
        "1. Apologies\n2. Ferry timetable\n3. Harbour dues",
    ],
    "july": [
        "41. Ferries\nThe ferry was late.\n42. Piers\nThe pier is open.",
        "2.1\nPaint the pier\nReed\nGreen",
        "1. Apologies\n2. Ferry timetable",
    ],
}


class Shelf:
    """The pages of the papers, as a catalogue gives them; nothing was resolved in them."""

    def page(self, paper_id: str, number: int, _clearance: Access) -> Page:
        text = TEXTS[paper_id][number - 1]
        return Page(
            paper_id, number, str(number), LabelSource.STAMP, 595, 842, 0, text,
            TextSource.TEXT_LAYER,
        )  # fmt: skip

    def items(self, paper_id: str, _clearance: Access) -> tuple[AgendaItem, ...]:
        titles = [line.partition(". ") for line in TEXTS[paper_id][2].split("\n")]
        return tuple(
            AgendaItem(paper_id, number, title, None, None, ItemSource.FRONT_SHEET)
            for number, _, title in titles
        )

    def resolutions(self, _scope: object) -> tuple[Resolution, ...]:
        return ()


def span(paper_id: str, page: int, words: str, after: int = 0) -> Span:
    start = TEXTS[paper_id][page - 1].index(words, after)
    return Span(page, start, start + len(words))


def passage(paper_id: str, page: int, *cells: Cell) -> Passage:
    text = TEXTS[paper_id][page - 1]
    spans = tuple(s for cell in cells for s in cell.spans) or (Span(page, 0, len(text)),)
    said = "\n".join(text[s.start : s.end] for s in spans)
    kind = PassageKind.ROW if cells else PassageKind.PROSE
    key = f"{paper_id}{page}{spans}"
    return Passage(key, paper_id, (page,), spans, None, (), said, "", kind, said, cells)


def action(paper_id: str, *headers: str, of: int = 0) -> Passage:
    """Return a part of the row of an action: its key, and the columns named."""
    words = TEXTS[paper_id][1].split("\n")[4 * of : 4 * of + 4]
    after = TEXTS[paper_id][1].index(words[0])
    named = dict(zip(("Ref", "What will be done", "Lead", "Status"), words, strict=True))
    cells = [Cell(h, named[h], (span(paper_id, 2, named[h], after),)) for h in ("Ref", *headers)]
    return passage(paper_id, 2, *cells)


def told(looked: LookedUp, question: str = "What does 2.1 say?") -> tuple[list[Statement], str]:
    made = found(question, looked_up=looked)
    catalogue = cast(Catalogue, Shelf())
    return looked_up(made, catalogue, Quoter(catalogue, made))


def place(paper_id: str, *passages: Passage) -> Place:
    return Place(paper_id, JUNE if paper_id == "june" else JULY, passages)


def where(said: Statement) -> list[tuple[str, int]]:
    return [(c.paper_id, c.page) for c in (*said.citations, *said.also)]


@pytest.mark.parametrize("sought", [Sought.MINUTE, Sought.REFERENCE])
def test_a_clause_is_quoted_to_the_next_and_the_same_words_once(sought: Sought) -> None:
    places = (place("july", passage("july", 1)), place("june", passage("june", 1)))
    (said,), note = told(LookedUp(sought, "41", places, bare=True))
    assert (said.text, note) == ("41. Ferries The ferry was late.", "")
    assert where(said) == [("july", 1), ("june", 1)]
    first, second = told(LookedUp(sought, "42", places, bare=True))[0]
    assert (first.text, second.text) == (
        "42. Piers The pier is open.",
        "42. Piers The pier is shut.",
    )
    assert told(LookedUp(sought, "43", places, bare=True))[0] == []
    behind = place("june", passage("june", 3), passage("june", 1))
    assert [one.text for one in told(LookedUp(sought, "41", (behind,), bare=True))[0]] == [
        said.text
    ]


def test_nothing_is_quoted_where_more_is_asked_than_stands_there() -> None:
    places = (place("june", passage("june", 1)),)
    assert told(LookedUp(Sought.MINUTE, "41", places, rest=("late",))) == ([], "")
    assert told(LookedUp()) == ([], "")


def test_a_row_is_quoted_whole_its_parts_together() -> None:
    parts = (action("june", "What will be done"), action("june", "Lead", "Status"))
    (said,), _ = told(LookedUp(Sought.REFERENCE, "2.1", (place("june", *parts),), bare=True))
    assert said.text == "Ref: 2.1 · What will be done: Paint the pier · Lead: Reed · Status: Red"
    clause = place("june", *parts, passage("june", 1))
    assert told(LookedUp(Sought.REFERENCE, "2.1", (clause,), bare=True)) == ([said], "")
    other = action("june", "Lead", of=1)
    two, _ = told(LookedUp(Sought.REFERENCE, "2.1", (place("june", *parts, other),), bare=True))
    assert [one.text for one in two] == [said.text, "Ref: 2.2 · Lead: Swann"]


@pytest.mark.parametrize(
    ("rest", "text"),
    [
        (("lead",), "Ref: 2.1 · What will be done: Paint the pier · Lead: Reed"),
        (("status",), "Ref: 2.1 · What will be done: Paint the pier · Status: Red"),
        (
            ("lead", "status"),
            "Ref: 2.1 · What will be done: Paint the pier · Lead: Reed · Status: Red",
        ),
        (("lead", "colour"), None),
        (("colour",), None),
    ],
)
def test_the_columns_asked_for_are_quoted_with_what_the_row_is_about(
    rest: Sequence[str], text: str | None
) -> None:
    whole = action("june", "What will be done", "Lead", "Status")
    looked = LookedUp(Sought.REFERENCE, "2.1", (place("june", whole),), rest=tuple(rest))
    said = [one.text for one in told(looked)[0]]
    assert said == ([text] if text else [])
    assert told(replace(looked, sought=Sought.MINUTE))[0] == []


def listed(paper_id: str, count: int, of: int | None = None) -> Place:
    items = Shelf().items(paper_id, Access.PUBLIC)
    chosen = items[:count] if of is None else items[of : of + 1]
    entries = tuple(Entry(i, span(paper_id, 3, f"{i.number}. {i.title}")) for i in chosen)
    return replace(place(paper_id, passage(paper_id, 3)), entries=entries)


def test_an_agenda_is_listed_item_by_item_and_counted() -> None:
    (said,), note = told(LookedUp(Sought.AGENDA, "", (listed("june", 3),), bare=True))
    assert said.text == "1. Apologies\n2. Ferry timetable\n3. Harbour dues"
    assert len(said.citations) == 1
    assert "3" in note
    (said,), note = told(LookedUp(Sought.AGENDA, "", (listed("june", 1),), bare=True))
    assert (said.text, note) == ("1. Apologies", "")


def test_an_item_is_the_line_of_its_front_sheet() -> None:
    places = (listed("july", 0, 1), listed("june", 0, 1))
    (said,), note = told(LookedUp(Sought.ITEM, "2", places, bare=True))
    assert (said.text, note) == ("2. Ferry timetable", "")
    assert [c.item for c in said.citations] == ["2"]
    assert where(said) == [("july", 3), ("june", 3)]
    apart = told(
        LookedUp(Sought.ITEM, "2", (listed("july", 0, 1), listed("june", 0, 2)), bare=True)
    )
    assert len(apart[0]) == 2


def test_parts_of_a_row_are_one_quotation() -> None:
    done = "What will be done"
    parts = (action("june", done, "Lead"), action("june", done, "Status"))
    others = (action("july", done), action("june", done, of=1))
    text = passage("june", 1)
    quotations = [Quotation(one, one.spans, cells=one.cells) for one in (*parts, *others)]
    made = merged_rows([*quotations, Quotation(text, text.spans), *quotations[-1:]])
    assert [[cell.text for cell in one.cells] for one in made] == [
        ["2.1", "Paint the pier", "Reed", "Red"],
        ["2.1", "Paint the pier"],
        ["2.2", "Mend the lamp"],
        [],
    ]
    assert made[0].spans == (*parts[0].spans, parts[1].spans[2])


BULLETS = "The board asks:\n• Paint the pier\n• Mend the lamp\n"


@pytest.mark.parametrize(
    ("text", "anchor", "quoted"),
    [
        (BULLETS, "Paint", BULLETS),
        (BULLETS + "and its post.\nIt rained.", "Mend", BULLETS + "and its post."),
        ("It rained.\n\n" + BULLETS, "rained", ""),
        ("The board asks:\n• Paint the pier\n", "Paint", ""),
        ("Ask:\n\nWhat, who\n• Pay\n• Go\n", "Pay", "Ask:\nWhat, who\n• Pay\n• Go"),
        ("(a) Paint it\n(b) Mend it\n", "Paint", "(a) Paint it\n(b) Mend it"),
        ("Ask:\n1. Paint it\n3. Mend it\n", "Paint", "Ask:\n1. Paint it\n3. Mend it"),
        ("Ask:\n1. Paint it\n2. Mend it\n1. Sell it\n2. Let it\n", "Let", "1. Sell it\n2. Let it"),
        ("• Red\n• Blue\n1. Pay.\n2. Go.", "Go", "1. Pay. 2. Go."),
        ("1. Pay.\n2. Go.\n• Red\n• Blue", "Pay", "1. Pay. 2. Go."),
        ("1. Pay.\n(a) now\n(b) soon\n2. Go.", "Go", "1. Pay. (a) now (b) soon 2. Go."),
        ("1. Pay.\n2. Go.\n5. Sit.\n6. Lie.", "Pay", "1. Pay. 2. Go."),
        ("1. Pay.\n2. Go.\n5. Sit.\n6. Lie.", "Lie", "5. Sit. 6. Lie."),
        ("1. Pay.\nA.\nB.\nC.\nD.\nE.\n2. Go.", "Go", "1. Pay. A. B. C. D. E. 2. Go."),
        ("1. Pay.\nAa.\nBb.\nCc.\nDd.\nEe.\nFf.\n2. Go.", "Go", ""),
        ("Change 1 : Paint\nChange 2 : Mend\n", "Paint", "Change 1 : Paint\nChange 2 : Mend"),
        ("Ask: (1) it be.\n(2) it go.\nYours sincerely\nReed", "go", "Ask: (1) it be.\n(2) it go."),
    ],
)  # fmt: skip
def test_a_list_is_quoted_with_its_lead_in_and_no_more(text: str, anchor: str, quoted: str) -> None:
    held = prose(text)
    unit = next(one for one in units_of(held) if anchor in one.text)
    spans = whole_list(unit, [held])
    said = " ".join(" ".join(text[s.start : s.end] for s in spans).split())
    assert said == " ".join(quoted.split())


def test_a_list_is_read_over_prose_only_and_stops_at_a_heading() -> None:
    text = "Ask:\n• Paint it\n• Mend it\n"
    table = replace(prose("• Sell it\n", start=500), kind=PassageKind.ROW)
    held = [prose(text), table, prose("• Let it\n", start=900)]
    assert [s.start for s in whole_list(units_of(held[0])[1], held)][-1] == 900
    assert 500 not in [s.start for s in whole_list(units_of(held[0])[1], held)]
    for rest, pages in (("and let it.", {1, 2}), ("And let it.", {1})):
        over = [prose(text), prose(rest, page=2)]
        assert {s.page for s in whole_list(units_of(over[0])[1], over)} == pages
    far = [prose(text), prose("• Let it\n", page=3)]
    assert {s.page for s in whole_list(units_of(far[0])[1], far)} == {1}
    numbered = "Ask:\n1. Paint it\n2. Mend it\n3. Next steps\n4. It sails"
    headed = [replace(prose(numbered), headings=("3. Next steps",))]
    spans = whole_list(units_of(headed[0])[1], headed)
    assert numbered[spans[-1].start : spans[-1].end] == "2. Mend it"


@pytest.mark.parametrize("count", [79, 80])
def test_a_long_list_is_cut_at_whole_entries_with_the_one_asked_about(count: int) -> None:
    text = "Ask:\n" + "".join(f"{at}. Paint pier {at} in red\n" for at in range(1, count + 1))
    held = prose(text)
    units = units_of(held)
    for at in (1, 40, 79):
        spans = whole_list(units[at], [held])
        said = [text[s.start : s.end] for s in spans]
        assert units[at].text in said
        assert len(said) == 60
        assert sum(len(one.split()) for one in said) <= 400


@pytest.mark.parametrize(
    ("question", "several"),
    [
        ("List the piers", True),
        ("What are the three things?", True),
        ("Which piers are shut?", True),
        ("What is the pier?", False),
        ("Who owns the pier?", False),
        ("When does the pier open?", False),
    ],
)
def test_who_asks_for_a_list(question: str, several: bool) -> None:
    assert asks_for_list(asked(question)) is several


@pytest.mark.parametrize(
    ("text", "anchor", "quoted"),
    [
        ("Ask:\n2.1 Paint it.\n2.2 Mend it.\n", "Paint", "Ask:\n2.1 Paint it.\n2.2 Mend it."),
        ("Ask:\n1. Pay.\nIt is old.\n2. Go.\n", "old", "Ask:\n1. Pay.\nIt is old.\n2. Go."),
        ("1. Pay.\nIt is old.\nSo is it.\n2. Go.", "So", "1. Pay.\nIt is old.\nSo is it.\n2. Go."),
        ("Ask:\n\nWhat the board has asked for\n• Pay\n• Go\n", "Pay",
         "Ask: What the board has asked for • Pay • Go"),
        ("Ask:\n\nWhat the board has asked us for\n• Pay\n• Go\n", "Pay", "• Pay\n• Go"),
    ],
)  # fmt: skip
def test_a_list_is_found_from_within_its_entries(text: str, anchor: str, quoted: str) -> None:
    held = prose(text)
    unit = next(one for one in units_of(held) if anchor in one.text)
    spans = whole_list(unit, [held])
    assert " ".join(" ".join(text[s.start : s.end] for s in spans).split()) == " ".join(
        quoted.split()
    )


def test_numbered_paragraphs_as_long_as_a_report_s_are_no_list() -> None:
    for words, listed in ((10, True), (20, False)):
        text = "Ask:\n" + "".join(f"2.{at} {'Paint it ' * words}.\n" for at in (1, 2, 3))
        held = prose(text)
        assert bool(whole_list(units_of(held)[1], [held])) is listed
        bare = prose(text.replace("2.", ""))
        assert whole_list(units_of(bare)[1], [bare])


def test_an_acronym_is_explained_once_a_meaning_the_newest_paper_first() -> None:
    TEXTS["june"][0] += "\nThe Quay Steering League (QSL) met."
    TEXTS["july"][0] += "\nThe Quay Steering League (QSL) sat."
    TEXTS["june"].append("The Quiet Sea Lamp (QSL) is lit.")
    places = tuple(
        place(name, passage(name, number))
        for name, number in (("july", 1), ("june", 1), ("june", 4))
    )
    said, note = told(LookedUp(Sought.ACRONYM, "QSL", places, bare=True))
    assert [where(one) for one in said] == [[("july", 1), ("june", 1)], [("june", 4)]]
    assert "Quay Steering League" in said[0].text
    assert "Quiet Sea Lamp" in said[1].text
    assert note == ""

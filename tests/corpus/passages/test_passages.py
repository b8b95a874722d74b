"""Passages: nothing lost, nothing invented, cut where the paper is cut."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language.searchtext import clean
from corpus.model import (
    Access,
    AgendaItem,
    Box,
    FormField,
    ItemSource,
    LabelSource,
    MinuteMeeting,
    OutcomeClass,
    Page,
    Paper,
    PaperKind,
    Passage,
    PassageKind,
    Reading,
    Resolution,
    Span,
    TableRow,
    TextSource,
)
from corpus.page.layout import Line, PageLayout
from corpus.passages.contexts import Contexts
from corpus.passages.cut import make_passages, search_text
from corpus.reading.reader import read_with_lines
from corpus.tables.rows import read_tables
from tests.corpus.drawn import Sketch, texts_of

PAPER = Paper(
    "p", "pack.pdf", "Pack", PaperKind.AGENDA_PACK, "Harbour Board", date(2019, 5, 3),
    Access.PUBLIC, None, 9,
)  # fmt: skip


def page(number: int, text: str, furniture: tuple[Span, ...] = ()) -> Page:
    source = TextSource.TEXT_LAYER
    return Page("p", number, None, LabelSource.NONE, 595, 842, 0, text, source, furniture)


def lines(text: str, *, bold: Sequence[int] = (), gaps: Sequence[int] = ()) -> tuple[Line, ...]:
    """Set each line of ``text`` under the other; ``gaps`` are lines with space above them."""
    found, start, y = [], 0, 50.0
    for at, said in enumerate(text.split("\n")):
        y += 30.0 if at in gaps else 12.0
        box = Box(60, y, 60 + 5.5 * len(said), y + 9)
        if said.strip():
            found.append(Line(start, start + len(said), box, 0, 11.0, at in bold))
        start += len(said) + 1
    return tuple(found)


def cut(*texts: str, items: Sequence[AgendaItem] = ()) -> tuple[Passage, ...]:
    pages = tuple(page(at, text) for at, text in enumerate(texts, start=1))
    reading = Reading(PAPER, pages, items=tuple(items))
    return make_passages(reading, {at: lines(text) for at, text in enumerate(texts, start=1)})


def sentence(word: str, count: int) -> str:
    words = " ".join([word.capitalize(), *[word] * (count - 1)])
    return words + "."


def check(passages: Sequence[Passage], reading: Reading, body: dict[int, tuple[Line, ...]]) -> None:
    """Assert what holds for any paper: ids, slices, pages, and that no word is lost."""
    texts = {one.number: one.text for one in reading.pages}
    assert len({passage.id for passage in passages}) == len(passages)
    held: dict[int, set[int]] = {number: set() for number in texts}
    for passage in passages:
        sliced = "\n".join(texts[s.page][s.start : s.end] for s in passage.spans)
        assert passage.text == sliced
        assert passage.text.strip()
        assert passage.pages == tuple(sorted({span.page for span in passage.spans}))
        for span in passage.spans:
            held[span.page].update(range(span.start, span.end))
    for number, of_page in body.items():
        for line in of_page:
            lost = [at for at in range(line.start, line.end) if at not in held[number]]
            assert not "".join(texts[number][at] for at in lost).strip()


def test_a_heading_stays_with_what_follows() -> None:
    text = "1. Dredging\n" + sentence("mud", 40) + "\n2. Lights\n" + sentence("lamp", 40)
    reading = Reading(PAPER, (page(1, text),))
    passages = make_passages(reading, {1: lines(text, bold=(0, 2), gaps=(2,))})
    assert [passage.text.split("\n")[0] for passage in passages] == ["1. Dredging", "2. Lights"]
    assert [passage.headings for passage in passages] == [("1. Dredging",), ("2. Lights",)]
    # The passage begins with its heading, so the context need not say it again.
    assert passages[1].context == "Harbour Board, 3 May 2019"


def test_a_counted_heading_stands_beside_the_one_before_it() -> None:
    parts = ("6 Public Forum", "Tom Reed", "7 Moorings", "Ann Quay", "8 Ferries")
    text = "\n".join(f"{head}\n{sentence('quay', 40)}" for head in parts)
    reading = Reading(PAPER, (page(1, text),))
    bold = tuple(range(0, 10, 2))
    passages = make_passages(reading, {1: lines(text, bold=bold, gaps=bold[1:])})
    assert [passage.headings for passage in passages if passage.headings[-1][0].isdigit()] == [
        ("6 Public Forum",), ("7 Moorings",), ("8 Ferries",),
    ]  # fmt: skip


def test_a_filled_field_is_no_heading_but_a_numbered_theme_is() -> None:
    text = f"Wards affected: All\n{sentence('quay', 20)}\nTheme 2: Homes\n{sentence('roof', 20)}"
    reading = Reading(PAPER, (page(1, text),))
    passages = make_passages(reading, {1: lines(text, bold=(0, 2), gaps=(1, 2, 3))})
    assert [passage.headings for passage in passages] == [(), ("Theme 2: Homes",)]


def test_a_lead_in_stays_with_its_bullets() -> None:
    text = "\n".join(
        [sentence("ship", 70), "The board asked for:", "• a chart of the wrecks;", "• a new buoy."]
    )
    reading = Reading(PAPER, (page(1, text),))
    passages = make_passages(reading, {1: lines(text, gaps=(1, 2, 3))})
    (asked,) = [p for p in passages if "asked for" in p.text]
    assert "a chart of the wrecks" in asked.text


def test_a_passage_crosses_a_page_only_with_its_sentence() -> None:
    first = sentence("tide", 50) + "\nThe pilots shall be paid according to the"
    passages = cut(first, "new scale from April. It was noted.\n" + sentence("rope", 60))
    over = [p.pages for p in passages if len(p.pages) > 1]
    assert over == [(1, 2)]
    (crossing,) = [p for p in passages if p.pages == (1, 2)]
    assert "paid according to the\nnew scale" in crossing.text
    whole = cut(sentence("tide", 50), "Next. " + sentence("rope", 60))
    assert all(len(passage.pages) == 1 for passage in whole)


def test_a_long_paragraph_is_cut_at_sentence_ends() -> None:
    text = "\n".join(sentence(word, 30) for word in ("oak", "ash", "elm", "fir", "yew", "box"))
    passages = cut(text)
    assert len(passages) == 2
    assert all(60 <= len(p.text.split()) <= 130 and p.text.endswith(".") for p in passages)


def test_a_page_of_few_words_has_its_passage() -> None:
    (passage,) = cut("Appendix 1")
    assert passage.text == "Appendix 1"


def test_items_and_minutes_stand_in_the_context() -> None:
    item = AgendaItem("p", "4", "Youth Plan", 2, 2, ItemSource.FRONT_SHEET)
    _, second = cut("Front sheet of the agenda.", "The plan is attached.", items=[item])
    assert (second.item, second.context) == ("4", "Harbour Board, 3 May 2019, item 4 Youth Plan")
    meeting = MinuteMeeting("p", "Pilots Panel", date(2019, 2, 1), None, 1, 1)
    text = "Those present were few."
    reading = Reading(PAPER, (page(1, text),), meetings=(meeting,))
    (minuted,) = make_passages(reading, {1: lines(text)})
    assert minuted.context == "Pilots Panel, minutes 1 February 2019"


def test_resolutions_and_forms_are_passages_of_their_own() -> None:
    text = "Key decision? No\nThe panel met.\nThat the quay be mended.\nThe panel rose."
    said, form = text.index("That"), Span(1, 0, 16)
    resolution = Resolution(
        "p", "4", "12", "Quay", "That the quay be mended.", "RESOLVED", OutcomeClass.RESOLVED,
        None, None, (Span(1, said, said + 24),),
    )  # fmt: skip
    fields = (FormField("Key decision", "No", (form,)),)
    item = AgendaItem("p", "4", "Quay", 1, 1, ItemSource.FRONT_SHEET, fields)
    reading = Reading(PAPER, (page(1, text),), items=(item,), resolutions=(resolution,))
    passages = make_passages(reading, {1: lines(text)})
    by_kind = {passage.kind: passage for passage in passages}
    assert by_kind[PassageKind.RESOLUTION].text == "That the quay be mended."
    assert by_kind[PassageKind.RESOLUTION].headings == ("12 Quay", "RESOLVED")
    assert by_kind[PassageKind.FORM].labelled == "Key decision: No"
    assert by_kind[PassageKind.PROSE].text == "The panel met.\nThe panel rose."


def test_furniture_is_in_no_passage() -> None:
    text = "Page 7\nThe ferry sails at noon."
    reading = Reading(PAPER, (page(1, text, (Span(1, 0, 6),)),))
    for body in ({}, {1: lines(text)[1:]}):
        (passage,) = make_passages(reading, body)
        assert passage.text == "The ferry sails at noon."


WORDS = st.text(alphabet="abcXYZ .:;•-01\uf0b7é", min_size=1, max_size=60)
PAGES = st.lists(st.lists(WORDS, max_size=12), min_size=1, max_size=4)


@given(PAGES, st.data())
def test_no_word_is_lost_whatever_the_lines(pages: list[list[str]], data: st.DataObject) -> None:
    texts = ["\n".join(said) for said in pages]
    reading = Reading(PAPER, tuple(page(at, text) for at, text in enumerate(texts, start=1)))
    body = {}
    for at, text in enumerate(texts, start=1):
        marks = st.sets(st.integers(0, 12), max_size=4)
        set_lines = lines(text, bold=[*data.draw(marks)], gaps=[*data.draw(marks)])
        body[at] = tuple(data.draw(st.permutations(set_lines)))
    passages = make_passages(reading, body)
    check(passages, reading, body)
    assert make_passages(reading, body) == passages
    other = replace(reading, paper=replace(PAPER, id="q"))
    ids = {passage.id for passage in passages}
    assert not ids & {passage.id for passage in make_passages(other, body)}


def table(*rows: Sequence[str]) -> tuple[Reading, dict[int, tuple[Line, ...]], list[PageLayout]]:
    edges = [40.0, 90.0, 300.0, 560.0, 800.0]
    sketch = Sketch().text(40, 30, "Works Plan", bold=True, size=12)
    sketch.row(edges, 40, 60, ["Ref", "What?", "Progress", "When?"], bold=True)
    y = 60.0
    for row in rows:
        deep = 14 + 11.0 * max(said.count("\n") + 1 for said in row)
        sketch.row(edges, y, y + deep, row)
        y += deep
    layouts = sketch.layouts()
    read: tuple[TableRow, ...] = read_tables("p", layouts, {})
    pages = tuple(page(number, text) for number, text in texts_of(layouts).items())
    return Reading(PAPER, pages, rows=read), {1: layouts[0].lines}, layouts


def test_a_row_says_each_cell_with_its_header() -> None:
    done = "\n".join("the wall was built of granite from the north" for _ in range(4))
    reading, body, _ = table(["14.6", "Build the wall", done, "June"])
    passages = make_passages(reading, body)
    check(passages, reading, body)
    (row,) = [passage for passage in passages if passage.kind is PassageKind.ROW]
    assert row.labelled is not None
    assert row.labelled.startswith("Ref: 14.6 · What?: Build the wall · Progress: the wall was")
    assert row.labelled.endswith("· When?: June")
    assert [cell.text for cell in row.cells][:2] == ["14.6", "Build the wall"]
    assert row.headings == ("Works Plan",)
    assert row.context == "Harbour Board, 3 May 2019, Works Plan"


def test_a_long_row_is_several_passages_with_its_key_cells() -> None:
    words = "\n".join(f"Day {day} saw the wall grow by a yard or two." for day in range(20))
    reading, body, _ = table(["14.6", "Build the wall", words, "June"])
    passages = make_passages(reading, body)
    check(passages, reading, body)
    parts = [p.labelled or "" for p in passages if p.kind is PassageKind.ROW]
    assert len(parts) > 1
    assert all(part.startswith("Ref: 14.6 · What?: Build the wall · ") for part in parts)
    assert sum("When?: June" in part for part in parts) == 1


def test_tiny_rows_are_said_together() -> None:
    reading, body, _ = table(["1", "Pay", "none", "443"], ["2", "Coal", "some", "45"])
    passages = make_passages(reading, body)
    check(passages, reading, body)
    (rows,) = [passage for passage in passages if passage.kind is PassageKind.ROW]
    assert rows.labelled == (
        "Ref: 1 · What?: Pay · Progress: none · When?: 443; "
        "Ref: 2 · What?: Coal · Progress: some · When?: 45"
    )


def test_a_form_drawn_as_a_table_is_said_once() -> None:
    sketch = Sketch().row([40, 200, 560], 40, 60, ["Key decision", "No"])
    sketch.row([40, 200, 560], 60, 80, ["Wards affected", "All"])
    layouts = sketch.layouts()
    text = layouts[0].text
    rows = read_tables("p", layouts, {})
    assert len(rows) == 2
    span = Span(1, 0, len("Key decision No"))
    item = AgendaItem(
        "p", "4", "Quay", 1, 1, ItemSource.FRONT_SHEET, (FormField("Key decision", "No", (span,)),)
    )
    reading = Reading(PAPER, (page(1, text),), items=(item,), rows=rows)
    passages = make_passages(reading, {1: layouts[0].lines})
    check(passages, reading, {1: layouts[0].lines})
    assert [passage.labelled for passage in passages] == ["Key decision: No", "Wards affected: All"]


@pytest.mark.parametrize(
    ("printed", "searched"),
    [
        ("the informa-\ntion was", "the information was"),
        ("a multi-\nagency team", "a multi-agency team"),
        ("Office Costs\ufffe\nGeneral", "Office Costs-General"),
        ("re\u00adport", "report"),
        ("the \ufb01nal o\ufb03ce", "the final office"),
        ("the e\ufffdect of the bene\ufffdt o\ufffdce", "the effect of the benefit office"),
        # Fire or tire; a name.
        ("\ufffdre at Ri\ufffdord", "re at Ri ord"),
        ("\uf0b7 first\n• second", "first second"),
        ("R E P O R T  O F  T H E  M A Y O R", "REPORT OF THE MAYOR"),
        ("Plan A B C", "Plan A B C"),
        ("25th/\n26th July", "25th/26th July"),
        ("a\u00a0b\n  c", "a b c"),
    ],
)
def test_cleaned_for_search(printed: str, searched: str) -> None:
    assert clean(printed) == searched


def test_search_text_is_context_and_cleaned_words() -> None:
    (passage,) = cut("\uf0b7 The informa-\ntion desk is open.")
    assert search_text(passage) == "Harbour Board, 3 May 2019\nThe information desk is open."


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    [
        "2012-07-18-osb-cpip-progress-report.pdf",
        "2016-09-20-improvement-action-tracker.pdf",
        "2017-04-03-pddg-jct-supplement.pdf",
        "2017-10-09-pddg-jct-agenda-pack.pdf",
        "2023-10-childrens-continuous-improvement-plan.pdf",
    ],
)
def test_real_papers(shared: Path, name: str) -> None:
    reading, body = read_with_lines(shared / "papers" / name)
    passages = make_passages(reading, body)
    check(passages, reading, dict(body))
    sizes = Counter(len(passage.text.split()) > 150 for passage in passages)
    assert sizes[True] <= 0.01 * len(passages)
    words = [len(passage.context.split()) for passage in passages]
    assert max(words) <= 24
    assert sum(words) <= 23 * len(words)
    written = {one.number for one in reading.pages if body.get(one.number)}
    assert written <= {number for passage in passages for number in passage.pages}


def line_of(reading: Reading, *headings: str, text: str = "") -> str:
    return Contexts(reading).line(1, headings, text)


def test_a_context_says_nothing_twice() -> None:
    item = AgendaItem("p", "4", "Repairs to the East Quay", 1, 1, ItemSource.FRONT_SHEET)
    reading = Reading(PAPER, (page(1, "x"),), items=(item,))
    said = "Harbour Board, 3 May 2019, item 4 Repairs to the East Quay"
    assert line_of(reading, "Report to the Harbour Board", "3. Risks") == f"{said}, 3. Risks"
    assert line_of(reading, "East Quay repairs") == said
    assert line_of(reading, "3. Risks", text="3. Risks\n3.1 Storms come.") == said


def test_a_context_uses_the_initials_that_a_paper_prints() -> None:
    paper = replace(PAPER, committee="Harbour and Ferries Committee (Joint Team)")
    told = Reading(paper, (page(1, "The HFC met."),))
    assert line_of(told) == "HFC, 3 May 2019"
    assert line_of(Reading(paper, (page(1, "x"),))) == "Harbour and Ferries Committee, 3 May 2019"
    explained = replace(told, acronyms=(("HaFC", "Harbour and Ferries Committee"),))
    assert line_of(explained) == "HaFC, 3 May 2019"


def test_a_month_that_stands_for_a_day_is_said_as_a_month() -> None:
    paper = replace(
        PAPER, kind=PaperKind.TRACKER, title="Quay Plan Version 3", committee=None,
        meeting_date=date(2019, 5, 1),
    )  # fmt: skip
    assert line_of(Reading(paper, (page(1, "x"),))) == "Quay Plan, May 2019, tracker"
    pack = replace(PAPER, kind=PaperKind.AGENDA_PACK, meeting_date=date(2019, 5, 1))
    assert line_of(Reading(pack, (page(1, "x"),))) == "Harbour Board, 1 May 2019"


def test_a_context_is_short_whatever_it_stands_under() -> None:
    long = " ".join(f"word{at}" for at in range(60))
    item = AgendaItem("p", "4", long, 1, 1, ItemSource.FRONT_SHEET)
    paper = replace(PAPER, title=long, committee=f"{long} Board", kind=PaperKind.TRACKER)
    reading = Reading(paper, (page(1, "x"),), items=(item,))
    assert len(line_of(reading, f"outer {long}", f"near {long}").split()) <= 24

"""The answered lines at the head of a report: what is a label, and where an answer ends."""

from __future__ import annotations

import pytest

from corpus.model import AgendaItem, FormField, FormName, ItemSource, Span
from corpus.structure.forms import joined, lone_forms, read_form, with_forms
from tests.corpus.structure.drawn_sheets import draw_sheet, text_of

WIDE = (60.0, 250.0, 400.0)


def form(text: str) -> dict[str, str]:
    """Return the answers of a report by name; each stands where its spans say."""
    pages = draw_sheet(text, WIDE)
    texts = {at: text_of(rows) for at, rows in enumerate(pages, 1)}
    fields = read_form(pages)
    for one in fields:
        quoted = " ".join(texts[s.page][s.start : s.end] for s in one.spans)
        assert " ".join(one.value.split()) in " ".join(quoted.split())
    assert len({one.name for one in fields}) == len(fields)
    return {str(one.name): " ".join(one.value.split()) for one in fields}


MEETING = "Meeting: Cabinet\n"


@pytest.mark.parametrize(
    ("line", "name", "value"),
    [
        ("Date: 4 June 2024", FormName.DATE, "4 June 2024"),
        ("2. Date: 4 June 2024", FormName.DATE, "4 June 2024"),
        ("Date 4 June 2024", FormName.DATE, None),
        ("Date|4 June 2024", FormName.DATE, None),
        ("Date of meeting|4 June 2024", FormName.DATE, "4 June 2024"),
        ("Key decision?|No", FormName.KEY_DECISION, "No"),
        ("Key decision|No", FormName.KEY_DECISION, "No"),
        ("Key decision|Yes|No", FormName.KEY_DECISION, None),
        ("Key decision|None|Many", FormName.KEY_DECISION, "None Many"),
        ("Key decision|No|Many", FormName.KEY_DECISION, "No Many"),
        ("Key decision of the board|No", FormName.KEY_DECISION, None),
        ("report of the Harbour Master", FormName.REPORT_OF, "the Harbour Master"),
        ("report of Harbours", FormName.REPORT_OF, "Harbours"),
        ("report of harbours", FormName.REPORT_OF, None),
        ("Wards affected:", FormName.WARDS, None),
        ("Wards affected:\nQuay", FormName.WARDS, "Quay"),
        ("Wards affected:\n-\nQuay", FormName.WARDS, "Quay"),
        ("Wards affected:\n\nQuay", FormName.WARDS, None),
        ("Wards affected: Quay\nand Strand", FormName.WARDS, "Quay and Strand"),
        ("Wards affected: Quay\n-\nand Strand", FormName.WARDS, "Quay"),
        ("Wards affected: Quay\nAND STRAND", FormName.WARDS, "Quay"),
        ("Wards affected: Quay\n**1. Strand", FormName.WARDS, "Quay"),
        ("Wards affected: Quay\n1. Strand", FormName.WARDS, "Quay 1. Strand"),
        ("Wards affected: Quay\n**and Strand", FormName.WARDS, "Quay and Strand"),
        ("Wards affected: Quay\fand Strand", FormName.WARDS, "Quay"),
        ("Wards affected: 1" + "".join(f"\n{at}" for at in range(2, 9)), FormName.WARDS,
         "1 2 3 4 5 6 7 8"),
        ("Wards affected: 1" + "".join(f"\n{at}" for at in range(2, 10)), FormName.WARDS,
         "1 2 3 4 5 6 7 8"),
        ("Wards affected: Quay\nWards affected: Strand", FormName.WARDS, "Quay"),
        ("It rained.\fWards affected: Quay", FormName.WARDS, "Quay"),
        ("It rained.\fIt rained.\fWards affected: Quay", FormName.WARDS, None),
    ],
)  # fmt: skip
def test_a_label_and_its_answer(line: str, name: str, value: str | None) -> None:
    told = form(MEETING + "Title: Ferries\n\n" + line)
    assert told.pop(FormName.MEETING) == "Cabinet"
    assert told.pop(FormName.TITLE) == "Ferries"
    assert told == ({name: value} if value else {})


def test_several_labels_on_a_row_are_answered_below_themselves() -> None:
    told = form("Meeting: Cabinet Date: 4 June")
    assert told == {FormName.MEETING: "Cabinet", FormName.DATE: "4 June"}
    told = form("Meeting: All|Date: 4 June\nmembers\n|at noon")
    assert told == {FormName.MEETING: "All members", FormName.DATE: "4 June at noon"}
    for inset, under in ((2, FormName.MEETING), (3, FormName.DATE)):
        told = form("Meeting: All|Date: June\n" + " " * inset + "and more")
        assert told[under].endswith("and more")


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("Meeting: Cabinet", 0),
        ("Meeting: Cabinet\nTitle: Ferries", 2),
        ("Meeting: Cabinet\n\n**Recommendations\nThat it sail.", 2),
        ("It rained.\n\n**Recommendations\nThat it sail.", 1),
        ("Meeting: Cabinet\n\nThis report tells of it.", 0),
        ("Meeting: Cabinet\nTitle: Ferries\n\nThis report tells of it.", 3),
        ("Meeting: Cabinet\nTitle: x\n\n**Recommendations\nThat it sail.\n\nThis report is.", 3),
        ("Present: Mr Reed\nMeeting: Cabinet\nTitle: Ferries", 0),
        ("Members present\nMeeting: Cabinet\nTitle: Ferries", 0),
        ("\n".join(["It rained."] * 37) + "\nMeeting: x\nTitle: Ferries\nPresent: Mr Reed", 0),
        ("\n".join(["It rained."] * 38) + "\nMeeting: x\nTitle: Ferries\nPresent: Mr Reed", 2),
    ],
)
def test_one_label_alone_is_no_form_and_minutes_have_none(text: str, fields: int) -> None:
    assert len(form(text)) == fields


def item(title: str, first: int | None = 1, last: int | None = 1) -> AgendaItem:
    return AgendaItem("p", "4", title, first, last, ItemSource.HEADING)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Meeting: Cabinet\nTitle: Ferries", "Ferries"),
        ("**Agenda Item 4\n**Dredging of the basin", "Dredging of the basin"),
        ("**4 June 2024 at 10\n**Dredging of the basin", "Dredging of the basin"),
        ("**Ferry fares\n**Dredging of the basin", "Dredging of the basin"),
        ("**Harbour dues\n**Dredging of the basin", "Dredging of the basin"),
        ("**Harbour  dues, all\n**Dredging of the basin", "Harbour dues, all"),
        ("Dredging of the basin", ""),
        ("It rained.\n" * 11 + "**Dredging of the basin", "Dredging of the basin"),
        ("It rained.\n" * 12 + "**Dredging of the basin", ""),
    ],
)
def test_an_item_without_a_title_has_that_of_its_report(text: str, title: str) -> None:
    rows = dict(enumerate(draw_sheet(text, WIDE), 1))
    (told,) = with_forms([item("")], rows)
    assert told.title == title
    (kept,) = with_forms([item("Fares")], rows)
    assert kept.title == "Fares"


def test_the_form_of_an_item_is_on_its_own_pages() -> None:
    rows = dict(enumerate(draw_sheet("Meeting: x\nTitle: One\fMeeting: y\nTitle: Two"), 1))
    first, second, none = with_forms([item("", 1, 1), item("", 2, 2), item("", None, None)], rows)
    assert [one.value for one in first.form] == ["x", "One"]
    assert [one.value for one in second.form] == ["y", "Two"]
    assert none == item("", None, None)
    assert with_forms([item("", 1, None)], rows) == (item("", 1, None),)


HEADED = "Title: Ferries\nDate: 4 June"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (HEADED, ["Ferries", "4 June"]),
        (f"{HEADED}\f{HEADED}", ["Ferries", "4 June"] * 2),
        (f"It rained.\f{HEADED}", ["Ferries", "4 June"]),
        (f"{HEADED}\f**Recommendations\nThat it sail.", ["Ferries", "4 June", "That it sail."]),
        ("Date: 4 June\nAuthor: Reed", []),
        ("Date: 4 June", []),
        ("It rained.\n" * 14 + HEADED, ["Ferries", "4 June"]),
        ("It rained.\n" * 15 + HEADED, []),
        ("It rained.", []),
    ],
)
def test_reports_of_a_paper_without_items(text: str, told: list[str]) -> None:
    rows = dict(enumerate(draw_sheet(text), 1))
    assert [one.value for one in lone_forms([], rows)] == told
    assert lone_forms([item("Ferries")], rows) == ()
    assert [one.value for one in lone_forms([item("Ferries", None)], rows)] == told


def test_spans_are_joined_where_no_more_than_a_line_end_parts_them() -> None:
    spans = (Span(1, 0, 4), Span(1, 5, 8), Span(1, 10, 12), Span(1, 15, 18), Span(2, 18, 20))
    assert joined(spans) == (Span(1, 0, 12), Span(1, 15, 18), Span(2, 18, 20))
    assert joined((Span(1, 5, 8), Span(1, 2, 4))) == (Span(1, 5, 8), Span(1, 2, 4))
    assert joined(()) == ()


def test_a_field_begins_at_its_label() -> None:
    (page,) = draw_sheet("Title: Ferries\nWards affected|Quay", WIDE)
    fields: tuple[FormField, ...] = read_form([page])
    text = text_of(page)
    assert [[text[s.start : s.end] for s in one.spans] for one in fields] == [
        ["Title: Ferries"], ["Wards affected\nQuay"],
    ]  # fmt: skip

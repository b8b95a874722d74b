"""Report forms of several councils, and their recommendations word for word."""

from __future__ import annotations

import pytest

from corpus.cli.show import render_reading
from corpus.model import FormField, FormName, PassageKind, Reading
from corpus.passages.cut import make_passages
from corpus.reading.reader import read_paper
from tests.corpus.packs import Sheet, pdf


def pack(*report: Sheet) -> Reading:
    """A pack whose item 3 is the given report."""
    front = Sheet().put(72, 60, "AGENDA", bold=True)
    front.put(72, 100, "3").put(
        108, 100, f"Moorings Policy (Pages 2 - {1 + len(report)})", bold=True
    )
    front.put(72, 140, "4").put(108, 140, f"Slipways (Pages {2 + len(report)} - 9)", bold=True)
    sheets = [*report, Sheet().prose()]
    for number, sheet in enumerate(sheets, 2):
        sheet.put(280, 825, f"Page {number}")
    return read_paper(pdf([front, *sheets]))


def form_of(reading: Reading) -> dict[str, FormField]:
    fields = {one.name: one for one in reading.items[0].form}
    pages = {page.number: page.text for page in reading.pages}
    for one in fields.values():
        printed = " ".join(pages[s.page][s.start : s.end] for s in one.spans)
        assert " ".join(one.value.split()) in " ".join(printed.split())
    return fields


def values(reading: Reading) -> dict[str, str]:
    return {name: one.value for name, one in form_of(reading).items()}


def test_labels_with_colons_and_recommendations_over_the_page() -> None:
    first = Sheet().put(72, 60, "Meeting: Harbour Panel").put(380, 60, "Date: 14 May 2019")
    for at, line in enumerate(
        (
            "Wards Affected: Strand and Quay",
            "Report Title: Moorings Policy 2019",
            "Is the decision a key decision? Yes",
            "Cabinet Member: Councillor Ada Reed",
            "Supporting Officer Contact Details: Tom Marsh, Harbour Master",
        )
    ):
        first.put(72, 90 + 25 * at, line, bold=True)
    first.prose(4, top=260)
    first.put(72, 700, "3. Recommendation(s) / Proposed Decision", bold=True)
    first.put(72, 725, "3.1 That the Moorings Policy set out at Appendix 1 be approved; and")
    second = Sheet().put(72, 60, "3.2 That the Harbour Master be given power to make")
    second.put(96, 75, "small changes to it.")
    second.put(72, 110, "4. Background", bold=True).prose(4)
    found = values(pack(first, second))
    assert found[FormName.WARDS] == "Strand and Quay"
    assert found[FormName.TITLE] == "Moorings Policy 2019"
    assert found[FormName.KEY_DECISION] == "Yes"
    assert found[FormName.DATE] == "14 May 2019"
    assert found[FormName.LEAD] == "Councillor Ada Reed"
    assert found[FormName.OFFICER] == "Tom Marsh, Harbour Master"
    assert found[FormName.RECOMMENDATIONS].split("\n") == [
        "3.1 That the Moorings Policy set out at Appendix 1 be approved; and",
        "3.2 That the Harbour Master be given power to make",
        "small changes to it.",
    ]


def test_a_form_drawn_as_a_table_without_colons() -> None:
    sheet = Sheet().put(72, 60, "Moorings Policy 2019", bold=True, size=16)
    for at, (label, value) in enumerate(
        (
            ("Report of", "Head of Harbours"),
            ("Wards affected", "All"),
            ("Key decision", "No"),
            ("Portfolio holder", "Councillor Ada Reed"),
            ("Contact officer", "Tom Marsh"),
        )
    ):
        sheet.put(72, 100 + 22 * at, label, bold=True).put(250, 100 + 22 * at, value)
    sheet.put(72, 240, "RECOMMENDATIONS", bold=True)
    sheet.put(72, 262, "The Panel is asked to:")
    sheet.put(90, 284, "(a) approve the policy; and").put(90, 306, "(b) note the survey.")
    sheet.put(72, 340, "REASONS FOR RECOMMENDATIONS", bold=True).prose(4, top=362)
    found = values(pack(sheet))
    assert found[FormName.REPORT_OF] == "Head of Harbours"
    assert (found[FormName.WARDS], found[FormName.KEY_DECISION]) == ("All", "No")
    assert found[FormName.LEAD] == "Councillor Ada Reed"
    assert found[FormName.RECOMMENDATIONS].split("\n") == [
        "The Panel is asked to:", "(a) approve the policy; and", "(b) note the survey.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("label", "answer"),
    [
        ("KEY OR NON-KEY DECISION:", "Non-key"),
        ("KEY DECISION OR FOR INFORMATION:", "For information"),
        ("Key or non key decision", "Key"),
    ],
)
def test_a_key_decision_or_none(label: str, answer: str) -> None:
    sheet = Sheet().put(72, 60, "Title: Moorings Policy", bold=True)
    sheet.put(72, 90, label, bold=True).put(300, 90, answer)
    sheet.put(72, 120, "Officer presenting the report: Tom Marsh", bold=True).prose(4, top=200)
    found = values(pack(sheet))
    assert (found[FormName.KEY_DECISION], found[FormName.OFFICER]) == (answer, "Tom Marsh")


def test_wards_or_groups_and_the_name_of_a_meeting() -> None:
    sheet = Sheet().put(72, 60, "Meeting Name: Harbour Panel", bold=True)
    sheet.put(72, 90, "Report title: Moorings Policy", bold=True)
    sheet.put(72, 120, "Ward(s) or groups affected: All", bold=True).prose(4, top=200)
    found = values(pack(sheet))
    assert (found[FormName.MEETING], found[FormName.WARDS]) == ("Harbour Panel", "All")


def test_who_was_asked_is_no_form() -> None:
    sheet = Sheet().put(72, 60, "Title: Moorings Policy", bold=True)
    sheet.put(72, 90, "Wards Affected: Strand", bold=True).prose(3, top=120)
    sheet.put(72, 200, "Officer").put(250, 200, "Asked").put(350, 200, "Answered")
    sheet.put(72, 220, "Cabinet Member").put(250, 220, "No").put(350, 220, "No")
    assert FormName.LEAD not in values(pack(sheet))


def test_a_sentence_that_recommends() -> None:
    sheet = Sheet().put(72, 60, "Subject: Moorings Policy", bold=True)
    sheet.put(72, 90, "Report by: The Harbour Master", bold=True).prose(3, top=130)
    sheet.put(72, 220, "It is recommended that:")
    sheet.put(90, 235, "1) the policy be approved;").put(90, 250, "2) the survey be noted.")
    sheet.put(72, 300, "Background", bold=True).prose(3, top=320)
    assert values(pack(sheet))[FormName.RECOMMENDATIONS].split("\n") == [
        "It is recommended that:", "1) the policy be approved;", "2) the survey be noted.",
    ]  # fmt: skip


def test_an_answer_over_two_lines_and_an_empty_one() -> None:
    sheet = Sheet().put(72, 60, "Report Title: Moorings, Slipways and the Inner", bold=True)
    sheet.put(140, 74, "Basin of the Harbour", bold=True)
    sheet.put(72, 110, "When does the decision need to be implemented?", bold=True)
    sheet.put(72, 140, "Ward(s): Strand", bold=True).prose(4, top=200)
    found = values(pack(sheet))
    assert found[FormName.TITLE] == "Moorings, Slipways and the Inner Basin of the Harbour"
    assert FormName.IMPLEMENTATION not in found
    assert found[FormName.WARDS] == "Strand"


def test_prose_is_no_form() -> None:
    sheet = Sheet().prose(8, top=60).put(72, 300, "The contact: none.")
    assert pack(sheet).items[0].form == ()


def headed(title: str = "Moorings Policy 2019") -> Sheet:
    sheet = Sheet().put(72, 60, f"Title: {title}", bold=True)
    sheet.put(72, 85, "Wards Affected: Strand", bold=True)
    return sheet.put(72, 110, "To: Harbour Panel", bold=True)


@pytest.mark.parametrize(
    "heading", ["3 Proposal", "2. Decision Required", "Purpose", "PROPOSED DECISION"]
)
def test_that_under_another_heading_is_a_recommendation(heading: str) -> None:
    sheet = headed().prose(3, top=140)
    sheet.put(72, 220, heading, bold=True)
    sheet.put(72, 240, "3.1 That the survey of the inner basin and its cost")
    sheet.put(96, 254, "be noted.")
    sheet.put(72, 290, "4 Risk", bold=True).prose(3, top=310)
    assert values(pack(sheet))[FormName.RECOMMENDATIONS].split("\n") == [
        "3.1 That the survey of the inner basin and its cost", "be noted.",
    ]  # fmt: skip


def test_a_proposal_in_prose_is_no_recommendation() -> None:
    sheet = headed().put(72, 220, "3 Proposal", bold=True).prose(4, top=240)
    assert FormName.RECOMMENDATIONS not in values(pack(sheet))


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("1. Key points", "1.1 This report updates the Panel on the survey of the"),
        ("1. Purpose of the report", "1.1 The Panel asked in May for news of the"),
        ("Introduction", "The purpose of this report is to give the Panel news of the"),
        ("1. Summary", "1.1 To inform the Panel of the survey of the"),
    ],
)
def test_a_report_for_information_says_its_purpose(heading: str, words: str) -> None:
    sheet = headed().put(72, 140, heading, bold=True)
    sheet.put(72, 160, words).put(96, 174, "inner basin.")
    sheet.put(72, 200, "1.2 Officers will bring a further paper.")
    found = values(pack(sheet))
    assert found[FormName.PURPOSE] == f"{words}\ninner basin."
    assert FormName.RECOMMENDATIONS not in found


def test_two_reports_in_one_file_each_give_their_form() -> None:
    first = headed("Moorings").put(72, 150, "1.1 This report updates the Panel on moorings.")
    second = headed("Slipways").put(72, 150, "Recommendations", bold=True)
    second.put(72, 170, "That the slipways be mended.")
    third = Sheet().put(72, 60, "Background", bold=True).prose()
    reading = read_paper(pdf([first, Sheet().prose(), second, third]))
    assert reading.items == ()
    names = [FormName.TITLE, FormName.WARDS, FormName.MEETING]
    assert [one.name for one in reading.form] == [
        *names, FormName.PURPOSE, *names, FormName.RECOMMENDATIONS,
    ]  # fmt: skip
    assert [one.value for one in reading.form if one.name == FormName.TITLE] == [
        "Moorings",
        "Slipways",
    ]
    assert {span.page for one in reading.form for span in one.spans} == {1, 3}
    passages = [p for p in make_passages(reading, {}) if p.kind is PassageKind.FORM]
    assert [p.pages for p in passages] == [(1,), (3,)]
    assert "Slipways" in render_reading(reading)


def test_a_paper_without_a_report_has_no_form() -> None:
    assert read_paper(pdf([Sheet().prose(), Sheet().prose()])).form == ()


def test_recommendations_go_on_after_their_lead_in_however_they_are_set() -> None:
    """Bold clauses in capitals under a plain lead-in, with numbers or none."""
    sheet = Sheet().put(72, 60, "Recommendation(s):", bold=True)
    sheet.put(72, 90, "The Harbour Board is asked to:")
    sheet.put(72, 120, "APPROVE the winter timetable; and", bold=True)
    sheet.put(72, 150, "DELEGATE small changes to the Harbour Master.", bold=True)
    sheet.put(72, 190, "1. INTRODUCTION", bold=True).prose(4, top=220)
    assert values(pack(sheet))[FormName.RECOMMENDATIONS].split("\n") == [
        "The Harbour Board is asked to:",
        "APPROVE the winter timetable; and",
        "DELEGATE small changes to the Harbour Master.",
    ]


@pytest.mark.parametrize(
    "after",
    [
        "1. Introduction",
        "2. Background and context",
        "All Members of the Board are respectfully reminded that tolls may touch their own boats.",
        "Members are reminded to declare what they owe.",
        "Please note that the tide tables are kept elsewhere.",
    ],
)
def test_recommendations_end_where_the_report_goes_on(after: str) -> None:
    sheet = Sheet().put(72, 60, "Recommendation:", bold=True)
    sheet.put(72, 90, "The Harbour Board is asked to:")
    sheet.put(90, 120, "a) NOTE the report; and")
    sheet.put(90, 140, "b) AGREE the tolls.")
    sheet.put(72, 180, after).prose(4, top=220)
    assert values(pack(sheet))[FormName.RECOMMENDATIONS].endswith("b) AGREE the tolls.")

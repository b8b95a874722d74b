"""What committees and papers are called."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.language.committees import committee_in, tidy_committee
from corpus.model import PaperKind
from tests.corpus.packs import Sheet
from tests.corpus.paper_heads import close, read


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("OVERVIEW AND SCRUTINY BOARD", "Overview and Scrutiny Board"),
        ("Report to the Cabinet", "Cabinet"),
        ("CHILDREN'S SERVICES COMMITTEE", "Children's Services Committee"),
        ("Planning Sub-Committee", "Planning Sub-Committee"),
        ("Saltmouth Borough Council", None),
        ("The committee was told that fares had gone up.", None),
        ("Democratic Services Team", None),
        ("EXTRAORDINARY COUNCIL", "Council"),
        ("Special Needs Panel", "Special Needs Panel"),
        (
            "Report of the Director to the meeting of Harbour Panel to be held on 14 May",
            "Harbour Panel",
        ),
        ("To Cabinet – 14 May 2019", "Cabinet"),
        ("COUNTY COUNCIL", "County Council"),
        ("Saltmouth Borough Council – Harbour Panel", "Harbour Panel"),
        ("Harbour Sub-Committee B", "Harbour Sub-Committee B"),
        ("Joint Committee on Ferries and Moorings", "Joint Committee on Ferries and Moorings"),
        ("Saltmouth Borough Council – Proposed Record of Decision", None),
        ("Jo Reed, Cabinet Member for Harbours and Ferries", None),
        ("Sam Marsh, Chief Executive", None),
        ("Council Harbour Dues Reduction Schemes (CHDRS)", None),
        ("Council Priorities", None),
        ("Local Authority Treasury Management Terms", None),
        ("Harbour Panel (HP) Bulletin No.9, Guidance Note on Moorings", None),
        ("Executive Summary 1 Background and Context 2 Provisional", None),
        ("Cabinet Committees and the Harbour Committees", None),
        ("Harbour Update Appendix 1 – Harbour Panel", "Harbour Panel"),
        ("Green Group", None),
        ("Past Pathway: Harbour Panel", None),
        ("Report to the Harbour Committee for its meeting on 14 May", "Harbour Committee"),
        ("To: the Committee for Ferries for its next meeting", "Committee for Ferries"),
        ("Report to the Harbour Board in advance of its meeting", "Harbour Board"),
    ],
)
def test_committee_names(text: str, name: str | None) -> None:
    assert committee_in(text, heading=True) == name


def test_tidy_keeps_capitals_of_mixed_names() -> None:
    assert tidy_committee("PDDG Working Party") == "PDDG Working Party"


@pytest.mark.parametrize(
    ("words", "name", "title"),
    [
        (("From: Jo Reed", "To: Harbour Panel - 14 May 2019",
          "Subject: Ferry Fares, Mooring Fees and the Dredging of the Inner and Outer Basins",
          "until 2025", "Classification: Open"), "report_FINAL.pdf",
         "Ferry Fares, Mooring Fees and the Dredging of the Inner and Outer Basins until 2025"),
        (("SALTMOUTH COUNTY COUNCIL – PROPOSED RECORD OF DECISION", "DECISION TO BE TAKEN BY:",
          "Cabinet", "DECISION NO:", "19/00042", "Subject Matter / Title of Decision",
          "Ferry Fares", "Decision: To agree"), "PRoD.pdf",
         "Proposed record of decision 19/00042: Ferry Fares"),
        (("Record of Decision", "Subject: Ferry Fares", "Reference: IMD/7"), "a.pdf",
         "Record of Decision IMD/7: Ferry Fares"),
        (("EQIA Submission Form", "EQIA Title", "Ferry Fares", "Responsible Officer", "Ann Quay"),
         "a.pdf", "EQIA: Ferry Fares"),
        (("The Custom House", "Dear Leaders", "We write about the harbour."), "Appendix 2.pdf",
         "Appendix 2 – letter"),
        (("Words without a heading",), "3 - Amendment - Half-year fares_1.pdf",
         "3 – Amendment – Half-year fares"),
        (("Words without a heading",), "harbour-plan_2019.pdf", "harbour plan 2019"),
        (("Words without a heading",), "2019-05-14 Panel/Appendix 1 - Fares.pdf",
         "Appendix 1 – Fares"),
    ],
)  # fmt: skip
def test_titles(words: tuple[str, ...], name: str, title: str) -> None:
    assert read(close(*words), name).title == title


@pytest.mark.parametrize(
    ("headings", "title"),
    [
        ([("SALTMOUTH COUNTY COUNCIL", 14), ("Harbour Strategy", 14)], "Harbour Strategy"),
        ([("APPENDIX M", 14), ("Harbour Strategy", 20)], "APPENDIX M – Harbour Strategy"),
        ([("Appendix B: Harbour Figures", 14), ("Quays and Slipways", 16)],
         "Appendix B: Harbour Figures"),
        ([("Harbour Panel - 14 May 2019", 14), ("Motion on Ferry Fares", 14)],
         "Motion on Ferry Fares"),
        ([("DRAFT VERSION", 14), ("Harbour Strategy 2019,", 14), ("and the Ferry Plan", 14)],
         "Harbour Strategy 2019, and the Ferry Plan"),
        ([("Reasons for the fares:", 14), ("Ferry Fares", 14)], "Ferry Fares"),
    ],
)  # fmt: skip
def test_the_heading_that_says_most(headings: list[tuple[str, int]], title: str) -> None:
    sheet = Sheet()
    for at, (words, size) in enumerate(headings):
        apart = 40 if words == "Reasons for the fares:" else 0
        sheet.put(72, 60 + 20 * at - apart, words, bold=True, size=size)
    assert read(sheet).title == title


def test_a_summons_in_large_print_says_its_day_over_two_lines() -> None:
    sheet = Sheet()
    for at, words in enumerate(("Summons to and", "Agenda for a", "Meeting on", "Tuesday, 14th",
                                "May, 2019", "at 10.00 am")):  # fmt: skip
        sheet.put(72, 60 + 40 * at, words, size=24)
    sheet.put(72, 330, "County Council, Wednesday, 1 May 2019", size=11)
    found = read(sheet, "agenda.pdf")
    assert (found.kind, found.meeting_date) == (PaperKind.AGENDA_PACK, date(2019, 5, 14))

"""Kind, committee, date and title of papers from their own words and names."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.model import Access, PaperKind
from corpus.model.particulars import Particulars
from corpus.reading.reader import read_paper
from tests.corpus.packs import Sheet, pdf
from tests.corpus.paper_heads import close, lines, read


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (("Minutes of a meeting of the Harbour Panel", "Present: Councillor Reed"), "minutes"),
        (("RECORD OF EXECUTIVE DECISION", "Decision maker: Councillor Reed"), "decision notice"),
        (("Decision Notice", "Ferry Fares"), "decision notice"),
        (("Ferry Safety Action Tracker", "Version 3"), "tracker"),
        (("Harbour Performance Dashboard", "Quarter 2"), "report card"),
        (
            ("Report Title: Ferry Fares", "Wards affected: All", "Contact officer: T Marsh"),
            "report",
        ),
        (("A history of the harbour", "by the sea"), "other"),
        (
            (
                "MINUTES of a meeting of the Cabinet held in the Custom House",
                "PRESENT: Ms A Quay (Chairman), Mr T Reed",
                "1. Interests in items on the agenda",
                "2. Ferry Fares",
                "3. Moorings",
            ),
            "minutes",
        ),
        (
            (
                "From: Jo Reed, Cabinet Member for Harbours",
                "To: Cabinet – 14 May 2019",
                "Subject: Adoption of the Harbour Delivery Plan",
                "1. Background and the wider ferry agenda",
                "2. Proposal",
                "3. Risks",
            ),
            "report",
        ),
        (
            (
                "Impact Assessment Form",
                "Section A",
                "Responsible officer Ann Quay",
                "Title",
                "Strategy adoption of the harbour action plan",
            ),
            "other",
        ),
        (("To: Leaders of all harbours", "Dear Leaders", "You will know of the plan"), "other"),
    ],
)
def test_kinds(words: tuple[str, ...], kind: str) -> None:
    assert read(lines(*words)).kind is PaperKind(kind)


@pytest.mark.parametrize(
    ("words", "committee", "day"),
    [
        (("HARBOUR AND FERRIES PANEL", "Tuesday, 14 May 2019"), "Harbour and Ferries Panel", 14),
        (("Minutes of the Harbour Panel held on 3rd June 2019",), "Harbour Panel", 3),
        (("Report Title: Ferry Fares", "To: Harbour Panel", "On: 9 July 2019"), "Harbour Panel", 9),
        (("Committee: Harbour Panel", "Date of meeting: 09/07/2019"), "Harbour Panel", 9),
    ],
)
def test_committee_and_date(words: tuple[str, ...], committee: str, day: int) -> None:
    found = read(lines(*words))
    assert found.committee == committee
    assert found.meeting_date is not None
    assert found.meeting_date.day == day


@pytest.mark.parametrize(
    "words",
    [
        # To a person, and what a body said before.
        ("From: Ann Quay, Director of Harbours", "To: Jo Reed, Cabinet Member for Harbours",
         "Subject: Ferry Fares", "considered at the meeting of the Harbour Panel"),
        ("RECORD OF DECISION", "DECISION TO BE TAKEN BY:", "Jo Reed, Cabinet Member for Harbours",
         "DECISION NO:", "19/00042"),
        # Half of a name, the end of a sentence, a single mention.
        ("Ferry Fares", "Past Pathway of report: Moorings, Piers, Slipways and",
         "Harbour Cabinet Committee"),
        ("Ferry Fares", "which was put before the members of the Saltmouth and District Joint",
         "Harbour Panel"),
        ("SALTMOUTH", "COUNTY COUNCIL"),
    ],
)  # fmt: skip
def test_no_committee_is_better_than_a_wrong_one(words: tuple[str, ...]) -> None:
    assert read(close(*words)).committee is None


@pytest.mark.parametrize(
    ("words", "committee"),
    [
        (("From: Jo Reed, Cabinet Member for Harbours", "To: County Council – 14 May 2019",
          "Subject: Harbour Panel Terms of Reference", "Previous Pathway: Harbour Panel, 2 April"),
         "County Council"),
        (("SALTMOUTH COUNTY COUNCIL", "COUNTY COUNCIL",
          "MINUTES of a meeting of the County Council held in the Custom House",
          "on Tuesday, 14 May 2019", "PRESENT: Ms A Quay, Mr T Reed"), "County Council"),
        (("RECORD OF DECISION", "DECISION TO BE TAKEN BY:", "Cabinet", "DECISION NO:", "19/00042"),
         "Cabinet"),
        (("To: All Members of the Harbour Panel", "Subject: Ferry Fares"), "Harbour Panel"),
        (("To: The Chairman and Members of the Harbour Panel", "Date: 14 May 2019"),
         "Harbour Panel"),
        (("HARBOUR PANEL", "To: Councillors Reed (Chairman), Marsh and Quay, Cabinet Member",
          "Tuesday, 14 May 2019"), "Harbour Panel"),
        (("Title of meeting: Harbour Panel", "Subject: Ferry Fares"), "Harbour Panel"),
        (("Minutes of a meeting of Saltmouth Borough Council held on", "Tuesday, 14 May 2019",
          "Present: The Mayor"), "Council"),
    ],
)  # fmt: skip
def test_to_whom_a_paper_goes_says_whose_it_is(words: tuple[str, ...], committee: str) -> None:
    assert read(close(*words)).committee == committee


@pytest.mark.parametrize(
    ("words", "committee"),
    [
        (("Minutes of the Harbours & Ferries", "Policy Committee", "14 May 2019 at 5.00 pm"),
         "Harbours & Ferries Policy Committee"),
        (("Minutes of the Harbours & Ferries Policy", "Committee", "14 May 2019 at 5.00 pm"),
         "Harbours & Ferries Policy Committee"),
        (("Decision Recording Form", "Decision determined at Harbours & Ferries",
          "Policy Committee meeting on 14 May 2019"), "Harbours & Ferries Policy Committee"),
    ],
)  # fmt: skip
def test_a_committee_whose_name_takes_two_lines(words: tuple[str, ...], committee: str) -> None:
    found = read(close(*words))
    assert (found.committee, found.meeting_date) == (committee, date(2019, 5, 14))


@pytest.mark.parametrize(
    ("words", "name", "day"),
    [
        (("SALTMOUTH-CUM-QUAY PARISH COUNCIL", "MINUTES OF THE PARISH COUNCIL MEETING HELD ON",
          "TUESDAY, 14 MAY 2019", "Present: Miss A Quay, Mr T Reed"),
         "Saltmouth-cum-Quay Parish Council", 14),
        # A file named after another day, and the day of something else.
        (("Saltmouth Parish Council - 15th May 2019", "Present", "Councillors A Quay and T Reed",
          "The elections are to be held on 2nd June 2019"), "Saltmouth Parish Council", 15),
        (("Saltmouth Parish Council A.G.M. - 16th May 2019", "Present", "Councillors A Quay"),
         "Saltmouth Parish Council", 16),
        (("Saltmouth Parish Council - 17th May 2019",
          "Due to the flood – The Parish Council held the meeting outdoors", "Present",
          "Councillors A Quay"), "Saltmouth Parish Council", 17),
        (("Clerk : Ann Quay Telephone : 01234 567890", "SALTMOUTH TOWN COUNCIL",
          "MEETING TO BE HELD ON TUESDAY,", "18th MAY 2019 @ 7.30pm", "CUSTOM HOUSE", "AGENDA",
          "1. To receive apologies for meeting",
          "2. To approve the minutes of the last meeting held on 3rd March 2019",
          "3. Moorings", "4. Any other business"), "Saltmouth Town Council", 18),
        (("SALTMOUTH PARISH COUNCIL", "PUBLIC NOTICE",
          "A Meeting of Saltmouth Parish Council will be held in the Custom House,",
          "Saltmouth, on Tuesday, 19 May 2019 at 8.00 pm.", "AGENDA", "1. To receive apologies",
          "2. To confirm the minutes of the meeting held on Tuesday 3 March 2019", "3. Moorings"),
         "Saltmouth Parish Council", 19),
    ],
)  # fmt: skip
def test_a_parish_or_town_council_is_called_by_its_name(
    words: tuple[str, ...], name: str, day: int
) -> None:
    found = read(close(*words), "minutes_2019-03-03_.pdf" if "Present" in words else "paper.pdf")
    assert (found.committee, found.meeting_date) == (name, date(2019, 5, day))
    assert found.title is not None
    assert found.title.startswith(f"{name} – ")


@pytest.mark.parametrize(
    "words",
    [
        # A parish that asks for something, its clerk, and any parish council.
        ("Ferry Fares", "Saltmouth Parish Council objects to the fares"),
        ("Ferry Fares", "The Parish Council", "Your local parish council"),
        ("Report Title: Ferry Fares", "To: Jo Reed, Cabinet Member for Harbours",
         "Saltmouth Parish Council"),
    ],
)  # fmt: skip
def test_a_parish_council_named_in_passing_is_not_whose_paper_it_is(words: tuple[str, ...]) -> None:
    assert read(close(*words)).committee is None


def test_a_meetings_notice_of_decisions_is_called_after_it() -> None:
    sheet = close("Decision Recording Form", "Decision determined at Harbour Panel meeting on",
                  "14 May 2019", "Present: Councillor Reed")  # fmt: skip
    assert read(sheet).title == "Harbour Panel – decision notice, 14 May 2019"


def test_a_month_below_its_label_dates_a_report() -> None:
    sheet = close("Item No.", "Date:", "May 2019", "Decision maker:",
                  "Cabinet Member for Harbours", "Report title Ferry Fares")  # fmt: skip
    assert read(sheet).meeting_date == date(2019, 5, 1)


def test_a_title_that_ends_with_a_colon_goes_on() -> None:
    sheet = close("Report title: Planning application:",
                  "          Application 19/AP/12 for: a Pier", "Address:", "The Quay")  # fmt: skip
    assert read(sheet).title == "Planning application: Application 19/AP/12 for: a Pier"


def test_the_head_of_a_table_is_no_committee() -> None:
    sheet = lines("APPENDIX F: SPENDING")
    for x, words in ((72, "Category"), (200, "Directorate"), (340, "Cabinet")):
        sheet.put(x, 90, words, bold=True)
    sheet.put(340, 104, "Member", bold=True)
    assert read(sheet).committee is None


def test_a_published_file_name() -> None:
    name = "Public reports pack Tuesday 14-May-2019 18.00 Harbour Panel.pdf"
    found = read(lines("Some words"), name)
    assert found.committee == "Harbour Panel"
    assert found.meeting_date == date(2019, 5, 14)


def test_the_date_of_a_letter_is_not_the_meetings() -> None:
    sheet = lines(
        "HARBOUR PANEL - TUESDAY, 14 MAY 2019",
        "Date: Wednesday, 8 May 2019",
        "for consideration at the Tuesday, 14 May 2019 meeting of the Harbour Panel",
    )
    assert read(sheet).meeting_date == date(2019, 5, 14)


@pytest.mark.parametrize(
    "words",
    [
        # Whatever else stands near, a paper says for which meeting it is, minutes of which.
        ("To: Harbour Panel - 14 May 2019", "Subject: Ferry Fares", "Summary: As was said at the",
         "meeting of the Moorings Panel on 2 April 2019", "Moorings Panel on 2 April 2019."),
        ("MINUTES of a meeting of the Harbour Panel held in the", "Custom House on Tuesday, 14 May",
         "2019.", "PRESENT: Ms A Quay", "Harbour Panel – Wednesday, 3 April 2019",
         "meeting held on 3 April 2019"),
    ],
)  # fmt: skip
def test_the_meeting_that_a_paper_is_for(words: tuple[str, ...]) -> None:
    assert read(close(*words), "minutes 3 April 2019.pdf").meeting_date == date(2019, 5, 14)


def test_the_day_on_which_a_decision_takes_effect_is_not_its_own() -> None:
    sheet = lines("RECORD OF DECISION", "Harbour Panel", "to raise the fares from 1 April 2019")
    assert read(sheet).meeting_date is None


def test_the_day_of_a_decision() -> None:
    sheet = close("Officer Decision Record", "Date of decision: 14 May 2019", "Published 20 May")
    assert read(sheet).meeting_date == date(2019, 5, 14)


def test_a_supplementary_report_alone_is_a_report() -> None:
    sheet = close("From: Jo Reed", "To: Harbour Panel - 14 May 2019", "Subject: Ferry Fares")
    assert read(sheet, "Item 7 - Supplementary - Ferry Fares.pdf").kind is PaperKind.REPORT
    assert read(lines("Enclosed"), "Supplementary Agenda.pdf").kind is PaperKind.SUPPLEMENT


def test_dates_of_earlier_minutes_are_not_the_meetings() -> None:
    sheet = lines("Harbour Panel", "To confirm the minutes of the meeting held on 2 April 2019")
    assert read(sheet).meeting_date != date(2019, 4, 2)


def test_nothing_is_made_up() -> None:
    found = read(Sheet().put(72, 60, "Ferry"), "scan0001.pdf")
    assert (found.committee, found.meeting_date) == (None, None)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (("The Harbour Plan 2019-2022", "SALTMOUTH", "VERSION 4 MAY 2019"), "plan.pdf"),
        (("Harbour Action Tracker – May 2019", "Ref What Who"), "tracker.pdf"),
        (("Harbour Action Tracker", "Position at end of May 2019"), "tracker.pdf"),
        (("Harbour Action Tracker", "Ref What Who"), "2019-05-harbour-tracker.pdf"),
        (("Harbour Action Tracker", "Ref What Who"), "harbour_tracker_May_2019.pdf"),
    ],
)
def test_a_month_stands_for_its_first_day(words: tuple[str, ...], name: str) -> None:
    assert read(lines(*words), name).meeting_date == date(2019, 5, 1)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        # The column of a table, a target, and a financial year are no date of the paper.
        (("Harbour Action Tracker", "Mar 19 Apr 19 May 19", "May 2019"), "tracker.pdf"),
        (("Harbour Action Tracker", "Complete the works by May 2019"), "tracker.pdf"),
        (("Harbour Action Tracker", "Ref What Who"), "tracker-2010-11.pdf"),
        (("AGENDA", "Harbour Panel", "Version 2 May 2019"), "agenda pack.pdf"),
    ],
)
def test_other_months_are_no_date(words: tuple[str, ...], name: str) -> None:
    assert read(lines(*words), name).meeting_date is None


def test_a_day_wins_over_a_month() -> None:
    words = ("Harbour Panel", "Tuesday, 14 May 2019", "Version 3 June 2019")
    assert read(lines(*words), "2019-07-plan.pdf").meeting_date == date(2019, 5, 14)


def test_the_running_head_names_committee_and_date() -> None:
    sheets = [Sheet().put(72, 70, "Action Tracker", bold=True).prose(20, top=200) for _ in range(3)]
    for sheet in sheets:
        sheet.put(72, 30, "Harbour Panel 14 May 2019", size=8)
    paper = read_paper(pdf(sheets), file_name="tracker.pdf").paper
    assert (paper.committee, paper.meeting_date) == ("Harbour Panel", date(2019, 5, 14))


def test_given_particulars_win() -> None:
    meta = Particulars(
        kind=PaperKind.REPORT, meeting_date=date(2020, 1, 2), source_url="https://a.b"
    )
    found = read(lines("HARBOUR PANEL", "Tuesday, 14 May 2019"), meta=meta)
    assert (found.kind, found.meeting_date) == (PaperKind.REPORT, date(2020, 1, 2))
    assert (found.committee, found.source_url) == ("Harbour Panel", "https://a.b")


@pytest.mark.parametrize(
    "words", ["NOT FOR PUBLICATION", "EXEMPT", "Part II – Exempt: Moorings Debt"]
)
def test_exempt_papers_say_so_at_their_head(words: str) -> None:
    assert read(lines(words, "Report to the Harbour Panel")).access is Access.EXEMPT


def test_a_paper_about_exempt_papers_is_public() -> None:
    sheet = lines("Report to the Harbour Panel", "How the Panel deals with exempt matters")
    assert read(sheet).access is Access.PUBLIC


def test_the_letterhead_is_what_stands_above_those_present() -> None:
    sheet = lines(
        "Rakfell Ratepayers Association",
        "Minutes of the committee meeting on 3 May 2023",
        "Lythe Hall, Millbrook",
        "Present: Jo Reed (Chair), T Marsh",
        "1. Apologies",
    )
    found = read_paper(pdf([sheet.prose(5, top=400)]), file_name="paper.pdf").paper
    assert found.letterhead == (
        "Rakfell Ratepayers Association Minutes of the committee meeting on 3 May 2023"
    )

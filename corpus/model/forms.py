"""The names under which the answered lines of report forms are kept."""

from __future__ import annotations

from enum import StrEnum


class FormName(StrEnum):
    """What a report form asks, whatever words a council asks it in."""

    MEETING = "Meeting"
    DATE = "Date"
    TITLE = "Title"
    REPORT_OF = "Report of"
    WARDS = "Wards affected"
    KEY_DECISION = "Key decision"
    DECISION_TYPE = "Decision type"
    IMPLEMENTATION = "Implementation"
    LEAD = "Executive lead"
    OFFICER = "Supporting officer"
    RECOMMENDATIONS = "Recommendations"
    PURPOSE = "Purpose"

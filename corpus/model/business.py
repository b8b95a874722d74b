"""Items of business and the report forms at their head."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from corpus.model.papers import Span


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


class ItemSource(StrEnum):
    """Where an agenda item was learnt."""

    FRONT_SHEET = "front sheet"
    OUTLINE = "outline"
    HEADING = "heading"
    # Nothing in the paper tells it: a site, or a person, says which item the paper is for.
    GIVEN = "particulars given"


@dataclass(frozen=True, slots=True)
class FormField:
    """One answered line of a report form: the question's canonical name, the answer as printed.

    ``spans`` cover the printed question too, if it stands on the same line.
    """

    name: str
    value: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """An item of business and the physical pages that belong to it.

    ``number`` is as printed on the agenda, without its full stop ("4", "7a", "B2"), with its
    part where the numbering starts again ("Section B, item 2"), so that it is the item's own.
    ``first_page`` and ``last_page`` are physical and inclusive; both are None
    for an item without papers. ``form`` holds the fields of its report form.
    """

    paper_id: str
    number: str
    title: str
    first_page: int | None
    last_page: int | None
    source: ItemSource
    form: tuple[FormField, ...] = ()

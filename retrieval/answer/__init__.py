"""What is said of what was found: choosing, quoting, citing, and one composer a kind of answer."""

from __future__ import annotations

from retrieval.answer.choosing import chosen_for, quoted_hits
from retrieval.answer.citations import newest_first, numbered, widest_on_each_page
from retrieval.answer.comparing import compares, named_times
from retrieval.answer.contradictions import contradict
from retrieval.answer.corrected_later import with_corrections
from retrieval.answer.excerpts import (
    Quotation,
    list_anchors,
    merged_rows,
    said_in,
    sentences,
    telling,
)
from retrieval.answer.leads_asked import led_by
from retrieval.answer.lists import asks_for_list, asks_for_several, whole_list
from retrieval.answer.lookup_answers import looked_up
from retrieval.answer.meeting_outcomes import asks_all, decided_at, nothing_decided
from retrieval.answer.of_matter import decided_on, of_time_and_body, same_business
from retrieval.answer.quoting import Quoter
from retrieval.answer.register_asked import decided_elsewhere, recorded
from retrieval.answer.register_fits import WHOLE, Recorded, fitting, line_of, recording
from retrieval.answer.row_lists import rows_shown, rows_with_value, version_asked
from retrieval.answer.sorts_of_meeting import meeting_sorts, sorts_in
from retrieval.answer.to_its_end import goes_on, names_behind, to_its_end

__all__ = [
    "WHOLE",
    "Quotation",
    "Quoter",
    "Recorded",
    "asks_all",
    "asks_for_list",
    "asks_for_several",
    "chosen_for",
    "compares",
    "contradict",
    "decided_at",
    "decided_elsewhere",
    "decided_on",
    "fitting",
    "goes_on",
    "led_by",
    "line_of",
    "list_anchors",
    "looked_up",
    "meeting_sorts",
    "merged_rows",
    "named_times",
    "names_behind",
    "newest_first",
    "nothing_decided",
    "numbered",
    "of_time_and_body",
    "quoted_hits",
    "recorded",
    "recording",
    "rows_shown",
    "rows_with_value",
    "said_in",
    "same_business",
    "sentences",
    "sorts_in",
    "telling",
    "to_its_end",
    "version_asked",
    "whole_list",
    "widest_on_each_page",
    "with_corrections",
]

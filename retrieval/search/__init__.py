"""From a query to ranked passages and pages, and the very places where numbers asked for stand."""

from __future__ import annotations

from retrieval.search.acronyms_asked import explained
from retrieval.search.agendas_asked import printed, printed_entries, runs
from retrieval.search.decisions_asked import is_answer_to, whole_field
from retrieval.search.lookups import agendas
from retrieval.search.numbered_places import LookedUp, Place, Sought, clause, same_title
from retrieval.search.pages_found import likely_pages, opened_first
from retrieval.search.searcher import SIGNALS, Found, Searcher
from retrieval.search.words_together import pages_together

__all__ = [
    "SIGNALS",
    "Found",
    "LookedUp",
    "Place",
    "Searcher",
    "Sought",
    "agendas",
    "clause",
    "explained",
    "is_answer_to",
    "likely_pages",
    "opened_first",
    "pages_together",
    "printed",
    "printed_entries",
    "runs",
    "same_title",
    "whole_field",
]

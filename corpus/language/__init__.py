"""How councils write: a vocabulary as data; dates, bodies, acronyms, words to search."""

from __future__ import annotations

from corpus.language.acronyms import find_acronyms
from corpus.language.committees import (
    committee_in,
    is_committee_line,
    is_titled,
    local_council_in,
    names_only_kind,
    names_person,
    tidy_committee,
)
from corpus.language.compounds import line_end_hyphens, with_printed_hyphens
from corpus.language.dates import DateKind, FoundDate, find_dates, writes_month_first
from corpus.language.english import english_words
from corpus.language.figures import CURRENCIES, SHARE, Figure, each_after, find_figures
from corpus.language.meeting_names import Met, Said, who_met
from corpus.language.printed import printed_places
from corpus.language.searchtext import clean, index_phrases, indexed, indexed_body, search_text
from corpus.language.sentences import is_abbreviation
from corpus.language.stems import stem
from corpus.language.unmapped import UNMAPPED, with_ligatures, words_unmapped
from corpus.language.vocabulary import alternation, characters, rows_of, values, words

__all__ = [
    "CURRENCIES",
    "SHARE",
    "UNMAPPED",
    "DateKind",
    "Figure",
    "FoundDate",
    "Met",
    "Said",
    "alternation",
    "characters",
    "clean",
    "committee_in",
    "each_after",
    "english_words",
    "find_acronyms",
    "find_dates",
    "find_figures",
    "index_phrases",
    "indexed",
    "indexed_body",
    "is_abbreviation",
    "is_committee_line",
    "is_titled",
    "line_end_hyphens",
    "local_council_in",
    "names_only_kind",
    "names_person",
    "printed_places",
    "rows_of",
    "search_text",
    "stem",
    "tidy_committee",
    "values",
    "who_met",
    "with_ligatures",
    "with_printed_hyphens",
    "words",
    "words_unmapped",
    "writes_month_first",
]

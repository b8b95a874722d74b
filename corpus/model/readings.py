"""All that reading understood of one paper."""

from __future__ import annotations

from dataclasses import dataclass, field

from corpus.model.business import AgendaItem, FormField
from corpus.model.minutes import MinuteMeeting, Resolution
from corpus.model.papers import Closing, Page, PageProblem, Paper
from corpus.model.tables import TableRow


@dataclass(frozen=True, slots=True)
class Reading:
    """All that reading understood of one paper.

    ``form`` holds the fields of the reports of a paper without agenda items, in
    printed order; two reports in one file each give theirs. ``exempt_acronyms``
    are those that only exempt pages of an open paper explain, ``closings`` say why
    pages are closed, where nobody said so. What else stands
    on exempt pages is told by its pages: see :mod:`corpus.access.parts`.
    """

    paper: Paper
    pages: tuple[Page, ...]
    items: tuple[AgendaItem, ...] = ()
    meetings: tuple[MinuteMeeting, ...] = ()
    resolutions: tuple[Resolution, ...] = ()
    rows: tuple[TableRow, ...] = ()
    problems: tuple[PageProblem, ...] = ()
    acronyms: tuple[tuple[str, str], ...] = field(default=())
    form: tuple[FormField, ...] = ()
    exempt_acronyms: tuple[tuple[str, str], ...] = ()
    closings: tuple[Closing, ...] = ()

"""What a person may say of a paper in place of what the paper says of itself."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date

from corpus.model.papers import Access, PaperKind


@dataclass(frozen=True, slots=True)
class Particulars:
    """What is known of a paper beside its text; None where nothing is.

    ``exempt_pages`` are runs of physical pages, first and last, that are closed
    inside an open paper; () says that none are. ``without`` names the particulars
    that the paper does not have, whatever was read of it; ``access`` and ``title`` among them take
    back what was said of these, so that the paper goes by its own words. ``titled`` says that
    somebody gave the title for the paper to be called by. ``items`` are the agenda items that the
    whole paper is for, number as printed and title, "" where only the number is known.
    ``told_by`` names the site that says all this: where the paper says other of itself, that is
    told. ``keeps_earlier`` has a paper that this one replaces put aside and not deleted.
    ``letterhead`` are the words at its head.
    """

    kind: PaperKind | None = None
    committee: str | None = None
    meeting_date: date | None = None
    title: str | None = None
    access: Access | None = None
    source_url: str | None = None
    exempt_pages: tuple[tuple[int, int], ...] | None = None
    without: tuple[str, ...] = ()
    items: tuple[tuple[str, str], ...] | None = None
    told_by: str | None = None
    keeps_earlier: bool = False
    letterhead: str | None = None
    titled: bool = False

    def corrected_by(self, other: Particulars | None) -> Particulars:
        """Return these particulars with every one that ``other`` knows taken from it."""
        if other is None:
            return self
        pairs = ((f.name, getattr(other, f.name), getattr(self, f.name)) for f in fields(self))
        known = {name: new if new is not None else old for name, new, old in pairs}
        return Particulars(**known | dict.fromkeys(other.without) | {"without": ()})

    def closes_all(self, page_count: int) -> bool:
        """Whether every one of ``page_count`` pages was said to be closed.

        Then the paper is, whatever else is said.
        """
        runs = self.exempt_pages or ()
        numbers = range(1, page_count + 1)
        return bool(runs) and all(any(low <= n <= high for low, high in runs) for n in numbers)

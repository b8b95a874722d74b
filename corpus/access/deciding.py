"""What an officer decides of pages that are suspected to be closed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from corpus.model import Access, Closing, ClosingLevel, Particulars, Reading


def suspicions(closings: Iterable[Closing]) -> tuple[Closing, ...]:
    """Return those that are suspected and close a page that nothing surer does, each span once."""
    known = list(closings)
    sure = _pages(one for one in known if one.level is ClosingLevel.CLOSED)
    found: dict[tuple[int, int], Closing] = {}
    for one in known:
        if one.level is ClosingLevel.SUSPECTED and not sure.issuperset(_pages([one])):
            found.setdefault((one.first_page, one.last_page), one)
    return tuple(found.values())


def unspoken(
    closings: Iterable[Closing], said: Particulars | None, page_count: int
) -> tuple[Closing, ...]:
    """Return the closings of a paper of which nobody has spoken yet.

    Who said which pages are exempt has spoken of all, who said whether the paper is, of those
    that close the whole of it.
    """
    if said is None or (said.exempt_pages is None and said.access is None):
        return tuple(closings)
    if said.exempt_pages is not None:
        return ()
    whole = (1, page_count)
    return tuple(one for one in closings if (one.first_page, one.last_page) != whole)


def decided(reading: Reading, *, is_open: bool) -> Particulars:
    """Return what to say of a paper so that the pages suspected of it are open, or stay closed.

    Pages that the paper closes in plain words stay so.
    """
    sure = _pages(one for one in reading.closings if one.level is ClosingLevel.CLOSED)
    closed = sure if is_open else sure | _pages(reading.closings)
    if len(closed) == len(reading.pages):
        return Particulars(access=Access.EXEMPT, exempt_pages=((1, len(closed)),))
    access = Access.PUBLIC if is_open and reading.paper.access is Access.EXEMPT else None
    return Particulars(access=access, exempt_pages=_runs(sorted(closed)))


def _pages(closings: Iterable[Closing]) -> frozenset[int]:
    return frozenset(n for one in closings for n in range(one.first_page, one.last_page + 1))


def _runs(numbers: Sequence[int]) -> tuple[tuple[int, int], ...]:
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return tuple(runs)

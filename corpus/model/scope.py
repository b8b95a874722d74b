"""Which papers may be touched, and how much their reader may see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from corpus.model.papers import Access, PaperKind


@dataclass(frozen=True, slots=True)
class Scope:
    """Which papers a question, list or export may touch; None or empty is no limit.

    ``since`` and ``until`` are inclusive meeting dates; a paper without a date
    is outside any period. ``papers`` are file names or ids. ``item`` narrows to
    one agenda item, ``collection`` to the papers of a named set. ``clearance`` is the
    most that the reader may see.
    """

    committee: str | None = None
    since: date | None = None
    until: date | None = None
    papers: tuple[str, ...] = ()
    kinds: tuple[PaperKind, ...] = ()
    item: str | None = None
    clearance: Access = Access.PUBLIC
    collection: str | None = None


@dataclass(frozen=True, slots=True)
class Collection:
    """A named set of papers, as a reader may know of it; ``papers`` are ids, newest first.

    ``closed`` is whether a paper in it is exempt, or was and is removed, so that the public is not
    told of it.
    """

    name: str
    papers: tuple[str, ...] = ()
    closed: bool = False

"""What a council's site tells of its meetings, in the site's own words made plain.

What is restricted has an id and nothing else: its words are not kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Committee:
    """A body that meets; an ``expired`` one meets no more and has old papers."""

    id: str
    title: str
    category: str = ""
    expired: bool = False
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class Linked:
    """A paper behind a link; ``attachment`` is its id on the site, the same for all its versions.

    ``published`` is when it appeared, as the site writes it. ``elsewhere`` tells of a link that
    is an address and no file of the site's, ``decision`` of one that hangs on a decision.
    """

    attachment: str
    title: str
    url: str
    published: str = ""
    restricted: bool = False
    elsewhere: bool = False
    decision: bool = False


@dataclass(frozen=True, slots=True)
class Business:
    """An item of an agenda; ``number`` is the printed one, without its full stop."""

    id: str
    number: str
    title: str
    papers: tuple[Linked, ...] = ()
    restricted: bool = False


@dataclass(frozen=True, slots=True)
class Attendee:
    """Who was to be at a meeting, and whether: ``attendance`` is in the site's words."""

    name: str
    role: str = ""
    attendance: str = ""
    party: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """A meeting as the list of a committee's meetings names it."""

    id: str
    day: date


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting with its agenda; ``papers`` hang on it and on none of its items."""

    id: str
    day: date
    time: str = ""
    status: str = ""
    place: str = ""
    items: tuple[Business, ...] = ()
    papers: tuple[Linked, ...] = ()
    attendees: tuple[Attendee, ...] = ()
    shown: bool = True


@dataclass(frozen=True, slots=True)
class Pack:
    """A file that a meeting's page offers; ``key`` is its own on the site.

    ``sort`` is "pack", "supplement", "minutes" or "decisions".
    """

    key: str
    sort: str
    title: str
    url: str

"""What people follow, and what was found for them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from corpus.model import Span

# Longer words are no search, and more of one owner no reading list.
MOST_WORDS, MOST_FOLLOWS = 300, 200
# An address as RFC 5321 has it, without quoting, comments and letters beyond ASCII.
_ATOM, _LABEL = r"[\w!#$%&'*+/=?^`{|}~-]+", r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_ADDRESS = re.compile(
    rf"(?=.{{3,254}}\Z){_ATOM}(?:\.{_ATOM})*@{_LABEL}(?:\.{_LABEL})*", re.IGNORECASE | re.ASCII
)


def is_address(text: str) -> bool:
    """Whether mail can be sent to ``text``: an e-mail address, and nothing beside it."""
    return _ADDRESS.fullmatch(text) is not None


class FollowKind(StrEnum):
    """What is followed."""

    SEARCH = "search"
    MATTER = "matter"
    COMMITTEE = "committee"
    WARD = "ward"


@dataclass(frozen=True, slots=True)
class Follow:
    """Something that is followed since ``since`` (Unix time, in seconds).

    ``words`` are those of the search, the title of the matter or item, the name of the committee
    or ward; a matter may be known by its ``committee`` too. ``owner`` tells whose it is; what is
    found is sent to the address ``mail``, "" for none. ``offered`` tells that the words are a
    paper's, and were not typed.
    """

    id: str
    owner: str
    kind: FollowKind
    words: str
    committee: str = ""
    mail: str = ""
    since: float = 0.0
    offered: bool = False

    @property
    def why(self) -> str:
        """Say why what was found is sent."""
        if self.kind is FollowKind.WARD:
            return f"you follow the ward {self.words.removesuffix(' ward').removesuffix(' Ward')}"
        if self.kind is FollowKind.COMMITTEE:
            return f"you follow the {self.words}"
        return f"you follow the {self.kind.value} “{self.words}”"


@dataclass(frozen=True, slots=True)
class Finding:
    """Words found for a follow, as a place: ``key`` is a digest of them, so none is kept.

    ``page`` is physical, from 1. ``more`` counts other places in the same item of the paper, and
    ``beyond`` other items of it that are not told one by one, as the words are too common there.
    ``replaced`` tells that the words came with a later version. ``found`` is Unix time in seconds.
    """

    follow: str
    key: str
    paper: str
    page: int
    spans: tuple[Span, ...]
    item: str | None = None
    more: int = 0
    replaced: bool = False
    found: float = 0.0
    beyond: int = 0

"""Two bodies that met on one day: whether one takes up what the other did there.

A committee recommends and its council decides that evening. Hours are seldom printed, so that
which of the two came first is told by who turns to whom.
"""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache

from corpus.language import alternation
from retrieval.matters.mentions import Mention, MentionKind

_THE = r"(?:the\s+|its\s+|their\s+)?(?:(?:next|annual|special)\s+)?(?:meeting\s+of\s+(?:the\s+)?)?"
_TIERS = rf"(?:(?:full|{alternation('tiers')})\s+){{0,2}}"
# A member of the Cabinet is not the Cabinet, and council tax no council.
_NO_BODY = r"(?![^\W\d_])(?!\s+(?:members?|tax)\b)"
_TURNS = alternation("turning_to")
_TURNED = alternation("turned_to")
_DEEDS = alternation("deeds_of_bodies")
_DECISIONS = alternation("decisions_of_bodies")
_DONE = alternation("done_by_bodies")
_ANYBODY = alternation("bodies", "more_bodies")
_RECOMMENDS_TO = r"\brecommend\w*\W+(?:\([^)]{1,40}\)\W*)?to\s+"


class Taking(IntEnum):
    """How plainly a mention of one body takes up what another did, the plainest highest."""

    NOT = 0
    TURNED_TO = 1
    """The other turned to this body, or recommended and said to nobody whom."""
    RECOMMENDED = 2
    """The other left it to this body."""
    NAMED = 3
    """This body names what the other did: "the Panel's recommendation"."""


def taking(later: Mention, earlier: Mention) -> Taking:
    """Tell how plainly a mention acts on what another body did, by the words of both.

    Whoever recommends may be asked to report again, so both may turn to each other.
    """
    if not later.committee or not earlier.committee:
        return Taking.NOT
    if names_deed_of(later, earlier.committee):
        return Taking.NAMED
    said = f"{earlier.outcome}: {earlier.wording}"
    if _turns_to(later.committee).search(said):
        return Taking.RECOMMENDED if earlier.recommends else Taking.TURNED_TO
    decides = later.kind is MentionKind.DECISION and not later.recommends
    if earlier.recommends and decides and not _TO_ANYBODY.search(said):
        return Taking.TURNED_TO
    return Taking.NOT


def names_deed_of(mention: Mention, body: str) -> bool:
    """Tell whether a mention names what ``body`` decided, recommended or asked for."""
    said = f"{mention.title}: {mention.outcome}: {mention.wording}"
    return _deed_of(body).search(said) is not None


@lru_cache(maxsize=512)
def _turns_to(body: str) -> re.Pattern[str]:
    named = _named(body)
    return re.compile(
        rf"\b{_TURNS}\W+(?:\([^)]{{1,40}}\)\W*)?(?:that\s+|to\s+)?{named}"
        rf"|\b{named}\s+(?:is|are|be|was|were)\s+(?:\w+ly\s+)?{_TURNED}\b",
        re.IGNORECASE,
    )


@lru_cache(maxsize=512)
def _deed_of(body: str) -> re.Pattern[str]:
    named = _named(body)
    return re.compile(
        rf"\b{_DEEDS}\s+(?:\(?[\w./-]{{1,12}}\)?\s+)?(?:made\s+)?(?:of|from|by|at)\s+{named}"
        rf"|\b{named}(?:[’']s?\s+(?:[\w-]+\s+)?{_DEEDS}|\s+{_DECISIONS}"
        rf"|\s+(?:(?:had|has|have|\w+ly)\s+){{0,2}}{_DONE})\b"
        rf"|\b{_DONE}\s+(?:to\s+\w+\s+)?by\s+{named}",
        re.IGNORECASE,
    )


def _named(body: str) -> str:
    """Return a pattern for the name of a body as other minutes have it."""
    words = [re.escape(word) for word in body.split()]
    whole = r"\s+".join("(?:and|&)" if word in ("and", r"\&") else word for word in words)
    if words[-1].casefold() == "council":
        whole = rf"(?:{whole}|{_TIERS}council)"
    return rf"{_THE}{whole}{_NO_BODY}"


_TO_ANYBODY = re.compile(rf"{_RECOMMENDS_TO}(?:[\w’'&,-]+\s+){{0,8}}?{_ANYBODY}\b", re.IGNORECASE)

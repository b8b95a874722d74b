"""A council of any size, made of small papers that are unlike each other."""

from __future__ import annotations

import random
from datetime import timedelta

from tests.corpus.stand_ins import pdf
from tests.corpus.sync.conftest import TODAY
from tests.corpus.sync.fake_site import Committee, Item, Meeting, Paper, Site

_NAMES = ("Harbour", "Ferry", "Lights", "Tides", "Quays", "Dredging", "Moorings", "Pilots")
_KINDS = ("Panel", "Board", "Committee", "Forum", "Group")


def large_council(bodies: int, meetings: int, papers: int, restricted: int = 20) -> Site:
    """Return a site; every ``restricted``-th paper is not for the public."""
    chance = random.Random(papers)
    names = [f"{name} {kind}" for kind in _KINDS for name in _NAMES]
    committees = [Committee(at + 1, names[at]) for at in range(bodies)]
    for at in range(meetings):
        days = chance.randrange(300)
        body = committees[at % bodies]
        body.meetings.append(Meeting(1000 + at, TODAY - timedelta(days=days)))
    held = [meeting for body in committees for meeting in body.meetings]
    for at in range(papers):
        meeting, number = held[at % len(held)], 10_000 + at
        closed = at % restricted == restricted - 1
        words = "SECRETBYTES" if closed else f"Paper {number} on tides and quays."
        one = Paper(number, f"Report {number}", pdf(words), restricted=closed)
        if closed:
            one.title = "SECRETTITLE"
        meeting.items.append(Item(at, f"{len(meeting.items) + 1}.", f"Business {number}", [one]))
    return Site(committees)

"""Which paper a file of the same name replaces, and what it is called beside one it does not.

A file replaces the paper of its name that is of the same meeting, or not clearly of another.
Clearly of another is one that names another body or another day. Both are kept then, and so
are two files of one name that came together; the newcomer's name says its meeting.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from corpus.catalogue import Namesake
from corpus.ingest.gather import MAX_NAME
from corpus.model import Reading, body_key, body_of, one_line

_MAX_BODY = 80


@dataclass(frozen=True, slots=True)
class Meeting:
    """The body and day that a paper says it is of; None where it does not say."""

    body: str | None
    day: date | None

    @classmethod
    def of(cls, reading: Reading) -> Meeting:
        """Return the meeting of what was read."""
        return cls(body_of(reading.paper, reading.meetings), reading.paper.meeting_date)

    def is_other_than(self, other: Meeting) -> bool:
        """Whether both say a day, or both a body, and not the same."""
        days = {self.day, other.day} - {None}
        bodies = {body_key(self.body), body_key(other.body)} - {""}
        return len(days) > 1 or len(bodies) > 1

    def is_surely(self, other: Meeting) -> bool:
        """Whether both say the same body and day."""
        said = (body_key(self.body), self.day)
        return all(said) and said == (body_key(other.body), other.day)


def replaced(
    meeting: Meeting,
    namesakes: Sequence[Namesake],
    batch: int,
    meetings: Callable[[Namesake], Iterable[Meeting]],
) -> Namesake | None:
    """Return which of ``namesakes`` a paper of ``meeting`` replaces; None where it is beside them.

    ``batch`` is what came with it. ``meetings`` tells of which a namesake may be. Where
    several fit, only that which is surely of the meeting is replaced.
    """
    older = [
        one
        for one in namesakes
        if not (batch and one.entry.batch == batch)
        and not all(meeting.is_other_than(held) for held in meetings(one))
    ]
    if len(older) > 1:
        older = [one for one in older if meeting.is_surely(Meeting(one.body, one.day))]
    return older[0] if len(older) == 1 else None


def free_name(name: str, meeting: Meeting, taken: set[str]) -> str:
    """Return ``name``, or with its meeting or a number where it is ``taken``."""
    stem, dot, ending = name.rpartition(".") if "." in name else (name, "", "")
    body = one_line(meeting.body or "").replace("/", "-")[:_MAX_BODY].strip()
    about = " ".join(filter(None, (body, meeting.day.isoformat() if meeting.day else "")))
    told = (", ".join(filter(None, (about, str(n) if n > 1 else ""))) for n in itertools.count(1))
    names = (_longer(stem, said, dot + ending) if said else name for said in told)
    return next(one for one in itertools.chain((name,), names) if one not in taken)


def _longer(stem: str, said: str, ending: str) -> str:
    room = MAX_NAME - len(said) - len(ending) - 3
    return f"{stem[:room]} ({said}){ending}"

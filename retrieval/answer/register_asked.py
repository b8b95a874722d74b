"""What the register answers: what was decided, how it stands, who took it, moved it, voted.

The resolutions that hold most of what the question is about, its rarer words counting
more, are the evidence; that of the body and time asked for, or of what the chat is about,
comes first. The direct line is made of what is stored with the resolution and nothing else.
"""

from __future__ import annotations

from corpus.catalogue import Catalogue
from corpus.model import PassageKind, Resolution
from retrieval.answer.decided_asked import decided, standing
from retrieval.answer.movers_asked import makers, movers
from retrieval.answer.of_matter import named_bodies
from retrieval.answer.quoting import Quoter
from retrieval.answer.register_fits import Recorded, fitting, topic_of
from retrieval.answer.votes_asked import votes
from retrieval.model import Intent
from retrieval.question import ask_of, fields_by_name, stems_of
from retrieval.search import Found

# Hits among which the register tells who decided.
_HITS = 10


def recorded(found: Found, catalogue: Catalogue, quoter: Quoter) -> Recorded | None:
    """Return what the register says to a question; None where it is no question for it.

    None too where no resolution is about the topic, or none of those records what is
    asked for. Raises as :class:`Quoter`.
    """
    query = found.query
    ask = ask_of(query.own_text)
    name = ask.name if ask else ""
    if name not in ("vote", "mover", "maker", "status") and query.intent is not Intent.RESOLUTION:
        return None
    fits = fitting(found, catalogue, quoter, voted=name == "vote")
    if not fits:
        return None
    if name == "vote":
        return votes(fits, found, catalogue, quoter)
    if name == "mover":
        return movers(fits, query, quoter)
    if name == "maker":
        return makers(fits, found, catalogue, quoter)
    if name == "status":
        return None if _told_by_row(fits[0].said, found) else standing(fits, found, quoter)
    return decided(fits, found, quoter)


def _told_by_row(said: Resolution, found: Found) -> bool:
    """Whether a row found first says how things stand, and holds no less of the topic."""
    row = found.hits[0].passage if found.hits else None
    status = fields_by_name()["status"]
    if row is None or not any(cell.header and status.named_by(cell.header) for cell in row.cells):
        return False
    topic = {stem for word in topic_of(found.query) for stem in stems_of(word)}
    decided = stems_of(f"{said.title or ''} {said.text}")
    return len(topic & stems_of(row.text)) >= max(1, len(topic & decided))


def decided_elsewhere(found: Found, quoter: Quoter) -> bool:
    """Whether a question asks what a body of a kind decided that decided nothing found on it.

    Raises as :class:`Quoter`.
    """
    named = named_bodies(found.query)
    if found.query.intent is not Intent.RESOLUTION or not named:
        return False
    resolved = [h.passage for h in found.hits[:_HITS] if h.passage.kind is PassageKind.RESOLUTION]
    said = [quoter.resolution(one) for one in resolved]
    bodies = [(one.committee or "").lower() for one in said if one]
    return bool(bodies) and not any(any(one in body for one in named) for body in bodies)

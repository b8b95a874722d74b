"""Answer by quoting: which units answer, and whether they answer at all.

The lead is the best passage; what stands beside it is added only where it is
nearly as good and says something else. Official wording is quoted whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from corpus.catalogue import Catalogue
from corpus.types import PassageKind, Span
from retrieval.citations import numbered
from retrieval.evidence import Evidence
from retrieval.pages_found import likely_pages
from retrieval.quoting import Quoter
from retrieval.search import Found
from retrieval.support import Support, support
from retrieval.types import Hit, Intent, Statement

MOST_STATEMENTS = 5
# Hits whose units are weighed: the answer is hardly ever further down.
_HITS = 12
# A further passage is quoted only when its score comes this near to the lead's.
_NEAR = {Intent.COMPARE: 0.80, Intent.LIST: 0.90, Intent.RESOLUTION: 0.90}
_NEAR_ELSE = 0.93
# More of the lead's own page is quoted down to this share of its score.
_BESIDE = 0.6
_BESIDE_AT_MOST = 1
# Sentences of one passage are quoted down to this share of its best one.
_SENTENCES = 0.6
_SENTENCES_AT_MOST = 3
_SAME_WORDS = 92.0
_FRAGMENT_WORDS = 5


@dataclass(frozen=True)
class Composed:
    """The statements of an answer, and what supports giving them."""

    statements: tuple[Statement, ...]
    support: Support


class Answerer:
    """Composes answers from what a search found."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def compose(self, found: Found) -> Composed:
        """Quote what answers; the caller decides by ``support`` whether to show it."""
        backing = support(found)
        quoter = Quoter(self._catalogue, found.papers, found.scope.clearance)
        statements: list[Statement] = []
        for hit in quoted_hits(found):
            units = found.evidence.get(hit.passage.id, ())
            whole = quoter.whole(hit.passage)
            for spans, official in _quotations(hit, units, found.query.intent, whole):
                statement = quoter.statement(hit.passage, spans, official)
                if statement and not _said(statement, statements):
                    statements.append(statement)
        return Composed(numbered(statements[:MOST_STATEMENTS]), backing)


def quoted_hits(found: Found) -> tuple[Hit, ...]:
    """Return the hits that an answer quotes: the lead, its page's next best, and near equals."""
    if not found.hits:
        return ()
    lead = found.hits[0]
    pages = {(lead.passage.paper_id, number) for number in likely_pages_of(found, lead)[:1]}
    beside = [
        hit
        for hit in found.hits[1:_HITS]
        if pages & {(hit.passage.paper_id, number) for number in hit.passage.pages}
        and hit.score >= _BESIDE * lead.score
    ]
    near = _NEAR.get(found.query.intent, _NEAR_ELSE) * lead.score
    equals = [h for h in found.hits[1:_HITS] if h.score >= near and h not in beside]
    return (lead, *beside[:_BESIDE_AT_MOST], *equals)


def likely_pages_of(found: Found, hit: Hit) -> tuple[int, ...]:
    """Return the pages of a hit, that with its best unit first."""
    return likely_pages(hit.passage, found.evidence.get(hit.passage.id, ()))


def _quotations(
    hit: Hit, units: Sequence[Evidence], intent: Intent, whole: tuple[Span, ...]
) -> Iterable[tuple[tuple[Span, ...], bool]]:
    """Yield the spans of each statement that a passage makes, and whether it is official."""
    kind = hit.passage.kind
    if kind in (PassageKind.RESOLUTION, PassageKind.FORM):
        yield whole, True
    elif kind is PassageKind.ROW or intent is Intent.LIST:
        yield hit.passage.spans, False
    elif units:
        telling = [e for e in units if not is_fragment(e.unit.text)] or units
        best = max(e.score for e in telling)
        good = sorted(telling, key=lambda e: -e.score)[:_SENTENCES_AT_MOST]
        chosen = [e for e in good if e.score >= _SENTENCES * best]
        for one in sorted(chosen, key=lambda e: e.position):
            yield one.unit.spans, False


def is_fragment(text: str) -> bool:
    """Whether words say nothing by themselves: a heading, or what only leads in."""
    words = text.split()
    return len(words) < _FRAGMENT_WORDS or (text.rstrip().endswith(":") and len(words) < 12)


def _said(statement: Statement, before: Iterable[Statement]) -> bool:
    """Whether an earlier statement says the same words."""
    return any(fuzz.ratio(statement.text, other.text) >= _SAME_WORDS for other in before)

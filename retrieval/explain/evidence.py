"""The numbered sentences that a language model may answer from: what the search found, as stored.

Each is read from the catalogue under the clearance of who asks, so that nothing
else can be sent; official wording goes in whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.model import CorpusError, PassageKind, Span, item_words
from retrieval.answer import Quoter, quoted_hits, telling
from retrieval.explain.budget import tokens, trimmed
from retrieval.explain.claims import Ground
from retrieval.explain.fencing import fenced, tame
from retrieval.model import Citation, Hit, Statement, day_words
from retrieval.search import Found

_OFFICIAL = (PassageKind.RESOLUTION, PassageKind.FORM)


@dataclass(frozen=True, slots=True)
class Part:
    """What one part of a question found; ``name`` is empty where it has no parts."""

    found: Found
    name: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stored sentence; ``number`` from 1 is how a model cites it, 0 until it is sent.

    ``relevance`` is higher for what matters more; ``part`` names the part of the question.
    """

    quote: Statement
    source: str
    relevance: float
    part: str = ""
    number: int = 0

    @property
    def line(self) -> str:
        """The sentence as it is sent, with its source: the longest that it may become."""
        return f"{self.source}\n{self.said}"

    @property
    def said(self) -> str:
        """The numbered line."""
        return f"[{self.number}] {tame(self.quote.text)}"

    @property
    def ground(self) -> Ground:
        """What a statement that cites it is held against."""
        return Ground(self.quote.text, self.source)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is sent: the sentences by number, the fenced text, and how many stayed out."""

    sentences: tuple[Sentence, ...]
    text: str
    left_out: int

    def of(self, numbers: Iterable[int]) -> tuple[Sentence, ...] | None:
        """Return the sentences with these numbers, from 1; None where one is unknown."""
        wanted = tuple(dict.fromkeys(numbers))
        if not all(1 <= number <= len(self.sentences) for number in wanted):
            return None
        return tuple(self.sentences[number - 1] for number in wanted)


def gather(parts: Sequence[Part], quoters: Sequence[Quoter], most_tokens: int) -> Evidence:
    """Number the sentences that speak to a question's parts, as many as ``most_tokens`` hold.

    ``quoters`` are one a part. What was closed or removed since the search is left out.
    """
    most = parts[0].found.constants.explaining.sentences if parts else 0
    share = max(most // max(len(parts), 1), 6)
    found: list[Sentence] = []
    for part, quoter in zip(parts, quoters, strict=True):
        own = sorted(_unlike(_sentences(part, quoter), found), key=lambda one: -one.relevance)
        kept = {id(one) for one in own[:share]}
        found += [one for one in _sentences_in_order(own) if id(one) in kept]
    heading = sum(tokens(f"Part: {tame(part.name)}\n") for part in parts if part.name)
    kept_in = trimmed(found, most_tokens - heading - 60)
    numbered = tuple(replace(one, number=at) for at, one in enumerate(kept_in, 1))
    return Evidence(numbered, fenced(list(_lines(numbered))), len(found) - len(numbered))


def _sentences_in_order(sentences: Sequence[Sentence]) -> list[Sentence]:
    """Order by place, so that what stands together is read together, best place first."""
    first: dict[str, int] = {}
    for at, one in enumerate(sentences):
        first.setdefault(one.source, at)
    return sorted(sentences, key=lambda one: (first[one.source], _place(one.quote.citations[0])))


def _place(citation: Citation) -> tuple[int, int]:
    return citation.page, citation.spans[0].start


def _sentences(part: Part, quoter: Quoter) -> Iterator[Sentence]:
    quoted = {hit.passage.id for hit in quoted_hits(part.found)}
    lead = max((hit.score for hit in part.found.hits[:1]), default=1.0) or 1.0
    explaining = part.found.constants.explaining
    for hit in part.found.hits[: explaining.hits]:
        # What the answer without a model would quote goes before everything else.
        first = explaining.quoted_first if hit.passage.id in quoted else 0.0
        for spans, score in _pieces(hit, part.found, quoter):
            try:
                quote = quoter.statement(hit.passage, spans, hit.passage.kind in _OFFICIAL)
            except CorpusError:
                # Closed or removed since the search: not for this reader.
                continue
            if quote:
                relevance = first + hit.score / lead + score
                yield Sentence(quote, source_of(quote.citations[0]), relevance, part.name)


def _pieces(hit: Hit, found: Found, quoter: Quoter) -> Iterator[tuple[tuple[Span, ...], float]]:
    units = found.evidence.get(hit.passage.id, ())
    best = max((one.score for one in units), default=0.0)
    if hit.passage.kind in _OFFICIAL:
        yield quoter.whole(hit.passage), best
    elif hit.passage.kind is PassageKind.ROW:
        yield hit.passage.spans, best
    else:
        for one in units:
            if telling(one.unit, hit.passage.headings, found.constants.quoting):
                yield one.unit.spans, one.score


def _unlike(sentences: Iterable[Sentence], others: Sequence[Sentence]) -> Iterator[Sentence]:
    """Leave out words that were there before: two versions of a paper say most things twice."""
    seen = {one.quote.text.casefold() for one in others}
    for one in sentences:
        words = one.quote.text.casefold()
        if words not in seen:
            seen.add(words)
            yield one


def source_of(citation: Citation) -> str:
    """Return where a sentence stands, in words, tame."""
    item = item_words(citation.item) if citation.item else ""
    title = citation.item_title or ""
    about = (citation.kind.value, citation.committee or "", day_words(citation.date), item, title)
    printed = f"page {citation.printed or citation.page}"
    where = citation.place.words if citation.place else printed
    return tame(", ".join(word for word in (*about, where) if word))


def _lines(sentences: Sequence[Sentence]) -> Iterator[str]:
    source = part = ""
    for one in sentences:
        if one.part and one.part != part:
            yield f"Part: {tame(one.part)}"
        if one.source != source or one.part != part:
            yield f"Source: {one.source}"
        part, source = one.part, one.source
        yield one.said

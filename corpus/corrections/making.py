"""Corrections, made from words picked off the page; what the page does not say is refused."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from corpus.corrections.placing import (
    Texts,
    fold,
    letters,
    occurrences,
    quote_of,
    shared,
    touches,
)
from corpus.model import (
    Access,
    Claim,
    Complete,
    CorrectedPaper,
    Correction,
    CorrectionError,
    CorrectionKind,
    DecisionKind,
    OutcomeClass,
    Page,
    Quote,
    Reading,
    Resolution,
    Span,
)

# Of the shorter one's characters: with more in common two entries are the same.
_SAME = 0.5


@dataclass(frozen=True, slots=True)
class Particulars:
    """What stands beside a decision, in words to be found on its pages; "" says nothing of it.

    ``outcome`` is the wording that introduces or tells it, as "RESOLVED".
    """

    outcome: str = ""
    mover: str = ""
    seconder: str = ""
    vote: str = ""
    number: str = ""


_NOTHING = Particulars()


def entry_at(entries: Iterable[Resolution], spans: Sequence[Span]) -> Resolution | None:
    """Return the entry that has most of the words of ``spans``; None where none has any."""
    best = max(entries, key=lambda one: shared(one.spans, spans), default=None)
    return best if best and shared(best.spans, spans) else None


def removal(said: Resolution, pages: Sequence[Page], by: str) -> Correction:
    """Return "this is no decision" of an entry of the register; ``pages`` hold its words."""
    was = quote_of(said.spans, _texts(pages))
    return _made(said.paper_id, CorrectionKind.REMOVED, was, None, by, pages)


def change(
    said: Resolution,
    words: Quote | None,
    pages: Sequence[Page],
    by: str,
    told: Particulars = _NOTHING,
    outcome_class: OutcomeClass | None = None,
    kind: DecisionKind | None = None,
) -> Correction:
    """Return an entry of the register with other words, or another class, kind or particulars.

    Args:
        words: what it is to say, longer or shorter; None for the words that it has.
        pages: those with its words, old and new, and those beside them.
        told: what is to be known otherwise of it; the rest stays as it was read.

    Raises:
        CorrectionError: ``told`` is not printed there, or nothing is changed.
    """
    before, texts = claim_of(said, pages), _texts(pages)
    words = words or before.words
    claim = replace(
        before,
        words=words,
        outcome_class=outcome_class or before.outcome_class,
        kind=kind or before.kind,
    )
    claim = _with(_anchored(claim, before.words, texts), told, pages)
    if claim == _anchored(before, before.words, texts):
        raise CorrectionError("nothing is changed: the register has this entry as it is")
    return _made(said.paper_id, CorrectionKind.CHANGED, before.words, claim, by, pages)


def addition(
    paper_id: str,
    words: Quote,
    pages: Sequence[Page],
    entries: Iterable[Resolution],
    by: str,
    outcome_class: OutcomeClass,
    kind: DecisionKind = DecisionKind.DECISION,
    told: Particulars = _NOTHING,
) -> Correction:
    """Return a decision that the register lacks.

    Args:
        words: the decision's own words.
        pages: those with its words and those beside them.
        entries: the register of the paper.

    Raises:
        CorrectionError: ``told`` is not printed there, or the register has these words already.
    """
    for one in entries:
        if shared(one.spans, words.spans) > _SAME * min(letters(one.spans), letters(words.spans)):
            name = " ".join(part for part in (one.number, one.title) if part) or one.text[:60]
            raise CorrectionError(
                f"the register has these words already ({name}); change that entry instead"
            )
    claim = _with(Claim(words, outcome_class, kind), told, pages)
    return _made(paper_id, CorrectionKind.ADDED, None, claim, by, pages)


def claim_of(said: Resolution, pages: Sequence[Page]) -> Claim:
    """Return an entry of the register as it stands, as a claim; ``pages`` hold all its words."""
    texts = _texts(pages)
    beside = (said.outcome_spans, said.moved_spans, said.vote_spans)
    told, moved, voted = (quote_of(spans, texts) if spans else None for spans in beside)
    return Claim(
        quote_of(said.spans, texts), said.outcome_class, said.kind, said.outcome, said.mover,
        said.seconder, said.vote, told, moved, voted, None, said.corrected,
    )  # fmt: skip


def complete(
    reading: Reading, said: CorrectedPaper | None, by: str, *, hidden: bool = False
) -> Complete:
    """Return "all decisions of this paper are right now".

    Args:
        reading: all of the paper, with the register as it stands.
        said: what is said of it already, None for nothing.
        hidden: whether the paper has pages that whoever says so may not see.

    Raises:
        CorrectionError: that cannot be said yet; the message says why.
    """
    name = reading.paper.file_name
    if hidden:
        raise CorrectionError(
            f"{name}: has exempt pages; whoever calls its register complete must see them"
        )
    if said and said.waiting:
        raise CorrectionError(f"{name}: its corrections have yet to be taken in")
    if said and not all(kept.fits for kept in said.made):
        raise CorrectionError(
            f"{name}: a correction no longer fits; take it back or make it anew first"
        )
    claims = tuple(claim_of(one, reading.pages) for one in reading.resolutions)
    return Complete(reading.paper.id, claims, by, now())


def now() -> str:
    """Return the time as corrections keep it."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _made(
    paper_id: str,
    kind: CorrectionKind,
    was: Quote | None,
    claim: Claim | None,
    by: str,
    pages: Sequence[Page],
) -> Correction:
    made = Correction(paper_id, kind, was, claim, by, now())
    closed = [page.number for page in pages if page.access is Access.EXEMPT]
    return replace(made, access=Access.EXEMPT) if touches(made.quotes, closed) else made


def _with(claim: Claim, told: Particulars, pages: Sequence[Page]) -> Claim:
    """Return a claim with what is told beside it, where that is printed."""
    open_too = _as_open(claim.words, pages)
    near = claim.words.spans

    def found(words: str, *, above: bool = False) -> Quote | None:
        return _find(words, open_too, near, above=above) if words.strip() else None

    if (one := found(told.outcome)) and (apart := _beside(one, near)):
        claim = replace(claim, outcome=one.words, told=apart)
    if one := found(told.vote):
        claim = replace(claim, vote=one.words, voted=_beside(one, near))
    if one := found(told.number, above=True):
        claim = replace(claim, number=one)
    mover, seconder = found(told.mover), found(told.seconder)
    if mover or seconder:
        spans = [s for one in (mover, seconder) if one for s in one.spans]
        # Who is not named anew stands where he stood.
        kept = claim.moved.spans if claim.moved and not (mover and seconder) else ()
        both = tuple(dict.fromkeys((*kept, *spans)))
        claim = replace(
            claim,
            mover=mover.words if mover else claim.mover,
            seconder=seconder.words if seconder else claim.seconder,
            moved=_beside(quote_of(both, _texts(open_too)), near),
        )
    return claim


def _anchored(claim: Claim, was: Quote, texts: Texts) -> Claim:
    """Return a changed claim that says of nothing beside its words but where that is printed.

    What stood in the words that ``was`` and is cut off now stands beside them, with a place of
    its own: by it alone can be told whether it may be shown. An outcome inside the words is
    none apart from them.
    """
    told = _beside(claim.told, claim.words.spans)
    moved, voted = (_beside(one, claim.words.spans) for one in (claim.moved, claim.voted))
    mover, seconder, vote = claim.mover, claim.seconder, claim.vote

    def place(said: str | None, beside: Quote | None) -> Quote | None:
        known = said is None or beside is not None or said in claim.words.words
        return None if known else _inside(said or "", was.spans, texts)

    cut = [place(mover, moved), place(seconder, moved)]
    if any(cut):
        moved = quote_of([span for one in cut if one for span in one.spans], texts)
    voted = voted or place(vote, voted)
    names, votes = (f"{claim.words.words} {one.words if one else ''}" for one in (moved, voted))
    return replace(
        claim,
        outcome=claim.outcome if told else "",
        mover=mover if claim.moved or (mover and mover in names) else None,
        seconder=seconder if claim.moved or (seconder and seconder in names) else None,
        vote=vote if claim.voted or (vote and vote in votes) else None,
        told=told,
        moved=moved,
        voted=voted,
    )


def _inside(words: str, spans: Sequence[Span], texts: Texts) -> Quote | None:
    for span in spans:
        for low, high in occurrences(words, texts[span.page][span.start : span.end]):
            return quote_of((Span(span.page, span.start + low, span.start + high),), texts)
    return None


def _beside(quote: Quote | None, words: Sequence[Span]) -> Quote | None:
    """Return a quote that stands apart from ``words``; None for one that is a part of them."""
    if quote is None or shared(quote.spans, words) == letters(quote.spans):
        return None
    return quote


def _as_open(words: Quote, pages: Sequence[Page]) -> list[Page]:
    """Return the pages from which something may be said beside words: of open words open ones."""
    closed = {page.number for page in pages if page.access is Access.EXEMPT}
    if any(span.page in closed for span in words.spans):
        return list(pages)
    return [page for page in pages if page.number not in closed]


def _find(words: str, pages: Sequence[Page], near: Sequence[Span], *, above: bool) -> Quote:
    """Return where words are printed nearest to ``near``; ``above`` it rather than below.

    Raises:
        CorrectionError: they are not printed on any of ``pages``.
    """
    texts = _texts(pages)
    first, last = near[0], near[-1]
    hits = [
        Span(page, low, high)
        for page, text in texts.items()
        for low, high in occurrences(words, text)
    ]
    if not hits:
        first_page, last_page = min(texts), max(texts)
        where = f"page {first_page}"
        if last_page > first_page:
            where = f"pages {first_page} to {last_page}"
        raise CorrectionError(
            f"“{fold(words)}” is not printed on {where}; copy the words from the page"
        )

    def distance(hit: Span) -> tuple[bool, int, int]:
        over = hit > last
        edge = last if over else first
        gap = abs(hit.start - (edge.end if over else edge.start))
        inside = hit.page in {first.page, last.page}
        return (above and over, abs(hit.page - edge.page), gap if inside else -hit.start)

    return quote_of((min(hits, key=distance),), texts)


def _texts(pages: Sequence[Page]) -> dict[int, str]:
    return {page.number: page.text for page in pages}

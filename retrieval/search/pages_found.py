"""From ranked passages to ranked pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from corpus.catalogue import Catalogue
from corpus.model import Paper, Passage, Scope, is_document
from retrieval.model import Hit, Likeness, PageRef, Statement
from retrieval.question import Query
from retrieval.ranking import Evidence, newest_speaks, together

MAX_PAGES = 40
# Pages that are looked at for versions of one another before the first are shown.
_WEIGHED = 60
_SNIPPET_CHARS = 240


def fold_on_pages(
    hits: Sequence[Hit],
    cited: Callable[[Passage, int], Paper],
    evidence: Mapping[str, tuple[Evidence, ...]],
    catalogue: Catalogue,
    query: Query,
    scope: Scope,
    constants: Likeness,
) -> tuple[PageRef, ...]:
    """Fold hits onto pages, first seen first, at most 40; a hit's likelier page goes before.

    ``cited`` gives the paper of a passage as a physical page of it is cited, ``evidence`` is by
    passage id. Pages that are found for the same words in several papers are one, the newest
    (or that of the time asked for) naming the others in ``also``.
    """
    pages = _pages_of(hits, evidence)
    labels = catalogue.labels_of(tuple(pages), scope.clearance)
    found: list[tuple[Hit, PageRef]] = []
    for (key, number), hit in pages.items():
        paper = cited(hit.passage, number)
        ref = _page_ref(hit, paper, number, labels.get((key, number)))
        if is_document(paper.file_name):
            page = catalogue.page(key, number, scope.clearance)
            here = (span for span in hit.passage.spans if span.page == number)
            ref = replace(ref, place=page.place(next(here, None)))
        found.append((hit, ref))
    groups = together([hit.passage for hit, _ in found], constants)
    newest_first = newest_speaks(query)
    faces = (_face([found[at][1] for at in group], newest_first) for group in groups)
    return tuple(faces)[:MAX_PAGES]


def _pages_of(
    hits: Sequence[Hit], evidence: Mapping[str, tuple[Evidence, ...]]
) -> dict[tuple[str, int], Hit]:
    """Return the first pages that hits stand on, by (paper id, physical page), with the hit."""
    pages: dict[tuple[str, int], Hit] = {}
    for hit in hits:
        for number in likely_pages(hit.passage, evidence.get(hit.passage.id, ())):
            pages.setdefault((hit.passage.paper_id, number), hit)
            if len(pages) == _WEIGHED:
                return pages
    return pages


def _face(refs: Sequence[PageRef], newest_first: bool) -> PageRef:
    """Return the page that speaks for its versions, the others in ``also``, newest first."""
    dated = sorted(refs, key=lambda ref: ref.date or date.min, reverse=True)
    face = dated[0] if newest_first else refs[0]
    return replace(face, also=tuple(ref for ref in dated if ref is not face))


def opened_first(pages: Sequence[PageRef], statements: Sequence[Statement]) -> tuple[PageRef, ...]:
    """Return pages in their order, but the best of those first that the first statement cites.

    What an answer leads with is judged more closely than the search judges a page.
    """
    cited = {(c.paper_id, c.page) for one in statements[:1] for c in one.citations}
    lead = [page for page in pages if (page.paper_id, page.page) in cited][:1]
    return (*lead, *(page for page in pages if page not in lead))


def likely_pages(passage: Passage, evidence: Sequence[Evidence]) -> tuple[int, ...]:
    """Return the physical pages of a passage, that with its best unit first."""
    best: dict[int, float] = dict.fromkeys(passage.pages, 0.0)
    for one in evidence:
        for page, score in one.pages:
            best[page] = max(best.get(page, 0.0), score)
    return tuple(sorted(best, key=lambda number: (-best[number], number)))


def _page_ref(hit: Hit, paper: Paper, number: int, label: str | None) -> PageRef:
    said = " ".join((hit.passage.labelled or hit.passage.text).split())
    return PageRef(
        paper.id,
        paper.file_name,
        number,
        label,
        hit.passage.item,
        hit.score,
        said[:_SNIPPET_CHARS],
        hit.signals,
        paper.meeting_date,
    )

"""From ranked passages to ranked pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from corpus.catalogue import Catalogue
from corpus.types import Paper, Passage, Scope
from retrieval.evidence import Evidence
from retrieval.types import Hit, PageRef

MAX_PAGES = 40
_SNIPPET_CHARS = 240


def fold_on_pages(
    hits: Sequence[Hit],
    papers: Mapping[str, Paper],
    evidence: Mapping[str, tuple[Evidence, ...]],
    catalogue: Catalogue,
    scope: Scope,
) -> tuple[PageRef, ...]:
    """Fold hits onto pages, first seen first, at most 40; a hit's likelier page goes before."""
    refs: dict[tuple[str, int], PageRef] = {}
    labels: dict[str, dict[int, str | None]] = {}
    for hit in hits:
        paper = papers[hit.passage.paper_id]
        if paper.id not in labels:
            labels[paper.id] = catalogue.labels(paper.id, scope.clearance)
        for number in likely_pages(hit.passage, evidence.get(hit.passage.id, ())):
            if (paper.id, number) not in refs and len(refs) < MAX_PAGES:
                label = labels[paper.id].get(number)
                refs[paper.id, number] = _page_ref(hit, paper, number, label)
    return tuple(refs.values())


def likely_pages(passage: Passage, evidence: Sequence[Evidence]) -> tuple[int, ...]:
    """Return the pages of a passage, that with its best unit first."""
    best: dict[int, float] = dict.fromkeys(passage.pages, 0.0)
    for one in evidence:
        for span in one.unit.spans:
            best[span.page] = max(best.get(span.page, 0.0), one.score)
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
    )

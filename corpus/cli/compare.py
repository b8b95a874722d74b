"""What ``compare`` prints: two versions of a paper, page by page, with the words that changed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence

from corpus.model import Page, Reading, Span
from corpus.news import Changed, PageChange, PagePair, changes, words_of

# Words shown of a place that changed, before the rest of it is left to the page.
_SHOWN = 160
_TOLD = {
    PageChange.CHANGED: "changed",
    PageChange.ADDED: "added",
    PageChange.GONE: "gone",
    PageChange.SAME: "the same",
}


def compared(older: Reading, newer: Reading) -> str:
    """Return what changed from one version to the other, as lines for a person."""
    found = changes(older.pages, newer.pages)
    counts = Counter(one.change for one in found)
    told = ", ".join(f"{counts[change]} {words}" for change, words in _TOLD.items())
    lines = [f"{older.paper.file_name} → {newer.paper.file_name}", f"pages: {told}"]
    for one in found:
        if one.change is not PageChange.SAME:
            lines += _pair(one, older.pages, newer.pages)
    return "\n".join(lines)


def compared_json(older: Reading, newer: Reading) -> str:
    """Return the same as a JSON object; pages are physical, from 1, null where there is none."""
    pages = [
        {
            "change": one.change.value,
            "older_page": one.older,
            "newer_page": one.newer,
            "gone": [_cut(older.pages, span) for span in one.gone],
            "added": [_cut(newer.pages, span) for span in one.added],
        }
        for one in changes(older.pages, newer.pages)
    ]
    names = {"older": older.paper.file_name, "newer": newer.paper.file_name}
    return json.dumps(names | {"pages": pages}, ensure_ascii=False, indent=2)


def changed_lines(name: str, found: Sequence[Changed]) -> str:
    """Return what a paper has otherwise than the version before it, as lines for a person."""
    lines = [f"{name}: {len(found)} {'page' if len(found) == 1 else 'pages'} otherwise than before"]
    for one in found:
        before = [one.older] if one.older else []
        after = [one.newer] if one.newer else []
        lines += _pair(one.pair, before, after)
    return "\n".join(lines)


def changed_json(name: str, found: Sequence[Changed]) -> str:
    """Return the same as a JSON object, in the form of :func:`compared_json`."""
    pages = [
        {
            "change": one.pair.change.value,
            "older_page": one.pair.older,
            "newer_page": one.pair.newer,
            "gone": list(one.gone),
            "added": list(one.added),
        }
        for one in found
    ]
    return json.dumps({"newer": name, "pages": pages}, ensure_ascii=False, indent=2)


def _pair(one: PagePair, older: Sequence[Page], newer: Sequence[Page]) -> Iterator[str]:
    if one.newer is None:
        yield f"page {one.older} of the older is gone"
        return
    if one.older is None:
        yield f"page {one.newer} is added"
        return
    before = f" (page {one.older} of the older)" if one.older != one.newer else ""
    yield f"page {one.newer} changed{before}"
    yield from (f"  - {_short(_cut(older, span))}" for span in one.gone)
    yield from (f"  + {_short(_cut(newer, span))}" for span in one.added)


def _cut(pages: Sequence[Page], span: Span) -> str:
    return words_of(next(page for page in pages if page.number == span.page), span)


def _short(words: str) -> str:
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1].rstrip() + "…"

"""What was found, as it is told: the words as they stand now, where, with a link, and why.

Everything is asked of the catalogue anew, as the public may see it, whenever it is told. What was
removed, closed or masked since it was found, or reads otherwise, is not told; nor is how many
other places there were in a paper that was taken in anew since, as some may be closed now.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from urllib.parse import urlsplit

from corpus.model import Paper, Scope, UnknownPaperError, one_line
from corpus.register import RegisterSearch
from retrieval.following.follows import Finding, Follow, FollowKind
from retrieval.following.looking import Read, is_of
from retrieval.model import OpenPage, capital, day_words, link, page_query, paper_words, place_words

# A quote is cut at a word here; the link opens the whole.
_MOST_QUOTED = 600
# What stands in place of words that were open when they were followed.
_NOT_PUBLIC = "(no longer public)"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to tell: ``quote`` is the paper's own words, ``where`` says where they stand.

    ``cut`` tells that the words go on.
    """

    finding: Finding
    why: str
    title: str
    quote: str
    cut: bool
    where: str
    link: str
    when: datetime

    @property
    def id(self) -> str:
        """What names it: the same for the same words, wherever they stand later."""
        return f"{self.finding.follow}-{self.finding.key}"

    @property
    def said(self) -> str:
        """The quote in quotation marks, and that it goes on."""
        return f"“{self.quote}{' …' if self.cut else ''}”"

    @property
    def about(self) -> str:
        """Why it is told, and what else there is."""
        told = f"{capital(self.why)}."
        if self.finding.replaced:
            told += " It came with a later version of the paper."
        if self.finding.more:
            places = "1 other place" if self.finding.more == 1 else f"{self.finding.more} others"
            told += f" {places} in this item {'has' if self.finding.more == 1 else 'have'} it too."
        if beyond := self.finding.beyond:
            items = "1 other item" if beyond == 1 else f"{beyond} other items"
            told += f" {items} of this paper {'has' if beyond == 1 else 'have'} it too: more words"
            told += " would find less."
        return told


def shown(catalogue: Read, follow: Follow) -> Follow:
    """Return a follow as it is told: without a paper's words that the public does not see now.

    What its owner typed is theirs.
    """
    if not follow.offered or _public(catalogue, follow):
        return follow
    return replace(follow, words=_NOT_PUBLIC, committee="")


def _public(catalogue: Read, follow: Follow) -> bool:
    if follow.kind is FollowKind.COMMITTEE:
        return follow.words in catalogue.committees()
    decided = catalogue.search_resolutions(RegisterSearch(follow.words)).resolutions
    if any(_folded(one.title or "") == follow.words for one in decided):
        return True
    papers = catalogue.papers(Scope(committee=follow.committee or None))
    items = (item for paper in papers for item in catalogue.items(paper.id))
    return any(_folded(item.title) == follow.words for item in items)


def _folded(text: str) -> str:
    return " ".join(text.split())


def entries(
    catalogue: Read, app_url: str, found: Iterable[tuple[Follow, Finding]]
) -> Iterator[Entry]:
    """Yield what of these findings may be told, in their order.

    Raises:
        CatalogueError: the catalogue cannot be read.
    """
    changed = catalogue.changed()
    told: dict[str, Follow] = {}
    for one, finding in found:
        follow = told.get(one.id) or told.setdefault(one.id, shown(catalogue, one))
        taken_in = changed.get(finding.paper)
        if taken_in and datetime.fromisoformat(taken_in).timestamp() > finding.found:
            finding = replace(finding, more=0, beyond=0)
        try:
            entry = _entry(catalogue, app_url, follow, finding)
        except UnknownPaperError:
            # It was removed or closed since.
            continue
        if entry is not None:
            yield entry


def _entry(catalogue: Read, app_url: str, follow: Follow, finding: Finding) -> Entry | None:
    paper = catalogue.paper(finding.paper)
    pages = {span.page: catalogue.page(paper.id, span.page) for span in finding.spans}
    text = "\n".join(pages[span.page].text[span.start : span.end] for span in finding.spans)
    if not is_of(finding.key, paper, text):
        return None
    page = pages[finding.page]
    quote, cut = _quoted(text)
    place = page.place(finding.spans[0])
    where = place_words(finding.item, page.number, page.label, paper.kind, place)
    opened = page_query(OpenPage(paper.id, page.number, finding.spans))
    return Entry(
        finding,
        follow.why,
        _title(catalogue, paper, finding.item),
        quote,
        cut,
        f"{capital(where)} · {paper_words(paper)}",
        link(app_url, opened, urlsplit(app_url).path),
        datetime.fromtimestamp(finding.found, UTC),
    )


def _title(catalogue: Read, paper: Paper, number: str | None) -> str:
    item = next((one for one in catalogue.items(paper.id) if one.number == number), None)
    about = one_line(item.title if item else paper.title)
    meeting = " ".join(part for part in (paper.committee, day_words(paper.meeting_date)) if part)
    return ", ".join(part for part in (about, meeting) if part)


def _quoted(text: str) -> tuple[str, bool]:
    """Return the words of a quote on one line, cut at a word where they are many, and whether."""
    folded = one_line(text)
    if len(folded) <= _MOST_QUOTED:
        return folded, False
    return folded[:_MOST_QUOTED].rsplit(" ", 1)[0], True

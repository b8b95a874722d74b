"""Links to a page of a paper in the app: what they say, and where they lead.

``?paper=…&page=…`` opens a page, with ``mark=15:120-180.1,15:190-210.2`` for the words to
highlight and the numbers of the citations that quote them, and ``find=…`` for words that are looked
for in the paper.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit, urlunsplit

from corpus.model import Span

# So many spans are marked at most: an address has an end.
MOST_MARKS = 200


@dataclass(frozen=True, slots=True)
class OpenPage:
    """Physical ``page`` of a paper, and the words to highlight on any of its pages.

    ``numbers`` are the citations of the answer that ``spans`` belong to, one a span, 0 for none;
    empty where none has a number. ``find`` is what is looked for in the paper, "" for nothing.
    """

    paper_id: str
    page: int
    spans: tuple[Span, ...] = ()
    quote: str = ""
    item: str | None = None
    numbers: tuple[int, ...] = ()
    find: str = ""

    @property
    def marks(self) -> tuple[tuple[Span, int], ...]:
        """The words to highlight, each with the number of its citation, 0 for none."""
        return tuple(zip(self.spans, self.numbers or (0,) * len(self.spans), strict=True))


def page_query(opened: OpenPage) -> dict[str, str]:
    """Return the query parameters that open a page with its highlights.

    ``page`` is physical; ``mark`` are "page:start-end", ends exclusive, of the first spans, with
    ".number" where they are cited by one.
    """
    marks = ",".join(
        f"{span.page}:{span.start}-{span.end}" + (f".{number}" if number else "")
        for span, number in opened.marks[:MOST_MARKS]
    )
    page = str(opened.page)
    found = {"paper": opened.paper_id, "page": page, "mark": marks, "find": opened.find}
    return {name: value for name, value in found.items() if value}


def link(address: str | None, query: Mapping[str, str], base: str = "", page: str = "") -> str:
    """Return ``query`` as a link to the app at ``address``; relative when that is not known.

    ``base`` is the path that the app is served under, Streamlit's ``server.baseUrlPath``;
    ``page`` is that of one of its pages, "" for the first.
    """
    split = urlsplit(address or "")
    path = f"/{base.strip('/')}/{page}" if base.strip("/") else f"/{page}"
    return urlunsplit((split.scheme, split.netloc, path, urlencode(query), ""))

"""What a file says of itself: bookmarks, page labels, title, attached files, kinds of viewer.

All of it is a hint that reading checks against the pages, so whatever pypdf
cannot read is left out and reported, never raised.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NullObject

from corpus.model import PageProblem, one_line
from corpus.pdf.attached import AttachedFile, attached_files
from corpus.pdf.objects import (
    MOST_PAGES,
    TROUBLE,
    dictionary,
    opened,
    page_nodes,
    pairs,
    resolved,
)

_MOST_ENTRIES = 10_000
_MOST_DEPTH = 12
_Found = TypeVar("_Found")


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An outline entry; ``page`` is physical (from 1), None where it leads nowhere.

    ``depth`` is 0 for an entry of the outermost level.
    """

    title: str
    page: int | None
    depth: int


@dataclass(frozen=True, slots=True)
class Structure:
    """What a file says about itself. ``page_labels`` is empty if it has none.

    ``collection`` says that it is a cover for what is ``attached``. ``form`` says that it holds a
    form that only some viewers can draw (XFA), ``undrawn`` that its pages hold nothing of that.
    """

    bookmarks: tuple[Bookmark, ...] = ()
    page_labels: tuple[str, ...] = ()
    title: str | None = None
    problems: tuple[PageProblem, ...] = ()
    attached: tuple[AttachedFile, ...] = ()
    collection: bool = False
    form: bool = False
    undrawn: bool = False


def read_structure(data: bytes, page_count: int) -> Structure:
    """Read the structure of a PDF of ``page_count`` pages; failures become problems of page 0."""
    problems: list[PageProblem] = []

    def tried(what: str, otherwise: _Found, read: Callable[[], _Found]) -> _Found:
        try:
            return read()
        except TROUBLE as error:
            problems.append(_problem(what, error))
            return otherwise

    try:
        reader = opened(data)
        root = dictionary(reader.trailer.get("/Root"))
        pages = _page_ids(root) if "/Outlines" in root or "/PageLabels" in root else {}
        form = "/XFA" in dictionary(root.get("/AcroForm"))
        undrawn = form and resolved(root.get("/NeedsRendering")) == True  # noqa: E712
    except TROUBLE as error:
        return Structure(problems=(_problem("its structure", error),))
    none: tuple[Bookmark, ...] = ()
    bookmarks = tried("its bookmarks", none, lambda: tuple(_bookmarks(reader, root, pages)))
    labels: tuple[str, ...] = tried("its page labels", (), lambda: _page_labels(root, page_count))
    title = tried("its title", None, lambda: _title(reader))
    loose: tuple[AttachedFile, ...] = ()
    attached = tried("what is attached to it", loose, lambda: attached_files(reader))
    about = (attached, "/Collection" in root, form, undrawn)
    return Structure(bookmarks, labels, title, tuple(problems), *about)


def _problem(what: str, error: Exception) -> PageProblem:
    return PageProblem(0, f"{what} cannot be read ({type(error).__name__}); the pages were")


def _page_ids(root: DictionaryObject) -> dict[int, int]:
    """Map the object number of every page to its physical number."""
    pages = enumerate(page_nodes(root), 1)
    return {page.idnum: number for number, page in pages if isinstance(page, IndirectObject)}


def _bookmarks(
    reader: PdfReader, root: DictionaryObject, pages: dict[int, int]
) -> Iterator[Bookmark]:
    outlines = dictionary(root.get("/Outlines"))
    stack: list[tuple[Any, int]] = [(outlines.get("/First"), 0)]
    seen: set[int] = set()
    count = 0
    while stack and count < _MOST_ENTRIES:
        raw, depth = stack.pop()
        node = dictionary(raw)
        # Outlines of damaged files lead back to themselves.
        if not node or id(node) in seen or depth > _MOST_DEPTH:
            continue
        seen.add(id(node))
        count += 1
        stack.append((node.get("/Next"), depth))
        if "/First" in node:
            stack.append((node.get("/First"), depth + 1))
        title = one_line(str(node.get("/Title", "")))
        if title:
            yield Bookmark(title, _target(reader, node, pages), depth)


def _target(reader: PdfReader, node: DictionaryObject, pages: dict[int, int]) -> int | None:
    goal: Any = node.get("/Dest")
    if goal is None:
        goal = dictionary(node.get("/A")).get("/D")
    goal = goal.get_object() if isinstance(goal, IndirectObject) else goal
    if isinstance(goal, str):
        named = reader.named_destinations.get(goal)
        goal = named.dest_array if named is not None else None
    if isinstance(goal, DictionaryObject):
        goal = goal.get("/D")
    if not isinstance(goal, ArrayObject) or not goal:
        return None
    first = goal[0] if not isinstance(goal, list) else list.__getitem__(goal, 0)
    if isinstance(first, IndirectObject):
        return pages.get(first.idnum)
    return int(first) + 1 if isinstance(first, int) else None


def _page_labels(root: DictionaryObject, page_count: int) -> tuple[str, ...]:
    ranges = dict(_label_ranges(root.get("/PageLabels")))
    if not ranges:
        return ()
    labels: list[str] = []
    current, begin = DictionaryObject(), 0
    for at in range(min(page_count, MOST_PAGES)):
        if at in ranges:
            current, begin = ranges[at], at
        start = current.get("/St", 1)
        number = (int(start) if isinstance(start, int) else 1) + at - begin
        style, prefix = str(current.get("/S", "")), str(current.get("/P", ""))
        labels.append(prefix + _styled(number, style))
    return tuple(labels)


def _label_ranges(tree: Any) -> Iterator[tuple[int, DictionaryObject]]:
    for key, value in pairs(tree, "/Nums"):
        if isinstance(key, int):
            yield int(key), dictionary(value)


def _styled(number: int, style: str) -> str:
    if style == "/D":
        return str(number)
    if style in ("/r", "/R"):
        return _roman(number) if style == "/r" else _roman(number).upper()
    if style in ("/a", "/A") and number > 0:
        letter = chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 9)
        return letter if style == "/a" else letter.upper()
    return ""


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    digits = (
        (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
        (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
    )  # fmt: skip
    out = ""
    for value, letters in digits:
        out += letters * (number // value)
        number %= value
    return out


def _title(reader: PdfReader) -> str | None:
    information = dictionary(reader.trailer.get("/Info"))
    title = information.get("/Title")
    title = None if isinstance(title, NullObject) or title is None else str(title)
    return one_line(title or "") or None

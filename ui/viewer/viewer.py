"""The page viewer: a page picture with the quote highlighted, beside whatever cites it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial

import streamlit as st

from corpus.model import (
    COVERED,
    Access,
    AgendaItem,
    Box,
    CorpusError,
    LabelSource,
    Page,
    Paper,
    item_words,
)
from retrieval.model import page_words
from ui.people import shows_too_much, told, visitor, while_allowed
from ui.service import Backend, backend, catalogue
from ui.shell import all_drawn, copy_link
from ui.viewer.ahead import CALM, draw_ahead
from ui.viewer.page_picture import no_picture, page_picture
from ui.words import (
    OpenPage,
    capital,
    page_query,
    page_ranges,
    paper_line,
    plain,
    shortened,
    stem,
    verbatim,
)

_KEY = "open_page"
_FRAGMENT = "page_viewer"
_ZOOMS = (100, 140, 200, 300)
# Pixels a point: enough for a sharp page at each zoom in half a laptop's width.
_SCALES = {100: 1.6, 140: 2.0, 200: 2.6, 300: 3.6}


def opened_page() -> OpenPage | None:
    """Return the page that this session has open; None while none is."""
    found: OpenPage | None = st.session_state.get(_KEY)
    return found


def open_page(opened: OpenPage) -> None:
    """Open a page in this session's viewer, at the first zoom."""
    st.session_state[_KEY] = opened
    st.session_state["viewer_zoom"] = _ZOOMS[0]
    st.session_state.pop("viewer_page", None)
    for name in ("paper", "page", "mark"):
        st.query_params.pop(name, None)
    st.query_params.update(page_query(opened))


def show_page(opened: OpenPage) -> None:
    """Open a page from a click in another fragment, drawing nothing but the viewer anew.

    The rest is drawn anew too where it had not come to its end, or shows too much. From outside
    of a fragment it must be :func:`open_page`: Streamlit forgets the downloads of a page that
    it began to draw and then left for a fragment.
    """
    open_page(opened)
    st.rerun(_FRAGMENT if all_drawn() and not shows_too_much() else "app")


def close_page() -> None:
    """Close the viewer."""
    st.session_state.pop(_KEY, None)
    for name in ("paper", "page", "mark"):
        st.query_params.pop(name, None)


def turn_to(page: int) -> None:
    """Show another physical page of the paper that is open, keeping its highlights."""
    opened = opened_page()
    if opened:
        turned = OpenPage(opened.paper_id, page, opened.spans, opened.quote, opened.item)
        st.session_state[_KEY] = turned
        st.session_state["viewer_page"] = page
        st.query_params["page"] = str(page)


def drawn_ahead(pages: Iterable[OpenPage], zoom: int = _ZOOMS[0], after: float = 0.0) -> None:
    """Have pages drawn in the background as this visitor would see them, if there is room.

    ``zoom`` is in percent, one of those that the viewer has. It is begun in ``after`` seconds
    or later.
    """
    who, drawer = visitor().clearance, backend()
    for opened in pages:
        draw_ahead(partial(_drawn, drawer, opened, _SCALES[zoom], who), after)


def _drawn(
    drawer: Backend, opened: OpenPage, scale: float, clearance: Access
) -> tuple[bytes, tuple[Box, ...]]:
    """Return the picture of a page and the boxes to mark on it.

    Raises:
        CorpusError: there is no such page for this visitor, or it cannot be drawn.
    """
    spans = tuple(span for span in opened.spans if span.page == opened.page)
    picture = drawer.picture(opened.paper_id, opened.page, scale, clearance)
    return picture, drawer.highlights(opened.paper_id, spans, clearance) if spans else ()


@st.fragment(key=_FRAGMENT)
def viewer() -> None:
    """Draw the page that is open; nothing to be seen when none is."""
    if shows_too_much():
        st.rerun()
    opened = opened_page()
    if opened is None:
        # The style hides it; the browser is told how to draw a page before there is one to draw.
        with st.container(key="viewer_closed"):
            no_picture()
        return
    clearance = visitor().clearance
    with st.container(key="viewer", border=True, gap="small"):
        try:
            paper = catalogue().paper(opened.paper_id, clearance)
            # A reader without clearance has no exempt page between two others.
            labels = catalogue().labels(paper.id, clearance)
            numbers = sorted(labels)
            number = max((n for n in numbers if n <= opened.page), default=numbers[0])
            page = catalogue().page(paper.id, number, clearance)
        except CorpusError:
            # The same words whether the paper is gone or not for this visitor.
            _head("Page not found", "This paper is not in the catalogue. It may have been removed.")
            return
        item = item_of(catalogue().items(paper.id, clearance), number, opened.item)
        above = st.container(gap="small")
        # The picture is sent first: it is what people wait for.
        _sheet(opened, paper, page, clearance)
        with above:
            _head(capital(_where(opened, paper, page)), _about(paper, item))
            _controls(numbers, page)
        following = min((n for n in numbers if n > number), default=None)
        if following:
            zoom = st.session_state.get("viewer_zoom", _ZOOMS[0])
            drawn_ahead([OpenPage(paper.id, following, opened.spans)], zoom, CALM)
        if item:
            _item_pages(item, labels, page)
        _foot(opened, paper, page)


def _head(title: str, line: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", wrap=False, key="viewer_head"):
        st.header(plain(title), anchor=False)
        st.button(
            "Close",
            icon=":material/close:",
            key="viewer_close",
            type="tertiary",
            on_click=close_page,
        )
    st.caption(plain(line))


def _where(opened: OpenPage, paper: Paper, page: Page) -> str:
    """Return where a page stands: of one that was laid out here, by what is cited or begins it."""
    here = next((span for span in opened.spans if span.page == page.number), None)
    place = page.place(here)
    if place and place.paged and here is None:
        place = None
    said = page_words(page.number, page.label, paper.kind, place)
    return f"from {said}" if place and here is None else said


def _about(paper: Paper, item: AgendaItem | None) -> str:
    if item is None:
        return paper_line(paper)
    return f"{capital(item_words(item.number))}, {shortened(item.title, 100)} · {paper_line(paper)}"


def item_of(
    items: tuple[AgendaItem, ...], page: int, number: str | None = None
) -> AgendaItem | None:
    """Return the item that holds physical ``page``; None where none does.

    Of several it is the one called ``number``, or else the shortest.
    """
    held = [
        i for i in items if i.first_page and i.last_page and i.first_page <= page <= i.last_page
    ]
    named = [i for i in held if i.number == number]
    by_length = sorted(held, key=lambda i: (i.last_page or 0) - (i.first_page or 0))
    return next(iter(named or by_length), None)


def _controls(numbers: list[int], page: Page) -> None:
    before = max((n for n in numbers if n < page.number), default=None)
    after = min((n for n in numbers if n > page.number), default=None)
    st.session_state.setdefault("viewer_page", page.number)
    st.session_state.setdefault("viewer_zoom", _ZOOMS[0])
    with st.container(horizontal=True, vertical_alignment="center", key="viewer_controls"):
        st.button(
            "Previous page",
            icon=":material/chevron_left:",
            key="viewer_previous",
            on_click=turn_to,
            args=(before,),
            disabled=before is None,
        )
        st.number_input(
            f"PDF page, of {numbers[-1]}",
            1,
            max(2, numbers[-1]),
            key="viewer_page",
            on_change=_turn_to_typed,
            label_visibility="collapsed",
            disabled=numbers[-1] == 1,
            width=118,
        )
        st.button(
            "Next page",
            icon=":material/chevron_right:",
            icon_position="right",
            key="viewer_next",
            on_click=turn_to,
            args=(after,),
            disabled=after is None,
        )
        st.selectbox(
            "Zoom",
            _ZOOMS,
            key="viewer_zoom",
            format_func=lambda z: "Fit" if z == _ZOOMS[0] else f"{z} %",
            label_visibility="collapsed",
            width=92,
        )


def _turn_to_typed() -> None:
    turn_to(int(st.session_state["viewer_page"]))


def _sheet(opened: OpenPage, paper: Paper, page: Page, clearance: Access) -> None:
    spans = tuple(s for s in opened.spans if s.page == page.number)
    zoom: int = st.session_state.get("viewer_zoom", _ZOOMS[0])
    here = _where(opened, paper, page)
    try:
        shown = replace(opened, paper_id=paper.id, page=page.number)
        picture, boxes = _drawn(backend(), shown, _SCALES[zoom], clearance)
    except CorpusError as error:
        st.error(plain(told(error)))
        return
    quote = shortened(opened.quote, 300)
    marked = f", with the quoted words highlighted: {quote}" if boxes and quote else ""
    page_picture(
        picture,
        (page.width, page.height),
        boxes,
        label=f"Picture of {here}",
        alt=f"{here} of {paper.title}{marked}",
        zoom=zoom,
    )
    elsewhere = sorted({s.page for s in opened.spans} - {page.number})
    if elsewhere:
        with st.container(horizontal=True, vertical_alignment="center", key="viewer_elsewhere"):
            also = "also " if spans else ""
            st.caption(f"The quote is {also}on", width="content")
            for number in elsewhere:
                st.button(
                    f"PDF page {number}",
                    key=f"viewer_elsewhere_{number}",
                    type="tertiary",
                    on_click=turn_to,
                    args=(number,),
                )


def _item_pages(item: AgendaItem, labels: Mapping[int, str | None], page: Page) -> None:
    """Offer the other pages of the item, by the numbers that people have before them."""
    first, last = item.first_page or 0, item.last_page or 0
    pages = [number for number in sorted(labels) if first <= number <= last]
    if len(pages) < 2:
        return
    st.session_state["viewer_item_page"] = page.number
    st.selectbox(
        f"Pages of {plain(item_words(item.number))}",
        pages,
        format_func=lambda number: capital(page_words(number, labels.get(number))),
        key="viewer_item_page",
        on_change=_turn_to_page_of_item,
    )


def _turn_to_page_of_item() -> None:
    turn_to(int(st.session_state["viewer_item_page"]))


def _download(what: str, file_name: str, made: Callable[[], bytes], icon: str = "download") -> None:
    st.download_button(
        f"Download {what}",
        data=while_allowed(made),
        file_name=file_name,
        mime="application/pdf" if file_name.endswith(".pdf") else "application/octet-stream",
        on_click="ignore",
        type="tertiary",
        icon=f":material/{icon}:",
        key=f"viewer_download_{what}",
    )


def _foot(opened: OpenPage, paper: Paper, page: Page) -> None:
    clearance = visitor().clearance
    with st.container(horizontal=True, vertical_alignment="center", key="viewer_foot"):
        name = stem(paper.file_name)
        one = f"{name}-page-{page.number}.pdf"
        _download("page", one, lambda: backend().page_pdf(paper.id, page.number, clearance))
        _download(
            "paper",
            f"{name}.pdf",
            lambda: backend().paper_pdf(paper.id, clearance),
            "picture_as_pdf",
        )
        original = catalogue().original_path(paper.id, clearance)
        if original is not None:
            given = f"{name}{original.suffix}"
            _download("original", given, lambda: backend().original(paper.id, clearance), "draft")
        here = OpenPage(paper.id, page.number, opened.spans)
        copy_link(page_query(here), key="viewer_link")
    if page.label_source is LabelSource.LAID_OUT:
        st.caption("This paper has no pages of its own. Minutebook laid it out to show it.")
    if covered := _covered(paper, clearance):
        st.caption(plain(covered))
    if page.masks:
        st.caption("Names of people or how to reach them are masked on this page.")
    with st.expander("The words of this page as plain text"):
        st.text(verbatim(page.text) or "No words could be read on this page.")


def _covered(paper: Paper, clearance: Access) -> str:
    """Say what of a paper's downloads becomes of words that something is drawn over; "" if none."""
    problems = catalogue().problems(paper.id, clearance)
    numbers = sorted({one.page for one in problems if COVERED in one.reason})
    if not numbers:
        return ""
    where = f"PDF page{'s' if len(numbers) > 1 else ''} {page_ranges(numbers)}"
    if clearance is Access.EXEMPT:
        return f"Words are covered on {where}. The files that you download still hold them."
    return f"Words are covered on {where}. Downloads hold a picture of such a page without them."

"""The page viewer: a page picture with the quote highlighted, beside whatever cites it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial

import streamlit as st

from corpus.model import (
    COVERED,
    Access,
    AgendaItem,
    CorpusError,
    LabelSource,
    Page,
    Paper,
    Span,
)
from ui.language import N_, _
from ui.people import shows_too_much, told, visitor, while_allowed
from ui.service import Backend, backend, catalogue
from ui.shell import all_drawn, copy_link
from ui.viewer.ahead import CALM, draw_ahead
from ui.viewer.finding import Found, find_bar, found_in
from ui.viewer.manners import manners
from ui.viewer.opened import ZOOMS, close_page, open_page, opened_page, redrawn, turn_to
from ui.viewer.overview import overview
from ui.viewer.page_picture import Mark, MarkKind, no_picture, page_picture
from ui.words import (
    OpenPage,
    capital,
    item_words,
    page_query,
    page_words,
    paper_line,
    pdf_pages,
    plain,
    shortened,
    stem,
    verbatim,
)

_FRAGMENT = "page_viewer"
# Pixels a point: enough for a sharp page at each zoom in half a laptop's width.
_SCALES = dict(zip(ZOOMS, (1.6, 2.0, 2.6, 3.6), strict=True))
# What can be downloaded of a paper.
_DOWNLOADS = {
    "page": N_("Download page"),
    "paper": N_("Download paper"),
    "original": N_("Download original"),
}


def show_page(opened: OpenPage) -> None:
    """Open a page from a click in another fragment, drawing nothing but the viewer anew.

    The rest is drawn anew too where it had not come to its end, or shows too much. From outside
    of a fragment it must be :func:`open_page`: Streamlit forgets the downloads of a page that
    it began to draw and then left for a fragment.
    """
    open_page(opened)
    st.rerun(_FRAGMENT if all_drawn() and not shows_too_much() else "app")


def drawn_ahead(pages: Iterable[OpenPage], zoom: int = ZOOMS[0], after: float = 0.0) -> None:
    """Have pages drawn in the background as this visitor would see them, if there is room.

    ``zoom`` is in percent, one of those that the viewer has. It is begun in ``after`` seconds
    or later.
    """
    who, drawer = visitor().clearance, backend()
    for opened in pages:
        draw_ahead(partial(_drawn, drawer, opened, _SCALES[zoom], who), after)


def _drawn(
    drawer: Backend, opened: OpenPage, scale: float, clearance: Access
) -> tuple[bytes, list[Mark]]:
    """Return the picture of a page and what is marked on it of the words that it was opened for.

    Raises:
        CorpusError: there is no such page for this visitor, or it cannot be drawn.
    """
    picture = drawer.picture(opened.paper_id, opened.page, scale, clearance)
    cited: dict[int, list[Span]] = {}
    for span, number in opened.marks:
        if span.page == opened.page:
            cited.setdefault(number, []).append(span)
    marks = [
        Mark(drawer.highlights(opened.paper_id, tuple(spans), clearance), number=number)
        for number, spans in cited.items()
    ]
    return picture, marks


@st.fragment(key=_FRAGMENT)
def viewer(above: Callable[[Paper, Page], None] = lambda *_: None) -> None:
    """Draw the page that is open; nothing to be seen when none is.

    ``above`` draws what stands between its controls and its picture.
    """
    if redrawn() or shows_too_much():
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
            places = catalogue().places(paper.id, opened.find, clearance) if opened.find else ()
            opened = _where_it_is_found(opened, places)
            numbers = sorted(labels)
            number = max((n for n in numbers if n <= opened.page), default=numbers[0])
            page = catalogue().page(paper.id, number, clearance)
        except CorpusError:
            # The same words whether the paper is gone or not for this visitor.
            _head(
                _("Page not found"),
                _("This paper is not in the catalogue. It may have been removed."),
            )
            manners(_("Page not found"), "", {})
            return
        found = found_in(places, opened.find, number)
        item = item_of(catalogue().items(paper.id, clearance), number, opened.item)
        head = st.container(gap="small")
        if st.session_state.get("viewer_overview"):
            overview(paper.id, labels, number, Counter(place.page for place in places))
        else:
            # The picture is sent first: it is what people wait for.
            _sheet(opened, paper, page, found, clearance)
        title = _("PDF page {number} of {last}").format(number=number, last=numbers[-1])
        if page.label_source is LabelSource.LAID_OUT:
            title = capital(_where(opened, paper, page))
        with head:
            _head(title, _about(paper, item, page))
            _controls(numbers, page)
            find_bar(found)
            above(paper, page)
        following = min((n for n in numbers if n > number), default=None)
        if following:
            zoom = st.session_state.get("viewer_zoom", ZOOMS[0])
            drawn_ahead([OpenPage(paper.id, following, opened.spans)], zoom, CALM)
        if item:
            _item_pages(item, labels, page)
        _foot(opened, paper, page)
        shown = replace(opened, paper_id=opened.paper_id, page=number)
        said = ", ".join(part for part in (title, found.said) if part)
        manners(f"{title}, {paper_line(paper)}", said, page_query(shown))


def _where_it_is_found(opened: OpenPage, places: Sequence[Span]) -> OpenPage:
    """Turn to the first place of a search that was just begun, from the page that is open on."""
    if not st.session_state.pop("viewer_look", False) or not places:
        return opened
    ahead = next((place for place in places if place.page >= opened.page), places[0])
    turn_to(ahead.page)
    return opened_page() or opened


def _head(title: str, line: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", wrap=False, key="viewer_head"):
        st.header(plain(title), anchor=False)
        st.button(
            _("Close"),
            icon=":material/close:",
            key="viewer_close",
            type="tertiary",
            help=_("Close (Escape)"),
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
    return _("from {place}").format(place=said) if place and here is None else said


def _about(paper: Paper, item: AgendaItem | None, page: Page) -> str:
    printed = page.label and page.label != str(page.number)
    where = capital(page_words(page.number, page.label, paper.kind)) if printed else ""
    named = f"{capital(item_words(item.number))}, {shortened(item.title, 100)}" if item else ""
    return " · ".join(part for part in (where, named, paper_line(paper)) if part)


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
    st.session_state.setdefault("viewer_zoom", ZOOMS[0])
    with st.container(horizontal=True, vertical_alignment="center", key="viewer_controls"):
        st.button(
            _("Previous page"),
            icon=":material/chevron_left:",
            help=_("Previous page"),
            key="viewer_previous",
            on_click=turn_to,
            args=(before,),
            disabled=before is None,
        )
        st.number_input(
            _("PDF page, of {last}").format(last=numbers[-1]),
            1,
            max(2, numbers[-1]),
            key="viewer_page",
            on_change=_turn_to_typed,
            label_visibility="collapsed",
            disabled=numbers[-1] == 1,
            width=118,
        )
        st.button(
            _("Next page"),
            icon=":material/chevron_right:",
            help=_("Next page"),
            key="viewer_next",
            on_click=turn_to,
            args=(after,),
            disabled=after is None,
        )
        st.selectbox(
            _("Zoom"),
            ZOOMS,
            key="viewer_zoom",
            format_func=lambda z: _("Fit") if z == ZOOMS[0] else f"{z} %",
            label_visibility="collapsed",
            width=92,
        )
        if len(numbers) > 1:
            st.toggle(_("All pages"), key="viewer_overview")


def _turn_to_typed() -> None:
    turn_to(int(st.session_state["viewer_page"]))


def _sheet(opened: OpenPage, paper: Paper, page: Page, found: Found, clearance: Access) -> None:
    spans = tuple(s for s in opened.spans if s.page == page.number)
    zoom: int = st.session_state.get("viewer_zoom", ZOOMS[0])
    here = _where(opened, paper, page)
    try:
        shown = replace(opened, paper_id=paper.id, page=page.number)
        picture, marks = _drawn(backend(), shown, _SCALES[zoom], clearance)
        # All at once: a letter that is looked for stands on a page a thousand times.
        for kind, places in found.on(page.number).items():
            marks.append(Mark(backend().highlights(paper.id, places, clearance), kind))
    except CorpusError as error:
        st.error(plain(told(error)))
        return
    quote = shortened(opened.quote, 300)
    boxes = any(mark.boxes for mark in marks if mark.kind is MarkKind.QUOTED)
    alt = (
        _("{here} of {title}, with the quoted words highlighted: {quote}")
        if boxes and quote
        else _("{here} of {title}")
    )
    page_picture(
        picture,
        (page.width, page.height),
        marks,
        label=_("Picture of {here}").format(here=here),
        alt=alt.format(here=here, title=paper.title, quote=quote),
        zoom=zoom,
    )
    elsewhere = sorted({s.page for s in opened.spans} - {page.number})
    if elsewhere:
        with st.container(horizontal=True, vertical_alignment="center", key="viewer_elsewhere"):
            st.caption(
                _("The quote is also on") if spans else _("The quote is on"), width="content"
            )
            for number in elsewhere:
                st.button(
                    _("PDF page {number}").format(number=number),
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
        _("Pages of {item}").format(item=plain(item_words(item.number))),
        pages,
        format_func=lambda number: capital(page_words(number, labels.get(number))),
        key="viewer_item_page",
        on_change=_turn_to_page_of_item,
    )


def _turn_to_page_of_item() -> None:
    turn_to(int(st.session_state["viewer_item_page"]))


def _download(what: str, file_name: str, made: Callable[[], bytes], icon: str = "download") -> None:
    st.download_button(
        _(_DOWNLOADS[what]),
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
        here = replace(opened, paper_id=paper.id, page=page.number)
        copy_link(page_query(here), key="viewer_link")
    if page.label_source is LabelSource.LAID_OUT:
        st.caption(_("This paper has no pages of its own. Minutebook laid it out to show it."))
    if covered := _covered(paper, clearance):
        st.caption(plain(covered))
    if page.masks:
        st.caption(_("Names of people or how to reach them are masked on this page."))
    with st.expander(_("The words of this page as plain text")):
        st.text(verbatim(page.text) or _("No words could be read on this page."))


def _covered(paper: Paper, clearance: Access) -> str:
    """Say what of a paper's downloads becomes of words that something is drawn over; "" if none."""
    problems = catalogue().problems(paper.id, clearance)
    numbers = sorted({one.page for one in problems if COVERED in one.reason})
    if not numbers:
        return ""
    where = pdf_pages(numbers)
    if clearance is Access.EXEMPT:
        return _(
            "Words are covered on {where}. The files that you download still hold them."
        ).format(where=where)
    return _(
        "Words are covered on {where}. Downloads hold a picture of such a page without them."
    ).format(where=where)

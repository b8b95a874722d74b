"""What of kept answers whoever looks may see, and the way to the pages that they name.

A run or a review may have been made with more clearance than whoever looks has, or before a mask.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from corpus.model import Access, CorpusError, Paper
from evals.model import Page, Response, Result
from ui.language import _
from ui.service import catalogue
from ui.viewer import open_page
from ui.words import OpenPage, plain

# A page by the name of its paper, and words quoted from it.
Quoted = tuple[str, int, str]


def seen(page: Page, clearance: Access) -> Paper | None:
    """Return the paper of a page that may be seen; None of any other."""
    name, number = page
    try:
        paper = catalogue().paper(name, clearance)
        catalogue().page(paper.id, number, clearance)
    except CorpusError:
        return None
    return paper


def stands(quoted: Quoted, clearance: Access) -> bool:
    """Tell whether a quote stands on its page, as whoever looks may see it."""
    name, number, quote = quoted
    paper = seen((name, number), clearance)
    if paper is None:
        return False
    words = " ".join(catalogue().page(paper.id, number, clearance).text.split())
    return all(" ".join(line.split()) in words for line in quote.splitlines())


def all_stand(quoted: Sequence[Quoted], clearance: Access) -> bool:
    """Tell whether all quotes of an answer stand, so that its own words may be shown too."""
    return all(stands(one, clearance) for one in quoted)


def may_show(response: Response, clearance: Access) -> bool:
    """Tell whether what came back may be shown: all its quotes stand.

    Of what quotes nothing the pages that were found tell it.
    """
    held = (*response.citations, *response.closest)
    if not held:
        return all(seen(page, clearance) for page in response.pages)
    return all_stand([(one.paper, one.page, one.quote) for one in held], clearance)


def may_tell(result: Result, clearance: Access) -> bool:
    """Tell whether why a question fell short may be told, which names pages beside its quotes."""
    named = (*result.gold, *result.response.pages[:1])
    shown = may_show(result.response, clearance)
    return shown and all(seen(page, clearance) for page in named)


def words_of(response: Response) -> str:
    """Return what came back, in words."""
    said = response.text or response.note or response.error
    return said or _("It said nothing.")


def hidden_words() -> str:
    """Return what stands in place of an answer that may not be shown."""
    return _("It quotes what does not stand in the papers any more, or is not for you.")


def page_named(page: Page, clearance: Access) -> str:
    """Return which page it is, safe for Markdown, or that it is not for whoever looks."""
    if seen(page, clearance) is None:
        return _("a page that is not here, or not for you")
    return _("{name}, PDF page {number}").format(name=plain(page[0]), number=page[1])


def page_button(
    title: str,
    page: Page,
    clearance: Access,
    key: str,
    also: Callable[[], None] = lambda: None,
) -> None:
    """Draw the button that opens a page in the viewer, after what it is; words where it cannot.

    ``also`` is done at the click besides.
    """
    paper = seen(page, clearance)
    if paper is None:
        st.caption(f"{title}: {page_named(page, clearance)}")
        return
    label = _("{title}: {name}, PDF page {number}")
    st.button(
        label.format(title=title, name=plain(page[0]), number=page[1]),
        key=key,
        icon=":material/picture_as_pdf:",
        type="tertiary",
        on_click=_open,
        args=(OpenPage(paper.id, page[1]), also),
        wrap=True,
    )


def _open(page: OpenPage, also: Callable[[], None]) -> None:
    open_page(page)
    also()

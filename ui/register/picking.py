"""Words picked off a paper's pages: from one printed line to another, as they stand there."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from corpus.corrections import PrintedLine, pick, printed_lines
from corpus.model import Access, CorrectionError, Page, Quote, Span
from ui.language import _
from ui.service import catalogue
from ui.viewer import open_page
from ui.words import OpenPage, plain, shortened, verbatim

# Words of a line with which a decision begins or ends inside it.
_A_FEW = 6


def pages_about(paper_id: str, spans: Sequence[Span], clearance: Access) -> list[Page]:
    """Return the pages of ``spans`` and those beside them, as far as they may be seen."""
    numbers = [span.page for span in spans]
    held = catalogue().labels(paper_id, clearance)
    near = range(min(numbers) - 1, max(numbers) + 2)
    return [catalogue().page(paper_id, number, clearance) for number in near if number in held]


def pick_words(pages: Sequence[Page], spans: Sequence[Span], key: str) -> Quote | None:
    """Draw the choice of a first and a last line of ``pages``, and return the words picked.

    ``spans`` are what is picked at first, () for the first line of the page in the middle. None
    where nothing can be picked so; the page then says why.
    """
    lines = [line for page in pages for line in printed_lines(page)]
    if not lines:
        st.warning(_("No words could be read on these pages, so none can be picked."))
        return None
    first, last = _ends(lines, spans)
    numbers = range(len(lines))
    start = st.selectbox(
        _("From the line"), numbers, first, lambda n: _label(lines[n]), key=f"first_{key}"
    )
    # What ends before it begins is no choice, so the end goes along with the beginning.
    end = st.selectbox(
        _("To the line"),
        numbers[start:],
        max(last - start, 0),
        lambda n: _label(lines[n]),
        key=f"last_{key}_{start}",
    )
    with st.container(horizontal=True):
        begins = st.text_input(
            _("Beginning with"),
            _inside(lines[first], spans[:1], pages, after=True),
            key=f"begins_{key}",
            max_chars=200,
            placeholder=_("its first words"),
            help=_("Where the decision begins inside the line: copy a few words of it."),
        )
        ends = st.text_input(
            _("Ending with"),
            _inside(lines[last], spans[-1:], pages, after=False),
            key=f"ends_{key}",
            max_chars=200,
            placeholder=_("its last words"),
            help=_("Where the decision ends inside the line: copy a few words of it."),
        )
    one, other = lines[start], lines[end]
    try:
        places = ((one.page, one.number), (other.page, other.number))
        words = pick(pages, *places, begins.strip(), ends.strip())
    except CorrectionError as error:
        st.warning(plain(_sentence(error)))
        return None
    st.caption(_("The register would say:"))
    with st.container(key=f"official_picked_{key}", gap="small"):
        st.text(verbatim(words.words))
    st.button(
        _("Mark it on the page"),
        key=f"mark_{key}",
        type="tertiary",
        icon=":material/ink_highlighter:",
        on_click=open_page,
        args=(OpenPage(pages[0].paper_id, one.page, words.spans, words.words),),
    )
    return words


def _sentence(error: CorrectionError) -> str:
    told = str(error)
    return f"{told[:1].upper()}{told[1:]}."


def _label(line: PrintedLine) -> str:
    return _("p. {page}, line {number}: {text}").format(
        page=line.page, number=line.number, text=shortened(line.text, 80)
    )


def _ends(lines: Sequence[PrintedLine], spans: Sequence[Span]) -> tuple[int, int]:
    """Return the indices of the first and the last line that hold words of ``spans``."""
    held = [
        at
        for at, line in enumerate(lines)
        if any(one.overlaps(other) for one in line.spans for other in spans)
    ]
    return (held[0], held[-1]) if held else (0, 0)


def _inside(line: PrintedLine, spans: Sequence[Span], pages: Sequence[Page], *, after: bool) -> str:
    """Return a few words with which ``spans`` begin (``after``) or end inside a line, or ""."""
    texts = {page.number: page.text for page in pages}
    for span in spans:
        for part in line.spans:
            if part.page != span.page or not part.overlaps(span):
                continue
            low, high = max(part.start, span.start), min(part.end, span.end)
            words = texts[part.page][low:high].split()
            if after and low > part.start:
                return " ".join(words[:_A_FEW])
            if not after and high < part.end:
                return " ".join(words[-_A_FEW:])
    return ""

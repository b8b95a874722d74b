"""What an answer looks like: statements, official wording set apart, numbered source cards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from corpus.types import Paper
from retrieval.types import Answer, Citation, PageRef, Statement, Status
from ui.links import OpenPage
from ui.plain import clauses, flowing, plain, shortened, verbatim
from ui.viewer import open_page
from ui.wording import reference_line, source_line

_MOST_NEAREST = 5


def answer_body(answer: Answer, papers: Mapping[str, Paper], key: str) -> None:
    """Draw an answer or a refusal; ``key`` is unique to it in this session."""
    if answer.status is Status.REFUSED:
        _refusal(answer, papers, key)
        return
    if answer.message:
        st.caption(plain(answer.message))
    for at, statement in enumerate(answer.statements):
        _statement(statement, f"{key}_{at}")
    cited = {(c.paper_id, c.page) for c in answer.citations}
    others = [p for p in answer.pages if (p.paper_id, p.page) not in cited][:_MOST_NEAREST]
    if others:
        with st.expander("Other pages worth reading"):
            _pages(others, papers, f"{key}_other")


def _statement(statement: Statement, key: str) -> None:
    name = f"official_{key}" if statement.official else f"statement_{key}"
    with st.container(key=name, gap="small"):
        if statement.official:
            st.caption(":material/gavel: **Official wording**, quoted as printed")
        text = verbatim(statement.text)
        st.text(clauses(flowing(text)) if statement.official else flowing(text))
        for citation in statement.citations:
            source_card(citation, f"{key}_{citation.number}", quoted_in=statement.text)


def source_card(citation: Citation, key: str, quoted_in: str = "") -> None:
    """Draw one source: where it stands, and its quote unless the text above is that quote."""
    with st.container(key=f"card_{key}", gap="xxsmall"):
        st.button(
            f"**[{citation.number}]** {plain(source_line(citation))}",
            key=f"cite_{key}",
            type="tertiary",
            icon=":material/description:",
            on_click=open_page,
            args=(opened_by(citation),),
            wrap=True,
        )
        if _folded(citation.quote) != _folded(quoted_in):
            st.text(f"“{verbatim(citation.quote)}”")


def opened_by(citation: Citation) -> OpenPage:
    """Return the page that a citation opens."""
    return OpenPage(citation.paper_id, citation.page, citation.spans, citation.quote, citation.item)


def _refusal(answer: Answer, papers: Mapping[str, Paper], key: str) -> None:
    with st.container(key=f"refusal_{key}"):
        st.markdown(f":material/search_off: {plain(answer.message)}")
    nearest = answer.pages[:_MOST_NEAREST]
    if nearest:
        st.caption("**Nearest pages**, without a claim")
        _pages(nearest, papers, f"{key}_near")


def _pages(pages: Sequence[PageRef], papers: Mapping[str, Paper], key: str) -> None:
    for at, page in enumerate(pages):
        with st.container(key=f"card_{key}_{at}", gap="xxsmall"):
            st.button(
                plain(reference_line(page, papers.get(page.paper_id))),
                key=f"page_{key}_{at}",
                type="tertiary",
                icon=":material/description:",
                on_click=open_page,
                args=(OpenPage(page.paper_id, page.page, item=page.item),),
                wrap=True,
            )
            st.text(verbatim(shortened(page.snippet, 220)))


def _folded(text: str) -> str:
    return " ".join(text.split())

"""What an answer looks like: statements, official wording set apart, numbered source cards."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import groupby

import streamlit as st

from corpus.model import Paper
from retrieval.model import Answer, Citation, PageRef, Statement, Status
from ui.language import N_, _, spoken
from ui.viewer import show_page
from ui.words import (
    OpenPage,
    clauses,
    corrected_on,
    counted,
    flowing,
    plain,
    plain_lines,
    reference_line,
    shortened,
    source_line,
    verbatim,
)

_HEADINGS = {
    Status.ANSWERED: N_("Answer"),
    Status.CLOSEST: N_("No clear answer"),
    Status.REFUSED: N_("No answer"),
    Status.REPLIED: N_("Reply"),
}
_MOST_NEAREST = 5
_CLOSEST = 3
# So many characters of a page that is listed without a claim.
_MOST_SHOWN = 220
_CONFLICT = N_(
    ":material/compare_arrows: **Figures differ.** This figure differs from another one in this "
    "answer. Compare the two pages."
)


def answer_heading(answer: Answer, key: str) -> None:
    """Draw the heading of an answer: the answer in one line, or what it is where it has none."""
    name = f"lead_{key}" if answer.lead else f"said_{key}"
    with st.container(key=name):
        st.subheader(plain(spoken(answer.lead)) or _(_HEADINGS[answer.status]), anchor=False)


def statements_body(statements: Sequence[Statement], key: str) -> None:
    """Draw the statements of an answer with their sources; ``key`` is unique to it in the chat.

    To be called in a fragment, since its clicks draw no more than the page they open.
    """
    quoted = {c.number for s in statements if not s.explained for c in s.citations}
    for nth, statement in enumerate(statements):
        _statement(statement, f"{key}_{nth}", quoted)


def _statement(statement: Statement, key: str, quoted: Container[int]) -> None:
    """Draw one statement; a quote among ``quoted`` is not said again under words that explain."""
    name = f"official_{key}" if statement.official else f"statement_{key}"
    if statement.explained:
        name = f"explained_{key}"
    with st.container(key=name, gap="small"):
        if statement.part:
            st.caption(f"**{plain(spoken(statement.part))}**")
        if statement.official:
            st.caption(_(":material/gavel: **Official wording**, quoted as printed"))
        elif statement.explained:
            st.caption(_(":material/auto_awesome: **Explained by a language model**, no quotation"))
        text = verbatim(statement.text)
        st.text(clauses(flowing(text)) if statement.official else flowing(text))
        if statement.corrected:
            st.caption(f":material/edit_note: {corrected_on(statement.corrected)}")
        if statement.conflicts:
            with st.container(key=f"conflict_{key}"):
                st.markdown(_(_CONFLICT))
        for cited in _by_page(statement.citations):
            said = [c.quote for c in cited if c.number in quoted] if statement.explained else []
            source_card(cited, f"{key}_{cited[0].number}", (statement.text, *said))
        if statement.also:
            _also(statement.also, key)


whole_statements = st.fragment(statements_body)


@st.fragment
def answer_rest(answer: Answer, papers: Mapping[str, Paper], key: str) -> None:
    """Draw what stands below the statements of an answer; all there is where it has none."""
    if answer.status is Status.REPLIED:
        st.markdown(plain_lines(spoken(answer.message)))
    elif answer.status is not Status.ANSWERED:
        _not_answered(answer, papers, key)
    elif answer.message:
        st.caption(plain(spoken(answer.message)))
    _note(answer)
    if answer.dropped:
        left_out = _("{sentences} of the language model left out: the papers do not bear them out.")
        st.caption(left_out.format(sentences=counted(answer.dropped, "sentence")))
    if answer.status is Status.ANSWERED:
        if answer.closest:
            with st.expander(_("Other passages that come close")):
                statements_body(answer.closest, f"{key}_closest")
        told = (*answer.statements, *answer.closest)
        cited = {(c.paper_id, c.page) for s in told for c in s.citations}
        others = [p for p in answer.pages if (p.paper_id, p.page) not in cited][:_MOST_NEAREST]
        if others:
            with st.expander(_("Other pages worth reading")):
                _pages(others, papers, f"{key}_other")
    if answer.prompt:
        with st.expander(
            _("What the language model was sent ({model})").format(
                model=plain(answer.model or _("model"))
            )
        ):
            st.text(verbatim(answer.prompt))


def _note(answer: Answer) -> None:
    """Say what an answer went without."""
    if answer.words_only:
        st.warning(plain(spoken(answer.note)), icon=":material/warning:")
    elif answer.note:
        st.info(plain(spoken(answer.note)), icon=":material/info:")


def source_card(cited: Sequence[Citation], key: str, said: Sequence[str] = ()) -> None:
    """Draw one source: where it stands, and its quotes but those ``said`` in full beside it.

    ``cited`` are citations of one page, in the order of their numbers; the card
    opens the page with the words of all of them marked.
    """
    numbers = "".join(f"[{c.number}]" for c in cited if c.number)
    with st.container(key=f"card_{key}", gap="xxsmall"):
        st.button(
            f"**{numbers}** {plain(source_line(cited[0]))}".removeprefix("**** "),
            key=f"cite_{key}",
            type="tertiary",
            icon=":material/description:",
            on_click=show_page,
            args=(opened_by(cited),),
            wrap=True,
        )
        beside = [_folded(text) for text in said]
        for citation in cited:
            if not any(_folded(citation.quote) in text for text in beside):
                number = f"[{citation.number}] " if len(cited) > 1 else ""
                st.text(f"{number}“{verbatim(citation.quote)}”")


def _by_page(citations: Sequence[Citation]) -> Iterator[tuple[Citation, ...]]:
    """Gather neighbouring citations of one page under one source, annotations by themselves."""
    for _page, cited in groupby(
        citations, key=lambda c: (c.paper_id, c.page, c.item, c.annotation)
    ):
        yield tuple(cited)


def _also(citations: Sequence[Citation], key: str) -> None:
    """Draw the other papers that say the same words, folded away."""
    places = counted(len(citations), "other place")
    with st.expander(_("The same words in {places}").format(places=places)):
        for at, cited in enumerate(_by_page(citations)):
            source_card(cited, f"{key}_also_{at}", (cited[0].quote,))


def opened_by(cited: Sequence[Citation]) -> OpenPage:
    """Return the page that citations of one page open, one at least."""
    first = cited[0]
    marks = [(span, citation.number) for citation in cited for span in citation.spans]
    spans = tuple(span for span, _ in marks)
    numbers = tuple(number for _, number in marks)
    quote = " … ".join(citation.quote for citation in cited)
    numbers = numbers if any(numbers) else ()
    return OpenPage(first.paper_id, first.page, spans, quote, first.item, numbers)


def worth_opening(answer: Answer, most: int) -> tuple[OpenPage, ...]:
    """Return the first pages that somebody may open from an answer, as its buttons open them.

    ``most`` at most, each once.
    """
    told = answer.statements or answer.closest
    cited = [opened_by(one) for said in told for one in _by_page(said.citations)]
    near = [OpenPage(page.paper_id, page.page, item=page.item) for page in answer.pages]
    return tuple(dict.fromkeys(cited or near))[:most]


def _not_answered(answer: Answer, papers: Mapping[str, Paper], key: str) -> None:
    """Draw why there is no answer, what comes closest to one, and pages near to it."""
    with st.container(key=f"refusal_{key}"):
        st.markdown(f":material/search_off: {plain(spoken(answer.message))}")
    statements_body(answer.closest[:_CLOSEST], f"{key}_closest")
    if further := answer.closest[_CLOSEST:]:
        with st.expander(_("More that comes close")):
            statements_body(further, f"{key}_further")
    quoted = {(c.paper_id, c.page) for s in answer.closest for c in s.citations}
    nearest = [p for p in answer.pages if (p.paper_id, p.page) not in quoted][:_MOST_NEAREST]
    if nearest:
        st.caption(_("**Nearest pages**, without a claim"))
        _pages(nearest, papers, f"{key}_near")


def _pages(pages: Sequence[PageRef], papers: Mapping[str, Paper], key: str) -> None:
    for at, page in enumerate(pages):
        with st.container(key=f"card_{key}_{at}", gap="xxsmall"):
            _page_button(page, papers, f"page_{key}_{at}")
            st.text(verbatim(shortened(page.snippet, _MOST_SHOWN)))
            if page.also:
                places = counted(len(page.also), "other place")
                with st.popover(
                    _("The same in {places}").format(places=places),
                    type="tertiary",
                    key=f"same_{key}_{at}",
                ):
                    for nth, other in enumerate(page.also):
                        _page_button(other, papers, f"page_{key}_{at}_{nth}")


def _page_button(page: PageRef, papers: Mapping[str, Paper], key: str) -> None:
    st.button(
        plain(reference_line(page, papers.get(page.paper_id))),
        key=key,
        type="tertiary",
        icon=":material/description:",
        on_click=show_page,
        args=(OpenPage(page.paper_id, page.page, item=page.item),),
        wrap=True,
    )


def _folded(text: str) -> str:
    return " ".join(text.split())

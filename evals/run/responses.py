"""An answer as what came back: the one place where evals reads the form of answers."""

from __future__ import annotations

from evals.measure import QuoteChecker, fold
from evals.model import Cited, Outcome, Response, Stated
from retrieval.model import Answer, Citation, PageRef

# How many pages of an answer are kept and written out.
DEPTH = 40
# What the app shows of the nearest pages below a refusal: so many, so many characters of each.
NEAREST = 5
SNIPPET = 220


def response_of(
    answer: Answer, latency_ms: float, checker: QuoteChecker, modelled: bool
) -> Response:
    """Return what came back, with every quote held against its page.

    ``latency_ms`` are the milliseconds that it took.

    ``latency_ms`` is how long it took, in milliseconds.

    Raises:
        CorpusError: a cited paper is not in the catalogue or cannot be read.
    """
    outcome = Outcome(answer.status.value)
    cited = tuple(_cited(one, checker) for one in answer.citations)
    near = tuple(_cited(c, checker) for said in answer.closest for c in said.citations)
    if not near and outcome is Outcome.REFUSED:
        near = tuple(_snippet(page) for page in answer.pages[:NEAREST])
    return Response(
        pages=fold([(found.paper, found.page) for found in answer.pages], DEPTH),
        outcome=outcome,
        text=answer.text,
        citations=cited,
        latency_ms=latency_ms,
        stated=tuple(
            Stated(one.text, fold([(c.paper, c.page) for c in one.citations]))
            for one in answer.statements
            if one.explained
        ),
        dropped=answer.dropped,
        prompt=answer.prompt,
        note=answer.note,
        modelled=modelled,
        lead=answer.lead,
        closest=near,
    )


def _cited(citation: Citation, checker: QuoteChecker) -> Cited:
    c = citation
    return Cited(c.paper, c.page, c.printed, c.item, c.quote, checker.stands(c))


def _snippet(page: PageRef) -> Cited:
    """Return what is shown of a page without a claim: no quote, so nothing to hold to it."""
    words = " ".join(page.snippet.split())[:SNIPPET]
    return Cited(page.paper, page.page, page.printed, page.item, words, verbatim=False)

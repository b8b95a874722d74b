"""A run as CSV for spreadsheets, which names no page that whoever asks may not see."""

from __future__ import annotations

import csv
import io

from evals.model.results import Cited, Outcome, Response, Result, Run, Score
from evals.show.run_table import run_csv
from tests.retrieval.fingerprints import MADE_UP

AT = "2024-01-01T00:00:00+00:00"
UNSEEN = "a page not in the papers, or not for you"
HIDDEN = "words not in the papers any more, or not for you"


def cited(paper: str, page: int, quote: str = "It costs £5.") -> Cited:
    return Cited(paper, page, None, None, quote, verbatim=True)


def rows(*results: Result) -> list[dict[str, str]]:
    """Return the rows for whoever may see nothing of "closed.pdf"."""
    run = Run("r", AT, "s", "q" * 12, MADE_UP, (), (), "c" * 12, 1, results)
    made = run_csv(
        run,
        lambda page: page[0] != "closed.pdf",
        lambda response: all(one.paper != "closed.pdf" for one in response.citations),
    )
    assert b"closed" not in made
    return list(csv.DictReader(io.StringIO(made.decode("utf-8-sig"))))


def test_a_question_a_line_with_its_answer_pages_and_every_measure() -> None:
    said = (cited("a.pdf", 2), cited("b.pdf", 1), cited("a.pdf", 2))
    found = (("a.pdf", 2), ("a.pdf", 1))
    answer = Response(found, Outcome.ANSWERED, "It costs £5. And more.", said, 1.0, lead="£5")
    scores = (Score("right", 1.0), Score("hit@1", 0.0), Score("MRR@10", 1 / 3))
    gold = (("a.pdf", 1),)
    first = Result("a", "fact", '=HYPERLINK("x")', answer, scores, gold, expect="answer")
    none = Response((), Outcome.REFUSED, "The papers do not say.", (), 1.0)
    refused = Result("b", "fact", "Who, then?", none, (Score("refusal", 1.0),), expect="none")
    one, two = rows(first, refused)
    assert one == {
        "question": '\'=HYPERLINK("x")',
        "expected": "answer",
        "status": "answered",
        "answer": "£5",
        "cited paper and page": "a.pdf p2; b.pdf p1",
        "right page": "a.pdf p1",
        "pages found": "a.pdf p2; a.pdf p1",
        "fell short": "gold first at rank 2; first was a.pdf p2; gold a.pdf p1",
        "right": "1",
        "hit@1": "0",
        "MRR@10": "0.3333",
        "refusal": "",
    }
    assert (two["expected"], two["status"], two["answer"]) == (
        "none", "refused", "The papers do not say."
    )  # fmt: skip
    assert (two["right"], two["refusal"], two["fell short"]) == ("", "1", "")


def test_what_whoever_asks_may_not_see_is_not_told() -> None:
    found = (("closed.pdf", 2),)
    answer = Response(found, Outcome.ANSWERED, "closed words", (cited("closed.pdf", 2),), 1.0)
    short = (Score("hit@1", 0.0),)
    (one,) = rows(Result("a", "fact", "Why?", answer, short, (("closed.pdf", 1),)))
    assert one["answer"] == one["fell short"] == HIDDEN
    assert one["cited paper and page"] == one["right page"] == one["pages found"] == UNSEEN
    # The words of an open answer are told, and not which closed page came first.
    open_ = Response(found, Outcome.ANSWERED, "open words", (cited("a.pdf", 2),), 1.0)
    (two,) = rows(Result("a", "fact", "Why?", open_, short, (("a.pdf", 1),)))
    assert (two["answer"], two["fell short"]) == ("open words", HIDDEN)

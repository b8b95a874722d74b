"""A run as CSV for spreadsheets, which names no page that whoever asks may not see."""

from __future__ import annotations

import csv
import io

from evals.model.results import Outcome, Response, Result, Run, Score
from evals.show.run_table import HEADINGS, run_csv
from tests.retrieval.fingerprints import MADE_UP


def test_a_question_a_line_with_pages_status_and_right() -> None:
    pages = (("a.pdf", 1), ("closed.pdf", 2))
    response = Response(pages, Outcome.ANSWERED, "text", (), 1.0)
    first = Result("a", "fact", '=HYPERLINK("x")', response, (Score("right", 1.0),), pages[:1])
    none = Response((), Outcome.REFUSED, "", (), 1.0)
    second = Result("b", "fact", "Who, then?", none, (Score("right", 0.0),))
    third = Result("c", "fact", "Kept before that was measured", none, ())
    at = "2024-01-01T00:00:00+00:00"
    run = Run("r", at, "s", "q" * 12, MADE_UP, (), (), "c" * 12, 1, (first, second, third))
    made = run_csv(run, lambda page: page[0] != "closed.pdf")
    head, *rows = csv.reader(io.StringIO(made.decode("utf-8-sig")))
    assert tuple(head) == HEADINGS
    unseen = "a page not in the papers, or not for you"
    assert rows == [
        ['\'=HYPERLINK("x")', "a.pdf p1", f"a.pdf p1; {unseen}", "answered", "yes"],
        ["Who, then?", "", "", "refused", "no"],
        ["Kept before that was measured", "", "", "refused", ""],
    ]
    assert b"closed" not in made

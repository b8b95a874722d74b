"""Which bodies a question names as those that decide."""

from __future__ import annotations

import pytest

from retrieval.answer.of_matter import named_bodies
from retrieval.question.lexicon import Lexicon
from retrieval.question.query import understand


@pytest.mark.parametrize(
    ("asked", "bodies"),
    [
        ("did planning agree to the barn", {"planning"}),
        ("what did the planning committee decide on the barn", {"planning"}),
        ("what did overview and scrutiny recommend", {"scrutiny"}),
        ("decisions by licensing", {"licensing"}),
        ("planning's decision on the barn", {"planning"}),
        ("what planning decided on the barn", {"planning"}),
        ("decisions of licensing on the fair", {"licensing"}),
        ("was it scrutiny that agreed the plan", {"scrutiny"}),
        ("what did cabinet decide", {"cabinet"}),
        ("what was decided about joint planning with our neighbours", set()),
        ("has planning permission been granted for the barn", set()),
        ("what was decided on the licensing fees", set()),
        ("has planning enforcement been agreed", set()),
        ("what was said by the planning inspector", set()),
        ("did the planning appeal succeed", set()),
        ("has the licensing scheme been adopted", set()),
    ],
)
def test_a_subject_is_a_body_where_it_decides(asked: str, bodies: set[str]) -> None:
    assert named_bodies(understand(asked, Lexicon())) == bodies

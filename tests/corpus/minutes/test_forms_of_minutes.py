"""Forms that minutes take: what an outcome stands under, its words, and what is beside them.

Each section of ``forms_of_minutes.txt`` gives minutes, drawn as
:mod:`tests.corpus.minutes_pages` draws them, and after each ``=>`` an outcome: its class,
number and title, its words, and what is printed of outcome, mover and vote. A lone
``^L`` is a page end.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from corpus.model import Span
from tests.corpus.minutes_pages import HEAD, draw, read

FORMS = Path(__file__).with_name("forms_of_minutes.txt").read_text(encoding="utf-8")
SECTIONS = [section.partition("\n") for section in FORMS.split("\n=== ")[1:]]


def told(text: str) -> list[str]:
    """Return a line for each outcome of the minutes in ``text``."""
    pages, _ = draw(text)

    def cut(spans: Sequence[Span]) -> str:
        said = " / ".join(pages[one.page - 1].text[one.start : one.end] for one in spans)
        return " ".join(said.split()) or "-"

    return [
        " | ".join((
            said.outcome_class.value, said.number or "-", said.title or "-", said.text,
            cut(said.outcome_spans), cut(said.moved_spans), cut(said.vote_spans),
        ))
        for said in read(text)[1]
    ]  # fmt: skip


@pytest.mark.parametrize("form", SECTIONS, ids=[name for name, _, _ in SECTIONS])
def test_minutes_of_this_form_give_their_outcomes(form: tuple[str, str, str]) -> None:
    text, *outcomes = form[2].split("\n=> ")
    drawn = HEAD + text.replace("\n^L\n", "\f")
    assert told(drawn) == [" ".join(line.split()) for line in outcomes]

"""What is answered when a meeting asked about decided nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.catalogue.catalogue import Catalogue
from retrieval.answer.meeting_outcomes import nothing_decided
from retrieval.answer.quoting import Quoter
from retrieval.model.types import Hit
from tests.retrieval.registers import HARBOUR, fill, found

NO_QUORUM = """
**HARBOUR COUNCIL
**NOTES of the meeting held at the Customs House on 9 July 2024

Present: Councillor Ash (Chair)

**1. Quorum

The Chair said that too few members had come and that the meeting could not go on.
"""


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    with Catalogue.open(Path(tmp_path_factory.mktemp("harbour"))) as opened:
        fill(opened, HARBOUR, NO_QUORUM)
        yield opened


def said(question: str, catalogue: Catalogue) -> tuple[str, str]:
    one = found(catalogue, question)
    passages = (p for key in sorted(one.papers) for p in catalogue.passages_of(key))
    one = replace(
        one, minuted=catalogue.minuted(), hits=tuple(Hit(passage, 1.0, ()) for passage in passages)
    )
    quoter = Quoter(catalogue, one)
    told, message = nothing_decided(one, quoter)
    return " ".join(statement.text for statement in told), message


def test_the_minutes_of_a_day_without_outcomes_are_quoted(catalogue: Catalogue) -> None:
    text, message = said("What was decided on 9 July 2024?", catalogue)
    assert "too few members had come" in text
    assert "ferry" not in text
    assert "9 July 2024" in message


@pytest.mark.parametrize(
    "question",
    [
        "What was decided on 10 July 2024?",
        "What was decided in July 2024?",
        "What was decided about the lighthouse on 9 July 2024?",
        "Who came on 9 July 2024?",
    ],
)
def test_nothing_is_said_of_other_days_or_on_other_questions(
    question: str, catalogue: Catalogue
) -> None:
    assert said(question, catalogue) == ("", "")

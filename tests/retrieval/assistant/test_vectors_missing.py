"""Vectors that vanish while questions are asked: answers go on, say so, and come right again."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from corpus.model import Access, Scope
from evals.run.runner import run_set
from evals.sets.questions import Gold, Kind, Question
from evals.sets.sets import QuestionSet
from retrieval.assistant.assistant import Assistant
from retrieval.cli.commands import main
from retrieval.model.settings import Settings
from retrieval.model.types import Status
from retrieval.vectors.index import ChromaIndex
from tests.retrieval.conftest import SAMPLE

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
QUESTION = "What was agreed about library opening hours?"
NONSENSE = "zyqquorb"


@pytest.fixture
def assistant(data: Path) -> Iterator[Assistant]:
    with closing(Assistant.open(Settings.model_construct(data=data))) as opened:
        yield opened


def rebuild(data: Path) -> None:
    """Make the vectors again, as another process does."""
    with closing(Assistant.open(Settings.model_construct(data=data))) as other:
        other.ingest(lambda _: None).rebuild()


def test_vectors_that_are_deleted_are_missed_and_come_right_by_themselves(
    assistant: Assistant, data: Path
) -> None:
    before = assistant.ask(QUESTION)
    assert (before.status, before.words_only, before.note) == (Status.ANSWERED, False, "")
    shutil.rmtree(data / "chroma")
    without = assistant.ask(QUESTION)
    assert without.status is Status.ANSWERED
    assert without.words_only
    assert "words alone" in without.note
    assert "minutebook rebuild" in without.note
    assert [c.quote for c in without.citations] == [c.quote for c in before.citations]
    refused = assistant.ask(NONSENSE)
    assert refused.status is Status.REFUSED
    assert refused.words_only
    assert refused.note == without.note
    rebuild(data)
    again = assistant.ask(QUESTION)
    assert (again.status, again.words_only, again.note) == (Status.ANSWERED, False, "")


def test_some_that_are_missing_are_missed_too(assistant: Assistant, data: Path) -> None:
    with closing(ChromaIndex(data)) as index:
        index.remove(assistant.catalogue.papers()[0].id)
    assert assistant.ask(QUESTION).words_only


def test_damaged_vectors_cost_no_answer(assistant: Assistant, data: Path) -> None:
    assistant.ask(QUESTION)
    for path in (data / "chroma").rglob("*"):
        if path.is_file():
            path.write_bytes(b"scribbled over" * 100)
    answer = assistant.ask(QUESTION)
    assert answer.status is Status.ANSWERED
    assert answer.words_only
    assert "minutebook rebuild" in answer.note
    rebuild(data)
    assert not assistant.ask(QUESTION).words_only


def test_papers_that_come_and_go_are_not_missed(assistant: Assistant) -> None:
    ingest = assistant.ingest(lambda _: None)
    removed = assistant.catalogue.papers()[0]
    ingest.remove([removed.id])
    assert not assistant.ask(QUESTION).words_only
    ingest.add([SAMPLE / removed.file_name], ocr=False)
    assert not assistant.ask(QUESTION).words_only


def test_what_is_said_counts_no_exempt_paper(assistant: Assistant, data: Path) -> None:
    ingest = assistant.ingest(lambda _: None)
    shutil.rmtree(data / "chroma")
    said = assistant.ask(QUESTION).note
    paper = assistant.catalogue.papers()[-1]
    rebuild(data)
    ingest.add([SAMPLE / paper.file_name], access=Access.EXEMPT, ocr=False)
    shutil.rmtree(data / "chroma")
    assert assistant.ask(QUESTION).note == said
    assert assistant.ask(QUESTION, Scope(clearance=Access.EXEMPT)).note == said


def test_the_commands_say_it(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(data / "chroma")
    assert main(["ask", QUESTION, "--data", str(data)]) == 0
    assert "words alone" in " ".join(capsys.readouterr().out.split())
    assert main(["ask", QUESTION, "--json", "--data", str(data)]) == 0
    assert json.loads(capsys.readouterr().out)["words_only"] is True
    assert main(["search", QUESTION, "--data", str(data)]) == 0
    out, err = capsys.readouterr()
    assert "PDF page" in out
    assert "words alone" in err


def test_what_is_measured_without_vectors_has_failed(assistant: Assistant, data: Path) -> None:
    question = Question("q", QUESTION, Kind.FACT, (Gold("a.pdf", 1, None, None, "a"),))
    questions = QuestionSet("one", (question,))
    shutil.rmtree(data / "chroma")
    (result,) = run_set(assistant, questions).results
    assert "IndexUnavailableError" in (result.response.error or "")

"""A real model behind a real server: words as they come, stopping, restarting, overrun, JSON."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing, suppress
from urllib.parse import urlsplit

import pytest

from prompts import fill
from retrieval.explain.as_json import EXAMPLE, as_lines, schema
from retrieval.explain.language_model import LanguageModel, open_model
from retrieval.explain.statements import Draft, drafts
from retrieval.explain.words import Prompt
from retrieval.model import LanguageModelError, Settings
from tests.retrieval.model_process import MISSING, WINDOW, model_file, model_process

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(model_file() is None, reason=MISSING),
    pytest.mark.timeout(600),
]
SENTENCES = (
    "[1] The Lanthorn ferry runs from 1 May 2025.\n"
    "[2] A new pontoon costs £64,000.\n"
    "[3] The Harbour Panel agreed the fares on 4 June 2025.\n"
    "[4] The pier is shut on Sundays."
)
QUESTIONS = (
    "When does the ferry run?",
    "What does the pontoon cost?",
    "Who agreed the fares?",
    "When is the pier shut?",
)
# The model has 135 million weights, and machines may be busy.
PATIENCE = 120.0


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with model_process() as (url, _):
        yield url


def model(url: str) -> LanguageModel:
    settings = Settings(
        llm="openai:smollm2", llm_base_url=url, llm_window=WINDOW, llm_timeout=PATIENCE
    )
    opened = open_model(settings)
    assert opened
    return opened


def begins(held: LanguageModel, question: str = "What is a ferry?", pieces: int = 1) -> list[str]:
    """Return the first pieces of what the model writes, and have it stop."""
    with closing(held.words(Prompt("You answer in a sentence.", question), 200)) as words:
        return [next(words) for _ in range(pieces)]


def asking(question: str, in_json: bool = False) -> Prompt:
    papers = f"=== papers\n{SENTENCES}\n=== papers"
    user = fill("model_question", question=question, parts="", papers=papers)
    system = fill("model_answer", most="2")
    if not in_json:
        return Prompt(system, user)
    return Prompt(system, user, "", schema(4, 2), fill("model_json", example=EXAMPLE))


def test_words_come_one_after_the_other_and_closing_stops_the_work(address: str) -> None:
    held = model(address)
    assert all(begins(held, "Count from one to a hundred.", 3))
    # One at a time: were the first not stopped, the next would wait for 200 words.
    started = time.monotonic()
    assert begins(held)
    assert held.state().note == ""
    assert time.monotonic() - started < PATIENCE / 2


def test_a_server_that_ends_and_comes_back_is_asked_again() -> None:
    with model_process() as (url, process):
        held = model(url)
        assert begins(held)
        process.kill()
        process.wait(10)
        with pytest.raises(LanguageModelError, match=r"reached|broke off"):
            begins(held)
        port = urlsplit(url).port or 0
        with model_process(port) as (again, _):
            assert again == url
            assert begins(held)


def test_more_than_its_window_is_refused_in_plain_words(address: str) -> None:
    for long in (asking("harbour " * 2 * WINDOW, in_json) for in_json in (False, True)):
        with pytest.raises(LanguageModelError, match="MINUTEBOOK_LLM_WINDOW"):
            next(model(address).words(long, 8))


def test_every_statement_of_json_cites_sentences_that_were_sent(
    address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    told = {
        in_json: [one for question in QUESTIONS for one in written(address, question, in_json)]
        for in_json in (True, False)
    }
    with capsys.disabled():
        for in_json, found in told.items():
            way = "JSON by schema" if in_json else "lines"
            print(f"\n{way}: {sum(map(cites, found))} of {len(found)} statements cite validly")
    assert told[True]
    assert all(map(cites, told[True]))


def written(address: str, question: str, in_json: bool) -> list[Draft]:
    """Return the statements that the model writes; one cut off at its limit is none."""
    held = model(address)
    found: list[Draft] = []
    with suppress(LanguageModelError):
        found.extend(drafts(as_lines(held.words(asking(question, in_json), 160))))
    return found


def cites(draft: Draft) -> bool:
    return bool(draft.numbers) and set(draft.numbers) <= {1, 2, 3, 4}

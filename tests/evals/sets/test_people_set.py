"""The people's set on the sample papers: how people type, and gold that stands on its page."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from corpus.pdf.pdfium import open_pdf
from evals.measure.people import says_all
from evals.sets.questions import Expect, Kind, Question
from evals.sets.sets import read_sets

ROOT = Path(__file__).resolve().parents[3]
SETS, PAPERS = ROOT / "evals" / "sets", ROOT / "corpus" / "sample"
_ROW = re.compile(r"\| (\d+) \| (\S+) \| (\S+) \| .+ \| ?(\S?) \|")
_PLAIN = re.compile(r"\W+")


@pytest.fixture(scope="module")
def questions() -> tuple[Question, ...]:
    return read_sets([SETS / "people.jsonl"]).questions


@pytest.fixture(scope="module")
def texts() -> dict[tuple[str, int], str]:
    """The text of every page of the sample papers, white space folded."""
    found = {}
    for path in PAPERS.glob("*.pdf"):
        with open_pdf(path) as pdf:
            for number in range(1, pdf.page_count + 1):
                found[path.name, number] = " ".join(pdf.layout(number).text.split())
    return found


@pytest.fixture(scope="module")
def pages() -> dict[tuple[str, int], tuple[str, str, str]]:
    """The printed number, item and mark of every page, as drawn."""
    found, name = {}, ""
    for line in (PAPERS / "PAGES.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            name = line.removeprefix("## ")
        elif match := _ROW.fullmatch(line):
            found[name, int(match[1])] = (match[2], match[3], match[4])
    return found


def test_so_many_of_each_sort(questions: tuple[Question, ...]) -> None:
    assert Counter(one.expect for one in questions) == {
        Expect.ANSWER: 90,
        Expect.NONE: 18,
        Expect.REPLY: 12,
    }
    assert {one.corpus for one in questions} == {"sample"}
    new = {"vague", "social", "help", "catalogue", "overview", "why", "options", "risks", "status"}
    assert new | {"chat"} <= {one.kind for one in questions}
    assert {"vote", "why", "figure", "options"} <= {one.about for one in questions}


def test_chats_are_whole_and_each_turn_knows_those_before_it(
    questions: tuple[Question, ...],
) -> None:
    chats: dict[str, list[Question]] = {}
    for one in questions:
        if one.chat:
            chats.setdefault(one.chat, []).append(one)
        else:
            assert not one.history, one.id
    assert len(chats) == 20
    for name, turns in chats.items():
        assert 2 <= len(turns) <= 5, name
        asked = tuple(turn.question for turn in turns)
        assert [turn.history for turn in turns] == [asked[:at] for at in range(len(turns))], name
    for one in questions:
        assert one.follows == bool(one.history and one.expect is not Expect.REPLY), one.id
        assert one.follows == bool(one.about), one.id
        assert not one.about or one.about in set(Kind), one.id


def test_gold_stands_once_on_a_public_page_with_its_number_and_item(
    questions: tuple[Question, ...],
    texts: dict[tuple[str, int], str],
    pages: dict[tuple[str, int], tuple[str, str, str]],
) -> None:
    for one in questions:
        assert bool(one.gold) == (one.expect is Expect.ANSWER), one.id
        for gold in one.gold:
            place = (gold.paper, gold.page)
            assert texts[place].count(gold.text) == 1, (one.id, gold.text)
            assert (gold.printed or "-", gold.item or "-") == pages[place][:2], (one.id, place)
            assert pages[place][2] != "E", one.id


def test_every_fact_is_to_be_read_on_the_gold_pages(
    questions: tuple[Question, ...], texts: dict[tuple[str, int], str]
) -> None:
    for one in questions:
        assert bool(one.facts) == (one.expect is not Expect.NONE), one.id
        if one.answerable:
            said = " ".join(texts[place] for place in sorted(one.gold_pages))
            assert says_all(one.facts, said), one.id


def test_what_has_no_answer_says_why(questions: tuple[Question, ...]) -> None:
    assert all(bool(one.note) == (one.expect is Expect.NONE) for one in questions)


def test_no_question_stands_in_another_set(questions: tuple[Question, ...]) -> None:
    mine = [_plain(one.question) for one in questions]
    apart = ("people", "links")
    others = (path for path in SETS.glob("*.jsonl") if not path.name.startswith(apart))
    taken = {
        _plain(json.loads(line)["question"])
        for path in others
        for line in path.read_text(encoding="utf-8").splitlines()
    }
    assert not set(mine) & taken
    assert len(set(mine)) == len(mine)


def _plain(question: str) -> str:
    return _PLAIN.sub(" ", question.lower()).strip()

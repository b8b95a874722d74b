"""What whoever asked got: each branch by hand, and drawn rows beside the plain scorer."""

from __future__ import annotations

import json
import random
import runpy
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from evals.measure.measures import PEOPLE_MEASURES
from evals.measure.people import fold_words, people_scores, says_all
from evals.model.results import Cited, Outcome, Response, Result
from evals.run.runs import write_out
from evals.sets.questions import Expect, Question
from evals.sets.sets import parse_question
from tests.evals.measure.test_compare import run

GOLD, OTHER = ("quay.pdf", 2), ("quay.pdf", 7)
FACTS = [["£1,250", "1250 pounds"], ["harbour master"]]
SAYS = "The Harbour Master pays 1,250 a day."
LATE = f"{'so ' * 60}{SAYS}"
ANSWERED, CLOSEST, REFUSED = Outcome.ANSWERED, Outcome.CLOSEST, Outcome.REFUSED
REPLIED, FAILED = Outcome.REPLIED, Outcome.FAILED


def asked(expect: Expect) -> Question:
    gold = [{"paper": GOLD[0], "page": GOLD[1], "text": "words"}]
    line: dict[str, Any] = {"id": "q", "question": "?", "kind": "fact", "expect": expect.value}
    line |= {"gold": gold} if expect is Expect.ANSWER else {}
    line |= {"facts": FACTS} if expect is not Expect.NONE else {}
    found = parse_question(line, "here")
    assert found
    return found


def cited(page: tuple[str, int], quote: str = "words") -> Cited:
    return Cited(*page, None, None, quote, verbatim=True)


def got(expect: Expect, response: Response) -> str:
    """Return the initials of the measures that are 1: right, direct, shown, misleading, withheld"""
    scores = people_scores(asked(expect), response)
    return "".join(one.measure[0] for one in scores if one.value)


@pytest.mark.parametrize(
    ("outcome", "text", "lead", "page", "expected"),
    [
        # An answer is wanted.
        (ANSWERED, SAYS, "", GOLD, "rds"),
        (ANSWERED, LATE, "", GOLD, "rs"),
        (ANSWERED, LATE, SAYS, GOLD, "rds"),
        (ANSWERED, LATE, "The Harbour Master pays.", GOLD, "rs"),
        (ANSWERED, SAYS, "", OTHER, "s"),
        (ANSWERED, "It costs £1,250.", "", GOLD, "m"),
        (CLOSEST, SAYS, "", GOLD, "s"),
        (CLOSEST, "Nothing clear.", "", GOLD, "w"),
        (REFUSED, SAYS, "", GOLD, "s"),
        (REFUSED, "Not there.", "", GOLD, "w"),
        (REPLIED, SAYS, SAYS, GOLD, "s"),
        (REPLIED, "Hello.", "", GOLD, "w"),
        (FAILED, SAYS, "", GOLD, "w"),
    ],
)
def test_where_the_papers_answer(
    outcome: Outcome, text: str, lead: str, page: tuple[str, int], expected: str
) -> None:
    response = Response((), outcome, text, (cited(page),), 1.0, lead=lead)
    assert got(Expect.ANSWER, response) == expected


def test_quotes_show_what_the_words_do_not_say() -> None:
    quoted = (cited(GOLD, "the Harbour Master"), cited(OTHER, "at £1,250"))
    answered = Response((), ANSWERED, "See there.", quoted, 1.0)
    assert got(Expect.ANSWER, answered) == "s"
    closest = Response((), CLOSEST, "Nothing clear.", quoted[:1], 1.0, closest=quoted[1:])
    assert got(Expect.ANSWER, closest) == "s"
    assert got(Expect.ANSWER, replace(closest, closest=())) == "w"
    # A failure shows nothing, whatever was gathered before it.
    assert got(Expect.ANSWER, replace(closest, outcome=FAILED)) == "w"


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [(ANSWERED, "m"), (CLOSEST, "rds"), (REFUSED, "rds"), (REPLIED, "rds"), (FAILED, "")],
)
def test_where_the_papers_hold_nothing(outcome: Outcome, expected: str) -> None:
    # What is shown beside a refusal makes it neither better nor worse.
    assert got(Expect.NONE, Response((), outcome, SAYS, (cited(GOLD),), 1.0)) == expected


@pytest.mark.parametrize(
    ("outcome", "text", "expected"),
    [
        (REPLIED, SAYS, "rds"),
        (REPLIED, LATE, "rs"),
        (REPLIED, "Hello.", ""),
        (ANSWERED, SAYS, ""),
        (REFUSED, SAYS, ""),
        (FAILED, SAYS, ""),
    ],
)
def test_where_a_reply_is_wanted(outcome: Outcome, text: str, expected: str) -> None:
    assert got(Expect.REPLY, Response((), outcome, text, (), 1.0)) == expected


@pytest.mark.parametrize(
    ("fact", "text", "stands"),
    [
        ("20", "in 2017", False),
        ("20", "in 1920", False),
        ("20", "at £20 each", True),
        ("1,250", "11,250", False),
        ("1250", "1 250", True),
        ("1250", "1\u00a0250", True),
        ("1250", "1,2500", False),
        ("raise", "praise", False),
        ("raise", "to be raised", True),
        ("£20", "20", True),
        ("mayor's", "the Mayor’s plan", True),
        ("“no”", 'said "No"', True),
        ("ﬁne", "a Fine\n day", True),
        ("a fine day", "a Fine\n day", True),
        ("(c)", "item 4(c)", True),
        ("71%", "71%.", True),
    ],
)
def test_a_fact_stands_as_words_of_its_own(fact: str, text: str, stands: bool) -> None:
    assert says_all([[fact]], text) is stands
    assert says_all([["nowhere", fact]], text) is stands
    assert says_all([[fact], ["nowhere"]], text) is False


def test_folding() -> None:
    assert fold_words("£1,234,567.50  At\tLast") == "1234567.50 at last"


_PIECES = (
    *("the Harbour Master", "harbour masters", "£1,250", "1 250 a day", "11,250", "in 2017"),
    *("1920", "20", "“No”", 'he said "no"', "praise", "raise it", "Mayor’s", "ﬁne", "so " * 58),
)
_SPELLINGS = ("harbour master", "£1,250", "1250", "20", '"no"', "raise", "mayor's", "fine", "£")
_PAGES = (GOLD, OTHER, ("wall.pdf", 2))


def _drawn(chance: random.Random, number: int) -> tuple[dict[str, Any], Response]:
    """Return a line of a set, and what came back for it, both drawn."""
    expect = chance.choice(["answer", "answer", "none", "reply"])
    pages = chance.sample(_PAGES, chance.randint(1, 2)) if expect == "answer" else []
    line = {
        "id": f"drawn-{number}",
        "question": "?",
        "kind": chance.choice(["fact", "chat", "vague"]),
        "expect": expect,
        "gold": [{"paper": paper, "page": page, "text": "words"} for paper, page in pages],
        "facts": [chance.sample(_SPELLINGS, chance.randint(1, 2)) for _ in range(_few(chance))],
    }
    if expect == "none":
        line["facts"] = []

    def words() -> str:
        return " ".join(chance.choices(_PIECES, k=chance.randint(0, 5)))

    def quotes() -> tuple[Cited, ...]:
        return tuple(cited(chance.choice(_PAGES), words()) for _ in range(_few(chance)))

    outcome = chance.choice([*Outcome, ANSWERED, ANSWERED])
    error = "ValueError: drawn" if outcome is FAILED else None
    response = Response((), outcome, words(), quotes(), 1.0, error, lead=words(), closest=quotes())
    return line, response


def _few(chance: random.Random) -> int:
    return chance.choice([0, 1, 1, 2])


@pytest.fixture(scope="module")
def judge(shared: Path) -> Callable[..., dict[str, Any]]:
    """The scorer that knows nothing of our code."""
    found: Callable[..., dict[str, Any]] = runpy.run_path(
        str(shared / "evalsets" / "people_score.py")
    )["judge"]
    return found


def test_drawn_rows_score_as_the_plain_scorer_scores_their_out_file(
    judge: Callable[..., dict[str, Any]], tmp_path: Path
) -> None:
    chance = random.Random(17)
    drawn = [_drawn(chance, number) for number in range(1500)]
    results, lines, ours = [], {}, {}
    for line, response in drawn:
        question = parse_question(line, "drawn")
        assert question
        lines[question.id] = line
        ours[question.id] = {s.measure: bool(s.value) for s in people_scores(question, response)}
        results.append(Result(question.id, question.kind, "?", response, ()))
    write_out(replace(run({}), results=tuple(results)), tmp_path / "out.jsonl")
    ended, came_out = set(), set()
    for text in (tmp_path / "out.jsonl").read_text("utf-8").splitlines():
        row = json.loads(text)
        line = lines[row["id"]]
        theirs = judge(row, line)
        assert ours[row["id"]] == {m.name: theirs[m.name] for m in PEOPLE_MEASURES}, (line, row)
        ended.add((line["expect"], row["status"]))
        came_out |= {(line["expect"], m.name, theirs[m.name]) for m in PEOPLE_MEASURES}
    # Nothing that can happen is left out of what was drawn.
    assert len(ended) == len(Expect) * len(Outcome)
    both = {("answer", m.name, value) for m in PEOPLE_MEASURES for value in (True, False)}
    assert both <= came_out
    assert {("none", "misleading", True), ("none", "right", True)} <= came_out
    assert {("reply", "direct", False), ("reply", "direct", True)} <= came_out

"""The council's own set: added to, changed and emptied by many at once, never left half written."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from evals.model.errors import SetError
from evals.sets.own import OwnSet
from evals.sets.questions import Filters, Gold, Kind, Question
from evals.sets.sets import read_sets

PAGE = Gold("pack.pdf", 12, "40", "7", "the fee be raised")
ASKED = Question(
    "",
    "And who pays?",
    Kind.FOLLOW_UP,
    (PAGE,),
    (("the owner", "owners"),),
    ("What is the fee?",),
    Filters("Cabinet", until=date(2017, 5, 1), paper="pack.pdf"),
)


def test_a_question_is_read_as_it_was_added(tmp_path: Path) -> None:
    own = OwnSet(tmp_path / "new" / "questions.jsonl")
    assert own.questions() == ()
    name = own.add(ASKED)
    assert own.questions() == (replace(ASKED, id=name),)
    assert read_sets([own.path]).questions == own.questions()
    assert own.path.stat().st_mode & 0o777 == 0o600


def test_what_is_asked_already_is_changed_in_its_place(tmp_path: Path) -> None:
    own = OwnSet(tmp_path / "questions.jsonl")
    name = own.add(ASKED)
    own.add(replace(ASKED, question="How much?"))
    assert own.add(replace(ASKED, gold=(replace(PAGE, page=3),))) == name
    assert [one.gold[0].page for one in own.questions()] == [3, 12]
    # Asked within other limits it is another question.
    assert own.add(replace(ASKED, filters=Filters())) != name


def test_a_question_never_takes_the_place_of_one_that_was_changed_to_ask_otherwise(
    tmp_path: Path,
) -> None:
    own = OwnSet(tmp_path / "questions.jsonl")
    name = own.add(ASKED)
    own.change(replace(ASKED, id=name, question="What is another thing?"))
    assert not own.holds(ASKED)
    assert own.add(ASKED) != name
    assert own.holds(ASKED)
    asked = [one.question for one in own.questions()]
    assert asked == ["What is another thing?", ASKED.question]


def test_a_change_keeps_its_id_and_what_others_wrote_on_the_line(tmp_path: Path) -> None:
    own = OwnSet(tmp_path / "questions.jsonl")
    name = own.add(ASKED)
    line = json.loads(own.path.read_text()) | {"seen_by": "clerk"}
    own.path.write_text(json.dumps(line) + "\n")
    own.change(replace(ASKED, id=name, question="Who is to pay?", history=(), kind=Kind.FACT))
    (kept,) = own.questions()
    assert (kept.id, kept.question, kept.history) == (name, "Who is to pay?", ())
    assert json.loads(own.path.read_text())["seen_by"] == "clerk"
    with pytest.raises(SetError, match="not in the set any more"):
        own.change(replace(ASKED, id="own-gone"))


def test_what_is_removed_is_put_back_once(tmp_path: Path) -> None:
    own = OwnSet(tmp_path / "questions.jsonl")
    name = own.add(ASKED)
    gone = own.remove(name)
    assert own.questions() == ()
    assert own.remove(name) is None
    assert gone is not None
    own.put_back(gone)
    own.put_back(gone)
    assert own.questions() == (replace(ASKED, id=name),)


@pytest.mark.parametrize(
    "broken", [replace(ASKED, question=" "), replace(ASKED, gold=()), replace(ASKED, facts=((),))]
)
def test_a_question_that_breaks_the_form_is_not_written(tmp_path: Path, broken: Question) -> None:
    own = OwnSet(tmp_path / "questions.jsonl")
    own.add(ASKED)
    before = own.path.read_bytes()
    with pytest.raises(SetError):
        own.add(replace(broken, filters=Filters()))
    assert own.path.read_bytes() == before


def test_questions_from_many_threads_all_arrive(tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    asked = [replace(ASKED, question=f"Question {n}?") for n in range(24)]
    with ThreadPoolExecutor(8) as pool:
        names = set(pool.map(lambda one: OwnSet(path).add(one), asked))
    assert {one.id for one in OwnSet(path).questions()} == names
    assert len(names) == 24


def test_a_folder_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "blocked").write_text("a file")
    with pytest.raises(SetError, match="nothing was kept"):
        OwnSet(tmp_path / "blocked" / "questions.jsonl").add(ASKED)

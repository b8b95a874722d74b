"""Reviews: written whole, by many at once, and read back as questions."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from corpus.model import Access
from evals.model.errors import SetError
from evals.sets.questions import Filters, Gold, Kind
from evals.sets.review import Review, Verdict, append_review, read_reviews, take_back
from evals.sets.sets import read_sets

PAGE = Gold("pack.pdf", 12, "40", "7", "")


def test_the_right_page_becomes_a_question(tmp_path: Path) -> None:
    path = tmp_path / "new" / "reviews.jsonl"
    filters = Filters("Cabinet", until=date(2017, 5, 1), paper="pack.pdf")
    review = Review("Who pays?", Verdict.RIGHT, (PAGE,), filters=filters, note="p 40, top")
    name = append_review(path, review)
    (question,) = read_sets([path]).questions
    assert (question.id, question.question, question.kind) == (name, "Who pays?", Kind.FACT)
    assert question.gold == (PAGE,)
    assert question.filters == filters
    line = json.loads(path.read_text("utf-8"))
    assert (line["verdict"], line["note"]) == ("right", "p 40, top")


def test_other_verdicts(tmp_path: Path) -> None:
    path = tmp_path / "reviews.jsonl"
    append_review(path, Review("Any mermaids?", Verdict.NOT_THERE))
    append_review(path, Review("And then?", Verdict.RIGHT, (PAGE,), history=("Who pays?",)))
    append_review(path, Review("Who pays?", Verdict.WRONG))
    found = read_sets([path])
    assert [q.kind for q in found.questions] == [Kind.UNANSWERABLE, Kind.FOLLOW_UP]
    assert found.unscored == 1


def test_a_review_that_breaks_the_form_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "reviews.jsonl"
    with pytest.raises(SetError, match="needs the right page"):
        append_review(path, Review("Who?", Verdict.RIGHT))
    with pytest.raises(SetError, match="'question' must be text"):
        append_review(path, Review("  ", Verdict.WRONG))
    with pytest.raises(SetError, match="physical page"):
        append_review(path, Review("Who?", Verdict.RIGHT, (Gold("p", 0, None, None, ""),)))
    assert not path.exists()


def test_a_letter_cut_by_a_crash_keeps_nobody_from_writing(tmp_path: Path) -> None:
    path = tmp_path / "reviews.jsonl"
    append_review(path, Review("Première ?", Verdict.NOT_THERE))
    path.chmod(0o640)
    cut = path.read_bytes()[: path.read_bytes().index("è".encode()) + 1]
    path.write_bytes(cut)
    append_review(path, Review("Second?", Verdict.NOT_THERE, answer="a"))
    assert take_back(path, "a")
    append_review(path, Review("Third?", Verdict.NOT_THERE))
    first, second = path.read_bytes().splitlines()
    assert first == cut
    assert json.loads(second)["question"] == "Third?"
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_file_without_last_line_end_is_mended(tmp_path: Path) -> None:
    path = tmp_path / "reviews.jsonl"
    append_review(path, Review("First?", Verdict.NOT_THERE))
    path.write_text(path.read_text("utf-8").rstrip("\n"), encoding="utf-8")
    append_review(path, Review("Second?", Verdict.NOT_THERE))
    assert [q.question for q in read_sets([path]).questions] == ["First?", "Second?"]


def test_reviews_from_many_threads_all_arrive(tmp_path: Path) -> None:
    path = tmp_path / "reviews.jsonl"
    reviews = [Review(f"Question {n} {'x' * 5000}?", Verdict.NOT_THERE) for n in range(40)]
    with ThreadPoolExecutor(8) as pool:
        names = list(pool.map(lambda review: append_review(path, review), reviews))
    found = read_sets([path])
    assert {q.id for q in found.questions} == set(names)
    assert {q.question for q in found.questions} == {review.question for review in reviews}


def test_one_review_of_an_answer_is_kept_and_others_are_left_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "reviews.jsonl"
    assert not take_back(path, "one")
    for answer in ("", "", "one", "other"):
        append_review(path, Review("Who pays?", Verdict.WRONG, answer=answer))
    append_review(path, Review("Who pays?", Verdict.NOT_THERE, answer="one"))
    held = [(one.review.answer, one.review.verdict) for one in read_reviews(path)]
    wrong = Verdict.WRONG
    assert held == [("one", Verdict.NOT_THERE), ("other", wrong), ("", wrong), ("", wrong)]
    with path.open("a") as file:
        file.write('{"a line": "cut short\n')
    assert take_back(path, "one")
    assert not take_back(path, "one")
    assert not take_back(path, "")
    assert [line[:10] for line in path.read_text().splitlines()][-1] == '{"a line":'
    assert len(path.read_text().splitlines()) == 4


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    with pytest.raises(SetError, match="nothing was kept"):
        append_review(blocked / "reviews.jsonl", Review("Who?", Verdict.WRONG))


def test_reviews_are_read_back_the_last_first(tmp_path: Path) -> None:
    path = tmp_path / "reviews.jsonl"
    assert read_reviews(path) == ()
    right = Review("Who pays?", Verdict.RIGHT, (PAGE,), access=Access.PUBLIC)
    wrong = Review("And then?", Verdict.WRONG, history=("Who pays?",), filters=Filters("Cabinet"))
    none = Review("Any mermaids?", Verdict.NOT_THERE, access=Access.EXEMPT)
    names = [append_review(path, one) for one in (right, wrong, none)]
    kept = read_reviews(path)
    assert [one.id for one in kept] == names[::-1]
    assert [one.review for one in kept] == [none, wrong, right]
    assert [one.day for one in kept] == [datetime.now(UTC).date()] * 3


@pytest.mark.parametrize("field", [{"verdict": "fine"}, {"access": "all"}, {"added": "?"}])
def test_a_line_that_is_no_review_is_told_with_its_number(
    tmp_path: Path, field: dict[str, str]
) -> None:
    path = tmp_path / "reviews.jsonl"
    append_review(path, Review("Who pays?", Verdict.WRONG))
    line = {"id": "r", "question": "Who?", "kind": "unanswerable", "verdict": "wrong", **field}
    with path.open("a") as file:
        file.write(json.dumps(line) + "\n")
    with pytest.raises(SetError, match="line 2"):
        read_reviews(path)

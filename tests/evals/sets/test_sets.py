"""Reading sets: what is understood, and what each fault is told as."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import Access, Scope
from evals.model.errors import SetError
from evals.sets.questions import Expect, Filters, Kind, Question
from evals.sets.sets import parse_question, read_sets

GOLD = {"paper": "p.pdf", "page": 3, "printed": "7", "item": "4a", "text": "the words", "pool": 1}
LINE: dict[str, Any] = {
    "id": "one",
    "question": "Who?",
    "kind": "follow-up",
    "history": ["What?"],
    "filters": {"committee": "Cabinet", "from": "2017-01-01", "to": "2017-12-31"},
    "gold": [GOLD, {**GOLD, "page": 5}, {**GOLD, "page": 9, "pool": 0}],
    "facts": [["a", "b"], ["c"]],
}


def write(path: Path, *lines: object) -> Path:
    path.write_text("\n".join(json.dumps(line) for line in lines) + "\n", encoding="utf-8")
    return path


def test_a_line_is_read_whole(tmp_path: Path) -> None:
    (question,) = read_sets([write(tmp_path / "s.jsonl", LINE)]).questions
    assert (question.id, question.kind, question.history) == ("one", Kind.FOLLOW_UP, ("What?",))
    assert question.facts == (("a", "b"), ("c",))
    assert question.pools == (
        frozenset([("p.pdf", 9)]),
        frozenset([("p.pdf", 3), ("p.pdf", 5)]),
    )
    assert (question.gold[0].printed, question.gold[0].item) == ("7", "4a")
    assert question.filters == Filters("Cabinet", date(2017, 1, 1), date(2017, 12, 31))
    assert question.filters.scope(Access.PUBLIC) == Scope(
        "Cabinet", date(2017, 1, 1), date(2017, 12, 31)
    )


def test_the_development_set_is_read(shared: Path) -> None:
    found = read_sets([shared / "evalsets" / "torbay-dev.jsonl"])
    assert len(found.questions) == 75
    assert sum(not question.answerable for question in found.questions) == 10
    assert all(question.facts for question in found.questions if question.answerable)


def test_questions_as_people_type_them_are_read(shared: Path) -> None:
    found = read_sets([shared / "evalsets" / "people-dev.jsonl"])
    assert found.corpora == ("sample", "torbay")
    kept = found.over("torbay")
    assert kept.name == "people-dev:torbay"
    assert {one.corpus for one in kept.questions} == {"torbay"}
    assert len(kept.questions) + len(found.over("sample").questions) == len(found.questions)
    both = found.over("torbay", "sample")
    assert both.name == "people-dev:torbay+sample"
    assert both.questions == found.questions
    first, second = found.parts("torbay", "sample")
    assert (len(first.questions), len(second.questions)) == (
        len(kept.questions),
        len(found.over("sample").questions),
    )
    follows = [one for one in found.questions if one.follows]
    assert follows
    assert all(one.chat and one.history and one.about for one in follows)
    replies = [one for one in found.questions if one.expect is Expect.REPLY]
    assert replies
    assert not any(one.answerable or one.gold for one in replies)
    with pytest.raises(SetError, match="over 'elsewhere', only over sample, torbay"):
        found.over("elsewhere")


def test_fields_for_other_readers_are_left_alone(tmp_path: Path) -> None:
    more = {**LINE, "source": "c1", "gold": [{**g, "side": 1} for g in LINE["gold"]]}
    first, second = write(tmp_path / "s.jsonl", LINE), write(tmp_path / "t.jsonl", more)
    assert read_sets([first]).questions == read_sets([second]).questions


def test_what_sorts_or_explains_a_question_is_read_and_changes_none(tmp_path: Path) -> None:
    labels = {"chat": "c1", "about": "why", "note": "only in the supplement", "kind": "chat"}
    path = write(tmp_path / "s.jsonl", {**LINE, **labels})
    (question,) = (found := read_sets([path])).questions
    told = (question.chat, question.about, question.note, question.kind)
    assert told == ("c1", "why", "only in the supplement", Kind.CHAT)
    assert question.follows
    for empty in ({"chat": "", "about": None}, {"note": "another"}):
        again = read_sets([write(tmp_path / "t.jsonl", {**LINE, **labels, **empty})])
        assert again.fingerprint() == found.fingerprint()


def test_a_turn_that_needs_no_history_does_not_follow(tmp_path: Path) -> None:
    thanks = {"id": "t", "question": "thanks", "kind": "social", "expect": "reply", "chat": "c1"}
    (question,) = read_sets(
        [write(tmp_path / "s.jsonl", {**thanks, "history": ["What?"]})]
    ).questions
    assert not question.follows


def test_questions_are_shared_out_to_collections_each_once(tmp_path: Path) -> None:
    rows = [{**LINE, "id": f"q{at}", "corpus": name} for at, name in enumerate("abac")]
    rows.append({**LINE, "id": "any"})
    found = read_sets([write(tmp_path / "s.jsonl", *rows)])
    parts = found.parts("b", "a")
    assert [[q.id for q in part.questions] for part in parts] == [["q1", "any"], ["q0", "q2"]]
    assert [q.id for q in found.over("b", "a").questions] == ["q0", "q1", "q2", "any"]
    with pytest.raises(SetError, match="over 'd', only over a, b, c"):
        found.parts("a", "d")
    plain = read_sets([write(tmp_path / "t.jsonl", LINE)])
    assert plain.over("d").questions == plain.questions
    with pytest.raises(SetError, match="over 'd', only over any papers"):
        plain.parts("d", "e")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"chat": 7}, "'chat' must be text"),
        ({"note": ["why"]}, "'note' must be text"),
        ({"kind": "riddle"}, "kind 'riddle' is not one of fact, figure"),
        ({"id": ""}, "'id' must be text"),
        ({"question": None}, "'question' must be text"),
        ({"expect": "praise"}, "expect 'praise' is not one of answer, none, reply"),
        ({"expect": None}, "'expect' must be text"),
        ({"corpus": 7}, "'corpus' must be text"),
        ({"gold": []}, "has no gold page"),
        ({"gold": {}}, "'gold' must be a list"),
        ({"gold": [{**GOLD, "page": 0}]}, "physical page, a whole number from 1"),
        ({"gold": [{**GOLD, "page": "3"}]}, "physical page"),
        ({"gold": [{**GOLD, "page": True}]}, "physical page"),
        ({"gold": [{**GOLD, "pool": -1}]}, "'pool' must be"),
        ({"gold": [{**GOLD, "text": " "}]}, "'text' must be text"),
        ({"facts": ["a"]}, "list of spellings"),
        ({"facts": [[]]}, "list of spellings"),
        ({"history": "What?"}, "'history' must be a list"),
        ({"filters": {"from": "last year"}}, "'from' must be a date"),
        ({"filters": {"since": "2017-01-01"}}, "unknown field 'since'"),
        ({"kind": "unanswerable"}, "has a gold page"),
        ({"expect": "reply"}, "has a gold page"),
        ({"kind": "unanswerable", "gold": []}, "has facts"),
    ],
)
def test_each_fault_names_file_and_line(
    tmp_path: Path, change: dict[str, object], told: str
) -> None:
    path = write(tmp_path / "s.jsonl", LINE, {**LINE, "id": "two", **change})
    with pytest.raises(SetError, match=r"s\.jsonl, line 2") as caught:
        read_sets([path])
    assert told in str(caught.value)


def test_faults_of_files(tmp_path: Path) -> None:
    with pytest.raises(SetError, match=r"none\.jsonl: cannot be read"):
        read_sets([tmp_path / "none.jsonl"])
    broken = tmp_path / "broken.jsonl"
    broken.write_text("{", encoding="utf-8")
    with pytest.raises(SetError, match=r"line 1: is not JSON"):
        read_sets([broken])
    broken.write_text("[1]", encoding="utf-8")
    with pytest.raises(SetError, match="must be a JSON object"):
        read_sets([broken])
    broken.write_bytes(b"\xff\xfe")
    with pytest.raises(SetError, match="not UTF-8"):
        read_sets([broken])
    broken.write_text("\n\n", encoding="utf-8")
    with pytest.raises(SetError, match="holds no questions"):
        read_sets([broken])


def test_an_id_may_not_come_twice_over_several_files(tmp_path: Path) -> None:
    first = write(tmp_path / "a.jsonl", LINE)
    second = write(tmp_path / "b.jsonl", {**LINE, "id": "two"})
    assert read_sets([first, second]).name == "a+b"
    with pytest.raises(SetError, match=r"b.jsonl, line 1: the id 'one' comes twice"):
        read_sets([first, write(second, LINE)])


def test_the_fingerprint_moves_with_any_question(tmp_path: Path) -> None:
    before = read_sets([write(tmp_path / "s.jsonl", LINE)]).fingerprint()
    assert read_sets([write(tmp_path / "t.jsonl", LINE)]).fingerprint() == before
    changed = {**LINE, "gold": [{**GOLD, "page": 4}]}
    assert read_sets([write(tmp_path / "s.jsonl", changed)]).fingerprint() != before


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


@given(st.sampled_from(sorted(LINE)), values)
def test_any_value_is_read_or_refused_in_words(name: str, value: object) -> None:
    question, told = _parsed({**LINE, name: value})
    assert told.startswith("here") or (question is not None and question.gold)


def _parsed(line: dict[str, Any]) -> tuple[Question | None, str]:
    try:
        return parse_question(line, "here"), ""
    except SetError as error:
        return None, str(error)


def test_a_collection_narrows_a_set_to_what_its_papers_answer(tmp_path: Path) -> None:
    def line(name: str, *papers: str, **more: object) -> dict[str, object]:
        gold = [
            {"paper": one, "page": 1, "printed": None, "item": None, "text": "x"} for one in papers
        ]
        return {"id": name, "question": name, "kind": "fact", "gold": gold, "facts": []} | more

    none = line("none", kind="unanswerable")
    filtered = line("filtered", "a.pdf", filters={"collection": "Roads"})
    path = write(
        tmp_path / "s.jsonl", line("in", "a.pdf"), line("out", "a.pdf", "b.pdf"), none, filtered
    )
    whole = read_sets([path])
    assert whole.questions[3].filters.scope().collection == "Roads"
    narrowed = whole.within("Lido", {"a.pdf"})
    assert [one.id for one in narrowed.questions] == ["in", "none", "filtered"]
    assert {one.filters.scope().collection for one in narrowed.questions} == {"Lido"}
    assert narrowed.name == "s within Lido"
    assert narrowed.fingerprint() != whole.fingerprint()
    with pytest.raises(SetError, match="no right page"):
        whole.within("Lido", {"c.pdf"})

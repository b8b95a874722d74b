"""From the chances of sentences to decisions; the kept tagger; training that can be repeated."""

from __future__ import annotations

import math
import re

import pytest

from corpus.decisions.chain import LABELS
from corpus.decisions.examples import examples, read_example
from corpus.decisions.features import business, features_of, mark_of, read_sentences
from corpus.decisions.tagger import (
    APART,
    LIKELY,
    MODEL,
    OWN_LIKELY,
    Chances,
    Decision,
    chances_of,
    decide,
    kept,
    likely,
    stands_apart,
    tagging_by,
)
from corpus.decisions.training import Lesson, lesson_of, teach, train
from corpus.decisions.units import find_units
from corpus.minutes import find_headings
from corpus.model import DecisionKind

D, R, A = DecisionKind.DECISION, DecisionKind.ROUTINE, DecisionKind.ACTION
NONE: Chances = {"O": 1.0}


def sure(label: str, chance: float = 0.9) -> Chances:
    return {label: chance, "O": 1 - chance}


def decided(*chances: Chances) -> list[tuple[int, int, DecisionKind]]:
    return [(one.first, one.last, one.kind) for one in decide(chances)]


@pytest.mark.parametrize(
    ("chances", "expected"),
    [
        ((), []),
        ((NONE, NONE), []),
        ((sure("BD"), sure("ID"), NONE, sure("BD")), [(0, 1, D), (3, 3, D)]),
        ((sure("BD"), sure("BD")), [(0, 0, D), (1, 1, D)]),
        ((sure("BD"), sure("IR")), [(0, 0, D), (1, 1, R)]),
        ((sure("BA"), sure("IA"), sure("IA")), [(0, 2, A)]),
        # What goes on after a gap begins anew.
        ((sure("BD"), NONE, sure("ID")), [(0, 0, D), (2, 2, D)]),
        ((sure("ID"),), [(0, 0, D)]),
        ((sure("V"), sure("BR")), [(1, 1, R)]),
        # Kinds are summed over beginning and going on, and what begins must begin its own kind.
        (({"BD": 0.3, "ID": 0.25, "BR": 0.45},), [(0, 0, D)]),
        (({"BD": 0.3, "BR": 0.35, "IR": 0.05},), [(0, 0, R)]),
        # Unsure of the kind, but sure that something is decided.
        (({"BD": 0.25, "BR": 0.2, "BA": 0.2, "O": 0.35},), [(0, 0, D)]),
        ((sure("BD", LIKELY),), []),
        ((sure("BD"), sure("ID", 0.4), sure("ID")), [(0, 0, D), (2, 2, D)]),
        # A task must be surer.
        ((sure("BD", LIKELY + 0.05), NONE, sure("BA", LIKELY + 0.05)), [(0, 0, D)]),
        ((sure("BA", LIKELY + 0.15),), [(0, 0, A)]),
    ],
)
def test_decisions(
    chances: tuple[Chances, ...], expected: list[tuple[int, int, DecisionKind]]
) -> None:
    assert decided(*chances) == expected


def test_a_decision_is_as_likely_as_its_likeliest_sentence_and_the_least_may_be_another() -> None:
    chances = [sure("BD", 0.6), sure("ID", 0.8)]
    assert decide(chances) == (Decision(0, 1, D, 0.8),)
    assert decide(chances, least=0.7) == (Decision(1, 1, D, 0.8),)
    assert decide(chances, least=0.9) == ()


@pytest.mark.parametrize(
    ("words", "apart"),
    [
        ("Motion carried 5-0.", True),
        ("AGREED", True),
        ("All in favour.", True),
        ("Moved by Cllr Ash, seconded by Cllr Elm.", True),
        ("The motion died for lack of a second.", True),
        ("The motion lapsed.", True),
        ("The pump was sold to a man from the next village.", False),
        ("Vale moved to hire two lifeguards.", False),
        ("His motion pictures failed to please.", False),
        # What names its own matter is a decision, or none: no verdict on another.
        ("The accounts were unanimously approved.", False),
        ("Allotment rules: no change.", False),
        ("Tender 2024-06, culvert.", False),
        ("The carnival is July 10-13.", False),
        ("Vale abstained.", True),
        ("JR / AF Carried JR to write.", True),
    ],
)
def test_what_only_tells_an_outcome_stands_apart(words: str, apart: bool) -> None:
    roll = read_example("one", f"# body: Weir Trust\n{words}\n").roll
    sentences = read_sentences(roll, find_units(roll, ()))
    assert stands_apart([NONE], sentences, 0) is apart


def test_the_verdict_label_alone_sets_a_sentence_apart() -> None:
    roll = read_example("one", "# body: Weir Trust\nSo said they all by the weir.\n").roll
    sentences = read_sentences(roll, find_units(roll, ()))
    assert not stands_apart([sure("V", APART)], sentences, 0)
    assert stands_apart([sure("V")], sentences, 0)


def test_the_kept_tagger_is_small_and_loads() -> None:
    assert MODEL.stat().st_size < 2_000_000
    assert chances_of([]) == []
    (one,) = chances_of([{"always": 1.0}])
    assert set(one) == {"O", "V", "BD", "ID", "BR", "IR", "BA", "IA"}
    assert sum(one.values()) == pytest.approx(1)


@pytest.fixture(scope="module")
def lessons() -> tuple[Lesson, ...]:
    shortest = sorted(examples(), key=lambda one: len(one.roll.text))[:3]
    return tuple(lesson_of(one) for one in shortest)


def test_training_gives_the_same_tagger_again(lessons: tuple[Lesson, ...]) -> None:
    first = train(lessons, ())
    assert first.as_bytes() == train(lessons, ()).as_bytes()
    assert first.as_bytes() != train((), lessons).as_bytes()
    with tagging_by(first):
        chances = chances_of(lessons[0].features)
    assert chances != chances_of(lessons[0].features)  # the kept tagger is back
    with tagging_by(first, OWN_LIKELY):
        assert likely() == OWN_LIKELY
    assert likely() == LIKELY
    told = [max(one, key=lambda label: one[label]) for one in chances]
    right = sum(one == tag for one, tag in zip(told, lessons[0].tags, strict=True))
    assert right > 0.9 * len(told)


def test_a_lesson_has_features_and_a_tag_for_each_sentence(lessons: tuple[Lesson, ...]) -> None:
    for one in lessons:
        assert len(one.sentences) == len(one.features) == len(one.tags)
        again = features_of(one.example.roll, one.sentences)
        assert again == one.features
        names = {name for features in one.features for name in features}
        assert all(name.isprintable() for name in names)


def test_one_document_teaches_the_tagger_the_ways_of_its_body() -> None:
    text = "Swans were fed. Oars: to be oiled.\nDecks swabbed. Sails: to be mended.\n"
    own = read_example(
        "own", "# body: Weir Trust\n" + re.sub(r"(\w+: .*?\.)", r"{D agreed: \1}", text)
    )
    lesson = lesson_of(own)
    chain = teach([lesson])
    told = chain.chances(lesson.features)
    assert [LABELS[at] for at in told.argmax(axis=1)] == lesson.tags
    assert teach([]) is kept()
    again = kept().chances(lesson.features)
    assert [LABELS[at] for at in again.argmax(axis=1)] != lesson.tags


def test_features_name_no_person_and_no_number() -> None:
    roll = read_example("one", "# body: B\nWith Mr Quillfeather we agreed to pay £4,711.\n").roll
    sentences = read_sentences(roll, find_units(roll, find_headings(roll)))
    (features,) = features_of(roll, sentences)
    assert not [name for name in features if "quill" in name.lower() or "4711" in name]
    assert {"word=NAME", "word=#", "deed=agree|we"} <= set(features)


def test_the_words_of_a_long_sentence_count_no_more_than_those_of_a_short_one() -> None:
    clause = "to mend the gate by the mill and paint its rails before the fair, "
    for many in (1, 2, 6):
        said = (
            f"It was agreed {' '.join(clause.replace('mill', f'mill{at}') for at in range(many))}"
        )
        roll = read_example("one", f"# body: B\n{said}.\n").roll
        (features,) = features_of(roll, read_sentences(roll, find_units(roll, ())))
        words = [one for name, one in features.items() if name.startswith(("word=", "pair="))]
        assert math.hypot(*words) == pytest.approx(1.5)
    roll = read_example("one", "# body: B\nAgreed.\n").roll
    (features,) = features_of(roll, read_sentences(roll, find_units(roll, ())))
    assert features["word=agre"] == 0.4


@pytest.mark.parametrize(
    ("title", "kinds"),
    [
        ("Planning applications", ("planning",)),
        ("Treasurer's report", ("money", "reports")),
        ("Swans", ("unknown",)),
        (None, ("unknown",)),
    ],
)
def test_the_business_of_a_title(title: str | None, kinds: tuple[str, ...]) -> None:
    assert business(title) == kinds


def test_the_shape_of_a_mark() -> None:
    assert [mark_of(one) for one in ("(iv) ", "12.", "B)", "•")] == ["(a)", "9.", "A)", "•"]

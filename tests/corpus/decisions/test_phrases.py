"""The phrases hold what their examples say, and no pattern is slow on what a PDF may hold."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from corpus.decisions import deeds, movers, phrases
from corpus.decisions.deeds import find_deeds
from corpus.decisions.movers import find_moved
from corpus.decisions.phrases import FILE, MOST, Phrase
from corpus.model import VocabularyError
from tests.patterns import SECONDS, hostile

ALL = phrases.phrases()
GOOD = "[first]\npattern = 'a'\nyes = ['a']\nno = ['b']\n"
NAMES = ("Ab Cd ", "Mr ", "A. ", "JR/", "moved by ", "seconded\n", "it was ", "agreed ", "all by ")


@pytest.mark.parametrize("phrase", ALL, ids=lambda phrase: phrase.name)
def test_a_phrase_is_what_its_examples_say(phrase: Phrase) -> None:
    assert phrase.yes
    assert phrase.no
    assert [text for text in phrase.yes if not phrase.holds(text)] == []
    assert [text for text in phrase.no if phrase.holds(text)] == []


def test_phrases_have_names_that_are_told_apart() -> None:
    names = [phrase.name for phrase in ALL]
    assert len(names) == len(set(names)) > 30
    assert not [name for name in names if not re.fullmatch(r"[a-z]+", name)]


def test_only_the_first_600_characters_are_read() -> None:
    (question,) = (phrase for phrase in ALL if phrase.name == "question")
    assert question.holds("a" * (MOST - 1) + "?")
    assert not question.holds("a" * MOST + "?")
    assert find_deeds("a " * (MOST // 2) + "agreed") == ()


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("[broken]\nyes = ['a']\nno = ['b']", "pattern"),
        ("[broken]\npattern = 'a'\nno = ['b']", "yes"),
        ("[broken]\npattern = 'a'\nyes = ['a']", "no"),
        ("[broken]\npattern = '(a'\nyes = ['a']\nno = ['b']", "missing"),
        ("[broken]\npattern = 'a'\nyes = 1\nno = ['b']", "iterable"),
    ],
)
def test_a_broken_row_is_named(
    row: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "phrases.toml"
    file.write_text(f"{GOOD}{row}\n", encoding="utf-8")
    monkeypatch.setattr(phrases, "FILE", file)
    read = phrases.phrases.__wrapped__
    with pytest.raises(VocabularyError, match=rf"phrases\.toml: \[broken\]: .*{told}"):
        read()


def test_the_patterns_of_bodies_and_people() -> None:
    body, person = re.compile(phrases.deciders(), re.IGNORECASE), re.compile(phrases.person())
    for text in ("the Parish Council", "Councillors", "The Grants Sub-Committee", "Those present"):
        assert body.fullmatch(text), text
    for text in ("Cllr Ash", "Mrs. Elm", "J. Reed", "JR", "Mary Orr", "Trustee Vale"):
        assert person.fullmatch(text), text
    assert not person.match("nobody")


@pytest.mark.parametrize("phrase", ALL, ids=lambda phrase: phrase.name)
def test_a_phrase_is_quick_on_long_nonsense(phrase: Phrase) -> None:
    assert slow(phrase.holds, _nonsense(phrase.pattern.pattern)) == []


def test_deeds_are_quick_on_long_nonsense() -> None:
    doers = [pattern.pattern for _, pattern in deeds._doers()]
    assert (
        slow(find_deeds, _nonsense(*doers, deeds._AUXILIARY.pattern, deeds._ADVERBS.pattern)) == []
    )
    for _, pattern in deeds._doers():
        cut = [text[: deeds._BEFORE] for text in _nonsense(pattern.pattern)]
        assert slow(pattern.search, cut) == []


def test_movers_are_quick_on_long_nonsense() -> None:
    both = [movers._said(*verbs).pattern for verbs in (movers._MOVES, movers._SECONDS)]
    assert slow(lambda text: find_moved(text, 0, len(text)), _nonsense(*both)) == []


def slow(read: object, texts: list[str]) -> list[str]:
    """Return what takes longer than a pattern may, in the better of two tries."""
    assert callable(read)
    found = []
    for text in texts:
        took = []
        for _ in range(2):
            began = time.thread_time()
            read(text)
            took.append(time.thread_time() - began)
            if took[-1] <= SECONDS:
                break
        if min(took) > SECONDS:
            found.append(f"{min(took):.2f} s on {text[:12]!r}")
    return found


def _nonsense(*patterns: str) -> list[str]:
    """Return hostile strings, also of words that deeds and movers look for."""
    texts = [text for pattern in patterns for text in hostile(pattern)]
    return list(dict.fromkeys([*texts, *(piece * 4000 for piece in NAMES)]))


def test_the_file_is_there() -> None:
    assert FILE.is_file()

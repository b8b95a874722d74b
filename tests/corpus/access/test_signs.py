"""The signs of closed papers hold what their examples say, and none is slow on a hostile line."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from corpus.access import signs
from corpus.access.signs import FILE, MOST, Sign
from corpus.model import VocabularyError
from tests.patterns import SECONDS, hostile

ALL = [one for some in signs.signs().values() for one in some]
GOOD = (
    "[words]\nthing = 'report'\n[sheet.first]\npattern = '{thing}'\nyes = ['report']\nno = ['b']\n"
)


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.name)
def test_a_sign_is_what_its_examples_say(one: Sign) -> None:
    assert one.yes
    assert one.no
    assert [text for text in one.yes if one.find(text) is None] == []
    assert [text for text in one.no if one.find(text) is not None] == []


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.name)
def test_no_sign_is_slow_on_a_hostile_line(one: Sign) -> None:
    for text in hostile(one.pattern.pattern):
        began = time.thread_time()
        one.find(text)
        assert time.thread_time() - began < SECONDS


def test_only_the_first_600_characters_are_read() -> None:
    assert signs.sign("sheet.absence").find("a " * (MOST // 2) + "not open to the public") is None


def test_a_heading_begins_with_a_capital_where_the_sign_does_not_say_otherwise() -> None:
    assert signs.sign("sheet.names_itself").heads("Exempt report")
    assert not signs.sign("sheet.names_itself").heads("exempt report")
    assert signs.sign("sheet.by_virtue").heads("by virtue of paragraph 3")


def test_what_is_surest_comes_first() -> None:
    for some in signs.signs().values():
        doubtful = [one.suspected for one in some]
        assert doubtful == sorted(doubtful)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("[sheet.broken]\nyes = ['a']\nno = ['b']", "pattern"),
        ("[sheet.broken]\npattern = 'a'\nno = ['b']", "yes"),
        ("[sheet.broken]\npattern = '(a'\nyes = ['a']\nno = ['b']", "missing"),
        ("[sheet.broken]\npattern = 'a'\nyes = 'a'\nno = ['b']", "list"),
    ],
)
def test_a_broken_row_is_named(
    row: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / FILE.name
    file.write_text(f"{GOOD}{row}\n", encoding="utf-8")
    monkeypatch.setattr(signs, "FILE", file)
    with pytest.raises(VocabularyError, match=rf"signs\.toml: \[sheet\.broken\].*{told}"):
        signs.signs.__wrapped__()


def test_words_of_a_group_stand_for_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / FILE.name
    file.write_text(GOOD, encoding="utf-8")
    monkeypatch.setattr(signs, "FILE", file)
    (first,) = signs.signs.__wrapped__()["sheet"]
    assert first.pattern.pattern == "report"

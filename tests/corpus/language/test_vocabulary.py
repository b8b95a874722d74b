"""The vocabulary: every row matches its examples and is quick; a broken row says where it is."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from corpus.language import vocabulary
from corpus.language.vocabulary import FILES, Row, alternation, characters, read, rows_of, values
from corpus.language.vocabulary import words as words_of
from corpus.model import errors
from tests.patterns import Found, too_slow

GROUPS = [group for path in sorted(FILES.glob("*.toml")) for group in read(path)]
MEANS = "Kinds of ferry."


def _compiled(row: Row) -> re.Pattern[str]:
    return re.compile(row.pattern, 0 if row.cased else re.IGNORECASE)


@pytest.mark.parametrize("group", GROUPS)
def test_rows_match_their_examples_and_nothing_near(group: str) -> None:
    for row in rows_of(group):
        pattern = _compiled(row)
        assert all(pattern.fullmatch(example) for example in row.yes), row
        assert not any(pattern.fullmatch(example) for example in row.no), row


@pytest.mark.parametrize("group", GROUPS)
def test_rows_are_quick_on_long_nonsense(group: str) -> None:
    asked = frozenset(("search", "match", "fullmatch"))
    for row in rows_of(group):
        assert not too_slow(Found(row.where, _compiled(row), asked))


def test_files_are_short_and_have_their_words_once() -> None:
    assert all(len(path.read_text(encoding="utf-8").splitlines()) < 300 for path in FILES.iterdir())
    assert len(GROUPS) == len(set(GROUPS))


def test_an_alternation_matches_each_form_whole_over_a_line_end() -> None:
    bodies = re.compile(rf"\b{alternation('bodies', 'sittings')}\b", re.I)
    said = "The Working\nParty and its Sub-Committee told the Committees of a hearing"
    assert bodies.findall(said) == ["Working\nParty", "Sub-Committee", "hearing"]
    both = re.compile(rf"{alternation('bodies', plurals=True)}\b", re.I)
    assert both.match("Committees")
    assert not both.match("Committeeship")
    only = re.compile(alternation("members", singulars=False, plurals=True), re.I)
    assert only.fullmatch("Councillors")
    assert not only.fullmatch("Councillor")


def test_longer_forms_come_first() -> None:
    forms = alternation("short_months").removeprefix("(?:").removesuffix(")").split("|")
    assert all(len(one) >= len(other) for one, other in pairwise(forms))
    assert re.match(alternation("short_months"), "sept-17")[0] == "sept"  # type: ignore[index]


def test_words_and_values_say_plain_words_and_numbers() -> None:
    assert {"committee", "committees", "trustees"} <= words_of("bodies", plurals=True)
    assert "working party" not in words_of("bodies")
    assert values("months")["march"] == 3
    assert values("ones", "teens")["twelve"] == 12
    assert values("bodies") == {}


def test_characters_stand_between_brackets() -> None:
    ended = re.compile(rf"[{characters('stops', 'pauses')}][{characters('closing')}]*$")
    assert ended.search("He said “yes.”")
    assert ended.search("as follows [see 2.]")
    assert not ended.search("as follows (see 2")
    bullet = re.compile(rf"[{characters('bullets', 'font_bullets')}]")
    assert [bool(bullet.match(sign)) for sign in "•▫\uf0b7✓-o"] == [True] * 4 + [False] * 2


def test_an_unknown_group_is_an_error() -> None:
    with pytest.raises(errors.VocabularyError, match="'boats'"):
        alternation("boats")


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ('{ form = "ferry", yes = ["ferry"] }', r"row 2 \('ferry'\) needs a form and examples"),
        ('{ form = "fer(ry", yes = ["ferry"], no = ["x"] }', r"row 2 \('fer\(ry'\) is no pattern"),
        ('{ form = "(ferry)?", yes = ["ferry"], no = ["x"] }', "row 2 .* has a group"),
        ('{ form = "Ferry", yes = ["ferry"], no = ["x"] }', "row 2 .* has a capital"),
        ('{ form = "ferry", hull = 1, yes = ["ferry"], no = ["x"] }', "row 2 .* needs a form"),
        ('{ form = "boat", yes = ["boat"], no = ["x"] }', "has 'boat' twice"),
    ],
)
def test_a_broken_row_fails_with_file_and_row(tmp_path: Path, row: str, says: str) -> None:
    path = tmp_path / "ferries.toml"
    good = '{ form = "boat", yes = ["boat"], no = ["boats"] }'
    path.write_text(f'[ferries]\nmeans = "{MEANS}"\nrows = [\n{good},\n{row},\n]\n', "utf-8")
    with pytest.raises(errors.VocabularyError, match=rf"^ferries\.toml, group ferries.*{says}"):
        read(path)


def test_a_file_that_is_no_toml_says_so(tmp_path: Path) -> None:
    path = tmp_path / "ferries.toml"
    path.write_text("[ferries\n", "utf-8")
    with pytest.raises(errors.VocabularyError, match=r"ferries\.toml is no TOML"):
        read(path)


def test_two_files_may_not_share_a_group(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ferries.toml", "tolls.toml"):
        (tmp_path / name).write_text(f'[ferries]\nmeans = "{MEANS}"\nwords = "boat"\n', "utf-8")
    monkeypatch.setattr(vocabulary, "FILES", tmp_path)
    vocabulary._vocabulary.cache_clear()
    try:
        with pytest.raises(errors.VocabularyError, match=r"tolls\.toml has ferries"):
            alternation("ferries")
    finally:
        vocabulary._vocabulary.cache_clear()

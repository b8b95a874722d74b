"""The everyday words: each row keeps to its examples, and pairs of invented councils meet."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

import pytest

from corpus.catalogue.catalogue import Catalogue
from corpus.model import Access, VocabularyError
from retrieval.embedding.embedder import SentenceEmbedder
from retrieval.model import DEFAULT, Settings
from retrieval.question import everyday
from retrieval.question.everyday import FILES, Row, official_words, read, rows
from retrieval.question.lexicon import Lexicon
from retrieval.question.query import understand
from retrieval.question.words_met import share_met, stems_of
from retrieval.ranking.late import similarities
from retrieval.ranking.word_weights import Weigher
from tests.patterns import Found, too_slow
from tests.retrieval.question.invented import lexicon, table

PAIRS = table("said_and_written")["rows"]
GUARDED = [row for row in rows() if row.guarded]


@pytest.mark.parametrize("row", GUARDED, ids=lambda row: row.where)
def test_a_row_is_met_in_its_examples_and_in_nothing_near(row: Row) -> None:
    assert all(_meets(row, question) for question in row.yes), row
    assert not any(_meets(row, question) for question in row.no), row


@pytest.mark.parametrize("row", GUARDED, ids=lambda row: row.where)
def test_guards_are_quick_on_long_nonsense(row: Row) -> None:
    for pattern, asked in ((row.only, "search"), (row.never, "finditer")):
        assert not pattern or not too_slow(Found(row.where, pattern, frozenset((asked,))))


def test_files_are_short_and_say_hundreds_of_things() -> None:
    paths = sorted(FILES.glob("*.toml"))
    assert all(len(path.read_text(encoding="utf-8").splitlines()) < 300 for path in paths)
    assert len(rows()) > 600


def test_every_phrase_is_found_alone_but_for_its_guard() -> None:
    for row in rows():
        for phrase in row.phrases:
            said = " ".join(phrase)
            (start, end), found = (0, len(said)), official_words(said)
            others = [r for r in rows() if phrase in r.phrases]
            assert found or any(not one.means(said, start, end) for one in others), row


@pytest.mark.parametrize("row", PAIRS, ids=lambda row: row["ask"])
def test_what_people_say_is_met_by_what_councils_write(row: dict[str, Any]) -> None:
    words = {said for other in official_words(row["ask"]) for said in other.words}
    assert any(stems_of(said) <= stems_of(row["passage"]) for said in words), words
    assert stems_of(row["met"]) <= stems_of(row["passage"])
    query = understand(row["ask"], lexicon())
    assert query.corrections == ()
    assert share_met(query.words, row["passage"], query) > 0


def test_there_are_eighty_pairs() -> None:
    assert len({row["ask"] for row in PAIRS}) >= 80


@pytest.mark.slow
def test_each_question_finds_its_passage_among_all() -> None:
    """By late interaction alone: 66 come first and 75 among three without everyday words' pairs."""
    ranks = _ranks()
    assert sum(rank == 1 for rank in ranks) >= 72
    assert sum(rank <= 3 for rank in ranks) >= 79


def test_words_of_the_papers_come_first() -> None:
    bins = understand("bins", Lexicon(vocabulary={"refuse": 3, "lorry": 1})).others
    assert bins[0].words[0] == "refuse"
    assert set(bins[0].words) == set(official_words("bins")[0].words)
    unknown = understand("bins", Lexicon(vocabulary={"quay": 3})).others
    assert unknown == official_words("bins")


def test_joints_of_a_phrase_may_be_spaces_hyphens_or_apostrophes() -> None:
    for said in ("fly tipping", "Fly-tipping", "FLY-TIPPING"):
        assert official_words(said)[0].end == len(said)
    for said in ("old people's home", "old people’s home", "B&B"):
        assert official_words(said)[0].end == len(said)
    assert all(one.end < 9 for one in official_words("fly. Tipping"))


def _meets(row: Row, question: str) -> bool:
    return any(other.words == row.official for other in official_words(question))


def _ranks() -> list[int]:
    embedder = SentenceEmbedder(Settings.model_construct())
    said = [row["passage"] for row in PAIRS]
    embedded = embedder.embed(said)
    shelf = cast(
        Catalogue, _Shelf(Counter(t for e in embedded for t in set(map(int, e.tokens.ids))))
    )
    weigher = Weigher(shelf, embedder, DEFAULT.word_weights)
    words = (frozenset(re.findall(r"[^\W\d_]{3,}", passage.lower())) for passage in said)
    papers = Lexicon(
        vocabulary=Counter(word for page in words for word in page), is_english=embedder.is_word
    )
    ranks: list[int] = []
    for at, row in enumerate(PAIRS):
        query = understand(row["ask"], papers)
        _, question = weigher.weigh(query, Access.PUBLIC)
        _, met = similarities(question, [e.tokens for e in embedded])
        scores = [question.share(matches) for matches in met]
        ranks.append(1 + sum(score > scores[at] for score in scores))
    return ranks


class _Shelf:
    """How many of the passages hold a token: all that weighing asks of a catalogue."""

    def __init__(self, counts: Counter[int]) -> None:
        self._counts = counts

    def token_frequencies(self, ids: Sequence[int], _clearance: Access) -> dict[int, int]:
        return {token: self._counts[token] for token in ids}

    def passages_seen(self, _clearance: Access) -> int:
        return len(PAIRS)


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ('{ say = "quay" }', r"row 1 \('quay'\) needs words to say and official ones"),
        ('{ say = "", official = "harbour" }', "row 1 .* needs words to say"),
        ('{ say = "Quay", official = "harbour" }', "has a capital"),
        ('{ say = "quay", official = "harbour", only = "x" }', "needs examples, yes and no"),
        ('{ say = "quay", official = "a", only = "(", yes = ["x"], no = ["y"] }', "is no pattern"),
        ('{ say = "quay", official = "harbour", hull = 1 }', "row 1 .* may have only"),
    ],
)
def test_a_broken_row_fails_with_file_and_row(tmp_path: Path, rows: str, says: str) -> None:
    path = tmp_path / "boats.toml"
    path.write_text(f'about = "Boats."\nrows = [\n{rows},\n]\n', "utf-8")
    with pytest.raises(VocabularyError, match=rf"^boats\.toml.*{says}"):
        read(path)


@pytest.mark.parametrize(
    ("text", "says"), [("rows = [", "is no TOML"), ('rows = ["x"]', "must say what it is about")]
)
def test_a_broken_file_says_so(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "boats.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(VocabularyError, match=rf"^boats\.toml {says}"):
        read(path)


def test_a_phrase_stands_once_or_guarded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    guarded = 'official = "a", only = "x", yes = ["x"], no = ["y"]'
    path = tmp_path / "boats.toml"
    monkeypatch.setattr(everyday, "FILES", tmp_path)
    rows.cache_clear()
    try:
        row = f'{{ say = "quay", {guarded} }}'
        path.write_text(f'about = "Boats."\nrows = [{row}, {row}]\n', "utf-8")
        assert len(rows()) == 2
        rows.cache_clear()
        plain = '{ say = "quay", official = "b" }'
        path.write_text(f'about = "Boats."\nrows = [{row}, {plain}]\n', "utf-8")
        with pytest.raises(VocabularyError, match="has 'quay', as"):
            rows()
    finally:
        rows.cache_clear()

"""What is masked is on no route of the catalogue without clearance; no other character moves."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.catalogue.catalogue import FILE_NAME, Catalogue
from corpus.cli.show import render_reading
from corpus.ingest.ingest import Ingest
from corpus.masks import NOTHING, read_masks
from corpus.masks.rules import MASK
from corpus.model import Access, Scope
from corpus.model.errors import ClosedPagesError
from corpus.register import RegisterSearch
from tests.corpus.catalogue.test_exempt_pages import ROUTES, TELLING
from tests.corpus.stand_ins import HashEmbedder, MemoryIndex
from tests.masked_pack import LIST, MASKED_PAGES, NAME, PAGES, PERSON, planted, write_pack

MASKS = read_masks(LIST, "list.txt")
CLEARED = Scope(clearance=Access.EXEMPT)


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    data = tmp_path_factory.mktemp("plain")
    with Catalogue.open(data) as catalogue:
        Ingest(catalogue, HashEmbedder(), MemoryIndex()).add([write_pack(data)], ocr=False)
        yield catalogue


@pytest.fixture(scope="module", params=["before", "after"])
def kept(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Catalogue]:
    """The pack with masks that were set before it was added, or after."""
    data = tmp_path_factory.mktemp("data")
    with Catalogue.open(data) as catalogue:
        ingest = Ingest(catalogue, HashEmbedder(), MemoryIndex())
        if request.param == "before":
            ingest.mask(MASKS)
        ingest.add([write_pack(data)], ocr=False)
        if request.param == "after":
            ingest.mask(MASKS)
        yield catalogue


def told(catalogue: Catalogue, route: str, clearance: Access) -> str:
    return repr(ROUTES[route](catalogue, clearance))


@pytest.mark.parametrize("route", sorted(set(ROUTES) - {"pdf_path"}))
def test_a_route_of_the_catalogue(route: str, kept: Catalogue, plain: Catalogue) -> None:
    assert not planted(told(kept, route, Access.PUBLIC))
    shown = told(kept, route, Access.EXEMPT)
    # Of arrivals the moments differ.
    if route not in ("token_frequencies", "arrivals"):
        # To who is cleared it is the paper as it was read.
        folder = str(kept.data), str(plain.data)
        assert shown.replace(*folder) == told(plain, route, Access.EXEMPT)
    # Earlier versions are masked in `tests/corpus/news`.
    if route in TELLING - {"committees", "acronyms", "search_resolutions", "earlier_pages"}:
        assert planted(shown)
        assert MASK in told(kept, route, Access.PUBLIC) or route == "vocabulary"


def test_nothing_is_found_by_the_name_of_a_committee_that_is_masked(tmp_path: Path) -> None:
    with Catalogue.open(tmp_path) as catalogue:
        ingest = Ingest(catalogue, HashEmbedder(), MemoryIndex())
        ingest.add([write_pack(tmp_path)], ocr=False)
        name = catalogue.paper(NAME).committee
        assert name is not None
        for typed in (name, name.upper()):
            assert [one.file_name for one in catalogue.papers(Scope(committee=typed))] == [NAME]
        masks = tmp_path / "list.txt"
        masks.write_text(f"{name}\n", encoding="utf-8")
        ingest.mask(read_masks(masks.read_text(encoding="utf-8"), "list.txt"))
        for typed in (name, name.upper()):
            public = Scope(committee=typed)
            assert catalogue.papers(public) == ()
            assert catalogue.search_resolutions(RegisterSearch(scope=public)).resolutions == ()
            assert catalogue.papers(replace(public, clearance=Access.EXEMPT))


def test_no_character_moves_and_slices_are_what_is_shown(kept: Catalogue) -> None:
    paper = kept.paper(NAME)
    pages = {n: kept.page(paper.id, n) for n in range(1, PAGES + 1)}
    assert tuple(n for n, page in pages.items() if page.masks) == MASKED_PAGES
    for number, page in pages.items():
        as_printed = kept.page(paper.id, number, Access.EXEMPT)
        assert as_printed.masks == ()
        assert len(page.text) == len(as_printed.text)
        covered = {at for span in page.masks for at in range(span.start, span.end)}
        for at, (shown, printed) in enumerate(zip(page.text, as_printed.text, strict=True)):
            assert shown == (MASK if at in covered and not printed.isspace() else printed)
    passages = kept.passages_of(paper.id)
    assert any(MASK in one.text for one in passages)
    for one in passages:
        slices = [pages[span.page].text[span.start : span.end] for span in one.spans]
        assert one.text == "\n".join(slices)


@pytest.mark.parametrize(
    "words", ["Quackenthorpe", "wilhelmina", "01632", "larchwood", "zuckerfield"]
)
def test_words_that_are_masked_are_found_by_those_alone_who_see_them(
    words: str, kept: Catalogue
) -> None:
    for find in (kept.lexical_passages, kept.lexical_pages):
        assert find(f'"{words}"', 9) == []
        assert find(f'"{words}"', 9, CLEARED)
    paper = kept.paper(NAME).id
    assert not kept.pages_with(words)
    assert paper in kept.pages_with(words, CLEARED)
    assert kept.places(paper, words) == ()
    assert kept.places(paper, words, Access.EXEMPT)
    assert words.lower() not in kept.vocabulary()
    assert not kept.search_resolutions(RegisterSearch(words)).resolutions
    assert planted(repr(kept.search_resolutions(RegisterSearch("petition", CLEARED))))


def test_vectors_are_made_without_what_is_masked(kept: Catalogue, plain: Catalogue) -> None:
    ids = sorted(kept.passage_ids(CLEARED))
    tokens = HashEmbedder().embed(["quackenthorpe wilhelmina zuckerfield 960961"])[0].tokens.ids
    for clearance in Access:
        made = kept.embedded(ids, clearance)
        assert len(made) == len(ids)
        assert not {int(t) for one in made.values() for t in one.tokens.ids} & set(tokens.tolist())
    made = plain.embedded(ids)
    assert {int(t) for one in made.values() for t in one.tokens.ids} & set(tokens.tolist())


def test_the_file_as_a_whole_is_for_those_who_see_its_words(kept: Catalogue) -> None:
    with pytest.raises(ClosedPagesError):
        kept.pdf_path(NAME)
    assert kept.pdf_path(NAME, Access.EXEMPT).is_file()


def test_it_is_told_on_how_many_pages(kept: Catalogue, plain: Catalogue) -> None:
    assert (kept.masked(), kept.masked(Access.EXEMPT), plain.masked()) == (True, False, False)
    assert kept.masked_page_count() == len(MASKED_PAGES)
    assert plain.masked_page_count() == 0


def test_what_show_prints(kept: Catalogue) -> None:
    assert not planted(render_reading(kept.reading(NAME)))
    assert planted(render_reading(kept.reading(NAME, Access.EXEMPT)))


def everything(data: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return all that a catalogue holds of words, counts and vectors, word indexes included."""
    db = sqlite3.connect(data / FILE_NAME)
    tables = ("pages", "passages", "word_frequencies", "token_frequencies")
    found = {one: sorted(db.execute(f"SELECT * FROM {one}").fetchall(), key=repr) for one in tables}
    found["vectors"] = db.execute(
        "SELECT passage, place, digest, dense, ids, scales, tokens FROM windows"
        " LEFT JOIN vectors USING (window) ORDER BY passage"
    ).fetchall()
    for index in ("open_passage_words", "open_page_words"):
        db.execute(f"CREATE VIRTUAL TABLE temp.v_{index} USING fts5vocab(main, {index}, instance)")
        found[index] = sorted(db.execute(f"SELECT * FROM temp.v_{index}").fetchall())
    db.close()
    return found


def test_switched_off_nothing_differs(tmp_path: Path, plain: Catalogue) -> None:
    with Catalogue.open(tmp_path / "data") as catalogue:
        index = MemoryIndex()
        ingest = Ingest(catalogue, HashEmbedder(), index)
        ingest.add([write_pack(tmp_path)], ocr=False)
        first = dict(index.kept)
        ingest.mask(MASKS)
        assert everything(catalogue.data) != everything(plain.data)
        assert {key for key in first if (index.kept[key][1] != first[key][1]).any()}
        ingest.mask(NOTHING)
        assert everything(catalogue.data) == everything(plain.data)
        assert all((index.kept[key][1] == first[key][1]).all() for key in first)
        for route in sorted(set(ROUTES) - {"pdf_path", "page_file", "arrivals"}):
            assert told(catalogue, route, Access.PUBLIC) == told(plain, route, Access.PUBLIC)
        assert catalogue.pdf_path(NAME).is_file()


def test_a_list_that_changes_gives_new_vectors_to_what_it_touches_alone(tmp_path: Path) -> None:
    with Catalogue.open(tmp_path / "data") as catalogue:
        embedder = HashEmbedder()
        ingest = Ingest(catalogue, embedder, MemoryIndex())
        ingest.add([write_pack(tmp_path)], ocr=False)
        ingest.mask(MASKS)
        before = embedder.texts
        ingest.mask(replace(MASKS, names=(*MASKS.names, "nobody of that name")))
        assert embedder.texts == before
        ingest.mask(replace(MASKS, names=(*MASKS.names, "geese")))
        assert embedder.texts == before + 1
        assert "geese" not in repr(catalogue.passages_of(catalogue.paper(NAME).id))
        assert catalogue.lexical_passages('"geese"', 9) == []
        assert catalogue.lexical_passages('"hooded"', 9)
        ingest.remove([NAME])
        # What the open word index was told to forget is what it was told.
        assert not [table for table, rows in everything(catalogue.data).items() if rows]


def test_masks_that_were_cut_short_show_no_word_before_they_are_whole(tmp_path: Path) -> None:
    with Catalogue.open(tmp_path / "data") as catalogue:
        index = MemoryIndex()
        ingest = Ingest(catalogue, HashEmbedder(), index)
        ingest.add([write_pack(tmp_path)], ocr=False)
        catalogue.work.mask(MASKS)
        assert catalogue.papers() == ()
        assert not planted(repr(catalogue.vocabulary()))
        ingest.add([], ocr=False)
        assert catalogue.papers()
        assert catalogue.work.sound() == []
        assert not planted(repr(catalogue.reading(NAME)))
        assert PERSON in repr(catalogue.reading(NAME, Access.EXEMPT))

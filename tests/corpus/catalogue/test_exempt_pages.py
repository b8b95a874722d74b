"""Exempt pages of an open paper are on no route of the catalogue without clearance."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.catalogue.catalogue import Catalogue
from corpus.cli.console import hidden, listing, listing_json
from corpus.cli.show import render_reading
from corpus.ingest.ingest import Ingest
from corpus.model import Access, DecisionKind, PassageKind, Scope
from corpus.model.errors import ClosedPagesError, CorpusError, UnknownPaperError
from corpus.model.events import Result
from corpus.model.particulars import Particulars
from corpus.register import RegisterSearch, people_in
from tests.corpus.stand_ins import HashEmbedder, MemoryIndex, ReaderHere
from tests.exempt_pack import EXEMPT_PAGES, NAME, OPEN_PAGES, SECRET, SECRETS, write_pack

# Nothing that these give is shown to a reader: they keep, count or move what is there.
INSIDE = {"open", "close", "backup", "kept", "data", "work", "generation"}
COUNTS = {"paper_count", "passage_count", "masked_page_count"}
Route = Callable[[Catalogue, Access], object]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    data = tmp_path_factory.mktemp("data")
    with Catalogue.open(data) as catalogue:
        writer = Ingest(catalogue, HashEmbedder(), MemoryIndex())
        path, said = write_pack(data), {NAME: Particulars(keeps_earlier=True)}
        writer.add([path], given=said, ocr=False)
        # A later version, so that routes to the earlier one are walked too.
        path.write_bytes(path.read_bytes() + b"\n% another version\n")
        writer.add([path], given=said, ocr=False)
        yield catalogue


def paper_id(catalogue: Catalogue) -> str:
    return catalogue.paper(NAME).id


def all_ids(catalogue: Catalogue) -> list[str]:
    return sorted(catalogue.passage_ids(Scope(clearance=Access.EXEMPT)))


def tokens(catalogue: Catalogue) -> list[int]:
    embedded = catalogue.embedded(all_ids(catalogue), Access.EXEMPT)
    return sorted({int(token) for one in embedded.values() for token in one.tokens.ids})


def every_page(catalogue: Catalogue, clearance: Access, ask: Callable[..., object]) -> list[object]:
    found: list[object] = []
    for number in range(1, 10):
        try:
            found.append(ask(paper_id(catalogue), number, clearance))
        except UnknownPaperError as error:
            found.append(str(error))
    return found


ROUTES: dict[str, Route] = {
    "papers": lambda c, a: [c.papers(Scope(clearance=a)), c.papers(Scope(item="5", clearance=a))],
    "papers_by_id": lambda c, a: dict(c.papers_by_id(Scope(clearance=a))),
    "arrivals": lambda c, a: c.arrivals(Scope(clearance=a)),
    "earlier_pages": lambda c, a: c.earlier_pages(paper_id(c), a),
    "newest_papers": lambda c, a: c.newest_papers(9, Scope(clearance=a)),
    "newest_decisions": lambda c, a: c.newest_decisions(9, Scope(clearance=a)),
    "paper": lambda c, a: c.paper(NAME, a),
    "committees": lambda c, a: c.committees(a),
    "reading": lambda c, a: c.reading(NAME, a),
    "page": lambda c, a: every_page(c, a, c.page),
    "labels": lambda c, a: c.labels(paper_id(c), a),
    "labels_of": lambda c, a: c.labels_of([(paper_id(c), n) for n in range(1, 99)], a),
    "places": lambda c, a: [
        c.page(NAME, span.page, a).text[span.start : span.end]
        for span in c.places(paper_id(c), SECRET[:5], a)
    ],
    "items": lambda c, a: c.items(paper_id(c), a),
    "closed_items": lambda c, a: c.closed_items(paper_id(c), a),
    "closed_in": lambda c, a: c.closed_in([paper_id(c)], a),
    "meetings": lambda c, a: c.meetings(Scope(clearance=a)),
    "minuted": lambda c, a: c.minuted(a),
    "problems": lambda c, a: c.problems(paper_id(c), a),
    "suspected": lambda c, a: c.suspected(a),
    "problem_counts": lambda c, a: c.problem_counts("", Scope(clearance=a)),
    "unread_pages": lambda c, a: c.unread_pages(Scope(clearance=a)),
    "changed": lambda c, a: sorted(c.changed(Scope(clearance=a))),
    "resolutions": lambda c, a: [
        c.resolutions(Scope(clearance=a)),
        c.resolutions(Scope(committee=f"{SECRET} Board", clearance=a)),
    ],
    "corrections": lambda c, a: c.corrections(Scope(clearance=a)),
    "links": lambda c, a: c.links(a),
    "search_resolutions": lambda c, a: [
        # What was typed is told back to whoever typed it: only what it found counts here.
        replace(found, counts=tuple(("", count) for _, count in found.counts))
        for words in ("", SECRET, SECRET[:4], f"{SECRET[:-1]}x", f'"{SECRET}"', "resolved 7654321")
        for found in [c.search_resolutions(RegisterSearch(words, Scope(clearance=a)))]
    ],
    "register_sheet": lambda c, a: [
        c.register_sheet(RegisterSearch(scope=Scope(clearance=a), kinds=kinds), 1, 9).found
        for kinds in ((), (DecisionKind.DECISION, DecisionKind.ROUTINE))
    ],
    "people": lambda c, a: [c.people(a, seconded=seconded) for seconded in (True, False)],
    "decided_by": lambda c, a: [
        c.decided_by(one, Scope(clearance=a)) for one in people_in(f"moved by {SECRET}")
    ],
    "register_limits": lambda c, a: c.register_limits(a),
    "collections": lambda c, a: c.collections(a),
    "collection": lambda c, a: [c.collection(one.name, a) for one in c.collections(a)],
    "acronyms": lambda c, a: c.acronyms(a),
    "vocabulary": lambda c, a: c.vocabulary(a),
    "word_counts": lambda c, a: sorted(c.word_counts((SECRET, SECRET.lower(), "resolved"), a)),
    "passages": lambda c, a: c.passages(all_ids(c), a),
    "passages_of": lambda c, a: c.passages_of(paper_id(c), a),
    "passage_ids": lambda c, a: sorted(c.passage_ids(Scope(clearance=a))),
    "index_keys": lambda c, a: c.index_keys(Scope(clearance=a)),
    "ids_of_kind": lambda c, a: [
        c.ids_of_kind(kind, [(paper_id(c), n) for n in (None, *"23456")], a)
        for kind in PassageKind
    ],
    "lexical_passages": lambda c, a: c.lexical_passages(f'"{SECRET}"', 9, Scope(clearance=a)),
    "lexical_pages": lambda c, a: [
        c.lexical_pages(f'"{SECRET}"', 9, Scope(clearance=a)),
        c.lexical_pages(f'"{SECRET}"', 9, Scope(item="5", clearance=a)),
    ],
    "pages_holding": lambda c, a: c.pages_holding(f'"{SECRET}"', 9, Scope(clearance=a)),
    "pages_with": lambda c, a: [
        dict(c.pages_with(words, Scope(clearance=a)))
        for words in (SECRET, f"{SECRET} Board", "resolved")
    ],
    "embedded": lambda c, a: sorted(c.embedded(all_ids(c), a)),
    "token_frequencies": lambda c, a: c.token_frequencies(tokens(c), a),
    "passages_seen": lambda c, a: c.passages_seen(a),
    "masked": lambda c, a: c.masked(a),
    "page_file": lambda c, a: every_page(c, a, c.page_file),
    "original_path": lambda c, a: c.original_path(NAME, a),
    "pdf_path": lambda c, a: c.pdf_path(NAME, a) if a is Access.EXEMPT else "",
}  # fmt: skip
# What tells of the exempt pages by words, not by a count or by how much is there.
TELLING = {
    "committees", "reading", "page", "items", "meetings", "resolutions", "search_resolutions",
    "register_sheet", "acronyms", "vocabulary", "passages", "passages_of", "earlier_pages",
}  # fmt: skip


def test_every_method_of_the_catalogue_is_walked() -> None:
    public = {name for name, _ in inspect.getmembers(Catalogue) if not name.startswith("_")}
    assert public - INSIDE - COUNTS == set(ROUTES)


@pytest.mark.parametrize("name", sorted(ROUTES))
def test_a_route_of_the_catalogue(name: str, kept: Catalogue) -> None:
    told, hidden_from = (repr(ROUTES[name](kept, one)) for one in (Access.EXEMPT, Access.PUBLIC))
    assert not [word for word in SECRETS if word in hidden_from.lower()]
    if name in TELLING:
        assert SECRET.lower() in told.lower()
    closed = {p.id for p in kept.passages_of(paper_id(kept), Access.EXEMPT) if p.access == "exempt"}
    assert closed
    assert not [key for key in closed if key in hidden_from]


def test_what_is_left_is_whole(kept: Catalogue) -> None:
    """A reader without clearance has a paper of five pages, and nothing says of others."""
    paper = kept.paper(NAME)
    assert (paper.access, paper.page_count, paper.exempt_pages) == (Access.PUBLIC, 5, 0)
    assert tuple(kept.labels(paper.id)) == OPEN_PAGES
    cleared = kept.paper(NAME, Access.EXEMPT)
    assert (cleared.page_count, cleared.exempt_pages) == (8, 3)
    places = {item.number: (item.first_page, item.last_page) for item in kept.items(paper.id)}
    assert places == {"1": (None, None), "2": (2, 3), "3": (4, 4), "4": (6, 6)}
    assert "Ferry" in kept.reading(NAME).paper.title or kept.paper(NAME).committee
    assert [r.committee for r in kept.resolutions()] == ["Harbour Panel"] * 2
    words = kept.vocabulary()
    assert "dredged" in words
    assert "mooring" in words
    assert kept.passages_seen() < kept.passages_seen(Access.EXEMPT) == kept.passage_count


def test_a_cleared_reader_has_the_reading_as_it_was_made(kept: Catalogue) -> None:
    reading = kept.reading(NAME, Access.EXEMPT)
    closed = [page.number for page in reading.pages if page.access is Access.EXEMPT]
    assert tuple(closed) == EXEMPT_PAGES
    assert [m.committee for m in reading.meetings] == ["Harbour Panel", f"{SECRET} Board"]
    assert any(SECRET in r.text for r in reading.resolutions)
    assert "5" in {item.number for item in reading.items}


def test_no_exempt_page_is_told_to_hold_a_word(kept: Catalogue) -> None:
    paper, cleared = paper_id(kept), Scope(clearance=Access.EXEMPT)
    assert not kept.pages_with(SECRET)
    assert set(kept.pages_with(SECRET, cleared)[paper]) <= set(EXEMPT_PAGES)
    for word in ("the", "resolved", "panel"):
        told, every = kept.pages_with(word)[paper], kept.pages_with(word, cleared)[paper]
        assert told == tuple(number for number in every if number in OPEN_PAGES)


def test_the_file_as_a_whole_is_refused_and_says_nothing(kept: Catalogue) -> None:
    with pytest.raises(ClosedPagesError) as refused:
        kept.pdf_path(NAME)
    assert not [word for word in SECRETS if word in str(refused.value).lower()]
    for number in EXEMPT_PAGES:
        with pytest.raises(UnknownPaperError, match=f"has no page {number}"):
            kept.page_file(paper_id(kept), number)


def test_the_lines_of_the_command_line(kept: Catalogue) -> None:
    for clearance, wanted in ((Access.PUBLIC, False), (Access.EXEMPT, True)):
        said = render_reading(kept.reading(NAME, clearance)).lower()
        assert (SECRET.lower() in said) is wanted
        lists = listing(kept, clearance) + listing_json(kept, clearance)
        assert ("3 exempt" in lists) is wanted
        assert ('"pages": 8' in lists) is wanted
    assert hidden(kept, Access.PUBLIC).startswith("exempt pages of other papers not shown: 3")
    assert hidden(kept, Access.EXEMPT) == ""


def test_no_vector_of_an_exempt_passage_is_proposed(kept: Catalogue) -> None:
    keys = kept.index_keys()
    assert keys == (paper_id(kept),)
    assert kept.index_keys(Scope(clearance=Access.EXEMPT)) is None
    narrowed = kept.index_keys(Scope(papers=("nothing.pdf",), clearance=Access.EXEMPT))
    assert narrowed == ()


@pytest.fixture
def ingest(tmp_path: Path) -> Iterator[Ingest]:
    with Catalogue.open(tmp_path / "data") as catalogue:
        yield Ingest(catalogue, HashEmbedder(), MemoryIndex(), reader=ReaderHere)


def pages_shown(ingest: Ingest) -> list[int]:
    catalogue = ingest._catalogue
    try:
        return sorted(catalogue.labels(catalogue.paper(NAME).id))
    except CorpusError:
        return []


def test_pages_said_by_hand_outlive_corrections_and_close_a_new_version(
    ingest: Ingest, tmp_path: Path
) -> None:
    path = write_pack(tmp_path)
    said = {NAME: Particulars(exempt_pages=((6, 8),))}
    ingest.add([path], given=said, ocr=False)
    assert pages_shown(ingest) == [1, 2, 3, 4, 5]
    ingest.add([path], given={NAME: Particulars(title="Pack")}, access=Access.PUBLIC, ocr=False)
    assert pages_shown(ingest) == [1, 2, 3, 4, 5]
    path.write_bytes(path.read_bytes() + b"\n% another version\n")
    ingest.add([path], ocr=False)
    assert pages_shown(ingest) == []
    ingest.add([path], given=said, access=Access.PUBLIC, ocr=False)
    assert pages_shown(ingest) == [1, 2, 3, 4, 5]


def test_what_was_opened_by_hand_is_looked_at_anew_in_a_new_version(
    ingest: Ingest, tmp_path: Path
) -> None:
    path = write_pack(tmp_path)
    ingest.add([path], given={NAME: Particulars(exempt_pages=())}, ocr=False)
    assert pages_shown(ingest) == list(range(1, 9))
    path.write_bytes(path.read_bytes() + b"\n% another version\n")
    ingest.add([path], ocr=False)
    assert pages_shown(ingest) == list(OPEN_PAGES)


def test_a_paper_closed_as_a_whole_stays_so_when_it_is_read_again(
    ingest: Ingest, tmp_path: Path
) -> None:
    path = write_pack(tmp_path)
    ingest.add([path], access=Access.EXEMPT, ocr=False)
    (outcome,) = ingest.add([path], again=True, ocr=False)
    assert outcome.result is Result.READ_AGAIN
    assert pages_shown(ingest) == []
    ingest.add([path], access=Access.PUBLIC, ocr=False)
    assert pages_shown(ingest) == list(OPEN_PAGES)


def test_a_paper_whose_every_page_was_closed_by_hand_is_closed(
    ingest: Ingest, tmp_path: Path
) -> None:
    path = write_pack(tmp_path)
    said = {NAME: Particulars(access=Access.PUBLIC, exempt_pages=((1, 8),))}
    ingest.add([path], given=said, access=Access.PUBLIC, ocr=False)
    assert pages_shown(ingest) == []
    ingest.add([path], access=Access.PUBLIC, ocr=False)
    assert pages_shown(ingest) == []
    reopened = {NAME: Particulars(exempt_pages=((7, 8),))}
    ingest.add([path], given=reopened, access=Access.PUBLIC, ocr=False)
    assert pages_shown(ingest) == [1, 2, 3, 4, 5, 6]


def test_what_was_said_of_access_outlives_other_corrections(ingest: Ingest, tmp_path: Path) -> None:
    path = write_pack(tmp_path).rename(tmp_path / "harbour (private).pdf")
    ingest.add([path], ocr=False)
    assert not ingest._catalogue.papers()
    ingest.add([path], given={path.name: Particulars(access=Access.PUBLIC)}, access=Access.PUBLIC)
    assert ingest._catalogue.papers()
    ingest.add([path], given={path.name: Particulars(title="Pack")}, ocr=False)
    assert [paper.title for paper in ingest._catalogue.papers()] == ["Pack"]

"""What officers say of the register outlives every reading of its paper, and leaves with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.catalogue import Catalogue
from corpus.corrections import addition, change, complete, removal
from corpus.corrections.placing import quote_of
from corpus.ingest import Ingest, back_up, read_metadata, restore
from corpus.model import (
    Access,
    Correction,
    CorrectionError,
    OutcomeClass,
    PassageKind,
    Quote,
    Resolution,
    Result,
    Scope,
)
from corpus.register import RegisterSearch
from tests.corpus.corrections.drawn import (
    ACCEPTED,
    BAND,
    KEPT,
    LIGHTS,
    NAME,
    WORDS,
    ingest,
    place,
    write,
)
from tests.corpus.stand_ins import HashEmbedder

ALL = Scope(clearance=Access.EXEMPT)
pytestmark = pytest.mark.usefixtures("no_ocr")


@pytest.fixture
def embedder() -> HashEmbedder:
    return HashEmbedder()


@pytest.fixture
def writer(catalogue: Catalogue, tmp_path: Path, embedder: HashEmbedder) -> Ingest:
    made = ingest(catalogue, embedder)
    made.add([write(tmp_path)])
    return made


def register(catalogue: Catalogue) -> list[str]:
    return [one.text for one in catalogue.resolutions(ALL)]


def entry(catalogue: Catalogue, text: str) -> Resolution:
    return next(one for one in catalogue.resolutions(ALL) if one.text == text)


def quoted(catalogue: Catalogue, words: str) -> Quote:
    reading = catalogue.reading(catalogue.paper(NAME).id)
    texts = {page.number: page.text for page in reading.pages}
    return quote_of((place(reading.pages, words),), texts)


def none(catalogue: Catalogue, text: str = KEPT) -> Correction:
    said = entry(catalogue, text)
    return removal(said, catalogue.reading(said.paper_id, Access.EXEMPT).pages, "Ann")


def shorter(catalogue: Catalogue) -> Correction:
    said = entry(catalogue, ACCEPTED)
    words = quoted(catalogue, "that the quotation of Hartley Play of £4,100 be accepted")
    return change(said, words, catalogue.reading(said.paper_id).pages, "Ann")


def missing(catalogue: Catalogue) -> Correction:
    reading = catalogue.reading(catalogue.paper(NAME).id)
    given = (reading.pages, reading.resolutions, "Ann", OutcomeClass.AGREED)
    return addition(reading.paper.id, quoted(catalogue, LIGHTS), *given)


def correct(writer: Ingest, *made: Correction) -> None:
    for one in made:
        writer.corrections.keep(one)
    (outcome,) = writer.take_corrections()
    assert outcome.result is Result.CORRECTED
    assert writer.check() == ()


def test_each_kind_is_in_the_register_and_in_what_is_searched(
    catalogue: Catalogue, writer: Ingest
) -> None:
    assert register(catalogue) == [ACCEPTED, KEPT, BAND]
    before = catalogue.generation
    correct(writer, none(catalogue), shorter(catalogue), missing(catalogue))
    cut = "that the quotation of Hartley Play of £4,100 be accepted"
    assert register(catalogue) == [cut, LIGHTS, BAND]
    assert [bool(one.corrected) for one in catalogue.resolutions()] == [True, True, False]
    assert catalogue.generation > before
    passages = catalogue.passages_of(catalogue.paper(NAME).id)
    told = [p.text for p in passages if p.kind is PassageKind.RESOLUTION]
    assert [" ".join(text.split()) for text in told] == [cut, LIGHTS, BAND]
    # The words of what is none are still there to be found, as narrative.
    assert any("neighbour's" in p.text for p in passages if p.kind is PassageKind.PROSE)
    assert catalogue.work.sound() == []


def test_a_search_of_the_register_follows_corrections_and_their_end(
    catalogue: Catalogue, writer: Ingest
) -> None:
    def found(words: str) -> list[str]:
        said = catalogue.search_resolutions(RegisterSearch(words)).resolutions
        return [one.text for one in said]

    # What was searched before is kept in memory, and must not be what is searched later.
    assert (found("cupboard"), found("Dock Lane"), found("Hartley")) == ([KEPT], [], [ACCEPTED])
    removed, added = none(catalogue), missing(catalogue)
    correct(writer, removed, shorter(catalogue), added)
    cut = "that the quotation of Hartley Play of £4,100 be accepted"
    assert (found("cupboard"), found("Dock Lane"), found("Hartley")) == ([], [LIGHTS], [cut])
    everything = catalogue.search_resolutions().resolutions
    assert [bool(one.corrected) for one in everything] == [True, True, False]
    for one in (removed, added):
        writer.corrections.take_back(one.id)
    writer.take_corrections()
    assert (found("cupboard"), found("Dock Lane")) == ([KEPT], [])


def test_only_what_changed_is_embedded_anew(
    catalogue: Catalogue, writer: Ingest, embedder: HashEmbedder
) -> None:
    count = catalogue.passage_count
    embedder.texts = 0
    correct(writer, none(catalogue))
    assert 0 < embedder.texts < count
    kept = {p.id for p in catalogue.passages_of(catalogue.paper(NAME).id)}
    assert set(catalogue.embedded(sorted(kept))) == kept


def test_what_is_taken_back_is_as_it_was_read(catalogue: Catalogue, writer: Ingest) -> None:
    before = catalogue.reading(catalogue.paper(NAME).id)
    made = [none(catalogue), missing(catalogue)]
    correct(writer, *made)
    for one in made:
        assert writer.corrections.take_back(one.id[:8]) == one
    writer.take_corrections()
    assert catalogue.reading(before.paper.id) == before
    assert catalogue.corrections() == ()
    with pytest.raises(CorrectionError, match="no one correction"):
        writer.corrections.take_back(made[0].id)


def test_the_same_is_not_said_twice(catalogue: Catalogue, writer: Ingest) -> None:
    made = none(catalogue)
    correct(writer, made)
    with pytest.raises(CorrectionError, match="said before"):
        writer.corrections.keep(made)
    assert writer.take_corrections() == ()


def test_they_outlive_readings_rebuilding_and_backup(
    catalogue: Catalogue, writer: Ingest, tmp_path: Path
) -> None:
    correct(writer, none(catalogue), missing(catalogue))
    now = [ACCEPTED, LIGHTS, BAND]
    (outcome,) = writer.add([tmp_path / NAME], again=True)
    assert outcome.result is Result.READ_AGAIN
    assert register(catalogue) == now
    with catalogue._store.writing() as db:
        db.execute("UPDATE papers SET reading = 0")
    writer.add([], again=True)
    writer.rebuild()
    assert register(catalogue) == now
    assert back_up(catalogue, tmp_path / "backup.tar") == 1
    restore(tmp_path / "backup.tar", tmp_path / "other")
    with Catalogue.open(tmp_path / "other") as other:
        other_writer = ingest(other)
        other_writer.rebuild()
        assert register(other) == now
        assert other_writer.check() == ()
        other_writer.add([tmp_path / NAME], again=True)
        assert register(other) == now


def test_they_leave_with_their_paper(catalogue: Catalogue, writer: Ingest, tmp_path: Path) -> None:
    made = none(catalogue)
    correct(writer, made)
    reading = catalogue.reading(made.paper_id)
    writer.corrections.declare(complete(reading, None, "Ann"))
    writer.remove([NAME])
    with catalogue._store.reading() as db:
        for table in ("corrections", "complete_registers"):
            assert db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] == 0
    writer.add([tmp_path / NAME])
    assert KEPT in register(catalogue)
    writer.remove([NAME])
    with pytest.raises(CorrectionError, match="not in the catalogue any more"):
        writer.corrections.keep(made)


def test_what_was_said_before_a_crash_is_taken_in_by_the_next_add(
    catalogue: Catalogue, writer: Ingest
) -> None:
    writer.corrections.keep(none(catalogue))
    (waiting,) = catalogue.corrections()
    assert waiting.waiting
    assert KEPT in register(catalogue)
    assert writer.check() == ()
    writer.add([])
    assert KEPT not in register(catalogue)
    (taken,) = catalogue.corrections()
    assert not taken.waiting


def test_a_new_version_of_the_file_has_what_still_fits_and_tells_of_the_rest(
    catalogue: Catalogue, writer: Ingest, tmp_path: Path
) -> None:
    correct(writer, none(catalogue), missing(catalogue))
    reading = catalogue.reading(catalogue.paper(NAME).id)
    said = next(iter(catalogue.corrections()))
    writer.corrections.declare(complete(reading, said, "Ann"))
    writer.take_corrections()
    (outcome,) = writer.add([write(tmp_path, words=WORDS.replace("Dock Lane", "Duck Lane"))])
    assert outcome.result is Result.REPLACED
    assert register(catalogue) == [ACCEPTED, BAND]
    (now,) = catalogue.corrections()
    assert now.paper_id == catalogue.paper(NAME).id != reading.paper.id
    assert [kept.fits for kept in now.made] == [True, False]
    assert now.complete is None
    assert not now.waiting
    (trouble,) = writer.check()
    lost = now.made[1].correction
    assert trouble.startswith(f"{NAME}: correction {lost.id} no longer fits: page 2")
    assert "Dock" not in trouble
    writer.corrections.take_back(lost.id)
    writer.take_corrections()
    assert writer.check() == ()


def test_a_complete_register_stays_until_something_is_corrected(
    catalogue: Catalogue, writer: Ingest
) -> None:
    correct(writer, none(catalogue))
    paper_id = catalogue.paper(NAME).id
    said = next(iter(catalogue.corrections()))
    whole = complete(catalogue.reading(paper_id), said, "Ann")
    writer.corrections.declare(whole)
    writer.take_corrections()
    (now,) = catalogue.corrections()
    assert (now.complete, now.complete_fits, now.waiting) == (whole, True, False)
    assert register(catalogue) == [ACCEPTED, BAND]
    correct(writer, shorter(catalogue))
    (now,) = catalogue.corrections()
    assert now.complete is None
    assert not writer.corrections.withdraw(paper_id)


def test_what_waits_or_fits_no_more_is_not_called_complete(
    catalogue: Catalogue, writer: Ingest, tmp_path: Path
) -> None:
    writer.corrections.keep(missing(catalogue))
    reading = catalogue.reading(catalogue.paper(NAME).id)
    with pytest.raises(CorrectionError, match="yet to be taken in"):
        complete(reading, next(iter(catalogue.corrections())), "Ann")
    writer.add([write(tmp_path, words=WORDS.replace("Dock Lane", "Duck Lane"))])
    reading = catalogue.reading(catalogue.paper(NAME).id)
    with pytest.raises(CorrectionError, match="no longer fits"):
        complete(reading, next(iter(catalogue.corrections())), "Ann")


def test_a_correction_never_opens_exempt_words(
    catalogue: Catalogue, writer: Ingest, tmp_path: Path
) -> None:
    """What touches a closed page is closed with it, and so is what was said of it."""
    correct(writer, missing(catalogue), none(catalogue))
    given = tmp_path / "given.yaml"
    given.write_text(f"- file: {NAME}\n  exempt_pages: '2'\n", encoding="utf-8")
    writer.add([tmp_path / NAME], given=read_metadata(given))
    assert [one.text for one in catalogue.resolutions()] == [ACCEPTED]
    assert register(catalogue) == [ACCEPTED, LIGHTS, BAND]
    assert "Dock Lane" not in repr(catalogue.corrections())
    (seen,) = catalogue.corrections()
    assert [kept.correction.words.words for kept in seen.made] == [KEPT]
    assert len(catalogue.corrections(ALL)[0].made) == 2
    public = catalogue.passages_of(catalogue.paper(NAME).id)
    assert not [one for one in public if "Dock Lane" in one.text]
    # An open entry made longer, over the page end, is closed as a whole.
    whole = catalogue.reading(seen.paper_id, Access.EXEMPT)
    texts = {page.number: page.text for page in whole.pages}
    (span,) = entry(catalogue, ACCEPTED).spans
    long = quote_of((span, place(whole.pages, "The lights in Dock Lane")), texts)
    correct(writer, change(entry(catalogue, ACCEPTED), long, whole.pages, "Ann"))
    assert catalogue.resolutions() == ()
    assert any("Dock Lane" in text for text in register(catalogue))
    with pytest.raises(CorrectionError, match="has exempt pages"):
        complete(catalogue.reading(seen.paper_id), None, "Ann", hidden=True)

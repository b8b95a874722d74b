"""Files of one name: a new version replaces the old, another meeting's is kept beside."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from corpus.catalogue.catalogue import Catalogue
from corpus.ingest.ingest import Ingest
from corpus.ingest.naming import Meeting, free_name
from corpus.model import Access, Particulars, Scope
from corpus.model.events import Result
from tests.corpus.ingest.interrupted import cut_short, writer
from tests.corpus.stand_ins import paper

ALL = Scope(clearance=Access.EXEMPT)
NAME = "minutes.pdf"
MARCH, APRIL = "Body Cabinet. Day 2024-03-12.", "Body Cabinet. Day 2024-04-09."
AUDIT = "Body Audit. Day 2024-03-12."
pytestmark = pytest.mark.usefixtures("no_ocr")


@pytest.fixture
def ingest(catalogue: Catalogue) -> Ingest:
    return writer(catalogue)


def file(tmp_path: Path, words: str, folder: str = "in", name: str = NAME) -> Path:
    return paper(tmp_path / folder, name, words)


def kept(catalogue: Catalogue) -> dict[str, str]:
    return {one.file_name: catalogue.page(one.id, 1).text for one in catalogue.papers(ALL)}


def test_the_next_meetings_file_is_kept_beside_and_its_versions_find_it(
    ingest: Ingest, catalogue: Catalogue, tmp_path: Path
) -> None:
    ingest.add([file(tmp_path, MARCH)])
    (outcome,) = ingest.add([file(tmp_path, APRIL)])
    beside = "minutes (Cabinet 2024-04-09).pdf"
    assert (outcome.name, outcome.result) == (beside, Result.ADDED)
    assert "came as minutes.pdf" in outcome.note
    (outcome,) = ingest.add([file(tmp_path, f"{APRIL} Mended.")])
    assert (outcome.name, outcome.result) == (beside, Result.REPLACED)
    (outcome,) = ingest.add([file(tmp_path, f"{MARCH} Mended.")])
    assert (outcome.name, outcome.result) == (NAME, Result.REPLACED)
    ingest.add([file(tmp_path, AUDIT)])
    assert kept(catalogue) == {
        NAME: f"{MARCH} Mended.",
        beside: f"{APRIL} Mended.",
        "minutes (Audit 2024-03-12).pdf": AUDIT,
    }
    (outcome,) = ingest.add([file(tmp_path, AUDIT)])
    assert outcome.result is Result.UNCHANGED
    assert ingest.check() == ()


def test_what_does_not_say_its_meeting_replaces_the_one_paper_of_its_name(
    ingest: Ingest, catalogue: Catalogue, tmp_path: Path
) -> None:
    ingest.add([file(tmp_path, MARCH)])
    assert ingest.add([file(tmp_path, "No meeting")])[0].result is Result.REPLACED
    assert ingest.add([file(tmp_path, APRIL)])[0].result is Result.REPLACED
    ingest.add([file(tmp_path, MARCH)])
    # Which of the two would it be?
    (outcome,) = ingest.add([file(tmp_path, "No meeting again")])
    assert (outcome.name, outcome.result) == ("minutes (2).pdf", Result.ADDED)
    assert len(kept(catalogue)) == 3


@pytest.mark.parametrize(
    ("first", "second", "names"),
    [
        (MARCH, AUDIT, {NAME, "minutes (Audit 2024-03-12).pdf"}),
        (MARCH, f"{MARCH} Also.", {NAME, "minutes (Cabinet 2024-03-12).pdf"}),
        ("One", "Two", {NAME, "minutes (2).pdf"}),
    ],
)
@pytest.mark.parametrize("cut", [False, True])
def test_two_of_one_name_in_one_go_are_both_kept(
    catalogue: Catalogue, tmp_path: Path, first: str, second: str, names: set[str], cut: bool
) -> None:
    ingest = writer(catalogue)
    files = [file(tmp_path, first, "a"), file(tmp_path, second, "b")]
    if cut:
        cut_short(catalogue, files, read=True)
        ingest.add(files)
    else:
        assert {one.name for one in ingest.add(files)} == names
    assert set(kept(catalogue)) == names
    assert set(kept(catalogue).values()) == {first, second}
    assert {one.result for one in ingest.add(files)} == {Result.UNCHANGED}
    assert ingest.check() == ()


def test_the_meeting_beside_is_not_closed_or_corrected_with_the_first(
    ingest: Ingest, catalogue: Catalogue, tmp_path: Path
) -> None:
    given = {NAME: Particulars(title="March")}
    ingest.add([file(tmp_path, MARCH)], access=Access.EXEMPT, given=given)
    ingest.add([file(tmp_path, APRIL)])
    assert [one.title for one in catalogue.papers()] == ["minutes.pdf"]
    ingest.add([file(tmp_path, f"{MARCH} Mended.")])
    assert len(catalogue.papers()) == 1, "a new version of an exempt paper stays exempt"


def test_a_version_finds_its_paper_where_the_meeting_was_corrected(
    ingest: Ingest, catalogue: Catalogue, tmp_path: Path
) -> None:
    given = {NAME: Particulars(meeting_date=date(2024, 3, 13))}
    ingest.add([file(tmp_path, MARCH)], given=given)
    (outcome,) = ingest.add([file(tmp_path, f"{MARCH} Mended.")])
    assert outcome.result is Result.REPLACED
    assert [one.meeting_date for one in catalogue.papers()] == [date(2024, 3, 13)]


def test_a_paper_told_apart_is_corrected_by_its_own(
    ingest: Ingest, catalogue: Catalogue, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    paper(folder / "2023", "agenda.pdf", "x")
    paper(folder / "2024", "agenda.pdf", "y")
    ingest.add([folder])
    held = catalogue.paper("2023/agenda.pdf")
    (outcome,) = ingest.correct(held.id, Particulars(committee="Cabinet"))
    assert outcome.result is Result.CORRECTED
    assert catalogue.paper("2023/agenda.pdf").committee == "Cabinet"
    assert catalogue.paper("2024/agenda.pdf").committee is None


def test_a_name_says_the_meeting_and_stays_short() -> None:
    meeting = Meeting("Planning / Licensing Committee", date(2024, 3, 12))
    said = "(Planning - Licensing Committee 2024-03-12)"
    assert free_name("a.pdf", meeting, set()) == "a.pdf"
    assert free_name("a.pdf", meeting, {"a.pdf"}) == f"a {said}.pdf"
    taken = {"a.pdf", f"a {said}.pdf"}
    assert free_name("a.pdf", meeting, taken) == f"a {said[:-1]}, 2).pdf"
    assert free_name("agenda", Meeting(None, None), {"agenda"}) == "agenda (2)"
    long = free_name(f"{'x' * 196}.pdf", meeting, {f"{'x' * 196}.pdf"})
    assert len(long) == 200
    assert long.endswith(f"{said}.pdf")

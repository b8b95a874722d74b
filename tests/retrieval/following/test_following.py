"""What is followed is found in papers that come later, told with its words, once, and why."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from corpus.model import PaperKind, Span
from retrieval.following.follow_file import FILE_NAME, FollowFile
from retrieval.following.follows import MOST_FOLLOWS, FollowKind
from retrieval.following.looking import _findings, _Fit, _Place
from retrieval.model import FollowError
from tests.retrieval.following.conftest import OWNER, Town

FEES = "Mooring fees at the quay rise to twelve pounds a week from April."
LIGHTS = "The lamps of the promenade are switched off at midnight."


def test_a_search_is_found_in_what_comes_later_with_quote_place_and_why(town: Town) -> None:
    town.put("before", FEES + " That was known before.")
    town.follow("What happened to the mooring fees at the quay?")
    town.put("report", LIGHTS, FEES)
    assert town.look() == 1
    (one,) = town.told()
    assert one.said == f"“{FEES}”"
    assert "PDF page 2" in one.where
    assert "Harbour Panel" in one.where
    assert one.about == "You follow the search “What happened to the mooring fees at the quay?”."
    query = parse_qs(urlsplit(one.link).query)
    paper = town.catalogue.paper("report.pdf")
    assert (query["paper"], query["page"]) == ([paper.id], ["2"])
    first, last = query["mark"][0].removeprefix("2:").split("-")
    assert town.catalogue.page(paper.id, 2).text[int(first) : int(last)] == FEES
    assert town.look() == 0


def test_all_words_are_wanted_and_phrases_as_they_stand(town: Town) -> None:
    for words in ("mooring dredging", '"twelve a pounds"', "mermaids", "of the and"):
        town.follow(words)
    town.follow('"twelve pounds" quay')
    town.put("report", FEES)
    assert town.look() == 1
    assert [one.why for one in town.told()] == ['you follow the search “"twelve pounds" quay”']


def test_what_only_stands_above_a_passage_is_not_told(town: Town) -> None:
    """Each passage of a paper stands under its body and title."""
    town.follow("harbour panel tariffs")
    town.put("report", LIGHTS, FEES)
    assert town.look() == 0


def test_nothing_is_told_twice_after_a_replacement(town: Town) -> None:
    town.follow("mooring fees")
    town.put("report", LIGHTS, FEES)
    town.look()
    (before,) = town.told()
    # The page moved, another changed: the same words are the same entry, where they stand now.
    town.put("report", "A page before.", LIGHTS + " And at noon.", FEES)
    assert town.look() == 0
    (after,) = town.told()
    assert after.id == before.id
    assert "page=3" in after.link
    # Words that changed are told, and as those of a later version.
    town.put("report", LIGHTS, FEES.replace("twelve", "fourteen"))
    assert town.look() == 1
    newest = town.told()[0]
    assert "fourteen" in newest.quote
    assert "later version" in newest.about


def test_a_replaced_paper_tells_only_what_is_new_of_it(town: Town) -> None:
    """Also to who began to follow after its first version."""
    town.put("report", LIGHTS, FEES)
    town.look()
    town.follow("mooring fees")
    town.put("report", LIGHTS + " And at noon.", FEES)
    assert town.look() == 0
    town.put("report", LIGHTS, FEES + " Boats of fishermen pay no mooring fees.")
    assert town.look() == 1


def test_the_same_words_in_pack_and_report_are_told_once(town: Town) -> None:
    town.follow("mooring fees")
    town.put("report", FEES)
    town.put("pack", LIGHTS, FEES, kind=PaperKind.AGENDA_PACK)
    assert town.look() == 1


def test_a_committee_is_followed_paper_by_paper(town: Town) -> None:
    town.follow("Harbour Panel", FollowKind.COMMITTEE)
    town.follow("Parks Board", FollowKind.COMMITTEE)
    town.put("one", FEES)
    town.put("two", LIGHTS, committee="harbour panel")
    town.put("three", LIGHTS + " Books.", committee="Library Board")
    assert town.look() == 2
    assert {one.why for one in town.told()} == {"you follow the Harbour Panel"}


def test_a_ward_of_one_word_is_told_from_the_word(town: Town) -> None:
    town.follow("Quay", FollowKind.WARD)
    town.follow("Market Hill", FollowKind.WARD)
    town.put("one", FEES, "Wards affected: Quay and Castle.", "The market on the hill is open.")
    town.put("two", "Potholes on Market Hill are filled.")
    assert town.look() == 2
    told = {one.why: one.quote for one in town.told()}
    assert told["you follow the ward Quay"] == "Wards affected: Quay and Castle."
    assert told["you follow the ward Market Hill"] == "Potholes on Market Hill are filled."


def test_a_matter_is_found_by_like_titles(town: Town) -> None:
    town.follow("Review of mooring tariffs", FollowKind.MATTER, committee="Harbour Panel")
    town.follow("Library opening hours", FollowKind.MATTER)
    told = f"{LIGHTS} {FEES} The Panel is asked to note both, and to say when it wants more."
    town.put(
        "later", told, items=(("7", "Mooring tariffs: review"),), meeting_date=date(2026, 5, 1)
    )
    assert town.look() == 1
    (one,) = town.told()
    assert one.why == "you follow the matter “Review of mooring tariffs”"
    assert one.title == "Mooring tariffs: review, Harbour Panel 1 May 2026"
    assert "tem 7" in one.where


def test_of_many_places_in_an_item_the_first_is_told(town: Town) -> None:
    town.follow("mooring fees")
    boats = ("Skylark", "Heron", "Gannet", "Dunlin")
    pages = [f"The {boat} asks why mooring fees of {boat}s rise so." for boat in boats]
    town.put("report", *pages)
    assert town.look() == 1
    (one,) = town.told()
    assert one.finding.page == 1
    assert "3 others in this item have it too." in one.about


def test_words_that_ocr_finds_later_are_told_then(town: Town) -> None:
    town.follow("mooring fees")
    town.put("scan", LIGHTS, FEES)
    (arrival,) = town.catalogue.arrivals()
    # As it was looked through when one of its pages had no words yet.
    town.file.keep(arrival.paper.id, arrival.seen.timestamp(), 1, (), ())
    assert town.look() == 1
    assert town.look() == 0


def test_what_is_followed_is_its_owners_and_has_bounds(town: Town) -> None:
    one = town.follow("mooring  fees")
    assert town.follow("mooring fees") == one
    assert not town.file.stop("somebody else", one)
    assert town.file.stop(OWNER, one)
    assert town.file.follows(OWNER) == ()
    with pytest.raises(FollowError, match="characters"):
        town.follow(" ")
    for number in range(MOST_FOLLOWS):
        town.follow(f"berth {number}")
    with pytest.raises(FollowError, match="followed already"):
        town.follow("one more")


def test_what_is_stopped_is_forgotten(town: Town) -> None:
    one = town.follow("mooring fees")
    town.put("report", FEES)
    town.look()
    town.file.stop(OWNER, one)
    assert town.told() == []
    assert town.file.unmailed() == ()


def test_of_a_common_word_the_first_items_of_a_paper_are_told_and_the_others_counted(
    town: Town,
) -> None:
    one = town.file.follow(OWNER, FollowKind.SEARCH, "quay")
    town.put("report", FEES)
    (arrival,) = town.catalogue.arrivals()
    fits = [
        _Fit(one, _Place((Span(1, at, at + 1),), f"key {number} {at}", str(number)))
        for number in range(1, 31)
        for at in range(3)
    ]
    found, met = _findings(arrival, fits)
    assert [finding.item for finding in found] == [str(number) for number in range(1, 11)]
    assert [finding.beyond for finding in found] == [0] * 9 + [20]
    assert len(met) == 30
    town.file.keep(arrival.paper.id, arrival.seen.timestamp(), 0, found, met)
    assert [finding.beyond for _, finding in town.file.findings(OWNER)].count(20) == 1


def test_words_that_nobody_printed_for_years_are_forgotten(town: Town) -> None:
    town.follow("mooring fees")
    town.put("report", FEES)
    town.look()
    met = "SELECT count(*) FROM met"

    def kept() -> int:
        with closing(sqlite3.connect(town.catalogue.data / FILE_NAME)) as db, db:
            return int(db.execute(met).fetchone()[0])

    def passed(days: int) -> None:
        with closing(sqlite3.connect(town.catalogue.data / FILE_NAME)) as db, db:
            db.execute("UPDATE met SET at = at - ?", (days * 86_400,))

    passed(500)
    town.put("next", FEES, LIGHTS)
    assert town.look() == 0
    passed(500)
    town.file.keep("other", 0.0, 0, (), ())
    assert kept() == 1, "it was printed again in between"
    passed(400)
    town.file.keep("other", 0.0, 0, (), ())
    assert kept() == 0


def test_a_file_of_an_earlier_version_is_brought_up_to_date(tmp_path: Path) -> None:
    with FollowFile(tmp_path) as file:
        file.follow(OWNER, FollowKind.SEARCH, "mooring fees")
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as db, db:
        for table, column in (("met", "at"), ("follows", "renewed"), ("findings", "beyond")):
            db.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
    with FollowFile(tmp_path) as file:
        assert file.expire(1) == 0
        assert len(file.follows(OWNER)) == 1


def test_what_its_owner_does_not_look_after_ends_by_itself(town: Town) -> None:
    town.follow("mooring fees")
    assert town.file.expire(30) == 0
    with closing(sqlite3.connect(town.catalogue.data / FILE_NAME)) as db, db:
        db.execute("UPDATE follows SET renewed = renewed - ?", (31 * 86_400,))
    assert town.file.expire(0) == 0
    town.file.renew(OWNER)
    assert town.file.expire(30) == 0
    with closing(sqlite3.connect(town.catalogue.data / FILE_NAME)) as db, db:
        db.execute("UPDATE follows SET renewed = renewed - ?", (31 * 86_400,))
    assert town.file.expire(30) == 1
    assert town.file.follows() == ()

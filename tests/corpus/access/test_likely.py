"""Lines that no sign knows: which likely close a sheet, an item or a file, and how it is learnt."""

from __future__ import annotations

import json
import time

import pytest

from corpus.access import likely as model
from corpus.access.fitting import chance_of, examples, fit, held_out
from corpus.access.likely import LONGEST, WEIGHTS, Place, features_of, likely, tables
from corpus.model import Access, VocabularyError
from tests.corpus.access.test_exempt import agenda, closed, headed, read
from tests.corpus.access.test_suspected import told
from tests.corpus.packs import Sheet
from tests.patterns import SECONDS, hostile


@pytest.mark.parametrize(
    "line",
    [
        "Publication of this paper is prohibited until the tender is let",
        "The following paper is commercially confidential to the bidders",
        "Circulation: Leader and Chief Executive. Not to be copied further",
        "This report will be considered after the meeting has gone into private session",
        "Press and public - excluded item",
        "Restricted circulation",
    ],
)
def test_wordings_that_no_sign_knows_close_until_somebody_says(line: str) -> None:
    found = read(Sheet().prose(), headed(line))
    assert closed(found) == [2]
    assert told(found) == [("suspected", 2, 2, 2, line)]


@pytest.mark.parametrize(
    "line",
    [
        "VAT partial exemption calculation",
        "Supported exempt accommodation",
        "Exempt from the clean air charge",
        "Restricted funds of the Quay Trust",
        "Confidential counselling for staff",
        "Private estates: adoption of roads",
        "Information sharing agreement with the police",
        "Publication of spending over £500",
        "Contains exempt information: N",
        "Exclusion of the press and public, if required",
        "Minutes of the meeting held at 2.00 pm in Committee",
        "Schools: absence and exclusion from lessons",
        "Meeting Closed",
        "The meeting closed at 9.10 pm",
        "MEETING CLOSED 21:10",
    ],
)
def test_what_only_uses_such_words_closes_nothing(line: str) -> None:
    assert closed(read(Sheet().prose(), headed(line))) == []


def test_a_line_above_an_item_closes_that_and_not_the_one_before() -> None:
    front = ("2. Mooring Fees (Page 2)", "Matters to be taken after the public have left")
    sheets = [
        agenda("1. Apologies", *front, "3. Quay House (Page 3)"),
        headed("Mooring Fees"),
        headed("Quay House"),
    ]
    for number, sheet in enumerate(sheets, 1):
        sheet.put(280, 825, f"Page {number}", size=9)
    assert closed(read(*sheets)) == [3]


def test_a_watermark_closes_its_page_though_it_is_no_text_of_it() -> None:
    drawn = headed("Quay House").put(180, 560, "CONFIDENTIAL", size=54, angle=45)
    found = read(Sheet().prose(), drawn)
    assert "CONFIDENTIAL" not in found.pages[1].text
    assert closed(found) == [2]
    draft = headed("Quay House").put(180, 560, "DRAFT", size=54, angle=45)
    assert closed(read(Sheet().prose(), draft)) == []


def test_a_paragraph_is_judged_with_its_end_and_not_from_its_middle() -> None:
    first = "The harbour master told the Panel that the new lamps would be put up in spring and"
    assert closed(read(Sheet().prose(), headed(first, "Members only may see the accounts"))) == []
    second = "The harbour master, whom the Panel had asked at the suggestion of Alderman"
    others = (
        "Reed, was unwilling. The Panel noted that in no case a grant for such a lamp",
        "is available to clubs by the sea, and not available to others at all.",
    )
    assert closed(read(Sheet().prose(), headed(second, *others))) == []


def test_a_file_is_closed_by_its_name() -> None:
    found = read(headed("Quay House"), name="agenda item 3 unredacted Quay House.pdf")
    assert found.paper.access is Access.EXEMPT


def test_the_kept_weights_are_those_that_the_lines_teach() -> None:
    kept = json.loads(WEIGHTS.read_text(encoding="utf-8"))["weights"]
    fresh = fit(examples())
    assert max(abs(fresh.get(one, 0.0) - kept.get(one, 0.0)) for one in fresh | kept) < 0.1


def test_lines_of_every_family_are_told_apart() -> None:
    weights = json.loads(WEIGHTS.read_text(encoding="utf-8"))["weights"]
    known = examples()
    right = [(chance_of(weights, one) >= 0.5) is one.closes for one in known]
    assert sum(right) > 0.93 * len(known)
    assert {one.family for one in known} == {
        f"{kind}.{name}" for kind in ("closes", "opens") for name in tables()[kind]
    }


@pytest.mark.long
def test_families_left_out_are_mostly_known_to_a_model_that_never_saw_them() -> None:
    shares = held_out(examples())
    closing = [share for name, share in shares.items() if name.startswith("closes.")]
    opening = [share for name, share in shares.items() if name.startswith("opens.")]
    assert sum(closing) > 0.75 * len(closing)
    assert sum(opening) < 0.30 * len(opening)


def test_a_line_is_known_by_groups_of_words_and_their_place() -> None:
    told_of = features_of("NOT TO BE COPIED TO THE PRESS", Place.FOOT)
    assert {"not>disclosed", "disclosed..public", "foot:disclosed", "capitals"} <= told_of
    assert features_of("Mooring fees", Place.HEAD) == frozenset()
    assert features_of("3. Restricted circulation", Place.HEAD) > {"numbered", "^>closed"}


def test_a_long_line_marks_nothing_and_nonsense_is_read_fast() -> None:
    assert not likely("Restricted circulation " * 20, Place.HEAD)
    for text in hostile(model._pattern().pattern):
        began = time.thread_time()
        likely(text[:LONGEST], Place.HEAD)
        assert time.thread_time() - began < SECONDS


def test_a_bad_group_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "tables", lambda: {"groups": {"bad": "("}})
    model._pattern.cache_clear()
    with pytest.raises(VocabularyError, match=r"likely.toml: \[groups\]"):
        model._pattern()
    model._pattern.cache_clear()

"""Motions whose mover, seconder, recorded vote and verdict stand in lines of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.decisions import read_minutes
from corpus.minutes import is_roll_call
from corpus.model import OutcomeClass, Resolution
from corpus.reading import read_paper
from tests.corpus.drawn import Sketch
from tests.corpus.minutes_pages import HEAD, draw, make_paper

MARKED = """**3. Accounts

RESOLVED: That the accounts for May be paid.

"""
NEXT = "\n\n**8. Weed\n\nThe warden said that the weed had been cut."
WORDS = "the berths be let at £40 until April."
LINES = {
    "below what is moved": f"That {WORDS}\nMoved by Cllr Hale.\nSeconded by Cllr Reed.\nCARRIED",
    "apart": f"That {WORDS}\n\nMoved by Cllr Hale\n\nSeconded by Cllr Reed\n\nCARRIED",
    "above what is moved": f"Moved by Cllr Hale\nSeconded by Cllr Reed\nThat {WORDS}\nCARRIED",
    "mover in the motion": f"Moved by Cllr Hale that {WORDS}\nSeconded by Cllr Reed.\nCARRIED",
    "before a colon": f"Moved by Cllr Hale:\nThat {WORDS}\n\nSeconded by Cllr Reed.\n\nCARRIED",
}


def decided(words: str, before: str = "") -> tuple[Resolution, ...]:
    """Return what the minute of berths decides, after minutes that mark their decisions or not."""
    pages, lines = draw(f"{HEAD}{before}**7. Berths\n\n{words}{NEXT}")
    _, found = read_minutes("p", pages, lines, (), make_paper())
    return tuple(one for one in found if one.title == "Berths")


@pytest.mark.parametrize("before", ["", MARKED], ids=["unmarked", "marked"])
@pytest.mark.parametrize("how", LINES)
def test_mover_seconder_and_verdict_are_of_the_motion(how: str, before: str) -> None:
    (one,) = decided(LINES[how], before)
    assert one.text.endswith(WORDS)
    assert (one.mover, one.seconder) == ("Cllr Hale", "Cllr Reed")
    assert one.outcome_class is OutcomeClass.CARRIED


@pytest.mark.parametrize("before", ["", MARKED], ids=["unmarked", "marked"])
def test_each_verdict_is_of_the_motion_above_its_own_seconder(before: str) -> None:
    words = (
        "Motion by Cllr Hale to hold the fees.\nSeconded by Cllr Reed.\nCARRIED\n\n"
        "Motion by Cllr Hale to sell the crane.\nSeconded by Cllr Moss.\nDEFEATED"
    )
    held, sold = decided(words, before)
    assert (held.text, held.seconder) == ("Motion by Cllr Hale to hold the fees.", "Cllr Reed")
    assert (sold.text, sold.seconder) == ("Motion by Cllr Hale to sell the crane.", "Cllr Moss")
    assert (held.outcome_class, sold.outcome_class) == (OutcomeClass.CARRIED, OutcomeClass.LOST)


@pytest.mark.parametrize("before", ["", MARKED], ids=["unmarked", "marked"])
def test_the_name_of_who_seconded_is_no_motion(before: str) -> None:
    moved = "Moved by Cllr Hale, seconded by\nCllr Reed\nCARRIED"
    (one,) = decided(f"That {WORDS}\n{moved}", before)
    assert one.text == f"That {WORDS}"


def test_what_was_only_told_above_a_seconder_is_not_what_was_carried() -> None:
    words = "The Clerk reported that a crane was rusty.\nSeconded by Cllr Reed.\nCARRIED"
    (one,) = decided(words, MARKED)
    assert one.text == "CARRIED"


VOTE = "For\nAsh\nBirch\nCedar\n\nAgainst\nDunn\nElm"
NAMES = " ".join(VOTE.split())
MOVED = f"Moved by Cllr Hale, seconded by Cllr Reed, that {WORDS}"


@pytest.mark.parametrize("before", ["", MARKED], ids=["unmarked", "marked"])
@pytest.mark.parametrize(
    "words",
    [
        f"{MOVED}\n\n{VOTE}\n\nThe motion was CARRIED.",
        f"{MOVED}\n\nA recorded vote was taken:\n\n{VOTE}\n\nCARRIED",
        f"It was {MOVED[0].lower()}{MOVED[1:]}\n\n{VOTE}\n\nCARRIED",
    ],
)
def test_names_under_the_sides_of_a_vote_are_its_record_and_no_decision(
    words: str, before: str
) -> None:
    (one,) = decided(words, before)
    assert one.text.endswith(WORDS)
    assert (one.vote, one.outcome_class) == (NAMES, OutcomeClass.CARRIED)


def test_names_under_small_heads_are_the_record_of_the_vote_above_them(tmp_path: Path) -> None:
    page = Sketch((595.0, 842.0)).text(60, 60, "Marlhaven Borough Council", bold=True, size=14)
    page.text(60, 80, "Minutes of the Harbour Committee held on 4 June 2024", size=11)
    page.text(60, 110, "Present: Councillors Ash (Chair), Birch, Cedar, Dunn, Elm and Fir", size=10)
    page.text(60, 140, "7 Berths", bold=True, size=11)
    page.text(60, 160, f"It was moved by Cllr Ash, seconded by Cllr Elm, that {WORDS}", size=10)
    page.text(60, 172, "A recorded vote was taken as follows:", size=10)
    for x, side, names in ((80.0, "For", "Ash\nBirch\nCedar"), (200.0, "Against", "Dunn\nElm")):
        page.text(x, 192, side, size=7).text(x, 204, names)
    page.text(60, 251, "CARRIED", size=10)
    page.text(60, 281, "8 Weed", bold=True, size=11)
    page.text(60, 301, "The warden said that the weed had been cut.", size=10)
    file = tmp_path / "minutes.pdf"
    file.write_bytes(page.pdf())
    (one,) = read_paper(file).resolutions
    assert one.text.endswith(WORDS)
    assert (one.vote, one.outcome) == (NAMES, "CARRIED")


def test_a_member_called_as_a_verdict_stays_on_his_side() -> None:
    page = Sketch((595.0, 842.0)).text(60, 60, "Marlhaven Borough Council", bold=True, size=14)
    page.text(60, 80, "Minutes of the Harbour Committee held on 4 June 2024", size=11)
    rows = ("FOR AGAINST", "Ash Nay", "Fell Elm", "Moss Dunn")
    for at, row in enumerate(rows):
        for x, word in zip((80.0, 240.0), row.split(), strict=True):
            page.text(x, 120 + 12 * at, f"Cllr {word}" if at else word)
    page.text(60, 190, "Motion Carried", size=10)
    (read,) = read_paper(page.pdf(), file_name="minutes.pdf").pages
    order = ["FOR", "Cllr Ash", "Cllr Fell", "Cllr Moss", "AGAINST", "Cllr Nay", "Cllr Elm"]
    told = " ".join(read.text.split())
    assert " ".join([*order, "Cllr Dunn", "Motion Carried"]) in told


@pytest.mark.parametrize(
    ("lines", "called"),
    [
        (VOTE, True),
        ("FOR (2)\nCllr Ash\nCllr Birch", True),
        ("Abstained: Elm and Fir", True),
        ("Noes\nvan Dale", True),
        ("For Sale", False),
        ("For\nthe harbour", False),
        ("Against\nDunn, who left", False),
    ],
)
def test_a_roll_call_is_names_under_a_side_and_no_more(lines: str, called: bool) -> None:
    assert is_roll_call(lines) is called

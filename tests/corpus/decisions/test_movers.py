"""Who moved and who seconded, in the forms in which minutes print it."""

from __future__ import annotations

import pytest

from corpus.decisions.movers import Moved, find_moved

NAMED = (
    ("Motion made by Trustee Vale, seconded by Trustee Orr, to buy", "Trustee Vale", "Trustee Orr"),
    ("Proposed: J. Reed Seconded: A. Foss", "J. Reed", "A. Foss"),
    ("Mrs Ash proposed and Mr Elm seconded", "Mrs Ash", "Mr Elm"),
    ("JR / AF Carried", "JR", "AF"),
    ("J. Reed (moved), A. Foss (seconded)", "J. Reed", "A. Foss"),
    ("Proposed by Cllr Ash\nSeconded by Cllr Elm", "Cllr Ash", "Cllr Elm"),
    ("Mover: Cr Dale\nSeconder: Cr Wye", "Cr Dale", "Cr Wye"),
    ("Moved by Cr N. Petrie, seconded Cr Q. Obi", "Cr N. Petrie", "Cr Q. Obi"),
    ("Moved: Cr Tully Seconded: Cr Pascoe\nThat the tender stand", "Cr Tully", "Cr Pascoe"),
    ("Moved by Trustee\nVale and seconded by Mary\nOrr", "Trustee Vale", "Mary Orr"),
    ("Prop. KL Sec. MN", "KL", "MN"),
    ("Vale moved, Orr seconded", "Vale", "Orr"),
    ("As an amendment, Cllr. Ash, seconded by Cllr. Elm, moved that", "Cllr. Ash", "Cllr. Elm"),
    ("Vale moved Orr seconded", "Vale", "Orr"),
    ("Moved by K. Sim, 2nd L. Tait", "K. Sim", "L. Tait"),
    ("Motion by Vale, second by Orr", "Vale", "Orr"),
    ("Dow made a motion to adjourn, second by Hale.", "Dow", "Hale"),
    ("On the motion of Supervisor Quist, seconded by Tan", "Supervisor Quist", "Tan"),
    ("On motion of Mr. Dow, duly seconded", "Mr. Dow", None),
    (
        "Motion by Council Member Abara, seconded by Council Member Stroud",
        "Council Member Abara",
        "Council Member Stroud",
    ),
    ("Mr Reed proposed Mrs Ash as Chair, Mr Elm seconded", "Mr Reed", "Mr Elm"),
    ("Mr Reed then moved to adjourn", "Mr Reed", None),
    ("nominated by Jean Reed", "Jean Reed", None),
    ("Orr seconded. Vote: 4-0", None, "Orr"),
    ("Dale moved to deny. Commissioner Moss\nseconded the motion.", "Dale", "Commissioner Moss"),
    ("Motion: Moved by Zoë Doré, seconded by Jan van der Wal", "Zoë Doré", "Jan van der Wal"),
    ("Move to adopt the plan – Ann Reed\nSeconded – Jo Foss", "Ann Reed", "Jo Foss"),
    ("The minutes were approved by Ann\nReed, seconded by Jo Foss.", "Ann Reed", "Jo Foss"),
    ("Interrupted by Kit Vale (KV) who moved that all be taped", "Kit Vale", None),
    ("Moved/\nSeconded\nOutcome Action\nJR / AF Motion passed AF to write", "JR", "AF"),
    ("Second: Commissioner Bell", None, "Commissioner Bell"),
    ("Moved by Cllr Hale.\nSeconded by Cllr. Reed.\nLOST", "Cllr Hale", "Cllr. Reed"),
    ("Proposed by Mrs. Ann Vale\nSeconded by Cllr Reed\nDEFEATED", "Mrs. Ann Vale", "Cllr Reed"),
    ("MOVED by Cllr Hale\nSECONDED by Cllr Reed\nBE IT RESOLVED", "Cllr Hale", "Cllr Reed"),
)
NAMELESS = (
    "It was agreed to go (moved).",
    "The motion was seconded by the Council.",
    "Motion to approve by All",
    "Moved that the hall be painted",
    "It was moved and seconded to adjourn.",
    "Motion Failed",
    "Main motion carried",
    "Seconded Unanimously",
    "He proposed that it be so.",
    "Moved by Members",
    "2nd Avenue was closed for the Second Reading.",
    "The proposed budget was read to secondary schools.",
    "",
)


@pytest.mark.parametrize(("text", "mover", "seconder"), NAMED)
def test_mover_and_seconder(text: str, mover: str | None, seconder: str | None) -> None:
    found = find_moved(text, 0, len(text))
    assert found is not None
    assert (found.mover, found.seconder) == (mover, seconder)


@pytest.mark.parametrize("text", NAMELESS)
def test_what_is_no_name_moves_nothing(text: str) -> None:
    assert find_moved(text, 0, len(text)) is None


def test_it_is_told_where_that_is_printed_and_only_that_part_is_read() -> None:
    text = "Moved by Ash. A wall. Moved by Elm, seconded by Oak. Then Fir seconded."
    start, end = text.index("A wall"), text.index(" Then")
    found = find_moved(text, start, end)
    assert found == Moved("Elm", "Oak", text.index("Moved by Elm"), end - 1)
    assert find_moved(text, start, text.index("Moved by Elm")) is None


def test_a_name_ends_before_the_next_label_and_so_does_its_place() -> None:
    text = "Moved: Cr Tully Seconded: Cr Pascoe\nThat Council accepts"
    found = find_moved(text, 0, len(text))
    assert found is not None
    assert text[found.start : found.end] == "Moved: Cr Tully Seconded: Cr Pascoe"

"""Hyphens: kept as printed, taken out where a line end broke a word, met with and without."""

from __future__ import annotations

import pytest

from corpus.language import clean, find_acronyms, indexed, line_end_hyphens, with_printed_hyphens


@pytest.mark.parametrize(
    ("marked", "printed"),
    [
        ("ref. QX\u00022031/0044", "ref. QX-2031/0044"),
        ("the Lower\ufffeMoor yard", "the Lower-Moor yard"),
        ("a re\ufffe\nsurvey", "a re-\nsurvey"),
        ("end\u0002", "end-"),
        ("\u0002 a sign of another font", "\u0002 a sign of another font"),
    ],
)
def test_a_marked_hyphen_is_the_printed_one_at_its_place(marked: str, printed: str) -> None:
    assert with_printed_hyphens(marked) == printed
    assert len(marked) == len(printed)


@pytest.mark.parametrize(
    ("marked", "read"),
    [
        ("the ferry Part\ufffenership’s quay", "the ferry Partnership’s quay"),
        ("a Har\u0002bour Offi\ufffecer", "a Harbour Officer"),
        ("environ\u00admental", "environmental"),
        ("the Council\ufffelor", "the Councillor"),
        ("the pa\ufffeper in car\u0002ton", "the paper in carton"),
        ("an appren\ufffetice, a colo\ufffeny", "an apprentice, a colony"),
        # As the author may have typed it, or as no word is.
        ("a re\ufffeinspection", "a re\ufffeinspection"),
        ("a co\ufffeordinator", "a co\ufffeordinator"),
        ("the Lower\ufffeMoor yard", "the Lower\ufffeMoor yard"),
        ("ref. QX\u00022031/0044", "ref. QX\u00022031/0044"),
        ("a news\ufffepaper", "a news\ufffepaper"),
        ("a make\ufffeup, a sea\ufffeway", "a make\ufffeup, a sea\ufffeway"),
    ],
)
def test_a_hyphen_that_only_a_line_end_put_there_is_not_of_the_word(marked: str, read: str) -> None:
    gone = line_end_hyphens(marked)
    assert "".join(char for at, char in enumerate(marked) if at not in gone) == read


@pytest.mark.parametrize(
    ("printed", "searched"),
    [
        ("the infor-mation desk", "the information desk"),
        ("a part-\nnership", "a partnership"),
        ("the Offi-cer", "the Officer"),
        ("the Council-lor", "the Councillor"),
        ("a mark-up on a by-law", "a mark-up on a by-law"),
        ("a part-\ntime post", "a part-time post"),
        ("a self-employed baker", "a self-employed baker"),
        ("a re-inspection", "a re-inspection"),
        ("Ashe-Moor, QX-2031/0044", "Ashe-Moor, QX-2031/0044"),
        ("up-to-date", "up-to-date"),
        ("a well-\nknown baker", "a well-known baker"),
    ],
)
def test_only_what_a_line_end_broke_is_joined(printed: str, searched: str) -> None:
    assert clean(printed) == searched


def test_the_index_has_compounds_joined_too() -> None:
    words = indexed("A re-inspection of the co-operative, and an over-the-counter sale").split()
    assert {"re-inspection", "reinspection", "cooperative", "overthecounter"} <= set(words)
    assert indexed("no compound, 24-7") == "no compound, 24-7"


@pytest.mark.parametrize("hyphen", ["-", "-\n", "\u00ad", "\u00ad\n"])
def test_an_acronym_is_learnt_over_a_broken_word(hyphen: str) -> None:
    text = f"from the Harbour Part{hyphen}nership Group (HPG) on slipways"
    assert find_acronyms(text) == (("HPG", "Harbour Partnership Group"),)

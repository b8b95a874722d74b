"""Acronyms as papers explain them, and what is no acronym."""

from __future__ import annotations

import pytest

from corpus.language.acronyms import find_acronyms


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the Multi-Agency Harbour Unit (MAHU) met", ("MAHU", "Multi-Agency Harbour Unit")),
        ("led by MAHU (Multi-Agency Harbour Unit) since", ("MAHU", "Multi-Agency Harbour Unit")),
        ("Delayed Transfers of Care (DToC) rose", ("DToC", "Delayed Transfers of Care")),
        ("the Sea\nDefence Board (“SDB”)", ("SDB", "Sea Defence Board")),
        ("Terms\nHRA - Housing Revenue Account\n", ("HRA", "Housing Revenue Account")),
        ("HRA Housing Revenue Account\nMTFS", ("HRA", "Housing Revenue Account")),
        ("buses run on natural marsh gas (NMG)", ("NMG", "natural marsh gas")),
        ("all cross-harbour dredging (CHD)", ("CHD", "cross-harbour dredging")),
        ("Dredging of Inner Basins panel (DIB)", ("DIB", "Dredging of Inner Basins")),
        ("HPO means Harbour Patrol Officer.", ("HPO", "Harbour Patrol Officer")),
        ("Looked After Children (LACs) are", ("LAC", "Looked After Children")),
    ],
)
def test_found(text: str, found: tuple[str, str]) -> None:
    assert find_acronyms(text) == (found,)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Councillor Thomas (D) and others (UK)",
        "the plan was approved by the Board (CIB)",
        "See Appendix (A). BT was late (IT)",
        "a report on housing. (HRA)",
        "NHS England published guidance",
        "as is now (IN) and in tides (IT)",
        "the harbour master said more than that (HMSM)",
        "FERRY means of crossing",
        "Mr J Smith (JS) attended",
    ],
)
def test_not_found(text: str) -> None:
    assert find_acronyms(text) == ()


def test_the_first_explanation_counts_and_order_is_kept() -> None:
    text = "Zebra Crossing Team (ZCT). Air Quality Plan (AQP). Zonal Car Tax (ZCT)."
    assert find_acronyms(text) == (("ZCT", "Zebra Crossing Team"), ("AQP", "Air Quality Plan"))

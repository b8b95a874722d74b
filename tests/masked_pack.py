"""An open pack that names residents and how to reach them, and the list that masks them."""

from __future__ import annotations

import re
from pathlib import Path

from tests.corpus.packs import Sheet, pdf

NAME = "2024-05-14-harbour-panel-agenda-pack.pdf"
# Planted: a name, an e-mail address, a telephone number and an address that only residents have.
PERSON = "Wilhelmina Quackenthorpe"
LIST = f"# residents\n@contacts\n{PERSON}\nQuackenthorpe*\nMr Obadiah Zuckerfield\n"
SECRETS = (
    *("wilhelmina", "quackenthorpe", "obadiah", "zuckerfield", "quacky@", "larchwood.example"),
    *("01632", "960961", "larchwood close", "co12 3zq"),
)
MASKED_PAGES = (1, 2, 3, 5)
PAGES = 5


def masked_pack() -> bytes:
    """Return the pack: five pages, of which four hold something that is masked."""
    sheets = [_agenda(), _minutes(), _objection(), _fees(), _table()]
    for number, sheet in enumerate(sheets, 1):
        sheet.put(280, 825, f"Page {number}", size=9)
    return pdf(sheets, bookmarks=[("2 Minutes", 2), (f"3 Objection of {PERSON}", 3)])


def write_pack(folder: Path) -> Path:
    """Write the pack into ``folder``."""
    path = folder / NAME
    path.write_bytes(masked_pack())
    return path


def planted(text: str) -> list[str]:
    """Return the planted words that stand in ``text``, however it is broken into lines.

    Digits inside a longer number, as of a vector, are none.
    """
    folded = " ".join(text.lower().replace("\\n", " ").split())
    return [word for word in SECRETS if re.search(rf"(?<![\d.]){re.escape(word)}", folded)]


def _lines(*lines: str, top: float = 60, step: float = 18) -> Sheet:
    sheet = Sheet()
    for at, line in enumerate(lines):
        sheet.put(72, top + step * at, line, bold=at == 0)
    return sheet


def _agenda() -> Sheet:
    return _lines(
        "Harbour Panel",
        "Tuesday 14 May 2024 at 5.30 pm",
        "AGENDA",
        "1. Apologies for Absence",
        "2. Minutes (Page 2)",
        f"3. Slipway Lights: objection by {PERSON} (Page 3)",
        "4. Mooring Fees (Pages 4 - 5)",
        step=26,
    )


def _minutes() -> Sheet:
    return _lines(
        "Minutes of the Harbour Panel",
        "9 April 2024",
        "-: Present :-",
        "Councillor Reed (Chairman)",
        "Councillors Swann and Tilley",
        "Also in attendance: Mr Obadiah Zuckerfield",
        "12. Apologies for absence",
        "There were none.",
        f"13. Petition of {PERSON} on the slipway lights",
        "The Panel heard Wilhelmina Quackenthorpe, who may be reached at quacky@larchwood.example",
        "on the lights of the slipway.",
        f"RESOLVED: that the petition of {PERSON} be noted and that the slipway lights stay on.",
        "The meeting ended at 7.15 pm.",
    )


def _objection() -> Sheet:
    return _lines(
        "Report to the Harbour Panel",
        f"Report Title: Slipway Lights, objection by {PERSON}",
        "Wards Affected: Quayside",
        "1. Introduction",
        "The lights of the slipway shine into homes. An objection was made by Wilhelmina",
        "Quackenthorpe of 14 Larchwood Close, Harwich, CO12 3ZQ, who keeps geese and asks that",
        "the lamps be hooded. She can be called on 01632 960961 before noon, or be written to at",
        "quacky@larchwood.example at any time. The Quackenthorpes have lived there for long.",
        "2. Recommendations",
        "2.1 That the lamps of the slipway be hooded before the winter.",
    )


def _fees() -> Sheet:
    return _lines(
        "Report to the Harbour Panel",
        "Report Title: Mooring Fees",
        "Wards Affected: Quayside",
        "1. Introduction",
        "Mooring fees have not been raised since 2019 and no longer meet their cost.",
        "2. Recommendations",
        "2.1 That mooring fees rise by four per cent from 1 April 2025.",
    )


def _table() -> Sheet:
    sheet = _lines("Mooring holders who wrote to the Panel")
    rows = [
        ("Holder", "Telephone", "Asks for"),
        (PERSON, "01632 960 961", "hooded lamps"),
        ("Mr Obadiah Zuckerfield", "01632 960961", "lower fees"),
    ]
    for at, row in enumerate(rows):
        for x, words in zip((72, 260, 400), row, strict=True):
            sheet.put(x, 100 + 20 * at, words)
    return sheet

"""A folder of labelled minutes, drawn: two bodies, a paper each."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.corpus.minutes_excerpts import draw_pdf

CLUB = """**Ferrygate Rowing Club
**Committee meeting of Wednesday 3 May 2023

Present: Ada Crane, Ben Loach, Cy Moss

**1 Boats
The old four is beyond repair. It was agreed to sell the old four at the Hull auction.
Proposed by Cy Moss. All in favour.

---page---
**2 Minutes
The minutes of 5 April were approved and signed. Ben to ring the printer about the posters.
"""
PARISH = """**Thornbeck Parish Council
**Meeting of Monday 13 March 2023

Present: Cllrs Marl, Dunnock and Wren

**3. Playing field
Three firms had been asked for prices. It was agreed to accept the quotation of Hartley Play.
"""
SOLD: dict[str, Any] = {
    "page": 1,
    "text": "It was agreed to sell the old four at the Hull auction.",
    "core": True,
    "kind": "decision",
    "outcome": "All in favour",
    "mover": "Cy Moss",
    "vote": "All in favour.",
}
SIGNED = {"page": 2, "text": "The minutes of 5 April were approved and signed.", "core": False}
RINGS = {
    "page": 2,
    "text": "Ben to ring the printer about the posters.",
    "core": True,
    "kind": "action",
}
ACCEPTED = {
    "page": 1,
    "text": "It was agreed to accept the quotation of Hartley Play.",
    "core": True,
}
GOLD: tuple[dict[str, Any], ...] = (
    {"file": "club.pdf", "body": "Ferrygate Rowing Club", "decisions": [SOLD, SIGNED, RINGS]},
    {"file": "parish.pdf", "body": "Thornbeck Parish Council", "decisions": [ACCEPTED]},
)


def draw_folder(folder: Path) -> Path:
    """Draw both papers and their gold into ``folder``, and return it."""
    papers = folder / "papers"
    papers.mkdir(parents=True)
    for name, words in (("club.pdf", CLUB), ("parish.pdf", PARISH)):
        (papers / name).write_bytes(draw_pdf(words))
    lines = "\n".join(json.dumps(line) for line in GOLD)
    (folder / "gold.jsonl").write_text(f"{lines}\n", encoding="utf-8")
    return folder

"""The resolutions of the sample papers, every field against RESOLUTIONS.md."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.model import Resolution
from corpus.reading.reader import read_paper
from corpus.sample.draw import HERE

pytestmark = pytest.mark.slow


def _gold() -> dict[str, list[list[str]]]:
    """Return the rows of each paper: pages, minute, class, mover, seconder, vote, begins, ends."""
    rows: dict[str, list[list[str]]] = {}
    for line in Path(HERE / "RESOLUTIONS.md").read_text(encoding="utf-8").splitlines():
        cells = line.strip("| ").split(" | ")
        if cells[0].endswith(".pdf"):
            rows.setdefault(cells[0], []).append(cells[1:])
    return rows


_GOLD = _gold()


def _named(printed: str | None, gold: str) -> str:
    """Return the gold's name where it is part of what was read, else what was read."""
    return gold if printed and gold in printed else printed or "-"


def _row(found: Resolution, gold: list[str]) -> list[str]:
    first, last = found.spans[0].page, found.spans[-1].page
    return [
        str(first) if first == last else f"{first}-{last}",
        found.number or "-",
        found.outcome_class.value,
        _named(found.mover, gold[3]),
        _named(found.seconder, gold[4]),
        "yes" if found.vote else "-",
        gold[6] if found.text.startswith(gold[6]) else found.text,
        gold[7] if found.text.endswith(gold[7]) else found.text,
    ]


@pytest.mark.parametrize("name", sorted(_GOLD))
def test_every_field_of_every_resolution(name: str) -> None:
    found = read_paper(HERE / name).resolutions
    assert len(found) == len(_GOLD[name])
    assert [_row(r, g) for r, g in zip(found, _GOLD[name], strict=True)] == _GOLD[name]


def test_papers_without_gold_give_none() -> None:
    others = [path for path in sorted(HERE.glob("*.pdf")) if path.name not in _GOLD]
    assert others
    assert [r.text for path in others for r in read_paper(path).resolutions] == []


def test_a_decision_of_one_member_is_no_meeting() -> None:
    reading = read_paper(HERE / "2024-03-04-record-of-decision-parking-charges.pdf")
    (decision,) = reading.resolutions
    assert reading.meetings == ()
    assert decision.title == "Objections to the car parking charges notice 2024"
    assert (decision.committee, str(decision.date)) == (None, "2024-03-04")

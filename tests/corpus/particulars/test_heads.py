"""Kind, committee and date of papers of many sorts of body, each by its head alone."""

from __future__ import annotations

import textwrap
import tomllib
from pathlib import Path
from typing import Any

import pytest

from corpus.reading.reader import read_paper
from tests.corpus.packs import Sheet, pdf

HEADS: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("heads.toml").read_text(encoding="utf-8")
)["head"]


def _drawn(text: str) -> Sheet:
    sheet, top = Sheet(), 60.0
    for line in text.strip().splitlines():
        for part in textwrap.wrap(line, 85):
            sheet.put(72, top, part, size=11)
            top += 14
        top += 4
    return sheet


def _folded(name: str | None) -> str:
    return (name or "").casefold().replace("&", "and").replace("’", "'")


@pytest.mark.parametrize("head", HEADS, ids=[head["name"] for head in HEADS])
def test_a_head_says_what_the_paper_is(head: dict[str, Any]) -> None:
    data = pdf([_drawn(page) for page in head["pages"]])
    paper = read_paper(data, file_name="paper.pdf").paper
    assert paper.kind == head["kind"]
    assert _folded(paper.committee) in [_folded(name) for name in head["committee"] or [None]]
    assert str(paper.meeting_date or "") == head["date"]


def test_minutes_of_an_earlier_day_behind_an_agenda_are_put_to_it() -> None:
    agenda = "\n".join(
        (
            "Ottery Cross Parish Council",
            "Meeting on Monday 4 March 2019 at 7pm",
            "AGENDA",
            "1. Apologies",
            "2. Declarations of interest",
            "3. To approve the minutes of 4 February 2019",
        )
    )
    minutes = "\n".join(
        (
            "Ottery Cross Parish Council",
            "Minutes of the Meeting of Monday 4 February 2019",
            "Present: Cllr A Quay (Chair), Cllr T Reed",
            "1. Apologies were received from Cllr Marsh",
            "2. The minutes of 7 January 2019 were approved",
            "3. It was agreed to mend the wall. Proposed by Cllr Reed, seconded by Cllr Quay.",
            "The meeting closed at 9pm.",
        )
    )
    paper = read_paper(pdf([_drawn(agenda), _drawn(minutes)]), file_name="paper.pdf").paper
    assert (paper.kind, str(paper.meeting_date)) == ("agenda pack", "2019-03-04")
    own = minutes.replace("4 February", "4 March")
    paper = read_paper(pdf([_drawn(agenda), _drawn(own)]), file_name="paper.pdf").paper
    assert (paper.kind, str(paper.meeting_date)) == ("minutes", "2019-03-04")

"""Minutes drawn in many councils' styles: all that they record, and nothing else."""

from __future__ import annotations

import pytest

from corpus.minutes.roll import fold
from corpus.model import Reading, Resolution
from corpus.reading.reader import read_paper
from tests.corpus.minutes_excerpts import Outcome, draw_pdf, load, names


def read(name: str) -> Reading:
    return read_paper(draw_pdf(load(name).words), file_name=f"{name}.pdf")


def said(found: Resolution, gold: Outcome) -> Outcome:
    """Return what was found in the terms of the gold; what is right is the gold's own words."""
    begins = found.text.startswith(gold.begins)
    ends = found.text.endswith(gold.ends)
    voted = gold.vote if gold.vote and gold.vote in (found.vote or "") else found.vote
    return Outcome(
        found.number, found.outcome_class.value, found.mover, found.seconder, voted,
        gold.begins if begins else found.text, gold.ends if ends else found.text,
    )  # fmt: skip


@pytest.mark.parametrize("name", names())
def test_an_excerpt_gives_what_it_records_and_nothing_else(name: str) -> None:
    excerpt, reading = load(name), read(name)
    count = (len(reading.resolutions), len(excerpt.outcomes))
    assert count[0] == count[1], [r.text for r in reading.resolutions]
    pairs = zip(reading.resolutions, excerpt.outcomes, strict=True)
    assert [said(found, gold) for found, gold in pairs] == list(excerpt.outcomes)
    met = [((m.committee or "").lower(), str(m.date)) for m in reading.meetings]
    assert met == [(committee.lower(), day) for committee, day in excerpt.meetings]


@pytest.mark.parametrize("name", names())
def test_the_words_of_an_excerpt_are_slices_of_its_pages(name: str) -> None:
    reading = read(name)
    for one in reading.resolutions:
        cut = " ".join(reading.pages[s.page - 1].text[s.start : s.end] for s in one.spans)
        assert one.text == fold(cut)

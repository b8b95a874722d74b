"""What changed between two versions of a pack that were drawn as PDFs and read by the reader."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

import pytest

from corpus.model import Page
from corpus.news import PageChange, changes
from corpus.reading import read_paper
from tests.corpus.packs import LANDSCAPE, Sheet, pdf

_PAGES = 14
_SUBJECTS = ("moorings", "lighting", "allotments", "the depot", "footpaths", "grants", "play areas")
_SAYS = (
    "The cost of {what} was £{sum},000 in the year, and will be £{other},000 in the next.",
    "Members asked how {what} would be kept open while work goes on at the quay until week {few}.",
    "Officers met residents {few} times and heard {sum} remarks on {what}, most of them in favour.",
    "The contract for {what} ends in week {few} of next year and may be extended by {other} days.",
)


class Drawn(NamedTuple):
    """A page of a pack before its furniture is printed: lines of prose, rows of a table."""

    lines: tuple[str, ...]
    rows: tuple[tuple[str, str, str], ...] = ()
    wide: bool = False


@cache
def _pack() -> tuple[Drawn, ...]:
    chance = random.Random(11)
    return tuple(_drawn(chance, at) for at in range(_PAGES))


def _drawn(chance: random.Random, at: int) -> Drawn:
    what = chance.choice(_SUBJECTS)
    lines = [f"{at}. Report on {what}"]
    lines += (
        chance.choice(_SAYS).format(
            what=what, sum=chance.randint(20, 900), other=chance.randint(20, 900),
            few=chance.randint(2, 50),
        )
        for _ in range(chance.randint(5, 14))
    )  # fmt: skip
    rows = tuple(
        (place, str(chance.randint(100, 999)), str(chance.randint(1000, 9999)))
        for place in ("Place", "Holm Quay", "Market Hill", "Upper Leam")
    )
    return Drawn(tuple(lines), rows if at % 3 == 1 else (), wide=at % 5 == 4)


def _read(pack: Sequence[Drawn]) -> tuple[Page, ...]:
    """Draw a pack with running heads and counted pages, and read it."""
    sheets = []
    for number, one in enumerate(pack, start=1):
        size = LANDSCAPE if one.wide else (595.0, 842.0)
        sheet = Sheet(size=size)
        sheet.put(60, 30, "Harbour Panel, 12 March 2026", size=8)
        sheet.put(size[0] / 2, size[1] - 25, f"Page {number} of {len(pack)}", size=9)
        for row, line in enumerate(one.lines):
            sheet.put(60, 80 + 16 * row, line, bold=row == 0, size=10)
        for row, cells in enumerate(one.rows):
            for column, words in enumerate(cells):
                place = (60 + 120 * column, 100 + 16 * (len(one.lines) + row))
                sheet.put(*place, words, bold=row == 0, size=10)
        sheets.append(sheet)
    return read_paper(pdf(sheets)).pages


def _replaced(at: int, change: Callable[[Drawn], Drawn]) -> tuple[Drawn, ...]:
    return (*_pack()[:at], change(_pack()[at]), *_pack()[at + 1 :])


def _figure(one: Drawn) -> Drawn:
    return one._replace(lines=(*one.lines[:2], f"{one.lines[2]} It is £7,431.", *one.lines[3:]))


def _cell(one: Drawn) -> Drawn:
    assert one.rows
    return one._replace(rows=(*one.rows[:2], (*one.rows[2][:2], "4471"), *one.rows[3:]))


def _sentence(one: Drawn) -> Drawn:
    return one._replace(lines=(*one.lines, "The Harbour Master will write to tenants by June."))


def _struck(one: Drawn) -> Drawn:
    return one._replace(lines=one.lines[:3] + one.lines[4:])


@pytest.mark.parametrize(
    ("at", "change", "added"),
    [
        (2, _figure, "£7,431."),
        (4, _figure, "£7,431."),
        (7, _cell, "4471"),
        (0, _sentence, "tenants"),
        (_PAGES - 1, _sentence, "tenants"),
        (9, _struck, ""),
    ],
)
def test_one_page_that_was_changed_is_found_and_no_other(
    at: int, change: Callable[[Drawn], Drawn], added: str
) -> None:
    older, newer = _read(_pack()), _read(_replaced(at, change))
    found = changes(older, newer)
    assert [(one.older, one.newer) for one in found] == [(n, n) for n in range(1, _PAGES + 1)]
    (pair,) = (one for one in found if one.change is not PageChange.SAME)
    assert (pair.change, pair.newer) == (PageChange.CHANGED, at + 1)
    text = newer[at].text
    assert added in " ".join(text[span.start : span.end] for span in pair.added)
    assert bool(pair.added) == bool(added)
    assert pair.gone or added


@pytest.mark.parametrize("at", [0, 5, _PAGES])
def test_a_page_put_in_or_taken_out_is_found_though_all_after_it_are_counted_otherwise(
    at: int,
) -> None:
    put_in = _drawn(random.Random(99), 77)
    shorter, longer = _read(_pack()), _read((*_pack()[:at], put_in, *_pack()[at:]))
    for older, newer, told in (
        (shorter, longer, (PageChange.ADDED, None, at + 1)),
        (longer, shorter, (PageChange.GONE, at + 1, None)),
    ):
        others = [one for one in changes(older, newer) if one.change is not PageChange.SAME]
        assert [(one.change, one.older, one.newer) for one in others] == [told]


def test_a_page_whose_lines_break_elsewhere_reads_as_before() -> None:
    def set_anew(one: Drawn) -> Drawn:
        words = " ".join(one.lines[1:]).split(" ")
        lines = (" ".join(words[at : at + 9]) for at in range(0, len(words), 9))
        return one._replace(lines=(one.lines[0], *lines))

    found = changes(_read(_pack()), _read(_replaced(3, set_anew)))
    assert [one.change for one in found] == [PageChange.SAME] * _PAGES

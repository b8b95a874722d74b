"""Which papers a search, filters and groups show, and the address that shows them again."""

from __future__ import annotations

import time
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import Access, Paper, PaperKind
from ui.papers.choosing import (
    Group,
    Listed,
    Order,
    PaperView,
    Standing,
    chosen,
    counts,
    group_of,
    papers_query,
    places_of,
    read_papers,
)


def paper(
    name: str,
    committee: str | None = "Cabinet",
    when: date | None = date(2024, 4, 9),
    kind: PaperKind = PaperKind.MINUTES,
    pages: int = 4,
    exempt: int = 0,
) -> Paper:
    access = Access.PUBLIC
    return Paper(
        name, f"{name}.pdf", name.title(), kind, committee, when, access, None, pages, exempt
    )


PAPERS = (
    Listed(paper("budget", when=date(2024, 2, 1), pages=90, exempt=2), changed="2026-11-03"),
    Listed(
        paper("licensing", "Licensing Committee", date(2023, 5, 2)), unread=3, changed="2026-11-09"
    ),
    Listed(
        paper("parking", None, None, PaperKind.REPORT),
        faults=1,
        collections=frozenset({"Roads"}),
        changed="2026-11-01",
    ),
)


def names(view: PaperView) -> list[str]:
    return [one.paper.id for one in chosen(PAPERS, view)]


@pytest.mark.parametrize(
    ("view", "found"),
    [
        (PaperView(), ["budget", "licensing", "parking"]),
        (PaperView("may 2023"), ["licensing"]),
        (PaperView("REPORT park"), ["parking"]),
        (PaperView("budget parking"), []),
        (PaperView(collection="Roads"), ["parking"]),
        (PaperView(committee="Cabinet"), ["budget"]),
        (PaperView(committee="No committee"), ["parking"]),
        (PaperView(year=2023), ["licensing"]),
        (PaperView(kind=PaperKind.REPORT), ["parking"]),
        (PaperView(standings=(Standing.PARTLY, Standing.UNREAD)), ["budget", "licensing"]),
        (PaperView(standings=(Standing.FAULTY,)), ["parking"]),
        (PaperView(order=Order.OLDEST), ["licensing", "budget", "parking"]),
        (PaperView(order=Order.CHANGED), ["licensing", "budget", "parking"]),
        (PaperView(order=Order.NAME), ["budget", "licensing", "parking"]),
        (PaperView(order=Order.PAGES), ["budget", "licensing", "parking"]),
        (PaperView(order=Order.OLDEST, group=Group.YEAR), ["budget", "licensing", "parking"]),
        (PaperView(order=Order.OLDEST, group=Group.COMMITTEE), ["budget", "licensing", "parking"]),
    ],
)
def test_what_a_view_shows(view: PaperView, found: list[str]) -> None:
    assert names(view) == found


# Which pages hold a word, as a catalogue tells.
ON_PAGES: dict[str, dict[str, tuple[int, ...]]] = {
    "mooring": {"budget": (3, 7, 9), "parking": (2,)},
    "fees": {"budget": (7, 8, 9)},
    "mooring fees": {"budget": (9,)},
    "budget": {"licensing": (4,)},
}


def on_pages(part: str) -> dict[str, tuple[int, ...]]:
    return ON_PAGES.get(part, {})


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("mooring", {"budget": (3, 7, 9), "parking": (2,)}),
        # All that names do not say stands on one page.
        ("Mooring FEES", {"budget": (7, 9)}),
        ('"mooring fees"', {"budget": (9,)}),
        ("“mooring fees”", {"budget": (9,)}),
        ("mooring fees february 2024", {"budget": (7, 9)}),
        ("mooring fees 2023", {}),
        # Little words and signs are asked of no page.
        ("the mooring & fees", {"budget": (7, 9)}),
        # What the name says is found whatever the pages say.
        ("budget", {"budget": (), "licensing": (4,)}),
        ("licensing budget", {"licensing": (4,)}),
        ("zeppelin", {}),
        ("&", {}),
    ],
)
def test_papers_are_found_by_what_stands_on_their_pages(
    words: str, found: dict[str, tuple[int, ...]]
) -> None:
    told = chosen(PAPERS, PaperView(words), on_pages)
    assert {one.paper.id: one.pages for one in told} == found


def test_other_filters_hold_for_what_pages_say() -> None:
    view = PaperView("mooring", kind=PaperKind.REPORT)
    told = chosen(PAPERS, view, on_pages)
    assert [one.paper.id for one in told] == ["parking"]


def test_a_word_is_marked_in_its_forms_and_several_as_they_stand() -> None:
    text = "Mooring fees were raised. A fee for\nmoorings, and an omission."
    assert [text[a:b] for a, b in places_of("fee", text)] == ["fee", "fee", "fees", "fee"]
    assert [text[a:b] for a, b in places_of("for moorings", text)] == ["for\nmoorings"]


def test_groups_are_named_and_statuses_counted() -> None:
    told = [group_of(one, Group.COMMITTEE) for one in PAPERS]
    assert told == ["Cabinet", "Licensing Committee", "No committee"]
    assert [group_of(one, Group.YEAR) for one in PAPERS] == ["2024", "2023", "No meeting date"]
    assert counts(PAPERS) == {
        Standing.PARTLY: 1,
        Standing.UNREAD: 1,
        Standing.FAULTY: 1,
        Standing.UNDATED: 1,
        Standing.BODILESS: 1,
    }


VIEWS = st.builds(
    PaperView,
    st.text(max_size=200),
    st.text(max_size=200),
    st.text(max_size=200),
    st.sampled_from([0, 1974, 2024]),
    st.none() | st.sampled_from(PaperKind),
    st.lists(st.sampled_from(Standing), unique=True).map(
        lambda held: tuple(one for one in Standing if one in held)
    ),
    st.sampled_from(Order),
    st.sampled_from(Group),
    st.integers(1, 999_999),
)


@given(VIEWS)
def test_a_view_comes_back_from_its_address(view: PaperView) -> None:
    assert read_papers(papers_query(view)) == view


@given(st.dictionaries(st.sampled_from(["words", "year", "kind", "standing", "sheet"]), st.text()))
def test_no_address_breaks_the_list(query: dict[str, str]) -> None:
    chosen(PAPERS, read_papers(query))


def test_three_thousand_papers_are_searched_and_sorted_at_once() -> None:
    many = [
        Listed(paper(f"paper {at}", f"Committee {at % 40}", date(2010, 1, 1) + timedelta(at)))
        for at in range(3000)
    ]
    begun = time.perf_counter()
    assert chosen(many, PaperView("paper 2010 minutes", group=Group.COMMITTEE))
    assert time.perf_counter() - begun < 0.5

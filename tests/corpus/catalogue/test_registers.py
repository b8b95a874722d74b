"""The register over the catalogue: searched in a scope, and read sheet by sheet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from corpus.catalogue.catalogue import Catalogue
from corpus.model import DecisionKind, OutcomeClass, Resolution, Scope, Span
from corpus.register import RegisterSearch
from tests.corpus.catalogue.filling import put, reading_of


def test_resolutions_count_by_the_meeting_that_made_them(catalogue: Catalogue) -> None:
    reading = reading_of("a", "x", committee="Cabinet", day=date(2018, 1, 1))
    spans = (Span(1, 0, 1),)
    old = Resolution(
        "a" * 64, None, "9", "Roads", "that the\nroad be  closed", "RESOLVED",
        OutcomeClass.RESOLVED, "Highways", date(2017, 6, 1), spans,
    )  # fmt: skip
    new = replace(old, number="10", committee=None, date=None, text="noted")
    put(catalogue, replace(reading, resolutions=(old, new)))
    assert catalogue.resolutions() == (new, old)
    assert catalogue.resolutions(Scope(committee="Highways")) == (old,)
    assert catalogue.resolutions(Scope(since=date(2017, 12, 1))) == (new,)
    told = catalogue.search_resolutions(RegisterSearch('"THE ROAD be closed"')).resolutions
    assert told == (old,)


def test_the_register_is_searched_within_a_scope_and_follows_the_papers(
    catalogue: Catalogue,
) -> None:
    reading = reading_of("a", "x", committee="Cabinet", day=date(2018, 1, 1))
    said = Resolution(
        "a" * 64, None, "9", "Roads", "that the road be closed", "RESOLVED",
        OutcomeClass.RESOLVED, None, None, (Span(1, 0, 1),),
    )  # fmt: skip
    dated = replace(said, number="10", date=date(2017, 6, 1), committee="Highways")
    put(catalogue, replace(reading, resolutions=(said, dated)))

    def numbers(words: str, scope: Scope = Scope(), *, oldest: bool = False) -> list[str | None]:  # noqa: B008
        asked = RegisterSearch(words, scope, oldest_first=oldest)
        return [one.number for one in catalogue.search_resolutions(asked).resolutions]

    assert numbers("closed roads") == ["9", "10"]
    assert numbers("", oldest=True) == ["10", "9"]
    assert numbers("road", Scope(committee="cabinet")) == ["9"]
    assert numbers("road", Scope(until=date(2017, 12, 31))) == ["10"]
    # A decision without a body and a day of its own has those of its paper.
    assert numbers("cabinet 2018") == ["9"]
    (first, _) = catalogue.search_resolutions().resolutions
    assert (first.committee, first.date) == ("Cabinet", date(2018, 1, 1))
    later = replace(reading_of("b", "y", day=date(2019, 1, 1)), resolutions=())
    added = replace(said, paper_id="b" * 64, number="11", date=date(2019, 1, 1))
    put(catalogue, replace(later, resolutions=(added,)))
    assert numbers("road") == ["11", "9", "10"]


def test_a_sheet_of_the_register_is_the_part_of_the_search_that_it_shows(
    catalogue: Catalogue,
) -> None:
    bodies, kinds, outcomes = (
        ("Cabinet", "Highways", None),
        tuple(DecisionKind),
        tuple(OutcomeClass),
    )
    for letter in "abc":
        reading = reading_of(letter, "x", committee="Harbour", day=date(2018, 1, 1))
        made = [
            Resolution(
                letter * 64, None, f"{letter}{n}", "Roads", "that the road be closed", "RESOLVED",
                outcomes[n % len(outcomes)], bodies[n % 3],
                date(2017, 1 + n % 12, 3) if n % 4 else None, (Span(1, 0, 1),),
                kind=kinds[n % len(kinds)],
            )
            for n in range(17)
        ]  # fmt: skip
        nowhere = replace(made[0], number="nowhere", spans=())
        put(catalogue, replace(reading, resolutions=(*made, nowhere)))
    for scope in (Scope(), Scope(committee="highways"), Scope(since=date(2017, 6, 1))):
        for asked in (
            RegisterSearch(scope=scope),
            RegisterSearch(scope=scope, kinds=kinds[:2], oldest_first=True),
            RegisterSearch(scope=scope, outcomes=outcomes[:2]),
            RegisterSearch("roads", scope),
        ):
            whole = [one for one in catalogue.search_resolutions(asked).resolutions if one.spans]
            sheets = [catalogue.register_sheet(asked, number, 7) for number in range(1, 9)]
            last = -(-len(whole) // 7)
            assert [one.number for one in sheets] == [min(n, max(1, last)) for n in range(1, 9)]
            assert {one.total for one in sheets} == {len(whole)}
            read = [said for one in sheets[:last] for said in one.found.resolutions]
            assert read == whole
    limits = catalogue.register_limits()
    assert limits.committees == {"Cabinet", "Highways", "Harbour"}
    assert limits.days == (date(2017, 2, 3), date(2018, 1, 1))


def test_a_search_finds_in_a_scope_what_all_in_scope_hold_of_the_words(
    catalogue: Catalogue,
) -> None:
    """Decisions are looked up by the words first: as if all in scope had been looked through."""
    spans = (Span(1, 0, 1),)
    bodies, things = ("Cabinet", "Council", None), ("road", "pier", "quay and road", "lamp")
    for at, letter in enumerate("abcdef"):
        reading = reading_of(letter, "x", committee=bodies[at % 2], day=date(2018 + at % 4, 1, 1))
        said = tuple(
            Resolution(
                letter * 64, None, str(number), None, f"that the {thing} be closed", "RESOLVED",
                OutcomeClass.RESOLVED, bodies[(at + number) % 3],
                date(2019, number + 1, 2) if number % 2 else None, spans,
                kind=list(DecisionKind)[number % 2],
            )
            for number, thing in enumerate(things)
        )  # fmt: skip
        put(catalogue, replace(reading, resolutions=said))
    everywhere = {
        words: set(catalogue.search_resolutions(RegisterSearch(words)).resolutions)
        for words in ("road", "closed", '"the pier"', "quay road", "zeppelin", "3")
    }
    assert [len(held) for held in everywhere.values()] == [12, 24, 6, 6, 0, 6]
    for scope in (
        Scope(committee="cabinet"),
        Scope(since=date(2019, 1, 1), until=date(2019, 12, 31)),
        Scope(papers=("a.pdf", "b" * 64)),
        Scope(committee="Planning"),
    ):
        for oldest_first in (False, True):
            for kinds in ((), (DecisionKind.DECISION,)):
                limits = RegisterSearch("", scope, (), kinds, oldest_first)
                within = catalogue.search_resolutions(limits).resolutions
                for words, held in everywhere.items():
                    found = catalogue.search_resolutions(replace(limits, words=words))
                    wanted = [one for one in within if one in held]
                    assert list(found.resolutions) == wanted
                    if not wanted:
                        assert found.unlimited == len(held)
                        assert found.counts[-1][1] <= len(within)

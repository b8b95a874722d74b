"""What changed between two versions of a pack, in packs that were altered by chance."""

from __future__ import annotations

import random

from corpus.model import LabelSource, Page, Span, TextSource
from corpus.news import PageChange, changes

_PLACES = ("Brackwater", "Holm Quay", "Sandhaven", "Upper Leam", "Kestrel Row", "Market Hill")
_MATTERS = ("moorings", "allotments", "lighting", "footpaths", "the depot", "play areas", "grants")
_SENTENCES = (
    "The cost of {matter} at {place} was £{sum},000 in the year to March {year}.",
    "Members asked how {matter} would be kept open while work goes on at {place}.",
    "Officers met residents of {place} {few} times and heard {many} remarks on {matter}.",
    "A further report on {matter} comes to the meeting in {year}, with figures for {place}.",
    "The contract for {matter} ends in {year} and may be extended by {few} years.",
)


def _page(chance: random.Random, number: int) -> Page:
    lines = [
        chance.choice(_SENTENCES).format(
            matter=chance.choice(_MATTERS), place=chance.choice(_PLACES),
            sum=chance.randint(2, 900), year=chance.randint(2019, 2027),
            few=chance.randint(2, 9), many=chance.randint(10, 400),
        )
        for _ in range(chance.randint(6, 18))
    ]  # fmt: skip
    return printed(number, "\n".join(lines))


def printed(number: int, text: str) -> Page:
    """Return a page with its number as a running head, which is furniture."""
    head = f"Agenda page {number}\n"
    return Page(
        "0" * 64, number, str(number), LabelSource.STAMP, 595, 842, 0, head + text,
        TextSource.TEXT_LAYER, (Span(number, 0, len(head)),),
    )  # fmt: skip


def _body(page: Page) -> str:
    return page.text.split("\n", 1)[1]


def test_altered_packs_are_told_from_what_stayed() -> None:
    """30 packs of 20 to 60 pages: words changed, pages put in, taken out; the rest renumbered."""
    chance = random.Random(7)
    right = altered = false = untouched = 0
    for _ in range(30):
        older = [_page(chance, number) for number in range(1, chance.randint(20, 60))]
        texts = [(page.number, _body(page)) for page in older]
        expected: dict[int, PageChange] = {}
        for at in sorted(chance.sample(range(len(texts)), 6), reverse=True):
            number, text = texts[at]
            sort = chance.choice(("figure", "sentence", "gone", "added"))
            if sort == "figure":
                words = text.split(" ")
                words[chance.randrange(len(words))] += "7"
                texts[at] = (number, " ".join(words))
                expected[number] = PageChange.CHANGED
            elif sort == "sentence":
                texts[at] = (number, text + "\nThe Harbour Master will write to tenants by June.")
                expected[number] = PageChange.CHANGED
            elif sort == "gone":
                del texts[at]
                expected[number] = PageChange.GONE
            else:
                texts.insert(at, (0, _body(_page(chance, 0))))
                expected[-at] = PageChange.ADDED
        newer = [printed(n, text) for n, (_, text) in enumerate(texts, start=1)]
        found = changes(older, newer)
        told = {one.older: one.change for one in found if one.older}
        for number in range(1, len(older) + 1):
            if number in expected:
                altered += 1
                right += told[number] is expected[number]
            else:
                untouched += 1
                false += told[number] is not PageChange.SAME
        put_in = sum(change is PageChange.ADDED for change in expected.values())
        altered += put_in
        right += min(put_in, sum(one.change is PageChange.ADDED for one in found))
        assert sorted(one.older for one in found if one.older) == [p.number for p in older]
        assert sorted(one.newer for one in found if one.newer) == [p.number for p in newer]
    assert right / altered >= 0.95, (right, altered)
    assert false / untouched <= 0.01, (false, untouched)


def test_the_words_that_changed_are_marked_on_both_pages() -> None:
    older = [printed(1, "The charge is £2.40 an hour from May.")]
    newer = [printed(1, "The charge is £2.60 an hour and a half from May.")]
    (pair,) = changes(older, newer)
    assert [older[0].text[s.start : s.end] for s in pair.gone] == ["£2.40"]
    assert [newer[0].text[s.start : s.end] for s in pair.added] == ["£2.60", "and a half"]


def test_another_number_in_the_head_and_other_white_space_are_no_change() -> None:
    older = [printed(4, "Fees  stay\nas they are.")]
    newer = [printed(9, "Fees stay as they are.")]
    (pair,) = changes(older, newer)
    assert (pair.change, pair.older, pair.newer) == (PageChange.SAME, 4, 9)


def test_a_version_without_pages_loses_all() -> None:
    older = [printed(1, "One."), printed(2, "Two.")]
    assert [one.change for one in changes(older, [])] == [PageChange.GONE] * 2
    assert [one.change for one in changes([], older)] == [PageChange.ADDED] * 2


def test_long_pages_and_long_runs_of_changed_pages_are_compared_in_time_that_they_ask_for() -> None:
    """Comparing each page with each, letter by letter, this took minutes."""
    chance = random.Random(3)
    often = [*_MATTERS, *["the", "of", "and", "to", "a", "in", "is", "it"]]
    long = [chance.choice(often) for _ in range(40_000)]
    other = [f"{word}s" if chance.random() < 0.05 else word for word in long]
    (one,) = changes([printed(1, " ".join(long))], [printed(1, " ".join(other))])
    assert one.change is PageChange.CHANGED
    said = other[next(at for at in range(len(long)) if long[at] != other[at])]
    page = printed(1, " ".join(other))
    assert page.text[one.added[0].start : one.added[0].end].split()[0] == said

    older = [_page(chance, number) for number in range(1, 401)]
    newer = [printed(page.number + 2, f"Changed.\n{_body(page)}") for page in older]
    added = [printed(number, f"A page that is new, number {number * 77}") for number in (1, 2)]
    pairs = changes(older, [*added, *newer])
    assert [one.newer for one in pairs if one.change is PageChange.ADDED] == [1, 2]
    assert [(one.older, one.newer) for one in pairs[2:]] == [(n, n + 2) for n in range(1, 401)]

"""Which hits are quoted, what of each, and in which order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import chain

import pytest

from corpus.model import LabelSource, Page, Passage, PassageKind, Span, TextSource
from retrieval.answer.choosing import Chosen, chosen_for, quoted_hits
from retrieval.answer.citations import (
    cite,
    joined,
    numbered,
    said_by,
    widest_on_each_page,
)
from retrieval.answer.comparing import named_times, sides
from retrieval.answer.contradictions import contradict
from retrieval.answer.excerpts import list_anchors, sentences, telling, without_heading
from retrieval.answer.lists import whole_list
from retrieval.answer.row_lists import rows_shown, rows_with_value
from retrieval.model.constants import DEFAULT
from retrieval.model.types import Statement
from retrieval.ranking.duplicates import grouped, newest_speaks
from retrieval.ranking.evidence import Evidence
from retrieval.ranking.kinds_of_answer import Wanted
from retrieval.ranking.units import units_of
from retrieval.search.pages_found import likely_pages, opened_first
from retrieval.search.searcher import Found
from tests.retrieval.guard.builders import (
    AUTUMN,
    JULY,
    JUNE,
    PAPERS,
    asked,
    form,
    found,
    hit,
    resolved,
)
from tests.retrieval.passages import evidence, paper, prose, row, same

DECIDED = "What was decided about the ferry?"


def heard(question: str, *scored: tuple[Passage, float], unit: float = 0.8) -> Found:
    """Return a finding in which every unit of every passage answers as well."""
    told = {one.id: evidence(one, *[unit] * len(units_of(one))) for one, _ in scored}
    return found(question, *(hit(one, score) for one, score in scored), evidence=told)


def day(one: Passage) -> date | None:
    return PAPERS[one.paper_id].meeting_date


def chosen(made: Found) -> list[str]:
    return [one.face.passage.text for one in chosen_for(made).versions]


TALK = prose("The ferry was talked about at length.", "june", 1, 300)
SAIL = resolved("that the ferry sail on Sundays", "june", 5)
DOCK = resolved("that the ferry stay in its dock", "july", 6)
FARE = prose("The ferry costs £4 a head.", "july", 3)
CARRIED = prose("The ferry carried 410 cars.", "july", 4)
LOST = resolved("that the ferry be sold to Ashcombe", "june", 5, "Motion lost", 90)


@pytest.mark.parametrize(
    ("question", "scored", "quoted"),
    [
        (DECIDED, ((TALK, 1.0), (SAIL, 0.9)), [SAIL]),
        (DECIDED, ((TALK, 1.0), (SAIL, 0.8)), [TALK]),
        (DECIDED, ((SAIL, 1.0), (DOCK, 0.95)), [SAIL, DOCK]),
        (DECIDED, ((SAIL, 1.0), (DOCK, 0.9)), [SAIL]),
        (DECIDED, ((SAIL, 1.0), (TALK, 0.99)), [SAIL]),
        (DECIDED, ((LOST, 1.0), (SAIL, 0.95)), [SAIL, LOST]),
        (DECIDED, ((SAIL, 1.0), (LOST, 0.96), (DOCK, 0.95)), [SAIL, DOCK, LOST]),
        ("Which ferry motions were lost?", ((LOST, 1.0), (SAIL, 0.95)), [LOST, SAIL]),
        ("What was said about the ferry?", ((TALK, 1.0), (SAIL, 0.9)), [TALK]),
        ("How many cars did it carry?", ((TALK, 1.0), (CARRIED, 0.9)), [TALK]),
        ("How much does the ferry cost?", ((TALK, 1.0), (FARE, 0.9)), [FARE, TALK]),
        ("How much does the ferry cost?", ((TALK, 1.0), (FARE, 0.87)), [TALK]),
        ("What was said about the ferry?", ((TALK, 1.0), (DOCK, 0.97)), [TALK, DOCK]),
    ],
)
def test_who_leads_and_who_stands_beside(
    question: str, scored: tuple[tuple[Passage, float], ...], quoted: list[Passage]
) -> None:
    made = heard(question, *scored)
    assert [one.text for one in quoted] == chosen(made)
    assert [one.passage for one in quoted_hits(made)] == quoted


def test_more_of_its_page_stands_beside_prose_even_where_a_decision_is_asked_for() -> None:
    question = "What are we asked to decide about the ferry?"
    more = prose("The ferry is to be painted by June.", "june", 1, 900)
    away = prose("The ferry is to be painted by July.", "june", 2, 900)
    made = heard(question, (TALK, 1.0), (more, 0.7), (away, 0.7))
    assert chosen(made) == [TALK.text, more.text]
    assert chosen(heard(question, (TALK, 1.0), (more, 0.59))) == [TALK.text]
    weak = replace(made, evidence={**made.evidence, more.id: evidence(more, 0.55)})
    assert chosen(weak) == [TALK.text]


def test_nothing_found_quotes_nothing() -> None:
    assert chosen_for(found(DECIDED)) == Chosen(())
    assert quoted_hits(found(DECIDED)) == ()


def test_an_outcome_of_another_time_does_not_lead() -> None:
    made = found(DECIDED, hit(TALK, 1.0, period=1.0), hit(SAIL, 0.95, period=0.0))
    assert chosen(made) == [TALK.text]
    made = found(DECIDED, hit(TALK, 1.0, period=1.0), hit(SAIL, 0.95, period=1.0))
    assert chosen(made) == [SAIL.text]


def test_a_form_that_recommends_answers_by_itself() -> None:
    question = "What are we asked to decide about the ferry?"
    told = form("That it sail.", "Recommendations: That it sail.", "june", 2)
    first = form("4 June", "Date: 4 June", "june", 1)
    also = form("That it dock.", "Recommendations: That it dock.", "july", 2)
    made = heard(question, (told, 1.0), (first, 0.99), (TALK, 0.98), (also, 0.97))
    assert chosen(made) == [told.text, also.text]


def test_versions_of_the_same_words_are_one_and_the_newest_speaks() -> None:
    words = {"Ref": "2.1", "What": "Plant street trees in every ward", "Status": "amber"}
    old, new = row(words, "june"), row({**words, "Status": "green"}, "july")
    (one,) = chosen_for(heard("street trees", (old, 1.0), (new, 0.9))).versions
    assert (one.face.passage, [h.passage for h in one.others]) == (new, [old])
    (one,) = chosen_for(heard("street trees in June 2024", (old, 1.0), (new, 0.9))).versions
    assert (one.face.passage, [h.passage for h in one.others]) == (old, [new])


@pytest.mark.parametrize(
    ("question", "newest"),
    [
        ("How many trees?", True),
        ("How many trees in 2023?", False),
        ("What was the first report on trees?", False),
        ("What is the latest number of trees?", True),
    ],
)
def test_the_newest_speaks_where_no_other_time_was_asked_for(question: str, newest: bool) -> None:
    assert newest_speaks(asked(question)) is newest


TREES = "Sixty street trees were planted in the wards of the town by spring"


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        (prose(TREES, "june"), prose(TREES, "july"), True),
        (prose(TREES, "june"), prose(TREES + " at last", "july"), True),
        (prose(TREES, "june"), prose("Sixty huts were painted by spring", "july"), False),
        (prose(TREES, "june"), resolved(TREES, "july"), False),
        (resolved(TREES, "june"), resolved(TREES, "july"), True),
        (resolved(TREES, "june"), resolved(TREES, "july", 1, "Motion lost"), False),
        (resolved(TREES, "june"), resolved(TREES, "july", 1, "Amendment"), False),
        (prose("Sixty trees", "june"), prose("Sixty trees", "july"), False),
        (prose(TREES, "june", 1), prose(TREES, "june", 2), True),
        (prose(TREES, "june", 1), prose(TREES, "june", 1, 900), False),
        (prose(TREES, "june", 1), prose(TREES + " beside the pier", "june", 2), False),
    ],
)
def test_which_passages_are_versions(one: Passage, other: Passage, alike: bool) -> None:
    assert same(one, other) is alike
    assert same(other, one) is alike


@pytest.mark.parametrize(
    ("shared", "in_one_paper", "elsewhere"),
    [(23, True, True), (22, False, True), (6, False, True), (5, False, False), (2, False, False)],
)
def test_versions_share_most_words_and_nearly_all_within_one_paper(
    shared: int, in_one_paper: bool, elsewhere: bool
) -> None:
    """Both have one word more that is their own, or two where they share few."""
    words = [f"word{letter}" for letter in "abcdefghijklmnopqrstuvw"[:shared]]
    one, other = (" ".join([*words, own]) for own in ("pier", "quay"))
    assert same(prose(one, "june", 1), prose(other, "june", 2)) is in_one_paper
    assert same(prose(one, "june"), prose(other, "july")) is elsewhere


@pytest.mark.parametrize(
    ("header", "status", "alike"),
    [
        ("Status", "green at last this spring", True),
        ("", "green at last this spring", True),
        ("Lead", "green at last this spring", False),
        ("Status", "oaks, limes, elms, birches and planes by schools along rivers", False),
    ],
)
def test_versions_of_a_row_keep_subject_and_columns(header: str, status: str, alike: bool) -> None:
    what = "Plant street trees in every ward"
    one = row({"What": what, "Status": "amber and late again now"}, "june")
    other = row({"What": what, header: status}, "july")
    assert same(one, other) is alike
    assert same(other, one) is alike
    turned = row({"What": "Every ward in trees street plant", "Status": "green at last"}, "july")
    assert not same(one, turned)
    assert not same(one, row({"What": "Paint all the piers", "Status": "amber late"}, "july"))


def test_a_group_stands_where_its_best_stood() -> None:
    hits = [hit(prose(TREES, "june"), 3), hit(TALK, 2), hit(prose(TREES, "autumn"), 1)]
    hits += [hit(prose(TREES, "july"), 0.5)]
    first, second = grouped(hits, asked("trees"), day)
    assert [h.passage.paper_id for h in (first.face, *first.others)] == ["autumn", "july", "june"]
    assert (first.score, second.face.passage) == (3, TALK)


CHARGES = {
    name: prose(f"The ferry charge is £{sum_} a head and car.", name)
    for name, sum_ in (("june", 4), ("july", 5), ("autumn", 6))
}


@pytest.mark.parametrize(
    ("question", "scores", "told"),
    [
        (
            "Compare ferry charges in June 2024 and in October 2024",
            (2, 1.9, 1.8),
            ["june", "autumn"],
        ),
        (
            "Compare ferry charges in October 2024 and in June 2024",
            (1.3, 1.9, 2),
            ["june", "autumn"],
        ),
        (
            "Compare ferry charges in June, July and October 2024",
            (2, 2, 2),
            ["june", "july", "autumn"],
        ),
        ("Compare ferry charges in June 2024 and in October 2024", (2, 1.9, 1.0), []),
        ("What were ferry charges from June 2024 to October 2024?", (2, 1.9, 1.8), []),
        ("What are ferry charges?", (2, 1.9, 1.8), []),
        ("Compare the two ferry papers", (2, 1.9, 1.8), ["june", "autumn"]),
        ("Have ferry charges gone up since July 2024?", (2, 1.9, 1.8), ["july", "autumn"]),
    ],
)
def test_a_comparison_gives_each_side_oldest_first(
    question: str, scores: tuple[float, ...], told: list[str]
) -> None:
    scored = zip(CHARGES.values(), scores, strict=True)
    hits = sorted((hit(one, score) for one, score in scored), key=lambda one: -one.score)
    made = sides(asked(question), hits, day)
    assert [side.hit.passage.paper_id for side in made] == told
    assert [side.day for side in made] == [day(side.hit.passage) for side in made]


def test_a_side_must_say_about_as_much_as_the_best_hit() -> None:
    best = prose("The pier lamps were painted by hand.", "july", 2)
    for top, told in ((3.3, 2), (3.4, 0)):
        hits = [hit(best, top), hit(CHARGES["june"], 2.0), hit(CHARGES["autumn"], 2.0)]
        question = asked("Compare ferry charges in June 2024 and in October 2024")
        assert len(sides(question, hits, day)) == told


@pytest.mark.parametrize(
    ("time", "inside", "outside"),
    [
        ("2022", date(2022, 12, 31), date(2023, 1, 2)),
        ("March 2022", date(2022, 3, 31), date(2022, 4, 2)),
        ("2 January 2022", date(2022, 1, 31), date(2022, 2, 2)),
    ],
)
def test_since_a_time_names_the_time_itself(time: str, inside: date, outside: date) -> None:
    times = named_times(asked(f"Compare fares in May 2024 with those since {time}"))
    assert times[-1][0].holds(inside)
    assert not times[-1][0].holds(outside)


def test_papers_without_a_day_are_no_sides() -> None:
    hits = [hit(one, 2.0) for one in CHARGES.values()]
    assert sides(asked("Compare the two ferry papers"), hits, lambda _: None) == ()
    assert sides(asked("Compare June 2024 and October 2024"), hits, lambda _: None) == ()
    assert sides(asked("Compare the two ferry papers"), [], day) == ()


def test_a_comparison_is_quoted_side_by_side() -> None:
    question = "Compare ferry charges in June 2024 and in October 2024"
    made = heard(question, *((one, 2.0) for one in reversed(CHARGES.values())))
    assert chosen(made) == [CHARGES["june"].text, CHARGES["autumn"].text]


@pytest.mark.parametrize(
    ("question", "times"),
    [
        ("Compare June 2024 and July 2024", [JUNE.month, JULY.month]),
        ("from June 2024 to July 2024", []),
        ("June 2024 - July 2024", []),
        ("What changed from June 2024 to July 2024?", [JUNE.month, JULY.month]),
        ("What was said in June 2024?", [JUNE.month]),
        ("What of March, April, May, June and July 2024?", None),
    ],
)
def test_times_named_apart(question: str, times: list[int] | None) -> None:
    made = named_times(asked(question))
    if times is None:
        assert len(made) <= 4
    else:
        assert [time[0].since.month for time in made] == times


def test_papers_that_do_not_agree_are_both_shown_oldest_first() -> None:
    one = prose("The ferry carried 410 cars in 2022/23.", "july")
    other = prose("In 2022/23 the ferry carried 380 cars.", "june")
    made = heard("How many cars did the ferry carry?", (one, 1.0), (other, 0.9), (TALK, 0.85))
    told = chosen_for(made)
    assert [v.face.passage for v in told.versions] == [other, one]
    assert told.conflicting == {one.id, other.id}
    assert chosen_for(heard("How many cars did the ferry carry?", (one, 1.0))).conflicting == set()


FIVE = (
    "The pier is open today. It has a new lamp. Sixty boats came in May. The tide rose in June."
    " The bell rang all day."
)


@pytest.mark.parametrize(
    ("scores", "quoted"),
    [
        ((0.9, 0.1, 0.1, 0.1, 0.1), ["0"]),
        ((0.9, 0.1, 0.1, 0.8, 0.1), ["0", "3"]),
        ((0.9, 0.1, 0.8, 0.1, 0.1), ["012"]),
        ((0.9, 0.1, 0.1, 0.5, 0.1), ["0"]),
        ((0.1, 0.9, 0.1, 0.1, 0.1), ["01"]),
        ((0.1, 0.1, 0.9, 0.1, 0.9), ["234"]),
        ((0.7, 0.1, 0.9, 0.8, 0.95), ["234"]),
        ((0.9, 0.1, 0.8, 0.85, 0.1), ["0123"]),
    ],
)
def test_the_sentences_that_answer_are_quoted_in_their_order(
    scores: tuple[float, ...], quoted: list[str]
) -> None:
    said = evidence(prose(FIVE), *scores)
    order = [one.unit.text for one in said]
    runs = sentences(said, Wanted.ANYTHING)
    assert ["".join(str(order.index(unit.text)) for unit in run) for run in runs] == quoted


def test_what_is_asked_for_counts_a_little_more() -> None:
    for score, quoted in ((0.80, 1), (0.62, 2)):
        units = evidence(prose("The pier costs £9 each day. The pier is old now."), 0.75, score)
        first = sentences(units, Wanted.MONEY)[0][0].text
        assert first.startswith("The pier costs")
        assert quoted


def test_no_sentence_says_nothing() -> None:
    assert sentences((), Wanted.ANYTHING) == ()
    assert sentences(evidence(prose("Page 12"), 0.9), Wanted.ANYTHING) == ()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("The pier is open to all.", True),
        ("The pier opened.", False),
        ("Cost £9.", True),
        ("The harbour board agreed that:", False),
        ("Appendix 3", False),
        ("See paragraph 4 and section 5", False),
        ("Ferry and pier charges", False),
    ],
)
def test_what_says_something_by_itself(text: str, says: bool) -> None:
    (unit,) = units_of(prose(text))
    assert telling(unit, ("3 Ferry and pier charges",)) is says


def test_a_heading_that_runs_into_a_sentence_is_left_out() -> None:
    (unit,) = units_of(prose("Ferry charges\nThe charge is £4 a head."))
    bare = without_heading(unit, ("Harbour", "Ferry charges"))
    assert (bare.text, bare.spans) == ("The charge is £4 a head.", (Span(1, 14, 38),))
    assert without_heading(unit, ("Moorings",)) is unit
    assert without_heading(unit, (unit.text,)) is unit


def pages(*texts: str) -> dict[int, Page]:
    return {
        at: Page("june", at, f"p{at}", LabelSource.STAMP, 595, 842, 0, text, TextSource.TEXT_LAYER)
        for at, text in enumerate(texts, 1)
    }


def test_quotes_are_slices_joined_where_only_white_space_parts_them() -> None:
    held = pages("The ferry\n sails. It docks.", "On Sundays.")
    spans = (Span(1, 0, 9), Span(1, 11, 17), Span(1, 21, 27), Span(2, 0, 11), Span(2, 2, 3))
    assert joined(spans[:2], held) == (Span(1, 0, 17),)
    assert joined((Span(1, 11, 17), Span(1, 0, 9)), held) == (Span(1, 11, 17), Span(1, 0, 9))
    assert joined((Span(1, 9, 11),), held) == ()
    told = cite(spans[:4], lambda _: PAPERS["june"], held, None)
    assert [one.quote for one in told] == ["The ferry sails.", "docks.", "On Sundays."]
    assert [(one.page, one.printed, one.item) for one in told] == [
        (1, "p1", None), (1, "p1", None), (2, "p2", None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("spans", "said"),
    [
        ((Span(1, 0, 16), Span(1, 17, 26)), "The ferry sails. It docks."),
        ((Span(1, 0, 16), Span(1, 20, 26)), "The ferry sails. … docks."),
        # A running line is no words of the paper, nor is a bullet.
        ((Span(1, 20, 26), Span(2, 0, 11)), "docks. On Sundays."),
        ((Span(2, 0, 11), Span(2, 14, 20)), "On Sundays. Never."),
        ((Span(1, 0, 16), Span(2, 0, 11)), "The ferry sails. … On Sundays."),
        ((Span(1, 20, 26), Span(2, 3, 11)), "docks. … Sundays."),
        ((Span(1, 20, 26), Span(3, 0, 5)), "docks. … Again"),
        ((Span(2, 0, 11), Span(1, 0, 16)), "On Sundays. … The ferry sails."),
        ((Span(1, 20, 26),), "docks."),
        ((), ""),
    ],
)
def test_a_quote_marks_where_words_of_the_page_are_left_out(
    spans: tuple[Span, ...], said: str
) -> None:
    held = pages("The ferry sails. It docks.\nPage 1", "On Sundays. • Never.", "Again")
    held[1] = replace(held[1], furniture=(Span(1, 27, 33),))
    cited = [one for span in spans for one in cite((span,), lambda _: PAPERS["june"], held, None)]
    assert said_by(cited, held) == said


def test_a_quote_says_that_an_annotation_holds_words_of_it() -> None:
    held = pages("The ferry sails. Not on Sundays.")
    held[1] = replace(held[1], annotations=(Span(1, 17, 32),))
    spans = (Span(1, 0, 16), Span(1, 21, 32), Span(1, 4, 20))
    told = [cite((span,), lambda _: PAPERS["june"], held, None)[0] for span in spans]
    assert [one.annotation for one in told] == [False, True, True]


def test_citations_are_numbered_once_each_in_reading_order() -> None:
    held = pages("The ferry sails.", "On Sundays.")
    one, two = (cite((Span(at, 0, 9),), lambda _: PAPERS["june"], held, None) for at in (1, 2))
    made = numbered([Statement("a", two), Statement("b", (*one, *two))])
    assert [[c.number for c in said.citations] for said in made] == [[1], [2, 1]]
    wide = cite((Span(1, 0, 16),), lambda _: PAPERS["june"], held, None)
    assert widest_on_each_page((*one, *two, *wide)) == (*wide, *two)
    assert widest_on_each_page((*wide, *one)) == wide


def test_the_page_of_the_best_unit_is_opened_first() -> None:
    spans = (Span(1, 0, 9), Span(2, 0, 9), Span(3, 0, 9))
    held = replace(prose("x"), pages=(1, 2, 3), spans=spans)
    (unit,) = units_of(prose("x"))
    made = [
        Evidence(held, unit, at, 0.5, None, told)  # type: ignore[arg-type]
        for at, told in enumerate((((1, 0.2), (2, 0.1)), ((2, 0.7),), ((3, 0.2),)))
    ]
    assert likely_pages(held, made) == (2, 1, 3)
    assert likely_pages(held, ()) == (1, 2, 3)
    # A row's headings may stand on a page that the passage does not name.
    other = Evidence(held, made[0].unit, 0, 0.5, None, ((9, 0.9),))  # type: ignore[arg-type]
    assert likely_pages(held, [other])[0] == 9


def test_the_cited_page_comes_before_the_others() -> None:
    from retrieval.model.types import PageRef

    refs = [PageRef("june", "june.pdf", at, None, None, 1.0, "") for at in (1, 2, 3)]
    held = pages("a", "b", "The ferry sails.")
    first = Statement("x", cite((Span(3, 0, 9),), lambda _: PAPERS["june"], held, None))
    second = Statement("y", cite((Span(2, 0, 1),), lambda _: PAPERS["june"], held, None))
    assert [one.page for one in opened_first(refs, [first, second])] == [3, 1, 2]
    assert [one.page for one in opened_first(refs, [])] == [1, 2, 3]


def action(ref: str, status: str, what: str, page: int = 1) -> Passage:
    return row({"Ref": ref, "What": what, "Status": status}, "june", page, 1000 * int(ref))


ACTIONS = [
    action("1", "Red", "Paint the pier"),
    action("2", "Green", "Mend the lamp"),
    action("3", "Red", "Dredge the basin"),
    action("4", "Amber", "Count the boats"),
    action("5", "Green", "Buy a bell"),
    action("6", "Amber", "Sell the huts"),
]


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("Which actions are red?", ["1", "3"]),
        ("Which actions are green?", ["2", "5"]),
        ("Which actions are blue?", []),
        ("Which actions are late?", []),
        ("Which actions are stopped?", []),
    ],
)
def test_rows_are_picked_by_the_value_asked_for(question: str, rows: list[str]) -> None:
    made = rows_with_value(asked(question), ACTIONS, DEFAULT.quoting)
    assert [one.cells[0].text for one in made] == rows
    assert all(len(one.cells) == 3 for one in made)
    assert all(one.spans == tuple(chain(*(c.spans for c in one.cells))) for one in made)


def test_one_row_or_a_column_without_other_values_picks_nothing() -> None:
    red = asked("Which actions are red?")
    assert rows_with_value(red, [*ACTIONS[:2], *ACTIONS[3:]], DEFAULT.quoting) == ()
    assert rows_with_value(red, [ACTIONS[0], ACTIONS[2]], DEFAULT.quoting) == ()
    told = [prose("Red is the pier. Red is the lamp.")]
    assert rows_with_value(red, told, DEFAULT.quoting) == ()


def test_no_more_rows_are_shown_than_can_be_read() -> None:
    many = [action(str(at), "Red" if at % 2 else "Green", "Paint it") for at in range(1, 41)]
    made = rows_with_value(asked("Which actions are red?"), many, DEFAULT.quoting)
    assert len(made) == 20
    assert rows_shown(made, DEFAULT.quoting) == made[:15]
    long = [action(str(at), "Red" if at % 2 else "Green", "Paint it " * 25) for at in range(1, 31)]
    picked = rows_with_value(asked("Which actions are red?"), long, DEFAULT.quoting)
    shown = rows_shown(picked, DEFAULT.quoting)
    assert 0 < len(shown) < 8


LIST = "Three things are asked:\n1. Paint the pier.\n2. Mend the lamp.\n3. Buy a bell.\nIt rained."


@pytest.mark.parametrize("at", range(4))
def test_a_list_is_whole_from_whichever_entry(at: int) -> None:
    held = prose(LIST, "june")
    spans = whole_list(units_of(held)[at], [held])
    told = " ".join(" ".join(LIST[s.start : s.end] for s in spans).split())
    assert told == " ".join(LIST.removesuffix("It rained.").split())


@pytest.mark.parametrize(
    "text",
    [
        "One thing is asked:\n1. Paint the pier.\nIt rained.",
        "It rained.\nIt snowed.",
        "1. Paint the pier.\n5. Mend the lamp.",
    ],
)
def test_what_is_no_list_is_not_quoted_as_one(text: str) -> None:
    held = prose(text, "june")
    assert whole_list(units_of(held)[0], [held]) == ()


def test_papers_of_the_builders_have_their_days() -> None:
    assert [PAPERS[name].meeting_date for name in CHARGES] == [JUNE, JULY, AUTUMN]
    assert paper("x", None).meeting_date is None
    assert TALK.kind is PassageKind.PROSE


CARS = "How many cars did the ferry carry in 2022/23?"


@pytest.mark.parametrize(
    ("other", "score", "day_of", "clash"),
    [
        ("In 2022/23 the ferry carried 380 cars.", 0.8, "june", True),
        ("In 2022/23 the ferry carried 380 cars.", 0.6, "june", False),
        ("In 2022/23 the ferry carried 410 cars.", 0.8, "june", False),
        ("In 2021/22 the ferry carried 380 cars.", 0.8, "june", False),
        ("In 2022/23 the ferry carried 380 lorries.", 0.8, "june", False),
        ("In 2022/23 the ferry carried 4 cars.", 0.8, "june", False),
        ("In 2022/23 the ferry carried 380 more cars.", 0.8, "june", False),
        ("In 2022/23 the ferry carried at most 380 cars.", 0.8, "june", False),
        ("In 2022/23 the pier and its huts saw 380 cars.", 0.8, "june", False),
        ("In 2022/23 the ferry carried many cars.", 0.8, "june", False),
        ("In 2022/23 the ferry carried 380 cars.", 0.8, "autumn", True),
    ],
)
def test_which_figures_clash(other: str, score: float, day_of: str, clash: bool) -> None:
    lead = prose("The ferry carried 410 cars in 2022/23.", "july")
    rival = prose(other, day_of)
    told = {lead.id: evidence(lead, 0.8), rival.id: evidence(rival, score)}
    made = found(CARS, hit(lead, 1.0), hit(rival, 0.9), evidence=told)
    assert bool(chosen_for(made).conflicting) is clash
    assert not chosen_for(replace(made, query=asked("What of the ferry?"))).conflicting


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Have ferry charges gone up?", []),
        ("What do the two ferry papers say?", []),
        ("What of the old and the new ferry charges?", []),
        ("Ferry charges: the old against the new", ["june", "autumn"]),
        ("Have both ferry papers changed?", ["june", "autumn"]),
    ],
)
def test_first_and_last_are_compared_only_where_asked_for(question: str, told: list[str]) -> None:
    hits = [hit(one, 2.0) for one in CHARGES.values()]
    assert [side.hit.passage.paper_id for side in sides(asked(question), hits, day)] == told


def test_a_side_is_told_by_what_is_about_the_same_thing() -> None:
    lamp = prose("The pier lamps were painted by hand.", "autumn", 2)
    hits = [hit(CHARGES["june"], 2.0), hit(lamp, 1.95), hit(CHARGES["autumn"], 1.9)]
    question = asked("Compare ferry charges in June 2024 and in October 2024")
    assert [side.hit.passage for side in sides(question, hits, day)] == [
        CHARGES["june"],
        CHARGES["autumn"],
    ]


def test_the_other_part_of_a_row_comes_along_in_a_comparison() -> None:
    what = {"What": "Plant street trees in every ward"}
    first = row({**what, "Status": "amber"}, "june")
    july = row({**what, "Status": "green"}, "july")
    part = row({**what, "Due": "by May"}, "june", 1, 400)
    third = row({**what, "Lead": "Reed"}, "june", 1, 800)
    other = row({"What": "Paint the pier and all its lamps", "Status": "red"}, "june", 1, 1200)
    away = row({**what, "Due": "by May"}, "june", 2, 400)
    question = "Compare street trees in June 2024 and in July 2024"

    def quoted(*scored: tuple[Passage, float]) -> list[Passage]:
        hits = sorted((hit(*one) for one in scored), key=lambda one: -one.score)
        return [v.face.passage for v in chosen_for(found(question, *hits)).versions]

    sides_ = (first, 2.0), (july, 2.0)
    assert quoted(*sides_, (part, 1.6)) == [first, part, july]
    assert quoted(*sides_, (part, 1.4)) == [first, july]
    assert quoted(*sides_, (other, 1.7), (away, 1.7)) == [first, july]
    assert quoted(*sides_, (part, 1.7), (third, 1.6)) == [first, part, july]
    assert quoted(*sides_, (replace(part, paper_id="autumn"), 1.7)) == [first, july]
    talk = replace(prose("Plant street trees in every ward", "june"), id="talk")
    assert quoted((talk, 2.0), (july, 2.0), (part, 1.7)) == [talk, july]


@pytest.mark.parametrize(
    ("one", "other", "clash"),
    [
        ("In May 2023 it made 410 crossings.", "It made 380 crossings.", True),
        ("It made 410 crossings.", "In May 2023 it made 380 crossings.", True),
        ("In May 2023 it made 410 crossings.", "In June 2023 it made 380 crossings.", False),
        ("Band A pays £410.", "Band A pays £380.", True),
        ("Band A pays £410.", "Band B pays £380.", False),
        ("In Q1 it made 410 crossings.", "In quarter 1 it made 380 crossings.", True),
        ("It rose by £4 to £40.", "It rose by £5 to £40.", True),
        ("It costs £4 a week.", "It costs £5 per week.", True),
        ("It costs £4 a week.", "It costs £5 a year.", False),
        ("It is within 4 miles.", "It is within 5 miles.", True),
        ("It costs £4k.", "It costs £4,000.", False),
        ("It costs £4m.", "It costs £5 million.", True),
        ("It was 4%.", "It was 5 per cent.", True),
        ("It was 4%.", "It was £5.", False),
    ],
)
def test_figures_of_one_thing_and_time_clash(one: str, other: str, clash: bool) -> None:
    assert contradict(one, other) is clash
    assert contradict(other, one) is clash


def test_a_lead_in_beside_the_best_sentence_needs_to_answer_less_well() -> None:
    text = "It rained all day. The board heard of the jetty. It has these choices:\n1. Mend it."
    for scores, led in (((0.1, 0.8, 0.5, 0.1), True), ((0.8, 0.1, 0.5, 0.1), False)):
        units = evidence(prose(text), *scores)
        anchors = list_anchors(units, Wanted.ANYTHING, wants_list=False)
        assert bool(anchors) is led

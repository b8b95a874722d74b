"""Understanding questions."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import PaperKind
from retrieval.model.types import Intent
from retrieval.question.content_words import content_words
from retrieval.question.lexicon import Lexicon
from retrieval.question.periods import Recency
from retrieval.question.query import topic_words, understand
from retrieval.question.words_met import share_met
from retrieval.search.searcher import match_expression

LEXICON = Lexicon(
    committees=("Harbour Committee", "Planning and Licensing Committee (PLC)"),
    acronyms=(("SEN", "Special Educational Needs"),),
    vocabulary={"libraries": 4, "library": 9, "lighting": 3, "resurfacing": 2, "elections": 1},
    days=(date(2024, 10, 8), date(2025, 3, 4), date(2025, 10, 7)),
)


@pytest.mark.parametrize(
    ("question", "intent"),
    [
        ("What are we asked to decide on the harbour wall?", Intent.DECISION_ASKED),
        ("Is item 5 a key decision?", Intent.DECISION_ASKED),
        ("What was resolved about street lighting?", Intent.RESOLUTION),
        ("did the tree ordinance pass", Intent.RESOLUTION),
        ("Did the mooring fees go through?", Intent.RESOLUTION),
        ("was it passed unanimously?", Intent.RESOLUTION),
        ("did the bus pass scheme start", Intent.ANY),
        ("Did members approve the budget in March?", Intent.RESOLUTION),
        ("Who leads on tree planting?", Intent.WHO),
        ("By when must the roof be repaired?", Intent.WHEN),
        ("When two wards merge, can they keep both names?", Intent.ANY),
        ("when a tree falls how many days till it is cleared", Intent.FIGURE),
        ("what % of bins were missed", Intent.FIGURE),
        ("whos in charge of the ferry", Intent.WHO),
        ("ferry report, what do they want from us", Intent.DECISION_ASKED),
        ("How many libraries open on Sundays?", Intent.FIGURE),
        ("What did the roof cost?", Intent.FIGURE),
        ("List the roads to be resurfaced", Intent.LIST),
        ("How do the two reports differ on air quality?", Intent.COMPARE),
        ("potholes", Intent.ANY),
        ("What are the recommendations on the draft harbour budget?", Intent.DECISION_ASKED),
        ("recommendation on sea wall repairs", Intent.DECISION_ASKED),
        ("Harbour dues report recommendations", Intent.DECISION_ASKED),
        ("What is the recommendation of the lighting paper?", Intent.DECISION_ASKED),
        ("What is the committee recommended to do about moorings?", Intent.DECISION_ASKED),
        ("What were the recommendations on moorings on 7 October?", Intent.RESOLUTION),
        ("How many recommendations in the review are done?", Intent.FIGURE),
        ("progress on the recommendations of the inspectors", Intent.ANY),
        ("wording of the resolution on moorings", Intent.RESOLUTION),
        ("most recent resolution about moorings", Intent.RESOLUTION),
        ("decisions of the cabinet on moorings", Intent.RESOLUTION),
        ("How are decisions on moorings made?", Intent.ANY),
        ("decision making on moorings", Intent.ANY),
        ("What changed in the dues between the April report and the May minutes?", Intent.COMPARE),
        ("What is the pay policy?", Intent.ANY),
        ("What is the pay multiple?", Intent.ANY),
        ("List the amendments to the budget", Intent.LIST),
        ("What are the risks to the budget?", Intent.LIST),
        ("What did the report say about the ferry budget?", Intent.ANY),
        ("Where is the charge for moorings set out?", Intent.ANY),
        ("What is the budget for lamps?", Intent.FIGURE),
        ("What is the forecast harbour overspend at quarter 3?", Intent.FIGURE),
        ("mooring fee 2025", Intent.FIGURE),
        ("What will a boat owner pay in 2025?", Intent.FIGURE),
        ("What is set aside for lamps in the budget?", Intent.FIGURE),
        ("What would a new quay cost?", Intent.FIGURE),
    ],
)
def test_intent(question: str, intent: Intent) -> None:
    assert understand(question, LEXICON).intent is intent


def test_references_items_and_minutes_are_found() -> None:
    query = understand("What does T12 say under item 7a, row 14.6, minute 34/25?", LEXICON)
    assert query.item == "7a"
    assert query.minute == "34/25"
    assert query.references == ("T12", "14.6")


def test_a_sum_is_no_reference() -> None:
    assert understand("Did the cost rise by £14.6 million or 3.2%?", LEXICON).references == ()


def test_spelling_is_mended_from_the_papers_words() -> None:
    query = understand("libary lightning hours", LEXICON)
    assert dict(query.corrections)["libary"] == "library"
    assert "library" in query.words
    assert "library" in query.search_text


def test_known_words_and_short_ones_are_left_alone() -> None:
    assert understand("library light bins", LEXICON).corrections == ()


def test_a_slip_inside_a_word_whose_stem_exists_is_mended() -> None:
    lexicon = Lexicon(vocabulary={"navigability": 3, "navigation": 5, "surveyor": 2})
    assert understand("navigabelity report", lexicon).corrections == (
        ("navigabelity", "navigability"),
    )
    assert understand("surveyors report", lexicon).corrections == ()
    known = Lexicon(vocabulary={"word": 3, "working": 9, "wore": 1})
    assert understand("exact wording", known).corrections == ()


@pytest.mark.parametrize(
    "typed",
    ["quorum\x1b[31m", "\x1b[1;31mquorum\x1b[0m", "\x9b31mquorum", "\x1b]0;ferry\x07quorum"],
)
def test_orders_to_a_terminal_are_no_words(typed: str) -> None:
    assert understand(typed, LEXICON).words == ("quorum",)


def test_acronyms_are_expanded_both_ways() -> None:
    assert understand("SEN transport", LEXICON).expansions == (
        ("SEN", "Special Educational Needs"),
    )
    assert understand("special educational needs transport", LEXICON).expansions == (
        ("Special Educational Needs", "SEN"),
    )


def test_a_month_without_year_means_the_known_meetings() -> None:
    periods = understand("What came to the October meeting?", LEXICON).periods
    assert [p.since for p in periods] == [date(2024, 10, 8), date(2025, 10, 7)]


def test_a_day_without_year_means_that_meeting() -> None:
    periods = understand("item 4 on 7 October", LEXICON).periods
    assert [p.since for p in periods] == [date(2025, 10, 7)]


def test_the_number_of_an_item_is_no_day() -> None:
    query = understand("item 7 october 2025 recommendation", LEXICON)
    assert query.item == "7"
    assert [(p.since.day, p.until.day, p.since.month) for p in query.periods] == [(1, 31, 10)]
    (day,) = understand("minutes 7 October 2025", LEXICON).periods
    assert day.since == date(2025, 10, 7)


def test_since_says_when_and_not_what() -> None:
    assert topic_words(understand("What has the cabinet agreed since last year?", LEXICON)) == ()


def test_a_bare_year_is_a_period_and_since_opens_it() -> None:
    (year,) = understand("the 2016 tracker", LEXICON).periods
    assert (year.since, year.until) == (date(2016, 1, 1), date(2016, 12, 31))
    (since,) = understand("decisions since 2016", LEXICON).periods
    assert since.until == date.max
    (before,) = understand("decisions before March 2016", LEXICON).periods
    assert before.since == date.min


@pytest.mark.parametrize(
    ("question", "recency"),
    [
        ("latest figure for missed bins", Recency.LATEST),
        ("When was it first considered, the first time?", Recency.FIRST),
        ("missed bins", Recency.ANY),
        ("What happened at the last harbour board?", Recency.LATEST),
        ("When did the board last discuss bins?", Recency.LATEST),
        ("When did the board last meet?", Recency.LATEST),
        ("most recently missed bins", Recency.LATEST),
        ("bins missed over the last two months", Recency.ANY),
        ("bins missed in the last financial year", Recency.ANY),
        ("What does the last paragraph say?", Recency.ANY),
        ("When was the first lighting inspection?", Recency.FIRST),
        ("When did lamps first fail?", Recency.FIRST),
        ("numbers of first time entrants", Recency.ANY),
        ("help for first time buyers", Recency.ANY),
        ("appeal to the first-tier tribunal", Recency.ANY),
        ("First Homes in the plan", Recency.ANY),
        ("how long until the first meeting after a referral", Recency.ANY),
    ],
)
def test_recency(question: str, recency: Recency) -> None:
    assert understand(question, LEXICON).recency is recency


def test_kinds_and_committee_are_hints() -> None:
    query = understand("Harbour Committee tracker", LEXICON)
    assert query.committee == "Harbour Committee"
    assert PaperKind.TRACKER in query.kinds
    assert understand("what did PLC say", LEXICON).committee is not None


def test_a_councillor_is_no_council() -> None:
    lexicon = Lexicon(committees=("Council",))
    assert understand("Which councillor moved the motion?", lexicon).committee is None
    assert understand("What was the Council's answer?", lexicon).committee == "Council"
    boards = Lexicon(committees=("Harbour Board",))
    assert understand("What did harbour boards say?", boards).committee == "Harbour Board"


def test_stop_words_are_dropped() -> None:
    assert content_words("What did the council's officers do about the bins?") == (
        "council",
        "officers",
        "bins",
    )


@pytest.mark.parametrize(
    "question",
    ["", "???", "the of and", '"', "NEAR(", "AND OR NOT *", "\x00\x07", "日本語 質問", "x" * 20000],
)
def test_odd_questions_are_understood_somehow(question: str) -> None:
    query = understand(question, LEXICON)
    assert len(query.text) <= 2000
    assert match_expression(query).count('"') % 2 == 0


@given(st.text(max_size=300))
def test_no_text_raises_or_leaks_syntax(text: str) -> None:
    expression = match_expression(understand(text, LEXICON))
    outside = expression.split('"')[::2]
    assert all(part in ("", " OR ") for part in outside)


def test_a_text_of_slips_alone_is_mended_no_further_than_a_question_may_need() -> None:
    lexicon = Lexicon(vocabulary={"children": 3, "harbour": 2})
    slips = " ".join(f"childr{a}{b}n" for a in "xyzqw" for b in "xyzqwkvj")
    assert 0 < len(understand(slips, lexicon).corrections) <= 24


def test_a_word_is_met_where_its_ligature_is_not_told() -> None:
    query = understand("Who reports the effect?", LEXICON)
    assert share_met(("effect",), "report the e\ufffdect after a year", query) == 1
    assert share_met(("fire",), "the \ufffdre station", query) == 0


@pytest.mark.parametrize(
    ("question", "item"),
    [
        ("What is item III about?", "iii"),
        ("What does agenda item iv say?", "iv"),
        ("What is item V?", "v"),
        ("What is item xii of the agenda?", "xii"),
        ("What became of the item I asked about?", None),
        ("Was the item a matter of urgency?", None),
        ("Was there an item in private?", None),
    ],
)
def test_items_numbered_in_roman(question: str, item: str | None) -> None:
    assert understand(question, LEXICON).item == item


HELD = {"plan": 9, "pool": 4, "budget": 3, "ferry": 2, "council": 5, "rate": 2}


@pytest.mark.parametrize(
    ("question", "unknown"),
    [
        # A common word that names a thing, of which no paper has anything.
        ("is there a plan for a new swimming pool", ("swimming",)),
        ("what is the council tax rate", ("tax",)),
        ("how many swimming pools does the ferry have", ("swimming",)),
        # The same words where they are done, tell how a thing is, or when.
        ("who swims in the pool", ()),
        ("what was the original budget", ()),
        ("was the ferry budget changed", ()),
        ("which plan painted the pool", ()),
        ("the budget on 9 October 2024 count as a plan", ()),
        # What bodies do names nothing, wherever it stands.
        ("what did the ferry council decide about the pool", ()),
        ("what did the council recommend on the budget", ()),
    ],
)
def test_a_common_word_that_names_a_thing_must_be_in_the_papers(
    question: str, unknown: tuple[str, ...]
) -> None:
    lexicon = Lexicon(vocabulary=HELD, is_english=lambda _: True, pages_with=lambda *_: 0)
    assert understand(question, lexicon).unknown == unknown


def test_official_words_for_an_everyday_one_must_stand_on_a_page_together() -> None:
    held = dict.fromkeys(("plan", "playing", "pitches"), 2)
    for pages, unknown in ((1, ()), (0, ("tennis", "courts"))):
        lexicon = Lexicon(
            vocabulary=held, is_english=lambda _: True, pages_with=lambda *_, n=pages: n
        )
        assert understand("is there a plan for the tennis courts", lexicon).unknown == unknown

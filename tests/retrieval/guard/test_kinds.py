"""The kind of thing asked for, and the names asked about: what counts as there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from corpus.model import OutcomeClass, PassageKind, Resolution
from retrieval.asking.names_missing import missing, names_of
from retrieval.asking.sufficiency import support
from retrieval.question.lexicon import Lexicon
from retrieval.question.periods import find_periods
from retrieval.question.query import understand
from retrieval.ranking.kinds_of_answer import Wanted, countable, holds, holds_in, wanted
from retrieval.ranking.outcomes import weight
from retrieval.search.numbered_places import LookedUp, Place, Sought, same_title
from tests.retrieval.guard.builders import JUNE, PAPERS, asked, found, hit, said, weighted
from tests.retrieval.passages import paper, prose, row

SHELF = {"a": paper("a", JUNE)}


@pytest.mark.parametrize(
    ("kind", "text", "there"),
    [
        (Wanted.MONEY, "It costs £4.", True),
        (Wanted.MONEY, "It costs 40 pence.", True),
        (Wanted.MONEY, "It costs 4 million.", True),
        (Wanted.MONEY, "It costs 4 boats.", False),
        (Wanted.SHARE, "About a third came.", True),
        (Wanted.SHARE, "Some came.", False),
        (Wanted.SHARE, "It was 4 per cent.", True),
        (Wanted.NUMBER, "Twelve came.", True),
        (Wanted.NUMBER, "None came.", True),
        (Wanted.NUMBER, "They came on 4 June 2024.", False),
        (Wanted.NUMBER, "They paid £12.", True),
        (Wanted.NUMBER, "3. They came.", False),
        (Wanted.DATE, "In 2024 it sank.", True),
        (Wanted.DATE, "On 4 June 2024 it sank.", True),
        (Wanted.DATE, "Under 1204 it sank.", False),
        (Wanted.PERSON, "Ines Penrose came.", True),
        (Wanted.PERSON, "Harbour Board came.", False),
        (Wanted.PERSON, "The Penrose Board came.", False),
        (Wanted.PERSON, "Board Penrose came.", False),
        (Wanted.PERSON, "Mr Penrose came.", True),
        (Wanted.LEAD, "The director came.", True),
        (Wanted.LEAD, "The RNLI came.", True),
        (Wanted.LEAD, "They came.", False),
        (Wanted.PRESENT, "Present: Ines Penrose", True),
        (Wanted.PRESENT, "Present: nobody", False),
        (Wanted.PRESENT, "Ines Penrose came.", False),
        (Wanted.ANYTHING, "It sank.", True),
    ],
)
def test_what_holds_the_kind_asked_for(kind: Wanted, text: str, there: bool) -> None:
    assert holds(kind, text) is there


@pytest.mark.parametrize(
    ("cells", "headings", "there"),
    [
        ({"Pier": "North", "Net": "310"}, ("Charges",), True),
        ({"Pier": "North", "Net": "310"}, ("Moorings",), False),
        ({"Pier": "North", "Charge": "310"}, (), True),
        ({"Pier": "North", "Charge": "red"}, (), False),
        ({"Pier": "North", "Charge": "2024"}, (), False),
        ({"Pier": "North", "Net": "£310"}, (), True),
    ],
)
def test_a_bare_number_is_a_sum_under_a_heading_of_money(
    cells: dict[str, str], headings: tuple[str, ...], there: bool
) -> None:
    made = replace(row(cells), headings=headings)
    assert holds_in(Wanted.MONEY, made) is there
    assert not holds_in(Wanted.MONEY, replace(made, kind=PassageKind.PROSE)) or "£" in made.text
    whole = {made.id: said(made, (0.2, (0.1,)), (0.7, (0.1,)))}
    for question, kind in (("How much is the charge?", "money"), ("How many came?", "number")):
        weighed = weighted((1,), ("net",))
        seen = found(question, hit(made), evidence=whole, weighed=weighed, papers=SHELF)
        measured = support(seen)
        assert getattr(measured, kind) == 1.0
    money = support(
        found(
            "How much is the charge?",
            hit(made),
            evidence=whole,
            weighed=weighted((1,)),
            papers=SHELF,
        )
    )
    assert (money.kind_unit == pytest.approx(0.7)) is there


def test_dates_and_paragraph_numbers_count_nothing() -> None:
    text = "2.1 On 4 June 2024 it sank. 2.2 Then 12 came."
    bare = countable(text)
    assert len(bare) == len(text)
    assert bare.split() == ["On", "it", "sank.", "Then", "12", "came."]


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("How much of the budget is spent, in percent?", Wanted.SHARE),
        ("How many pounds were spent?", Wanted.MONEY),
        ("How many came?", Wanted.NUMBER),
        ("Who presided at the meeting?", Wanted.PRESENT),
        ("Who was present in June 2024?", Wanted.PRESENT),
        ("Who is called the harbour master?", Wanted.PERSON),
        ("Who will chair it?", Wanted.LEAD),
        ("Who is the treasurer?", Wanted.PERSON),
    ],
)
def test_the_kind_asked_for(question: str, kind: Wanted) -> None:
    assert wanted(asked(question)) is kind


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("What of Ashcombe?", ("Ashcombe",)),
        ("What was said of Ashcombe and Dunmere and Ashcombe?", ("Ashcombe", "Dunmere")),
        ("Ashcombe Pier", ("Pier",)),
        ("Ashcombe Pier Lamps", ()),
        ("What of Ely?", ()),
        ("What of the Harbour Board?", ()),
        ("What of the Director in March?", ()),
        ("It sank. Dunmere saw it.", ()),
    ],
)
def test_the_names_asked_about(question: str, names: tuple[str, ...]) -> None:
    assert names_of(asked(question)) == names


LEXICON = Lexicon(acronyms=(("TSG", "Tideway Steering Group"), ("QB", "Quay Board")))


@pytest.mark.parametrize(
    ("question", "text", "gone"),
    [
        ("What of Ashcombe?", "The ferry sails.", ("Ashcombe",)),
        ("What of Ashcombe?", "Ashcombe's ferry sails.", ()),
        ("What of Ash-Dunmere?", "The ferry of Ash and Dunmere sails.", ()),
        ("What was said by the Tideway Steering Group?", "The QB met.", ("Tideway", "Steering")),
        ("What was said by the Tideway Steering Group?", "The TSG met.", ()),
        ("What of T12 and 24/00093?", "T12 sails.", ("24/00093",)),
        ("What of T12?", "T 12 sails.", ()),
        ("What of minute 41?", "It is 41.", ()),
        ("What of minute 41?", "It is 41.2 and 141.", ("41",)),
    ],
)
def test_names_and_numbers_that_stand_nowhere(
    question: str, text: str, gone: tuple[str, ...]
) -> None:
    made = found(understand(question, LEXICON), hit(prose(text, "june")))
    assert missing(made) == gone
    place = LookedUp(Sought.MINUTE, "41", (Place("june", JUNE),))
    assert missing(replace(made, looked_up=place)) == ()
    assert missing(replace(made, hits=())) == ()


def test_a_name_on_many_papers_is_the_council_s_own() -> None:
    made = found("What of the Shelf?", hit(prose("The ferry sails.", "june")))
    assert missing(made) == ()
    bare = {key: replace(one, title="x") for key, one in PAPERS.items()}
    one = {**bare, "june": replace(bare["june"], title="On the Quaymouth")}
    asks = "What of the Quaymouth?"
    assert missing(found(asks, hit(prose("It sails.", "july")), papers=bare)) == ("Quaymouth",)
    assert missing(found(asks, hit(prose("It sails.", "july")), papers=one)) == ("Quaymouth",)
    assert missing(found(asks, hit(prose("It sails.", "june")), papers=one)) == ()


def resolution(text: str, title: str, outcome: str, kind: OutcomeClass) -> Resolution:
    return Resolution("a", None, "1", title, text, outcome, kind, None, None, ())


@pytest.mark.parametrize(
    ("text", "title", "outcome", "kind", "expected"),
    [
        ("that it sail", "Ferry", "RESOLVED", OutcomeClass.RESOLVED, 0),
        ("that the report be noted", "Ferry", "RESOLVED", OutcomeClass.RESOLVED, 1),
        ("that it sail", "Ferry", "NOTED", OutcomeClass.NOTED, 1),
        ("that it sail", "Ferry", "Lost", OutcomeClass.LOST, 2),
        ("that it sail", "Ferry", "Amendment carried", OutcomeClass.CARRIED, 2),
        ("that it sail", "Apologies", "RESOLVED", OutcomeClass.RESOLVED, 3),
        ("that it sail", "Minutes", "RESOLVED", OutcomeClass.RESOLVED, 3),
        ("that the minutes be approved", "", "RESOLVED", OutcomeClass.RESOLVED, 3),
        ("that the press be excluded", "Ferry", "Lost", OutcomeClass.LOST, 3),
    ],
)
def test_how_much_was_decided(
    text: str, title: str, outcome: str, kind: OutcomeClass, expected: int
) -> None:
    assert weight(resolution(text, title, outcome, kind)) == expected
    if not title:
        assert weight(replace(resolution(text, title, outcome, kind), title=None)) == expected


DAYS = (date(2023, 6, 4), date(2024, 6, 4), date(2024, 10, 1))


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("in 2023", [(date(2023, 1, 1), date(2023, 12, 31))]),
        ("since 2023", [(date(2023, 1, 1), date.max)]),
        ("before 2023", [(date.min, date(2023, 12, 31))]),
        ("from 2023 to 2024", [
            (date(2023, 1, 1), date(2023, 12, 31)), (date(2024, 1, 1), date(2024, 12, 31)),
        ]),
        ("last year", [(date(2023, 1, 1), date(2023, 12, 31))]),
        ("this year", [(date(2024, 1, 1), date(2024, 12, 31))]),
        ("in June", [(date(2023, 6, 4), date(2023, 6, 4)), (date(2024, 6, 4), date(2024, 6, 4))]),
        ("on 1 October", [(date(2024, 10, 1), date(2024, 10, 1))]),
        ("on 2 October", []),
        ("it may sail", []),
        ("item 4 October", [(date(2024, 10, 1), date(2024, 10, 1))]),
        ("£2023", []),
        ("June 2022", [(date(2022, 6, 1), date(2022, 6, 30))]),
    ],
)  # fmt: skip
def test_the_times_that_a_question_names(text: str, periods: list[tuple[date, date]]) -> None:
    made = find_periods(text, DAYS, today=date(2024, 7, 1))
    assert [(one.since, one.until) for one in made] == periods
    assert all(text[one.start : one.end].strip() for one in made)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Ferry timetable", "Ferry timetable", True),
        ("2. Ferry timetable", "Ferry timetable", True),
        ("Ferry timetable", "Ferry timetables", False),
        ("The ferry timetable of winter", "The ferry timetable of winter boats", True),
        ("The ferry timetable of winter", "The ferry timetable of winters", True),
        ("The ferry timetable of winter", "The harbour dues of summer", False),
        ("Ferry 24/00093", "Pier 24/00093", True),
        ("", "Ferry", False),
    ],
)
def test_titles_of_the_same_business(one: str, other: str, alike: bool) -> None:
    assert same_title(one, other) is alike
    assert same_title(other, one) is alike

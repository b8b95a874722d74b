"""Lists: applications with a comment or a verdict behind each, and points that were agreed."""

from __future__ import annotations

from tests.corpus.decisions.test_matters import course, decided

NEW = "24/01001/F 5 Mill Row Single storey extension No objections"
OLD = "24/00500/F 9 Mill Row New porch No objections"


def test_a_comment_behind_an_application_is_a_decision_on_all_of_it() -> None:
    text = "24/01001/F 5 Mill Row.\nTwo windows and a door.\nNo objections"
    one = course("---", text)
    assert decided(one) == [text.replace("\n", " ")]


def test_a_comment_of_an_earlier_day_is_none() -> None:
    text = f"New applications:\n\n{NEW}\n\nApplications awaiting decision:\n\n{OLD}"
    assert decided(course("----", text)) == [NEW]
    assert decided(course("---D", text)) == [NEW]


def test_a_comment_that_the_meeting_made_on_an_earlier_application_is_a_decision() -> None:
    again = "24/00500/F 9 Mill Row. It was agreed to object to the new plans."
    text = f"Applications awaiting decision:\n\n{again}"
    assert decided(course("--D", text)) == ["It was agreed to object to the new plans."]


def test_a_reference_under_what_it_is_about_begins_with_that() -> None:
    text = (
        "Brick garage at Weir Farm, Low Lane\n\n24/01119/F\n\nThe Council supports the application"
    )
    assert decided(course("---", text)) == [" ".join(text.split())]


def test_others_objections_are_no_comment_of_the_meeting() -> None:
    text = "Planning:\n\nMr Ash reported that the highways officer had no objections."
    assert decided(course("--", text)) == []


def test_verdicts_in_capitals_at_the_end_of_applications_decide_them() -> None:
    rows = [
        f"License #: PX 4021{at} Has applied for a license in one room.\n\n"
        f"Manager: Ann Vale Hours: 9 to 5 Attorney: Jo Orr {verdict}\n\n"
        for at, verdict in enumerate(("GRANTED", "GRANTED", "REFUSED", "DEFERRED for a plan."))
    ]
    assert decided(course("-" * 8, "".join(rows))) == [" ".join(row.split()) for row in rows]
    assert decided(course("-" * 4, "".join(rows[:2]))) == []


LEAD = "The Board agreed:\n"
ITEMS = ("1. The process for choosing", "2. That fees be paid", "3. To meet in May")


def test_all_points_of_what_was_agreed_are_decisions_where_one_is() -> None:
    text = LEAD + "\n".join(ITEMS)
    assert decided(course("--D-", text)) == [*ITEMS]
    assert decided(course("----", text)) == []


def test_points_under_what_was_only_discussed_are_none() -> None:
    text = "The Board had been asked to agree:\n" + "\n".join(ITEMS)
    assert decided(course("--D-", text)) == [ITEMS[1]]

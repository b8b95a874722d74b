"""What a report recommends, and why it was written, told from its headings and paragraphs."""

from __future__ import annotations

import pytest

from corpus.structure.recommendations import read_purpose, read_recommendations
from tests.corpus.drawn_rows import draw_rows


def recommended(text: str) -> list[str]:
    found = read_recommendations(draw_rows(text), lambda row: row.text.startswith("Wards"))
    return found[0].split("\n") if found else []


def purpose(text: str) -> list[str]:
    found = read_purpose(draw_rows(text), lambda row: row.text.startswith("Wards"))
    return found[0].split("\n") if found else []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("**Recommendations\nThat it sail.\nThat it dock.", 2),
        ("**Recommendations\nThat it sail.\n**Background\nIt is old.", 1),
        ("**Recommendations\nThat it sail.\n**Reasons for it\nIt is old.", 1),
        ("**Recommendations\nThat it sail.\n**Ferry lamps\nThey rust.", 1),
        ("**Recommendations\nThat it sail.\n**Reasons for it;\nIt is old.", 3),
        ("**Recommendations\nThat it sail.\n**Ferry lamps and\nIt is old.", 3),
        ("**Recommendations\n**Background,\nIt is old.", 2),
        ("**Recommendations\nbackground of it\nIt is old.", 2),
        ("Recommendations:\nbackground of it\nIt is old.", 0),
        ("**Recommendations\nThat it sail.\n**(b) and dock\nThat it be.", 3),
        ("**Recommendations\n**That it sail.\n**That it dock.", 2),
        ("**Recommendations\nThat it sail.\nWards affected: Quay", 2),
        ("**Recommendations\nThat it sail.\n**Wards affected\nQuay", 1),
        ("**Recommendations\nThat it sail.\nMembers are reminded to pay.", 1),
        ("**Recommendations\nThat it sail.\nNote: it is old.", 1),
        ("**Recommendations\nThe Cabinet is asked to:\n**sail the ferry\n**dock it", 3),
        ("2. Recommendations\n2.1 That it sail.\n3. Lamps of the quay\nThey rust.", 1),
        ("2. Recommendations\n2.1 That it sail.\n4. Lamps of the quay\nThey rust.", 3),
        ("2. Recommendations\n2.1 That it sail.\n**3. Lamps of the quay\nThey rust.", 3),
        ("**2. Recommendations\n2.1 That it sail.\n**3. Lamps of the quay\nThey rust.", 1),
        ("RECOMMENDATIONS\nThat it sail.\nBACKGROUND\nIt is old.", 1),
        ("Recommendations:\nThat it sail.", 1),
        ("Recommendations\nThat it sail.", 0),
        ("**Decision\nThat it sail.", 0),
        ("3. Decision\n3.1 That it sail.", 1),
        ("**Officer's recommendation\nThat it sail.", 1),
        ("**Recommendations\n**Background\nIt is old.", 0),
        ("**Proposal\nThat it sail.\n**Background\nIt is old.", 1),
        ("**Proposal\nIt will sail.", 0),
        ("Proposal\nThat it sail.", 0),
        ("**Decision required\na) That it sail.", 1),
        ("It is old.\nRecommended: that it sail.\n\nIt is new.", 1),
        (
            "It is old.\n\nIt is recommended that it sail:\n\n  a) soon; and\n\n  b) often.\n\nOK.",
            3,
        ),
        ("It is old.\n\nIt is recommended that it\nsail soon.\n\nThen it will dock.", 2),
        ("It is old.\n\nIt is recommended that it sail.\n**Background\nIt is old.", 1),
        ("It is recommended that it sail.\nWards affected: Quay", 1),
        ("It is recommended that it sail.\n**Ferry lamps", 1),
        ("**It is recommended that it sail\n**and dock.", 2),
        ("It is recommended that it sail.\n\n   a) soon\n\na) late", 2),
        ("Members are asked to note it.\n\fThen it will dock.", 1),
        ("Members are asked to note:\n\fthe ferry.", 2),
        ("It is old.", 0),
    ],
)
def test_what_is_recommended(text: str, told: int) -> None:
    assert len(recommended(text)) == told


def test_a_section_wins_over_a_sentence_and_a_proposal() -> None:
    sentence = "It is recommended that it rust.\n"
    section = "**Recommendations\nThat it sail."
    assert recommended(f"{sentence}**Proposal\nThat it dock.\n{section}") == ["That it sail."]
    assert recommended(f"{sentence}**Proposal\nThat it dock.") == ["That it dock."]


def test_the_words_are_slices_of_their_pages() -> None:
    pages = draw_rows("**Recommendations\nThat it sail.\n\fThat it dock.")
    found = read_recommendations(pages, lambda _row: False)
    assert found is not None
    assert [(span.page, span.start, span.end) for span in found[1]] == [(1, 16, 29), (2, 0, 13)]


def test_recommendations_far_behind_the_head_of_a_report_are_not_its_own() -> None:
    section = "**Recommendations\nThat it sail."
    assert recommended("It is old.\f" * 11 + section)
    assert not recommended("It is old.\f" * 12 + section)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("**Purpose of the report\nTo sail the ferry.\nSoon.\n\nIt is old.", 2),
        ("**Purpose\n**Background\nIt is old.", 0),
        ("This report sets out the ferry.\nIt is old.\n\nIt is new.", 2),
        ("**This report sets out the ferry.", 0),
        ("1.1 This report sets out the ferry.\n1.2 It is old.", 1),
        ("This report sets out the ferry.\n1.2 It is old.", 2),
        ("To inform members of the ferry.", 1),
        ("The report was late.", 0),
        ("It is old.\n\fTo inform members of the ferry.", 1),
        ("It is old.\n\fIt is.\n\fTo inform members of the ferry.", 0),
        ("It is old.", 0),
    ],
)
def test_why_a_report_was_written(text: str, told: int) -> None:
    assert len(purpose(text)) == told

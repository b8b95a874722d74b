"""One field of what was just cited is asked of that row, form, minute or page, and told first."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from evals.run.indexing import index_papers
from retrieval.assistant.assistant import Assistant
from retrieval.model.settings import Settings
from retrieval.model.types import Answer, Status
from tests.retrieval.assistant.test_chats import asked, stands
from tests.retrieval.conftest import SAMPLE

pytestmark = pytest.mark.slow

AGENCY = "What is being done about agency staff in the peer review tracker?"
LOANS = "digital loans figures"
HOUSING = "What is the forecast variance for Housing Options?"
NO2 = "What was the nitrogen dioxide level at Parade Street junction in 2023?"
FLOOD = "What does the report on the River Marl flood scheme recommend?"
HOURS = "What are members asked to decide on library opening hours in November 2023?"
GRANT = "What was resolved about the youth services grant?"
LAND = "What happened with the Tannery Fields disposal?"


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The real assistant over all sample papers: rows, forms, minutes and a record of decision."""
    settings = Settings.model_construct(data=tmp_path_factory.mktemp("sample"))
    index_papers(SAMPLE, settings, ocr=False)
    opened = Assistant.open(settings)
    opened.warm()
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("questions", "lead"),
    [
        ((AGENCY, "and who is responsible?"), "SRO: Josephine Tull"),
        (("How is the members' survey going?", "who leads on that?"), "SRO: Laura Whitcombe"),
        (("Has the borough vision been agreed?", "by when?"), "By when: December 2023"),
        (("Growth Board review progress", "what's the status?"), "Status: "),
        ((LOANS, "what was it in September?"), "Sep-23: 8.8"),
        ((LOANS, "the target?"), "Target: 9.0"),
        ((HOUSING, "what is the main reason?"), "Main reason: Nightly-paid accommodation"),
        ((HOUSING, "what is the budget?"), "Budget: 2,310"),
        ((NO2, "and the year before?"), "2022: 38.4"),
        ((NO2, "which ward is that?"), "Ward: Northgate"),
        (
            ("What does option D for waste collection cost?", "what speaks against it?"),
            "Against: Fleet and depot cost",
        ),
        (
            ("When does work on the leisure centre roof start?", "and when is it completed?"),
            "Date: 22 November 2024",
        ),
        (
            ("How many Open Plus members are there?", "what's the target"),
            "Target: 600",
        ),
    ],
)
def test_the_column_of_the_row_is_named_with_its_value(
    questions: tuple[str, ...], lead: str, assistant: Assistant
) -> None:
    answer = _last(assistant, *questions)
    assert answer.lead.startswith(lead)
    assert len(answer.statements) == 1


@pytest.mark.parametrize(
    ("questions", "lead"),
    [
        ((FLOOD, "who is the supporting officer?"), "Supporting officer: Simon Treloar"),
        ((FLOOD, "when will it be implemented?"), "Implementation: Planning application by 31 May"),
        ((HOURS, "which wards are affected?"), "Wards affected: Castle Hill, Fenwick Park"),
        ((HOURS, "is it a key decision?"), "Key decision: Yes"),
        (
            ("What does the air quality report recommend?", "whose phone number can I ring?"),
            "Supporting officer: Owen Pryce",
        ),
        (
            (FLOOD, "who is the supporting officer?", "and which councillor is responsible?"),
            "Executive lead: Councillor Yusuf Karim",
        ),
    ],
)
def test_the_form_of_the_cited_item_answers_and_no_other(
    questions: tuple[str, ...], lead: str, assistant: Assistant
) -> None:
    first, *_, answer = asked(assistant, *questions)
    assert answer.lead.startswith(lead)
    assert first.matter is not None
    assert {(c.paper_id, c.item) for c in answer.citations} == {
        (first.matter.paper_id, first.matter.item)
    }
    assert stands(assistant, answer)


@pytest.mark.parametrize(
    ("questions", "lead"),
    [
        ((GRANT, "how much was that?"), "£18,000"),
        ((GRANT, "and when was that meeting?"), "Cabinet · 14 November 2023"),
        ((LAND, "when was that?"), "Cabinet · 13 June 2023 · minute 7"),
        (("what was decided about the waste contract?", "what minute is that?"), "minute 53"),
        (("what was decided about the waste contract?", "which committee was it?"), "Cabinet"),
        (("Has the borough vision been agreed?", "which meeting was that?"), "21 March 2024"),
        (("what about the planning back-office system?", "what page is that on?"), "page 2"),
    ],
)
def test_meeting_minute_page_and_sum_are_those_of_the_cited_words(
    questions: tuple[str, ...], lead: str, assistant: Assistant
) -> None:
    answer = _last(assistant, *questions)
    assert lead in answer.lead


@pytest.mark.parametrize(
    ("questions", "field"),
    [
        ((AGENCY, "what is the target?"), "target"),
        ((LOANS, "who is responsible?"), "person or body responsible"),
        ((LAND, "how will we know?"), "measure of success"),
    ],
)
def test_a_field_that_the_cited_words_lack_is_said_to_be_missing(
    questions: tuple[str, ...], field: str, assistant: Assistant
) -> None:
    first, answer = asked(assistant, *questions)
    assert answer.status is Status.CLOSEST
    assert answer.lead == ""
    assert f"gives no {field}" in answer.message
    assert first.matter is not None
    assert {c.paper_id for s in answer.closest for c in s.citations} == {first.matter.paper_id}
    assert first.statements[0].text.split("\n")[0] in answer.closest[0].text


def test_the_chat_stays_with_the_row_whatever_field_was_told(assistant: Assistant) -> None:
    first, *later = asked(assistant, NO2, "which ward is that?", "what is the remark?")
    assert [one.matter for one in later] == [first.matter, first.matter]
    assert later[-1].lead == "Remark: Right-turn ban from March 2022"


def test_a_question_that_is_elsewhere_a_reply_is_asked_of_the_matter(assistant: Assistant) -> None:
    assert assistant.ask("which committee was it?").status is Status.REPLIED
    assert _last(assistant, GRANT, "which committee was it?").status is Status.ANSWERED


def _last(assistant: Assistant, *questions: str) -> Answer:
    answer = asked(assistant, *questions)[-1]
    assert answer.status is Status.ANSWERED
    assert stands(assistant, answer)
    return answer

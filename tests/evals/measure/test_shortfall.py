"""What is said of a question that fell short of what people need."""

from __future__ import annotations

from evals.measure.measures import missing_facts, score
from evals.measure.people import DIRECT, RIGHT
from evals.measure.shortfall import shortfalls
from evals.model.results import Cited, Outcome, Response, Result
from evals.sets.questions import Expect, Gold, Kind, Question

GOLD = Gold("quay.pdf", 2, None, None, "words")


def fell_short(question: Question, outcome: Outcome, text: str) -> tuple[str, ...]:
    quoted = Cited("quay.pdf", 2, None, None, "words", verbatim=True)
    cited = (quoted,) if outcome is Outcome.ANSWERED else ()
    response = Response((("quay.pdf", 2),), outcome, text, cited, 1.0)
    scores = score(question, response)
    gold = (("quay.pdf", 2),) if question.gold else ()
    missing = missing_facts(question.facts, text)
    return shortfalls(
        Result("q", "fact", "?", response, scores, gold, missing, question.expect.value)
    )


def test_a_right_answer_that_comes_late() -> None:
    asked = Question("q", "?", Kind.FACT, (GOLD,), (("1,250",),))
    assert fell_short(asked, Outcome.ANSWERED, "It is 1,250.") == ()
    (said,) = fell_short(asked, Outcome.ANSWERED, f"{'so ' * 60}it is 1,250.")
    assert said == f"right, but not at once; begins: {'so ' * 60}".strip()


def test_a_refusal_that_hides_what_is_there() -> None:
    asked = Question("q", "?", Kind.FACT, (GOLD,), (("1,250",),))
    hidden = "wrongly refused, and what was asked stands in nothing shown"
    assert fell_short(asked, Outcome.REFUSED, "No answer.") == (hidden,)
    assert fell_short(asked, Outcome.CLOSEST, "Perhaps 1,250.") == ("wrongly refused",)


def test_a_reply_that_is_none_or_lacks_a_fact() -> None:
    asked = Question("q", "?", Kind.HELP, (), (("ask", "question"),), expect=Expect.REPLY)
    assert fell_short(asked, Outcome.REPLIED, "Ask a question.") == ()
    assert fell_short(asked, Outcome.REPLIED, "Hello.") == (
        "the reply does not say 'ask'; came back replied: Hello.",
    )
    assert fell_short(asked, Outcome.REFUSED, "Ask something else.") == (
        "wanted a reply without search, came back refused: Ask something else.",
    )
    late = f"{'so ' * 60}ask"
    (said,) = fell_short(asked, Outcome.REPLIED, late)
    assert said.startswith("right, but not at once")


def test_a_run_of_an_earlier_version_says_nothing_of_it() -> None:
    response = Response((), Outcome.REFUSED, "No.", (), 1.0)
    result = Result("q", "help", "?", response, ())
    assert result.score(RIGHT) is result.score(DIRECT) is None
    assert shortfalls(result) == ()

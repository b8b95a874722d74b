"""What the person who asked got: a right answer, directly, at least shown, or misled.

Each measure is 0 or 1 for every question, whatever was expected of it, as the form of
question sets that people type defines them. Facts are looked for by rules of its own:
in compatibility form (NFKC), also where a space parts thousands, and not beginning
inside a word or number nor ending inside a number.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from evals.model import Outcome, Response, Score
from evals.sets import Expect, Question

RIGHT, DIRECT, SHOWN = "right", "direct", "shown"
MISLEADING, WITHHELD = "misleading", "withheld"
# So many words from its start are what one reads of an answer before anything else.
OPENING = 60
Facts = Sequence[Sequence[str]]


def people_scores(question: Question, response: Response) -> Iterator[Score]:
    """Yield the five scores of one response, each 0 or 1.

    - right: an answer that says every fact and cites a gold page; nothing answered where the
      papers hold nothing; a reply that says every fact where one is wanted;
    - direct: right, and every fact in the direct line or the first 60 words;
    - shown: right, or every fact in the text or in quotes shown with it;
    - misleading: answered, though the papers hold nothing, or without the facts being shown;
    - withheld: not answered, nor shown, though the papers answer it.
    """
    answered = response.outcome is Outcome.ANSWERED
    right = _right(question, response)
    direct = right and (question.expect is Expect.NONE or _at_once(question.facts, response))
    shown = right or (question.answerable and _shown(question.facts, response))
    misleading = answered and not shown and question.expect is not Expect.REPLY
    withheld = question.answerable and not answered and not shown
    values = {
        RIGHT: right,
        DIRECT: direct,
        SHOWN: shown,
        MISLEADING: misleading,
        WITHHELD: withheld,
    }
    for name, value in values.items():
        yield Score(name, float(value))


def _right(question: Question, response: Response) -> bool:
    outcome = response.outcome
    if question.expect is Expect.NONE:
        return outcome not in (Outcome.ANSWERED, Outcome.FAILED)
    if question.expect is Expect.REPLY:
        return outcome is Outcome.REPLIED and says_all(question.facts, response.text)
    cited = {(citation.paper, citation.page) for citation in response.citations}
    gold = bool(cited & question.gold_pages)
    return outcome is Outcome.ANSWERED and gold and says_all(question.facts, response.text)


def _at_once(facts: Facts, response: Response) -> bool:
    opening = " ".join(response.text.split()[:OPENING])
    return says_all(facts, response.lead) or says_all(facts, opening)


def _shown(facts: Facts, response: Response) -> bool:
    """Whether the facts stand in what was said and quoted; a failure shows nothing."""
    if response.outcome is Outcome.FAILED:
        return False
    quotes = [one.quote for one in (*response.citations, *response.closest)]
    return says_all(facts, " ".join([response.text, " ".join(quotes)]))


def says_all(facts: Facts, text: str) -> bool:
    """Tell whether ``text`` says every fact, each in any one of its spellings."""
    folded = fold_words(text)
    return all(any(_stands(fold_words(word), folded) for word in fact) for fact in facts)


_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "£": None})
_THOUSANDS = re.compile(r"(?<=\d)[, ](?=\d{3}\b)")


def fold_words(text: str) -> str:
    """Fold case, white space, compatibility forms and quotes; drop ``£`` and thousands' marks."""
    plain = unicodedata.normalize("NFKC", text).lower().translate(_QUOTES)
    return re.sub(r"\s+", " ", _THOUSANDS.sub("", plain))


def _stands(fact: str, text: str) -> bool:
    """Find a folded fact as words of their own: "20" does not stand in "2017"."""
    words = fact.strip()
    before = r"(?<![a-z0-9])" if words[:1].isalnum() else ""
    after = r"(?!\d)" if words[-1:].isdigit() else ""
    return re.search(before + re.escape(words) + after, text) is not None

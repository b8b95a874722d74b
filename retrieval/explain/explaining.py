"""An answer in a language model's words, each statement checked before anyone sees it.

The model gets numbered sentences and writes statements that end in their
numbers. A statement whose numbers are unknown, or that says what those sentences
do not, is dropped and counted. Decisions, recommendations, sums and votes stand
beside it in the papers' own words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from itertools import combinations

from corpus.catalogue import Catalogue
from prompts import fill, joined, version
from retrieval.answer import Quoter, contradict
from retrieval.explain.as_json import EXAMPLE, as_lines, schema
from retrieval.explain.budget import room
from retrieval.explain.claim_figures import figures_of, is_money
from retrieval.explain.claims import Acronyms, fault_in
from retrieval.explain.evidence import Evidence, Part, Sentence, gather
from retrieval.explain.fencing import tame
from retrieval.explain.language_model import LanguageModel
from retrieval.explain.statements import Draft, drafts
from retrieval.explain.words import Prompt
from retrieval.model import DEFAULT, Citation, Constants, LanguageModelError, Statement

_ANSWER_TOKENS = 1024
_VOTES = re.compile(
    r"\bvot(?:e[sd]?|ing)\b|\bunanimous|\bcarried\b|\babstain|\babstention|\bmajority\b", re.I
)
_TEMPLATES = ("model_answer", "model_question", "model_json")


@dataclass(frozen=True, slots=True)
class Explained:
    """What a model's answer has come to; ``lacking`` asks for the quotes without the model.

    ``dropped`` counts statements that the papers do not support; ``prompt`` is all that was
    sent, ``note`` what went wrong. ``complete`` marks the last.
    """

    statements: tuple[Statement, ...] = ()
    dropped: int = 0
    prompt: str = ""
    note: str = ""
    lacking: bool = False
    complete: bool = False


@dataclass
class _Growing:
    """The answer while it grows."""

    evidence: Evidence
    acronyms: Acronyms
    constants: Constants
    statements: list[Statement] = field(default_factory=list)
    dropped: int = 0

    def take(self, draft: Draft) -> bool:
        """Add a draft with the quotes that belong beside it; False where it is not supported."""
        statement, cited = supported(draft, self.evidence, self.acronyms, self.constants)
        if statement is None:
            self.dropped += 1
            return False
        self.statements.append(statement)
        quoted = {_places(one) for one in self.statements if not one.explained}
        for quote in _beside(statement, cited):
            if _places(quote) not in quoted:
                self.statements.append(quote)
                quoted.add(_places(quote))
        return True

    @property
    def explained(self) -> int:
        """How many statements are the model's."""
        return sum(one.explained for one in self.statements)


class Explainer:
    """Has a model explain what searches found in one catalogue."""

    def __init__(self, model: LanguageModel, catalogue: Catalogue, window: int) -> None:
        self._model = model
        self._catalogue = catalogue
        self._window = window

    @property
    def name(self) -> str:
        """The model's name."""
        return self._model.name

    def explain(self, question: str, parts: Sequence[Part]) -> Iterator[Explained]:
        """Yield the answer after each statement, and once more when it is complete.

        Trouble with the model becomes the ``note`` of the last; it is not raised.

        Raises:
            CatalogueError: the catalogue cannot be read.
        """
        clearance = parts[0].found.scope.clearance
        evidence, prompt = self._prompt(question, parts)
        constants = parts[0].found.constants
        growing = _Growing(evidence, self._catalogue.acronyms(clearance), constants)
        most = _most(parts)
        trouble: LanguageModelError | None = None
        try:
            if not evidence.sentences:
                raise LanguageModelError("its window is too small for the sentences found")
            with closing(self._model.words(prompt, self._answer_tokens)) as words:
                for draft in drafts(as_lines(words)):
                    if growing.take(draft):
                        yield Explained(tuple(growing.statements), growing.dropped, prompt.whole)
                    if growing.explained >= most:
                        break
        except LanguageModelError as error:
            trouble = error
        yield _complete(growing, prompt, trouble)

    @property
    def _answer_tokens(self) -> int:
        return min(_ANSWER_TOKENS, self._window // 4)

    def _prompt(self, question: str, parts: Sequence[Part]) -> tuple[Evidence, Prompt]:
        several = len(parts) > 1
        system = fill("model_answer", most=str(_most(parts)))
        asked = tame(question)
        in_parts = fill("model_parts") if several else ""
        frame: str = fill("model_question", question=asked, parts=in_parts, papers="")
        frame += fill("model_json", example=EXAMPLE)
        quoters = [Quoter(self._catalogue, part.found) for part in parts]
        left = room(self._window, self._answer_tokens, system, frame)
        evidence = gather(parts, quoters, left)
        user = fill("model_question", question=asked, parts=in_parts, papers=evidence.text)
        names = (*_TEMPLATES, "model_parts") if several else _TEMPLATES
        wanted = schema(len(evidence.sentences), _most(parts))
        told = fill("model_json", example=EXAMPLE)
        return evidence, Prompt(system, user, templates(names), wanted, told)


def _most(parts: Sequence[Part]) -> int:
    """Return how many statements a model may write."""
    explaining = parts[0].found.constants.explaining
    return explaining.statements if len(parts) == 1 else explaining.statements_in_parts


def templates(names: Sequence[str]) -> str:
    """Return the names of templates with their versions."""
    return ", ".join(f"{name} {version(name)}" for name in names)


def supported(
    draft: Draft, evidence: Evidence, acronyms: Acronyms, constants: Constants = DEFAULT
) -> tuple[Statement | None, tuple[Sentence, ...]]:
    """Return a draft as a statement with the quotes that it cites; None where they do not say it.

    A contradiction has to cite sentences whose figures really do not agree.
    """
    cited = evidence.of(draft.numbers) if draft.numbers else None
    grounds = [one.ground for one in cited or ()]
    if not cited or fault_in(draft.text, grounds, acronyms, constants.explaining):
        return None, ()
    citations: dict[tuple[str, object], Citation] = {}
    for sentence in cited:
        for citation in sentence.quote.citations:
            citations.setdefault((citation.paper_id, citation.spans), citation)
    parts = {sentence.part for sentence in cited}
    statement = Statement(
        text=draft.text,
        citations=tuple(citations.values()),
        explained=True,
        conflicts=draft.contradiction and _contradict(cited, constants),
        part=parts.pop() if len(parts) == 1 else "",
    )
    return statement, cited


def _contradict(cited: Sequence[Sentence], constants: Constants) -> bool:
    return any(
        contradict(one.quote.text, other.quote.text, constants.contradicting)
        for one, other in combinations(cited, 2)
    )


def _beside(statement: Statement, cited: Sequence[Sentence]) -> Iterator[Statement]:
    """Yield the quotes that must stand beside: official wording, sums and votes."""
    sums = any(map(is_money, figures_of(statement.text)))
    for sentence in cited:
        quote = sentence.quote
        vote = _VOTES.search(statement.text) and _VOTES.search(quote.text)
        if quote.official or sums or vote:
            yield replace(quote, part=statement.part)


def _places(statement: Statement) -> tuple[object, ...]:
    return tuple((one.paper_id, one.spans) for one in statement.citations)


def _complete(growing: _Growing, prompt: Prompt, trouble: LanguageModelError | None) -> Explained:
    notes: list[str] = []
    lacking = trouble is not None or not growing.statements
    if trouble:
        notes.append(_why(trouble, bool(growing.statements)))
    elif not growing.statements:
        notes.append(fill("model_unsupported" if growing.dropped else "model_found_nothing"))
    evidence = growing.evidence
    if evidence.left_out and growing.statements:
        sent, left = str(len(evidence.sentences)), str(evidence.left_out)
        notes.append(fill("model_left_out", sent=sent, left=left))
    note = joined(" ", notes)
    whole = prompt.whole if evidence.sentences else ""
    return Explained(tuple(growing.statements), growing.dropped, whole, note, lacking, True)


def _why(trouble: LanguageModelError, begun: bool) -> str:
    return fill("model_broke_off" if begun else "model_silent", why=str(trouble))

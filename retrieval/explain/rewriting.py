"""Follow-up questions completed by a language model, and what is accepted of it.

The model may only put words of the chat into the question. Anything else it
writes is not searched for: the rules of :mod:`retrieval.question.conversation` do it then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass

from prompts import fill
from retrieval.explain.claim_figures import figures_of
from retrieval.explain.claims import has_markup
from retrieval.explain.explaining import templates
from retrieval.explain.fencing import fenced, tame
from retrieval.explain.language_model import LanguageModel
from retrieval.explain.words import Prompt
from retrieval.model import Citation, LanguageModelError, Turn
from retrieval.question import content_words, stem

_TURNS = 3
_STATEMENTS = 3
_CHARS = 400
_TOKENS = 128
_TEMPLATES = ("model_rewriting", "model_follow_up")

Visible = Callable[[Citation], bool]


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A question made whole; ``question`` is empty where the model's is not used, ``note`` why."""

    question: str = ""
    prompt: str = ""
    note: str = ""


def rewrite(
    model: LanguageModel, question: str, history: Sequence[Turn], visible: Visible
) -> Rewritten:
    """Have ``model`` complete ``question`` from the chat.

    ``visible`` tells whether who asks may still see a citation: answers that they
    may not see are not sent. A question longer than a completed one may be is left
    as it is. Trouble with the model becomes the ``note``; it is not raised.
    """
    if len(question) > _CHARS:
        return Rewritten()
    lines = list(_chat(history, visible))
    user = fill("model_follow_up", chat=fenced(lines), question=tame(question))
    prompt = Prompt(fill("model_rewriting"), user, templates(_TEMPLATES))
    try:
        with closing(model.words(prompt, _TOKENS)) as words:
            written = "".join(words)
    except LanguageModelError as error:
        why = fill("model_rewriting_failed", why=str(error))
        return Rewritten(prompt=prompt.whole, note=why)
    said = _one_line(written)
    if not said or not _from_chat(said, question, lines):
        why = fill("model_rewriting_failed", why="it wrote words that are not in the chat")
        return Rewritten(prompt=prompt.whole, note=why)
    return Rewritten(said, prompt.whole)


def _chat(history: Sequence[Turn], visible: Visible) -> Iterator[str]:
    """Yield the last turns; a completed question can hold words of any answer before it."""
    all_seen = True
    for at, turn in enumerate(history, _TURNS - len(history)):
        asked = turn.answer.asked if all_seen and turn.answer.asked else turn.question
        seen = all(visible(citation) for citation in turn.answer.citations)
        all_seen = all_seen and seen
        if at >= 0:
            yield f"Asked: {tame(asked)[:_CHARS]}"
            for statement in turn.answer.statements[:_STATEMENTS] if seen else ():
                yield f"Answered: {tame(statement.text)[:_CHARS]}"


def _one_line(written: str) -> str:
    """Return the first line written, without quotation marks round it; "" where it is no use."""
    lines = [line.strip() for line in written.split("</think>")[-1].splitlines() if line.strip()]
    said = lines[0].strip("\"“”'*").strip() if lines else ""
    return "" if len(said) > _CHARS or has_markup(said) else said


def _from_chat(said: str, question: str, lines: Sequence[str]) -> bool:
    """Whether every word of ``said`` comes from the question or the chat, and none was lost."""
    known = _stems(" ".join((question, *lines)))
    told = figures_of(said)
    kept = figures_of(question) <= told
    figures = told <= figures_of(" ".join((question, *lines)))
    return kept and figures and _stems(said) <= known


def _stems(text: str) -> set[str]:
    return {stem(word) for word in content_words(text)}

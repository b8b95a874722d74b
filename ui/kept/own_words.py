"""What an answer says round its quotes, kept so that it can be said in any reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from prompts import Said, said_of, wording_of
from retrieval.model import Answer, Statement


def own_words(answer: Answer) -> tuple[Said, ...]:
    """Return what the words round the quotes of an answer were made of.

    Its lead, message and note, the part that each statement and each closest passage is of, then
    what it offers to ask next.
    """
    parts = (one.part for one in (*answer.statements, *answer.closest))
    told = (answer.lead, answer.message, answer.note, *parts, *answer.next)
    return tuple(said_of(text) for text in told)


def with_own_words(answer: Answer, said: Sequence[Said]) -> Answer:
    """Return an answer with its own words as :func:`own_words` gave them; as it is without any.

    Raises:
        ValueError: they are not as many as the answer has.
    """
    if not said:
        return answer
    whole = len(own_words(answer))
    # Answers of an older version were kept without what they offer.
    if len(said) not in (whole, whole - len(answer.next)):
        fault = "the words of an answer are not all there"
        raise ValueError(fault)
    lead, message, note, *parts = (wording_of(one) for one in said)
    told = len(answer.statements)
    passages = told + len(answer.closest)
    return replace(
        answer,
        lead=lead,
        message=message,
        note=note,
        statements=_parted(answer.statements, parts[:told]),
        closest=_parted(answer.closest, parts[told:passages]),
        next=tuple(parts[passages:]) or answer.next,
    )


def _parted(statements: Iterable[Statement], parts: Iterable[str]) -> tuple[Statement, ...]:
    return tuple(replace(one, part=part) for one, part in zip(statements, parts, strict=True))

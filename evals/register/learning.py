"""The tagger of decisions trained on labelled minutes, and scored on bodies not seen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from corpus.decisions import (
    MODEL,
    OWN_LIKELY,
    Chain,
    Lesson,
    examples,
    lesson_of,
    tagging_by,
    teach,
    train,
)
from evals.model import SetError
from evals.register.labelled import Labelled
from evals.register.scoring import Score, Taught


def scored_by_body(documents: Sequence[Labelled]) -> Iterator[tuple[str, Score]]:
    """Yield each body with how well its minutes are read by a tagger trained without them.

    The drawn minutes teach each of these taggers too.
    """
    drawn = [lesson_of(example) for example in examples()]
    lessons = {one.file: lesson_of(one.example) for one in documents}
    for body in sorted({one.body for one in documents}):
        others = [lessons[one.file] for one in documents if one.body != body]
        chain = train(drawn, others)
        yield body, _scored([one for one in documents if one.body == body], chain)


def scored_when_taught(documents: Sequence[Labelled]) -> Iterator[Taught]:
    """Yield of each body how well its minutes are read before and after one of them is corrected.

    The tagger is trained without the body, then taught by each of its documents in turn, and
    scored on the others; bodies of one document are left out.
    """
    drawn = [lesson_of(example) for example in examples()]
    lessons = {one.file: lesson_of(one.example) for one in documents}
    for body in sorted({one.body for one in documents}):
        own = [one for one in documents if one.body == body]
        if len(own) < 2:
            continue
        chain = train(drawn, [lessons[one.file] for one in documents if one.body != body])
        untaught = {one.file: _scored([one], chain) for one in own}
        before, after = Score(), Score()
        for teacher in own:
            others = [one for one in own if one is not teacher]
            own_chain = teach([lessons[teacher.file]], chain)
            after = after.plus(_scored(others, own_chain, OWN_LIKELY))
            for one in others:
                before = before.plus(untaught[one.file])
        corrections = sum(one.corrections for one in untaught.values())
        yield Taught(body, len(own), corrections, before, after)


def learn(documents: Sequence[Labelled], path: Path = MODEL) -> int:
    """Train the tagger on drawn minutes and all ``documents``, into ``path``; return its bytes.

    Raises:
        SetError: there are no documents.
    """
    if not documents:
        raise SetError("There are no labelled minutes to learn from.")
    drawn = [lesson_of(example) for example in examples()]
    real: list[Lesson] = [lesson_of(one.example) for one in documents]
    kept = train(drawn, real).as_bytes()
    # The old one is used until the new one is whole.
    made = path.with_name(f"{path.name}.new")
    made.write_bytes(kept)
    made.replace(path)
    return len(kept)


def _scored(documents: Sequence[Labelled], chain: Chain, least: float | None = None) -> Score:
    score = Score()
    with tagging_by(chain) if least is None else tagging_by(chain, least):
        for one in documents:
            score.add(one.labels, one.register())
    return score

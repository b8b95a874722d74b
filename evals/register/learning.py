"""The tagger of decisions trained on labelled minutes, and scored on bodies not seen."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from corpus.decisions import MODEL, Lesson, examples, lesson_of, tagging_by, train
from evals.model import SetError
from evals.register.labelled import Labelled
from evals.register.scoring import Score


def scored_by_body(documents: Sequence[Labelled]) -> Iterator[tuple[str, Score]]:
    """Yield each body with how well its minutes are read by a tagger trained without them.

    The drawn minutes teach each of these taggers too.
    """
    drawn = [lesson_of(example) for example in examples()]
    lessons = {one.file: lesson_of(one.example) for one in documents}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        for at, body in enumerate(sorted({one.body for one in documents})):
            others = [lessons[one.file] for one in documents if one.body != body]
            model = path / f"{at}.crf"
            train([*drawn, *others], model)
            yield body, _scored([one for one in documents if one.body == body], model)


def learn(documents: Sequence[Labelled], path: Path = MODEL) -> int:
    """Train the tagger on drawn minutes and all ``documents``, into ``path``; return its bytes.

    Raises:
        SetError: there are no documents.
    """
    if not documents:
        raise SetError("There are no labelled minutes to learn from.")
    drawn = [lesson_of(example) for example in examples()]
    real: list[Lesson] = [lesson_of(one.example) for one in documents]
    train([*drawn, *real], path)
    return path.stat().st_size


def _scored(documents: Sequence[Labelled], model: Path) -> Score:
    score = Score()
    with tagging_by(model):
        for one in documents:
            score.add(one.labels, one.register())
    return score

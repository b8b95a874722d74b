"""One run of a set that asks over several collections of papers, a data folder each."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from evals.model import Run
from evals.run.ablate import Opened
from evals.run.runner import run_set
from evals.sets import Question, QuestionSet


def run_over(
    folders: Mapping[str, Path],
    questions: QuestionSet,
    open_assistant: Callable[[Path], Opened],
    name: str = "",
    progress: Callable[[Iterable[Question]], Iterable[Question]] = iter,
) -> Run:
    """Ask of each data folder, by the name of its collection, the questions over it; as one run.

    What names no collection is asked of the first; results stand in the order of the set.
    Folders are opened one after the other, so that one model is loaded at a time. ``name``
    and ``progress`` are as in :func:`run_set`. Raises what ``open_assistant`` and asking raise.

    Raises:
        SetError: nothing is asked over one of the collections.
    """
    whole = questions.over(*folders)
    runs = []
    for part, folder in zip(questions.parts(*folders), folders.values(), strict=True):
        with closing(open_assistant(folder)) as assistant:
            runs.append(run_set(assistant, part, name, progress))
    results = {result.id: result for run in runs for result in run.results}
    hashed = "\n".join(f"{key} {run.corpus}" for key, run in zip(folders, runs, strict=True))
    return replace(
        runs[0],
        name=name or whole.name,
        sets=whole.name,
        questions=whole.fingerprint(),
        corpus=hashlib.sha256(hashed.encode()).hexdigest()[:12],
        papers=sum(run.papers for run in runs),
        results=tuple(results[question.id] for question in whole.questions),
    )

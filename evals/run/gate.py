"""The gate: the project's own sets must not fall significantly below its baseline.

The baseline is one file, committed beside the code: every question's score by
every measure, with the fingerprints of set and papers that it was measured on.
A set or papers that have changed since close the gate until it is measured anew,
because scores of different questions cannot be compared.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.model import typed
from evals.measure import FIDELITY, MEASURES, SIGNIFICANT, paired_p
from evals.model import BaselineError, Run
from evals.run.files import write_file
from evals.run.indexing import index_papers
from evals.run.runner import run_set
from evals.sets import read_sets
from retrieval.assistant import Assistant
from retrieval.model import Settings

_HERE = Path(__file__).resolve().parents[1]
BASELINE = _HERE / "baseline.json"
SETS = tuple(_HERE / "sets" / name for name in ("sample.jsonl", "everyday.jsonl", "people.jsonl"))
PAPERS = _HERE.parent / "corpus" / "sample"
_FORMAT = 2
_AGAIN = f"if that is meant, run {typed('evals baseline')} and commit the file"


@dataclass(frozen=True, slots=True)
class Baseline:
    """What the sample set scored when it was last looked at by a person.

    ``scores`` are by question id, then by measure. ``at`` is an ISO timestamp in UTC; the
    others are the hashes of a :class:`Run`.
    """

    at: str
    fingerprint: str
    questions: str
    corpus: str
    scores: dict[str, dict[str, float]]


def baseline_file() -> Path:
    """Return the baseline of this checkout, to be written anew.

    Raises:
        BaselineError: Minutebook is installed, so that a baseline could not be committed.
    """
    if not (_HERE.parent / "pyproject.toml").is_file():
        message = "the baseline belongs to a checkout of Minutebook; name a file with --out"
        raise BaselineError(message)
    return BASELINE


def measure_sample(folder: Path | None = None) -> Run:
    """Index the sample papers afresh and ask the sets on them; default settings, no environment.

    ``folder`` receives the data; None uses a temporary folder.

    Raises:
        SampleError: a sample paper does not go in.
        SetError: the sample set cannot be used.
    """
    if folder is None:
        with tempfile.TemporaryDirectory(prefix="minutebook-") as made:
            return measure_sample(Path(made))
    settings = Settings.model_construct(data=folder)
    questions = read_sets(SETS)
    index_papers(PAPERS, settings)
    with closing(Assistant.open(settings)) as assistant:
        return run_set(assistant, questions, "sample")


def write_baseline(run: Run, path: Path) -> None:
    """Write a run as the baseline.

    Raises:
        BaselineError: a question failed, or a quote does not stand on its page.
        WritingError: the file cannot be written.
    """
    broken = tuple(_absolute(run))
    if broken:
        raise BaselineError(f"not written: {'; '.join(broken)}")
    rows = {
        result.id: {score.measure: _rounded(score.value) for score in result.scores}
        for result in run.results
    }
    header = {
        "format": _FORMAT,
        "at": run.at,
        "fingerprint": run.fingerprint.text,
        "questions": run.questions,
        "corpus": run.corpus,
    }
    text = json.dumps({**header, "scores": rows}, indent=1, ensure_ascii=False)
    write_file(path, text + "\n")


def read_baseline(path: Path = BASELINE) -> Baseline:
    """Read the baseline.

    Raises:
        BaselineError: it is missing or is none.
    """
    try:
        raw: Any = json.loads(path.read_text(encoding="utf-8"))
        if raw.pop("format") != _FORMAT:
            raise ValueError(f"not format {_FORMAT}")
        return Baseline(**raw)
    except OSError as error:
        message = f"{path}: no baseline ({error.strerror}); run {typed('evals baseline')}"
        raise BaselineError(message) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BaselineError(f"{path}: is no baseline ({error}); {_AGAIN}") from error


def gate_faults(run: Run, baseline: Baseline) -> tuple[str, ...]:
    """Return one sentence for everything that keeps the gate shut; empty when it is open.

    Each measure is compared by the paired randomisation test over the questions
    that both scored by it; a fall with p < 0.05 shuts the gate. So do a failed
    question, a quote that is not on its page, and a set or papers that are not
    those of the baseline.
    """
    return (*_changed(run, baseline), *_absolute(run), *_falls(run, baseline))


def _changed(run: Run, baseline: Baseline) -> Iterator[str]:
    if run.questions != baseline.questions:
        yield f"the sample set has changed since the baseline: {_AGAIN}"
    if run.corpus != baseline.corpus:
        yield f"the sample papers have changed since the baseline: {_AGAIN}"


def _absolute(run: Run) -> Iterator[str]:
    for result in run.results:
        if result.response.error:
            yield f"{result.id} failed: {result.response.error}"
            continue
        fidelity = result.score(FIDELITY)
        if fidelity is not None and fidelity.value < 1:
            yield f"{result.id}: a quote does not stand on the page it cites"


def _falls(run: Run, baseline: Baseline) -> Iterator[str]:
    for measure in MEASURES:
        before, after = _paired(run, baseline, measure.name)
        change = sum(after) - sum(before)
        worse = change < 0 if measure.higher_is_better else change > 0
        p = paired_p(before, after) if worse else 1.0
        if p < SIGNIFICANT:
            yield (
                f"{measure.name} fell from {sum(before) / len(before):.3f} to "
                f"{sum(after) / len(after):.3f} (p = {p:.3f}, {len(before)} questions)"
            )


def _paired(run: Run, baseline: Baseline, measure: str) -> tuple[list[float], list[float]]:
    """Return both runs' scores by ``measure``, question by question.

    Where only one of the two was scored (a refusal quotes nothing, so it has no
    fidelity), the question says nothing about the measure.
    """
    pairs = [
        (baseline.scores[result.id][measure], _rounded(score.value))
        for result in run.results
        if (score := result.score(measure)) is not None
        and measure in baseline.scores.get(result.id, {})
    ]
    return [before for before, _ in pairs], [after for _, after in pairs]


def _rounded(value: float) -> float:
    """Round as the baseline is written, so that a score never differs from itself."""
    return round(value, 6)

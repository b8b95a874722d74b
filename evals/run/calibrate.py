"""Fit when to refuse: a logistic model over :class:`retrieval.asking.sufficiency.Support`.

Every answerable question that would be answered rightly is an example of support,
every unanswerable one of its lack; an answerable question whose gold pages are taken
out of the hits is a near miss, and counts a little. What is answered wrongly for other
reasons teaches nothing. The threshold is set so that no more than a chosen share of
those answered rightly is refused. Each set is also judged by a model that never saw
it, which is the figure to believe.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from corpus.model import Scope
from evals.measure import says_all
from evals.model import SetError
from evals.run.files import write_file
from evals.sets import Expect, Question, QuestionSet
from retrieval.asking import AGAINST, DESCRIPTIONS, FEATURES, Answerer, Composed
from retrieval.model import Hit, Turn

if TYPE_CHECKING:
    from retrieval.assistant import Assistant

# A question whose pages were taken out is an artificial near miss.
_NEAR_MISS_WEIGHT = 0.1
_UNANSWERABLE_WEIGHT = 2.0
_REGULARISATION = 1.0
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Examples:
    """Features of shape (examples, features); whether answerable, and weights, of (examples,)."""

    features: Floats
    answerable: npt.NDArray[np.bool_]
    weights: Floats

    @property
    def asked(self) -> npt.NDArray[np.bool_]:
        """Which are questions as they were asked, no artificial near misses.

        Of shape (examples,).
        """
        return self.weights > _NEAR_MISS_WEIGHT


@dataclass(frozen=True)
class Held:
    """How a set fares under a model that never saw it.

    ``refused`` is the share of unanswerable questions that are refused, ``wrongly_refused``
    that of the answerable; 0 where there are none.
    """

    name: str
    refused: float
    wrongly_refused: float


def examples(assistant: Assistant, questions: QuestionSet) -> Examples:
    """Compose an answer to every question and measure its support, with and without gold.

    Questions that want a reply without search, or have no word to search for, are left out.
    Raises what asking raises, and besides:

    Raises:
        SetError: no question is left.
    """
    rows: list[tuple[float, ...]] = []
    answerable: list[bool] = []
    weights: list[float] = []
    answerer = Answerer(assistant.catalogue)
    names = {paper.id: paper.file_name for paper in assistant.catalogue.papers()}
    for question in questions.questions:
        if question.expect is Expect.REPLY:
            continue
        found = assistant.find(question.question, Scope(), _history(assistant, question))
        if found is None:
            continue
        composed = answerer.compose(found)
        right = _answers(question, composed)
        if right or not question.answerable:
            rows.append(astuple(composed.support))
            answerable.append(right)
            weights.append(1.0 if right else _UNANSWERABLE_WEIGHT)
        rest = tuple(hit for hit in found.hits if not _on_gold(question, hit, names))
        if len(rest) < len(found.hits):
            near = answerer.compose(replace(found, hits=rest))
            if not _cites_gold(question, near):
                rows.append(astuple(near.support))
                answerable.append(False)
                weights.append(_NEAR_MISS_WEIGHT)
    if not rows:
        raise SetError(f"{questions.name}: no question of it can be fitted to; add some that can")
    return Examples(np.asarray(rows), np.asarray(answerable), np.asarray(weights))


def fit(sets: Sequence[Examples], refused_at_most: float) -> tuple[float, Floats]:
    """Return bias and weights, shape (features,), of the refusal model.

    Its probability is 0.5 where the share ``refused_at_most``, from 0 to 1, of the answerable
    is refused. A logistic regression with a ridge penalty, whose evidence is bound in sign.

    Raises:
        SetError: only one of answerable and unanswerable examples is there.
    """
    if not _can_be_fitted(sets):
        raise SetError("fitting needs both questions that have an answer and such as have none")
    return _fitted(sets, refused_at_most)


def _fitted(sets: Sequence[Examples], refused_at_most: float) -> tuple[float, Floats]:
    features = np.vstack([one.features for one in sets])
    answerable = np.concatenate([one.answerable for one in sets])
    weights = np.concatenate([one.weights for one in sets])
    mean, spread = features.mean(axis=0), features.std(axis=0) + 1e-6
    coefficients = _logistic((features - mean) / spread, answerable, weights) / spread
    totals = features[answerable] @ coefficients
    return -float(np.quantile(totals, refused_at_most)), coefficients


def _can_be_fitted(sets: Sequence[Examples]) -> bool:
    return {True, False} <= {bool(one) for each in sets for one in each.answerable}


def _logistic(scaled: Floats, answerable: npt.NDArray[np.bool_], weights: Floats) -> Floats:
    """Return logistic weights (features,), ridge-penalised and bound in sign.

    Evidence can only speak for an answer and a lack of it only against: without
    the bound, a small set teaches that well met words are a bad sign.
    """
    target = answerable.astype(np.float64)

    def loss(guess: Floats) -> tuple[float, Floats]:
        total = scaled @ guess[1:] + guess[0]
        error = weights * (1 / (1 + np.exp(-total)) - target)
        value = float(weights @ (np.logaddexp(0, total) - target * total))
        slope = np.concatenate([[error.sum()], scaled.T @ error + 2 * _REGULARISATION * guess[1:]])
        return value + _REGULARISATION * float(guess[1:] @ guess[1:]), slope

    bounds = [(None, None), *(_bound(name) for name in FEATURES)]
    start = np.zeros(len(bounds))
    found: Floats = minimize(loss, start, jac=True, bounds=bounds, method="L-BFGS-B").x
    return found[1:]


def _bound(name: str) -> tuple[float | None, float | None]:
    if name in DESCRIPTIONS:
        return None, None
    return (None, 0.0) if name in AGAINST else (0.0, None)


def held_out(sets: Mapping[str, Examples], refused_at_most: float) -> tuple[Held, ...]:
    """Judge each set by a model fitted to the others; none where these cannot be fitted to.

    ``refused_at_most`` is the share, from 0 to 1, of answerable questions to refuse.
    """
    result = []
    for name, one in sets.items():
        others = [other for key, other in sets.items() if key != name]
        if not _can_be_fitted(others):
            continue
        bias, weights = _fitted(others, refused_at_most)
        refused = one.features @ weights + bias < 0
        unanswerable = one.asked & ~one.answerable
        result.append(Held(name, _share(refused[unanswerable]), _share(refused[one.answerable])))
    return tuple(result)


def write_calibration(path: Path, bias: float, weights: Floats, about: str) -> None:
    """Write the model where :mod:`retrieval.asking.sufficiency` reads it.

    ``weights`` are of shape (features,), in the order of its ``FEATURES``; of them and of
    ``bias`` four decimals are kept.

    Raises:
        WritingError: ``path`` cannot be written.
    """
    rounded = {name: round(float(w), 4) for name, w in zip(FEATURES, weights, strict=True)}
    whole = {"about": about, "bias": round(bias, 4), "weights": rounded}
    write_file(path, json.dumps(whole, indent=2) + "\n")


def _answers(question: Question, composed: Composed) -> bool:
    """Whether what would be said cites a right page and says every fact."""
    said = "\n".join([composed.lead, *(one.text for one in composed.statements)])
    return _cites_gold(question, composed) and says_all(question.facts, said)


def _cites_gold(question: Question, composed: Composed) -> bool:
    cited = {(one.paper, one.page) for said in composed.statements for one in said.citations}
    return bool(cited & question.gold_pages)


def _on_gold(question: Question, hit: Hit, names: Mapping[str, str]) -> bool:
    paper = names[hit.passage.paper_id]
    return bool(question.gold_pages & {(paper, page) for page in hit.passage.pages})


def _history(assistant: Assistant, question: Question) -> tuple[Turn, ...]:
    turns: list[Turn] = []
    for earlier in question.history:
        turns.append(Turn(earlier, assistant.ask(earlier, Scope(), tuple(turns))))
    return tuple(turns)


def _share(values: npt.NDArray[np.bool_]) -> float:
    return float(values.mean()) if len(values) else 0.0

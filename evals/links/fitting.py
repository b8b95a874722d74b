"""Fit how likely a link is to links that people have judged, and judge it on other bodies.

A place (the papers of an item, a minute, a row) counts once, by the mention in it that the
weights so far find likeliest; so weights are fitted a few times over. The likelihood from which
a link is shown is that which finds most while links of bodies are shown precisely enough by
weights that have seen none of theirs.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from evals.links.measuring import Candidate, Figures, Seen, Verdict, measure
from evals.model import SetError
from evals.run import write_file
from retrieval.matters import SIGNS, Linked, Model, fitted, once

# The share of what is shown of bodies left out, all together, that must be right.
_PRECISION = 0.9
_REGULARISATION = 1.0
_ROUNDS = 4
_UNLINKED = "bodies without links"
# Signs that may speak for or against: which kind the later mention is, and the time between.
_BOUNDS = {
    "years": (None, 0.0),
    "decision": (None, None),
    "item": (None, None),
    "row": (None, None),
    "parts: begins": (None, None),
    "parts: years": (None, 0.0),
    "parts: decision": (None, None),
    "parts: others": (None, 0.0),
    "parts: minuted": (None, None),
}
# An officer is asked about links from this share of the likelihood on.
_POSSIBLE = 0.4
_THRESHOLDS = np.arange(0.2, 0.96, 0.05)
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """The judged decisions of a body, and weights that have seen no link of it."""

    own: tuple[Seen, ...]
    model: Model

    def figures(self, shown: float) -> Figures:
        """Count what is found of them where links are shown from likelihood ``shown`` on."""
        return measure(self.own, _shown_from(self.model, shown))


def fit(
    seen: Sequence[Seen], left: Mapping[str, LeftOut] | None = None, start: Model | None = None
) -> Model:
    """Return the model fitted to judged links, beginning with the kept weights.

    ``left`` is what :func:`left_out` returns of them, for who has it.

    Raises:
        SetError: nothing in them is right, or nothing wrong; or nothing of all bodies but one.
    """
    model = _weighed(seen, start or fitted())
    return _shown_from(model, threshold(left or left_out(seen)))


def left_out(seen: Sequence[Seen]) -> Mapping[str, LeftOut]:
    """Return the decisions of each body with a model fitted to those of all others.

    Bodies of whose decisions nothing came are one.

    Raises:
        SetError: the links of all bodies but one are none, or all right.
    """
    linked = {one.judged.body for one in seen if one.judged.later}
    folds: dict[str, list[Seen]] = {}
    for one in seen:
        body = one.judged.body
        folds.setdefault(body if body in linked else _UNLINKED, []).append(one)
    found = {}
    for name, own in folds.items():
        others = [one for other, held in folds.items() if other != name for one in held]
        found[name] = LeftOut(tuple(own), _weighed(others, fitted()))
    return found


def threshold(left: Mapping[str, LeftOut]) -> float:
    """Return the likelihood, from 0 to 1, that finds most and is precise enough on them."""
    figures = [_sum(one.figures(float(t)) for one in left.values()) for t in _THRESHOLDS]
    enough = [at for at, one in enumerate(figures) if one.precision >= _PRECISION]
    return float(_THRESHOLDS[max(enough, key=lambda at: figures[at].recall, default=-1)])


def held_out(left: Mapping[str, LeftOut]) -> Mapping[str, Figures]:
    """Return figures by body, shown from the likelihood that :func:`threshold` chooses."""
    shown = threshold(left)
    return {name: one.figures(shown) for name, one in left.items()}


def write_model(path: Path, model: Model, how: str) -> None:
    """Write a model as JSON.

    Raises:
        WritingError: the file cannot be written.
    """
    kept = {
        "how": how,
        "weights": {name: round(w, 3) for name, w in zip(SIGNS, model.weights, strict=True)},
        "begins": round(model.begins, 3),
        "shown": round(model.shown, 3),
        "possible": round(model.possible, 3),
    }
    write_file(path, json.dumps(kept, indent=2) + "\n")


def _weighed(seen: Sequence[Seen], model: Model) -> Model:
    """Return weights fitted to links, from ``model`` on; what is shown is not chosen yet.

    What is wrong between parts of minutes is wrong for other papers too, and is told to both
    weighings; what is right there is often told by signs that only parts have.
    """
    for _ in range(_ROUNDS):
        told = [c for one in seen for c in _each_place(one, model)]
        wrong = [c for c in told if c.signs.part and c.verdict is Verdict.WRONG]
        values = [c.signs.values() for c in told]
        values += [replace(c.signs, part=0.0).values() for c in wrong]
        right = [c.verdict is Verdict.RIGHT for c in told] + [False for _ in wrong]
        if all(right) or not any(right):
            raise SetError("links to fit to must be right and wrong, both")
        weights, begins = _logistic(np.array(values, float), np.array(right, bool))
        model = Model(tuple(weights), begins, 0.5, 0.5)
    return model


def _shown_from(model: Model, shown: float) -> Model:
    return replace(model, shown=shown, possible=shown * _POSSIBLE)


def _sum(several: Iterable[Figures]) -> Figures:
    total = Figures()
    for one in several:
        total = total.plus(one)
    return total


def _each_place(one: Seen, model: Model) -> list[Candidate]:
    likelihoods = one.alone(model)
    told = [
        (c, likelihood)
        for c, likelihood in zip(one.candidates, likelihoods, strict=True)
        if c.verdict is not Verdict.EITHER and not c.signs.numbered
    ]
    held = {id(c.mention): c for c, _ in told}
    links = [Linked(c.mention, float(likelihood)) for c, likelihood in told]
    return [held[id(link.mention)] for link in once(links)]


def _logistic(rows: Floats, right: npt.NDArray[np.bool_]) -> tuple[list[float], float]:
    """Fit by least loss with an L2 penalty; ``rows`` are of shape (links, signs)."""
    wanted = np.where(right, 1.0, -1.0)
    size = rows.shape[1]

    def loss(values: Floats) -> tuple[float, Floats]:
        margins = wanted * (rows @ values[:size] + values[size])
        gradient = -wanted / (1 + np.exp(np.clip(margins, -60, 60)))
        penalty = _REGULARISATION * values[:size]
        of_values = np.append(gradient @ rows + penalty, gradient.sum())
        return (
            float(np.logaddexp(0, -margins).sum() + 0.5 * penalty @ values[:size]),
            of_values,
        )

    # What speaks for a link may count for nothing, never against it.
    bounds = [_BOUNDS.get(name, (0.0, None)) for name in SIGNS] + [(None, None)]
    found = minimize(loss, np.zeros(size + 1), jac=True, method="L-BFGS-B", bounds=bounds).x
    return [float(v) for v in found[:size]], float(found[size])

"""Fit how likely a link is to links that people have judged, and judge it on other bodies.

A place (the papers of an item, a minute, a row) counts once, by the mention in it that the
weights so far find likeliest; so weights are fitted a few times over. The likelihood from which
a link is shown is the lowest at which the links it was fitted to are shown precisely enough.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from evals.links.measuring import Candidate, Figures, Seen, Verdict, measure
from evals.model import SetError
from evals.run import write_file
from retrieval.matters import SIGNS, Linked, Model, fitted, once

# More than the .9 that is asked for, as other bodies' links are found less precisely.
_PRECISION = 0.93
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


def fit(seen: Sequence[Seen], start: Model | None = None) -> Model:
    """Return the model fitted to judged links, beginning with the kept weights.

    Raises:
        SetError: nothing in them is right, or nothing wrong.
    """
    model = start or fitted()
    for _ in range(_ROUNDS):
        told = [c for one in seen for c in _each_place(one, model)]
        rows = np.array([c.signs.values() for c in told], float)
        right = np.array([c.verdict is Verdict.RIGHT for c in told], bool)
        if not right.any() or right.all():
            raise SetError("links to fit to must be right and wrong, both")
        weights, begins = _logistic(rows, right)
        model = Model(tuple(weights), begins, 0.5, 0.5)
    return _with_threshold(model, seen)


def held_out(seen: Sequence[Seen]) -> Mapping[str, Figures]:
    """Return figures by body, each by a model that has seen no link of that body.

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
        found[name] = measure(own, fit(others))
    return found


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


def _with_threshold(model: Model, seen: Sequence[Seen]) -> Model:
    """Return ``model`` with the likelihood to show from that finds most and is precise enough."""
    models = [replace(model, shown=float(t), possible=float(t) * _POSSIBLE) for t in _THRESHOLDS]
    figures = [measure(seen, one) for one in models]
    enough = [at for at, one in enumerate(figures) if one.precision >= _PRECISION]
    return models[max(enough, key=lambda at: figures[at].recall, default=-1)]

"""Fits the model of :mod:`corpus.access.likely` to lines drawn of the wordings in ``likely.toml``.

``python -m corpus.access.fitting`` judges every family of wordings by a model that never
saw it, and prints the share of its lines that are likely; with ``--write`` it keeps the
weights of a model of all families.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from corpus.access.likely import WEIGHTS, Place, features_of, tables

# Lines drawn of each wording, in each place of its family; and the seed they are drawn by.
_DRAWN, _SEED = 3, 7
_REGULARISATION = 1.0
# A line is likely from this probability on: by judgement, of what open papers may lose.
LEAST = 0.5
_DIGITS = 3
_SLOT = re.compile(r"\{(\w+)\}")
_TITLED = re.compile(r"(?<!['’])\b[a-z]\w{3,}")
_LONGEST_TITLE = 10
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """A line in a place, of a family of wordings that close or do not."""

    family: str
    line: str
    place: Place
    closes: bool


def examples() -> tuple[Example, ...]:
    """Draw lines of every family, the same ones each time."""
    chance = random.Random(_SEED)
    drawn: dict[Example, None] = {}
    for kind in ("closes", "opens"):
        for name, family in tables()[kind].items():
            for place in map(Place, family["places"]):
                for wording in family["lines"]:
                    for _ in range(_DRAWN):
                        line = _styled(_drawn(wording, chance), chance)
                        drawn[Example(f"{kind}.{name}", line, place, kind == "closes")] = None
    return tuple(drawn)


def _drawn(wording: str, chance: random.Random) -> str:
    return _SLOT.sub(lambda slot: chance.choice(tables()["slots"][slot[1]]), wording)


def _styled(line: str, chance: random.Random) -> str:
    style = chance.random()
    if style < 0.3:
        return line.upper()
    if style < 0.4:
        return f"({line})"
    if style < 0.5 and not line[:1].isdecimal():
        return f"{chance.randint(1, 20)}. {line[:1].upper()}{line[1:]}"
    # As headings are written: all but small words with a capital.
    if style < 0.65 and len(line.split()) < _LONGEST_TITLE:
        return _TITLED.sub(lambda word: word.group().capitalize(), line)
    return line[:1].upper() + line[1:]


def fit(known: Sequence[Example]) -> Mapping[str, float]:
    """Return weights by feature, of least loss with an L2 penalty; families count alike."""
    held = [features_of(one.line, one.place) for one in known]
    told = [(features, one) for features, one in zip(held, known, strict=True) if features]
    names = sorted({name for features, _ in told for name in features})
    at = {name: column for column, name in enumerate(names)}
    rows = np.zeros((len(told), len(names)))
    for row, (features, _) in zip(rows, told, strict=True):
        row[[at[name] for name in features]] = 1.0
    sign = np.array([1.0 if one.closes else -1.0 for _, one in told])
    sizes = {one.family: 0 for _, one in told}
    for _, one in told:
        sizes[one.family] += 1
    weight = np.array([len(told) / len(sizes) / sizes[one.family] for _, one in told])

    def loss(weights: Floats) -> tuple[float, Floats]:
        margins = sign * (rows @ weights)
        share = weight * sign / (1 + np.exp(np.clip(margins, -50, 50)))
        value = weight @ np.logaddexp(0, -margins) + _REGULARISATION / 2 * weights @ weights
        return float(value), -(rows.T @ share) + _REGULARISATION * weights

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B")
    return {name: round(float(found.x[at[name]]), _DIGITS) for name in names}


def chance_of(weights: Mapping[str, float], one: Example) -> float:
    """Return the probability that an example closes, by ``weights``; 0 if nothing tells."""
    features = features_of(one.line, one.place)
    total = sum(weights.get(name, 0.0) for name in features)
    return float(1 / (1 + np.exp(-total))) if features else 0.0


def held_out(known: Sequence[Example]) -> Mapping[str, float]:
    """Return by family the share of its lines that are likely to a model that never saw it."""
    found = {}
    for family in dict.fromkeys(one.family for one in known):
        weights = fit([one for one in known if one.family != family])
        own = [one for one in known if one.family == family]
        found[family] = sum(chance_of(weights, one) >= LEAST for one in own) / len(own)
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Print how every family fares when it is left out, or keep the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="keep the weights of all families")
    if parser.parse_args(arguments).write:
        kept = {"least": LEAST, "weights": {k: w for k, w in fit(examples()).items() if w}}
        WEIGHTS.write_text(json.dumps(kept, indent=0) + "\n", encoding="utf-8")
        return 0
    for family, share in held_out(examples()).items():
        print(f"{family:<22}{share:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

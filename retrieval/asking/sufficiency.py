"""Whether the papers answer the question: evidence of the answer itself.

Search scores tell little: a near miss scores as high as an answer. So this asks
what an answer must have: the question's own words together in one place, the
kind of thing asked for beside them, the period asked for, and several ways of
searching that agree. A logistic model, fitted by ``python -m evals calibrate``,
weighs it all.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from functools import cache
from pathlib import Path

import numpy as np

from corpus.language import find_dates
from corpus.model import Passage, PassageKind
from retrieval.model import Constants, Hit, Intent
from retrieval.question import Query, is_stop_word, share_met, topic_words, undated_words
from retrieval.ranking import NUMBERS, Evidence, Floats, Wanted, holds, holds_in, wanted
from retrieval.search import Found

_WEIGHTS_FILE = Path(__file__).with_name("calibration.json")
_AGREEING = ("late", "lexical", "page", "dense", "unit", "exact")


@dataclass(frozen=True, slots=True)
class Support:
    """What speaks for answering, in features of about 0 to 1.

    ``share``, ``unit``: late interaction of the best passage and the best unit.
    ``weakest``, ``weakest_rare``: the worst met word of the question in the first
    passage, of all its words and of its rarer half. ``kind_*``: the same shares
    for passages and units that hold the kind of answer asked for, and how far
    they fall behind the best; ``kind_first``: the first hits' best units hold it.
    ``period``: the period asked for stands in the first passages. ``covered``:
    the question's words found there letter by letter. ``agreeing``: the signals
    that put the first hit first. ``decided_quoted`` holds for questions about outcomes
    alone: the share of the topic's words that one of the first outcomes holds.
    ``unmet`` is the share of the words' weight that stands nowhere in the best passage,
    its context or its paper's title; ``unrecorded`` that only the register could answer and
    does not; ``unknown`` that a word of the question is in no paper (:func:`words_unknown`).
    ``carried`` says that the question is asked of what a chat is about. ``kind_told``,
    ``kind_near`` and
    ``period_told`` measure the statements that are to be given (see
    :mod:`retrieval.asking.told`): 1 where no such kind or period is asked for. ``untold`` says
    that a figure, sum, day or name is asked for and they tell none, or one of another thing
    or time.
    The others say what was asked for.
    """

    share: float = 0.0
    unit: float = 0.0
    weakest: float = 0.0
    weakest_rare: float = 0.0
    kind_share: float = 0.0
    kind_gap: float = 0.0
    kind_unit: float = 0.0
    kind_unit_gap: float = 0.0
    kind_first: float = 0.0
    period: float = 0.0
    covered: float = 0.0
    agreeing: float = 0.0
    score: float = 0.0
    keywords: float = 0.0
    person: float = 0.0
    money: float = 0.0
    number: float = 0.0
    percentage: float = 0.0
    day: float = 0.0
    decided: float = 0.0
    decided_quoted: float = 0.0
    carried: float = 0.0
    unmet: float = 0.0
    unrecorded: float = 0.0
    unknown: float = 0.0
    kind_told: float = 0.0
    kind_near: float = 0.0
    period_told: float = 0.0
    untold: float = 0.0


FEATURES = tuple(field.name for field in fields(Support))
# Features that say what was asked for; and those that speak against an answer.
DESCRIPTIONS = frozenset(
    ("keywords", "person", "money", "number", "percentage", "day", "decided", "carried")
)
AGAINST = frozenset(("kind_gap", "kind_unit_gap", "unmet", "unrecorded", "unknown", "untold"))


def support(found: Found) -> Support:
    """Measure how well the first hits support an answer; all zeros without hits."""
    shown = found.constants.sufficiency.shown
    listed = [
        (hit, found.evidence[hit.passage.id])
        for hit in found.hits[:shown]
        if found.evidence.get(hit.passage.id)
    ]
    if not listed:
        return Support()
    query, question = found.query, found.question
    kind = wanted(query)
    if kind is Wanted.REASON:
        # Many a reason is given without a word that says so: it is looked for, not insisted on.
        kind = Wanted.ANYTHING
    matches = [np.max([e.matches for e in units], axis=0) for _, units in listed]
    shares = [question.share(m) for m in matches]
    having = [holds_in(kind, hit.passage) for hit, _ in listed]
    units = [e for _, of_hit in listed for e in of_hit]
    best_unit = max(e.score for e in units)
    kind_share = max((s for s, has in zip(shares, having, strict=True) if has), default=0.0)
    kind_unit = max((_kind_unit(kind, hit, of_hit) for hit, of_hit in listed), default=0.0)
    weakest, weakest_rare = _weakest(found, matches[0])
    covered = max(_covered(undated_words(query), hit.passage, query) for hit, _ in listed)
    decided = float(query.intent is Intent.RESOLUTION)
    return Support(
        share=max(shares),
        unit=best_unit,
        weakest=weakest,
        weakest_rare=weakest_rare,
        kind_share=kind_share,
        kind_gap=max(shares) - kind_share,
        kind_unit=kind_unit,
        kind_unit_gap=best_unit - kind_unit,
        kind_first=float(_kind_first(kind, listed, having[0])),
        period=_period(found, [hit for hit, _ in listed[:3]]),
        covered=covered,
        agreeing=_agreeing(listed[0][0], found.constants),
        score=listed[0][0].score / 3,
        keywords=float(query.intent is Intent.ANY and len(query.words) <= 4),
        person=float(kind is Wanted.PERSON),
        money=float(kind is Wanted.MONEY),
        number=float(kind in NUMBERS),
        percentage=float(kind is Wanted.SHARE),
        day=float(kind is Wanted.DATE),
        decided=decided,
        decided_quoted=decided * _topic_decided(query, [hit for hit, _ in listed[:3]]),
        carried=float(bool(query.carried or query.matter)),
        unknown=float(bool(words_unknown(found))),
        unmet=min(_unmet(found, hit) for hit, _ in listed),
    )


def words_unknown(found: Found) -> tuple[str, ...]:
    """Return the words of a question that no paper has and the first hit does not mean either.

    "Muck" is none where the first passage tells of droppings: its tokens come near enough.
    """
    asked = found.query.unknown
    units = found.evidence.get(found.hits[0].passage.id) if asked and found.hits else None
    if not units:
        return asked
    matches = np.max([unit.matches for unit in units], axis=0)
    met = {
        word
        for word, start, end in found.question.words
        if start < end <= len(matches)
        and matches[start:end].mean() >= found.constants.sufficiency.meant
    }
    return tuple(word for word in asked if word not in met)


def confidence(measured: Support) -> float:
    """Return the calibrated probability, 0 to 1, that the first hits answer the question."""
    bias, weights = _calibration()
    total = bias + sum(w * v for w, v in zip(weights, astuple(measured), strict=True))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


@cache
def _calibration() -> tuple[float, tuple[float, ...]]:
    raw = json.loads(_WEIGHTS_FILE.read_text(encoding="utf-8"))
    # A feature added since the last fit weighs nothing until the next one.
    return float(raw["bias"]), tuple(float(raw["weights"].get(name, 0.0)) for name in FEATURES)


def _weakest(found: Found, matches: Floats) -> tuple[float, float]:
    """Return the worst met content word in a passage: of all, and of the rarer half."""
    weights = found.question.weights
    listed = [w for w in found.question.words if w[2] > w[1] and w[2] <= len(weights)]
    telling = [w for w in listed if not is_stop_word(w[0])] or listed
    if not telling:
        return 0.0, 0.0
    met = np.asarray([matches[start:end].mean() for _, start, end in telling])
    rarity = np.asarray([weights[start:end].mean() for _, start, end in telling])
    rare = rarity >= np.median(rarity)
    return float(met.min()), float(met[rare].min())


def _unmet(found: Found, hit: Hit) -> float:
    """Return the share of the weight of the question's own words that a hit does not hold."""
    weights = found.question.weights
    listed = [w for w in found.question.words if w[1] < w[2] <= len(weights)]
    telling = [w for w in listed if not is_stop_word(w[0]) and not w[0].isdigit()]
    total = sum(float(weights[start:end].mean()) for _, start, end in telling)
    if not total:
        return 0.0
    passage, paper = hit.passage, found.papers[hit.passage.paper_id]
    said = " ".join(
        (
            passage.labelled or passage.text,
            passage.context,
            paper.title,
            paper.committee or "",
            paper.letterhead,
        )
    )
    met = sum(
        float(weights[start:end].mean())
        for word, start, end in telling
        if share_met((word,), said, found.query)
    )
    return 1.0 - met / total


def _kind_unit(kind: Wanted, hit: Hit, units: Sequence[Evidence]) -> float:
    """Return the score of the best unit with the kind of thing asked for.

    Where the header or heading of a row makes its bare numbers sums, its cells say it together.
    """
    row = hit.passage.kind is PassageKind.ROW
    whole = row and kind is Wanted.MONEY and holds_in(kind, hit.passage)
    return max((e.score for e in units if whole or holds(kind, e.unit.text)), default=0.0)


def _kind_first(
    kind: Wanted, listed: Sequence[tuple[Hit, tuple[Evidence, ...]]], first_has: bool
) -> bool:
    if listed[0][0].passage.kind is PassageKind.ROW and first_has:
        return True
    best = [sorted(units, key=lambda e: -e.score)[:2] for _, units in listed[:2]]
    return any(holds(kind, e.unit.text) for units in best for e in units)


def _period(found: Found, hits: Sequence[Hit]) -> float:
    """Return 1 where a period asked for is met, 0.5 where its year stands, else 0."""
    longest = found.constants.sufficiency.long_days
    asked = [p for p in found.query.periods if (p.until - p.since).days <= longest]
    if not asked:
        return 1.0
    best = 0.0
    for hit in hits:
        text = f"{hit.passage.context}\n{hit.passage.labelled or hit.passage.text}"
        day = found.day(hit.passage)
        said = [(one.since, one.until) for one in find_dates(text)]
        if day:
            said.append((day, day))
        for period in asked:
            if any(a <= period.until and b >= period.since for a, b in said):
                return 1.0
            if day and period.told_in(text, day):
                return 1.0
            if {str(period.since.year), str(period.until.year)} & set(re.findall(r"\d{4}", text)):
                best = 0.5
    return best


def _topic_decided(query: Query, hits: Sequence[Hit]) -> float:
    """Return the share of the topic's words in the outcome that holds most of them."""
    topic = topic_words(query)
    outcomes = [h.passage for h in hits if h.passage.kind is PassageKind.RESOLUTION]
    if not topic:
        return float(bool(outcomes))
    return max((_covered(topic, passage, query) for passage in outcomes), default=0.0)


def _covered(words: Sequence[str], passage: Passage, query: Query) -> float:
    """Return the share of ``words`` that stand in the passage, as typed or as papers put them."""
    return share_met(words, f"{passage.text} {passage.context}", query)


def _agreeing(hit: Hit, constants: Constants) -> float:
    given, weights = dict(hit.signals), constants.signals.as_mapping()
    share = constants.sufficiency.agreeing
    agree = [given.get(name, 0.0) > share * weights[name] for name in _AGREEING]
    return sum(agree) / len(agree)

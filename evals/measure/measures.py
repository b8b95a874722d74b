"""The measures, each between 0 and 1.

A question that failed or came back empty takes the worst score of every measure
that applies to it, and is never left out. Page measures are the standard ones of
ir_measures, over (paper, page) with the first appearance counting.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import ir_measures
from ir_measures import RR, Measure, Qrel, ScoredDoc, Success, nDCG

from evals.measure.people import (
    DIRECT,
    MISLEADING,
    RIGHT,
    SHOWN,
    WITHHELD,
    people_scores,
)
from evals.model import Outcome, Page, Response, Score
from evals.sets import Expect, Question

Pools = tuple[frozenset[Page], ...]


@dataclass(frozen=True, slots=True)
class MeasureInfo:
    """A measure's name, its short heading, and which way is better."""

    name: str
    heading: str
    higher_is_better: bool = True


HITS = (1, 3, 5, 10)
POOLS = (5, 10)
MRR, NDCG = "MRR@10", "nDCG@10"
CITATION_PRECISION, CITATION_RECALL = "citation precision", "citation recall"
FACTS, FIDELITY = "fact recall", "quote fidelity"
REFUSAL, WRONGLY_REFUSED = "refusal", "wrongly refused"
STATEMENT_PRECISION, STATEMENT_RECALL = "statement precision", "statement recall"
STATED_FACTS, UNSUPPORTED = "stated facts", "unsupported share"

# Of what the person who asked got; they apply to every question.
PEOPLE_MEASURES = (
    *(MeasureInfo(name, name) for name in (RIGHT, DIRECT, SHOWN)),
    *(MeasureInfo(name, name, higher_is_better=False) for name in (MISLEADING, WITHHELD)),
)
PAGE_MEASURES = (
    *(MeasureInfo(f"hit@{k}", f"hit@{k}") for k in HITS),
    MeasureInfo(MRR, "MRR"),
    MeasureInfo(NDCG, "nDCG"),
    *(MeasureInfo(f"pools@{k}", f"pools@{k}") for k in POOLS),
)
ANSWER_MEASURES = (
    MeasureInfo(CITATION_PRECISION, "cit. prec."),
    MeasureInfo(CITATION_RECALL, "cit. rec."),
    MeasureInfo(FACTS, "facts"),
    MeasureInfo(FIDELITY, "fidelity"),
    MeasureInfo(REFUSAL, "refusal"),
    MeasureInfo(WRONGLY_REFUSED, "wrongly ref.", higher_is_better=False),
)
# Of what a language model writes; they apply only where one is in use.
STATEMENT_MEASURES = (
    MeasureInfo(STATEMENT_PRECISION, "st. prec."),
    MeasureInfo(STATEMENT_RECALL, "st. rec."),
    MeasureInfo(STATED_FACTS, "st. facts"),
    MeasureInfo(UNSUPPORTED, "unsupp.", higher_is_better=False),
)
MEASURES = PEOPLE_MEASURES + PAGE_MEASURES + ANSWER_MEASURES + STATEMENT_MEASURES
BY_NAME = {measure.name: measure for measure in MEASURES}

# nDCG looks at so many pages.
_DEEP = 10
_STANDARD: dict[Measure, str] = {Success @ k: f"hit@{k}" for k in HITS} | {RR @ 10: MRR}


def score(question: Question, response: Response) -> tuple[Score, ...]:
    """Score one response by every measure that applies to the question, each from 0 to 1."""
    scores = [*people_scores(question, response)]
    if question.expect is Expect.NONE:
        refused = response.outcome not in (Outcome.ANSWERED, Outcome.FAILED)
        scores.append(Score(REFUSAL, float(refused)))
    elif question.answerable:
        scores += [*_page_scores(question, response.pages), *_answer_scores(question, response)]
        if response.modelled:
            scores += _statement_scores(question, response)
    return (*scores, *_fidelity(response), *_unsupported(response))


def fold(pages: Sequence[Page], limit: int | None = None) -> tuple[Page, ...]:
    """Keep the first appearance of every page, the first ``limit`` of them."""
    return tuple(dict.fromkeys(pages))[:limit]


def _page_scores(question: Question, pages: Sequence[Page]) -> Iterator[Score]:
    ranked = fold(pages)
    qrels = [Qrel("q", _name(page), 1) for page in question.gold_pages]
    for measure, value in _calculate(list(_STANDARD), qrels, _ranking(map(_name, ranked))):
        yield Score(_STANDARD[measure], value)
    yield Score(NDCG, ndcg(question.pools, ranked))
    for k in POOLS:
        yield Score(f"pools@{k}", float(all(pool & set(ranked[:k]) for pool in question.pools)))


def ndcg(pools: Pools, ranked: Sequence[Page]) -> float:
    """Return nDCG@10, from 0 to 1, where a page gains the pools that it is the first to meet.

    The ideal ranking meets every pool as early as can be (chosen greedily), so an
    alternative of a pool already met neither gains nor counts as missed. With one
    gold page a pool and no page in two pools this is the usual nDCG with gains 1
    (Järvelin and Kekäläinen, TOIS 2002). ``pools`` has one at least.
    """
    gains = [_gains(pools, ranked[:_DEEP]), _gains(pools, _ideal(pools))]
    # One set of judgements for both rankings: the norm is the same and cancels.
    rankings = [[f"{which}.{at}" for at in range(len(found))] for which, found in enumerate(gains)]
    qrels = [
        Qrel("q", name, gain)
        for names, found in zip(rankings, gains, strict=True)
        for name, gain in zip(names, found, strict=True)
    ]
    (_, mine), (_, ideal) = (
        _calculate([nDCG @ _DEEP], qrels, _ranking(names))[0] for names in rankings
    )
    return mine / ideal


def _gains(pools: Pools, ranked: Sequence[Page]) -> list[int]:
    unmet, gains = list(pools), []
    for page in ranked:
        gains.append(sum(page in pool for pool in unmet))
        unmet = [pool for pool in unmet if page not in pool]
    return gains


def _ideal(pools: Pools) -> list[Page]:
    unmet, ideal = list(pools), list[Page]()
    pages = sorted(frozenset[Page]().union(*pools))
    while unmet:
        best = max(pages, key=lambda page: sum(page in pool for pool in unmet))
        ideal.append(best)
        unmet = [pool for pool in unmet if best not in pool]
    return ideal


def _name(page: Page) -> str:
    return f"{page[1]}|{page[0]}"


def _ranking(names: Iterator[str] | Sequence[str]) -> list[ScoredDoc]:
    return [ScoredDoc("q", name, -float(rank)) for rank, name in enumerate(names)]


def _calculate(
    measures: list[Measure], qrels: list[Qrel], ranking: list[ScoredDoc]
) -> list[tuple[Measure, float]]:
    found = ir_measures.iter_calc(measures, qrels, ranking)
    return [(metric.measure, float(metric.value)) for metric in found]


def _answer_scores(question: Question, response: Response) -> Iterator[Score]:
    cited = {(citation.paper, citation.page) for citation in response.citations}
    right = cited & question.gold_pages
    pools = question.pools
    answered = response.outcome is Outcome.ANSWERED
    yield Score(CITATION_PRECISION, len(right) / len(cited) if cited else 0.0)
    yield Score(CITATION_RECALL, sum(bool(pool & cited) for pool in pools) / len(pools))
    if question.facts:
        # A refusal says nothing, even where it repeats the words of the question.
        yield Score(FACTS, float(answered and says_every(question.facts, response.text)))
    # Failing to answer an answerable question is as bad as refusing it.
    yield Score(WRONGLY_REFUSED, float(not answered))


def _statement_scores(question: Question, response: Response) -> Iterator[Score]:
    """Yield how well a model's statements are cited, each by itself, and the facts they say.

    A question that got no statement takes the worst score, as everywhere.
    """
    stated, gold, pools = response.stated, question.gold_pages, question.pools
    shares = [len(gold & set(one.pages)) / len(one.pages) for one in stated if one.pages]
    yield Score(STATEMENT_PRECISION, sum(shares) / len(stated) if stated else 0.0)
    cited = {page for one in stated for page in one.pages}
    yield Score(STATEMENT_RECALL, sum(bool(pool & cited) for pool in pools) / len(pools))
    if question.facts:
        said = " ".join(one.text for one in stated)
        yield Score(STATED_FACTS, float(says_every(question.facts, said)))


def _unsupported(response: Response) -> Iterator[Score]:
    """Yield the share of a model's statements that were dropped, weighted by how many it wrote."""
    written = len(response.stated) + response.dropped
    if written:
        yield Score(UNSUPPORTED, response.dropped / written, float(written))


def _fidelity(response: Response) -> Iterator[Score]:
    """Yield the share of quotes that stand on their page, weighted by how many there are.

    Those shown where there is no clear answer count like those of one. An answer without any
    quote scores 0; a refusal and a reply without search claim nothing and have no score.
    """
    outcome, quotes = response.outcome, response.citations
    if outcome is Outcome.CLOSEST:
        quotes += response.closest
    if quotes:
        share = sum(citation.verbatim for citation in quotes) / len(quotes)
        yield Score(FIDELITY, share, float(len(quotes)))
    elif outcome not in (Outcome.REFUSED, Outcome.REPLIED):
        yield Score(FIDELITY, 0.0)


def says_every(facts: Sequence[Sequence[str]], text: str) -> bool:
    """Tell whether ``text`` says every fact, each in any one of its spellings."""
    return not missing_facts(facts, text)


def missing_facts(facts: Sequence[Sequence[str]], text: str) -> tuple[str, ...]:
    """Return the facts that ``text`` says in none of their spellings, by their first one."""
    said = normalise(text)
    return tuple(
        fact[0] for fact in facts if not any(_says(said, normalise(word)) for word in fact)
    )


_QUOTES = str.maketrans({**dict.fromkeys("‘’‚‛′`´", "'"), **dict.fromkeys("“”„‟″", '"'), "£": None})
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")


def normalise(text: str) -> str:
    """Lower-case, fold white space, drop thousands separators and ``£``, straighten quotes."""
    plain = _THOUSANDS.sub("", text.translate(_QUOTES))
    return " ".join(plain.lower().split())


def _says(said: str, spelling: str) -> bool:
    """Find ``spelling``, but not within a longer number: "15" does not say "5"."""
    before = r"(?<!\d)" if spelling[:1].isdigit() else ""
    after = r"(?!\d)" if spelling[-1:].isdigit() else ""
    return bool(spelling) and re.search(before + re.escape(spelling) + after, said) is not None

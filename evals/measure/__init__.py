"""The measures, their figures and intervals, and what differs between two runs."""

from __future__ import annotations

from evals.measure.compare import Comparison, Difference, compare_runs
from evals.measure.measures import (
    ANSWER_MEASURES,
    BY_NAME,
    CITATION_PRECISION,
    CITATION_RECALL,
    FACTS,
    FIDELITY,
    MEASURES,
    MRR,
    NDCG,
    PAGE_MEASURES,
    REFUSAL,
    STATEMENT_MEASURES,
    WRONGLY_REFUSED,
    MeasureInfo,
    fold,
    missing_facts,
    score,
)
from evals.measure.quotes import Papers, QuoteChecker
from evals.measure.shortfall import shortfalls
from evals.measure.significance import SIGNIFICANT, Estimate, paired_p
from evals.measure.summary import Group, summarise
from evals.measure.validate import GoldFault, gold_faults

__all__ = [
    "ANSWER_MEASURES",
    "BY_NAME",
    "CITATION_PRECISION",
    "CITATION_RECALL",
    "FACTS",
    "FIDELITY",
    "MEASURES",
    "MRR",
    "NDCG",
    "PAGE_MEASURES",
    "REFUSAL",
    "SIGNIFICANT",
    "STATEMENT_MEASURES",
    "WRONGLY_REFUSED",
    "Comparison",
    "Difference",
    "Estimate",
    "GoldFault",
    "Group",
    "MeasureInfo",
    "Papers",
    "QuoteChecker",
    "compare_runs",
    "fold",
    "gold_faults",
    "missing_facts",
    "paired_p",
    "score",
    "shortfalls",
    "summarise",
]

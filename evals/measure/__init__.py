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
    PEOPLE_MEASURES,
    REFUSAL,
    STATEMENT_MEASURES,
    WRONGLY_REFUSED,
    MeasureInfo,
    fold,
    missing_facts,
    score,
)
from evals.measure.moved import Moved, moved_questions
from evals.measure.people import DIRECT, MISLEADING, RIGHT, WITHHELD, says_all
from evals.measure.quotes import Papers, QuoteChecker
from evals.measure.shortfall import shortfalls
from evals.measure.significance import SIGNIFICANT, Estimate, paired_p
from evals.measure.summary import By, Group, summarise, summarise_by
from evals.measure.validate import GoldFault, gold_faults

__all__ = [
    "ANSWER_MEASURES",
    "BY_NAME",
    "CITATION_PRECISION",
    "CITATION_RECALL",
    "DIRECT",
    "FACTS",
    "FIDELITY",
    "MEASURES",
    "MISLEADING",
    "MRR",
    "NDCG",
    "PAGE_MEASURES",
    "PEOPLE_MEASURES",
    "REFUSAL",
    "RIGHT",
    "SIGNIFICANT",
    "STATEMENT_MEASURES",
    "WITHHELD",
    "WRONGLY_REFUSED",
    "By",
    "Comparison",
    "Difference",
    "Estimate",
    "GoldFault",
    "Group",
    "MeasureInfo",
    "Moved",
    "Papers",
    "QuoteChecker",
    "compare_runs",
    "fold",
    "gold_faults",
    "missing_facts",
    "moved_questions",
    "paired_p",
    "says_all",
    "score",
    "shortfalls",
    "summarise",
    "summarise_by",
]

"""What each measure means, for whoever reads the tables of a run."""

from __future__ import annotations

from collections.abc import Sequence

from evals.model import Run
from ui.language import N_, _

# How measures are called in the tables, in their order, and what they say. Those of a kind
# ("hit@1", "hit@5") are told once, by what stands before the "@".
_MEANS = {
    "right": N_(
        "answered with every fact and a right page; not answered where the papers "
        "hold nothing; replied to where a reply is wanted"
    ),
    "direct": N_("right, with every fact in the first lines"),
    "shown": N_("right, or to be read in what was quoted"),
    "misleading": N_(
        "answered with something else, or though the papers hold nothing (fewer is better)"
    ),
    "withheld": N_("neither answered nor shown, though the papers answer it (fewer is better)"),
    "hit": N_("a right page is among so many that were found first"),
    "MRR": N_(
        "one divided by the rank of the first right page: 1 for the first, 0.5 for the second"
    ),
    "nDCG": N_("how early all right pages come, compared with the best order that there could be"),
    "pools": N_("every part of the answer has a right page among so many"),
    "citation precision": N_("the share of pages cited that are right ones"),
    "citation recall": N_("the share of right pages that are cited"),
    "fact recall": N_("the share of facts that the answer says"),
    "quote fidelity": N_("the share of quotes that stand on their page word for word"),
    "refusal": N_("not answered, of questions that no paper answers"),
    "wrongly refused": N_("not answered, of questions that the papers answer (fewer is better)"),
    "statement precision": N_("the share of pages cited by a language model that are right ones"),
    "statement recall": N_("the share of right pages that a language model cites"),
    "stated facts": N_("the share of facts that a language model says"),
    "unsupported share": N_(
        "statements of a language model that its sources do not bear out (fewer is better)"
    ),
}

# The column of the comparison that is no measure of a run.
_P = N_(
    "of two runs compared (paired test): how likely chance alone makes a difference this large; "
    "under 0.05 it is hardly chance"
)


def glossary(runs: Sequence[Run]) -> dict[str, list[str]]:
    """Return as a table what the measures of ``runs`` mean; those that none has are left out.

    What "p" is comes last.
    """
    scores = (score for run in runs for result in run.results for score in result.scores)
    names = {score.measure.split("@")[0] for score in scores}
    told = {name: means for name, means in _MEANS.items() if name in names}
    means = [_(means) for means in (*told.values(), _P)]
    return {_("Measure"): [*map(_called, told), "p"], _("Means"): means}


def _called(name: str) -> str:
    return f"{name}@…" if name in ("hit", "MRR", "nDCG", "pools") else name

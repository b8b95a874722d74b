"""Questions about what is to be decided: the words find the item, its report form answers."""

from __future__ import annotations

from corpus.forms import KEY_DECISION, PURPOSE, RECOMMENDATIONS
from corpus.types import Passage, PassageKind
from retrieval.query import Query
from retrieval.scoring import added
from retrieval.types import Hit, Intent

# What answers "what are we asked to decide?", the likeliest field of a form first.
ASKED = (RECOMMENDATIONS, PURPOSE)
_ABOVE = 0.05


def lifted_forms(query: Query, hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """Where the question asks what is to be decided, put an item's answer above its topic.

    The words of the question find the item; what members are asked to decide
    there stands in its report form, often in words of its own.
    """
    if query.intent is not Intent.DECISION_ASKED:
        return hits
    labels = (KEY_DECISION,) if "key decision" in query.text.lower() else ASKED
    forms = [hit for hit in hits if hit.passage.kind is PassageKind.FORM]
    lifts: dict[str, float] = {}
    for hit in hits:
        own = [f for f in forms if _same_report(f.passage, hit.passage)]
        answers = (f for label in labels for f in own if label in (f.passage.labelled or ""))
        answer = next(answers, None)
        if answer is not None:
            lifts.setdefault(answer.passage.id, hit.score - answer.score + _ABOVE)
    return added(hits, "form", [max(lifts.get(hit.passage.id, 0.0), 0.0) for hit in hits])


def _same_report(form: Passage, passage: Passage) -> bool:
    """Whether a form passage belongs to the report that a passage stands in."""
    if form.paper_id != passage.paper_id or form.item != passage.item:
        return False
    return form.item is not None or form.pages[0] <= passage.pages[0]

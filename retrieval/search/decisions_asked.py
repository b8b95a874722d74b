"""Questions about what is to be decided: the words find the item, its report form answers."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.model import FormName, Passage, PassageKind, Span
from retrieval.model import DEFAULT, Hit, Intent, Ranking
from retrieval.question import Query
from retrieval.ranking import added

# What answers "what are we asked to decide?", the likeliest field of a form first.
ASKED = (FormName.RECOMMENDATIONS, FormName.PURPOSE)
# The pieces of one answer of a form stand on pages that follow each other.
_NEXT_PAGE = 1


def is_answer_to(form: Passage, label: str) -> bool:
    """Whether a form passage holds the answer to a question of the form, or a part of it.

    A long answer is cut in pieces that stand under its name.
    """
    return label in (form.labelled or "") or label in form.headings


def whole_field(form: Passage, paper: Sequence[Passage]) -> tuple[Span, ...]:
    """Return the spans of the whole answer that a form passage is a piece of.

    ``paper`` are the passages of its paper in reading order; of a passage that is
    no piece the spans are its own.
    """
    forms = [one for one in paper if one.kind is PassageKind.FORM]
    at = next((at for at, one in enumerate(forms) if one.id == form.id), None)
    if form.labelled or at is None:
        return form.spans
    first, last = at, at
    while first > 0 and _goes_on(forms[first - 1], forms[first]):
        first -= 1
    while last + 1 < len(forms) and _goes_on(forms[last], forms[last + 1]):
        last += 1
    return tuple(span for piece in forms[first : last + 1] for span in piece.spans)


def lifted_forms(
    query: Query, hits: tuple[Hit, ...], constants: Ranking = DEFAULT.ranking
) -> tuple[Hit, ...]:
    """Where the question asks what is to be decided, put an item's answer above its topic.

    The words of the question find the item; what members are asked to decide
    there stands in its report form, often in words of its own.
    """
    if query.intent is not Intent.DECISION_ASKED:
        return hits
    labels = (FormName.KEY_DECISION,) if "key decision" in query.text.lower() else ASKED
    forms = [hit for hit in hits if hit.passage.kind is PassageKind.FORM]
    lifts: dict[str, float] = {}
    for hit in hits:
        own = [f for f in forms if _same_report(f.passage, hit.passage, forms)]
        answers = (f for label in labels for f in own if is_answer_to(f.passage, label))
        answer = next(answers, None)
        if answer is not None:
            lift = hit.score - answer.score + constants.form_above
            lifts.setdefault(answer.passage.id, lift)
    return added(hits, "form", [max(lifts.get(hit.passage.id, 0.0), 0.0) for hit in hits])


def _same_report(form: Passage, passage: Passage, forms: Sequence[Hit]) -> bool:
    """Whether a form passage belongs to the report that a passage stands in.

    Where a paper has no items, what it recommends may stand at its end; another
    report's head between the two parts them.
    """
    if form.paper_id != passage.paper_id or form.item != passage.item:
        return False
    begins, ends = passage.pages[0], form.pages[0]
    if form.item is not None or ends <= begins:
        return True
    return not any(
        FormName.TITLE in (hit.passage.labelled or "") and begins < hit.passage.pages[0] <= ends
        for hit in forms
        if hit.passage.paper_id == form.paper_id
    )


def _goes_on(piece: Passage, after: Passage) -> bool:
    """Whether two pieces are of the same answer."""
    same = piece.item == after.item and piece.headings == after.headings
    near = after.pages[0] - piece.pages[-1] <= _NEXT_PAGE
    return same and near and not (piece.labelled or after.labelled)

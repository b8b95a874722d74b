"""Who moved a decision and who seconded it, as the register records it."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.answer.quoting import Quoter
from retrieval.answer.register_fits import WHOLE, Fit, Recorded, line_of, recording
from retrieval.question import Query


def movers(fits: Sequence[Fit], query: Query, quoter: Quoter) -> Recorded | None:
    """Return who moved and seconded what fits best; None where none records it.

    Raises as :class:`Quoter`.
    """
    kept = recording([fit for fit in fits if fit.said.moved_spans or fit.said.mover], query)
    if kept is None:
        return None
    said = kept.said
    # Where the words of the decision name its mover, no line of its own does.
    line, whole = quoter.recorded(said, said.moved_spans), quoter.resolved(said)
    if whole is None:
        return None
    named = [
        f"{name} ({role})"
        for name, role in ((said.mover, "mover"), (said.seconder, "seconder"))
        if name
    ]
    lead = " · ".join((", ".join(named), line_of(said))) if named else ""
    told = (line, whole) if line else (whole,)
    return Recorded(told, kept.of_matter or kept.share >= WHOLE, lead)

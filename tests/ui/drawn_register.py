"""Decisions drawn for the register, and the lines in which its page lists them."""

from __future__ import annotations

from datetime import date

from streamlit.testing.v1 import AppTest

from corpus.model import OutcomeClass, Resolution, Span


def decided(title: str, text: str = "that it be approved", day: int = 1) -> Resolution:
    """Return a decision of the Cabinet on this day of May 2024."""
    return Resolution(
        paper_id="a" * 64,
        item="4",
        number="12",
        title=title,
        text=text,
        outcome="Resolved:",
        outcome_class=OutcomeClass.RESOLVED,
        committee="Cabinet",
        date=date(2024, 5, day),
        spans=(Span(3, 10, 29 + day),),
    )


def lines(app: AppTest) -> list[str]:
    """Return the lines of the register as the page shows them."""
    assert not app.exception
    return [one.label.replace("\\", "") for one in app.expander if ":small[" in one.label]

"""What of an answer's own words another language says anew, for tests: all between ‹ and ›."""

from __future__ import annotations

import prompts


def marked(text: str) -> str:
    """Return a text with each message in it marked; what was printed stands unmarked."""
    return prompts.spoken(
        text,
        lambda message: f"‹{message}›",
        lambda one, several, number: f"‹{one if number == 1 else several}›",
    )

"""Who is looking: roles, sign-in, and the one place that says what they may see and do."""

from __future__ import annotations

from ui.people.access import ForbiddenError, demand, stand_guard, visitor, while_allowed
from ui.people.signing_in import forget_what_is_closed, shows_too_much, sign_in_line

__all__ = [
    "ForbiddenError",
    "demand",
    "forget_what_is_closed",
    "shows_too_much",
    "sign_in_line",
    "stand_guard",
    "visitor",
    "while_allowed",
]

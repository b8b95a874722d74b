"""Who is looking: roles, sign-in, and the one place that says what they may see and do."""

from __future__ import annotations

from ui.people.access import (
    ForbiddenError,
    demand,
    own_mail,
    stand_guard,
    visitor,
    while_allowed,
)
from ui.people.browsers import Guard
from ui.people.owners import Owner, owner
from ui.people.signing_in import forget_what_is_closed, shows_too_much, sign_in_line
from ui.people.telling import told

__all__ = [
    "ForbiddenError",
    "Guard",
    "Owner",
    "demand",
    "forget_what_is_closed",
    "own_mail",
    "owner",
    "shows_too_much",
    "sign_in_line",
    "stand_guard",
    "told",
    "visitor",
    "while_allowed",
]

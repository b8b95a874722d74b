"""What can be done in the app beyond reading, and how the end of it is told."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from corpus.model import Outcome


class Action(StrEnum):
    """What changes something, or shows what is not for everybody; reading needs none of these."""

    ADD = "add papers"
    CORRECT = "correct papers"
    COLLECT = "change collections"
    MASK = "mask words"
    REMOVE = "remove papers"
    FETCH = "fetch papers"
    STOP = "stop changes of papers"
    REGISTER = "correct the register"
    EVALUATE = "see and run evaluations"
    JUDGE = "judge answers"
    EARLIER = "read what earlier versions of papers said"


# Called at the end of a change, with its outcomes and the kind of error if it failed.
Ended = Callable[[tuple[Outcome, ...], str], None]
# Called before a change: raises for a visitor who may not, and returns what to call at its end.
Permit = Callable[[Action], Ended]

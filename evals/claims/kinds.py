"""What a kind of made statement is: its maker, what it cites, and whether it was held back."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum

from evals.claims.stored import Stored

Maker = Callable[[Stored, Stored, random.Random], Iterator[str]]


class Cites(Enum):
    """What a statement cites beside the sentence that it is made of."""

    NOTHING = "nothing"
    NEXT = "the sentence after it"
    OTHER = "the other sentence"


@dataclass(frozen=True, slots=True)
class Kind:
    """A maker of statements; ``held`` where the check was made without a look at them."""

    maker: Maker
    cites: Cites = Cites.NOTHING
    held: bool = False
    named: str = ""

    @property
    def name(self) -> str:
        """What it does, in words."""
        return self.named or self.maker.__name__.replace("_", " ")

"""What each ranking signal is worth: one set asked with several choices of signals."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from typing import Protocol

from evals.model import Run
from evals.run.runner import Assistant, run_set
from evals.sets import QuestionSet
from retrieval.model import Settings

DENSE, LEXICAL = "dense", "lexical"


class Opened(Assistant, Protocol):
    """What answers, and is to be closed: :class:`retrieval.assistant.Assistant`, or the like."""

    def close(self) -> None: ...


def variants(
    signals: Sequence[str], *, without: bool = False
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return (name, signals) of every variant, from one signal alone to all of them.

    ``signals`` are all that the search knows; ``dense`` and ``lexical`` find
    passages, the others only order what was found. ``without`` adds all but one,
    for every one that orders.
    """
    fused = tuple(name for name in (DENSE, LEXICAL) if name in signals)
    rerank = tuple(name for name in signals if name not in fused)
    return (
        *((f"{name} only", (name,)) for name in fused),
        ("fused", fused),
        *((f"fused + {name}", (*fused, name)) for name in rerank),
        ("all", tuple(signals)),
        *(
            (f"all − {name}", tuple(kept for kept in signals if kept != name))
            for name in (rerank if without else ())
        ),
    )


def ablate_set(
    settings: Settings,
    questions: QuestionSet,
    open_assistant: Callable[[Settings], Opened],
    *,
    without: bool = False,
) -> list[tuple[str, Run]]:
    """Return (name, run) of every variant of the signals that the search knows.

    See :func:`variants`. Each assistant is closed when it has answered. Raises what
    ``open_assistant`` and asking raise.
    """
    from retrieval.search import SIGNALS

    found = []
    for name, chosen in variants(SIGNALS, without=without):
        with closing(open_assistant(settings.model_copy(update={"signals": chosen}))) as assistant:
            found.append((name, run_set(assistant, questions, name)))
    return found

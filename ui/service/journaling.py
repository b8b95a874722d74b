"""What the app writes into the log: a line for each question, change and sign-in."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from corpus.model import Outcome
from retrieval.model import Answer, StoppedError
from retrieval.operation import Asker, Journal, Stop
from ui.service.actions import Action
from ui.service.seam import backend


def journal() -> Journal:
    """Return the log of this process; its lines go to standard error too."""
    return Journal(backend().settings, aloud=True)


def noted(
    question: str, who: Asker, work: Callable[[Stop], Iterator[Answer]]
) -> Callable[[Stop], Iterator[Answer]]:
    """Return ``work``, which answers ``question``, with a line in the log when it ends.

    For the page that begins the work; the work itself may run in any thread,
    and may be closed before its end.
    """
    log = journal()

    def run(stop: Stop) -> Iterator[Answer]:
        started = time.perf_counter()
        answer: Answer | None = None
        trouble, stopped = "", True
        try:
            for answer in work(stop):
                yield answer
            stopped = False
        except StoppedError:
            raise
        except Exception as error:  # noted by its kind, and handled by whoever asked
            trouble, answer, stopped = type(error).__name__, None, False
            raise
        finally:
            spent = 1000 * (time.perf_counter() - started)
            log.asked(question, answer, who, milliseconds=spent, trouble=trouble, stopped=stopped)

    return run


def changing(what: Action, who: Asker) -> Callable[[tuple[Outcome, ...], str], None]:
    """Return what notes the end of a change: its outcomes, and the kind of error if it failed."""
    log = journal()

    def note(outcomes: tuple[Outcome, ...], trouble: str) -> None:
        removed = 1 if what is Action.REMOVE and not trouble else 0
        log.changed(what.value, outcomes, who, removed=removed, trouble=trouble)

    return note

"""An evaluation run started from its page: one at a time, for the whole process.

It runs in a thread of its own, so that it goes on when the page is reloaded or
closed, and whoever opens the page next sees how far it is.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.model import CorpusError, whence
from evals.model import EvalError
from evals.run import Assistant, run_set, save_run
from evals.sets import Question, QuestionSet, read_sets
from retrieval.model import RetrievalError
from ui.language import N_
from ui.service import Action

_LOG = logging.getLogger(__name__)
_SETS = Path(__file__).resolve().parents[2] / "evals" / "sets"


class _StoppedError(Exception):
    """Whoever started the run does not want the rest of it."""


@dataclass(frozen=True, slots=True)
class Measurement:
    """How far a run is: ``asked`` of ``questions``, and the one asked ``now``.

    ``kept`` is the file it was kept in, ``error`` why it was not.
    """

    name: str
    questions: int
    asked: int = 0
    now: str = ""
    kept: str = ""
    error: str = ""
    done: bool = False


class Measuring:
    """The runs of one process; each is kept in ``folder`` when it ends.

    ``permit`` is asked each time something is to be done, and raises when
    whoever asks may not do it.
    """

    def __init__(self, folder: Path, permit: Callable[[Action], object]) -> None:
        self._folder = folder
        self._permit = permit
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._run: Measurement | None = None

    @property
    def run(self) -> Measurement | None:
        """The run under way, or the last that ended; None before the first."""
        return self._run

    @property
    def busy(self) -> bool:
        """Whether a run is under way."""
        return self._run is not None and not self._run.done

    def start(
        self,
        assistant: Assistant,
        paths: Sequence[Path],
        within: Callable[[QuestionSet], QuestionSet] = lambda questions: questions,
    ) -> bool:
        """Start asking the sets at ``paths``; False if another run is under way.

        ``within`` limits them to a collection of papers; without it all are asked.

        Raises:
            SetError: a set cannot be used, or asks nothing that the collection answers.
            CollectionError: there is no such collection.
            ForbiddenError: this visitor may not.
        """
        self._permit(Action.EVALUATE)
        questions = within(read_sets(paths))
        with self._lock:
            if self.busy:
                return False
            self._stop.clear()
            self._run = Measurement(questions.name, len(questions.questions))
        work = threading.Thread(
            target=self._work, args=(assistant, questions), name="measuring", daemon=True
        )
        work.start()
        return True

    def stop(self) -> None:
        """End the run after the question that is being asked; nothing of it is kept.

        Raises:
            ForbiddenError: this visitor may not.
        """
        self._permit(Action.EVALUATE)
        self._stop.set()

    def _work(self, assistant: Assistant, questions: QuestionSet) -> None:
        try:
            found = run_set(assistant, questions, progress=self._counted)
            self._change(kept=save_run(found, self._folder).stem)
        except _StoppedError:
            self._change(error=N_("Stopped. Nothing of this run is kept."))
        except (EvalError, CorpusError, RetrievalError, OSError) as error:
            self._change(error=str(error))
        except Exception as error:  # a defect: into the log, and shown, never lost
            _LOG.error("an evaluation run failed: %s", whence(error))
            self._change(error=f"{type(error).__name__}: {error}")
        finally:
            self._change(done=True, now="")

    def _counted(self, questions: Iterable[Question]) -> Iterator[Question]:
        for at, question in enumerate(questions):
            if self._stop.is_set():
                raise _StoppedError
            self._change(asked=at, now=question.question)
            yield question
            self._change(asked=at + 1)

    def _change(self, **changes: object) -> None:
        with self._lock:
            if self._run is not None:
                self._run = replace(self._run, **changes)  # type: ignore[arg-type]


def sets_at_hand(*own: Path) -> tuple[Path, ...]:
    """Return the sets that can be asked: those that come along, and of ``own`` what there is.

    Judged links (``links-*.jsonl``) stand beside them and ask nothing.
    """
    shipped = [one for one in sorted(_SETS.glob("*.jsonl")) if not one.name.startswith("links-")]
    return (*shipped, *(one for one in own if one.is_file() and one.stat().st_size))


def lacking(questions: QuestionSet, papers: Iterable[str]) -> tuple[str, ...]:
    """Return the papers, by file name, that a set asks about and the catalogue does not hold."""
    held = set(papers)
    wanted = {gold.paper for question in questions.questions for gold in question.gold}
    return tuple(sorted(wanted - held))

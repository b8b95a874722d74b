"""Many people asking at once: errors, mixed-up chats, waiting, memory.

Every person is a thread with a chat of its own, as in the app, and asks the chats
of a set over and over. Each was asked alone beforehand, so an answer that took
anything from another's chat shows as a different answer.
"""

from __future__ import annotations

import os
import random
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from corpus.model import Access, Scope
from evals.run import Assistant
from evals.sets import Question
from retrieval.model import Answer, Turn

# The part of the time that memory has to be steady in: the last four minutes of five.
_STEADY_SHARE = 0.8
STEADY = 0.05
# How long people may take for their last question after the time is up, in seconds.
_LAST = 120.0
_SAMPLED = 1.0
_PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")
Reply = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Load:
    """What came of it. ``waits`` are in milliseconds, ``memory`` is in MB, one value a second.

    ``seconds`` is how long it took. ``failed`` and ``mixed`` say what went wrong, a sentence
    each: errors, and answers of another chat; ``stuck`` counts people without their last answer.
    """

    people: int
    seconds: float
    waits: tuple[float, ...]
    failed: tuple[str, ...]
    mixed: tuple[str, ...]
    stuck: int
    memory: tuple[float, ...]

    @property
    def asked(self) -> int:
        """How many questions were answered or failed."""
        return len(self.waits) + len(self.failed)

    def wait(self, percent: float) -> float:
        """Return the milliseconds that ``percent`` (0 to 100) of the answers took at most.

        0 without any.
        """
        return float(np.percentile(self.waits, percent)) if self.waits else 0.0

    @property
    def swing(self) -> float:
        """How far memory went from its middle in the last four fifths, as a share of it."""
        late = self.memory[-max(1, round(len(self.memory) * _STEADY_SHARE)) :]
        low, high = min(late), max(late)
        return (high - low) / (high + low)

    @property
    def sound(self) -> bool:
        """Whether nobody met an error or another's chat, all ended, and memory stayed."""
        return not (self.failed or self.mixed or self.stuck) and self.swing <= STEADY


def measure_load(
    assistant: Assistant,
    questions: Sequence[Question],
    people: int,
    seconds: float,
    pause: float = 0.0,
    told: Callable[[str], None] = lambda _: None,
) -> Load:
    """Let ``people`` ask the chats of ``questions`` for ``seconds``.

    Each thinks for about ``pause`` seconds between two questions. ``told`` hears
    what is being done.
    """
    clearance = Access.EXEMPT if assistant.settings.exempt else Access.PUBLIC
    assistant.warm()
    told(f"asking {len(questions)} chats alone, to know their answers")
    chats = [_Chat(one, one.filters.scope(clearance)) for one in questions]
    alone = [tuple(map(_reply, chat.ask(assistant))) for chat in chats]
    told(f"{people} people ask for {seconds:.0f} seconds")
    crowd = _Crowd(assistant, chats, alone, time.monotonic() + seconds, pause)
    begun = time.monotonic()
    memory, stuck = crowd.go(people)
    took = time.monotonic() - begun
    seen = crowd.seen
    return Load(
        people, took, tuple(seen.waits), tuple(seen.failed), tuple(seen.mixed), stuck, memory
    )


@dataclass
class _Seen:
    """What all people met; each call of ``append`` is whole by itself."""

    waits: list[float] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    mixed: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Chat:
    question: Question
    scope: Scope

    @property
    def turns(self) -> tuple[str, ...]:
        return (*self.question.history, self.question.question)

    def ask(self, assistant: Assistant) -> list[Answer]:
        history: list[Turn] = []
        for words in self.turns:
            history.append(Turn(words, assistant.ask(words, self.scope, tuple(history))))
        return [turn.answer for turn in history]


class _Crowd:
    def __init__(
        self,
        assistant: Assistant,
        chats: Sequence[_Chat],
        alone: Sequence[tuple[Reply, ...]],
        until: float,
        pause: float,
    ) -> None:
        self.seen = _Seen()
        self._assistant, self._chats, self._alone = assistant, chats, alone
        self._until, self._pause = until, pause

    def go(self, people: int) -> tuple[tuple[float, ...], int]:
        """Return memory a second, and how many people never got their last answer."""
        threads = [
            threading.Thread(target=self._person, args=(number,), daemon=True)
            for number in range(people)
        ]
        for thread in threads:
            thread.start()
        memory = [_memory()]
        while time.monotonic() < self._until:
            time.sleep(min(_SAMPLED, max(0.0, self._until - time.monotonic())))
            memory.append(_memory())
        end = time.monotonic() + _LAST
        for thread in threads:
            thread.join(max(0.0, end - time.monotonic()))
        return tuple(memory), sum(thread.is_alive() for thread in threads)

    def _person(self, number: int) -> None:
        chance = random.Random(number)
        while time.monotonic() < self._until:
            at = chance.randrange(len(self._chats))
            history: list[Turn] = []
            for turn, words in enumerate(self._chats[at].turns):
                if time.monotonic() >= self._until:
                    return
                answer = self._asked(words, self._chats[at].scope, history)
                if answer is None:
                    break
                if _reply(answer) != self._alone[at][turn]:
                    self.seen.mixed.append(f"person {number}: {words!r} answered {answer.text!r}")
                history.append(Turn(words, answer))
                time.sleep(self._pause * 2 * chance.random())

    def _asked(self, words: str, scope: Scope, history: Sequence[Turn]) -> Answer | None:
        begun = time.perf_counter()
        try:
            answer = self._assistant.ask(words, scope, tuple(history))
        # Whatever goes wrong for one person is counted, and the others go on asking.
        except Exception as error:
            self.seen.failed.append(f"{words!r}: {type(error).__name__}: {error}")
            return None
        self.seen.waits.append(1000 * (time.perf_counter() - begun))
        return answer


def _reply(answer: Answer) -> Reply:
    """Return what must be the same whenever a chat goes the same way."""
    places = [f"{c.paper} {c.page} {c.quote}" for c in answer.citations]
    # A language model words the same thing differently every time.
    said = [] if answer.model else [answer.text, *places]
    return (answer.question, answer.searched, answer.status.value, *said)


def _memory() -> float:
    """Return the memory of this process that is in use, in MB."""
    resident = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
    return int(resident) * _PAGE_BYTES / 1e6

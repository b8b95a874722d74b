"""Chats of a set as conversations: what several of its questions share is asked once.

Each question of a chat brings the earlier ones as its history. With the same words
before it and the same filters a turn is the same turn, so the whole chat is one
conversation, as it is in the app. Questions that name no chat share nothing.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corpus.model import Scope
from evals.sets import Question
from retrieval.model import Answer, Turn

Ask = Callable[[str, Scope, Sequence[Turn]], Answer]


@dataclass(frozen=True, slots=True)
class Told:
    """An answer, and how long it took in milliseconds when it was given."""

    answer: Answer
    latency_ms: float


class Conversations:
    """Answers the questions of one set, each turn of a chat once."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._told: dict[tuple[str, Scope, tuple[str, ...]], Told] = {}

    def told(self, question: Question, scope: Scope) -> Told:
        """Answer a question after its history, oldest first, all within ``scope``.

        Raises what asking raises; a turn that failed is asked again when it is needed again.
        """
        turns: list[Turn] = []
        for words in question.history:
            turns.append(Turn(words, self._turn(question.chat, scope, turns, words).answer))
        return self._turn(question.chat, scope, turns, question.question)

    def _turn(self, chat: str, scope: Scope, turns: Sequence[Turn], words: str) -> Told:
        place = (chat, scope, (*(turn.question for turn in turns), words))
        if place not in self._told:
            started = time.perf_counter()
            answer = self._ask(words, scope, tuple(turns))
            told = Told(answer, (time.perf_counter() - started) * 1000)
            if not chat:
                return told
            self._told[place] = told
        return self._told[place]

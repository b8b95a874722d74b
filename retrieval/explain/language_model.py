"""A language model as asking sees it: words within a time, or a plain reason why not."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Generator, Iterator
from contextlib import closing
from typing import TYPE_CHECKING

from retrieval.explain.choice import read_choice
from retrieval.explain.words import Piece, Prompt
from retrieval.model import LanguageModelError, ModelState, Settings

if TYPE_CHECKING:
    from retrieval.explain.client import ModelClient

# The whole of an answer; a slow machine writes five words a second.
_WHOLE_SECONDS = 300.0
_CHARS_A_TOKEN = 8
_STALE_SECONDS = 60.0
_POLL = 0.1
_GOODBYE = 1.0


def open_model(settings: Settings) -> LanguageModel | None:
    """Return the language model that the settings choose; None for none. Nothing is asked yet.

    Raises:
        SettingsError: the setting names no model or no server.
    """
    choice = read_choice(settings)
    if choice is None:
        return None
    # Brings an HTTP client along, for which nobody should wait who has no model.
    from retrieval.explain.client import ModelClient

    name = f"{choice.protocol.value}:{choice.model}"
    return LanguageModel(name, ModelClient(choice, settings), settings.llm_timeout)


class LanguageModel:
    """One model and what is known of its state; safe to share between threads."""

    def __init__(self, name: str, client: ModelClient, first_seconds: float) -> None:
        self.name = name
        self._client = client
        self._first_seconds = first_seconds
        self._lock = threading.Lock()
        self._state = ModelState(name)
        self._seen = 0.0
        self._rest_until = 0.0
        self._rest_note = ""
        self._looking = False

    def words(self, prompt: Prompt, most_tokens: int) -> Generator[str, None, None]:
        """Yield what the model writes as it writes it, ``most_tokens`` at most.

        Closing the iterator stops it.

        Raises:
            LanguageModelError: no first word in time, silence, or anything else that went wrong.
        """
        self._let_rest()
        try:
            yield from self._words(prompt, most_tokens)
        except LanguageModelError as error:
            self._note_trouble(error)
            raise

    def state(self) -> ModelState:
        """Return what is known; looks again in the background where that is old."""
        with self._lock:
            old = time.monotonic() - self._seen > _STALE_SECONDS or not self._seen
            if old and not self._looking:
                self._looking = True
                threading.Thread(target=self._look, name="look-at-model", daemon=True).start()
            return self._state

    def look(self) -> None:
        """Ask whether its server is there and knows it, without using it.

        Raises:
            LanguageModelError: it does not answer, or does not know it.
        """
        self._client.look()

    def warm(self) -> None:
        """Load the model where its server can do so; what goes wrong becomes its state."""
        self._client.prepare()
        try:
            self.look()
            self._client.load()
        except LanguageModelError as error:
            self._note_trouble(error)
        else:
            self._note_answering()

    def _words(self, prompt: Prompt, most_tokens: int) -> Iterator[str]:
        self._client.prepare()
        started = time.monotonic()
        pieces: queue.Queue[Piece | LanguageModelError] = queue.Queue(maxsize=256)
        stop = threading.Event()
        arguments = (self._client, prompt, most_tokens, pieces, stop)
        pump = threading.Thread(target=_pump, args=arguments, name="model", daemon=True)
        pump.start()
        written = 0
        try:
            while True:
                piece = self._next(pieces, started, begun=written > 0)
                written += len(piece.text)
                if piece.text:
                    self._note_answering()
                    yield piece.text
                if piece.ended:
                    _check_end(piece.ended)
                    return
                if written > most_tokens * _CHARS_A_TOKEN:
                    raise LanguageModelError("it wrote without end and was stopped")
        finally:
            stop.set()
            # A thread that still closes its connection must not meet the end of the process.
            pump.join(_GOODBYE)

    def _next(
        self, pieces: queue.Queue[Piece | LanguageModelError], started: float, *, begun: bool
    ) -> Piece:
        now = time.monotonic()
        whole = started + _WHOLE_SECONDS
        limit = min(now + self._first_seconds, whole) if begun else started + self._first_seconds
        try:
            piece = pieces.get(timeout=max(limit - now, 0.001))
        except queue.Empty:
            late = f"it gave no {'more words' if begun else 'answer'} in {self._first_seconds:g} s"
            raise LanguageModelError(late, rest=15) from None
        if isinstance(piece, LanguageModelError):
            raise piece
        return piece

    def _let_rest(self) -> None:
        with self._lock:
            left = self._rest_until - time.monotonic()
            if left > 0:
                raise LanguageModelError(f"{self._rest_note}; asked again in {left:.0f} s", left)

    def _note_trouble(self, error: LanguageModelError) -> None:
        with self._lock:
            resting = self._rest_until > time.monotonic()
            if error.rest and not resting:
                self._rest_until = time.monotonic() + error.rest
                self._rest_note = str(error)
            self._state = ModelState(self.name, False, str(error))
            self._seen = time.monotonic()

    def _note_answering(self) -> None:
        with self._lock:
            self._state = ModelState(self.name, True)
            self._seen = time.monotonic()

    def _look(self) -> None:
        try:
            self.look()
        except LanguageModelError as error:
            with self._lock:
                self._state = ModelState(self.name, False, str(error))
        else:
            with self._lock:
                self._state = ModelState(self.name, True)
        finally:
            with self._lock:
                self._seen = time.monotonic()
                self._looking = False


def _check_end(ended: str) -> None:
    if ended == "length":
        raise LanguageModelError("it came to the end of its window")
    if ended == "content_filter":
        raise LanguageModelError("its server withheld the answer")


def _pump(
    client: ModelClient,
    prompt: Prompt,
    most_tokens: int,
    pieces: queue.Queue[Piece | LanguageModelError],
    stop: threading.Event,
) -> None:
    """Put pieces into the queue until the model ends, fails, or nobody listens any more."""
    last: Piece | LanguageModelError = LanguageModelError("it broke off in the middle")
    try:
        with closing(client.stream(prompt, most_tokens)) as stream:
            for piece in stream:
                if not _put(pieces, piece, stop):
                    return
                if piece.ended:
                    return
    except LanguageModelError as error:
        last = error
    _put(pieces, last, stop)


def _put(
    pieces: queue.Queue[Piece | LanguageModelError],
    piece: Piece | LanguageModelError,
    stop: threading.Event,
) -> bool:
    """Put a piece; False where nobody listens any more."""
    while not stop.is_set():
        try:
            pieces.put(piece, timeout=_POLL)
        except queue.Full:
            continue
        return True
    return False

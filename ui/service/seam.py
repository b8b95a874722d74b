"""The one seam between the pages and what answers them.

A page asks :func:`backend` for the assistant of this process: one for all
sessions, opened on first use, its model loaded by a thread so that the first
page does not wait. Tests put their own in with :func:`use`.
"""

from __future__ import annotations

import gc
import logging
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol

import streamlit as st

from corpus.access import MarkedItem
from corpus.catalogue import Arrival
from corpus.masks import Masks
from corpus.model import (
    Access,
    AgendaItem,
    Box,
    Closing,
    Collection,
    CorrectedPaper,
    KeptLink,
    Minuted,
    MinuteMeeting,
    Page,
    PageProblem,
    Paper,
    Passage,
    Reading,
    Resolution,
    Scope,
    Span,
    Watcher,
    whence,
)
from corpus.register import RegisterFound, RegisterLimits, RegisterSearch, RegisterSheet
from retrieval.model import Answer, Constants, Fingerprint, ModelState, Settings, Turn
from retrieval.operation import Stop
from ui.service.actions import Action, Ended, Permit
from ui.service.ingesting import Ingesting
from ui.service.jobs import Intake

_LOG = logging.getLogger(__name__)


class Gathers(Protocol):
    """Who keeps collections: what ``collections`` of :class:`corpus.catalogue.Work` can do."""

    def put_in(self, name: str, papers: Sequence[str]) -> int: ...
    def take_out(self, name: str, papers: Sequence[str]) -> int: ...
    def rename(self, name: str, new: str) -> None: ...
    def delete(self, name: str) -> None: ...


class Kept(Protocol):
    """What officers have said for all papers: a part of :class:`corpus.catalogue.Work`."""

    @property
    def collections(self) -> Gathers: ...
    def masks(self) -> Masks:
        """Return what is masked, as it was last set."""


class Papers(Protocol):
    """What the pages ask of the catalogue: a part of :class:`corpus.catalogue.Catalogue`."""

    @property
    def generation(self) -> int: ...
    @property
    def work(self) -> Kept: ...
    def masked_page_count(self, clearance: Access = ...) -> int: ...
    def papers(self, scope: Scope = ...) -> tuple[Paper, ...]: ...
    def paper(self, name_or_id: str, clearance: Access = ...) -> Paper: ...
    def reading(self, paper_id: str, clearance: Access = ...) -> Reading: ...
    def arrivals(self, scope: Scope = ...) -> tuple[Arrival, ...]: ...
    def earlier_pages(self, paper_id: str, clearance: Access = ...) -> tuple[Page, ...] | None: ...
    def page(self, paper_id: str, number: int, clearance: Access = ...) -> Page: ...
    def passages_of(self, paper_id: str, clearance: Access = ...) -> tuple[Passage, ...]: ...
    def labels(self, paper_id: str, clearance: Access = ...) -> dict[int, str | None]: ...
    def places(self, paper_id: str, words: str, clearance: Access = ...) -> tuple[Span, ...]: ...
    def items(self, paper_id: str, clearance: Access = ...) -> tuple[AgendaItem, ...]: ...
    def closed_items(self, paper_id: str, clearance: Access = ...) -> tuple[MarkedItem, ...]: ...
    def newest_papers(self, most: int, scope: Scope = ...) -> tuple[Paper, ...]: ...
    def newest_decisions(self, papers: int, scope: Scope = ...) -> tuple[Resolution, ...]: ...
    def search_resolutions(self, asked: RegisterSearch = ...) -> RegisterFound: ...
    def register_sheet(self, asked: RegisterSearch, number: int, size: int) -> RegisterSheet: ...
    def register_limits(self, clearance: Access = ...) -> RegisterLimits: ...
    def meetings(self, scope: Scope = ...) -> tuple[MinuteMeeting, ...]: ...
    def corrections(self, scope: Scope = ...) -> tuple[CorrectedPaper, ...]: ...
    def links(self, clearance: Access = ...) -> tuple[KeptLink, ...]: ...
    def minuted(self, clearance: Access = ...) -> Minuted: ...
    def vocabulary(self, clearance: Access = ...) -> dict[str, int]: ...
    def passages_seen(self, clearance: Access) -> int: ...
    def lexical_passages(
        self, match: str, limit: int, scope: Scope = ...
    ) -> list[tuple[str, float]]: ...
    def pages_with(self, typed: str, scope: Scope = ...) -> Mapping[str, tuple[int, ...]]: ...
    def passages(self, ids: Sequence[str], clearance: Access = ...) -> dict[str, Passage]: ...
    def collection(self, name: str, clearance: Access = ...) -> Collection: ...
    def collections(self, clearance: Access = ...) -> tuple[Collection, ...]: ...
    def committees(self, clearance: Access = ...) -> tuple[str, ...]: ...
    def original_path(self, paper_id: str, clearance: Access = ...) -> Path | None: ...
    def page_file(self, paper_id: str, number: int, clearance: Access = ...) -> Path: ...
    def pdf_path(self, paper_id: str, clearance: Access = ...) -> Path: ...
    def suspected(self, clearance: Access = ...) -> Mapping[str, tuple[Closing, ...]]: ...
    def unread_pages(self, scope: Scope = ...) -> Mapping[str, int]: ...
    def problem_counts(self, words: str, scope: Scope = ...) -> Mapping[str, int]: ...
    def changed(self, scope: Scope = ...) -> Mapping[str, str]: ...
    def problems(self, paper_id: str, clearance: Access = ...) -> tuple[PageProblem, ...]: ...


class Backend(Protocol):
    """What the pages ask of the assistant: a part of :class:`retrieval.assistant.Assistant`."""

    @property
    def catalogue(self) -> Papers: ...
    @property
    def settings(self) -> Settings: ...
    @property
    def constants(self) -> Constants: ...
    @property
    def fingerprint(self) -> Fingerprint: ...
    @property
    def ready(self) -> bool: ...
    def warm(self) -> None: ...
    def start_drawing(self) -> None: ...
    def ask(self, question: str, scope: Scope = ..., history: Sequence[Turn] = ...) -> Answer: ...
    def stream(
        self,
        question: str,
        scope: Scope = ...,
        history: Sequence[Turn] = ...,
        stop: Stop | None = ...,
    ) -> Iterator[Answer]: ...
    def model_state(self) -> ModelState: ...
    def ingest(self, watcher: Watcher) -> Ingesting: ...
    def picture(self, paper_id: str, page: int, scale: float, clearance: Access) -> bytes: ...
    def page_pdf(self, paper_id: str, page: int, clearance: Access) -> bytes: ...
    def paper_pdf(self, paper_id: str, clearance: Access) -> bytes: ...
    def original(self, paper_id: str, clearance: Access) -> bytes: ...
    def highlights(
        self, paper_id: str, spans: tuple[Span, ...], clearance: Access
    ) -> tuple[Box, ...]: ...


class Warming:
    """The state of the model's loading: running, done, or failed with an error."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self.error: Exception | None = None
        self._done = threading.Event()
        self._started = threading.Lock()

    def start(self) -> None:
        """Start loading, once; called when the first page has been drawn, so as not to slow it."""
        if self._started.acquire(blocking=False):
            threading.Thread(target=self._run, name="warm", daemon=True).start()

    def _run(self) -> None:
        try:
            self._backend.start_drawing()
            self._backend.warm()
            _clear_uploads(self._backend.settings.data)
            # What a model brings along stays for good: no later collection need look at it.
            gc.collect()
            gc.freeze()
        except Exception as error:  # shown to the person by the page, not lost in a thread
            _LOG.error("the reading model could not be loaded: %s", whence(error))
            self.error = error
        finally:
            self._done.set()

    @property
    def running(self) -> bool:
        """Whether the model is still to come."""
        return not self._done.is_set()

    def wait(self, seconds: float) -> None:
        """Wait for the loading to end, at most ``seconds``."""
        self._done.wait(seconds)


def _clear_uploads(data: Path) -> None:
    """Delete the uploads that a kill left behind; jobs of other processes keep theirs."""
    # It brings along all of reading, which the first page does not wait for.
    from corpus.ingest import Uploads

    if count := Uploads(data).clear():
        _LOG.warning("cleared uploads that were cut short: %d", count)


def _open() -> Backend:
    from retrieval.assistant import Assistant

    return Assistant.open(Settings())


def _nobody(action: Action) -> Ended:
    raise PermissionError(f"nobody was named who says who may {action.value}")


_opener: Callable[[], Backend] = _open
_permit: Permit = _nobody


def permit_with(permit: Permit) -> None:
    """Ask ``permit`` before each change of papers; until it is named, every change is refused.

    Who may do what is told in a room above this one, which asks for this one's settings.
    """
    global _permit
    _permit = permit


def use(opener: Callable[[], Backend] | None) -> None:
    """Open the backend with ``opener`` from now on; None for the real one."""
    global _opener
    _opener = opener or _open
    _opened.clear()
    _intake.clear()


@st.cache_resource(show_spinner=False)
def _opened() -> tuple[Backend, Warming]:
    backend = _opener()
    return backend, Warming(backend)


def backend() -> Backend:
    """Return the assistant of this process.

    Raises:
        CorpusError: the data folder cannot be used.
        RetrievalError: a setting cannot be used.
    """
    return _opened()[0]


def warming() -> Warming:
    """Return how far the loading of the model is; raises as :func:`backend`."""
    return _opened()[1]


@st.cache_resource(show_spinner=False)
def _intake() -> Intake:
    opened = backend()
    return Intake(opened.settings.data, opened.ingest, lambda action: _permit(action))


def intake() -> Intake:
    """Return what puts papers in and takes them out in this process; raises as :func:`backend`."""
    return _intake()


def catalogue() -> Papers:
    """Return the catalogue of this process; raises as :func:`backend`."""
    return backend().catalogue

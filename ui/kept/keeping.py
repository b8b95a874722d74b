"""Chats that stay: kept for whoever asks, opened as far as they may see them now."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import streamlit as st

from corpus.model import CorpusError, whence
from retrieval.model import Turn
from ui.kept.chat_file import ChatFile, KeptChat, Place, Row, forget_all
from ui.kept.exchanges import Exchange
from ui.kept.rows import exchange_of, question_of, row_of
from ui.people import Owner, owner, visitor
from ui.service import backend, catalogue

_LOG = logging.getLogger(__name__)
# How often a process looks for chats that are too old, in seconds.
_LOOK = 3600.0
# Of this session: what is known of the names of chats, and of which state of the papers.
_NAMES = "chat_names"
_TROUBLE = "chats_trouble"

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Listed:
    """A kept chat in the list; ``name`` is "" where its first question cannot be shown."""

    id: str
    name: str
    used: float


@dataclass(frozen=True, slots=True)
class Deleted:
    """A chat that was deleted, held in the session alone, for ``whose`` it was to bring back."""

    name: str
    chat: KeptChat
    whose: str


def keeper() -> Owner | None:
    """Return whose chats are kept here; None where none are, or nobody can be known again."""
    settings = backend().settings
    if settings.chat_days:
        return owner()
    _none_kept(settings.data)
    return None


def trouble() -> bool:
    """Tell, once, whether a chat could not be kept or read since this was last asked."""
    return bool(st.session_state.pop(_TROUBLE, False))


def keep(
    chat: str, shown: Sequence[str], exchange: Exchange, history: Sequence[Turn]
) -> tuple[Place, str] | None:
    """Keep an exchange that is over, after those with the ids ``shown``; None if it is not kept.

    Returns where, and the id that it has there.
    """

    def do(file: ChatFile, whose: str) -> tuple[Place, str] | None:
        row = row_of(exchange, history, catalogue(), visitor().clearance, time.time())
        return (file.keep(whose, chat, shown, row), row.id) if row else None

    return _with_file(do, None)


def opened(chat: str) -> tuple[Exchange, ...]:
    """Return the exchanges of a kept chat as they may be seen now; () where there is none."""

    def do(file: ChatFile, whose: str) -> tuple[Exchange, ...]:
        found = file.chat(whose, chat)
        rows = found.rows if found else ()
        return tuple(exchange_of(row, catalogue(), visitor().clearance) for row in rows)

    return _with_file(do, ())


def listed(words: str = "") -> tuple[Listed, ...]:
    """Return the kept chats, the last used first; with ``words`` those that have them all.

    They are looked for in names and questions.
    """

    def do(file: ChatFile, whose: str) -> tuple[Listed, ...]:
        chats = [Listed(c.id, _name(c), c.used) for c in file.chats(whose)]
        sought = words.casefold().split()
        if not sought:
            return tuple(chats)
        return tuple(c for c in chats if _holds(file.chat(whose, c.id), c.name, sought))

    return _with_file(do, ())


def rename(chat: str, name: str) -> None:
    """Call a kept chat by ``name``; "" calls it by its first question again."""
    _with_file(lambda file, whose: file.rename(whose, chat, name), None)


def delete(chat: str) -> Deleted | None:
    """Delete a kept chat, and return what brings it back; None where there was none."""

    def do(file: ChatFile, whose: str) -> Deleted | None:
        gone = file.delete(whose, chat)
        return Deleted(_name(gone), gone, whose) if gone else None

    gone = _with_file(do, None)
    _with_file(_wiped, None)
    return gone


def put_back(gone: Deleted) -> None:
    """Keep a deleted chat again, for whose it was."""
    if may_undo(gone):
        _with_file(lambda file, whose: file.put_back(whose, gone.chat), None)


def may_undo(gone: Deleted) -> bool:
    """Tell whether whoever is looking now is the one whose chat was deleted."""
    whose = keeper()
    return whose is not None and whose.key == gone.whose


def delete_all() -> int:
    """Delete all chats of this person or browser, and return how many there were."""
    count = _with_file(lambda file, whose: file.delete_all(whose), 0)
    _with_file(_wiped, None)
    return count


def _wiped(file: ChatFile, _: str) -> None:
    """Overwrite what was deleted; where that fails it is deleted all the same, and tried again."""
    file.clean()


def _holds(chat: KeptChat | None, name: str, sought: Sequence[str]) -> bool:
    said = " ".join([name, *map(_question, chat.rows if chat else ())]).casefold()
    return all(word in said for word in sought)


def _name(chat: KeptChat) -> str:
    return chat.name or _question(chat.rows[0])


def _question(row: Row) -> str:
    if row.question:
        return row.question
    state = (catalogue().generation, visitor().clearance)
    known, names = st.session_state.get(_NAMES, (None, {}))
    if known != state:
        names = {}
        st.session_state[_NAMES] = (state, names)
    if row.id not in names:
        names[row.id] = question_of(row, catalogue(), visitor().clearance)
    found: str = names[row.id]
    return found


def _with_file(do: Callable[[ChatFile, str], Made], otherwise: Made) -> Made:
    """Do something with the chats of who is looking; a fault of the file costs no answer."""
    whose = keeper()
    if whose is None:
        return otherwise
    try:
        settings = backend().settings
        return do(_kept(settings.data, settings.chat_days).file(), whose.key)
    except CorpusError as error:
        _LOG.error("chats cannot be kept or read: %s", whence(error))
        st.session_state[_TROUBLE] = True
        return otherwise


class _Kept:
    """The file of one data folder, opened when it is first asked for and looked through in time."""

    def __init__(self, data: Path, days: int) -> None:
        self._data, self._days = data, days
        self._turn = threading.Lock()
        self._file: ChatFile | None = None
        self._looked = float("-inf")

    def file(self) -> ChatFile:
        with self._turn:
            if self._file is None:
                self._file = ChatFile(self._data)
            due = time.monotonic() - self._looked > _LOOK
            self._looked = time.monotonic() if due else self._looked
        if due:
            self._file.forget_older(self._days, time.time())
        return self._file


@st.cache_resource(show_spinner=False)
def _kept(data: Path, days: int) -> _Kept:
    return _Kept(data, days)


@st.cache_resource(show_spinner=False)
def _none_kept(data: Path) -> None:
    """Delete, once a process, what was kept before a setting said that nothing is."""
    try:
        forget_all(data)
    except CorpusError as error:
        _LOG.error("chats that were kept cannot be deleted: %s", whence(error))

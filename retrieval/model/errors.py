"""Errors of the retrieval package, one sentence a class."""

from __future__ import annotations


class RetrievalError(Exception):
    """Something about asking that the caller must handle."""


class ModelError(RetrievalError):
    """The embedding model is missing or is not the published one."""


class IndexUnavailableError(RetrievalError):
    """The vector store cannot be opened or does not answer."""


class StoppedError(RetrievalError):
    """A question is not wanted any more, and is not worked on further."""


class NotHeldError(RetrievalError):
    """Nothing that whoever asks may see has the id that was named."""


class UnknownTokenError(RetrievalError):
    """A token was given that no setting knows."""


class FollowError(RetrievalError):
    """Something cannot be followed, or what was found cannot be sent; the message says why."""


class SettingsError(RetrievalError):
    """A setting has a value that cannot be used."""


class LanguageModelError(RetrievalError):
    """The language model gave no usable answer; the text says why, in plain words.

    ``rest`` are the seconds during which asking it again is of no use.
    """

    def __init__(self, note: str, rest: float = 0.0) -> None:
        super().__init__(note)
        self.rest = rest

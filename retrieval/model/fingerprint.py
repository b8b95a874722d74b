"""What made an answer: all that two answers may differ by beside question and papers."""

from __future__ import annotations

import hashlib
from dataclasses import astuple, dataclass, fields


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """Versions and hashes (12 hex digits) of all that shapes answers.

    ``code`` is the version of Minutebook and the hash of the sources that read and
    answer; ``reading`` the version of reading; ``constants`` the numbers of
    :mod:`retrieval.model.stage_constants`; ``fitted`` the models fitted to question sets,
    ``words`` the word lists, ``prompts`` the templates, ``settings`` those settings
    that shape answers and ``models`` the embedding model and the cross-encoder, if any.
    """

    code: str
    reading: str
    constants: str
    fitted: str
    words: str
    prompts: str
    settings: str
    models: str

    @property
    def text(self) -> str:
        """12 hex digits that change when any part does."""
        return hashlib.sha256("\n".join(astuple(self)).encode()).hexdigest()[:12]

    def differing(self, other: Fingerprint) -> tuple[str, ...]:
        """Return the names of the parts that are not the same in both."""
        names = (one.name for one in fields(self))
        return tuple(name for name in names if getattr(self, name) != getattr(other, name))

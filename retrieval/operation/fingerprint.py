"""The fingerprint of this Minutebook: what makes its answers, in one short text.

Files are read once a process. Word lists and fitted models are found by where they
stand, so that a new one counts without being named here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from corpus.model import READING_VERSION
from retrieval.embedding import SentenceEmbedder, folder_hash
from retrieval.model import DEFAULT, Constants, Fingerprint, Settings
from retrieval.operation.version import versions

_ROOT = Path(__file__).resolve().parents[2]
_ANSWERING = ("corpus", "retrieval", "prompts")
_WORD_LISTS = ("*.toml", "*.txt")


def fingerprint_of(settings: Settings, constants: Constants = DEFAULT) -> Fingerprint:
    """Return the fingerprint of answers by these settings and constants."""
    models = [SentenceEmbedder(settings).version]
    models += [folder_hash(settings.cross_encoder)[:12]] if settings.cross_encoder else []
    return Fingerprint(
        code=f"{dict(versions())['Minutebook']} {_files(_ANSWERING, ('*.py',))}",
        reading=str(READING_VERSION),
        constants=_hash(f"{name}={value!r}" for name, value in constants.values().items()),
        fitted=_files(("corpus", "retrieval"), ("*.json", "*.bin")),
        words=_files(("corpus", "retrieval"), _WORD_LISTS),
        prompts=_files(("prompts",), ("*.txt",)),
        settings=_hash(f"{name}={value}" for name, value in settings.shaping().items()),
        models=" ".join(models),
    )


@cache
def _files(packages: tuple[str, ...], patterns: tuple[str, ...]) -> str:
    """Hash the names and contents of files of packages; what draws or teaches apart."""
    apart = {_ROOT / "corpus" / "sample", _ROOT / "corpus" / "decisions" / "examples"}
    found = sorted(
        path
        for package in packages
        for pattern in patterns
        for path in (_ROOT / package).rglob(pattern)
        if not apart & set(path.parents)
    )
    return _hash(
        f"{path.relative_to(_ROOT)} {hashlib.sha256(path.read_bytes()).hexdigest()}"
        for path in found
    )


def _hash(lines: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:12]

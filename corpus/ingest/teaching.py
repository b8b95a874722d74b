"""The taggers that officers' corrections teach, kept in ``taught/``: one a body and state of these.

They are made in the process that reads papers, from files that may be gone or that it fails on:
then the body is read as if nothing had been taught, and the next run tries again.
"""

from __future__ import annotations

import contextlib
import logging
import os
from collections.abc import Callable, Mapping
from pathlib import Path

from corpus.catalogue import Catalogue
from corpus.labelled import Lessons, lessons
from corpus.model import CatalogueError, TaggerError, UnreadablePaperError, whence
from corpus.sandbox import PaperReader

_LOG = logging.getLogger(__name__)


def lesson_digests(catalogue: Catalogue) -> dict[str, str]:
    """Return the digest of what each body's papers teach now, by ``body_key``."""
    return {one.body: one.digest for one in lessons(catalogue)}


def taggers(catalogue: Catalogue, reader: Callable[[], PaperReader]) -> Mapping[str, Path]:
    """Return the file of each body's tagger, by ``body_key``.

    Each is called by the digest of its lessons. Those that are not kept yet are made by
    ``reader``, about a second for each; those of other lessons are deleted.

    Raises:
        CatalogueError: the folder cannot be written.
        BrokenReadingError: no paper can be read.
    """
    folder = catalogue.data / "taught"
    found: dict[str, Path] = {}
    try:
        for one in lessons(catalogue):
            path = folder / f"{one.digest}.bin"
            if (path.is_file() and _sound(path)) or _made(one, path, reader):
                found[one.body] = path
        _sweep(folder, found)
    except OSError as error:
        message = f"{folder}: what was learned cannot be kept: {error.strerror}"
        raise CatalogueError(message) from error
    return found


def forget_untaught(catalogue: Catalogue) -> None:
    """Delete the taggers of lessons that are none any more: of papers removed, closed, changed.

    They hold words of these papers.

    Raises:
        CatalogueError: the catalogue cannot be read, or the folder not be written.
    """
    folder = catalogue.data / "taught"
    if not folder.is_dir():
        return
    try:
        digests = lesson_digests(catalogue)
        _sweep(folder, {body: folder / f"{digest}.bin" for body, digest in digests.items()})
    except OSError as error:
        message = f"{folder}: what was learned cannot be deleted: {error.strerror}"
        raise CatalogueError(message) from error


def _sound(path: Path) -> bool:
    # It brings SciPy, which most runs have no need of.
    from corpus.decisions import Chain

    with contextlib.suppress(TaggerError):
        Chain.read(path)
        return True
    return False


def _made(one: Lessons, path: Path, reader: Callable[[], PaperReader]) -> bool:
    try:
        learned = reader().learn(one.papers)
    except UnreadablePaperError as error:
        _LOG.warning("what was corrected in a body's papers teaches nothing: %s", whence(error))
        return False
    path.parent.mkdir(exist_ok=True)
    part = path.with_suffix(".part")
    with part.open("wb") as out:
        out.write(learned)
        out.flush()
        os.fsync(out.fileno())
    part.replace(path)
    return True


def _sweep(folder: Path, found: Mapping[str, Path]) -> None:
    kept = set(found.values())
    for path in folder.iterdir() if folder.is_dir() else ():
        if path not in kept and path.suffix in (".bin", ".part"):
            path.unlink(missing_ok=True)

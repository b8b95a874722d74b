"""One file that holds a whole data folder, written while others work, and the way back.

It is a tar archive with the catalogue (vectors included, as they are kept there)
and the papers' files. The vector index is made again from the catalogue.
"""

from __future__ import annotations

import contextlib
import os
import re
import tarfile
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from corpus.catalogue import FILE_NAME, Catalogue
from corpus.ingest.keeping import KeptFiles, writer_lock
from corpus.model import Access, CatalogueError, Scope, paper_id_of

_PAPER = re.compile(r"papers/([0-9a-f]{64})\.pdf")
_ALL = Scope(clearance=Access.EXEMPT)
# Papers can be replaced while they are being copied; then the copy is begun anew.
_TRIES = 3


class _MovedOnError(Exception):
    """A paper left while it was being copied."""


def back_up(catalogue: Catalogue, target: Path) -> int:
    """Write everything in ``catalogue`` to ``target``; return the number of papers.

    Raises:
        CatalogueError: ``target`` cannot be written, or the papers keep changing.
    """
    for _ in range(_TRIES):
        with contextlib.suppress(_MovedOnError):
            return _try(catalogue, target)
    raise CatalogueError(f"{target}: the papers are changing; try again when that is done")


def restore(source: Path, data: Path) -> None:
    """Fill the empty data folder ``data`` from a backup; its vectors are still to be made.

    Raises:
        CatalogueError: ``source`` is no whole backup, or ``data`` holds papers already or
            cannot be written.
        BusyError: another process writes to ``data``.
    """
    if (data / FILE_NAME).exists():
        with Catalogue.open(data) as there:
            if there.paper_count or there.work.unfinished():
                raise CatalogueError(f"{data}: holds papers already; restore into an empty folder")
    with _writable(data):
        (data / "papers").mkdir(parents=True, exist_ok=True)
    with writer_lock(data, lambda _: None, patience=0), _unreadable(source):
        _unpack(source, data)


def _try(catalogue: Catalogue, target: Path) -> int:
    kept = KeptFiles(catalogue.data)
    try:
        with tempfile.TemporaryDirectory(dir=target.resolve().parent) as folder:
            copy = Path(folder) / FILE_NAME
            catalogue.backup(copy)
            with Catalogue.open(Path(folder)) as taken:
                papers = taken.papers(_ALL)
            packed = Path(folder) / "backup.tar"
            # It holds exempt papers: readable by its owner only.
            packed.touch(mode=0o600)
            with tarfile.open(packed, "w") as archive:
                for paper in papers:
                    _pack_paper(archive, kept.path(paper.id))
                archive.add(copy, arcname=FILE_NAME)
            packed.replace(target)
    except OSError as error:
        raise CatalogueError(f"{target}: cannot be written: {error.strerror}") from error
    return len(papers)


def _pack_paper(archive: tarfile.TarFile, path: Path) -> None:
    try:
        archive.add(path, arcname=f"papers/{path.name}")
    except FileNotFoundError as error:
        raise _MovedOnError(path.name) from error


def _unpack(source: Path, data: Path) -> None:
    kept = KeptFiles(data)
    found = False
    with tarfile.open(source, "r") as archive:
        for member in archive:
            content = archive.extractfile(member) if member.isreg() else None
            name = _PAPER.fullmatch(member.name)
            if content is None or (name is None and member.name != FILE_NAME):
                raise CatalogueError(f"{source}: not a backup of Minutebook: {member.name!r}")
            if name is None:
                with _writable(data):
                    _write(_blocks(content, source), data / FILE_NAME)
                found = True
            else:
                file = content.read()
                if paper_id_of(file) != name.group(1):
                    raise CatalogueError(f"{source}: {member.name} is damaged; use another backup")
                kept.keep(name.group(1), file)
    if not found:
        raise CatalogueError(f"{source}: cut short; use another backup")


def _blocks(content: IO[bytes], source: Path) -> Iterator[bytes]:
    """Yield what is read, so that trouble with it is not taken for trouble with writing it."""
    while True:
        with _unreadable(source):
            block = content.read(1 << 20)
        if not block:
            return
        yield block


def _write(blocks: Iterable[bytes], target: Path) -> None:
    """Write the catalogue last and whole: before it is there, nothing is restored."""
    part = target.with_suffix(".part")
    try:
        with part.open("wb") as out:
            out.writelines(blocks)
            out.flush()
            os.fsync(out.fileno())
    except (OSError, CatalogueError):
        with contextlib.suppress(OSError):
            part.unlink()
        raise
    for left in ("-wal", "-shm"):
        target.with_name(target.name + left).unlink(missing_ok=True)
    part.replace(target)


@contextmanager
def _writable(data: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise CatalogueError(f"{data}: cannot be written: {error.strerror}") from error


@contextmanager
def _unreadable(source: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, tarfile.TarError, EOFError) as error:
        raise CatalogueError(f"{source}: cannot be read as a backup: {error}") from error

"""One file that holds a whole data folder, written while others work, and the way back.

It is a tar archive with the catalogue (vectors included, as they are kept there), the
files of all papers in it, those that are still on their way in too, and what people said
of answers, which sign-ins have ended and kept evaluation runs. The vector index is made
again from the catalogue.
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

from corpus.catalogue import FILE_NAME, Catalogue, Unfinished
from corpus.ingest.keeping import KeptFiles, writer_lock
from corpus.model import ENDINGS, CatalogueError, original_of, paper_id_of

# A paper as it was given, and the PDF that was made of one that is none.
_PAPER = re.compile(rf"papers/([0-9a-f]{{64}})\.(pdf|{'|'.join(ENDINGS)})")
# An earlier version of one.
_EARLIER = re.compile(rf"papers/superseded/([0-9a-f]{{64}})\.(?:pdf|{'|'.join(ENDINGS)})")
# What rooms above this one keep in the data folder: a line an entry, or a file a run.
_LINES, _FILES = "*.jsonl", "runs/*.json"
_BESIDE = re.compile(r"[\w-]+\.jsonl|runs/[\w.+-]+\.json")
# Papers can be replaced while they are being copied; then the copy is begun anew.
_TRIES = 10


class _MovedOnError(Exception):
    """A paper left while it was being copied."""


def back_up(catalogue: Catalogue, target: Path) -> int:
    """Write everything in ``catalogue`` to ``target``; return the number of complete papers.

    Raises:
        CatalogueError: ``target`` cannot be written, the papers keep changing, or the file
            of one is gone.
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
    try:
        with tempfile.TemporaryDirectory(dir=target.resolve().parent) as folder:
            copy = Path(folder) / FILE_NAME
            catalogue.backup(copy)
            packed = Path(folder) / "backup.tar"
            # It holds exempt papers: readable by its owner only.
            packed.touch(mode=0o600)
            with tarfile.open(packed, "w") as archive:
                with Catalogue.open(Path(folder)) as taken:
                    _pack_papers(archive, catalogue, taken)
                    papers = taken.paper_count
                for pattern in (_LINES, _FILES):
                    for path in sorted(catalogue.data.glob(pattern)):
                        name = path.relative_to(catalogue.data).as_posix()
                        if _BESIDE.fullmatch(name) and path.is_file():
                            archive.add(path, arcname=name)
                archive.add(copy, arcname=FILE_NAME)
            packed.replace(target)
    except OSError as error:
        raise CatalogueError(f"{target}: cannot be written: {error.strerror}") from error
    return papers


def _pack_papers(archive: tarfile.TarFile, catalogue: Catalogue, taken: Catalogue) -> None:
    """Pack the file of every paper in ``taken``, and take out of it what has none."""
    kept = KeptFiles(catalogue.data)
    packed: set[str] = set()
    for paper in (*taken.work.completed(), *taken.work.unfinished()):
        if paper.state == "leaving":
            taken.work.erase(paper.seq)
        elif paper.id not in packed:
            try:
                for path in dict.fromkeys((kept.given(paper.id), kept.path(paper.id))):
                    # A PDF that is still to be made is made by the next run.
                    if path.is_file() or paper.state == "complete" or path == kept.given(paper.id):
                        archive.add(path, arcname=f"papers/{path.name}")
                packed.add(paper.id)
            except FileNotFoundError as error:
                _without_file(paper, catalogue, taken, error)
    for one in taken.work.superseded.all():
        file = kept.earlier(one.id)
        if file is not None:
            archive.add(file, arcname=f"papers/superseded/{file.name}")


def _without_file(
    paper: Unfinished, catalogue: Catalogue, taken: Catalogue, error: FileNotFoundError
) -> None:
    if paper.state != "complete":
        # It was given up since: it could not be read, or somebody dropped it.
        taken.work.erase(paper.seq)
    elif catalogue.work.find(paper.id) is None:
        raise _MovedOnError(paper.id) from error
    else:
        message = f"{paper.file_name}: its PDF is gone; add the file again, then back up"
        raise CatalogueError(message) from error


def _unpack(source: Path, data: Path) -> None:
    kept = KeptFiles(data)
    found = False
    with tarfile.open(source, "r") as archive:
        for member in archive:
            content = archive.extractfile(member) if member.isreg() else None
            name = _PAPER.fullmatch(member.name)
            beside = _BESIDE.fullmatch(member.name) or _EARLIER.fullmatch(member.name)
            if content is None or not (name or beside or member.name == FILE_NAME):
                raise CatalogueError(f"{source}: not a backup of Minutebook: {member.name!r}")
            if beside:
                with _writable(data):
                    _put_beside(content.read(), data / member.name)
            elif name is None:
                with _writable(data):
                    _write(_blocks(content, source), data / FILE_NAME)
                found = True
            else:
                file = content.read()
                # What was given comes first; the PDF that was made of it has bytes of its own.
                made = name.group(2) == "pdf" and original_of(kept.path(name.group(1)))
                if not made and paper_id_of(file) != name.group(1):
                    raise CatalogueError(f"{source}: {member.name} is damaged; use another backup")
                kept.keep(name.group(1), file, name.group(2))
    if not found:
        raise CatalogueError(f"{source}: cut short; use another backup")


def _put_beside(content: bytes, target: Path) -> None:
    """Write what was kept; lines that are there already come after it, another run stays."""
    target.parent.mkdir(exist_ok=True)
    if target.exists():
        if target.suffix != ".jsonl":
            return
        known = set(content.splitlines())
        lines = (line for line in target.read_bytes().splitlines() if line not in known)
        content = content.rstrip(b"\n") + b"".join(b"\n" + line for line in lines) + b"\n"
    part = target.with_suffix(".part")
    part.touch(mode=0o600)
    part.write_bytes(content)
    part.replace(target)


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

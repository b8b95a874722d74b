"""A folder that papers are laid into: what is new or other in it goes in, once a run.

A file counts as the same while its size and the time of its last change do. Files that go from
the folder stay in the catalogue: someone removes them there.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

from corpus.ingest import Ingest
from corpus.model import (
    Outcome,
    Particulars,
    Result,
    SyncError,
    about_a_folder,
    advice,
    ending_of,
    is_document,
)
from corpus.sync.state import Kept, State
from corpus.sync.telling import Became, Report

# A file that was changed so few seconds ago may still be being written.
_FRESH = 2.0
_TOGETHER = 200


def take_folder(folder: Path, state: State, ingest: Ingest, report: Report) -> tuple[Outcome, ...]:
    """Take in what is new or other in a folder, at any depth; links are not followed.

    Raises:
        SyncError: there is no such folder, or it cannot be read.
        CatalogueError: the data folder cannot be written; the next run goes on with it.
        IngestStoppedError: somebody stopped it.
    """
    if not folder.is_dir():
        raise SyncError(f"{folder}: there is no such folder")
    site = folder.resolve().as_uri()
    outcomes: tuple[Outcome, ...] = ()
    batch: list[Kept] = []
    for one in _changed(folder.resolve(), site, state, report):
        batch.append(one)
        if len(batch) == _TOGETHER:
            outcomes += _take(batch, state, ingest, report)
            batch = []
    return outcomes + (_take(batch, state, ingest, report) if batch else ())


def _changed(folder: Path, site: str, state: State, report: Report) -> Iterator[Kept]:
    try:
        every = (path for path in folder.rglob("*") if _is_shown(path.relative_to(folder)))
        paths = sorted(path for path in every if _is_paper(path))
    except OSError as error:
        raise SyncError(f"{folder}: cannot be read: {error.strerror}") from error
    for path in paths:
        try:
            about = path.stat()
        except OSError:
            # It went while we looked.
            continue
        if time.time() - about.st_mtime < _FRESH:
            report.say(f"{path}: is being written; the next run takes it")
            continue
        key, mark = path.relative_to(folder).as_posix(), f"{about.st_size} {about.st_mtime_ns}"
        known = state.find(site, key)
        if known is not None and known.etag == mark and known.state in ("taken", "unreadable"):
            report.count(Became.UNCHANGED)
            continue
        # The time of the change stands for what a site calls a version.
        about_it = (0, site, key, "", str(path), path.name, Particulars(), mark, "wanted")
        kept = state.want(Kept(*about_it, mark, "", about.st_size, None, None, None, 0, ""))
        yield kept


def _is_shown(within: Path) -> bool:
    return not any(part.startswith((".", "~$")) for part in within.parts)


def _is_paper(path: Path) -> bool:
    if path.is_symlink() or not path.is_file():
        return False
    known = ending_of(path.name) in ("pdf", "zip") or is_document(path.name)
    return (known and not about_a_folder(path.name)) or advice(path.name) is not None


def _take(batch: list[Kept], state: State, ingest: Ingest, report: Report) -> tuple[Outcome, ...]:
    outcomes = ingest.add([Path(one.url) for one in batch], ocr=False)
    skipped = {one.name: one.reason for one in outcomes if one.result is Result.SKIPPED}
    for one in batch:
        state.seen(one, skipped.get(one.name))
    for outcome in outcomes:
        if outcome.result is Result.SKIPPED:
            report.count(Became.FAILED)
            report.fault(outcome.reason)
        elif outcome.result in (Result.ADDED, Result.REPLACED):
            new = outcome.result is Result.ADDED
            report.count(Became.NEW if new else Became.REPLACED)
    return outcomes

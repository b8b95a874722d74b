"""Whether this Minutebook can answer: what a monitor asks every few minutes.

Nothing is made, brought up to date or written: a folder that is not there is
reported, and a catalogue of an older version stays as it is.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from corpus.catalogue import FILE_NAME, Catalogue
from corpus.model import CATALOGUE_VERSION, CorpusError, typed
from corpus.storage import is_private, schema_version
from retrieval.embedding import SentenceEmbedder
from retrieval.explain import open_model
from retrieval.model import LanguageModelError, RetrievalError, Settings
from retrieval.vectors import ChromaIndex

# Room for the vectors of some thousand pages, and for SQLite to tidy up in.
LEAST_FREE_BYTES = 500_000_000


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at; ``ok`` None where it could not be, for want of another."""

    name: str
    ok: bool | None
    said: str
    milliseconds: int = 0


class _UnwellError(Exception):
    """What a check found wrong, in words."""


def check_health(settings: Settings, *, model: bool = True) -> tuple[Check, ...]:
    """Look at everything that answering needs; ``model`` False leaves out loading the model.

    What cannot be used is said in its check and not raised.
    """
    data = settings.data
    looks: dict[str, Callable[[], str]] = {
        "data folder": lambda: _folder(data),
        "disk space": lambda: _space(data),
        "catalogue": lambda: _catalogue(data),
        "vectors": lambda: _vectors(settings),
    }
    found: dict[str, Check] = {}
    for name, look in looks.items():
        needed = {"disk space": "data folder", "catalogue": "data folder", "vectors": "catalogue"}
        first = found.get(needed.get(name, ""))
        if first and not first.ok:
            found[name] = Check(name, None, f"not looked at: see {first.name}")
        else:
            found[name] = _looked(name, look)
    if model:
        found["model"] = _looked("model", lambda: _model(settings))
    if settings.llm != "none":
        found["language model"] = _looked("language model", lambda: _language_model(settings))
    return tuple(found.values())


def healthy(checks: tuple[Check, ...]) -> bool:
    """Tell whether every check is well."""
    return all(check.ok for check in checks)


def _looked(name: str, look: Callable[[], str]) -> Check:
    started = time.perf_counter()
    try:
        ok, said = True, look()
    except (_UnwellError, CorpusError, RetrievalError, OSError) as error:
        ok, said = False, str(error)
    return Check(name, ok, said, round(1000 * (time.perf_counter() - started)))


def _folder(data: Path) -> str:
    if not data.is_dir():
        raise _UnwellError(f"{data}: no such folder; add papers, or set MINUTEBOOK_DATA")
    if not os.access(data, os.R_OK | os.W_OK | os.X_OK):
        raise _UnwellError(f"{data}: cannot be read and written by this user")
    return str(data) if is_private(data) else f"{data}, which others on this computer can read"


def _space(data: Path) -> str:
    free = shutil.disk_usage(data).free
    said = f"{free / 1e9:.1f} GB free"
    if free < LEAST_FREE_BYTES:
        raise _UnwellError(f"{said}, less than {LEAST_FREE_BYTES / 1e9:.1f}; make room")
    return said


def _catalogue(data: Path) -> str:
    path = data / FILE_NAME
    if not path.is_file():
        raise _UnwellError(f"{path}: no catalogue yet; add papers with {typed('corpus add')}")
    found = schema_version(path)
    if found != CATALOGUE_VERSION:
        way = "start the app once" if found < CATALOGUE_VERSION else "update Minutebook"
        raise _UnwellError(f"version {found}, this Minutebook has {CATALOGUE_VERSION}; {way}")
    with Catalogue.open(data) as catalogue:
        papers = catalogue.paper_count
        unfinished = len(catalogue.work.unfinished())
    said = f"version {found}, {papers} papers"
    return f"{said}, {unfinished} unfinished (the next add goes on)" if unfinished else said


def _vectors(settings: Settings) -> str:
    index = ChromaIndex(settings.data, settings.chroma_url)
    with Catalogue.open(settings.data) as catalogue:
        name = SentenceEmbedder(settings).name
        if others := catalogue.work.embedders() - {name}:
            made = ", ".join(sorted(others))
            raise _UnwellError(f"made by {made}, not {name}; run {typed('corpus rebuild')}")
        before = catalogue.passage_count
        try:
            kept = len(index.ids())
        finally:
            index.close()
        # Asked on both sides: another process may be adding or removing papers.
        least, most = sorted((before, catalogue.passage_count))
        most += len(catalogue.work.unfinished_passages())
    where = settings.chroma_url or "the data folder"
    if not least <= kept <= most:
        message = f"{kept} in {where} for {before} passages; run {typed('corpus rebuild')}"
        raise _UnwellError(message)
    return f"{kept} in {where}, as many as passages" if kept == before else f"{kept} in {where}"


def _model(settings: Settings) -> str:
    embedder = SentenceEmbedder(settings)
    embedder.embed(["What did the council decide?"])
    return f"{embedder.version} loads and embeds"


def _language_model(settings: Settings) -> str:
    model = open_model(settings)
    if model is None:
        return "none"
    try:
        model.look()
    except LanguageModelError as error:
        # Answers come without it, but somebody meant to have it.
        raise _UnwellError(f"{model.name} does not answer: {error}") from error
    return f"{model.name} answers"

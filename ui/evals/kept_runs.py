"""The runs that are kept in the data folder: read, called by name and chosen from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from evals.model import EvalError, Run
from evals.run import list_runs, read_run, runs_folder
from ui.evals.set_names import set_called
from ui.service import backend
from ui.words import plain

MOST_RUNS = 20


@dataclass(frozen=True, slots=True)
class KeptRun:
    """A run and the name of its file, as two runs of one set bear one name themselves."""

    name: str
    run: Run


def kept_folder() -> Path:
    """Return where runs are kept."""
    return runs_folder(backend().settings.data)


def run_names() -> list[str]:
    """Return the names of all kept runs, newest first."""
    return [path.stem for path in list_runs(kept_folder())]


def newest_runs() -> tuple[dict[str, Run], list[str]]:
    """Return the newest runs by the name of their file, and why others cannot be read."""
    found: dict[str, Run] = {}
    troubles = []
    for path in list_runs(kept_folder())[:MOST_RUNS]:
        try:
            found[path.stem] = _run(str(path), path.stat().st_mtime_ns)
        except EvalError as error:
            troubles.append(str(error).replace(str(path), path.name))
    return found, troubles


def choose_run(
    label: str, offered: Sequence[str], at: int | None, key: str, known: Mapping[str, Run]
) -> KeptRun | None:
    """Let choose one of the runs ``offered``; None while none is, or if it is broken.

    Those that are not ``known`` are read when they are chosen, and are called by their files.
    """
    name = st.selectbox(label, offered, at, format_func=_called(known), key=key)
    if name is None:
        return None
    if name in known:
        return KeptRun(name, known[name])
    try:
        return KeptRun(name, read(name))
    except (EvalError, OSError) as error:
        st.warning(plain(str(error).replace(str(kept_folder() / f"{name}.json"), name)))
        return None


def read(name: str) -> Run:
    """Read the kept run of a name.

    Raises:
        RunError: it is no kept run.
        OSError: it is not there any more.
    """
    path = kept_folder() / f"{name}.json"
    return _run(str(path), path.stat().st_mtime_ns)


@st.cache_resource(max_entries=64, show_spinner=False)
def _run(path: str, changed: int) -> Run:
    """Read a run; ``changed`` is in the key, so that a file written anew is read again."""
    del changed
    return read_run(Path(path))


def _called(known: Mapping[str, Run]) -> Callable[[str], str]:
    def called(name: str) -> str:
        run = known.get(name)
        return f"{run.at[:19].replace('T', ' ')}, {set_called(run.name)}" if run else name

    return called

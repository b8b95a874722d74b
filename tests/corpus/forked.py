"""Programs begun by forking a process that has imported everything: a start costs no import.

They may be killed like any other; the process that they are forked from is not harmed.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from multiprocessing.process import BaseProcess
from pathlib import Path

Program = Callable[[Sequence[str]], int | None]
_NOTHING: Mapping[str, str] = {}

_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(
    [
        "tests.corpus.dying",
        "tests.corpus.light_program",
        "chromadb.api.rust",
    ]
)


def begun(
    program: Program, arguments: Sequence[str], log: Path, environment: Mapping[str, str] = _NOTHING
) -> BaseProcess:
    """Start ``program``, the ``main`` of a module.

    ``environment`` is set besides what this process has. What it prints is appended to
    ``log`` with the suffix ``.out``, its errors to that with ``.err``.
    """
    known = {**os.environ, **environment}
    process = _CONTEXT.Process(target=_run, args=(program, arguments, log, known))
    process.start()
    return process


def said(log: Path) -> tuple[str, str]:
    """Return what programs have printed so far, and their errors."""
    out, err = (log.with_suffix(suffix) for suffix in (".out", ".err"))
    return (out.read_text() if out.exists() else "", err.read_text() if err.exists() else "")


def ended(process: BaseProcess, log: Path) -> tuple[int | None, str, str]:
    """Wait for ``process``; return its exit status, what it printed and its errors."""
    process.join(120)
    return (process.exitcode, *said(log))


def _run(
    program: Program, arguments: Sequence[str], log: Path, environment: dict[str, str]
) -> None:
    os.environ.clear()
    os.environ.update(environment)
    for number, suffix in ((1, ".out"), (2, ".err")):
        opened = os.open(log.with_suffix(suffix), os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.dup2(opened, number)
    sys.exit(program(arguments))

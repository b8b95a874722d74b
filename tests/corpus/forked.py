"""Programs begun by forking a process that has imported everything: a start costs no import.

They may be killed like any other; the process that they are forked from is not harmed.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Callable, Sequence
from multiprocessing.process import BaseProcess
from pathlib import Path

Program = Callable[[Sequence[str]], int | None]

_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(
    [
        "tests.corpus.dying",
        "tests.corpus.light_program",
        "llama_index.vector_stores.chroma",
        "chromadb.api.rust",
    ]
)


def begun(program: Program, arguments: Sequence[str], log: Path) -> BaseProcess:
    """Start ``program``, the ``main`` of a module; what it says is appended to ``log``."""
    process = _CONTEXT.Process(target=_run, args=(program, arguments, log, dict(os.environ)))
    process.start()
    return process


def _run(
    program: Program, arguments: Sequence[str], log: Path, environment: dict[str, str]
) -> None:
    os.environ.clear()
    os.environ.update(environment)
    said = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(said, 1)
    os.dup2(said, 2)
    sys.exit(program(arguments))

"""The real command line of the corpus, with vectors drawn from a hash instead of a model.

Everything else is as in earnest: the reading process, the catalogue, Chroma, the
lock and the signals. Run as ``python -m tests.corpus.light_program ARGUMENTS…``.
With ``MINUTEBOOK_WITNESS`` it appends the path of all that Python opens for
writing, makes, moves or deletes to that file.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import corpus.cli.commands as cli
import retrieval.embedding
from tests.corpus.stand_ins import HashEmbedder

_CHANGES = {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.symlink", "os.link"}


class Light(HashEmbedder):
    """Takes the place of the model."""

    def __init__(self, _: object) -> None:
        super().__init__()


def main(arguments: Sequence[str]) -> int:
    if witness := os.environ.get("MINUTEBOOK_WITNESS"):
        _watch(witness)
    retrieval.embedding.SentenceEmbedder = Light  # type: ignore[assignment,misc]
    return cli.main(arguments)


def _watch(witness: str) -> None:
    seen = os.open(witness, os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    def hook(event: str, given: tuple[object, ...]) -> None:
        written = (
            event == "open"
            and isinstance(given[2], int)
            and given[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        )
        if (written or event in _CHANGES) and isinstance(given[0], str | bytes):
            os.write(seen, bytes(Path(os.fsdecode(given[0])).absolute()) + b"\n")

    sys.addaudithook(hook)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

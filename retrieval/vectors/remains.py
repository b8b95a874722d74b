"""What else was in memory, taken out of the files of Chroma's graph.

A new graph is written with room for vectors to come, and that room as memory happened to be:
words of papers can stand in it, also of such as are removed since. The form of the files is that
of ``hnswalg.h`` in Chroma's hnswlib, whose ``initPersistentIndex`` writes them so; later only
vectors that are there are written, after the header that counts them.
"""

from __future__ import annotations

import struct
from contextlib import suppress
from pathlib import Path

# Version, and in 64 bits each: where vectors begin, room, how many there are, bytes of one.
_HEADER = struct.Struct("<IQQQQ")
_VERSION = 1
_LENGTH = 4


def take_out(folder: Path) -> None:
    """Blank what stands behind the vectors of each graph below ``folder``.

    Call it while nobody writes. Graphs of another form stay as they are.

    Raises:
        OSError: a file cannot be read or written.
    """
    for header in folder.glob("*/header.bin"):
        raw = header.read_bytes()[: _HEADER.size]
        if len(raw) < _HEADER.size:
            continue
        version, _, _, count, size = _HEADER.unpack(raw)
        if version == _VERSION:
            for name, one in (("data_level0.bin", size), ("length.bin", _LENGTH)):
                with suppress(FileNotFoundError):
                    _blank(header.with_name(name), count * one)


def _blank(path: Path, start: int) -> None:
    with path.open("r+b") as file:
        file.seek(start)
        rest = file.read()
        if any(rest):
            file.seek(start)
            file.write(bytes(len(rest)))

"""Which papers are sample papers: by what is in a file, whatever its name.

``SHA256SUMS`` is written where the papers are drawn; ``sha256sum -c`` reads it too.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

LIST = Path(__file__).with_name("SHA256SUMS")


def is_sample(paper_id: str) -> bool:
    """Tell whether the paper with this id, the SHA-256 of its file, is a sample paper."""
    return paper_id in _listed()


def sample_mark(paper_id: str) -> str:
    """Return " (sample)", which is said after body or name of a sample paper; "" for others."""
    return " (sample)" if is_sample(paper_id) else ""


def sums(drawn: Mapping[str, bytes]) -> str:
    """Return the list of papers (content by file name), a line "digest, two blanks, name" each."""
    return "".join(f"{hashlib.sha256(drawn[name]).hexdigest()}  {name}\n" for name in sorted(drawn))


@cache
def _listed() -> frozenset[str]:
    return frozenset(line.split()[0] for line in LIST.read_text(encoding="utf-8").splitlines())

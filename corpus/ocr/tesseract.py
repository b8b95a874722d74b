"""Tesseract, through its command line; ``apt-get install tesseract-ocr`` installs it."""

from __future__ import annotations

import csv
import io
import os
import subprocess
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from corpus.model import Box, OcrError
from corpus.ocr.recognised import Printed, Recognised

_SECONDS = 30.0
# Tesseract's confidence, of 100, below which a word is taken for dirt.
_LEAST = 25.0


@dataclass(frozen=True, slots=True)
class _Token:
    line: tuple[str, str, str]
    word: Printed
    confidence: float


def recognised_by_tesseract(program: str, png: bytes, scale: float) -> Recognised:
    """Read a page's picture of ``scale`` pixels a point with the Tesseract at path ``program``.

    Raises:
        OcrError: Tesseract fails or takes too long.
    """
    # Mode 1 finds columns as mode 3 does, and first which way round the page is.
    command = [program, "stdin", "stdout", "--dpi", str(round(72 * scale)), "--psm", "1", "tsv"]
    try:
        done = subprocess.run(
            command,
            input=png,
            capture_output=True,
            timeout=_SECONDS,
            check=True,
            # One page, one core: the others are busy answering.
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except subprocess.TimeoutExpired as error:
        raise OcrError(f"Tesseract took longer than {_SECONDS:.0f} seconds") from error
    except (subprocess.CalledProcessError, OSError) as error:
        said = getattr(error, "stderr", b"") or str(error).encode()
        raise OcrError(
            f"Tesseract failed: {said.decode(errors='replace').strip()[-200:]}"
        ) from error
    table = io.StringIO(done.stdout.decode("utf-8", errors="replace"))
    rows = list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))
    tokens = list(_tokens(rows))
    kept = [one for one in tokens if one.confidence >= _LEAST]
    found = [tuple(one.word for one in line) for _, line in groupby(kept, lambda one: one.line)]
    # The first row is the page.
    size = (float(rows[0]["width"]), float(rows[0]["height"])) if rows else (0.0, 0.0)
    return Recognised(tuple(found), _direction(found), *size, _confidence(tokens))


def _tokens(rows: Sequence[dict[str, str]]) -> Iterator[_Token]:
    """Yield the words of Tesseract's table (its TSV format)."""
    for row in rows:
        text = "".join((row.get("text") or "").split())
        if row.get("level") == "5" and text:
            x, y = float(row["left"]), float(row["top"])
            box = Box(x, y, x + float(row["width"]), y + float(row["height"]))
            line = row["block_num"], row["par_num"], row["line_num"]
            yield _Token(line, Printed(text, box), float(row["conf"]))


def _confidence(tokens: Sequence[_Token]) -> float:
    """Return how sure Tesseract is of a page, from 0 to 1, each word as long as it is."""
    length = sum(len(one.word.text) for one in tokens)
    told = sum(one.confidence * len(one.word.text) for one in tokens)
    return told / length / 100 if length else 0.0


def _direction(lines: Sequence[Sequence[Printed]]) -> int:
    """Return which way most lines run: their boxes are given as the picture came."""
    ways: Counter[int] = Counter()
    for line in lines:
        first, last = line[0].box, line[-1].box
        right, down = last.x0 - first.x0, last.y0 - first.y0
        if abs(right) >= abs(down):
            ways[0 if right >= 0 else 180] += len(line) - 1
        else:
            ways[90 if down >= 0 else 270] += len(line) - 1
    return ways.most_common(1)[0][0] if ways else 0

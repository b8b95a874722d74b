"""Tesseract, through its command line; ``apt-get install tesseract-ocr`` installs it."""

from __future__ import annotations

import csv
import io
import os
import subprocess
from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from corpus.model import Box, OcrError
from corpus.pdf.recognised import Printed, Recognised

_SECONDS = 30.0
# Tesseract's confidence, of 100, below which a word is taken for dirt.
_LEAST = 25.0
_Token = tuple[tuple[str, str, str], Printed]


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
    found = [
        tuple(word for _, word in line) for _, line in groupby(_tokens(rows), lambda one: one[0])
    ]
    # The first row is the page.
    size = (float(rows[0]["width"]), float(rows[0]["height"])) if rows else (0.0, 0.0)
    return Recognised(tuple(found), _direction(found), *size)


def _tokens(rows: Sequence[dict[str, str]]) -> list[_Token]:
    """Return the words of Tesseract's table (its TSV format), each with its line."""
    found: list[_Token] = []
    for row in rows:
        word = "".join((row.get("text") or "").split())
        if row.get("level") != "5" or not word or float(row["conf"]) < _LEAST:
            continue
        x, y = float(row["left"]), float(row["top"])
        box = Box(x, y, x + float(row["width"]), y + float(row["height"]))
        line = row["block_num"], row["par_num"], row["line_num"]
        found.append((line, Printed(word, box, float(row["conf"]) / 100)))
    return found


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

"""Sample papers changed as hypothesis likes, also inside their streams, which are not packed."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from random import Random

from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

SAMPLE = Path(__file__).resolve().parents[2] / "corpus" / "sample"
# Pages (from 0) of a pack with its outline, of minutes, of a tracker's table, and a scan.
_CUTS = {
    "2023-11-14-cabinet-agenda-pack.pdf": (0, 3),
    "2023-11-14-cabinet-minutes.pdf": (0, 2),
    "*tracker*.pdf": (0, 2),
    "*scan*.pdf": (0, 1),
}
# What means something in a PDF, and numbers that few programs expect.
_TOKENS = (
    b"obj", b"endobj", b"stream", b"endstream", b"xref", b"trailer", b"startxref", b"%%EOF", b"<<",
    b">>", b"[", b"]", b"(", b")", b"<", b">", b"/", b"R", b"null", b"true", b"/Kids", b"/Count",
    b"/Parent", b"/Length", b"/Filter", b"/FlateDecode", b"/ASCII85Decode", b"/MediaBox",
    b"/Rotate 90", b"/Contents", b"/Font", b"/ToUnicode", b"/Encoding", b"/Outlines", b"/Nums",
    b"/PageLabels", b"/Type /ObjStm", b"/XRef", b"/Prev 9", b"/Encrypt 1 0 R", b"BT", b"ET", b"Tj",
    b"TJ", b"Tf", b"Tm", b"Td", b"cm", b"re", b"f", b"Do", b"q", b"Q", b"BI", b"ID", b"EI", b"-1",
    b"0", b"1", b"2147483647", b"-2147483648", b"4294967296", b"1e38", b"0.00000001", b"1 0 R",
    b"3 0 R", b"99999 0 R", b"\\000", b"\xff\xfe", b"\x00", b"\n", b" ",
)  # fmt: skip


@cache
def papers() -> tuple[bytes, ...]:
    """Return the first pages of the sample papers, as they are and with packed streams."""
    found = []
    for pattern, (first, last) in _CUTS.items():
        path = next(iter(sorted(SAMPLE.glob(pattern))))
        writer = PdfWriter()
        writer.append(PdfReader(path), pages=(first, last))
        found.append(_written(writer))
        for page in writer.pages:
            page.compress_content_streams()
        found.append(_written(writer))
    return tuple(found)


def _written(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """Draw a sample paper with up to a dozen changes, spread evenly over it."""
    data = bytearray(draw(st.sampled_from(papers())))
    changes = draw(st.lists(st.sampled_from(_CHANGES), min_size=1, max_size=12))
    # Hypothesis likes small numbers, and would damage the beginning only.
    chance = Random(draw(st.integers(0, 2**64)))
    for change in changes:
        at = int(chance.random() * len(data))
        length = 1 + int(chance.random() * 400)
        change(data, at, length, chance)
    return bytes(data)


def _flip(data: bytearray, at: int, _: int, chance: Random) -> None:
    if data:
        data[at] ^= 1 << int(chance.random() * 8)


def _put(data: bytearray, at: int, _: int, chance: Random) -> None:
    token = chance.choice(_TOKENS)
    data[at : at + len(token)] = token


def _insert(data: bytearray, at: int, _: int, chance: Random) -> None:
    data[at:at] = chance.choice(_TOKENS)


def _cut(data: bytearray, at: int, length: int, _: Random) -> None:
    del data[at : at + length]


def _repeat(data: bytearray, at: int, length: int, chance: Random) -> None:
    data[at:at] = data[at : at + length] * (1 + int(chance.random() * 40))


def _move(data: bytearray, at: int, length: int, chance: Random) -> None:
    part = data[at : at + length]
    del data[at : at + length]
    to = int(chance.random() * len(data))
    data[to:to] = part


def _end(data: bytearray, at: int, _: int, chance: Random) -> None:
    if chance.random() < 0.1:
        del data[at:]


_CHANGES = (_flip, _put, _insert, _cut, _repeat, _move, _end)

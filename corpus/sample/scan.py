"""A scanned paper: typed text as a grey picture, a little askew, no text layer."""

from __future__ import annotations

import io
import textwrap
from collections.abc import Iterator

from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.platypus import Flowable

from corpus.sample.markup import Block
from corpus.sample.styles import FONTS

_DPI = 140
_SHEET = (round(8.27 * _DPI), round(11.69 * _DPI))
_COLUMNS = 74
_ASKEW = 0.5
_FRAME = 725.0


class ScannedSheet(Flowable):  # type: ignore[misc]  # reportlab has no types
    """One page picture that fills the frame it stands in."""

    def __init__(self, picture: bytes) -> None:
        super().__init__()
        self.picture = picture

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Ask for nearly a whole frame, in points, so that two sheets never share one."""
        self.size = (width, _FRAME)
        return self.size

    def draw(self) -> None:
        """Draw the picture; called by reportlab."""
        self.canv.drawImage(ImageReader(io.BytesIO(self.picture)), 0, 0, *self.size)


def scan_sheets(blocks: tuple[Block, ...]) -> list[ScannedSheet]:
    """Return one sheet for each run of blocks up to a ``!page``."""
    sheets: list[list[Block]] = [[]]
    for block in blocks:
        if block.kind == "page":
            sheets.append([])
        else:
            sheets[-1].append(block)
    return [_sheet(held) for held in sheets]


def _sheet(blocks: list[Block]) -> ScannedSheet:
    sheet = ScannedSheet(_picture([line for block in blocks for line in _typed(block)]))
    heads = [f"{block.label} {block.text}" for block in blocks if block.kind == "numbered"]
    sheet.gold = "picture only, no text layer: " + "; ".join(heads)
    return sheet


def _typed(block: Block) -> Iterator[str]:
    indent = " " * 5 if block.label else ""
    first = f"{block.label:<5}" if block.label else ""
    text = block.text.upper() if block.kind == "heading" else block.text
    text = text.replace("**", "")
    yield from textwrap.wrap(text, _COLUMNS, initial_indent=first, subsequent_indent=indent)
    yield ""


def _picture(lines: list[str]) -> bytes:
    sheet = Image.new("L", _SHEET, 247)
    pen = ImageDraw.Draw(sheet)
    font = ImageFont.truetype(str(FONTS / "Vera.ttf"), 21)
    for at, line in enumerate(lines):
        pen.text((120, 130 + at * 30), line, fill=35, font=font)
    turned = sheet.rotate(_ASKEW, resample=Image.Resampling.BILINEAR, fillcolor=247)
    out = io.BytesIO()
    turned.save(out, format="JPEG", quality=55)
    return out.getvalue()

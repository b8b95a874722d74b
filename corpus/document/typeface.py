"""The letters of a PDF of our own: each is drawn, and each can be read back as it was written.

A letter that no font here has is drawn as its plainest form; the text of the page keeps it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

import reportlab
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

FACE, BOLD = "Paper", "Paper-Bold"
# Fonts that come with reportlab, and where systems keep one with more letters.
_FONTS = Path(reportlab.__file__).parent / "fonts"
_FACES = {FACE: "Vera.ttf", BOLD: "VeraBd.ttf", "Paper-Italic": "VeraIt.ttf"}
_WIDE = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
# What prints nothing, or turns the text round.
_SILENT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)
_LAST_PLAIN = 0xFFFF


@cache
def register() -> None:
    """Make the faces known to reportlab."""
    for name, file in {**_FACES, "Paper-BoldItalic": "VeraBI.ttf"}.items():
        pdfmetrics.registerFont(TTFont(name, str(_FONTS / file)))
    pdfmetrics.registerFontFamily(FACE, FACE, BOLD, "Paper-Italic", "Paper-BoldItalic")
    if _WIDE.is_file():
        pdfmetrics.registerFont(TTFont("Paper-Wide", str(_WIDE)))


def plain(text: str) -> str:
    """Return text without what prints nothing; letters beyond the basic plane become "\\ufffd"."""
    text = unicodedata.normalize("NFC", _SILENT.sub("", text))
    return "".join(letter if ord(letter) <= _LAST_PLAIN else "\ufffd" for letter in text)


def marked(text: str) -> str:
    """Return text as reportlab's markup, each letter in a font that has it."""
    parts: list[str] = []
    wide = ""
    for letter in plain(text):
        if _in_wide(letter):
            wide += letter
            continue
        parts.append(_wide(wide) + ("<br/>" if letter == "\n" else escape(letter)))
        wide = ""
    return "".join(parts) + _wide(wide)


def _wide(letters: str) -> str:
    return f'<font name="Paper-Wide">{escape(letters)}</font>' if letters else ""


@cache
def _in_wide(letter: str) -> bool:
    register()
    if letter.isspace() or _has(FACE, letter):
        return False
    if "Paper-Wide" in pdfmetrics.getRegisteredFontNames() and _has("Paper-Wide", letter):
        return True
    _stand_in(letter)
    return False


def _stand_in(letter: str) -> None:
    """Have a letter drawn as the one that it is made of, where a face has that."""
    base = unicodedata.normalize("NFKD", letter)[:1]
    for name in (*_FACES, "Paper-BoldItalic"):
        face = pdfmetrics.getFont(name).face
        if ord(base) in face.charToGlyph:
            face.charToGlyph[ord(letter)] = face.charToGlyph[ord(base)]
            face.charWidths[ord(letter)] = face.charWidths[ord(base)]


def _has(font: str, letter: str) -> bool:
    return ord(letter) in pdfmetrics.getFont(font).face.charToGlyph

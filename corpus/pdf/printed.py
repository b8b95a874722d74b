"""What a page prints, where its file says other words in the place of it (/ActualText).

pdfium tells the words of /ActualText instead of the letters that are drawn (ISO 32000-1, 14.9.4).
Of a ligature, or a word broken at a line end, they are the better text. Where they say
anything else, a reader of the page would look in vain for what is quoted of it.
"""

from __future__ import annotations

import ctypes
import re
import time
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from corpus.pdf.drawing import Drawing, is_layer
from corpus.pdf.letters import code_at, lean, object_at

_KEY = b"ActualText"
_MOST_DEPTH = 8
# Of a passage longer than this it is not told what signs without a letter may be.
_LONGEST = 20_000
# So many characters are told of between two looks at the clock.
_AT_ONCE = 4096
# No ligature is more letters than this.
_MOST_LETTERS = 4
# A letter that the file does not tell.
_UNTOLD = "\ufffd"
# What a word can be spelt with or without: accents drawn by themselves, joiners, spaces.
_BESIDE = frozenset({"Mn", "Sk", "Lm", "Cf", "Cc", "Zs", "Zl", "Zp"})
_PLAIN = {2: "-", 0xFFFE: "-", 0x2010: "-", 0x2011: "-", 0xAD: "-", 9: " ", 10: " ", 13: " "}
_HYPHEN = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_]|$)")

_POINTER = ctypes.c_void_p
_marks_of = lean(pdfium_c.FPDFPageObj_CountMarks, ctypes.c_int, _POINTER)
_mark_at = lean(pdfium_c.FPDFPageObj_GetMark, ctypes.c_ssize_t, _POINTER, ctypes.c_ulong)
_kind_of = lean(pdfium_c.FPDFPageObjMark_GetParamValueType, ctypes.c_int, _POINTER, ctypes.c_char_p)


def take_printed(page: pdfium.PdfPage, number: int, drawing: Drawing, seconds: float) -> int:
    """Have pdfium tell the printed words of a page where its file says others in their place.

    Return how many passages those are. ``number`` is physical, from 1.

    Raises:
        TimeoutError: it takes longer than ``seconds``.
    """
    marked = dict(_marked(drawing.texts))
    # Nearly every page ends here.
    if not marked:
        return 0
    deadline = time.monotonic() + seconds
    objects = list(_texts(page.raw))
    # What is taken from one page as loaded stays on the other.
    plain = page.pdf[number - 1]
    try:
        bare = list(_texts(plain.raw))
        for one in bare:
            _take_marks(one)
        printed = _told(plain, [ctypes.addressof(one.contents) for one in bare], deadline)
    finally:
        plain.close()
    addresses = [ctypes.addressof(one.contents) for one in objects]
    said = _told(page, addresses, deadline)
    passages: dict[int, list[int]] = {}
    for at, address in enumerate(addresses):
        if address in marked:
            passages.setdefault(marked[address], []).append(at)
    unlike = [
        places
        for places in passages.values()
        if not same_words(_joined(said, places), _joined(printed, places))
    ]
    for places in unlike:
        for at in places:
            _take_marks(objects[at])
    return len(unlike)


def same_words(said: str, printed: str) -> bool:
    """Whether two texts are the same but for ligatures, hyphens, accents and spacing.

    A printed sign whose letter the file does not tell is any few letters.
    """
    wanted, drawn = _spelt(said), _spelt(printed)
    if _UNTOLD not in drawn or len(wanted) + len(drawn) > _LONGEST:
        return wanted == drawn
    # One bit for each number of letters of what is said that what is printed so far can be.
    places = dict.fromkeys(wanted, 0)
    for at, letter in enumerate(wanted):
        places[letter] |= 1 << at
    whole = (1 << (len(wanted) + 1)) - 1
    reached = 1
    for letter in drawn:
        if letter == _UNTOLD:
            for _ in range(_MOST_LETTERS):
                reached |= reached << 1
            reached &= whole
        else:
            reached = (reached & places.get(letter, 0)) << 1
    return bool(reached >> len(wanted))


def _spelt(text: str) -> str:
    plain = unicodedata.normalize("NFKD", "".join(_PLAIN.get(ord(one), one) for one in text))
    kept = "".join(letter for letter in plain if unicodedata.category(letter) not in _BESIDE)
    return _HYPHEN.sub("", kept)


def _marked(addresses: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield each of the text objects that other words stand for, and the mark that says them."""
    known: dict[int, bool] = {}
    for address in addresses:
        for at in reversed(range(_marks_of(address))):
            mark = _mark_at(address, at)
            if mark not in known:
                known[mark] = _kind_of(mark, _KEY) == pdfium_c.FPDF_OBJECT_STRING
            if known[mark]:
                yield address, mark
                break


def _texts(page: Any) -> Iterator[Any]:
    """Yield the text objects of a page, those of its forms included, in the order of painting."""
    for at in range(pdfium_c.FPDFPage_CountObjects(page)):
        yield from _texts_of(pdfium_c.FPDFPage_GetObject(page, at), 0)


def _texts_of(found: Any, depth: int) -> Iterator[Any]:
    kind = pdfium_c.FPDFPageObj_GetType(found)
    if kind == pdfium_c.FPDF_PAGEOBJ_TEXT:
        yield found
    elif kind == pdfium_c.FPDF_PAGEOBJ_FORM and depth < _MOST_DEPTH:
        for at in range(pdfium_c.FPDFFormObj_CountObjects(found)):
            yield from _texts_of(pdfium_c.FPDFFormObj_GetObject(found, at), depth + 1)


def _take_marks(found: Any) -> None:
    """Take from a text object what says other words in its place.

    By the mark of a layer it may be hidden: of that only the words are taken.
    """
    for at in reversed(range(pdfium_c.FPDFPageObj_CountMarks(found))):
        mark = pdfium_c.FPDFPageObj_GetMark(found, at)
        if pdfium_c.FPDFPageObjMark_GetParamValueType(mark, _KEY) == pdfium_c.FPDF_OBJECT_STRING:
            if is_layer(mark):
                pdfium_c.FPDFPageObjMark_RemoveParam(found, mark, _KEY)
            else:
                pdfium_c.FPDFPageObj_RemoveMark(found, mark)


def _told(page: pdfium.PdfPage, addresses: Sequence[int], deadline: float) -> list[str]:
    """Return what pdfium tells of each of the text objects of a page."""
    told: dict[int, list[str]] = {address: [] for address in addresses}
    textpage = page.get_textpage()
    try:
        raw = ctypes.cast(textpage.raw, _POINTER)
        for at in range(textpage.count_chars()):
            if at % _AT_ONCE == 0 and time.monotonic() > deadline:
                raise TimeoutError
            letters = told.get(object_at(raw, at))
            if letters is not None:
                letters.append(_letter(code_at(raw, at)))
    finally:
        textpage.close()
    return ["".join(told[address]) for address in addresses]


def _letter(code: int) -> str:
    if code in _PLAIN:
        return _PLAIN[code]
    if code > 0x10FFFF:
        return _UNTOLD
    letter = chr(code)
    return _UNTOLD if unicodedata.category(letter) in ("Cc", "Co", "Cs", "Cn") else letter


def _joined(told: Sequence[str], places: Sequence[int]) -> str:
    return "".join(told[at] for at in places)

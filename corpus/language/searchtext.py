"""What is embedded and indexed in place of the printed words.

Quotes stay as printed; only the text that is searched is cleaned: hyphens at
line ends joined, ligatures folded, those that a file does not tell put in where they are certain,
private-use bullets dropped, letter-spaced words closed up, white space folded.
"""

from __future__ import annotations

import re
import unicodedata

from corpus.language.compounds import joined_forms, rejoined
from corpus.language.stems import other_number
from corpus.language.unmapped import with_ligatures
from corpus.language.vocabulary import characters
from corpus.model import Passage

# Symbol fonts map their bullets and ticks into the private use area.
_PRIVATE = re.compile("[\ue000-\uf8ff\ufeff\ufffc\ufffd\u200b-\u200f\u2028-\u202e\u2060]")
# Readings before version 11 have pdfium's own marks for the hyphen at a line end.
_BROKEN = re.compile("[\ufffe\u0002]\\s*")
_SOFT = re.compile("\u00ad\\s*")
_COMPOUND = re.compile(r"(?<=\w)([-\u2010/])\s*\n\s*(?=\w)")
_SPACED = re.compile(r"(?<![^\W_])(?:[^\W\d_] ){3,}[^\W\d_](?![^\W_])")
_SPACED_WORDS = re.compile(r"(?<![^\W_])(?:[^\W\d_] {1,3}){3,}[^\W\d_](?![^\W_])")
_BULLETS = re.compile(rf"(?m)^[^\S\n]*+[{characters('bullets')}]\s*")
_LIGATURES = str.maketrans(
    {
        "\ufb00": "ff",
        "\ufb01": "fi",
        "\ufb02": "fl",
        "\ufb03": "ffi",
        "\ufb04": "ffl",
        "\ufb05": "st",
        "\ufb06": "st",
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
    }
)


def clean(text: str) -> str:
    """Return ``text`` as it is searched: one line, no print artefacts."""
    text = unicodedata.normalize("NFC", text.translate(_LIGATURES))
    text = _SOFT.sub("", _BROKEN.sub("-\n", with_ligatures(text)))
    text = rejoined(text)
    text = _COMPOUND.sub(r"\1", text)
    text = _PRIVATE.sub(" ", text)
    text = _BULLETS.sub(" ", text)
    text = "\n".join(_close_up(line) for line in text.split("\n"))
    return " ".join(text.split())


def search_text(passage: Passage) -> str:
    """Return what is embedded and indexed for a passage: its context, then its words.

    A table row is searched by what it says with its column headers.
    """
    body = _body(passage)
    return f"{passage.context}\n{body}" if passage.context else body


def indexed(text: str) -> str:
    """Return ``text`` as the full-text index has it: cleaned, with compounds joined after it."""
    text = clean(text)
    return " ".join((text, *joined_forms(text)))


def index_phrases(typed: str) -> tuple[str, ...]:
    """Return the FTS5 phrases that typed words are found by in the full-text index, any of them.

    Each is in quotation marks, so no syntax of FTS5 survives; () where nothing was typed but signs.
    """
    tokens = re.findall(r"[^\W_]+", typed)
    # The index has "reinspection" beside "re-inspection", and two stems of bus and buses.
    joined = ["".join(tokens)] if "-" in typed else []
    other = other_number(typed.lower())
    forms = (tokens, joined, [other] if other else [])
    return tuple(dict.fromkeys(f'"{" ".join(form)}"' for form in forms if form))


def indexed_body(passage: Passage) -> str:
    """Return the words of a passage as the full-text index has them, without its context."""
    return indexed(_body(passage))


def _body(passage: Passage) -> str:
    return clean(passage.labelled if passage.labelled is not None else passage.text)


def _close_up(line: str) -> str:
    """Close up letter-spaced words; two or more spaces keep such words apart."""
    if not _SPACED_WORDS.search(line):
        return line
    words = re.split(r" {2,}", line)
    whole = len(words) > 1 and any(_SPACED.search(word) for word in words)
    return " ".join(_closed(word, whole=whole) for word in words)


def _closed(words: str, *, whole: bool) -> str:
    if whole and re.fullmatch(r"(?:[^\W\d_] )+[^\W\d_]", words):
        return words.replace(" ", "")
    return _SPACED.sub(lambda match: match.group().replace(" ", ""), words)

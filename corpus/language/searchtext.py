"""What is embedded and indexed in place of the printed words.

Quotes stay as printed; only the text that is searched is cleaned: hyphens at
line ends joined, ligatures folded, private-use bullets dropped, letter-spaced
words closed up, white space folded.
"""

from __future__ import annotations

import re
import unicodedata

from corpus.language.vocabulary import characters
from corpus.model import Passage

# Symbol fonts map their bullets and ticks into the private use area.
_PRIVATE = re.compile("[\ue000-\uf8ff\ufeff\ufffc\ufffd\u200b-\u200f\u2028-\u202e\u2060]")
# pdfium writes U+FFFE (and some producers U+0002) for the hyphen it found at a line end.
_BROKEN = re.compile("[\ufffe\u0002]\\s*")
_SOFT = re.compile("\u00ad\\s*")
_HYPHEN = re.compile(r"\b([A-Za-z]*[a-z])[-\u2010]\n\s*(?=[a-z]{2})")
_COMPOUND = re.compile(r"(?<=\w)([-\u2010/])\s*\n\s*(?=\w)")
_SPACED = re.compile(r"(?<![^\W_])(?:[^\W\d_] ){3,}[^\W\d_](?![^\W_])")
_SPACED_WORDS = re.compile(r"(?<![^\W_])(?:[^\W\d_] {1,3}){3,}[^\W\d_](?![^\W_])")
_BULLETS = re.compile(rf"(?m)^[^\S\n]*+[{characters('bullets')}]\s*")
# First halves of compounds: broken at its own hyphen, "multi-agency" keeps it.
_HALVES = re.compile(
    r"(?i)(?:all|anti|co|cost|cross|day|decision|de|double|down|e|end|evidence|ex|face|fact|first|"
    r"five|follow|four|full|half|hard|high|house|in|inter|key|lead|life|long|low|medium|mid|mini|"
    r"multi|non|off|on|one|open|out|over|part|peer|post|pre|pro|quality|re|risk|same|second|self|"
    r"semi|short|single|six|sub|ten|term|third|three|time|top|two|under|up|user|value|vice|well|"
    r"whole|wide|year|zero)"
)
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
    text = _SOFT.sub("", _BROKEN.sub("-\n", text))
    text = _HYPHEN.sub(_join, text)
    text = _COMPOUND.sub(r"\1", text)
    text = _PRIVATE.sub(" ", text)
    text = _BULLETS.sub(" ", text)
    text = "\n".join(_close_up(line) for line in text.split("\n"))
    return " ".join(text.split())


def search_text(passage: Passage) -> str:
    """Return what is embedded and indexed for a passage: its context, then its words.

    A table row is searched by what it says with its column headers.
    """
    body = clean(passage.labelled if passage.labelled is not None else passage.text)
    return f"{passage.context}\n{body}" if passage.context else body


def _join(broken: re.Match[str]) -> str:
    first = broken.group(1)
    return f"{first}-" if _HALVES.fullmatch(first) else first


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

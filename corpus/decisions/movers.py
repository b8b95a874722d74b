"""Who moved and who seconded a decision, in the many ways in which minutes print it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from corpus.decisions.phrases import person
from corpus.language import words

# What is moved or done begins with these, and no name does.
_NO_NAME = (
    r"(?!(?i:By|Of|From|For|With|Was|Ed|Moved|Proposed|Outcome|Made|That|To|It|This|The|Motion|All"
    r"|A(?!\.)|An|And|By|In|On|At|No|Carried|Approved|Passed"
    r"|Failed|Lost|Defeated|Withdrawn|Tabled|Unanimous\w*|Council(?! Member)|Committee|Board"
    r"(?! Member)|Members?|Officers|Residents|Staff|Seconded|Second|Amendment|Resolution|Reading"
    r"|Avenue|Street|Floor|None|Vot\w+|Ayes?|He|She|We|They|Who|Some|Several|Nobody|Everyone)\b)"
)
# Two words that are one title.
_TITLE = r"(?:(?:Council|Board) (?=Member))?"
_MOVES = (
    r"(?i:motion|motioned|moved|mover|proposed|proposer|proposition|prop\.|nominated)",
    r"(?i:made (?:a|the) motion|motioned|moved|mover|proposed|proposer|nominated)",
)
# A name after this is the seconder's, also without "by".
_SECONDS = (
    r"(?i:seconded|seconder|second|seconds|sec\.|2nd)",
    r"(?i:made (?:a|the) second|seconded|seconder|second|seconds|2nd)\b(?! (?-i:[A-Z]))",
)
# "Move to adopt the plan – Ann Reed", "approved by Ann Reed, seconded by Jo Foss".
_MOVES_ALONE = (
    r"|\b(?i:moved?|motion) (?:to|that)\b[^.;:]{3,160}?\s[–—-]\s?(NAME)(?=\W*(?:$|\n|(?i:second)))"
    r"|\bby\s(NAME),?\s(?:and\s)?(?=(?i:seconded)\b)"
)
_ADVERB = r"(?:then |also |formally |duly |again )?"
# "Mr Ash, seconded by Mr Elm, moved that …".
_ASIDE = r",\sseconded\sby\s[^,.;:]{3,60}(?:\.\s[^,.;:]{3,60})?,"
# Between the word and the name that it is about.
_BY = r"(?:\s(?:was\s)?(?:made\s)?(?:by|of|from)\b|\s?[:–—-])"
# A name ends with its sentence, and before what the next label says.
_NEXT = re.compile(
    r"(?<=\w{3}\.)" + "".join(rf"(?<!\b{title}\.)" for title in sorted(words("titles"))) + r"\s"
    r"|\s(?:second|propos|mov|carried|lost\b|defeat|motion|vot|approved|passed|unanim|aye|nay|all\b"
    r"|that\b|to\b|the\b|be it\b|resol)",
    re.IGNORECASE,
)
# "JD / RE Carried", "Motion passed (A. Vale / B. Orr)".
_PAIR = re.compile(r"\b(?P<mover>[A-Z]{2,3}) ?/ ?(?P<seconder>[A-Z]{2,3})\b")
_MOST = 1500


@dataclass(frozen=True, slots=True)
class Moved:
    """Mover and seconder as printed, None where none is; half-open offsets of what says so."""

    mover: str | None
    seconder: str | None
    start: int
    end: int


def find_moved(text: str, start: int, end: int) -> Moved | None:
    """Return the first mover and seconder named in a half-open stretch; None where neither is."""
    end = min(end, start + _MOST)
    moved, seconded = _first(_MOVES, text, start, end), _first(_SECONDS, text, start, end)
    if moved is None and seconded is None:
        pair = _PAIR.search(text, start, end)
        return Moved(pair["mover"], pair["seconder"], *pair.span()) if pair else None
    hits = [hit for hit in (moved, seconded) if hit]
    return Moved(
        _name(moved), _name(seconded), min(hit.start() for hit in hits), max(map(_end, hits))
    )


def _first(verbs: tuple[str, str], text: str, start: int, end: int) -> re.Match[str] | None:
    return _said(*verbs).search(text, start, end)


def _name(hit: re.Match[str] | None) -> str | None:
    return " ".join(_told(hit)[0].split()).rstrip(".,;:") if hit else None


def _end(hit: re.Match[str]) -> int:
    """Return where what was said of a mover ends: with the name, if that comes last."""
    name, start = _told(hit)
    return start + len(name) if hit[1] else hit.end()


def _told(hit: re.Match[str]) -> tuple[str, int]:
    """Return the name and where it begins."""
    group = next(at for at, words in enumerate(hit.groups(), 1) if words)
    return _NEXT.split(hit[group], maxsplit=1)[0], hit.start(group)


@cache
def _said(verb: str, done: str) -> re.Pattern[str]:
    """Return how a name stands after ``verb`` or before ``done``, by which somebody did it."""
    name = rf"{_NO_NAME}{_TITLE}{person()}"
    # Between a name and the verb after it a line ends only where a sentence goes on.
    after = name.replace(" ", r"\s")
    return re.compile(
        rf"\b{verb}(?:\swas)?(?:\smade)?(?:\s(?:by|of|from))?\s?[:–—-]?\s?({after})"
        rf"|\b({name})(?: \([A-Z]{{2,3}}\))?(?:{_ASIDE}| who)?(?: |\n(?=[a-z]))"
        rf"{_ADVERB}{done}\b(?!{_BY})"
        rf"|\b({name}) \({verb}\)"
        + (_MOVES_ALONE.replace("NAME", after) if verb == _MOVES[0] else "")
    )

"""Which words of a text say what it is about: all but stop words and contractions."""

from __future__ import annotations

import re
from functools import lru_cache

WORD = re.compile(r"[^\W_]+(?:['’&/-][^\W_]+)*")
_STOP = frozenset(
    """a about above after again all also am an and any are as at be been before being but by can
    could did do does doing done down during each ever few exact exactly for from further get give
    given go going got had has have having he her here him his how i if in into is it its itself
    just last latest let like made make many may me might more most much must my no nor not now of
    off on once one only or other our out over own papers per please put recent recently said same
    say says shall she should show so some still such take tell than that the their them then there
    these they thing things this those through to told too under until up upon us very want was we
    were what when where which while who whom whose why will with within without wording
    would yet you your whats whos wheres whens hows thats theres dont doesnt isnt wasnt didnt arent
    havent hasnt hadnt couldnt wouldnt shouldnt cant wont im ive weve theyve theyre
    shud cud wud another vs versus""".split()  # noqa: SIM905
)
_CONTRACTED = re.compile(r"[a-z]+(?:n't|'(?:ll|re|ve|d|m))")


def content_words(text: str) -> tuple[str, ...]:
    """Return the words of ``text`` that say what it is about, lower case, in order, once each."""
    return tuple(dict.fromkeys(filter(None, map(_content, WORD.findall(text)))))


@lru_cache(maxsize=65536)
def _content(word: str) -> str:
    """Return a word of a text in lower case, "" where it says nothing of what the text is about."""
    bare = word.lower().replace("’", "'")
    if _CONTRACTED.fullmatch(bare):
        return ""
    bare = bare.removesuffix("'s")
    return "" if bare in _STOP else bare


def is_stop_word(word: str) -> bool:
    """Whether a lower-case word says nothing of what a question is about."""
    return word in _STOP

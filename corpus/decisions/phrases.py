"""What a sentence of minutes says in the phrases kept in ``phrases.toml``, each with examples."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from corpus.language import alternation
from corpus.model import VocabularyError

FILE = Path(__file__).with_name("phrases.toml")
# What is read of a sentence: a hostile one is as long as a page.
MOST = 600
GROUPS = (
    "agree", "approve", "note", "elect", "grant", "refuse", "lose", "defer", "move", "second",
    "carry", "comment", "recommend", "instruct", "act",
)  # fmt: skip
_TITLE = (
    r"(?:(?i:cllrs?|councill?ors?|mr|mrs|ms|miss|dr|rev|trustee|commissioner|supervisor|alder\w+"
    r"|member|director|chair\w*|president|secretary|treasurer|clerk|mayor|cr)\b\.?)"
)
_BIG = "[A-ZÀ-ÖØ-Þ]"
_NAME = rf"{_BIG}[a-zß-öø-ÿ’'-][\w’'-]{{0,30}}"
_PARTICLE = r"(?:de|du|la|le|van|von|der|den|di|da|ap|al)"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase by ``name``; ``yes`` are sentences that hold it, ``no`` some that do not.

    ``decides`` tells that only a sentence with a deciding word can hold it, ``needs`` words in
    small of which it must have one: most sentences need no search then. A pattern that is not
    ``cased`` is in small letters and looks at those only, which is three times as fast.
    """

    name: str
    pattern: re.Pattern[str]
    yes: tuple[str, ...]
    no: tuple[str, ...]
    decides: bool
    needs: tuple[str, ...]
    cased: bool

    def holds(self, sentence: str) -> bool:
        """Whether the first 600 characters of a sentence, white space folded, hold the phrase."""
        return self.pattern.search(sentence if self.cased else small(sentence), 0, MOST) is not None


def held_by(sentence: str, decides: bool) -> frozenset[str]:
    """Return the names of the phrases in a sentence; ``decides`` if it has a deciding word.

    Raises as :func:`phrases`.
    """
    text = sentence[:MOST]
    low = small(text)
    return frozenset(
        one.name
        for one in (phrases() if decides else _without_deciding())
        if (not one.needs or any(map(low.__contains__, one.needs)))
        and one.pattern.search(text if one.cased else low)
    )


def small(text: str) -> str:
    """Return a text in small letters, each where it was."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(one.lower()[0] for one in text)


def small_pattern(words: str) -> str:
    """Return a pattern in small letters; what is escaped, and names of groups, stay as they are."""
    keeps = r"\\.|\?P<\w+>"
    return re.sub(rf"({keeps})|[A-Z]", lambda hit: hit[1] or hit[0].lower(), words)


def deciders() -> str:
    """Return a pattern of those who decide together, with the name before a kind of body."""
    kinds = alternation("bodies", "those_who_decide", plurals=True)
    return rf"(?:(?:the |this |our |full )?(?:[A-Z][\w’'&-]+ ){{0,4}}{kinds})"


def person() -> str:
    """Return a pattern of a person as minutes name one: title and name, two names, initials."""
    return (
        rf"(?:{_TITLE}(?: (?:{_PARTICLE} )?{_BIG}[\w.’'-]*){{0,3}}|[A-Z]{{2,3}}\b"
        rf"|{_NAME}(?: {_BIG}\.)?(?: (?:{_PARTICLE} ){{0,2}}{_NAME})?|{_BIG}\.? ?{_NAME})"
    )


@cache
def phrases() -> tuple[Phrase, ...]:
    """Return the phrases in the order of the file.

    Raises:
        VocabularyError: a row lacks something or its pattern is none; it is named.
    """
    stand = {
        "{body}": deciders(),
        "{person}": person(),
        "{decided}": alternation(*(f"deciding_{name}" for name in GROUPS)),
    }
    found = []
    for name, row in tomllib.loads(FILE.read_text(encoding="utf-8")).items():
        try:
            words = row["pattern"]
            for mark, pattern in stand.items():
                words = words.replace(mark, pattern)
            cased = bool(row.get("cased"))
            compiled = re.compile(words if cased else small_pattern(words))
            decides = "{decided}" in row["pattern"] and not row.get("others", False)
            yes, no, needs = tuple(row["yes"]), tuple(row["no"]), tuple(row.get("needs", ()))
            found.append(Phrase(name, compiled, yes, no, decides, needs, cased))
        except (KeyError, TypeError, re.error) as error:
            raise VocabularyError(f"{FILE.name}: [{name}]: {error!r}") from error
    return tuple(found)


@cache
def _without_deciding() -> tuple[Phrase, ...]:
    return tuple(one for one in phrases() if not one.decides)

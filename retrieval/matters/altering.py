"""Whether a later mention changes or puts off what was decided, or only speaks of it.

That a decision changes something is no news of an earlier one that it names beside it: what is
changed has to be what the earlier one decided, and changed for the first time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from corpus.language import alternation, stem
from retrieval.matters.mentions import Mention, MentionKind, alike, telling_words, titled_alike

_ALTERING = re.compile(rf"\b(?:{alternation('altering')})\b", re.IGNORECASE)
_EXCEPTING = re.compile(rf"\b(?:{alternation('excepting')})\b", re.IGNORECASE)
# Where one thing that is said ends and another begins.
_CLAUSE = re.compile(r"(?<=[.!?])\s+|;|:\s|\band\s+that\b|(?<!\bin )(?<!\band )\([ivx]{1,4}\)\s")
_MAY = re.compile(rf"\b(?:{alternation('empowering')})\b", re.IGNORECASE)
_THAT = re.compile(r"\bthat\b", re.IGNORECASE)
_PASSIVE = re.compile(r"\b(?:be|is|are|was|were|been|being)\s+(?:\w+ly\s+)?$", re.IGNORECASE)
# Minutes that are amended are no decision that they record.
_RECORD = re.compile(r"\bminutes\b", re.IGNORECASE)
_FROM = re.compile(r"\bfrom$", re.IGNORECASE)
# So many letters after "raised from" hold the sum, and words after a verb what it is about.
_SUM, _THING = 40, 10
# "To defer to April" says of nothing by name that it is put off.
_NO_THING = ("to", "until", "till", "pending")
_TOLD_OF = (MentionKind.ROW, MentionKind.PASSAGE)
# Words for whatever is decided on.
_WHATEVER = telling_words("item matter consideration decision proposal recommendation scheme")


def alters(text: str, mention: Mention, of: Mention) -> bool:
    """Tell whether ``text`` of a later mention says that what ``of`` decided is changed.

    It names that decision, by its minute or day, or the thing that was decided on, or the sum. What
    stands in a paper on the matter by its title, and decides nothing, need not name it again.
    """
    clauses = (" ".join(clause.split()) for clause in _CLAUSE.split(text))
    return any(_alters(clause, mention, of) for clause in clauses)


def _alters(clause: str, mention: Mention, of: Mention) -> bool:
    said = replace(mention, title="", wording=clause, titled=False)
    named = _names(said, of)
    if named and _EXCEPTING.search(clause):
        return True
    found = [one for one in _ALTERING.finditer(clause) if not _MAY.search(clause[: one.start()])]
    found = [one for one in found if not _repeats(one[0], said, of)]
    named = named or (mention.kind in _TOLD_OF and titled_alike(of, mention))
    return any(named or _is_of(one, clause, mention, of) for one in found)


def _names(said: Mention, of: Mention) -> bool:
    """Tell whether a clause names the minute of an earlier decision, or the day of its meeting."""
    if of.number and of.number.lower() in said.names:
        return True
    on = of.when is not None and (of.when, of.when) in said.days
    return on and not _RECORD.search(said.wording)


def _repeats(word: str, said: Mention, of: Mention) -> bool:
    """Tell whether the earlier decision says so itself, and the later mention nothing else.

    What is decided in other words is another time, what is told without another day is not.
    """
    own = {_verb(one[0]) for one in _ALTERING.finditer(" ".join(of.wording.split()))}
    if _verb(word) not in own or set(said.days) - set(of.days):
        return False
    own_words = telling_words(said.wording) - of.telling
    return said.kind is not MentionKind.DECISION or alike(own_words, of.words)


def _verb(word: str) -> str:
    return stem(word.split()[0].lower())


def _is_of(found: re.Match[str], clause: str, mention: Mention, of: Mention) -> bool:
    """Tell whether what is changed is what was decided on."""
    if _FROM.search(found[0]):
        sums = replace(of, title="", wording=clause[found.end() :][:_SUM]).sums
        if sums & of.sums:
            return True
    for thing in _things(found, clause):
        words = telling_words(thing)
        if not words - _WHATEVER:
            return titled_alike(of, mention)
        common = (words - _WHATEVER) & of.words
        return len(common) > 1 or common == words - _WHATEVER
    return False


def _things(found: re.Match[str], clause: str) -> Iterator[str]:
    """Yield what is said to be changed: before "be amended", else after the word."""
    before = clause[: found.start()]
    if _PASSIVE.search(before):
        yield _THAT.split(_PASSIVE.sub("", before))[-1]
    else:
        thing = _THAT.split(clause[found.end() :])[0].split()[:_THING]
        yield "" if thing and thing[0].lower() in _NO_THING else " ".join(thing)

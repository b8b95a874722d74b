"""Names and numbers of a question that stand in nothing that was found.

A place, person or body is what a question is about: what shares all its other words
but is of somewhere else is a near miss, however many words it shares.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.language import alternation, characters, words
from corpus.model import Paper
from retrieval.model import Hit
from retrieval.question import Query, content_words, is_stop_word, share_met, stem, stems_of
from retrieval.search import Found

# "Northgate/Castle Hill" is one of two names, and so none that must stand.
_WORD = re.compile(r"[^\W\d_][^\W_]*(?:[’'&/-][^\W_]+)*")
_SENTENCE_BEGINS = re.compile(
    rf"(?:^|[{characters('stops', 'pauses')}–—]\s+|[{characters('opening')}]\s*)\W*$"
)
# Capitals that name no one place, person or body.
_NO_NAMES = frozenset(
    word.lower()
    for word in words(
        *("bodies", "offices", "titles", "members", "tiers", "papers", "papers_and_services"),
        *("months", "short_months", "weekdays", "short_weekdays", "feasts"),
        plurals=True,
    )
)
_DAYS = frozenset(stem(word) for word in words("weekdays", "feasts"))
# The letter A is an article where another word follows that can be its noun.
_DESIGNATED = re.compile(
    rf"\b{alternation('designated')} (?P<letter>[b-h]"
    r"|a(?=\W*$|\s(?:in|for|of|on|to|is|and|or)\b))(?![\w’'])",
    re.I,
)
_NUMBERED = re.compile(rf"\b{alternation('designated')} (?P<number>\d{{1,2}})(?![\w.,£%-])", re.I)
# A body by its subject and kind, where it is asked what that body did, or for its papers.
_NOUN = alternation("body_nouns", "more_bodies", plurals=True)
_BODY = rf"(?:the\s+|our\s+)?(?P<{{}}>(?:[\w’'&-]+\s+){{{{1,3}}}}?{_NOUN})"
_ACTS = alternation("acts_of_bodies")
_BODY_ASKED = re.compile(
    rf"\b(?:did|has|have|had|does|will|would)\s+{_BODY.format('acts')}\s+(?:\w+ly\s+)?{_ACTS}\b"
    rf"|\b(?:minutes|agenda|decisions?|meetings?)\s+(?:of|from|at|by)\s+{_BODY.format('of')}(?![\w-])"
    rf"|^\W*{_BODY.format('bare')}\s+(?:minutes|agenda|decisions?|meetings?)\b",
    re.I,
)
_QUOTED = re.compile(r"[\"“”‘][^\"“”’]*[\"”’]")


def missing(found: Found) -> tuple[str, ...]:
    """Return the names, numbers and days asked for that stand in none of the first hits or papers.

    Nothing where a number asked for was found, or nothing was.
    """
    if not found.hits or found.looked_up.places:
        return ()
    hits = found.hits[: found.constants.sufficiency.named_in]
    said = " ".join(_words(hit, found) for hit in hits)
    names = [name for name in names_of(found.query) if not _own(name, found)]
    query = found.query
    numbers = [one for one in (*query.references, *query.decisions, query.minute) if one]
    return (
        *(name for name in names if not _stands(name, said, query)),
        *(number for number in numbers if not _numbered(number, said)),
        *(word for word in _days_named(query) if not share_met((word,), said, query)),
        *(
            one.group()
            for one in _DESIGNATED.finditer(query.own_text)
            if not _told_apart(one, said)
        ),
    )


def bodies_missing(found: Found) -> tuple[str, ...]:
    """Return the bodies whose doings or papers are asked for and that none of the first hits names.

    Other papers may name them: so it is no reason to say that these hold nothing on them.
    """
    hits = found.hits[: found.constants.sufficiency.named_in]
    said = " ".join(_words(hit, found) for hit in hits)
    papers = [found.papers[hit.passage.paper_id] for hit in hits]
    asked = _bodies_asked(found.query)
    return tuple(one for one, _ in asked if hits and not _of_body(one, papers, said, found))


def bodies_untold(found: Found, said: str, papers: Sequence[Paper]) -> bool:
    """Whether words of ``papers`` tell nothing of a body whose doings or papers are asked for.

    Its papers are its own alone: where others name it, they are none of them.
    """
    return any(
        not _of_body(name, papers, said if acts else "", found)
        for name, acts in _bodies_asked(found.query)
    )


def _bodies_asked(query: Query) -> Iterator[tuple[str, bool]]:
    """Yield the bodies asked about that are none whose papers are here, as typed.

    Each with whether its doings are asked for, not its papers.
    """
    asked = _BODY_ASKED.finditer(query.own_text) if query.committee is None else ()
    for one in asked:
        name = one["acts"] or one["of"] or one["bare"]
        if not any(is_stop_word(word.lower()) for word in name.split()):
            yield name, bool(one["acts"])


def _of_body(name: str, papers: Sequence[Paper], said: str, found: Found) -> bool:
    """Whether a body stands in words by its name, or is that of a paper by another form of it."""
    forms = [name, *(o for typed, o in found.query.expansions if typed.lower() == name.lower())]
    if any(re.search(r"\W+".join(map(re.escape, one.split())), said, re.I) for one in forms):
        return True
    return any(stems_of(name) <= stems_of(f"{p.committee or ''} {p.letterhead}") for p in papers)


def _days_named(query: Query) -> Iterator[str]:
    """Yield the days of the week and feasts asked about that are no part of a date."""
    text = query.own_text if not query.periods else query.text
    for period in reversed(query.periods):
        text = text[: period.start] + text[period.end :]
    yield from (word for word in dict.fromkeys(content_words(text)) if stem(word) in _DAYS)


def _told_apart(designated: re.Match[str], said: str) -> bool:
    """Whether "band H" or "Phase 3" stands in words, also as "bands A to H" or as a cell."""
    letter = designated["letter"].upper()
    article = r"(?!\s(?!(?:and|or|to)\b)[a-z])" if letter == "A" else ""
    return bool(re.search(rf"(?<![\w.£]){letter}(?![\w’']){article}", said))


def numbered_parts_met(said: str, query: Query) -> bool:
    """Whether words name the parts that a question does: "Phase 3", also as "Phases 1 to 4"."""
    parts = alternation("designated", plurals=True)
    return all(
        re.search(
            rf"\b{parts}\W{{1,3}}(?:(?:\d+|and|to|or)\W{{1,3}}){{0,6}}?{one['number']}\b",
            said,
            re.I,
        )
        for one in _NUMBERED.finditer(query.own_text)
    )


def names_of(query: Query) -> tuple[str, ...]:
    """Return the words with a capital that name something, as typed; no acronyms, dates, offices.

    The first word of a sentence has its capital from there.
    """
    text = _QUOTED.sub(lambda quoted: " " * len(quoted.group()), query.text[len(query.carried) :])
    words = [found for found in _WORD.finditer(text) if len(found.group()) > 3]
    capitals = [found for found in words if found.group()[0].isupper()]
    if len(words) > 2 and len(capitals) == len(words):
        # All set in capitals, which tell nothing then.
        return ()
    named = (_bare(found.group()) for found in capitals if not _begins(text, found.start()))
    return tuple(dict.fromkeys(name for name in named if _names(name, query)))


def _begins(text: str, start: int) -> bool:
    return bool(_SENTENCE_BEGINS.search(text[:start]))


def _bare(word: str) -> str:
    return re.sub(r"[’']s?$", "", word)


def _names(word: str, query: Query) -> bool:
    lowered = word.lower()
    if any(letter.isupper() for letter in word[1:]) or is_stop_word(lowered):
        return False
    body = (query.committee or "").lower()
    return lowered not in _NO_NAMES and lowered not in body


def _own(name: str, found: Found) -> bool:
    """Whether a name is on many of the papers: the council's, or one of everywhere."""
    on = sum(name.lower() in f"{p.title} {p.committee}".lower() for p in found.papers.values())
    return on >= max(2, found.constants.sufficiency.own_name * len(found.papers))


def _numbered(number: str, said: str) -> bool:
    """Whether a reference or minute number stands in words as such, also as "T 12"."""
    parts = r"\s?".join(map(re.escape, re.findall(r"[A-Za-z]+|[\d./]+", number)))
    return bool(re.search(rf"(?<![\w.]){parts}(?![\w]|\.\d)", said, re.I))


def _stands(name: str, said: str, query: Query) -> bool:
    """Whether a name stands in words, as typed, mended, spelt out or shortened."""
    read = dict(query.corrections).get(name.lower(), name.lower())
    if share_met((read,), said, query) or name.lower() in said.lower():
        return True
    parts = stems_of(read.replace("-", " "))
    if parts and parts <= stems_of(said):
        return True
    return any(
        other.lower() in said.lower()
        for typed, other in query.expansions
        if stem(read) in {stem(word) for word in typed.lower().split()}
    )


def _words(hit: Hit, found: Found) -> str:
    passage, paper = hit.passage, found.papers[hit.passage.paper_id]
    names = (paper.title, paper.committee or "", paper.letterhead, paper.file_name)
    return " ".join((passage.labelled or "", passage.text, passage.context, *names))

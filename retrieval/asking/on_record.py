"""What only a record tells: who moved, how the vote went, what was decided when, who said what."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.language import alternation
from retrieval.answer import Quoter, asks_all, decided_elsewhere
from retrieval.model import Statement
from retrieval.question import ask_of, asking_words, content_words, share_met, topic_words
from retrieval.ranking import units_of
from retrieval.search import Found

# Two sentences after the name may go on with what was said.
_SAYING = re.compile(
    r"\bwhat (?:else )?(?:did|does|has|have|was|were) (?P<who>(?:[^\W\d_][\w’'.-]*\s+){1,6}?)"
    r"(?:say(?:ing)?|said|think|thought|ask(?:ed|ing)?|tell|told|report(?:ed)?|argued?|suggest(?:ed)?"
    r"|want(?:ed)?|feel|felt|propose|raised?|mention(?:ed)?|repl(?:y|ied)|answer(?:ed)?)\b",
    re.I,
)
_TITLED = re.compile(
    rf"\b(?i:{alternation('titles', plurals=True)})\.?\s(?:[\w’'.-]+\s)*?(?P<name>[\w’'-]+)\s*$"
)
# A vote that was taken, and who moved: works are carried out too, and plans proposed.
_VOTED = re.compile(
    r"\b(?:voted(?! (?:as|the)\b)|votes? (?:for|against|in favour)"
    r"|(?:for|against|in favour of) the motion"
    r"|abstain\w*|abstentions?|unanimous(?:ly)?|nem\.? con|all in favour"
    r"|(?:was|were|is|are|be|been|motion|amendment)(?: \w+)? (?:carried(?! (?:out|over|forward)\b)"
    r"|lost|lapsed|defeated)|^\W*(?:carried|lost))\b",
    re.I,
)
_MOVED = re.compile(
    r"\b(?:[Mm]ove[dr]|[Pp]ropose[dr]|[Ss]econde[dr]|[Nn]ominated|MOVE[DR]|PROPOSE[DR]|SECONDE[DR])"
    r"(?: and \w+)?(?:\s+by|\s*[:–-])\s+[A-Z]"
    r"|(?<![\w\u2019'.-])[A-Z][\w\u2019'.-]{0,40}\s{1,3}"
    r"(?:\w{1,20}ly )?(?:moved|proposed|seconded)\b"
    # "proposed P. Wood, seconded Miss Richardson"
    r"|\b(?i:moved|proposed|seconded)\s"
    rf"(?:(?i:{alternation('titles', plurals=True)})\.?\s|[A-Z]\.\s?)[A-Z]"
)
_SENTENCE = re.compile(r"(?<=[.;!?])\s+|\n")


def asks_record(found: Found, quoter: Quoter) -> bool:
    """Whether nothing but the register can answer: who moved, who voted, what a body decided.

    So it is with what was deferred or rejected at a meeting, and with what a member said on it.
    """
    ask = ask_of(found.query.own_text)
    recorded = ask is not None and ask.name in ("vote", "mover")
    return (
        recorded or asks_all(found.query) or decided_elsewhere(found, quoter) or keeps_silent(found)
    )


def records(statement: Statement, found: Found) -> bool:
    """Whether a sentence quoted itself says who moved or how the vote went on what is asked.

    A sentence that goes on from the one which names it ("It was lost") is of it too.
    """
    ask = ask_of(found.query.own_text)
    if ask is None or ask.name not in ("vote", "mover") or keeps_silent(found):
        return False
    said = _VOTED if ask.name == "vote" else _MOVED
    asking = asking_words()
    topic = [word for word in topic_words(found.query) if word not in asking]
    sentences = [one for one in _SENTENCE.split(statement.text) if one.strip()]
    told = (
        " ".join(sentences[max(0, at - 1) : at + 1])
        for at, one in enumerate(sentences)
        if said.search(one)
    )
    # A follow-up's own matter is what its statement was found by.
    return any(not topic or 2 * len(_met(topic, one, found)) >= len(topic) for one in told)


def keeps_silent(found: Found) -> bool:
    """Whether it is asked what somebody said, and nothing found names them beside the topic.

    Who is named among those present has said nothing yet.
    """
    query = found.query
    asked = _SAYING.search(query.own_text)
    who = _TITLED.search(asked["who"]) if asked else None
    if who is None:
        return False
    name = who["name"]
    own = {*content_words(asked[0]), *asking_words()} if asked else set()
    topic = [word for word in topic_words(query) if word not in own]
    near = found.hits[: found.constants.choosing.hits]
    units = [(hit.passage, units_of(hit.passage)) for hit in near]
    said = (
        " ".join((*passage.headings, *(unit.text for unit in told[at : at + 2])))
        for passage, told in units
        for at, unit in enumerate(told)
        if re.search(rf"\b{re.escape(name)}\b", unit.text, re.I)
    )
    return bool(topic) and not any(share_met(topic, one, query) for one in said)


def _met(words: Sequence[str], text: str, found: Found) -> list[str]:
    return [word for word in words if share_met((word,), text, found.query)]

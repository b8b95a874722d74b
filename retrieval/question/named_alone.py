"""Questions that only name a thing: "libraries", "beach huts?", "the bin contract"."""

from __future__ import annotations

import re
from dataclasses import replace

from corpus.language import alternation, words
from retrieval.model import Intent
from retrieval.question.asks import ask_of
from retrieval.question.content_words import content_words
from retrieval.question.periods import Recency, find_periods
from retrieval.question.query import Query, topic_words

# Longer ones are sentences, or describe what they ask about.
_MOST = 4
_SENTENCE = re.compile(rf"(?<![\w’'-]){alternation('sentence_words')}(?![\w’'-])", re.I)
# What ends a sentence within the text, or sums.
_PARTED = re.compile(r"[.!;:]\s|[?!]\W*\w|[£%]")


def named_alone(query: Query) -> tuple[str, ...]:
    """Return the words of the thing that a question names and asks nothing of; () for others.

    Bodies and days by themselves are no such thing, nor are numbers, nor what follows up a chat.
    """
    if query.carried or query.matter is not None or query.intent is not Intent.ANY:
        return ()
    if query.item or query.minute or query.references or query.decisions:
        return ()
    if query.recency is not Recency.ANY:
        return ()
    text = query.text
    if asks_in_words(text):
        return ()
    dated = {word for p in query.periods for word in content_words(text[p.start : p.end])}
    named = tuple(word for word in query.words if word not in dated)
    body = set(content_words(query.committee or ""))
    if any(_is_number(word) for word in named):
        return ()
    telling = [word for word in named if not word.isdigit() and word not in body]
    return named if telling and len(named) <= _MOST else ()


def asks_in_words(text: str) -> bool:
    """Whether a text is more than the name of a thing: a sentence, or a question with its verb."""
    return ask_of(text) is not None or bool(_PARTED.search(text) or _SENTENCE.search(text))


def overview_of(query: Query) -> tuple[str, ...]:
    """Return the words of what a question asks to be told about; () where it asks otherwise.

    () too where that is an item by its number, or what a chat is about.
    """
    ask = ask_of(query.own_text)
    if ask is None or ask.name != "overview" or query.carried or query.item or query.minute:
        return ()
    known = set(content_words(query.committee or "")) | ask.words | words("meeting_words")
    return tuple(word for word in topic_words(query) if word not in known)


def meeting_asked(query: Query) -> bool:
    """Whether a question asks to be told about a meeting, by its day or its body, and no more."""
    ask = ask_of(query.own_text)
    if ask is None or ask.name != "overview" or query.item or query.minute:
        return False
    if query.carried:
        # Day and body that an earlier turn brings name its meeting, not one that is asked for now.
        named = query.committee is not None and query.committee.lower() in query.own_text.lower()
        if not (named or find_periods(query.own_text)):
            return False
    return bool(query.periods or query.committee) and not overview_of(replace(query, carried=""))


def own_topic(query: Query) -> tuple[str, ...]:
    """Return the words that a question itself says beside how it asks, none of its chat's."""
    ask = ask_of(query.own_text)
    known = (ask.words if ask else frozenset()) | words("meeting_words")
    return tuple(word for word in content_words(query.own_text) if word not in known)


def _is_number(word: str) -> bool:
    """Whether a word is the number of a decision or a row ("C66", "IMD/2024/07"), looked up."""
    return any(map(str.isalpha, word)) and any(map(str.isdigit, word))

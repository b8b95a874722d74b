"""What a later mention says of a decision, told by its words alone: read the quote beside it."""

from __future__ import annotations

import re
from enum import StrEnum

from corpus.language import alternation
from retrieval.matters.altering import alters
from retrieval.matters.mentions import Mention, MentionKind, telling_words


class Says(StrEnum):
    """What the words of a later mention tell of, the first of these that they do."""

    RESCINDED = "rescinded or not pursued"
    CHANGED = "changed or put off"
    COMPLETED = "completed"
    UNDER_WAY = "under way or late"
    REPORTED = "reported on"
    MENTIONED = "mentioned"


_WORDS = {
    Says.RESCINDED: "undoing",
    Says.COMPLETED: "finishing",
    Says.UNDER_WAY: "under_way",
    Says.REPORTED: "reporting",
}
_SENTENCE = re.compile(r"(?<=[.;!?])\s+")
_PATTERNS = {
    says: re.compile(rf"\b(?:{alternation(group)})\b", re.IGNORECASE)
    for says, group in _WORDS.items()
}


def says(mention: Mention, of: Mention) -> Says:
    """Return what the words of a later mention tell of what it mentions.

    Of several sentences, of an item or a passage, those count that share a telling word of
    ``of``: minutes tell of other things beside it.
    """
    text = mention.wording or mention.title
    if mention.kind in (MentionKind.ITEM, MentionKind.PASSAGE):
        near = [one for one in _SENTENCE.split(text) if of.words & telling_words(one)]
        text = " ".join(near) or text
    told = {one for one, words in _PATTERNS.items() if words.search(text)}
    if alters(text, mention, of):
        told.add(Says.CHANGED)
    return next((one for one in Says if one in told), Says.MENTIONED)

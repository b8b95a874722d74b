"""The things that the app counts, each as it is said of one and of several.

Languages have other forms than these two; the catalogue of each has all of its own.
"""

from __future__ import annotations

from ui.language import NN_

NOUNS = {
    "action": NN_("{number:,} action", "{number:,} actions"),
    "chat": NN_("{number:,} chat", "{number:,} chats"),
    "day": NN_("{number:,} day", "{number:,} days"),
    "meeting": NN_("{number:,} meeting", "{number:,} meetings"),
    "more meeting": NN_("{number:,} more meeting", "{number:,} more meetings"),
    "more page": NN_("{number:,} more page", "{number:,} more pages"),
    "more paper": NN_("{number:,} more paper", "{number:,} more papers"),
    "other mention": NN_("{number:,} other mention", "{number:,} other mentions"),
    "other place": NN_("{number:,} other place", "{number:,} other places"),
    "page": NN_("{number:,} page", "{number:,} pages"),
    "paper": NN_("{number:,} paper", "{number:,} papers"),
    "place": NN_("{number:,} place", "{number:,} places"),
    "question": NN_("{number:,} question", "{number:,} questions"),
    "resolution": NN_("{number:,} resolution", "{number:,} resolutions"),
    "routine matter": NN_("{number:,} routine matter", "{number:,} routine matters"),
    "run": NN_("{number:,} run", "{number:,} runs"),
    "sample paper": NN_("{number:,} sample paper", "{number:,} sample papers"),
    "sentence": NN_("{number:,} sentence", "{number:,} sentences"),
    "thing": NN_("{number:,} thing", "{number:,} things"),
    "word": NN_("{number:,} word", "{number:,} words"),
}

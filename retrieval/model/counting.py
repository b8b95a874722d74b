"""Parts of sentences that several answers have in common, to be said in any language."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from prompts import Wording, counted_words, joined, worded
from retrieval.model.source_lines import day_words


def counted_papers(count: int) -> Wording:
    """Return "1 paper" or "1204 papers"."""
    return counted_words("{number} paper", "{number} papers", count)


def span_words(days: Sequence[date]) -> str:
    """Return "3 May 2023" or "3 May 2023 to 9 June 2024" of days in order; "" of none."""
    if not days:
        return ""
    first, last = day_words(days[0]), day_words(days[-1])
    return first if first == last else worded("{first} to {last}", first=first, last=last)


def either(named: Sequence[str]) -> Wording:
    """Return "a", "a or b", "a, b or c" of what is named, one thing at least."""
    if len(named) == 1:
        return joined("", named)
    return worded("{several} or {last}", several=joined(", ", named[:-1]), last=named[-1])


def named_in(before: str, named: Sequence[str], most: int) -> Wording:
    """Return "before · a; b" of what is named, with as much of it as ``most`` words have room for.

    The last named is left out first, or cut at a semicolon of its own; what comes before stays.
    """
    told = list(named)
    line = joined(" · ", (before, joined("; ", told)))
    while len(line.split()) > most and told and (told[1:] or "; " in told[-1]):
        *rest, last = told
        told = [*rest, last.rpartition("; ")[0]] if "; " in last else rest
        line = joined(" · ", (before, joined("; ", told)))
    return line


def latest(line: str) -> Wording:
    """Return the line of what became of a matter last, said to be the latest of several."""
    return worded("Latest: {line}", line=line)

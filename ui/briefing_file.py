"""A meeting's briefing as a Word file, short enough to print."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.types import AgendaItem, Paper
from ui.gatherings import Gathering, briefing, pages_words
from ui.plain import verbatim
from ui.word_file import Block, Style, word_document
from ui.wording import day, paper_line

# Two sides of paper hold about this much of each field; the page has the rest.
_LONGEST = 600


def briefing_word(gathering: Gathering, items: Sequence[tuple[Paper, AgendaItem]]) -> bytes:
    """Return the briefing of a meeting: each item with its form, sources as footnotes."""
    title = gathering.committee or "Meeting"
    blocks = [Block(title, Style.TITLE), Block(day(gathering.when), Style.NOTE)]
    for paper, item in items:
        source = f"{paper_line(paper)} ({paper.file_name}), {pages_words(item)}"
        blocks.append(Block(f"{item.number}. {item.title}", Style.SUBHEADING, (source,)))
        for field in briefing(item):
            text = verbatim(field.value)
            cut = f"{text[:_LONGEST]} [… the page has the rest]" if len(text) > _LONGEST else text
            blocks.append(Block(f"{field.name} {cut}".strip()))
    return word_document(blocks)

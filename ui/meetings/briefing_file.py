"""A meeting's briefing as a file, short enough to print on two sides of A4."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.meetings import Gathering
from ui.files import Block, Style, pdf_document, sides, word_document
from ui.language import _
from ui.meetings.briefing import Briefing, last_words
from ui.words import day, pages_words, paper_line, shortened, verbatim

SIDES = 2


@dataclass(frozen=True, slots=True)
class Detail:
    """How much is said of an item: characters of its recommendation and of each other line."""

    decide: int
    line: int


# From all there is to titles and pages only; the first that fits is taken.
_DETAILS = (
    Detail(100_000, 1000),
    Detail(1200, 300),
    Detail(700, 200),
    Detail(450, 140),
    Detail(300, 90),
    Detail(180, 60),
    Detail(110, 0),
    Detail(0, 0),
)
# What Word sets wider than the PDF is drawn, as a share of the size of letters.
_WIDER = 1.12


def briefing_word(gathering: Gathering, briefings: Sequence[Briefing]) -> bytes:
    """Return the briefing of a meeting as a Word file, about two sides long."""
    return word_document(_fitting(gathering, briefings, _WIDER), compact=True)


def briefing_pdf(gathering: Gathering, briefings: Sequence[Briefing]) -> bytes:
    """Return the briefing of a meeting as a PDF of at most two sides.

    A meeting with more items than two sides have lines takes more.
    """
    return pdf_document(_fitting(gathering, briefings, 1.0), _title(gathering))


def _fitting(gathering: Gathering, briefings: Sequence[Briefing], size: float) -> list[Block]:
    for detail in _DETAILS:
        blocks = _blocks(gathering, briefings, detail)
        if sides(blocks, size) <= SIDES:
            break
    return blocks


def _title(gathering: Gathering) -> str:
    return f"{gathering.committee or _('Meeting')}, {day(gathering.when)}"


def _blocks(gathering: Gathering, briefings: Sequence[Briefing], detail: Detail) -> list[Block]:
    blocks = [Block(_title(gathering), Style.TITLE)]
    note = _("Briefing from the report forms, in their own words.")
    if detail is not _DETAILS[0]:
        note += " " + _("What is cut short (…) stands whole on its page.")
    blocks.append(Block(note, Style.NOTE))
    asking = [one for one in briefings if one.asks]
    others = [one for one in briefings if not one.asks]
    for heading, held in (
        (_("What members are asked to decide"), asking),
        (_("Other items"), others),
    ):
        if held and asking:
            blocks.append(Block(heading, Style.HEADING))
        for paper in dict.fromkeys(one.paper for one in held):
            # One agenda need not be named twice.
            if held is asking or len({one.paper for one in briefings}) > 1 or not asking:
                blocks.append(Block(f"{paper_line(paper)} ({paper.file_name})", Style.NOTE))
            for briefing in held:
                if briefing.paper == paper:
                    blocks += _item(briefing, detail)
    return blocks


def _item(briefing: Briefing, detail: Detail) -> list[Block]:
    item = briefing.item
    where = (
        pages_words(item) if item.first_page or not briefing.closed else _("closed to the public")
    )
    title = f"{item.number}. {shortened(item.title, 160)} ({where})"
    if not detail.decide:
        return [Block("", label=title)]
    blocks = [Block(title, Style.SUBHEADING)]
    if briefing.closed:
        blocks.append(Block(f"“{_cut(briefing.closed, 120)}”", label=_("Closed by the agenda:")))
    blocks += [
        Block(_cut(words, detail.decide), label=f"{_(label)}:") for label, words in briefing.decide
    ]
    if briefing.figures:
        blocks.append(Block(" · ".join(briefing.figures), label=_("Figures in it:")))
    if detail.line:
        said = [f"{_(label)}: {_cut(words, detail.line)}" for label, words in briefing.lines]
        if briefing.last:
            said.append(_("Last considered: {when}").format(when=last_words(briefing.last)))
        blocks += [Block(" · ".join(said))] if said else []
    return blocks


def _cut(words: str, most: int) -> str:
    return shortened(verbatim(words), most)

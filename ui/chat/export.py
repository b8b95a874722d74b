"""A chat as a document: Markdown, or Word with real footnotes, every citation kept.

Pure functions of the exchanges. Footnotes are numbered through the document, and
words of papers are escaped so that no Markdown reader follows a link in them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.sample import sample_mark
from retrieval.model import Answer, Citation, Statement, Status
from ui.files import Block, Style, word_document
from ui.kept import Exchange
from ui.language import N_, _, spoken
from ui.words import corrected_on, escaped, page_words, scope_words, source_line, verbatim

_TITLE = N_("Questions to the papers")
OFFICIAL = N_("Official wording, quoted as printed:")
EXPLAINED = N_("Explained by a language model, no quotation:")


@dataclass(frozen=True, slots=True)
class _Note:
    number: int
    citation: Citation

    @property
    def words(self) -> str:
        return f"{source_line(self.citation, file=True)}: “{_line(self.citation.quote)}”"


def answer_words(answer: Answer) -> str:
    """Return one answer with its citations as plain text, for pasting into a letter or mail."""
    parts = _beside(answer)
    for statement in answer.statements or answer.closest:
        marks = "".join(f" [{c.number}]" for c in statement.citations)
        above = "".join(f"{line}\n" for line in _above(statement))
        parts.append(f"{above}{verbatim(statement.text)}{marks}")
    notes = [f"[{c.number}] {source_line(c, file=True)}" for c in answer.citations]
    return "\n\n".join([*parts, "\n".join(notes)]).strip()


def chat_markdown(chat: Sequence[Exchange]) -> str:
    """Return the answered exchanges as Markdown with footnotes."""
    lines = [f"# {_(_TITLE)}", ""]
    notes: list[_Note] = []
    for exchange, answer in _answered(chat):
        lines += [f"## {escaped(_line(exchange.question))}", ""]
        limits = scope_words(exchange.scope)
        lines += [_("*Limited to: {limits}*").format(limits=escaped(limits)), ""] if limits else []
        for said in _beside(answer):
            lines += [escaped(_line(said)), ""]
        for statement in answer.statements or answer.closest:
            taken = _notes(statement, len(notes))
            notes += taken
            lines += [*_quoted(statement, taken), ""]
        lines += _nearest_lines(answer)
    lines += [f"[^{note.number}]: {escaped(note.words)}" for note in notes]
    return "\n".join(lines).rstrip() + "\n"


def chat_word(chat: Sequence[Exchange]) -> bytes:
    """Return the answered exchanges as a Word file with footnotes."""
    blocks = [Block(_(_TITLE), Style.TITLE)]
    count = 0
    for exchange, answer in _answered(chat):
        blocks.append(Block(_line(exchange.question), Style.HEADING))
        limits = scope_words(exchange.scope)
        blocks += (
            [Block(_("Limited to: {limits}").format(limits=limits), Style.NOTE)] if limits else []
        )
        blocks += [Block(_line(said)) for said in _beside(answer)]
        for statement in answer.statements or answer.closest:
            taken = _notes(statement, count)
            count += len(taken)
            blocks += [Block(line, Style.NOTE) for line in _above(statement)]
            style = Style.QUOTE if statement.official else Style.BODY
            notes = tuple(note.words for note in taken)
            blocks.append(Block(verbatim(statement.text), style, notes))
        blocks += [Block(line, Style.BULLET) for line in _nearest(answer)]
    return word_document(blocks)


def _answered(chat: Sequence[Exchange]) -> list[tuple[Exchange, Answer]]:
    return [(exchange, exchange.answer) for exchange in chat if exchange.answer]


def _notes(statement: Statement, before: int) -> list[_Note]:
    return [_Note(before + at, c) for at, c in enumerate(statement.citations, start=1)]


def _quoted(statement: Statement, notes: Sequence[_Note]) -> list[str]:
    marks = "".join(f"[^{note.number}]" for note in notes)
    words = [escaped(line.strip()) for line in verbatim(statement.text).splitlines()]
    ours = (_(OFFICIAL), _(EXPLAINED))
    said = [line if line in ours else escaped(line) for line in _above(statement)]
    above = [part for line in said for part in (f"**{line}**", "")]
    if not statement.official:
        return [*above, "  \n".join(words) + marks]
    quoted = [f"> {line}  " for line in words]
    return [*above, *quoted[:-1], f"{quoted[-1].rstrip()}{marks}"]


def _above(statement: Statement) -> list[str]:
    """Return what stands above a statement: the part that it answers, and whose words it is."""
    whose = _(OFFICIAL) if statement.official else _(EXPLAINED) if statement.explained else ""
    by = corrected_on(statement.corrected)
    return [_line(line) for line in (spoken(statement.part), by, whose) if line]


def _beside(answer: Answer) -> list[str]:
    """Return what is said beside the statements: the question as asked, message and note."""
    asked = _("Asked as: {asked}").format(asked=answer.asked) if answer.asked else ""
    return [
        said
        for said in (asked, spoken(answer.message), spoken(answer.lead), spoken(answer.note))
        if said
    ]


def _nearest(answer: Answer) -> list[str]:
    if answer.status is Status.ANSWERED:
        return []
    found = answer.pages[:5]
    return [
        _("Nearest page, without a claim: {paper}, {page}").format(
            paper=one.paper + _(sample_mark(one.paper_id)),
            page=page_words(one.page, one.printed, place=one.place),
        )
        for one in found
    ]


def _nearest_lines(answer: Answer) -> list[str]:
    lines = [f"- {escaped(line)}" for line in _nearest(answer)]
    return [*lines, ""] if lines else []


def _line(text: str) -> str:
    return " ".join(verbatim(text).split())

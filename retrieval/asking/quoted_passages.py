"""What the passages that a search found say, quoted: prose, lists, rows, fields, decisions.

The lead is the best passage; what stands beside it is added only where it is
nearly as good and says something else. Versions of the same words are one
statement, the newest speaking for all; official wording is quoted whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from corpus.catalogue import Catalogue
from corpus.model import FormName, Passage, PassageKind
from prompts import fill
from retrieval.answer import (
    Quotation,
    Quoter,
    asks_for_list,
    asks_for_several,
    chosen_for,
    goes_on,
    list_anchors,
    merged_rows,
    names_behind,
    newest_first,
    numbered,
    rows_shown,
    rows_with_value,
    said_in,
    sentences,
    to_its_end,
    version_asked,
    whole_list,
    widest_on_each_page,
)
from retrieval.asking.sufficiency import Support, confidence
from retrieval.asking.times_missing import times_there
from retrieval.asking.told import holds_most, with_told
from retrieval.model import Citation, Hit, Intent, Quoting, Statement
from retrieval.noted import row_line
from retrieval.ranking import Wanted, sums_in, wanted
from retrieval.search import Found, is_answer_to, whole_field


class QuotedPassages:
    """Quotes the passages found for one question.

    Whatever is asked raises as :class:`retrieval.answer.Quoter`.
    """

    def __init__(self, found: Found, catalogue: Catalogue, quoter: Quoter) -> None:
        self._found = found
        self._catalogue = catalogue
        self._quoter = quoter
        self._quoting = found.constants.quoting

    def told(self, backing: Support) -> tuple[list[Statement], str, str]:
        """Return what the passages say, what is left out, and what they come to in one line.

        The line and what is left out are "" for most.
        """
        found = self._found
        picked, left_out = self._picked()
        statements, line = ([picked], "") if picked else self.said(backing)
        statements, missing = times_there(found, statements)
        if found.query.intent is Intent.DECISION_ASKED and not found.query.periods:
            statements = newest_first(statements)
        return statements, missing or left_out, line

    def said(self, backing: Support) -> tuple[list[Statement], str]:
        """Return what the chosen passages say, more of them where they may not answer.

        After it what they come to in one line, "" for most.
        """
        statements, line = self._chosen(unsure=False)
        told = with_told(backing, self._found, statements)
        if confidence(told) >= self._found.constants.sufficiency.sure:
            return statements, line
        return self._chosen(unsure=True)

    def closest(self, beside: Sequence[Statement] = ()) -> tuple[Statement, ...]:
        """Quote the passages that come nearest to the question, best first, one statement each.

        None says again what stands ``beside`` them.
        """
        quoting, quoter = self._quoting, self._quoter
        told = list(beside)
        for hit in self._found.hits[: 2 * quoting.closest]:
            for one in self._quotations(hit, quoting.sentences_unsure):
                statement = quoter.statement(one.passage, one.spans, one.official, one.cells)
                if statement and not said_before(statement, told, quoting):
                    told.append(statement)
                    break
        return numbered(told[len(beside) :][: quoting.closest])

    def _chosen(self, *, unsure: bool) -> tuple[list[Statement], str]:
        """Return what the chosen passages say, one statement each thing said, and their line."""
        found, quoter, quoting = self._found, self._quoter, self._quoting
        statements: list[Statement] = []
        chosen = chosen_for(found, unsure)
        line = chosen.line
        also = {v.face.passage.id: v.others for v in chosen.versions}
        faces = (version.face for version in chosen.versions)
        few = quoting.sentences_unsure if unsure else quoting.sentences
        told = (q for face in faces for q in self._quotations(face, few))
        for one in merged_rows(told):
            statement = quoter.statement(one.passage, one.spans, one.official, one.cells)
            resolution = quoter.resolution(one.passage)
            if statement and resolution:
                statement = quoter.with_outcome(statement, resolution)
            if statement and not said_before(statement, statements, quoting):
                # A row of something else would lead with a cell that nobody asked for.
                if not (line or statements) and holds_most(one.passage, found):
                    line = row_line(one.passage, found.query)
                others = self._also(also.get(one.passage.id, ()))
                conflicts = one.passage.id in chosen.conflicting
                statements.append(replace(statement, also=others, conflicts=conflicts))
        return statements, line

    def _also(self, hits: Iterable[Hit]) -> tuple[Citation, ...]:
        """Return where other versions stand, one citation a page."""
        cited = (
            one
            for hit in hits
            for one in widest_on_each_page(
                self._quoter.citations(hit.passage, said_in(hit, self._found))
            )
        )
        return tuple({(c.paper_id, c.page): c for c in cited}.values())

    def _picked(self) -> tuple[Statement | None, str]:
        """Return the rows that hold the value asked for, and what to say where they are not all.

        None where no rows were asked for.
        """
        found, quoting = self._found, self._quoting
        if not (asks_for_several(found.query) or asks_for_list(found.query)):
            return None, ""
        first = found.hits[: quoting.row_hits]
        tables = dict.fromkeys(hit.passage.paper_id for hit in first if hit.passage.cells)
        picked = [rows_with_value(found.query, self._paper(key), quoting) for key in tables]
        rows = version_asked([rows for rows in picked if rows], found.query, found.day)
        shown = rows_shown(rows, quoting)
        told = (self._quoter.statement(row.passage, row.spans, cells=row.cells) for row in shown)
        whole = [one for one in told if one]
        if not whole:
            return None, ""
        cut = len(shown) < len(rows)
        message = fill("rows_cut", shown=str(len(shown)), all=str(len(rows))) if cut else ""
        text = "\n".join(one.text for one in whole)
        return Statement(text, tuple(c for one in whole for c in one.citations)), message

    def _quotations(self, hit: Hit, most: int) -> Iterator[Quotation]:
        """Yield what is quoted of a hit, each to be a statement; ``most`` sentences of prose."""
        passage = hit.passage
        if passage.kind is PassageKind.RESOLUTION:
            yield Quotation(passage, self._quoter.whole(passage), official=True)
            if wanted(self._found.query) is Wanted.PERSON:
                names = names_behind(passage, self._paper(passage.paper_id), self._quoting)
                if names:
                    yield Quotation(passage, names)
        elif passage.kind is PassageKind.FORM:
            spans = whole_field(passage, self._paper(passage.paper_id))
            yield Quotation(passage, spans, is_answer_to(passage, FormName.RECOMMENDATIONS))
        elif passage.kind is PassageKind.ROW:
            yield Quotation(passage, passage.spans, cells=passage.cells)
        else:
            yield from self._prose(passage, most)

    def _prose(self, passage: Passage, sentences_most: int) -> Iterator[Quotation]:
        """Yield the sentences that answer, or the whole list that was asked for."""
        found, quoter, quoting = self._found, self._quoter, self._quoting
        units = found.evidence.get(passage.id, ())
        kind, asked = wanted(found.query), asks_for_list(found.query)
        anchors = list_anchors(units, kind, wants_list=asked, constants=quoting)
        most = None if asked else quoting.list_unasked
        paper = self._paper(passage.paper_id) if anchors else ()
        lists = (whole_list(at, paper, most, quoting) for at in anchors)
        listed = next((one for one in lists if one), ())
        if not (listed and asked):
            for run in sentences(units, kind, quoting, sentences_most):
                spans = quoter.with_motion(passage, [s for unit in run for s in unit.spans])
                decided = None
                if goes_on(run, passage, found):
                    paper = paper or self._paper(passage.paper_id)
                    more, decided = to_its_end(run, passage, paper, found)
                    spans += more
                if not any(one.overlaps(other) for one in spans for other in listed):
                    yield Quotation(passage, spans)
                    if decided:
                        yield Quotation(decided, quoter.whole(decided), official=True)
        if listed:
            yield Quotation(passage, listed)

    def _paper(self, paper_id: str) -> tuple[Passage, ...]:
        """Return a paper's passages in reading order, as whoever asks may see them."""
        return self._catalogue.passages_of(paper_id, self._found.scope.clearance)


def said_before(statement: Statement, before: Iterable[Statement], constants: Quoting) -> bool:
    """Whether an earlier statement says the same words, or more; of other sums none does."""
    return any(
        statement.text in other.text
        or (
            fuzz.ratio(statement.text, other.text) >= constants.same_words
            and sums_in(statement.text) == sums_in(other.text)
        )
        for other in before
    )

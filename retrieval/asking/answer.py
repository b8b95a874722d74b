"""Answer by quoting: which passages answer, and what is quoted of them.

The lead is the best passage; what stands beside it is added only where it is
nearly as good and says something else. Versions of the same words are one
statement, the newest speaking for all; official wording is quoted whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from corpus.catalogue import Catalogue
from corpus.model import FormName, Passage, PassageKind
from prompts import fill, joined, worded
from retrieval.answer import (
    Quotation,
    Quoter,
    Recorded,
    asks_for_list,
    asks_for_several,
    chosen_for,
    decided_at,
    goes_on,
    led_by,
    list_anchors,
    looked_up,
    merged_rows,
    names_behind,
    newest_first,
    nothing_decided,
    numbered,
    recorded,
    rows_shown,
    rows_with_value,
    said_in,
    sentences,
    to_its_end,
    version_asked,
    whole_list,
    widest_on_each_page,
    with_corrections,
)
from retrieval.asking.choices import choices
from retrieval.asking.matters import matter_of
from retrieval.asking.next_questions import Known, PassagesOf, Titles, offered
from retrieval.asking.sufficiency import Support, confidence, support
from retrieval.asking.times_missing import times_there
from retrieval.asking.told import asks_record, holds_most, with_told
from retrieval.model import Choice, Citation, Hit, Intent, Matter, Statement, Turn, day_words
from retrieval.noted import (
    FieldTold,
    field_told,
    meetings_counted,
    moved,
    of_the_meeting,
    page_told,
    row_line,
    with_notes,
)
from retrieval.overview import MatterTold, matter_summed_up, matter_told, meeting_told
from retrieval.question import share_met
from retrieval.ranking import Wanted, sums_in, wanted
from retrieval.search import Found, is_answer_to, whole_field


@dataclass(frozen=True)
class Composed:
    """The statements of an answer, and what supports giving them.

    ``message`` says what is left out of them; "" where nothing is. ``lead`` is the answer in
    one line, "" where none can be made; ``sure`` says that no other passage need be looked at.
    ``closest`` are the words of the chat's matter where it does not give the field asked for,
    which ``message`` says then.
    """

    statements: tuple[Statement, ...]
    support: Support
    message: str = ""
    lead: str = ""
    sure: bool = False
    closest: tuple[Statement, ...] = ()


class Answerer:
    """Composes answers from what a search found."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._titles = Titles(catalogue)

    def compose(self, found: Found) -> Composed:
        """Quote what answers; the caller decides by ``support`` whether to show it.

        Raises:
            UnknownPaperError: a paper has gone since it was found.
            CatalogueError: the catalogue cannot be read.
        """
        backing = support(found)
        quoter = Quoter(self._catalogue, found)
        field = field_told(found, self._catalogue, quoter)
        if field:
            return self._field(field, found, backing)
        statements, left_out = looked_up(found, self._catalogue, quoter)
        lead = line = ""
        meeting = meeting_told(found, self._catalogue, quoter)
        if meeting:
            return self._agenda(meeting, statements, left_out, backing, found)
        if not statements:
            statements, left_out, backing, lead = self._registered(found, quoter, backing)
        recorded = bool(lead)
        if not statements:
            told = matter_told(found, self._catalogue, quoter)
            if told and told.mentioned:
                return Composed((), replace(backing, unrecorded=1.0))
            if told:
                statements, backing = self._overview(told, found, quoter, backing)
                lead = told.lead
        if not statements:
            statements, left_out, line = self._passages(found, quoter, backing)
        most = found.constants.quoting.statements
        # What the register or the very place asked for says needs nothing beside it.
        sure = bool(lead) or found.looked_up.bare
        backing = with_told(backing, found, statements)
        if recorded:
            backing = replace(backing, untold=0.0)
        statements = with_notes(statements[:most], found, self._catalogue, quoter)
        statements, day = with_corrections(statements, found, self._catalogue, quoter)
        if lead and day:
            lead = joined(" · ", (lead, worded("corrected {day}", day=day_words(day))))
        return Composed(numbered(statements), backing, left_out, lead or line, sure)

    def matter(self, found: Found, statements: Sequence[Statement]) -> Matter | None:
        """Return what later turns of a chat are about, after these statements; None without.

        Where one field of a matter was told, they are about that matter still. Raises as
        :meth:`compose`.
        """
        field, about = found.query.field, found.query.matter
        if field and about and statements:
            # Of another time the papers may have told by another row.
            own = {c.paper_id for c in statements[0].citations} == {about.paper_id}
            if field.name or own:
                return about
        return matter_of(
            found,
            statements,
            self._catalogue,
            Quoter(self._catalogue, found),
            self._of_paper(found),
        )

    def next(
        self,
        found: Found,
        told: Sequence[Statement],
        matter: Matter | None,
        history: Sequence[Turn],
    ) -> tuple[str, ...]:
        """Return what may be asked next in a chat, the likeliest first.

        ``told`` is what was just said of ``matter``. Without one, ``told`` are passages that
        come close, and questions name what they are of. Raises as :meth:`compose`.
        """
        about = matter or self.matter(found, told[:1])
        if about is None:
            return ()
        same = (t for t in history if t.answer.matter and t.answer.matter.title == about.title)
        asked = [turn.question for turn in same]
        known = Known(found, about, told, self._catalogue, self._titles, self._of_paper(found))
        return offered(known, asked, follows=matter is not None)

    def choices(self, found: Found, statements: Sequence[Statement]) -> tuple[Choice, ...]:
        """Return the other meetings or matters that a question fits as well as its answer.

        Raises as :meth:`compose`.
        """
        return choices(found, statements, self._catalogue, Quoter(self._catalogue, found))

    def _of_paper(self, found: Found) -> PassagesOf:
        return lambda paper_id: self._paper(paper_id, found)

    def closest(self, found: Found, beside: Sequence[Statement] = ()) -> tuple[Statement, ...]:
        """Quote the passages that come nearest to the question, best first, one statement each.

        None says again what stands ``beside`` them.

        Raises as :meth:`compose`.
        """
        quoter = Quoter(self._catalogue, found)
        told = list(beside)
        for hit in found.hits[: 2 * found.constants.quoting.closest]:
            for one in self._quotations(
                hit, found, quoter, found.constants.quoting.sentences_unsure
            ):
                statement = quoter.statement(one.passage, one.spans, one.official, one.cells)
                if statement and not _said(statement, told, found):
                    told.append(statement)
                    break
        return numbered(told[len(beside) :][: found.constants.quoting.closest])

    def _registered(
        self, found: Found, quoter: Quoter, backing: Support
    ) -> tuple[list[Statement], str, Support, str]:
        """Return what the register itself answers: a meeting's outcomes, who moved, who voted."""
        sure = replace(backing, decided_quoted=1.0, period=1.0)
        most = found.constants.quoting.statements
        listed, left_out = decided_at(found, self._catalogue, quoter, most)
        if not listed:
            listed, left_out = nothing_decided(found, quoter)
        if listed:
            return listed, left_out, sure, ""
        tries = (
            page_told, meetings_counted, matter_summed_up, led_by, of_the_meeting, moved, recorded,
        )  # fmt: skip
        told = (tell(found, self._catalogue, quoter) for tell in tries)
        beside = next((one for one in told if one), None)
        if beside is None:
            return [], "", replace(backing, unrecorded=float(asks_record(found, quoter))), ""
        return list(beside.statements), "", sure if beside.sure else backing, beside.lead

    def _field(self, told: FieldTold, found: Found, backing: Support) -> Composed:
        """Return the field of the chat's matter, or that it gives none."""
        statements = numbered(told.statements)
        if told.missing:
            backing = replace(backing, unrecorded=1.0)
            return Composed((), backing, told.missing, closest=statements)
        if told.sure:
            backing = replace(backing, decided_quoted=1.0, period=1.0, unknown=0.0)
        else:
            backing = with_told(backing, found, statements)
        return Composed(statements, backing, "", told.lead, told.sure)

    def _agenda(
        self,
        meeting: Recorded,
        listed: Sequence[Statement],
        left_out: str,
        backing: Support,
        found: Found,
    ) -> Composed:
        """Return what the items of a meeting come to, after their list where that was asked for."""
        sure = replace(backing, decided_quoted=1.0, period=1.0)
        told = [*listed, *meeting.statements][: found.constants.quoting.agenda]
        return Composed(numbered(told), sure, left_out, "" if listed else meeting.lead, True)

    def _overview(
        self, told: MatterTold, found: Found, quoter: Quoter, backing: Support
    ) -> tuple[list[Statement], Support]:
        """Return what is told of a thing, and after it what the passages about it say.

        The newest of those come first; none says again what was told. Beside what the register
        tells they are few, and name the thing themselves.
        """
        statements = list(told.statements)
        recorded = bool(statements)
        quoted, _ = self._quoted(replace(found, hits=told.speaking), quoter, backing)
        speaking = newest_first(quoted)
        if recorded:
            speaking = [s for s in speaking if share_met(told.words, s.text, found.query)]
            speaking = speaking[: found.constants.quoting.beside_overview]
        for one in speaking:
            if not _said(one, statements, found):
                statements.append(one)
        sure = replace(backing, decided_quoted=1.0, period=1.0)
        return statements, sure if recorded else backing

    def _passages(
        self, found: Found, quoter: Quoter, backing: Support
    ) -> tuple[list[Statement], str, str]:
        """Return what the passages found say, what is left out, and their line."""
        picked, left_out = self._picked(found, quoter)
        statements, line = ([picked], "") if picked else self._quoted(found, quoter, backing)
        statements, missing = times_there(found, statements)
        if found.query.intent is Intent.DECISION_ASKED and not found.query.periods:
            statements = newest_first(statements)
        return statements, missing or left_out, line

    def _quoted(
        self, found: Found, quoter: Quoter, backing: Support
    ) -> tuple[list[Statement], str]:
        """Return what the chosen passages say, more of them where they may not answer.

        After it what they come to in one line, "" for most.
        """
        statements, line = self._chosen(found, quoter, unsure=False)
        told = with_told(backing, found, statements)
        if confidence(told) >= found.constants.sufficiency.sure:
            return statements, line
        return self._chosen(found, quoter, unsure=True)

    def _chosen(self, found: Found, quoter: Quoter, *, unsure: bool) -> tuple[list[Statement], str]:
        """Return what the chosen passages say, one statement each thing said, and their line."""
        statements: list[Statement] = []
        chosen = chosen_for(found, unsure)
        line = chosen.line
        also = {v.face.passage.id: v.others for v in chosen.versions}
        faces = (version.face for version in chosen.versions)
        quoting = found.constants.quoting
        few = quoting.sentences_unsure if unsure else quoting.sentences
        told = (q for face in faces for q in self._quotations(face, found, quoter, few))
        for one in merged_rows(told):
            statement = quoter.statement(one.passage, one.spans, one.official, one.cells)
            resolution = quoter.resolution(one.passage)
            if statement and resolution:
                statement = quoter.with_outcome(statement, resolution)
            if statement and not _said(statement, statements, found):
                # A row of something else would lead with a cell that nobody asked for.
                if not (line or statements) and holds_most(one.passage, found):
                    line = row_line(one.passage, found.query)
                others = _also(also.get(one.passage.id, ()), found, quoter)
                conflicts = one.passage.id in chosen.conflicting
                statements.append(replace(statement, also=others, conflicts=conflicts))
        return statements, line

    def _picked(self, found: Found, quoter: Quoter) -> tuple[Statement | None, str]:
        """Return the rows that hold the value asked for, and what to say where they are not all.

        None where no rows were asked for.
        """
        if not (asks_for_several(found.query) or asks_for_list(found.query)):
            return None, ""
        quoting = found.constants.quoting
        first = found.hits[: quoting.row_hits]
        tables = dict.fromkeys(hit.passage.paper_id for hit in first if hit.passage.cells)
        picked = [rows_with_value(found.query, self._paper(key, found), quoting) for key in tables]
        rows = version_asked([rows for rows in picked if rows], found.query, found.day)
        shown = rows_shown(rows, quoting)
        told = (quoter.statement(row.passage, row.spans, cells=row.cells) for row in shown)
        whole = [one for one in told if one]
        if not whole:
            return None, ""
        cut = len(shown) < len(rows)
        message = fill("rows_cut", shown=str(len(shown)), all=str(len(rows))) if cut else ""
        text = "\n".join(one.text for one in whole)
        return Statement(text, tuple(c for one in whole for c in one.citations)), message

    def _quotations(self, hit: Hit, found: Found, quoter: Quoter, most: int) -> Iterator[Quotation]:
        """Yield what is quoted of a hit, each to be a statement; ``most`` sentences of prose."""
        passage = hit.passage
        if passage.kind is PassageKind.RESOLUTION:
            yield Quotation(passage, quoter.whole(passage), official=True)
            if wanted(found.query) is Wanted.PERSON:
                names = names_behind(
                    passage, self._paper(passage.paper_id, found), found.constants.quoting
                )
                if names:
                    yield Quotation(passage, names)
        elif passage.kind is PassageKind.FORM:
            spans = whole_field(passage, self._paper(passage.paper_id, found))
            yield Quotation(passage, spans, is_answer_to(passage, FormName.RECOMMENDATIONS))
        elif passage.kind is PassageKind.ROW:
            yield Quotation(passage, passage.spans, cells=passage.cells)
        else:
            yield from self._prose(passage, quoter, found, most)

    def _prose(
        self, passage: Passage, quoter: Quoter, found: Found, sentences_most: int
    ) -> Iterator[Quotation]:
        """Yield the sentences that answer, or the whole list that was asked for."""
        units = found.evidence.get(passage.id, ())
        kind, quoting = wanted(found.query), found.constants.quoting
        asked = asks_for_list(found.query)
        anchors = list_anchors(units, kind, wants_list=asked, constants=quoting)
        most = None if asked else quoting.list_unasked
        paper = self._paper(passage.paper_id, found) if anchors else ()
        lists = (whole_list(at, paper, most, quoting) for at in anchors)
        listed = next((one for one in lists if one), ())
        if not (listed and asked):
            for run in sentences(units, kind, quoting, sentences_most):
                spans = quoter.with_motion(passage, [s for unit in run for s in unit.spans])
                decided = None
                if goes_on(run, passage, found):
                    paper = paper or self._paper(passage.paper_id, found)
                    more, decided = to_its_end(run, passage, paper, found)
                    spans += more
                if not any(one.overlaps(other) for one in spans for other in listed):
                    yield Quotation(passage, spans)
                    if decided:
                        yield Quotation(decided, quoter.whole(decided), official=True)
        if listed:
            yield Quotation(passage, listed)

    def _paper(self, paper_id: str, found: Found) -> tuple[Passage, ...]:
        """Return a paper's passages in reading order, as whoever asks may see them."""
        return self._catalogue.passages_of(paper_id, found.scope.clearance)


def _also(hits: Iterable[Hit], found: Found, quoter: Quoter) -> tuple[Citation, ...]:
    """Return where other versions stand, one citation a page."""
    cited = (
        one
        for hit in hits
        for one in widest_on_each_page(quoter.citations(hit.passage, said_in(hit, found)))
    )
    return tuple({(c.paper_id, c.page): c for c in cited}.values())


def _said(statement: Statement, before: Iterable[Statement], found: Found) -> bool:
    """Whether an earlier statement says the same words, or more; of other sums none does."""
    alike = found.constants.quoting.same_words
    return any(
        statement.text in other.text
        or (
            fuzz.ratio(statement.text, other.text) >= alike
            and sums_in(statement.text) == sums_in(other.text)
        )
        for other in before
    )

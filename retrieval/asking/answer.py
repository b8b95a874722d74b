"""From what a search found to an answer: the order in which sources are asked, and its parts.

What asks for a field, a place or the register is told from there; all else is quoted from
the passages found.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.catalogue import Catalogue
from prompts import joined, worded
from retrieval.answer import (
    Quoter,
    Recorded,
    decided_at,
    led_by,
    looked_up,
    newest_first,
    nothing_decided,
    numbered,
    recorded,
    with_corrections,
)
from retrieval.asking.choices import choices
from retrieval.asking.matters import matter_of
from retrieval.asking.next_questions import Known, PassagesOf, Titles, offered
from retrieval.asking.on_record import asks_record
from retrieval.asking.quoted_passages import QuotedPassages, said_before
from retrieval.asking.sufficiency import Support, support
from retrieval.asking.told import with_told
from retrieval.model import Choice, Matter, Statement, Turn, day_words
from retrieval.noted import (
    FieldTold,
    field_told,
    meetings_counted,
    moved,
    of_the_meeting,
    page_told,
    with_notes,
)
from retrieval.overview import MatterTold, matter_summed_up, matter_told, meeting_told
from retrieval.question import share_met
from retrieval.search import Found


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
            passages = QuotedPassages(found, self._catalogue, quoter)
            statements, left_out, line = passages.told(backing)
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

    def closest(self, found: Found, beside: Sequence[Statement] = ()) -> tuple[Statement, ...]:
        """Quote the passages that come nearest to the question, best first, one statement each.

        None says again what stands ``beside`` them. Raises as :meth:`compose`.
        """
        quoter = Quoter(self._catalogue, found)
        return QuotedPassages(found, self._catalogue, quoter).closest(beside)

    def _of_paper(self, found: Found) -> PassagesOf:
        """Return what gives a paper's passages in reading order, as whoever asks may see them."""
        return lambda paper_id: self._catalogue.passages_of(paper_id, found.scope.clearance)

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
        heard = QuotedPassages(replace(found, hits=told.speaking), self._catalogue, quoter)
        quoted, _ = heard.said(backing)
        speaking = newest_first(quoted)
        if recorded:
            speaking = [s for s in speaking if share_met(told.words, s.text, found.query)]
            speaking = speaking[: found.constants.quoting.beside_overview]
        for one in speaking:
            if not said_before(one, statements, found.constants.quoting):
                statements.append(one)
        sure = replace(backing, decided_quoted=1.0, period=1.0)
        return statements, sure if recorded else backing

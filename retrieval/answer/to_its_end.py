"""Minutes tell a matter and, sentences later, how it ended: a quote goes on to there.

What comes after a sentence is of its matter only as far as nothing says otherwise: a number, a
label or an entry's mark, a heading, a gap that something else fills, another page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from corpus.language import alternation
from corpus.model import Passage, PassageKind, Span
from retrieval.answer.excerpts import begins_matter, next_to, telling
from retrieval.answer.lists import leads_in, mark_of
from retrieval.model import DEFAULT, Intent, Quoting
from retrieval.question import Query, ask_of, stems_of
from retrieval.ranking import (
    Unit,
    Wanted,
    holds,
    is_verdict,
    length_of_verdict,
    tells_end,
    units_of,
    wanted,
    within,
)
from retrieval.search import Found

# "Are they putting up lights?" is answered by what was decided on them.
_WHETHER = re.compile(
    r"\W*(?:(?:and|so|but)\s+)?(?:is|are|was|were|do|does|did|has|have|had|will|would|can|could)\b",
    re.I,
)
# A sentence that goes on from the one before it.
_GOES_ON = re.compile(
    r"\W*(?:it|this|that|they|these|after|following|members|councillors|(?:the )?(?:motion|proposal"
    r"|application|request|matter|item|decision|council|committee|board|cabinet|trustees))\b",
    re.I,
)
_ELECTS = re.compile(alternation("deciding_elect"), re.I)
# A line that begins with somebody's name: "Mr A Reed", "Jan Birch – proposed by Mrs Swann".
_NAME_FIRST = re.compile(
    rf"\W{{0,4}}(?:\d{{1,2}}[.)]\s)?(?:(?i:{alternation('titles')})\.?\s(?:[A-Z][\w’'.-]*\s?)"
    r"|[A-Z][\w’'-]+\s(?:[A-Z]\.?\s)?[A-Z][\w’'-]+(?=\s*(?:$|[,;.(–-]|[A-Z])))"
)
_FINISHED = re.compile(r"[.!?;][\"'”’)\]]*\s*$")
_MINUTED = (PassageKind.PROSE, PassageKind.RESOLUTION)
# Marks of the clauses that a decision begins with.
_CLAUSES = ("(a)", "1.")


def asks_end(query: Query) -> bool:
    """Whether a question asks how a matter ended, or whether something is so."""
    ask = ask_of(query.own_text)
    status = ask is not None and ask.name == "status"
    return query.intent is Intent.RESOLUTION or status or bool(_WHETHER.match(query.own_text))


def goes_on(run: Sequence[Unit], passage: Passage, found: Found) -> bool:
    """Whether what minutes tell after some sentences may answer, as these alone do not."""
    kind = wanted(found.query)
    if kind is not Wanted.ANYTHING and any(holds(kind, unit.text) for unit in run):
        return False
    return any((passage.paper_id, page) in found.minuted.on for page in passage.pages)


def to_its_end(
    run: Sequence[Unit], passage: Passage, paper: Sequence[Passage], found: Found
) -> tuple[tuple[Span, ...], Passage | None]:
    """Return where minutes go on about the matter that ``run``, units of ``passage``, is of.

    ``paper`` are its paper's passages. See :func:`rest_of`.
    """
    return rest_of(run, passage, paper, found.constants.quoting, outcome=asks_end(found.query))


def rest_of(
    run: Sequence[Unit],
    passage: Passage,
    paper: Sequence[Passage],
    constants: Quoting = DEFAULT.quoting,
    *,
    outcome: bool = False,
) -> tuple[tuple[Span, ...], Passage | None]:
    """Return where the matter that ``run`` is of goes on, and the decision that it comes to.

    All that follows up to a decision or another matter, where it is short; of more, where the
    ``outcome`` is asked for, the first sentence that tells one. A decision is one of the passages
    of ``paper``; None where none follows, or too much stands before it and none is asked for.
    """
    rest: list[Unit] = []
    decided: Passage | None = None
    for unit, one in _of_matter(run[0], run[-1], passage, paper, constants):
        if one.kind is PassageKind.RESOLUTION:
            decided = one
            break
        rest.append(unit)
    while rest and not _says(rest[-1], passage, constants):
        rest.pop()
    if sum(len(unit.text.split()) for unit in rest) <= constants.matter_words:
        return tuple(span for unit in rest for span in unit.spans), decided
    if not outcome:
        return (), None
    if decided is None and not any(tells_end(unit.text) for unit in run):
        known = stems_of(" ".join(unit.text for unit in run))
        own = (u for u in rest if _GOES_ON.match(u.text) or known & stems_of(u.text))
        ended = next((unit for unit in own if tells_end(unit.text)), None)
        return (ended.spans if ended else ()), None
    return (), decided


def verdict_on(
    decided: Passage, paper: Sequence[Passage], constants: Quoting = DEFAULT.quoting
) -> tuple[Span, ...]:
    """Return the line right behind a decision's passage that tells how its matter ended.

    ``paper`` are its paper's passages; nothing where another thing stands there.
    """
    units = units_of(decided)
    following = _of_matter(units[0], units[-1], decided, paper, constants) if units else iter(())
    unit, one = next(following, (None, decided))
    if unit is None or one.kind is PassageKind.RESOLUTION or not is_verdict(unit.text):
        return ()
    return tuple(within(unit.spans, 0, length_of_verdict(unit.text)))


def names_behind(
    decided: Passage, paper: Sequence[Passage], constants: Quoting = DEFAULT.quoting
) -> tuple[Span, ...]:
    """Return the lines of names right behind a decision that puts people into an office.

    ``paper`` are its paper's passages; nothing where other words stand there.
    """
    units = units_of(decided)
    if not units or not _ELECTS.search(decided.text):
        return ()
    names: list[Unit] = []
    for unit, one in _following(units[-1], paper):
        near = next_to((names or units)[-1], unit) and one.kind is PassageKind.PROSE
        lines = [line for line in unit.text.split("\n") if line.strip()]
        if not near or not all(map(_NAME_FIRST.match, lines)):
            break
        names.append(unit)
    few = sum(len(unit.text.split()) for unit in names) <= constants.matter_words
    return tuple(span for unit in names if few for span in unit.spans)


def _says(unit: Unit, passage: Passage, constants: Quoting) -> bool:
    """Whether a sentence says something, and to its end."""
    finished = bool(_FINISHED.search(unit.text)) and not leads_in(unit.text)
    return finished and telling(unit, passage.headings, constants)


def _of_matter(
    first: Unit, last: Unit, passage: Passage, paper: Sequence[Passage], constants: Quoting
) -> Iterator[tuple[Unit, Passage]]:
    """Yield what follows ``last`` in the matter that ``first`` begins, with its passage.

    In the order of the page, as far as nothing stands between.
    """
    begins = begins_matter(first, units_of(passage), constants)
    before = last
    for unit, one in _following(last, paper):
        decided = one.kind is PassageKind.RESOLUTION
        clauses = decided and (mark := mark_of(unit.text)) and mark.family in _CLAUSES
        near = before.spans[-1].page == unit.spans[0].page and next_to(before, unit)
        own = one.id == passage.id or (one.item == passage.item and near)
        if (begins(unit) and not clauses) or not own:
            return
        yield unit, one
        before = unit


def _following(last: Unit, paper: Iterable[Passage]) -> list[tuple[Unit, Passage]]:
    """Return what stands after a unit on its page and the next, in the order of the pages."""
    page, end = last.spans[-1].page, last.spans[-1].end
    after = (
        (unit, one)
        for one in paper
        if one.kind in _MINUTED and not {page, page + 1}.isdisjoint(one.pages)
        for unit in units_of(one)
        if (page, end) <= (unit.spans[0].page, unit.spans[0].start)
    )
    return sorted(after, key=lambda each: (each[0].spans[0].page, each[0].spans[0].start))

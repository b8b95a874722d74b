"""What is quoted of a passage: the sentences that answer, a whole row, official wording.

Headings, lead-ins that announce nothing and bare labels are no statements. A
sentence that leans on the one before comes with it; sentences next to each
other are one quote.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from corpus.minutes import closes_meeting
from corpus.model import Cell, Passage, PassageKind, Span
from retrieval.answer.lists import leads_in, mark_of
from retrieval.model import DEFAULT, Hit, Quoting
from retrieval.question import stems_of
from retrieval.ranking import COUNTABLE, Evidence, Unit, Wanted, holds, is_verdict, wanted, within
from retrieval.search import Found

_LEANS = re.compile(
    r"^[\"'“‘(]?(?:this|that|these|those|it|its|they|their|he|she|his|her|such|in doing so|however"
    r"|but|therefore|also|as such|the latter|if not|if so|otherwise|in turn|both)\b",
    re.I,
)
_LABEL = re.compile(
    r"^[\W\d]*(?:(?:paras?|paragraph|section|appendix|appendices|item|page|pages|table|figure|ref"
    r"|annex|schedule|enc|see|no)\b[\W\dA-Z]*)+$",
    re.I,
)
# Where a sentence ends, and the fewest words of one that may stand as a line of its own.
_ENDS = re.compile(r"[a-z]{2}\.(?:\s{1,4}[A-Z][a-z]|$)")
_SENTENCE_WORDS = 8
# A minute by its number, an application by its code, a label, and the day of the next meeting.
_NEXT = re.compile(
    r"\W*(?:(?:[A-Z]{1,3}[./]?)?\d{1,6}(?:[./]\w{1,6}){0,4}[.,):]?\s+(?=\W?(?:\d|[A-Z]))"
    r"|[A-Z][\w’'/&-]{2,20}(?: [\w’'/&-]{1,20}){0,5}(?::(?=\s)|\s[–—-]\s)"
    r"|(?i:date of (?:the )?next meeting\b))"
)
# Kinds of which a sentence tells less than its paragraph; words that are a short telling; and how
# a sentence ends, which a heading or a table's title does not.
_EXPLAINED = frozenset((Wanted.ANYTHING, Wanted.REASON, Wanted.VIEW))
_SHORT = 35
_ENDED = re.compile(r"[.?!;:][\"'”’)\]]*\s*$")
# Letters between two sentences of which one follows the other: a line end, a blank line.
_SPACE = 4


@dataclass(frozen=True, slots=True)
class Quotation:
    """Spans of one passage that make one statement; ``cells`` where it is a row."""

    passage: Passage
    spans: tuple[Span, ...]
    official: bool = False
    cells: tuple[Cell, ...] = ()


def telling(unit: Unit, headings: Sequence[str], constants: Quoting = DEFAULT.quoting) -> bool:
    """Whether words say something by themselves."""
    text = " ".join(unit.text.split())
    if len(text.split()) < constants.fewest_words and not re.search(r"\d", text):
        return False
    if _LABEL.match(text) or text.endswith(":"):
        return False
    bare = _bare(text)
    return not any(bare in _bare(heading) for heading in headings if not _is_prose(heading))


def _is_prose(heading: str) -> bool:
    """Whether a line of prose was taken for a heading: a sentence ends in it."""
    return len(heading.split()) >= _SENTENCE_WORDS and _ENDS.search(heading) is not None


def without_heading(unit: Unit, headings: Sequence[str]) -> Unit:
    """Return the unit without a heading that runs into its first sentence."""
    start = 0
    for heading in headings:
        if _is_prose(heading):
            continue
        words = [re.escape(word) for word in heading.split()]
        found = re.match(r"\s*" + r"\s+".join(words) + r"\s+", unit.text[start:]) if words else None
        if found and len(unit.text) > start + found.end():
            start += found.end()
    if not start:
        return unit
    return replace(
        unit, text=unit.text[start:], spans=tuple(within(unit.spans, start, len(unit.text)))
    )


def best_unit(units: Sequence[Evidence], kind: Wanted, constants: Quoting) -> Evidence | None:
    """Return the unit that answers best; None without units."""
    return max(units, key=lambda e: worth(e, kind, constants), default=None)


def said_in(hit: Hit, found: Found) -> tuple[Span, ...]:
    """Return what a version says to the question: its best sentence, or all of a row."""
    units, quoting = found.evidence.get(hit.passage.id, ()), found.constants.quoting
    best = best_unit(units, wanted(found.query), quoting)
    prose = hit.passage.kind is PassageKind.PROSE
    return best.unit.spans if prose and best else hit.passage.spans


def list_anchors(
    units: Sequence[Evidence],
    kind: Wanted,
    *,
    wants_list: bool,
    constants: Quoting = DEFAULT.quoting,
) -> tuple[Unit, ...]:
    """Return the units whose list may answer, likeliest first; none where single sentences do.

    Where a list was asked for that is the best unit if it is an entry, else a lead-in
    of the same passage that answers at least half as well, then the best unit.
    Where none was, only a lead-in that answers about as well as any sentence: what
    it announces is the answer.
    """
    worths = {e.position: worth(e, kind, constants) for e in units}
    best = best_unit(units, kind, constants)
    if best is None:
        return ()
    most = worths[best.position]
    lead_ins = sorted(
        (e for e in units if leads_in(e.unit.text)), key=lambda e: (-worths[e.position], e.position)
    )
    if wants_list:
        least = constants.announces_next * most
        good = [e.unit for e in lead_ins if worths[e.position] >= least]
        marked = mark_of(best.unit.text) is not None
        return tuple(dict.fromkeys((best.unit, *good) if marked else (*good, best.unit)))
    if not lead_ins:
        return ()
    lead_in = lead_ins[0]
    next_to = lead_in.position - best.position == 1
    least = (constants.announces_next if next_to else constants.announces) * most
    return (lead_in.unit,) if worths[lead_in.position] >= least else ()


def worth(evidence: Evidence, kind: Wanted, constants: Quoting) -> float:
    """Return how well a unit answers: its score, more where it holds what was asked for."""
    right = kind is not Wanted.ANYTHING and holds(kind, evidence.unit.text)
    return evidence.score + constants.right_kind * right


def sentences(
    units: Sequence[Evidence],
    kind: Wanted,
    constants: Quoting = DEFAULT.quoting,
    most: int | None = None,
) -> tuple[tuple[Unit, ...], ...]:
    """Return the sentences that answer, in reading order, those next to each other together.

    ``most`` of them, as many as ``constants`` say where it is None.
    """
    if not units:
        return ()
    passage = units[0].passage
    labelled = _under_label(units, constants)
    if labelled:
        return (labelled,)
    said = [e for e in units if telling(e.unit, passage.headings, constants)]
    if not said:
        return ()
    worths = {e.position: worth(e, kind, constants) for e in said}
    best = max(said, key=lambda e: worths[e.position])
    if not closes_meeting(best.unit.text):
        said = [e for e in said if not closes_meeting(e.unit.text)]
    least = constants.good * max(worths.values())
    good = sorted(said, key=lambda e: -worths[e.position])[
        : constants.sentences if most is None else most
    ]
    chosen = {e.position for e in good if worths[e.position] >= least}
    if kind in COUNTABLE:
        # The best sum is told with that of the next sentence: what all pay, then what each does.
        behind = good[0].position + 1
        chosen |= {
            e.position
            for e in said
            if e.position == behind and worths[behind] >= least and holds(kind, e.unit.text)
        }
    by_position = {e.position: e.unit for e in units}
    chosen |= set(_leant_on(chosen, by_position, passage.headings, constants))
    runs: list[list[int]] = []
    for position in sorted(chosen):
        if (
            runs
            and position - runs[-1][-1] <= 2
            and _gap_tells(runs[-1][-1], position, by_position, passage.headings, constants)
        ):
            runs[-1] += range(runs[-1][-1] + 1, position + 1)
        else:
            runs.append([position])
    if kind in _EXPLAINED:
        _explain(next(run for run in runs if best.position in run), by_position)
    return tuple(
        tuple(without_heading(by_position[p], passage.headings) for p in run) for run in runs
    )


def _explain(run: list[int], units: dict[int, Unit]) -> None:
    """Let a short sentence go on with what is tied to it in its paragraph: there stands the reason.

    What is tied points back, or has a word of what comes before.
    """
    words = sum(len(units[at].text.split()) for at in run)
    while words < _SHORT and (after := units.get(run[-1] + 1)) is not None:
        before = units[run[-1]]
        if mark_of(after.text) or not next_to(before, after):
            break
        if not (_ENDED.search(before.text) and _ENDED.search(after.text)):
            break
        if before.spans[-1].page != after.spans[0].page:
            break
        told = stems_of(" ".join(units[at].text for at in run))
        if not (_LEANS.match(after.text) or told & stems_of(after.text)):
            break
        run.append(run[-1] + 1)
        words += len(after.text.split())


def begins_matter(first: Unit, units: Sequence[Unit], constants: Quoting) -> Callable[[Unit], bool]:
    """Return what tells whether a unit after ``first`` is of another matter, by their marks.

    Marks that come up in ``units`` only after that of ``first`` are of entries below it, as is
    what comes next to the mere name of a matter.
    """
    families = [mark.family if (mark := mark_of(unit.text)) else "" for unit in units]
    at = next((i for i, unit in enumerate(units) if unit.spans == first.spans), None)
    if at is None or not families[at]:
        below: frozenset[str] = frozenset()
    else:
        below = frozenset(families[at + 1 :]) - frozenset(families[: at + 1])
        if not telling(first, (), constants):
            below |= frozenset(families[at + 1 : at + 2]) - {families[at]}

    def begins(unit: Unit) -> bool:
        mark = mark_of(unit.text)
        marked = mark is not None and mark.family not in below
        labelled = bool(_NEXT.match(unit.text)) and not is_verdict(unit.text)
        return marked or closes_meeting(unit.text) or labelled

    return begins


def _under_label(units: Sequence[Evidence], constants: Quoting) -> tuple[Unit, ...]:
    """Return the best unit with the entries below it, where it is but the name of a matter."""
    best = max(units, key=lambda e: (e.score, -e.position))
    label = best.unit
    if telling(label, (), constants) or mark_of(label.text) is None or leads_in(label.text):
        return ()
    ordered = sorted(units, key=lambda e: e.position)
    begins = begins_matter(label, [e.unit for e in ordered], constants)
    told, words = [label], 0
    for one in (e for e in ordered if e.position > best.position):
        if begins(one.unit) or words >= constants.matter_words:
            break
        told.append(one.unit)
        words += len(one.unit.text.split())
    return tuple(told) if len(told) > 1 else ()


def merged_rows(quotations: Iterable[Quotation]) -> tuple[Quotation, ...]:
    """Put parts of one row together, cells in the order of their columns."""
    rows: list[Quotation] = []
    for one in quotations:
        at = next((i for i, row in enumerate(rows) if _same_row(row, one)), None)
        if at is None:
            rows.append(one)
            continue
        known = {cell.spans for cell in rows[at].cells if cell.spans}
        more = tuple(c for c in one.cells if c.spans and c.spans not in known)
        cells = rows[at].cells + more
        spans = tuple(dict.fromkeys((*rows[at].spans, *one.spans)))
        rows[at] = replace(rows[at], spans=spans, cells=cells)
    return tuple(rows)


def _same_row(row: Quotation, one: Quotation) -> bool:
    if row.passage.kind is not PassageKind.ROW or one.passage.kind is not PassageKind.ROW:
        return False
    if row.passage.paper_id != one.passage.paper_id or not row.cells or not one.cells:
        return False
    # The key cells that every part of a row repeats stand first.
    return _head(row) == _head(one) and bool(_head(row))


def _head(row: Quotation) -> tuple[Span, ...]:
    return next((cell.spans for cell in row.cells if len(cell.text.split()) > 1), ())


def _leant_on(
    chosen: Iterable[int], units: dict[int, Unit], headings: Sequence[str], constants: Quoting
) -> Iterable[int]:
    """Yield the sentence before one that points back, and the lead-in before an entry."""
    for position in chosen:
        before = units.get(position - 1)
        if before is None:
            continue
        text = units[position].text
        points_back = _LEANS.match(text) and telling(before, headings, constants)
        announced = mark_of(text) and leads_in(before.text) and next_to(before, units[position])
        if points_back or announced:
            yield position - 1


def next_to(before: Unit, after: Unit) -> bool:
    """Whether nothing stands between two sentences: a decision is a passage of its own.

    "Resolved:" is left of it where it stood, and announces nothing that follows.
    """
    one, other = before.spans[-1], after.spans[0]
    return one.page != other.page or other.start - one.end <= _SPACE


def _gap_tells(
    before: int,
    after: int,
    units: dict[int, Unit],
    headings: Sequence[str],
    constants: Quoting,
) -> bool:
    """Whether what stands between two chosen sentences may be quoted with them."""
    between = range(before + 1, after)
    return all(p in units and telling(units[p], headings, constants) for p in between)


def _bare(text: str) -> str:
    return re.sub(r"[\W\d]+", " ", text).strip().lower()

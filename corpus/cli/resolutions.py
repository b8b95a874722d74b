"""The list of resolutions: as a person reads it, as CSV and as JSON.

Pure functions: they take resolutions with the paper and pages they stand in,
and give text. The names of the columns are those of the JSON objects.
"""

from __future__ import annotations

import csv
import io
import json
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from corpus.model import DecisionKind, Page, Paper, Place, Resolution, item_words
from corpus.register import RegisterFound

# A field's name in Python; what the list calls it.
COLUMNS = (
    ("paper", "paper"),
    ("page", "page"),
    ("printed", "printed"),
    ("item", "item"),
    ("number", "number"),
    ("title", "title"),
    ("text", "text"),
    ("outcome", "outcome"),
    ("outcome_class", "class"),
    ("committee", "committee"),
    ("date", "date"),
    ("mover", "mover"),
    ("seconder", "seconder"),
    ("vote", "vote"),
    ("kind", "kind"),
    ("corrected", "corrected"),
    ("called", "called"),
)
# The most that day, committee, number, what about and outcome take; the fourth takes the rest.
_WIDEST = (10, 32, 10, 200, 32)
_ABOUT = 3
_RISKY = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class ListedResolution:
    """One line of the list.

    ``paper`` is the file name, ``page`` the physical page (from 1) where the
    wording begins, ``printed`` the number printed there, ``date`` ISO, ``kind`` decision,
    routine or action. ``corrected`` is the ISO day on which an officer corrected the entry,
    ``called`` how the paper is named for reading.
    """

    paper: str
    page: int
    printed: str | None
    item: str | None
    number: str | None
    title: str | None
    text: str
    outcome: str
    outcome_class: str
    committee: str | None
    date: str | None
    mover: str | None
    seconder: str | None
    vote: str | None
    kind: str
    corrected: str | None
    place: Place | None
    called: str


def listed(resolution: Resolution, paper: Paper, page: Page) -> ListedResolution:
    """Return a resolution as the list says it.

    Args:
        paper: the paper it stands in.
        page: the page of its first span.
    """
    return ListedResolution(
        paper=paper.file_name,
        page=page.number,
        printed=page.label,
        item=resolution.item,
        number=resolution.number,
        title=resolution.title,
        text=resolution.text,
        outcome=resolution.outcome,
        outcome_class=resolution.outcome_class.value,
        committee=resolution.committee,
        date=resolution.date.isoformat() if resolution.date else None,
        mover=resolution.mover,
        seconder=resolution.seconder,
        vote=resolution.vote,
        kind=resolution.kind.value,
        corrected=resolution.corrected.isoformat() if resolution.corrected else None,
        place=page.place(resolution.spans[0]),
        called=paper.called,
    )


def list_resolutions(
    resolutions: Sequence[Resolution],
    papers: Mapping[str, Paper],
    pages: Mapping[tuple[str, int], Page],
) -> tuple[ListedResolution, ...]:
    """Return the list, in the order given.

    Args:
        papers: paper id to paper; it holds every paper of the resolutions.
        pages: (paper id, physical page) to page; it holds every first page.
    """
    return tuple(
        listed(r, papers[r.paper_id], pages[r.paper_id, r.spans[0].page]) for r in resolutions
    )


def to_json(rows: Sequence[ListedResolution]) -> str:
    """Return the list as a JSON array of objects, UTF-8 kept, ending in a line end."""
    return json.dumps([_object(row) for row in rows], ensure_ascii=False, indent=2) + "\n"


def to_csv(rows: Sequence[ListedResolution]) -> str:
    """Return the list as CSV with a header line; what is not known is empty.

    A cell that a spreadsheet would run as a formula gets an apostrophe before it.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(name for _, name in COLUMNS)
    for row in rows:
        writer.writerow(_cell(value) for value in _object(row).values())
    return out.getvalue()


def to_text(rows: Sequence[ListedResolution], width: int = 96) -> str:
    """Return the list for reading: source line, minute and outcome, the wording, who moved it.

    The wording is wrapped to ``width`` characters; nothing of it is left out.
    """
    if not rows:
        return "No resolutions found.\n"
    return "\n".join(_entry(row, width) for row in rows)


def to_compact(rows: Sequence[ListedResolution], width: int = 110) -> str:
    """Return the list with one line each: day, committee, number, what about, outcome.

    What is longer than its column ends in "…"; no line is longer than ``width`` characters.
    """
    if not rows:
        return "No resolutions found.\n"
    cells = [_compact(row) for row in rows]
    wide = [min(most, max(len(line[at]) for line in cells)) for at, most in enumerate(_WIDEST)]
    # What a decision is about has what the others leave.
    wide[_ABOUT] = max(20, width - sum(wide) + wide[_ABOUT] - 2 * (len(wide) - 1))
    return "".join(
        "  ".join(
            _cut(cell, most).ljust(most) for cell, most in zip(line, wide, strict=True)
        ).rstrip()
        + "\n"
        for line in cells
    )


def notes(found: RegisterFound) -> tuple[str, ...]:
    """Return how words were read that stand nowhere as typed, and why nothing was found."""
    told = [f"“{typed}” was read as “{read}”" for typed, read in found.taken]
    if len(found.counts) > 1:
        told.append(", ".join(f"“{typed}”: {count}" for typed, count in found.counts))
    if found.unlimited:
        told.append(f"without the limits: {found.unlimited}")
    return tuple(told)


def _compact(row: ListedResolution) -> tuple[str, ...]:
    about = " ".join((row.title or row.text).split())
    kind = row.kind if row.kind != DecisionKind.DECISION else ""
    said = ", ".join(filter(None, (kind, "corrected" if row.corrected else "")))
    outcome = f"{row.outcome_class} ({said})" if said else row.outcome_class
    return row.date or "no date", row.committee or "", row.number or "", about, outcome


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def _entry(row: ListedResolution, width: int) -> str:
    printed = f"page {row.printed} (PDF page {row.page})" if row.printed else f"PDF page {row.page}"
    if row.place:
        printed = f"{printed}, {row.place.words}" if row.place.paged else row.place.words
    item = item_words(row.item) if row.item else None
    where = ", ".join(part for part in (row.committee, row.date, row.called, item, printed) if part)
    minute = " ".join(part for part in (row.number, row.title) if part)
    outcome = f"{row.outcome} [{row.outcome_class}]" if row.outcome else f"[{row.outcome_class}]"
    about = f"{minute} — {outcome}" if minute else outcome
    about += f" ({row.kind})" if row.kind != DecisionKind.DECISION else ""
    about += f" (corrected by an officer, {row.corrected})" if row.corrected else ""
    head = f"{where}\n  {about}"
    told = (part for part in (row.text, _decided_by(row)) if part)
    return "\n".join((head, *(_wrapped(part, width) for part in told), ""))


def _wrapped(text: str, width: int) -> str:
    return textwrap.fill(
        text, width, initial_indent="    ", subsequent_indent="    ",
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip


def _decided_by(row: ListedResolution) -> str:
    """Return mover, seconder and vote as far as they are recorded."""
    told = (("moved by", row.mover), ("seconded by", row.seconder), ("vote:", row.vote))
    said = ", ".join(f"{label} {value}" for label, value in told if value)
    return f"{said[:1].upper()}{said[1:]}"


def _object(row: ListedResolution) -> dict[str, str | int | None]:
    fields = asdict(row)
    return {name: fields[field] for field, name in COLUMNS}


def _cell(value: str | int | None) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_RISKY) else text

"""Reviews: what people said of answers, kept as lines that `evals run` can ask again.

A review has the fields of a question and ``verdict``, ``note``, ``added``, ``access``,
``answer``, ``said``, ``cited`` and ``fingerprint`` besides. "Wrong" without the right page is
kept for a person to complete; runs count such lines and do not ask them. Earlier versions kept
the right page itself here too, which is now a question of the council's own set.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from corpus.model import Access
from evals.model import SetError
from evals.sets.questions import Expect, Filters, Gold, Kind
from evals.sets.sets import (
    filters_line,
    gold_line,
    json_line,
    parse_pages,
    parse_question,
    set_lines,
)
from evals.sets.writing import changing


class Verdict(StrEnum):
    """What the person said of the answer."""

    RIGHT = "right"
    WRONG = "wrong"
    NOT_THERE = "not in the papers"


@dataclass(frozen=True, slots=True)
class Review:
    """One judgement of one answer.

    ``gold`` are the pages that answer: the cited ones of an answer that was right, or none;
    their text may be empty here. Without
    ``kind`` a review with history is a follow-up. ``fingerprint`` is the answer's. ``access`` is
    who may read its words again; where it is None, as earlier versions kept it, that is not known.
    ``answer`` is a name for the answer judged, of which one review is kept; "" where it has none.
    ``said`` is how that answer began, ``cited`` what it cites, or what came closest, with line
    ends as quoted; earlier versions kept neither.
    """

    question: str
    verdict: Verdict
    gold: tuple[Gold, ...] = ()
    facts: tuple[tuple[str, ...], ...] = ()
    kind: Kind = Kind.FACT
    history: tuple[str, ...] = ()
    filters: Filters = field(default_factory=Filters)
    note: str = ""
    fingerprint: str = ""
    access: Access | None = None
    answer: str = ""
    said: str = ""
    cited: tuple[Gold, ...] = ()


@dataclass(frozen=True, slots=True)
class KeptReview:
    """A review as it is kept: under which id, and on which day; None where that is not said."""

    id: str
    review: Review
    day: date | None


def append_review(path: Path, review: Review) -> str:
    """Put a review at the end of a review file, made if missing, and return its id.

    One of the same answer that is kept already goes. Safe against other writers: the file
    is changed whole, under a lock, and reaches the disk before this returns.

    Raises:
        SetError: the review breaks the form of question sets, or names no page
            where its verdict needs one, or the file cannot be written.
    """
    line = _line(review)
    _check(review, line)
    with changing(path) as lines:
        if review.answer:
            lines[:] = [held for held in lines if not _is_of(held, review.answer)]
        lines.append(json.dumps(line, ensure_ascii=False))
    return str(line["id"])


def take_back(path: Path, answer: str) -> bool:
    """Take the review of an answer out of a review file; False where there is none of it.

    Raises:
        SetError: the file cannot be read or written.
    """
    if not answer or not path.exists():
        return False
    with changing(path) as lines:
        kept = [held for held in lines if not _is_of(held, answer)]
        found = len(kept) < len(lines)
        lines[:] = kept
    return found


def read_reviews(path: Path) -> tuple[KeptReview, ...]:
    """Return the reviews of a file, the last kept first; none where there is no file.

    Raises:
        SetError: the file cannot be read, or a line is no question with a verdict.
    """
    lines = set_lines(path) if path.exists() else ()
    return tuple(reversed([_kept(line, where) for where, line in lines if "verdict" in line]))


def _kept(line: Mapping[str, Any], where: str) -> KeptReview:
    # Of an answer that was wrong nothing is known but what was asked.
    asked = parse_question(line, where) or parse_question(
        {**line, "kind": Kind.UNANSWERABLE.value, "expect": Expect.NONE.value, "facts": []}, where
    )
    try:
        verdict, access = Verdict(line["verdict"]), line.get("access")
        day = datetime.fromisoformat(line["added"]).date() if "added" in line else None
        review = Review(
            asked.question if asked else "",
            verdict,
            asked.gold if asked else (),
            history=asked.history if asked else (),
            filters=asked.filters if asked else Filters(),
            fingerprint=str(line.get("fingerprint", "")),
            access=None if access is None else Access(access),
            note=asked.note if asked else "",
            answer=str(line.get("answer", "")),
            said=str(line.get("said", "")),
            cited=parse_pages(line, "cited", where),
        )
    except (TypeError, ValueError) as error:
        raise SetError(f"{where}: is no review ({error})") from error
    return KeptReview(str(line["id"]), review, day)


def _check(review: Review, line: Mapping[str, Any]) -> None:
    if review.verdict is Verdict.RIGHT and not review.gold:
        raise SetError(f"review: verdict {review.verdict.value!r} needs the right page")
    parse_question(line, "review")


def _is_of(raw: str, answer: str) -> bool:
    """Tell whether a line is a review of an answer; one that cannot be read is of none."""
    try:
        return json_line(raw, "").get("answer") == answer
    except SetError:
        return False


def _line(review: Review) -> dict[str, Any]:
    kind = Kind.UNANSWERABLE if review.verdict is Verdict.NOT_THERE else review.kind
    if review.history and kind is not Kind.UNANSWERABLE:
        kind = Kind.FOLLOW_UP
    line: dict[str, Any] = {
        "question": review.question,
        "kind": kind.value,
        "gold": [gold_line(gold) for gold in review.gold],
        "facts": [list(fact) for fact in review.facts],
        "verdict": review.verdict.value,
        "added": datetime.now(UTC).isoformat(timespec="microseconds"),
    }
    optional: Sequence[tuple[str, Any]] = (
        ("history", list(review.history)),
        ("filters", filters_line(review.filters)),
        ("note", review.note),
        ("fingerprint", review.fingerprint),
        ("access", review.access and review.access.value),
        ("answer", review.answer),
        ("said", review.said),
        ("cited", [gold_line(one) for one in review.cited]),
    )
    line |= {name: value for name, value in optional if value}
    # The moment is part of the content: one question may be reviewed again.
    digest = hashlib.sha256(json.dumps(line, sort_keys=True).encode()).hexdigest()
    return {"id": f"review-{digest[:16]}", **line}

"""Complete registers as a folder of labelled minutes, in the form that `evals register` reads.

``gold.jsonl`` has a document a line, ``papers`` the files. A document: ``file``, ``body``,
``style``, ``format``, ``sha256``, ``pages``, ``meeting``, ``decisions`` and ``not_decisions``,
sentences that look like decisions and are none. A decision: ``page`` (physical, from 1, where its
words begin), ``number``, ``title``, ``text`` (verbatim, white space folded), ``outcome``,
``class``, ``mover``, ``seconder``, ``vote``, ``core`` (false of routine business) and ``kind``.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.catalogue import Catalogue
from corpus.labelled.papers import LabelledPaper, labelled_papers, read_by_ocr
from corpus.model import (
    Access,
    DecisionKind,
    PathError,
    Resolution,
    is_document,
    paper_id_of,
)

_STYLE = "declared complete by an officer"


@dataclass(frozen=True, slots=True)
class Exported:
    """What went into the folder, and a sentence for each paper that did not."""

    papers: int
    decisions: int
    left_out: tuple[str, ...]


def export(catalogue: Catalogue, folder: Path, clearance: Access = Access.PUBLIC) -> Exported:
    """Write the papers whose register is complete, and their labels, into a new or empty folder.

    A paper goes in whole, so one with exempt pages only for a reader who may see them.

    Raises:
        PathError: ``folder`` holds something, or cannot be written.
    """
    try:
        return _export(catalogue, folder, clearance)
    except OSError as error:
        raise PathError(f"{folder}: cannot be written: {error.strerror}") from error


def _export(catalogue: Catalogue, folder: Path, clearance: Access) -> Exported:
    if folder.exists() and any(folder.iterdir()):
        raise PathError(f"{folder}: is not empty; name a new folder")
    (folder / "papers").mkdir(parents=True, exist_ok=True)
    lines, left_out, decisions = [], [], 0
    for one in labelled_papers(catalogue, clearance):
        reason = one if isinstance(one, str) else _unfit(catalogue, one)
        if isinstance(one, str) or reason:
            left_out.append(reason)
            continue
        name, pdf = _pdf_name(one.paper.file_name), catalogue.kept(one.paper.id)
        shutil.copyfile(pdf, folder / "papers" / name)
        document = {**_document(one), "file": name, "sha256": paper_id_of(pdf.read_bytes())}
        lines.append(json.dumps(document, ensure_ascii=False))
        decisions += len(one.reading.resolutions)
    gold = "".join(f"{line}\n" for line in lines)
    (folder / "gold.jsonl").write_text(gold, encoding="utf-8")
    return Exported(len(lines), decisions, tuple(left_out))


def _pdf_name(name: str) -> str:
    """Return what the PDF of a paper is called outside: as the paper, where that is one."""
    return f"{name}.pdf" if is_document(name) else name


def _unfit(catalogue: Catalogue, one: LabelledPaper) -> str:
    name = one.paper.file_name
    if catalogue.paper(one.paper.id, Access.EXEMPT).exempt_pages > one.paper.exempt_pages:
        return f"{name}: has exempt pages; MINUTEBOOK_EXEMPT=1 lets its file out"
    if any(page.masks for page in one.reading.pages):
        return f"{name}: has masked words; MINUTEBOOK_EXEMPT=1 lets its file out"
    if read_by_ocr(one.reading):
        return f"{name}: its decisions were read by OCR, which labelled minutes do not have"
    return ""


def _document(one: LabelledPaper) -> dict[str, Any]:
    paper, meetings = one.paper, one.reading.meetings
    held = (meeting.date for meeting in meetings)
    day = next(filter(None, held), None) or paper.meeting_date
    return {
        "body": one.body,
        "style": _STYLE,
        "format": "pdf",
        "pages": paper.page_count,
        "meeting": {"committee": paper.committee, "date": day.isoformat() if day else None},
        "decisions": [_decision(said) for said in one.reading.resolutions],
        "not_decisions": [quote.words for quote in one.removed],
    }


def _decision(said: Resolution) -> dict[str, Any]:
    return {
        "page": said.spans[0].page,
        "number": said.number,
        "title": said.title,
        "text": said.text,
        "outcome": said.outcome or None,
        "class": said.outcome_class.value,
        "mover": said.mover,
        "seconder": said.seconder,
        "vote": said.vote,
        "core": said.kind is not DecisionKind.ROUTINE,
        "kind": said.kind.value,
    }

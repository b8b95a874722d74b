"""What officers teach the reading of one body's minutes by: its papers whose register is complete.

Only what anyone may see teaches. A tagger keeps no sentence, but it does keep words with the
weights of them, and what it finds in open minutes shows: so exempt papers and pages have no part.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass

from corpus.catalogue import Catalogue
from corpus.labelled.papers import LabelledPaper, labelled_papers
from corpus.model import READING_VERSION, body_key, records
from corpus.sandbox import PaperGiven


@dataclass(frozen=True, slots=True)
class Lessons:
    """The complete papers of ``body`` (its ``body_key``), at least one, in the order of their ids.

    ``PaperReader.learn`` makes a tagger of them.
    """

    body: str
    papers: tuple[PaperGiven, ...]

    @property
    def digest(self) -> str:
        """32 hexadecimal digits of all that the tagger depends on.

        The tagger that it begins from, and how papers are read, is that of the reading version.
        """
        # A kept file is called by the SHA-256 of its bytes.
        told = [
            (one.path.stem, one.given, sorted(one.scans.items()), one.said) for one in self.papers
        ]
        said = records.dump([READING_VERSION, told])
        return hashlib.sha256(said.encode()).hexdigest()[:32]


def lessons(catalogue: Catalogue) -> tuple[Lessons, ...]:
    """Return the lessons of each body that has any, by body.

    A body is what its papers name: a committee as ``catalogue.committees()`` has it. A paper
     that names none, or that the export leaves out, teaches nothing; one that was read by
    OCR does.
    """
    papers: dict[str, list[PaperGiven]] = defaultdict(list)
    for one in labelled_papers(catalogue):
        if not isinstance(one, str) and (body := body_key(one.named)):
            papers[body].append(_given(catalogue, one))
    return tuple(
        Lessons(body, tuple(sorted(papers[body], key=lambda one: one.path)))
        for body in sorted(papers)
    )


def _given(catalogue: Catalogue, one: LabelledPaper) -> PaperGiven:
    paper, work = one.paper, catalogue.work
    known = work.find(paper.id)
    return PaperGiven(
        catalogue.kept(paper.id),
        paper.file_name,
        known.given if known else None,
        work.scans.of(paper.id),
        records.dump(work.corrections.of(paper.id)),
    )

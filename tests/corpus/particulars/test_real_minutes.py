"""Kind, committee and date of real minutes of many bodies, their file names hidden.

``python -m tests.corpus.particulars.test_real_minutes`` prints what is wrong, paper by paper.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from corpus.model import PaperKind
from corpus.reading.reader import read_paper

pytestmark = pytest.mark.slow

SHARED = Path(__file__).resolve().parents[4] / "shared"
# Shares of papers, as measured, less one paper each.
LEAST = {"kind": 0.96, "committee": 0.95, "date": 0.96}
_SMALL = frozenset(("of", "the", "and", "for"))
# What the papers of `cases` say; those of a row of thirteen name one thing each.
_CASES = {
    "joint.pdf": ("Wexcombe and Northmere Joint Crematorium Committee", "2024-09-06"),
    "midnight.pdf": ("Council", "2023-07-13"),
    "cancelled.pdf": ("Audit Committee", "2024-05-22"),
}


@dataclass(frozen=True, slots=True)
class Compared:
    """What was read of one paper, and whether each thing is right."""

    file: str
    found: tuple[str, str | None, str]
    right: dict[str, bool]


def same_body(found: str | None, gold: str, body: str) -> bool:
    """Whether a name is the gold's, with or without that of the body, or its letters, beside it."""
    own = _words(re.sub(r"\([^)]*\)", "", gold))
    letters = "".join(word[0] for word in re.findall(r"[A-Z]\w+", body)).casefold()
    return bool(found) and own <= _words(found) <= own | _words(body) | {letters, letters[:-1]}


def _words(text: str | None) -> set[str]:
    folded = re.sub(r"[’']s?\b", "", (text or "").casefold())
    return set(re.findall(r"\w+", folded.replace("&", " and "))) - _SMALL


def compare(folder: Path) -> Iterator[Compared]:
    """Yield every paper of the set, read under a name that says nothing."""
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        paper = read_paper(folder / "papers" / gold["file"], file_name="paper.pdf").paper
        right = {
            "kind": paper.kind is PaperKind.MINUTES,
            "committee": same_body(paper.committee, gold["meeting"]["committee"], gold["body"]),
            "date": str(paper.meeting_date) == gold["meeting"]["date"],
        }
        told = (paper.kind.value, paper.committee, str(paper.meeting_date))
        yield Compared(gold["file"], told, right)


def test_real_minutes_by_their_own_words(shared: Path) -> None:
    papers = list(compare(shared / "minutes"))
    for what, least in LEAST.items():
        wrong = [f"{paper.file}: {paper.found}" for paper in papers if not paper.right[what]]
        assert 1 - len(wrong) / len(papers) >= least, (what, wrong)


def test_small_papers_that_went_wrong(shared: Path) -> None:
    for path in sorted((shared / "cases").glob("committee-names_*.pdf")):
        paper = read_paper(path).paper
        said = re.search(r"Minutes of the (.+ Committee)\n", read_paper(path).pages[0].text)
        assert said, path.name
        assert (paper.committee, str(paper.meeting_date)) == (said[1], "2022-11-08"), path.name
    for path in sorted((shared / "cases").glob("dates_*.pdf")):
        read = read_paper(path)
        paper = read.paper
        assert (paper.kind, paper.committee) == ("minutes", "Finance Committee"), path.name
        assert paper.meeting_date is not None, path.name
        assert [met.committee for met in read.meetings] == ["Finance Committee"], path.name
    for name, (committee, day) in _CASES.items():
        paper = read_paper(shared / "cases" / name).paper
        assert (paper.committee, str(paper.meeting_date)) == (committee, day), name
    both = read_paper(shared / "cases" / "same-night.pdf").paper
    assert (both.committee or "").startswith("Parks Committee")
    assert str(both.meeting_date) == "2021-10-26"


if __name__ == "__main__":
    for one in compare(SHARED / "minutes"):
        if not all(one.right.values()):
            print(one.file, *one.found, "wrong:", *(k for k, v in one.right.items() if not v))

"""The commands with which an officer corrects the register of decisions.

Nothing is typed into the register: a page and its lines are named, and what stands there is taken
as printed.
"""

from __future__ import annotations

import argparse
import getpass
import json
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from corpus.model import (
    Access,
    CorrectedPaper,
    Correction,
    CorrectionError,
    CorrectionKind,
    DecisionKind,
    KeptCorrection,
    OutcomeClass,
    Page,
    Paper,
    Quote,
    Resolution,
    Scope,
    printable,
    typed,
)

if TYPE_CHECKING:
    from corpus.catalogue import Catalogue
    from corpus.corrections import Particulars

_LINES = re.compile(r"(?P<first>\d+)(?:-(?:(?P<page>\d+):)?(?P<last>\d+))?")
_EXAMPLES = """examples:
  {0} lines cabinet-minutes.pdf 2
  {0} correct cabinet-minutes.pdf 2 14-15 --no-decision
  {0} correct cabinet-minutes.pdf 2 12-14 --change --ends "by 1 May."
  {0} correct cabinet-minutes.pdf 2 30-3:2 --missing agreed --mover "Councillor Ash"
  {0} corrections
  {0} take-back 3f2a91
  {0} complete cabinet-minutes.pdf
  {0} labelled labelled/
"""


def examples() -> str:
    """Return examples of all the commands, as they are typed under this program's name."""
    return _EXAMPLES.format(typed("corpus resolutions").strip("`"))


def correcting_words(parser: argparse.ArgumentParser) -> None:
    """Add to the parser of ``correct`` what it takes."""
    parser.add_argument("paper", metavar="PAPER", help="file name or id")
    parser.add_argument("page", type=int, metavar="PAGE", help="PDF page, from 1")
    parser.add_argument(
        "lines",
        type=line_run,
        metavar="LINES",
        help="as `lines` numbers them: 12, 12-15, or 30-3:2 for up to line 2 of page 3",
    )
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument(
        "--no-decision", action="store_true", help="the entry that stands in these lines is none"
    )
    what.add_argument(
        "--change", action="store_true", help="that entry has the words of these lines instead"
    )
    what.add_argument(
        "--missing",
        choices=[one.value for one in OutcomeClass],
        metavar="CLASS",
        help=f"these lines are a decision: {', '.join(one.value for one in OutcomeClass)}",
    )
    parser.add_argument("--begins", default="", metavar="WORDS", help="inside the first line")
    parser.add_argument("--ends", default="", metavar="WORDS", help="inside the last line")
    parser.add_argument(
        "--class",
        dest="outcome_class",
        choices=[one.value for one in OutcomeClass],
        metavar="CLASS",
        help="with --change: another outcome class",
    )
    parser.add_argument("--kind", choices=[one.value for one in DecisionKind])
    for name in ("outcome", "mover", "seconder", "vote", "number"):
        parser.add_argument(f"--{name}", default="", metavar="WORDS", help="as printed near by")


def line_run(text: str) -> tuple[int, int | None, int]:
    """Return first line, page of the last (None for the same) and last line of "30-3:2"."""
    found = _LINES.fullmatch(text)
    if found is None:
        raise argparse.ArgumentTypeError(f"{text!r} names no lines; write 12, 12-15 or 30-3:2")
    page = int(found["page"]) if found["page"] else None
    return int(found["first"]), page, int(found["last"] or found["first"])


def correction(catalogue: Catalogue, options: argparse.Namespace, clearance: Access) -> Correction:
    """Return the correction that a command line names.

    Raises:
        UnknownPaperError: there is no such paper or page, or it may not be seen.
        CorrectionError: the page does not say what was named.
    """
    from corpus.corrections import addition, change, entry_at, pick, removal

    paper = catalogue.paper(options.paper, clearance)
    first, on, last = options.lines
    until = on or options.page
    pages = _pages(catalogue, paper, range(options.page, until + 1), clearance)
    words = pick(pages, (options.page, first), (until, last), options.begins, options.ends)
    entries = _entries(catalogue, paper, clearance)
    if options.missing:
        pages = near(catalogue, paper, words, None, clearance)
        told = (OutcomeClass(options.missing), DecisionKind(options.kind or "decision"))
        return addition(paper.id, words, pages, entries, _who(), *told, _particulars(options))
    said = entry_at(entries, words.spans)
    if said is None:
        raise CorrectionError(
            f"{paper.file_name}: no entry of the register stands in these lines of page "
            f"{options.page}; {typed('corpus resolutions lines')} shows where they stand"
        )
    pages = near(catalogue, paper, words, said, clearance)
    if options.no_decision:
        return removal(said, pages, _who())
    outcome = OutcomeClass(options.outcome_class) if options.outcome_class else None
    kind = DecisionKind(options.kind) if options.kind else None
    return change(said, words, pages, _who(), _particulars(options), outcome, kind)


def near(
    catalogue: Catalogue, paper: Paper, words: Quote, said: Resolution | None, clearance: Access
) -> list[Page]:
    """Return the pages of words and of an entry, and those beside them that may be seen."""
    spans = [*words.spans]
    if said:
        spans += [*said.spans, *said.outcome_spans, *said.moved_spans, *said.vote_spans]
    numbers = {span.page for span in spans}
    return _pages(catalogue, paper, range(min(numbers) - 1, max(numbers) + 2), clearance)


def to_text(papers: Sequence[CorrectedPaper]) -> str:
    """Return the corrections for reading, a paper after the other."""
    if not papers:
        return "No corrections.\n"
    return "".join(f"{line}\n" for paper in papers for line in _told(paper))


def to_json(papers: Sequence[CorrectedPaper]) -> str:
    """Return the corrections as a JSON array, an object a correction or complete register."""
    said = [one for paper in papers for one in _objects(paper)]
    return json.dumps(said, ensure_ascii=False, indent=2) + "\n"


def lines_to_text(catalogue: Catalogue, paper: Paper, number: int, clearance: Access) -> str:
    """Return the lines of a page with their numbers, and the entries that stand in them."""
    from corpus.corrections import printed_lines

    page = catalogue.page(paper.id, number, clearance)
    entries = [
        one
        for one in _entries(catalogue, paper, clearance)
        if any(span.page == number for span in one.spans)
    ]
    said = [f"{paper.file_name}, PDF page {number}"]
    lines = printed_lines(page)
    for line in lines:
        held = any(a.overlaps(b) for one in entries for a in one.spans for b in line.spans)
        said.append(f"{line.number:4} {'│' if held else ' '} {line.text}")
    if not lines:
        said.append("no words could be read on this page")
    for one in entries:
        inside = [
            line.number
            for line in lines
            if any(a.overlaps(b) for a in one.spans for b in line.spans)
        ]
        name = " ".join(part for part in (one.number, one.title) if part) or "untitled"
        mark = f", corrected {one.corrected.isoformat()}" if one.corrected else ""
        run = f"{inside[0]}-{inside[-1]}" if inside else "no line"
        said.append(f"{run}: {name} [{one.outcome_class.value}, {one.kind.value}{mark}]")
    return printable("\n".join(said)) + "\n"


def declare(catalogue: Catalogue, paper: Paper, clearance: Access) -> None:
    """Keep that the register of a paper is right and complete as it stands.

    Raises:
        CorrectionError: it has parts that this reader may not see, or corrections of it have
            yet to be taken in or no longer fit.
    """
    from corpus.corrections import complete

    closed = catalogue.paper(paper.id, Access.EXEMPT).exempt_pages
    said = catalogue.corrections(Scope(papers=(paper.id,), clearance=clearance))
    reading = catalogue.reading(paper.id, clearance)
    hidden = bool(closed) and clearance is not Access.EXEMPT
    whole = complete(reading, next(iter(said), None), _who(), hidden=hidden)
    catalogue.work.corrections.declare(whole)


def taught(catalogue: Catalogue, paper: Paper) -> Iterator[str]:
    """Yield, a line each, whether a paper teaches the reading of others, and what is yet to do."""
    from corpus.labelled import lessons

    every = lessons(catalogue)
    teaches = any(one.path == catalogue.kept(paper.id) for said in every for one in said.papers)
    if teaches:
        yield "what is added of its committee from now on is read by what it teaches"
    elif catalogue.work.corrections.of(paper.id).complete:
        yield (
            "it teaches the reading of no other paper: it is exempt, names no committee"
            " (`--meta` can), or has yet to be read anew"
        )
    if left := len(catalogue.work.untaught({one.body: one.digest for one in every})):
        again = typed("corpus add --again")
        yield f"papers here that would be read otherwise now: {left}; {again} reads them anew"


def _who() -> str:
    """Return who works at this computer, as it knows them."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "the command line"


def _particulars(options: argparse.Namespace) -> Particulars:
    from corpus.corrections import Particulars

    names = ("outcome", "mover", "seconder", "vote", "number")
    return Particulars(**{name: getattr(options, name) for name in names})


def _pages(catalogue: Catalogue, paper: Paper, numbers: range, clearance: Access) -> list[Page]:
    held = catalogue.labels(paper.id, clearance)
    wanted = [number for number in numbers if number in held]
    return [catalogue.page(paper.id, number, clearance) for number in wanted]


def _entries(catalogue: Catalogue, paper: Paper, clearance: Access) -> tuple[Resolution, ...]:
    return catalogue.resolutions(Scope(papers=(paper.id,), clearance=clearance))


def _told(paper: CorrectedPaper) -> Iterator[str]:
    waits = " (not taken in yet: add or correct anything)" if paper.waiting else ""
    yield f"{paper.file_name}{waits}"
    for kept in paper.made:
        about = kept.correction
        fits = "" if kept.fits else " – NO LONGER FITS: the page has not these words any more"
        yield f"  {about.id[:8]}  {about.day.isoformat()}  {about.by}{fits}"
        yield f"      page {about.words.spans[0].page}, {_what(about)}: {about.words.words}"
    if paper.complete:
        count = len(paper.complete.claims)
        gone = "" if paper.complete_fits else " – NO LONGER FITS: words of it are gone"
        yield (
            f"  register complete ({count} entries), {paper.complete.day.isoformat()},"
            f" {paper.complete.by}{gone}"
        )


def _what(about: Correction) -> str:
    return {
        CorrectionKind.REMOVED: "no decision",
        CorrectionKind.CHANGED: "changed to",
        CorrectionKind.ADDED: "added",
    }[about.kind]


def _objects(paper: CorrectedPaper) -> Iterator[dict[str, object]]:
    for kept in paper.made:
        yield {"paper": paper.file_name, **_object(kept), "taken_in": not paper.waiting}
    if paper.complete:
        yield {
            "paper": paper.file_name,
            "what": "register complete",
            "entries": len(paper.complete.claims),
            "by": paper.complete.by,
            "at": paper.complete.at,
            "fits": paper.complete_fits,
            "taken_in": not paper.waiting,
        }


def _object(kept: KeptCorrection) -> dict[str, object]:
    about = kept.correction
    return {
        "id": about.id,
        "what": about.kind.value,
        "page": about.words.spans[0].page,
        "text": about.words.words,
        "was": about.was.words if about.was else None,
        "by": about.by,
        "at": about.at,
        "fits": kept.fits,
    }

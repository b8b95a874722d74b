"""The command ``record``: what came of decisions, as text or files, and what is said of links."""

from __future__ import annotations

import argparse
import getpass
import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.cli import complain, data_option, settings_of

if TYPE_CHECKING:
    from corpus.catalogue import Catalogue
    from corpus.model import Access, Paper
    from retrieval.matters import RecordEntry, RecordSearch

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

_ABOUT = "tell who is to act on decisions, and what came of them"
_JUDGING = """an officer's word on a link, by the ID that is printed before it:
  --confirm ID   it speaks of the decision
  --reject ID    it does not, and is shown no more
  --undo ID      nothing is said of it any more
It holds when papers are read again, and for later versions of them."""


def add_record(commands: Commands) -> None:
    """Add ``record`` to the commands of a program."""
    parser = commands.add_parser(
        "record", help=_ABOUT, description=f"{_ABOUT.capitalize()}.", epilog=_JUDGING,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    parser.add_argument("words", nargs="*", metavar="WORD", help="as for `resolutions`")
    parser.add_argument("--committee", metavar="NAME")
    parser.add_argument("--from", dest="since", type=_day, metavar="DATE", help="2017-10-09")
    parser.add_argument("--to", dest="until", type=_day, metavar="DATE")
    parser.add_argument("--owner", default="", metavar="WORDS", help="part of who is to act")
    parser.add_argument("--due-by", type=_day, metavar="DATE", help="due on this day or before")
    parser.add_argument(
        "--no-answer", action="store_true", help="only those of which no later mention was found"
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--csv", type=Path, metavar="FILE", help="write CSV")
    form.add_argument("--word", type=Path, metavar="FILE", help="write a Word file")
    form.add_argument("--json", action="store_true", help="print JSON")
    for verb in ("confirm", "reject", "undo"):
        form.add_argument(f"--{verb}", metavar="ID", help=argparse.SUPPRESS)
    data_option(parser)
    parser.set_defaults(carry_out=carry_out)


def carry_out(options: argparse.Namespace) -> int:
    """Run the command; 0, or 1 where it could not be done."""
    from corpus.catalogue import Catalogue, must_be_there
    from corpus.model import Access, CorpusError

    settings = settings_of(options)
    clearance = Access.EXEMPT if settings.exempt else Access.PUBLIC
    data = settings.data
    try:
        must_be_there(data)
        with Catalogue.open(data) as catalogue:
            return _carry_out(catalogue, options, clearance)
    except (CorpusError, OSError) as error:
        complain("record", error)
        return 1


def _carry_out(catalogue: Catalogue, options: argparse.Namespace, clearance: Access) -> int:
    from corpus.model import Scope, printable
    from retrieval.matters import Record
    from ui.register import record_csv, record_word

    if said := options.confirm or options.reject or options.undo:
        return _judge(catalogue, options, said, clearance)
    entries = Record(catalogue, clearance).search(_search(options, clearance))
    papers = {one.id: one for one in catalogue.papers(Scope(clearance=clearance))}
    names = {key: one.called for key, one in papers.items()}
    if options.csv:
        options.csv.write_bytes(record_csv(entries, papers))
    elif options.word:
        options.word.write_bytes(record_word(entries, papers))
    elif options.json:
        told = [_object(one, papers) for one in entries]
        print(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        print(printable("\n\n".join(_text(one, names) for one in entries) or "No decision."))
    return 0


def _judge(catalogue: Catalogue, options: argparse.Namespace, said: str, clearance: Access) -> int:
    from corpus.model import CorrectionError, LinkVerdict
    from retrieval.matters import Record

    shelf = catalogue.work.links
    if options.undo:
        shelf.take_back(said)
        return 0
    record = Record(catalogue, clearance)
    found = [
        (entry, link)
        for entry in record.search(_search(options, clearance))
        for link in (*entry.links, *entry.possible, *entry.rejected)
        if link.id.startswith(said)
    ]
    if len(found) != 1 or len(said) < 4:
        raise CorrectionError(f"no one link is called {said}; `minutebook record` gives their ids")
    verdict = LinkVerdict.CONFIRMED if options.confirm else LinkVerdict.REJECTED
    shelf.keep(record.judge(*found[0], verdict, getpass.getuser()))
    return 0


def _search(options: argparse.Namespace, clearance: Access) -> RecordSearch:
    from corpus.model import DecisionKind, Scope
    from corpus.register import RegisterSearch
    from retrieval.matters import RecordSearch

    scope = Scope(options.committee, options.since, options.until, clearance=clearance)
    kinds = (DecisionKind.DECISION, DecisionKind.ACTION)
    register = RegisterSearch(" ".join(options.words), scope, kinds=kinds, oldest_first=True)
    return RecordSearch(register, options.owner, options.due_by, options.no_answer)


def _text(entry: RecordEntry, names: dict[str, str]) -> str:
    from retrieval.matters import task_words

    decided = entry.decided
    number = f" {decided.number}" if decided.number else ""
    told = ", ".join(str(part) for part in (decided.committee, decided.date) if part)
    lines = [
        f"{decided.title or 'Untitled'}{number} ({told})",
        f"  {' '.join(decided.text.split())}",
        f"  {names.get(decided.paper_id, '')}, PDF page {decided.spans[0].page}",
    ]
    lines += [f"  {'to act' if t.owner else 'due'}: {task_words(t)}" for t in entry.tasks]
    for link in entry.links:
        mention = link.mention
        verdict = f" [{link.verdict.value}]" if link.verdict else ""
        lines += [
            f"  {link.id[:8]}  {mention.when}  {link.says.value}: {mention.about}{verdict}",
            f"      {' '.join((mention.wording or mention.title).split())}",
            f"      {names.get(mention.opens.paper_id, '')}, PDF page {mention.opens.page}",
        ]
    return "\n".join(lines if entry.links else [*lines, "  no later mention found"])


def _object(entry: RecordEntry, papers: dict[str, Paper]) -> dict[str, object]:
    decided = entry.decided
    return {
        **_named(papers.get(decided.paper_id)),
        "page": decided.spans[0].page,
        "committee": decided.committee,
        "date": decided.date and decided.date.isoformat(),
        "number": decided.number,
        "title": decided.title,
        "text": decided.text,
        "tasks": [
            {"owner": one.owner, "due": one.due, "until": one.until and one.until.isoformat()}
            for one in entry.tasks
        ],
        "since": [
            {
                "id": link.id,
                "date": link.mention.when and link.mention.when.isoformat(),
                "says": link.says.value,
                "kind": link.mention.kind.value,
                "about": link.mention.about,
                "quote": link.mention.wording or link.mention.title,
                **_named(papers.get(link.mention.opens.paper_id)),
                "page": link.mention.opens.page,
                "verdict": link.verdict and link.verdict.value,
            }
            for link in entry.links
        ],
    }


def _named(paper: Paper | None) -> dict[str, str | None]:
    """Return the file name, which programs know a paper by, and what people call it."""
    if paper is None:
        return {"paper": None, "called": None}
    return {"paper": paper.file_name, "called": paper.called}


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        message = f"{text!r} is no date; write it as 2017-10-09"
        raise argparse.ArgumentTypeError(message) from error

"""`python -m retrieval ask "question"`, `search "words" -k N` and `health`."""

from __future__ import annotations

import argparse
import json
import os
import sys
import textwrap
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from corpus.catalogue import must_be_there
from corpus.model import CorpusError, Scope, printable
from retrieval.assistant import Assistant
from retrieval.cli.export import as_json, sources
from retrieval.cli.health import check_health, healthy
from retrieval.model import (
    Answer,
    PageRef,
    RetrievalError,
    Settings,
    Statement,
    Status,
    papers_of,
    source_line,
)
from retrieval.operation import Asker, Journal

_WIDTH = 96


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; 0 when answered, found or well, 1 when not, 2 on an error."""
    options = parser().parse_args(argv)
    settings = Settings(**({"data": options.data} if options.data else {}))
    try:
        status = int(options.run(settings, options))
        sys.stdout.flush()
        return status
    except (CorpusError, RetrievalError) as error:
        print(printable(str(error)), file=sys.stderr)
        return 2
    except BrokenPipeError:
        # The reader (`| head`) has seen enough; nothing more can be said to it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m retrieval", description=__doc__)
    commands = parser.add_subparsers(required=True)
    ask = commands.add_parser("ask", help="answer a question with citations")
    ask.add_argument("question")
    ask.add_argument("--json", action="store_true", help="print the whole answer as JSON")
    ask.set_defaults(run=_ask)
    search = commands.add_parser("search", help="list the pages found, and why")
    search.add_argument("question")
    search.add_argument("-k", type=_count, default=10, help="how many pages (default 10)")
    search.set_defaults(run=_search)
    health = commands.add_parser("health", help="see whether everything that answers is well")
    health.add_argument("--json", action="store_true", help="print the checks as JSON")
    health.add_argument("--quick", action="store_true", help="do not load the model")
    health.set_defaults(run=_health)
    for command in (ask, search, health):
        command.add_argument("--data", type=Path, help="data folder (default ./data)")
    for command in (ask, search):
        command.add_argument("--committee", help="only papers of this committee")
        command.add_argument("--paper", action="append", default=[], help="only this file")
    return parser


def _count(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f"{text!r} is no number of pages; write 1 or more")
    return int(text)


def _scope(options: argparse.Namespace) -> Scope:
    return Scope(committee=options.committee, papers=tuple(options.paper))


def _open(settings: Settings) -> Assistant:
    must_be_there(settings.data)
    return Assistant.open(settings)


def _ask(settings: Settings, options: argparse.Namespace) -> int:
    assistant, scope = _open(settings), _scope(options)
    started = time.perf_counter()
    answer = assistant.ask(options.question, scope)
    Journal(settings, aloud=False).asked(
        options.question,
        answer,
        Asker("officer", scope.clearance),
        milliseconds=1000 * (time.perf_counter() - started),
    )
    print(printable(as_json(answer) if options.json else _readable(answer)))
    return 0 if answer.status is Status.ANSWERED else 1


def _search(settings: Settings, options: argparse.Namespace) -> int:
    pages = _open(settings).search(options.question, options.k, _scope(options))
    for rank, page in enumerate(pages, 1):
        print(printable(_found(rank, page)))
    if not pages:
        print("No pages found: nothing matches, or the filters let none through.")
    return 0 if pages else 1


def _health(settings: Settings, options: argparse.Namespace) -> int:
    checks = check_health(settings, model=not options.quick)
    well = healthy(checks)
    if options.json:
        print(json.dumps({"ok": well, "checks": [asdict(check) for check in checks]}))
    else:
        marks = {True: "ok", False: "WRONG", None: "-"}
        for check in checks:
            print(printable(f"{marks[check.ok]:<6}{check.name:<13}{check.said}"))
    return 0 if well else 1


def _readable(answer: Answer) -> str:
    lines: list[str] = [f"Asked: {answer.asked}", ""] if answer.asked else []
    if any(statement.conflicts for statement in answer.statements):
        lines += ["These papers do not agree:", ""]
    part = ""
    for statement in answer.statements:
        if statement.part != part:
            part = statement.part
            lines += [f"{part}:", ""] if part else []
        lines += [*_told(statement), ""]
    if answer.dropped:
        said = "1 statement" if answer.dropped == 1 else f"{answer.dropped} statements"
        lines += [f"{said} of {answer.model or 'the model'} left out: not found in the papers.", ""]
    if answer.note:
        lines += [_wrapped(answer.note), ""]
    if answer.status is Status.REFUSED:
        lines += [_wrapped(answer.message), ""]
        lines += [_found(rank, page) for rank, page in enumerate(answer.pages[:5], 1)]
    for numbers, citation in sources(answer.citations):
        marks = "".join(f"[{number}]" for number in numbers)
        lines.append(f"{marks} {source_line(citation, file=True)}")
    return "\n".join(lines)


def _told(statement: Statement) -> list[str]:
    """Return a statement with its papers and their dates, and where else it stands."""
    cited = dict.fromkeys(citation.number for citation in statement.citations)
    numbers = "".join(f"[{number}]" for number in cited)
    said = f"“{statement.text}”" if statement.official else statement.text
    lines = [_wrapped(line) for line in said.split("\n")]
    whose = " · in the model's words, checked" if statement.explained else ""
    lines.append(f"    {papers_of(statement)} {numbers}{whose}")
    lines += [f"    also: {source_line(citation, file=True)}" for citation in statement.also]
    return lines


def _found(rank: int, page: PageRef) -> str:
    place = f"{page.paper}, PDF page {page.page}"
    place += f" (printed {page.printed})" if page.printed else ""
    place += f", item {page.item}" if page.item else ""
    why = " ".join(f"{name} {value:.2f}" for name, value in page.why)
    snippet = textwrap.shorten(page.snippet, _WIDTH * 2, placeholder=" …")
    shown = textwrap.indent(_wrapped(snippet), "    ")
    also = "".join(f"\n    also: {one.paper}, PDF page {one.page}" for one in page.also)
    return f"{rank:>2}. {place}  {page.score:.2f} = {why}\n{shown}{also}"


def _wrapped(text: str) -> str:
    return textwrap.fill(text, _WIDTH)

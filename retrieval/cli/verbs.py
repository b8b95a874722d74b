"""What each command of asking does: answer, list pages, look at everything that answers."""

from __future__ import annotations

import argparse
import json
import sys
import textwrap
import time
from contextlib import closing
from dataclasses import asdict

from corpus.catalogue import must_be_there
from corpus.model import Scope, item_words, printable
from retrieval.assistant import Assistant
from retrieval.cli.following import digest, feed, follow
from retrieval.cli.health import check_health, healthy
from retrieval.cli.sources import sources
from retrieval.model import (
    Answer,
    PageRef,
    Settings,
    Statement,
    Status,
    page_words,
    papers_of,
    source_line,
)
from retrieval.operation import Asker, Journal, fingerprint_of
from retrieval.records import Teller

__all__ = ["api", "ask", "digest", "feed", "follow", "health", "mcp", "readable", "search"]

_WIDTH = 96


def ask(settings: Settings, options: argparse.Namespace) -> int:
    """Print an answer and its sources; 1 where the papers give none."""
    scope = _scope(options)
    with closing(_open(settings, scope)) as assistant:
        started = time.perf_counter()
        answer = assistant.ask(options.question, scope)
        ended = time.perf_counter()
        told = readable(answer)
        if options.json:
            teller = Teller(assistant.catalogue, scope.clearance, settings.app_url)
            told = teller.answer(answer).model_dump_json(indent=2)
    Journal(settings, aloud=False).asked(
        options.question,
        answer,
        Asker("officer", scope.clearance),
        milliseconds=1000 * (ended - started),
    )
    print(printable(told))
    return 0 if answer.status in (Status.ANSWERED, Status.REPLIED) else 1


def search(settings: Settings, options: argparse.Namespace) -> int:
    """Print the pages found, best first; 1 when there are none."""
    scope = _scope(options)
    with closing(_open(settings, scope)) as assistant:
        found = assistant.find(options.question, scope)
    pages = found.pages[: options.k] if found else ()
    if found and found.lacking:
        print(printable(found.lacking), file=sys.stderr)
    for rank, page in enumerate(pages, 1):
        print(printable(_found(rank, page)))
    if not pages:
        print("No pages found: nothing matches, or the filters let none through.")
    return 0 if pages else 1


def health(settings: Settings, options: argparse.Namespace) -> int:
    """Print what was looked at; 1 unless all is well."""
    checks = check_health(settings, model=not options.quick)
    well, made = healthy(checks), fingerprint_of(settings).text
    if options.json:
        said = [asdict(check) for check in checks]
        print(json.dumps({"ok": well, "fingerprint": made, "checks": said}))
    else:
        marks = {True: "ok", False: "WRONG", None: "-"}
        for check in checks:
            print(printable(f"{marks[check.ok]:<6}{check.name:<13}{check.said}"))
        print(f"{'':<6}{'fingerprint':<13}{made}")
    return 0 if well else 1


def mcp(settings: Settings, options: argparse.Namespace) -> int:
    """Serve MCP until it is stopped, or its input ends."""
    from retrieval.served import serve_mcp, serve_stdio

    if options.http is None:
        serve_stdio(settings)
    else:
        _listening(f"http://{options.address}:{options.http}/mcp")
        serve_mcp(settings, options.http, options.address)
    return 0


def api(settings: Settings, options: argparse.Namespace) -> int:
    """Serve REST until it is stopped."""
    from retrieval.served import serve_rest

    _listening(f"http://{options.address}:{options.port}/openapi.json")
    serve_rest(settings, options.port, options.address)
    return 0


def _listening(address: str) -> None:
    print(f"Minutebook is at {address} once its model is loaded; Ctrl-C stops it", file=sys.stderr)


def _scope(options: argparse.Namespace) -> Scope:
    return Scope(
        committee=options.committee, papers=tuple(options.paper), collection=options.collection
    )


def _open(settings: Settings, scope: Scope) -> Assistant:
    """Open what answers; raises ``CollectionError`` where ``scope`` names one that is not there."""
    must_be_there(settings.data)
    opened = Assistant.open(settings)
    if scope.collection is not None:
        opened.catalogue.collection(scope.collection, scope.clearance)
    return opened


def readable(answer: Answer) -> str:
    """Return an answer as it is printed: what was searched, what is said, and the sources."""
    lines = _read_as(answer)
    if any(statement.conflicts for statement in answer.statements):
        lines += ["These papers do not agree:", ""]
    lines += _opening(answer)
    part = ""
    for statement in answer.statements or answer.closest:
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
        lines += [_found(rank, page) for rank, page in enumerate(answer.pages[:5], 1)]
    near = tuple(c for one in answer.closest for c in one.citations)
    for numbers, citation in sources(answer.citations or near):
        marks = "".join(f"[{number}]" for number in numbers)
        lines.append(f"{marks} {source_line(citation, file=True)}")
    return "\n".join([*lines, *_going_on(answer)])


def _going_on(answer: Answer) -> list[str]:
    """Return what else the question may have meant, and what may be asked next, each whole."""
    also = " · ".join(choice.label for choice in answer.choices)
    lines = ["", f"Also: {also}"] if also else []
    title = answer.matter.title if answer.matter else ""
    # No chat is at hand to take a follow-up's matter from.
    whole = [q if not title or title in q else f"{title}: {q}" for q in answer.next]
    return lines + (["", "Next:", *(f"  {question}" for question in whole)] if whole else [])


def _opening(answer: Answer) -> list[str]:
    """Return the direct line, why there is no answer, or the reply."""
    if answer.status is Status.REPLIED:
        return [answer.message]
    message = "" if answer.status is Status.ANSWERED else answer.message
    return [line for said in (answer.lead, message) if said for line in (_wrapped(said), "")]


def _read_as(answer: Answer) -> list[str]:
    """Say what was asked or searched where it is not the question as typed."""
    if answer.asked:
        return [f"Asked: {answer.asked}", ""]
    mended = answer.searched.casefold() != " ".join(answer.question.split()).casefold()
    return [f"Searched: {answer.searched}", ""] if answer.searched and mended else []


def _told(statement: Statement) -> list[str]:
    """Return a statement with its papers and their dates, and where else it stands."""
    cited = dict.fromkeys(citation.number for citation in statement.citations)
    numbers = "".join(f"[{number}]" for number in cited)
    said = f"“{statement.text}”" if statement.official else statement.text
    lines = [_wrapped(line) for line in said.split("\n")]
    whose = " · in the model's words, checked" if statement.explained else ""
    day = statement.corrected
    mark = f" · corrected by an officer, {day.isoformat()}" if day else ""
    lines.append(f"    {papers_of(statement)} {numbers}{whose}{mark}")
    lines += [f"    also: {source_line(citation, file=True)}" for citation in statement.also]
    return lines


def _found(rank: int, page: PageRef) -> str:
    place = f"{page.paper}, {page_words(page.page, page.printed, place=page.place)}"
    place += f", {item_words(page.item)}" if page.item else ""
    why = " ".join(f"{name} {value:.2f}" for name, value in page.why)
    snippet = textwrap.shorten(page.snippet, _WIDTH * 2, placeholder=" …")
    shown = textwrap.indent(_wrapped(snippet), "    ")
    also = "".join(
        f"\n    also: {one.paper}, {page_words(one.page, one.printed, place=one.place)}"
        for one in page.also
    )
    return f"{rank:>2}. {place}  {page.score:.2f} = {why}\n{shown}{also}"


def _wrapped(text: str) -> str:
    return textwrap.fill(text, _WIDTH)

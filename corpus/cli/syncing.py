"""The command ``sync``: papers from a site, a list of addresses, a folder; options of ``news``."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.model import printable, records

if TYPE_CHECKING:
    from corpus.catalogue import Catalogue
    from corpus.ingest import Ingest
    from corpus.news import Nation, Notice
    from corpus.sync import Found, Manners, Report, Sync, Told, Wishes

    Open = Callable[[argparse.Namespace], Catalogue]
    Writer = Callable[[Catalogue, argparse.Namespace], Ingest]

KINDS = ("reports", "packs", "minutes", "decisions")
_OK, _SOMETHING_WRONG = 0, 1


def sync_options(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes to its parser."""
    parser.add_argument("host", nargs="?", metavar="HOST", help="a site that runs ModernGov")
    parser.add_argument("--urls", type=Path, metavar="FILE", help="papers at addresses, one a line")
    parser.add_argument("--folder", type=Path, metavar="DIR", help="what is new in a folder")
    cmis = "HOST is the address of a page with the calendar of a site that runs CMIS"
    parser.add_argument("--cmis", action="store_true", help=cmis)
    committee = "a committee's papers only, by its name or a part of it; may be given again"
    parser.add_argument("--committee", action="append", default=[], metavar="NAME", help=committee)
    since = "first day of meetings (a year ago)"
    parser.add_argument("--from", dest="since", type=day_typed, metavar="DATE", help=since)
    until = "last day of meetings (in 120 days)"
    parser.add_argument("--to", dest="until", type=day_typed, metavar="DATE", help=until)
    kinds = f"which papers, with commas between ({','.join(KINDS)})"
    parser.add_argument("--kinds", type=_kinds, default=KINDS, metavar="KINDS", help=kinds)
    recheck = "days after which a meeting and its papers are left alone (90)"
    parser.add_argument("--recheck", type=int, default=90, metavar="DAYS", help=recheck)
    parser.add_argument("--list", action="store_true", help="only show what would come")
    parser.add_argument("--json", action="store_true", help="with --list: an object a meeting")
    parser.add_argument("--no-ocr", action="store_true", help="leave scanned pages for later")
    nation = "with --list: clear days between publication and meeting, after its calendar"
    parser.add_argument("--nation", type=nation_typed, metavar="NATION", help=nation)


def news_options(parser: argparse.ArgumentParser) -> None:
    """Add what ``news`` takes to its parser."""
    since = "since this day, as 2026-03-12 (all)"
    parser.add_argument("--since", type=day_typed, metavar="DAY", help=since)
    parser.add_argument(
        "--committee", metavar="NAME", help="a committee's meetings only, or a part"
    )
    nation = "clear days between publication and meeting, after its calendar"
    parser.add_argument("--nation", type=nation_typed, metavar="NATION", help=nation)
    parser.add_argument("--json", action="store_true", help="a list of objects")


def misused(options: argparse.Namespace) -> str:
    """Return what is wrong with what was given together; "" if nothing is."""
    given = sum(one is not None for one in (options.host, options.urls, options.folder))
    if given != 1:
        return "name one: a HOST, --urls FILE or --folder DIR"
    if options.host is None and (options.committee or options.since or options.until):
        return "--committee, --from and --to speak of a site; name its HOST"
    if options.cmis and options.host is None:
        return "--cmis speaks of a site; name the address of its calendar"
    if options.list and options.host is None:
        return "--list speaks of a site; name its HOST"
    if options.nation and not options.list:
        return "--nation goes with --list"
    return "--json goes with --list" if options.json and not options.list else ""


def manners_of(contact: str, pause: float, timeout: float) -> Manners:
    """Return how sites are asked; times in seconds."""
    from corpus.sync import Manners

    return Manners(contact, pause, timeout, backoff=5 * pause)


def list_site(options: argparse.Namespace, manners: Manners) -> int:
    """Print what a site has that is wanted; return the exit status."""
    from corpus.sync import Report, shown

    report = Report(tell)
    about = (options.host, _wishes(options), manners, report, date.today())
    for found in shown(*about, cmis=options.cmis):
        say = _as_json if options.json else _as_text
        print(printable(say(found, options.nation)), flush=True)
    return _SOMETHING_WRONG if report.faults else _OK


def run_sync(options: argparse.Namespace, sync: Sync, report: Report) -> int:
    """Fetch what is wanted and say what that came to; return the exit status."""
    if options.urls is not None:
        sync.addresses(options.urls)
    elif options.folder is not None:
        sync.folder(options.folder)
    else:
        sync.site(options.host, _wishes(options), cmis=options.cmis)
    print(printable(report.summary))
    return _SOMETHING_WRONG if report.faults else _OK


def tell(told: Told) -> None:
    """Print a line; of faults, on standard error."""
    print(printable(told.words), file=sys.stderr if told.fault else None, flush=True)


def _wishes(options: argparse.Namespace) -> Wishes:
    from corpus.sync import Sort, Wishes

    sorts = tuple(map(Sort, options.kinds))
    period = (options.since, options.until)
    return Wishes(tuple(options.committee), *period, sorts, options.recheck)


def _as_text(found: Found, nation: Nation | None) -> str:
    meeting = found.meeting
    status = f" ({meeting.status})" if meeting.status else ""
    lines = [f"{found.name}, {meeting.day:%-d %B %Y}{status}"]
    for one in found.choice.wanted:
        items = ", ".join(number for number, _ in one.said.items or ())
        item = f"item {items}: " if items else ""
        notice = _notice(one.published, found, nation)
        counted = f", {notice.told}" if notice else ""
        appeared = f" (published {one.published}{counted})" if one.published else ""
        lines.append(f"  {one.sort.value:<10}{item}{one.said.title or one.url}{appeared}")
    if restricted := len(found.choice.restricted):
        lines.append(f"  not for the public: {restricted}")
    if found.choice.left_out:
        lines.append(f"  left out, as others hold the same: {found.choice.left_out}")
    return "\n".join(lines)


def _as_json(found: Found, nation: Nation | None) -> str:
    meeting = found.meeting
    told = {
        "committee": found.name,
        "date": meeting.day.isoformat(),
        "time": meeting.time,
        "place": meeting.place,
        "status": meeting.status,
        "items": [{"number": one.number, "title": one.title} for one in meeting.items],
        "attendance": [records.plain(one) for one in meeting.attendees],
        "papers": [
            {
                "kind": one.sort.value,
                "title": one.said.title,
                "url": one.url,
                "published": one.published,
                "clear_days": notice.clear_days
                if (notice := _notice(one.published, found, nation))
                else None,
                "items": [number for number, _ in one.said.items or ()],
            }
            for one in found.choice.wanted
        ],
        "restricted": len(found.choice.restricted),
        "left_out": found.choice.left_out,
    }
    return json.dumps(told, ensure_ascii=False)


def _notice(published: str, found: Found, nation: Nation | None) -> Notice | None:
    """Return how long before its meeting a paper appeared; None where it is not to be counted."""
    from corpus.news import notice
    from corpus.sync import day_told

    day = day_told(published)
    return notice(day, found.meeting.day, nation) if nation and day else None


def day_typed(text: str) -> date:
    """Return a day that was typed; raises ``ArgumentTypeError`` of what is none."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        message = f"{text!r} is no date; write it as 2026-03-12"
        raise argparse.ArgumentTypeError(message) from error


def nation_typed(text: str) -> Nation:
    """Return a nation that was typed by its key; raises ``ArgumentTypeError`` of what is none."""
    from corpus.news import nations

    if text not in nations():
        raise argparse.ArgumentTypeError(f"{text!r} is none of {', '.join(nations())}")
    return nations()[text]


def _kinds(text: str) -> tuple[str, ...]:
    kinds = tuple(part.strip() for part in text.split(",") if part.strip())
    if not kinds or set(kinds) - set(KINDS):
        raise argparse.ArgumentTypeError(f"{text!r} are not of {', '.join(KINDS)}")
    return kinds

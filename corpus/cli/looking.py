"""The commands that only look: ``list``, ``show``, ``compare`` and ``news``."""

from __future__ import annotations

import argparse
import sys

from corpus.cli.opening import (
    OK,
    SOMETHING_WRONG,
    clearance_of,
    complain,
    nation_of,
    open_catalogue,
)
from corpus.model import printable


def list_papers(options: argparse.Namespace) -> int:
    """Print the papers, and on standard error what is to be known of them."""
    from corpus.cli.console import hidden, listing, listing_json, problems, unread
    from corpus.cli.suspected import counted

    clearance = clearance_of(options)
    with open_catalogue(options) as catalogue:
        say = listing_json if options.json else listing
        print(printable(say(catalogue, clearance)))
        told = [] if options.json else [unread(catalogue, clearance)]
        told += problems(catalogue, clearance)
        told += [hidden(catalogue, clearance), counted(catalogue, clearance)]
    for line in filter(None, told):
        print(printable(line), file=sys.stderr)
    return OK


def show_paper(options: argparse.Namespace) -> int:
    """Print what was read of a paper; return the exit status."""
    from corpus.cli.show import render_reading

    clearance = clearance_of(options)
    with open_catalogue(options) as catalogue:
        paper = catalogue.paper(options.paper, clearance)
        earlier = catalogue.work.superseded.of(paper.id)
        print(printable(render_reading(catalogue.reading(paper.id, clearance), earlier)))
    return OK


def compare_papers(options: argparse.Namespace) -> int:
    """Print what changed between two versions of a paper; return the exit status."""
    from corpus.cli.compare import changed_json, changed_lines, compared, compared_json

    clearance = clearance_of(options)
    with open_catalogue(options) as catalogue:
        if options.newer is None:
            from corpus.news import changed_pages

            paper = catalogue.paper(options.older, clearance)
            found = changed_pages(catalogue, paper.id, clearance)
            if found is None:
                complain("corpus", f"{paper.file_name}: no earlier version of it is kept")
                return SOMETHING_WRONG
            say = changed_json if options.json else changed_lines
            print(printable(say(paper.file_name, found)))
            return OK
        papers = [catalogue.paper(name, clearance) for name in (options.older, options.newer)]
        older, newer = [catalogue.reading(paper.id, clearance) for paper in papers]
    print(printable((compared_json if options.json else compared)(older, newer)))
    return OK


def tell_news(options: argparse.Namespace) -> int:
    """Print what came since a day, meeting by meeting; return the exit status."""
    from corpus.cli.news import news_json, news_lines
    from corpus.model import Scope
    from corpus.news import news

    clearance = clearance_of(options)
    nation = options.nation or nation_of(options)
    with open_catalogue(options) as catalogue:
        everything = catalogue.arrivals(Scope(clearance=clearance))
        found = news(everything, options.since, nation)
        if options.committee:
            key = options.committee.casefold()
            found = tuple(one for one in found if key in (one.committee or "").casefold())
        say = news_json if options.json else news_lines
        print(printable(say(found, catalogue, clearance)))
    return OK

"""``collections``: named sets of papers, listed, looked into and changed."""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING

from corpus.cli.opening import OK, clearance_of, open_catalogue
from corpus.model import printable

if TYPE_CHECKING:
    from corpus.catalogue import Catalogue
    from corpus.model import Access, Collection


def say_what(collections: argparse.ArgumentParser) -> None:
    """Add to the command ``collections`` what it may be told."""
    collections.add_argument("name", nargs="?", metavar="NAME", help="list or change this one")
    collections.add_argument("--json", action="store_true", help="as an array or an object")
    what = collections.add_mutually_exclusive_group()
    what.add_argument("--add", nargs="+", metavar="PAPER", help="put papers in, by name or id")
    what.add_argument("--take-out", nargs="+", metavar="PAPER", help="take papers out of it")
    what.add_argument("--rename", metavar="NEW", help="call it otherwise")
    what.add_argument("--delete", action="store_true", help="forget it; its papers stay")


def collections(options: argparse.Namespace) -> int:
    """List or change collections; return the exit status.

    Raises:
        CollectionError: there is none of that name, or it cannot be called so.
        UnknownPaperError: a paper that is named is not there; then nothing is changed.
    """
    clearance = clearance_of(options)
    with open_catalogue(options) as catalogue:
        if options.name is None:
            print(printable(_listed(catalogue, clearance, as_json=options.json)))
        elif said := _changed(catalogue, options, clearance):
            print(printable(said), file=sys.stderr)
        else:
            held = catalogue.collection(options.name, clearance)
            print(printable(_told(catalogue, held, clearance, as_json=options.json)))
    return OK


def _changed(catalogue: Catalogue, options: argparse.Namespace, clearance: Access) -> str:
    """Change a collection as was said; return what was done, "" where nothing was to be."""
    shelf, name = catalogue.work.collections, options.name
    if options.rename:
        shelf.rename(name, options.rename)
        return f"{name} is called {options.rename} now"
    if options.delete:
        shelf.delete(name)
        return f"{name} is deleted; its papers stay"
    papers = options.add or options.take_out
    if not papers:
        return ""
    ids = [catalogue.paper(paper, clearance).id for paper in papers]
    if options.add:
        return f"{shelf.put_in(name, ids)} added to {name}"
    return f"{shelf.take_out(name, ids)} taken out of {name}"


def _listed(catalogue: Catalogue, clearance: Access, *, as_json: bool) -> str:
    held = catalogue.collections(clearance)
    if as_json:
        return json.dumps([_record(catalogue, one, clearance) for one in held], indent=1)
    if not held:
        return "no collections; `collections NAME --add PAPER` makes one"
    return "\n".join(
        f"{one.name}: {_papers(one)}" + ", not for the public" * one.closed for one in held
    )


def _told(catalogue: Catalogue, held: Collection, clearance: Access, *, as_json: bool) -> str:
    if as_json:
        return json.dumps(_record(catalogue, held, clearance), indent=1)
    names = (catalogue.paper(paper, clearance).file_name for paper in held.papers)
    return "\n".join((f"{held.name}: {_papers(held)}", *(f"  {one}" for one in names)))


def _record(catalogue: Catalogue, held: Collection, clearance: Access) -> dict[str, object]:
    names = {paper: catalogue.paper(paper, clearance).file_name for paper in held.papers}
    papers = [{"id": key, "file_name": name} for key, name in names.items()]
    return {"name": held.name, "closed": held.closed, "papers": papers}


def _papers(held: Collection) -> str:
    return f"{len(held.papers):,} paper" + "s" * (len(held.papers) != 1)

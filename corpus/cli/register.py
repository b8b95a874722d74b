"""The command ``resolutions``: what meetings decided, searched; with a verb, corrected."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from corpus.cli.correcting import Verbs, correcting_verbs
from corpus.cli.opening import OK, carry_out, clearance_of, data_option, open_catalogue
from corpus.model import printable

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

_ABOUT = "list what meetings decided"


class _VerbOrWords(argparse.ArgumentParser):
    """Reads what follows ``resolutions``: a verb and what it takes, or else words to search for.

    argparse alone would take the verb for one of the words, which are as many as are given.
    """

    def __init__(self, prog: str) -> None:
        super().__init__(
            prog=prog,
            description=f"{_ABOUT.capitalize()}.",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        self._verbs: Verbs = {}

    def take(self, verbs: Verbs) -> None:
        """Know verbs, by their names, and tell of them in the help."""
        self._verbs = verbs
        told = "".join(f"  {name:13} {one.description}\n" for name, one in verbs.items())
        self.epilog = (
            f"correct the register, with a verb in the place of WORD:\n{told}\n"
            "To search for a word that is a verb here, give it with --contains."
        )

    def parse_known_args(  # type: ignore[override]
        self,
        args: Sequence[str] | None = None,
        namespace: argparse.Namespace | None = None,
    ) -> tuple[argparse.Namespace, list[str]]:
        """Return what was given and what is not understood of it."""
        given = list(sys.argv[1:] if args is None else args)
        at = _first_word(given)
        verb = self._verbs.get(given[at]) if at < len(given) else None
        if verb is None:
            return super().parse_known_args(given, namespace)
        return verb.parse_known_args([*given[:at], *given[at + 1 :]], namespace)


def _first_word(given: Sequence[str]) -> int:
    """Return where the first word stands, past ``--data``, which every verb takes too."""
    at = 0
    while at < len(given) and given[at].partition("=")[0] == "--data":
        at += 1 if "=" in given[at] else 2
    return at


def add_resolutions(commands: Commands) -> None:
    """Add ``resolutions`` to the commands of a program."""
    name = "resolutions"
    found = _VerbOrWords(commands.add_parser(name, help=_ABOUT).prog)
    commands.choices[name] = found
    found.set_defaults(command=_resolutions, carry_out=carry_out)
    _add_search(found)
    data_option(found)
    found.take(correcting_verbs(found.prog))


def _add_search(found: argparse.ArgumentParser) -> None:
    found.add_argument(
        "words",
        nargs="*",
        metavar="WORD",
        help='words in any order, a minute\'s number, a name, a sum, a "phrase" in quotation marks',
    )
    found.add_argument("--contains", metavar="WORDS", help="the same, as one argument")
    found.add_argument("--committee", metavar="NAME")
    found.add_argument("--collection", metavar="NAME", help="only papers of this collection")
    found.add_argument(
        "--from", dest="since", type=_day, metavar="DATE", help="first date, 2017-10-09"
    )
    found.add_argument("--to", dest="until", type=_day, metavar="DATE", help="last date")
    found.add_argument(
        "--outcome",
        action="append",
        choices=["resolved", "recommended", "agreed", "noted", "carried", "lost", "deferred"],
        help="only these; may be given more than once",
    )
    found.add_argument(
        "--kind",
        action="append",
        choices=["decision", "routine", "action"],
        help="only these; may be given more than once",
    )
    found.add_argument("--oldest-first", action="store_true", help="newest first without it")
    form = found.add_mutually_exclusive_group()
    form.add_argument("--compact", action="store_true", help="one line a decision")
    form.add_argument("--csv", action="store_true")
    form.add_argument("--json", action="store_true")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        message = f"{text!r} is no date; write it as 2017-10-09"
        raise argparse.ArgumentTypeError(message) from error


def _resolutions(options: argparse.Namespace) -> int:
    from corpus.cli.resolutions import (
        list_resolutions,
        notes,
        to_compact,
        to_csv,
        to_json,
        to_text,
    )
    from corpus.minutes import with_dissent
    from corpus.model import DecisionKind, OutcomeClass, Resolution, Scope
    from corpus.register import RegisterSearch

    scope = Scope(
        options.committee,
        options.since,
        options.until,
        clearance=clearance_of(options),
        collection=options.collection,
    )
    asked = RegisterSearch(
        " ".join([*options.words, options.contains or ""]).strip(),
        scope,
        tuple(OutcomeClass(name) for name in options.outcome or ()),
        tuple(DecisionKind(name) for name in options.kind or ()),
        oldest_first=options.oldest_first,
    )
    with open_catalogue(options) as catalogue:
        if scope.collection is not None:
            catalogue.collection(scope.collection, scope.clearance)
        told = catalogue.search_resolutions(asked)

        def noted(said: Resolution) -> Resolution:
            return with_dissent(said, lambda n: catalogue.page(said.paper_id, n, scope.clearance))

        found = [noted(said) for said in told.resolutions]
        papers = {paper.id: paper for paper in catalogue.papers(Scope(clearance=scope.clearance))}
        firsts = {(said.paper_id, said.spans[0].page) for said in found}
        pages = {at: catalogue.page(*at, scope.clearance) for at in firsts}
    say = to_csv if options.csv else to_json if options.json else to_text
    if options.compact:
        say = to_compact
    for note in notes(told):
        print(printable(note), file=sys.stderr)
    print(printable(say(list_resolutions(found, papers, pages))), end="")
    return OK

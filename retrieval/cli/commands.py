"""The words of the commands of asking; what each does is in :mod:`retrieval.cli.verbs`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from corpus.cli import data_option, quietly, settings_of
from corpus.model import CorpusError, printable

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]
    from retrieval.model import Settings


def main(argv: Sequence[str] | None = None) -> int:
    """Run ``python -m retrieval``; 0 when answered, found or well, 1 when not, 2 on an error."""
    return quietly(lambda: carry_out(parser().parse_args(argv)))


def carry_out(options: argparse.Namespace) -> int:
    """Run the command that was chosen; return its exit status, as :func:`main`."""
    from retrieval.cli import verbs
    from retrieval.model import RetrievalError

    command: Callable[[Settings, argparse.Namespace], int] = getattr(verbs, options.verb)
    try:
        return command(settings_of(options), options)
    except (CorpusError, RetrievalError) as error:
        print(printable(str(error)), file=sys.stderr)
        return 2


def parser() -> argparse.ArgumentParser:
    """Return the parser of ``python -m retrieval``."""
    parser = argparse.ArgumentParser(
        prog="python -m retrieval", description="Ask council papers; see whether all is well."
    )
    data_option(parser, top=True)
    add_asking_commands(parser.add_subparsers(metavar="COMMAND", required=True))
    return parser


def add_asking_commands(commands: Commands) -> None:
    """Add the commands of asking to those of a program, which has the option ``--data``.

    What is parsed then has ``carry_out``, which takes it and returns the exit status.
    """
    ask = _verb(commands, "ask", "answer a question with citations")
    ask.add_argument("question")
    ask.add_argument("--json", action="store_true", help="print the whole answer as JSON")
    search = _verb(commands, "search", "list the pages found, and why")
    search.add_argument("question")
    search.add_argument("-k", type=_count, default=10, help="how many pages (default 10)")
    health = _verb(commands, "health", "see whether everything that answers is well")
    health.add_argument("--json", action="store_true", help="print the checks as JSON")
    health.add_argument("--quick", action="store_true", help="do not load the model")
    mcp = _verb(commands, "mcp", "let language models ask, by the Model Context Protocol")
    mcp.add_argument("--http", type=port, metavar="PORT", help="over HTTP, not standard input")
    api = _verb(commands, "api", "let programs ask, by REST")
    api.add_argument("--port", type=port, default=8510, help="where it listens (default 8510)")
    _following_commands(commands)
    for command in (mcp, api):
        command.add_argument(
            "--address", default="127.0.0.1", help="who reaches it: this computer (default)"
        )
    for command in (ask, search):
        command.add_argument("--committee", help="only papers of this committee")
        command.add_argument("--collection", metavar="NAME", help="only papers of this collection")
        command.add_argument("--paper", action="append", default=[], help="only this file")


def _following_commands(commands: Commands) -> None:
    follow = _verb(commands, "follow", "follow a search, matter, committee or ward; list them")
    follow.add_argument("words", nargs="?", help="a question or words, a title, or a name")
    kinds = ("search", "matter", "committee", "ward")
    follow.add_argument("--as", dest="kind", choices=kinds, default="search", help="what it is")
    follow.add_argument("--committee", help="of a matter: the body that it is before")
    follow.add_argument("--mail", metavar="ADDRESS", help="send what is found to this address")
    follow.add_argument("--stop", metavar="ID", help="follow this no more")
    address = "make a private address of the feed in the app, in place of any earlier one"
    follow.add_argument("--address", action="store_true", help=address)
    digest = _verb(commands, "digest", "look through what came, and mail what was found")
    digest.add_argument("--show", action="store_true", help="print what is followed here instead")
    feed = _verb(commands, "feed", "write what was found as an Atom feed")
    feed.add_argument("--calendar", action="store_true", help="meetings instead, as iCalendar")


def _verb(commands: Commands, name: str, about: str) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=about, description=about.capitalize() + ".")
    # Named, not given: what answers takes a second to import, and help should not wait for it.
    parser.set_defaults(verb=name, carry_out=carry_out)
    data_option(parser)
    return parser


def port(text: str) -> int:
    """Return the port that was typed; raises ``ArgumentTypeError`` of what is none."""
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError(f"{text!r} is no port; write a number up to 65535")
    return int(text)


def _count(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f"{text!r} is no number of pages; write 1 or more")
    return int(text)

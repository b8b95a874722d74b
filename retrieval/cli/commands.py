"""The words of the commands of asking; what each does is in :mod:`retrieval.cli.verbs`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from corpus.cli import data_option, settings_of
from corpus.model import CorpusError, printable

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]
    from retrieval.model import Settings


def main(argv: Sequence[str] | None = None) -> int:
    """Run ``python -m retrieval``; 0 when answered, found or well, 1 when not, 2 on an error."""
    return carry_out(parser().parse_args(argv))


def carry_out(options: argparse.Namespace) -> int:
    """Run the command that was chosen; return its exit status, as :func:`main`."""
    from retrieval.cli import verbs
    from retrieval.model import RetrievalError

    command: Callable[[Settings, argparse.Namespace], int] = getattr(verbs, options.verb)
    try:
        status = command(settings_of(options), options)
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
    for command in (ask, search):
        command.add_argument("--committee", help="only papers of this committee")
        command.add_argument("--paper", action="append", default=[], help="only this file")


def _verb(commands: Commands, name: str, about: str) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=about, description=about.capitalize() + ".")
    # Named, not given: what answers takes a second to import, and help should not wait for it.
    parser.set_defaults(verb=name, carry_out=carry_out)
    data_option(parser)
    return parser


def _count(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f"{text!r} is no number of pages; write 1 or more")
    return int(text)

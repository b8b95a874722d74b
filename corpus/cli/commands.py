"""The commands of the corpus: ``add``, ``list``, ``show``, ``remove``, ``check``, …

What each does is in :mod:`corpus.cli.looking`, :mod:`corpus.cli.changing` and others beside it.
Commands that only read the catalogue load neither model nor index.
"""

from __future__ import annotations

import corpus.offline  # isort: skip  # noqa: F401  (first: before anything loads a hub client)

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.cli.changing import (
    add_papers,
    back_up_all,
    check,
    decide_suspected,
    mask_words,
    read_scans,
    rebuild,
    remove_papers,
    restore_all,
    sync_papers,
)
from corpus.cli.collecting import collections, say_what
from corpus.cli.looking import compare_papers, list_papers, show_paper, tell_news
from corpus.cli.opening import carry_out, data_option, quietly
from corpus.cli.register import add_resolutions
from corpus.cli.removing import say_which

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]
    Command = Callable[[argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``python -m corpus``; return its exit status: 0 fine, 1 something was wrong, 2 usage."""
    return quietly(lambda: carry_out(parser().parse_args(arguments)))


def parser() -> argparse.ArgumentParser:
    """Return the parser of ``python -m corpus``."""
    parser = argparse.ArgumentParser(prog="python -m corpus", description="Keep council papers.")
    data_option(parser, top=True)
    add_corpus_commands(parser.add_subparsers(metavar="COMMAND", required=True))
    return parser


def add_corpus_commands(commands: Commands) -> None:
    """Add the commands of the corpus to those of a program, which has the option ``--data``.

    What is parsed then has ``carry_out``, which takes it and returns the exit status.
    """
    _add_parser(commands)
    _list_parser(commands)
    _sync_parser(commands)
    for name, command, words in (
        ("check", check, "see whether catalogue, vectors and files agree"),
        ("rebuild", rebuild, "make the vectors again from the catalogue"),
    ):
        data_option(_sub(commands, name, command, words))
    suspected = _sub(
        commands, "suspected", decide_suspected, "list what is closed until you decide, or decide"
    )
    suspected.add_argument("paper", nargs="?", metavar="PAPER", help="file name or id")
    which = suspected.add_mutually_exclusive_group()
    which.add_argument("--open", action="store_true", help="its pages are for everyone")
    which.add_argument("--closed", action="store_true", help="its pages stay closed")
    data_option(suspected)
    show = _sub(commands, "show", show_paper, "print what was read of a paper")
    show.add_argument("paper", metavar="PAPER", help="file name or id")
    data_option(show)
    compare = _sub(commands, "compare", compare_papers, "print what changed between two versions")
    compare.add_argument("older", metavar="OLDER", help="file name or id")
    newer = "file name or id; without it the first is compared with the version that it replaced"
    compare.add_argument("newer", nargs="?", metavar="NEWER", help=newer)
    compare.add_argument("--json", action="store_true", help="an object with every page")
    data_option(compare)
    _news_parser(commands)
    remove = _sub(commands, "remove", remove_papers, "take papers out of everything")
    say_which(remove)
    data_option(remove)
    gathered = _sub(commands, "collections", collections, "list or change named sets of papers")
    say_what(gathered)
    data_option(gathered)
    mask = _sub(
        commands, "mask", mask_words, "mask names and contact details for the public, by a list"
    )
    mask.add_argument("file", nargs="?", type=Path, metavar="FILE", help="a word or name a line")
    mask.add_argument("--off", action="store_true", help="mask nothing any more")
    data_option(mask)
    _archive_parsers(commands)
    add_resolutions(commands)


def _sub(commands: Commands, name: str, command: Command, words: str) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=words, description=words[0].upper() + words[1:] + ".")
    parser.set_defaults(command=command, carry_out=carry_out)
    return parser


def _add_parser(commands: Commands) -> None:
    add = _sub(
        commands, "add", add_papers, "read PDFs, folders and zip archives into the catalogue"
    )
    add.add_argument("paths", nargs="*", type=Path, metavar="PATH")
    add.add_argument(
        "--again",
        action="store_true",
        help="read unchanged papers anew; without PATH those that would be read otherwise now",
    )
    add.add_argument("--meta", type=Path, metavar="FILE", help="CSV or YAML that corrects papers")
    add.add_argument("--access", choices=("public", "exempt"), help="who may see these papers")
    add.add_argument("--if-empty", action="store_true", help="only into an empty catalogue")
    attachments = "read the PDFs that are attached to these too, as papers of their own"
    add.add_argument("--attachments", action="store_true", help=attachments)
    earlier = "keep versions that these replace, so that they can be compared"
    add.add_argument("--keep-earlier", action="store_true", help=earlier)
    add.add_argument("--no-ocr", action="store_true", help="leave scanned pages for later")
    data_option(add)
    ocr = _sub(commands, "ocr", read_scans, "read scanned pages, also those that failed")
    data_option(ocr)


def _sync_parser(commands: Commands) -> None:
    from corpus.cli.syncing import sync_options

    sync = _sub(commands, "sync", sync_papers, "fetch papers that are new on a council's site")
    sync_options(sync)
    data_option(sync)


def _news_parser(commands: Commands) -> None:
    from corpus.cli.syncing import news_options

    news = _sub(commands, "news", tell_news, "tell what came, what was replaced and when")
    news_options(news)
    data_option(news)


def _list_parser(commands: Commands) -> None:
    listing = _sub(commands, "list", list_papers, "list the papers")
    listing.add_argument("--json", action="store_true", help="a list of objects")
    data_option(listing)


def _archive_parsers(commands: Commands) -> None:
    backup = _sub(
        commands, "backup", back_up_all, "write everything to one file, also while in use"
    )
    backup.add_argument("file", type=Path, metavar="FILE")
    data_option(backup)
    restore = _sub(commands, "restore", restore_all, "fill an empty data folder from a backup")
    restore.add_argument("file", type=Path, metavar="FILE")
    data_option(restore)

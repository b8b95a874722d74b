"""The commands of the corpus: ``add``, ``list``, ``show``, ``remove``, ``check``, …

This is where the embedder and the index are put together with ingest, so that it knows
``retrieval``, as :mod:`corpus.cli.opening` does its settings, and nothing else of this package.
Commands that only read the catalogue load neither.
"""

from __future__ import annotations

import corpus.offline  # isort: skip  # noqa: F401  (first: before anything loads a hub client)

import argparse
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.cli.collecting import collections, say_what
from corpus.cli.correcting import Desk
from corpus.cli.looking import compare_papers, list_papers, show_paper, tell_news
from corpus.cli.opening import (
    OK,
    SOMETHING_WRONG,
    USAGE,
    clearance_of,
    complain,
    data_option,
    open_catalogue,
    quietly,
    settings_of,
)
from corpus.cli.register import add_resolutions
from corpus.cli.removing import misspoken, say_which, taken_out, told
from corpus.model import CorpusError, NoDataFolderError, printable, typed

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]
    Command = Callable[[argparse.Namespace], int]
    from corpus.catalogue import Catalogue
    from corpus.ingest import Ingest
    from corpus.model import Outcome, Watcher


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``python -m corpus``; return its exit status: 0 fine, 1 something was wrong, 2 usage."""
    return quietly(lambda: carry_out(parser().parse_args(arguments)))


def carry_out(options: argparse.Namespace) -> int:
    """Run the command that was chosen; return its exit status, as :func:`main`."""
    try:
        command: Command = options.command
        return command(options)
    except NoDataFolderError as error:
        _complain(str(error))
        return USAGE
    except CorpusError as error:
        return _complain(str(error))
    except KeyboardInterrupt:
        return _complain(f"stopped; {typed('corpus check')} says what is left unfinished")
    except Exception as error:
        from retrieval.model import RetrievalError

        if isinstance(error, RetrievalError):
            return _complain(str(error))
        raise


def _complain(message: object) -> int:
    complain("corpus", message)
    return SOMETHING_WRONG


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
        ("check", _check, "see whether catalogue, vectors and files agree"),
        ("rebuild", _rebuild, "make the vectors again from the catalogue"),
    ):
        data_option(_sub(commands, name, command, words))
    suspected = _sub(
        commands, "suspected", _suspected, "list what is closed until you decide, or decide"
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
    remove = _sub(commands, "remove", _remove, "take papers out of everything")
    say_which(remove)
    data_option(remove)
    gathered = _sub(commands, "collections", collections, "list or change named sets of papers")
    say_what(gathered)
    data_option(gathered)
    mask = _sub(commands, "mask", _mask, "mask names and contact details for the public, by a list")
    mask.add_argument("file", nargs="?", type=Path, metavar="FILE", help="a word or name a line")
    mask.add_argument("--off", action="store_true", help="mask nothing any more")
    data_option(mask)
    _archive_parsers(commands)
    # Each is looked up when it is called.
    desk = Desk(
        open_catalogue,
        clearance_of,
        lambda catalogue, watcher: _ingest(catalogue, watcher),
        lambda catalogue, what, outcomes: _note(catalogue, what, outcomes),
        carry_out,
        data_option,
    )
    add_resolutions(commands, desk)


def _sub(commands: Commands, name: str, command: Command, words: str) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=words, description=words[0].upper() + words[1:] + ".")
    parser.set_defaults(command=command, carry_out=carry_out)
    return parser


def _add_parser(commands: Commands) -> None:
    add = _sub(commands, "add", _add, "read PDFs, folders and zip archives into the catalogue")
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
    ocr = _sub(commands, "ocr", _ocr, "read scanned pages, also those that failed")
    data_option(ocr)


def _sync_parser(commands: Commands) -> None:
    from corpus.cli.syncing import sync_options

    sync = _sub(commands, "sync", _sync, "fetch papers that are new on a council's site")
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
    backup = _sub(commands, "backup", _backup, "write everything to one file, also while in use")
    backup.add_argument("file", type=Path, metavar="FILE")
    data_option(backup)
    restore = _sub(commands, "restore", _restore, "fill an empty data folder from a backup")
    restore.add_argument("file", type=Path, metavar="FILE")
    data_option(restore)


def _ingest(catalogue: Catalogue, watcher: Watcher) -> Ingest:
    from corpus.ingest import Ingest
    from retrieval.embedding import SentenceEmbedder
    from retrieval.model import Settings
    from retrieval.vectors import ChromaIndex

    settings = Settings(data=catalogue.data)
    index = ChromaIndex(catalogue.data, settings.chroma_url)
    return Ingest(catalogue, SentenceEmbedder(settings), index, watcher=watcher)


def _add(options: argparse.Namespace) -> int:
    from corpus.cli.console import Console
    from corpus.cli.ending import telling_what_is_left
    from corpus.model import Access

    if not options.paths and (options.access or options.meta):
        _complain("--access and --meta speak of the files that are added; name some")
        return USAGE
    given = None
    if options.meta:
        from corpus.ingest import read_metadata

        given = read_metadata(options.meta)
    if not (options.paths or options.again):
        _complain("nothing to add; name files or folders, or --again to read papers anew")
        return USAGE
    with open_catalogue(options, make=bool(options.paths)) as catalogue:
        paths = options.paths
        if options.if_empty and catalogue.paper_count:
            if not catalogue.work.unfinished() and not catalogue.work.scans.unseen():
                print(f"{catalogue.paper_count} papers are here already; nothing to do")
                return OK
            paths = []
        with Console() as console, telling_what_is_left(catalogue):
            outcomes = _ingest(catalogue, console.watch).add(
                paths,
                given=given,
                access=Access(options.access) if options.access else None,
                ocr=not options.no_ocr,
                again=options.again,
                attachments=options.attachments,
                keeps_earlier=options.keep_earlier,
            )
        _note(catalogue, "add papers", outcomes)
        return _finish(catalogue, outcomes)


def _sync(options: argparse.Namespace) -> int:
    from corpus.cli.console import Console
    from corpus.cli.ending import telling_what_is_left
    from corpus.cli.syncing import list_site, manners_of, misused, run_sync, tell

    if wrong := misused(options):
        _complain(wrong)
        return USAGE
    settings = settings_of(options)
    manners = manners_of(settings.sync_contact, settings.sync_delay, settings.sync_timeout)
    if options.list:
        return list_site(options, manners)
    from corpus.sync import Report, Sync

    outcomes: list[Outcome] = []
    with open_catalogue(options, make=True) as catalogue:
        report = Report(tell)
        with (
            Console(outcomes.append) as console,
            telling_what_is_left(catalogue, syncing=True),
        ):
            writer = _ingest(catalogue, console.watch)
            sync = Sync(catalogue, writer, manners, report, date.today(), ocr=not options.no_ocr)
            status = run_sync(options, sync, report)
        _note(catalogue, "fetch papers", outcomes)
        return max(status, _finish(catalogue, outcomes))


def _note(
    catalogue: Catalogue, what: str, outcomes: Sequence[Outcome] = (), removed: int = 0
) -> None:
    """Write a line into the log file of the settings, if they name one."""
    from retrieval.model import Settings
    from retrieval.operation import Asker, Journal

    log = Journal(Settings(data=catalogue.data), aloud=False)
    log.changed(what, outcomes, Asker("officer"), removed=removed)


def _ocr(options: argparse.Namespace) -> int:
    from corpus.cli.console import Console

    with open_catalogue(options) as catalogue:
        with Console() as console:
            outcomes = _ingest(catalogue, console.watch).read_scans(retry=True)
        return _finish(catalogue, outcomes)


def _finish(catalogue: Catalogue, outcomes: Sequence[Outcome]) -> int:
    """Print what was done and what is left; return the exit status."""
    from corpus.cli.ending import summed_up
    from corpus.model import Result

    for line in summed_up(catalogue, outcomes):
        print(printable(line))
    skipped = any(outcome.result is Result.SKIPPED for outcome in outcomes)
    return SOMETHING_WRONG if skipped else OK


def _suspected(options: argparse.Namespace) -> int:
    from corpus.cli.console import Console
    from corpus.cli.ending import telling_what_is_left
    from corpus.cli.suspected import counted, decide

    if not options.paper:
        if options.open or options.closed:
            _complain("name the paper that you decide on")
            return USAGE
        with open_catalogue(options) as catalogue:
            said = counted(catalogue, clearance_of(options))
        print(printable(said or "nothing waits for a decision"))
        return OK
    if not (options.open or options.closed):
        _complain("say --open or --closed")
        return USAGE
    with open_catalogue(options) as catalogue:
        with Console() as console, telling_what_is_left(catalogue):
            ingest = _ingest(catalogue, console.watch)
            outcomes = [*decide(catalogue, ingest, options.paper, is_open=options.open)]
        _note(catalogue, "decide on exempt pages", outcomes)
        return _finish(catalogue, outcomes)


def _remove(options: argparse.Namespace) -> int:
    from corpus.cli.console import Console

    if wrong := misspoken(options):
        _complain(wrong)
        return USAGE
    with open_catalogue(options) as catalogue, Console() as console:
        removed = taken_out(catalogue, _ingest(catalogue, console.watch), options)
        for line in told(options, removed):
            print(printable(line))
        _note(catalogue, "remove papers", removed=len(removed))
        return SOMETHING_WRONG if catalogue.work.traces.left else OK


def _check(options: argparse.Namespace) -> int:
    from corpus.cli.ending import waiting

    with open_catalogue(options) as catalogue:
        ingest = _ingest(catalogue, lambda _: None)
        problems = ingest.check()
        for problem in problems:
            _complain(problem)
        for line in waiting(catalogue, ingest):
            print(printable(line))
        if not problems:
            counts = f"{catalogue.paper_count} papers, {catalogue.passage_count} passages"
            print(f"{counts}: catalogue, vectors and files agree")
    return SOMETHING_WRONG if problems else OK


def _rebuild(options: argparse.Namespace) -> int:
    from corpus.cli.console import Console

    with open_catalogue(options) as catalogue, Console() as console:
        print(f"{_ingest(catalogue, console.watch).rebuild()} passages have their vectors again")
    return OK


def _mask(options: argparse.Namespace) -> int:
    from corpus.cli.console import Console
    from corpus.cli.ending import telling_what_is_left
    from corpus.cli.masking import masks_told, read_list

    if options.file and options.off:
        _complain("name a list, or say --off")
        return USAGE
    with open_catalogue(options) as catalogue:
        if not (options.file or options.off):
            print(printable(masks_told(catalogue, clearance_of(options))))
            return OK
        masks = read_list(options.file)
        with Console() as console, telling_what_is_left(catalogue):
            outcomes = _ingest(catalogue, console.watch).mask(masks)
        _note(catalogue, "mask words", outcomes)
        print(printable(masks_told(catalogue, clearance_of(options))))
        return _finish(catalogue, outcomes) if outcomes else OK


def _backup(options: argparse.Namespace) -> int:
    from corpus.ingest import back_up

    with open_catalogue(options) as catalogue:
        papers = back_up(catalogue, options.file)
    print(printable(f"{papers} papers are in {options.file}"))
    return OK


def _restore(options: argparse.Namespace) -> int:
    from corpus.ingest import restore

    restore(options.file, settings_of(options).data)
    return _rebuild(options)

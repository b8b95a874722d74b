"""What all commands begin and end with: the data folder named, who reads, how faults are said."""

from __future__ import annotations

import argparse
import os
import select
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.model import CorpusError, NoDataFolderError, printable, program, typed

if TYPE_CHECKING:
    from corpus.catalogue import Catalogue
    from corpus.model import Access
    from corpus.news import Nation
    from retrieval.model import Settings

OK, SOMETHING_WRONG, USAGE = 0, 1, 2


def complain(package: str, message: object) -> None:
    """Say on standard error what is wrong, after the name under which ``package`` was called."""
    print(printable(f"{program(package)}: {message}"), file=sys.stderr)


def quietly(command: Callable[[], int]) -> int:
    """Run a command to its exit status; OK where whoever reads its output has read enough.

    As `| head` does: what could not be said any more is no fault, also where it still waited
    to be written, as help does.
    """
    try:
        try:
            status = command()
        except SystemExit:
            sys.stdout.flush()
            raise
        sys.stdout.flush()
        return status
    except BrokenPipeError:
        left = [stream.fileno() for stream in (sys.stdout, sys.stderr) if _unread(stream.fileno())]
        if not left:
            raise
        # Python must not complain either when it flushes at its end.
        with Path(os.devnull).open("wb") as nowhere:
            for stream in left:
                os.dup2(nowhere.fileno(), stream)
        return OK


def carry_out(options: argparse.Namespace) -> int:
    """Run the command of the corpus that was chosen; return its exit status.

    That is OK, SOMETHING_WRONG, or USAGE where there is no data folder.
    """
    try:
        command: Callable[[argparse.Namespace], int] = options.command
        return command(options)
    except NoDataFolderError as error:
        complain("corpus", error)
        return USAGE
    except CorpusError as error:
        complain("corpus", error)
    except KeyboardInterrupt:
        complain("corpus", f"stopped; {typed('corpus check')} says what is left unfinished")
    except Exception as error:
        from retrieval.model import RetrievalError

        if not isinstance(error, RetrievalError):
            raise
        complain("corpus", error)
    return SOMETHING_WRONG


def _unread(stream: int) -> bool:
    """Tell whether nobody reads the pipe that is written to any more."""
    watched = select.poll()
    watched.register(stream, 0)
    return any(event & (select.POLLERR | select.POLLHUP) for _, event in watched.poll(0))


def data_option(parser: argparse.ArgumentParser, *, top: bool = False) -> None:
    """Add ``--data``, the data folder, to a command, or to the top of a program.

    Only at the top it has a default, so that one given before the command is not forgotten:
    None, for the folder of the settings; see :func:`settings_of`.
    """
    default = None if top else argparse.SUPPRESS
    parser.add_argument(
        "--data", type=Path, default=default, metavar="DIR", help="data folder (./data)"
    )


def settings_of(options: argparse.Namespace) -> Settings:
    """Return the settings of the environment, on the data folder named, if one was.

    A setting that cannot be used raises ``retrieval.model.SettingsError``.
    """
    from retrieval.model import Settings

    return Settings() if options.data is None else Settings(data=options.data)


def open_catalogue(options: argparse.Namespace, *, make: bool = False) -> Catalogue:
    """Open the data folder that was named; only ``make`` makes one that is not there.

    Raises:
        NoDataFolderError: there is none, and none is to be made.
        CatalogueError: it cannot be read or written.
    """
    from corpus.catalogue import Catalogue, must_be_there

    data = settings_of(options).data
    if not make:
        must_be_there(data)
    return Catalogue.open(data)


def clearance_of(options: argparse.Namespace) -> Access:
    """Return what may be read out on this computer; adding and removing need no clearance."""
    from corpus.model import Access

    return Access.EXEMPT if settings_of(options).exempt else Access.PUBLIC


def nation_of(options: argparse.Namespace) -> Nation | None:
    """Return the nation by whose law clear days are counted; None where the settings name none."""
    from corpus.news import nations

    key = settings_of(options).nation
    return nations()[key] if key else None

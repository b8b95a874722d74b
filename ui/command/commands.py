"""The command ``minutebook``: every package adds its own commands and runs them.

Whoever asks for help waits for no library: all are imported by what is run.
"""

from __future__ import annotations

import corpus.offline  # isort: skip  # noqa: F401  (first: before anything loads a hub client)

import argparse
import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from corpus.cli import add_corpus_commands, complain, data_option, quietly, settings_of
from evals.cli import add_measuring_commands
from retrieval.cli import add_asking_commands, port
from ui.command.record import add_record

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit status: 0 fine, else that of its package."""

    def carried_out() -> int:
        options = parser().parse_args(arguments)
        carry_out: Callable[[argparse.Namespace], int] = options.carry_out
        return carry_out(options)

    return quietly(carried_out)


def parser() -> argparse.ArgumentParser:
    """Return the parser of ``minutebook``, with the words of all packages."""
    parser = argparse.ArgumentParser(
        prog="minutebook",
        description="Ask council papers; every answer cites item and page.",
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version and end")
    data_option(parser, top=True)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_serve(commands)
    add_corpus_commands(commands)
    add_asking_commands(commands)
    add_record(commands)
    about = "measure how well questions are answered"
    measuring = commands.add_parser("evals", help=about, description=about.capitalize() + ".")
    add_measuring_commands(
        measuring.add_subparsers(title="commands", metavar="COMMAND", required=True)
    )
    return parser


class _Version(argparse.Action):
    """Prints the version, which is looked up only then."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from corpus.model import program_version

        print(f"{parser.prog} {program_version()}")
        parser.exit()


def _add_serve(commands: Commands) -> None:
    about = "open the app to browsers"
    serve = commands.add_parser("serve", help=about, description=about.capitalize() + ".")
    serve.add_argument("--port", type=port, help="where it listens (default 8501)")
    serve.add_argument(
        "--address", help="who reaches it: this computer (default), or all with 0.0.0.0"
    )
    data_option(serve)
    serve.set_defaults(carry_out=_serve)


def _serve(options: argparse.Namespace) -> int:
    from retrieval.model import SettingsError
    from ui.command.serving import serve

    try:
        settings = settings_of(options)
    except SettingsError as error:
        # Before there is a server, whose pages would be the only place to say so.
        complain("ui", error)
        return 1
    here = options.address in (None, "0.0.0.0", "localhost", "127.0.0.1")
    if options.port and here and "app_url" not in settings.model_fields_set:
        # Feeds, calendars and mails lead to where the app is.
        os.environ["MINUTEBOOK_APP_URL"] = f"http://localhost:{options.port}"
    return serve(settings.data, options.port, options.address)

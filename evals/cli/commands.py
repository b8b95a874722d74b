"""The words of the command line of measuring; what each does is in :mod:`evals.cli.verbs`."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.model import CorpusError
from evals.cli import verbs as commands
from evals.model import EvalError
from evals.run import FOLDER
from retrieval.model import DEFAULT, RetrievalError, SettingsError

if TYPE_CHECKING:
    _Verbs = argparse._SubParsersAction[argparse.ArgumentParser]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0, or 1 when something fell short or could not be done."""
    options = parser().parse_args(arguments)
    try:
        code: int = options.command(options)
    except (EvalError, CorpusError, RetrievalError) as error:
        print(f"evals: {error}", file=sys.stderr)
        return 1
    return code


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m evals", description="Measure how well questions are answered."
    )
    verbs = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_asking(verbs)
    _add_fitting(verbs)
    _add_looking(verbs)
    _add_speeds(verbs)
    _add_load(verbs)
    return parser


def _add_asking(verbs: _Verbs) -> None:
    run = _verb(verbs, "run", commands.run, "ask a set and score the answers", "data", "json")
    _sets(run)
    run.add_argument("--out", type=Path, help="write one JSON line a question to this file")
    run.add_argument("--name", default="", help="what to call the run")
    run.add_argument("-v", "--verbose", action="store_true", help="list where it fell short")
    run.add_argument(
        "--llm", help="explain with this model (none, ollama:MODEL, openai:MODEL) and score it"
    )
    run.add_argument(
        "--set",
        dest="constants",
        action="append",
        default=[],
        type=_constant,
        metavar="STAGE.NAME=VALUE",
        help="ask with another value of a constant (repeatable), e.g. choosing.near=0.95",
    )
    run.add_argument("--no-keep", action="store_true", help="do not keep the run for comparing")
    _runs_folder(run)
    ablate = _verb(
        verbs, "ablate", commands.ablate, "ask a set with ranking signals left out", "data", "json"
    )
    _sets(ablate)
    ablate.add_argument("--without", action="store_true", help="also all signals but each one")
    validate = _verb(
        verbs, "validate", commands.validate, "check that gold stands where it says", "data", "json"
    )
    _sets(validate)
    baseline = _verb(
        verbs, "baseline", commands.baseline, "measure the project's own set and commit to it"
    )
    baseline.add_argument("--out", type=Path, help="where to write it (default: the committed one)")


def _add_fitting(verbs: _Verbs) -> None:
    calibrate = _verb(verbs, "calibrate", commands.calibrate, "fit when to refuse to question sets")
    calibrate.add_argument(
        "pairs", nargs="+", metavar="SET.jsonl=DATA", help="a set and the data folder it asks"
    )
    calibrate.add_argument(
        "--refused", type=float, default=0.08, help="share wrongly refused (default 0.08)"
    )
    calibrate.add_argument("--out", type=Path, help="write the model here; else only print")


def _add_looking(verbs: _Verbs) -> None:
    compare = _verb(verbs, "compare", commands.compare, "compare two kept runs", "json")
    for name in ("first", "second"):
        compare.add_argument(name, help="a file, `latest`, or the beginning of a run's name")
    compare.add_argument("-q", "--quiet", action="store_true", help="do not list questions")
    _runs_folder(compare)
    report = _verb(verbs, "report", commands.report, "one HTML page about kept runs, with plots")
    report.add_argument("runs_named", nargs="*", metavar="RUN", help="default: all kept runs")
    report.add_argument("--out", type=Path, default=Path("evals-report.html"))
    _runs_folder(report)
    listing = _verb(verbs, "runs", commands.runs, "list the kept runs, newest first", "json")
    _runs_folder(listing)


def _add_speeds(verbs: _Verbs) -> None:
    ingest = _verb(
        verbs, "ingest-speed", commands.ingest_speed, "pages a second of ingest beside plain code"
    )
    reading = _verb(
        verbs, "read-speed", commands.read_speed, "pages a second of reading beside pypdf"
    )
    for speed in (ingest, reading):
        speed.add_argument("path", type=Path, help="a PDF, or a folder of them")
        speed.add_argument("--json", action="store_true", help="print JSON")


def _add_load(verbs: _Verbs) -> None:
    load = _verb(
        verbs, "load", commands.load, "let many people ask at once, for minutes", "data", "json"
    )
    _sets(load)
    load.add_argument("--people", type=_positive(int), default=50, help="default 50")
    load.add_argument("--minutes", type=_positive(float), default=5.0, help="default 5")
    load.add_argument(
        "--pause", type=float, default=0.0, help="seconds each thinks between questions (default 0)"
    )


def _constant(text: str) -> tuple[str, str]:
    """Take ``STAGE.NAME=VALUE`` apart, if there is such a constant that may be so."""
    name, _, value = text.partition("=")
    try:
        DEFAULT.changed(name, value)
    except SettingsError as error:
        raise argparse.ArgumentTypeError(str(error)) from error
    return name, value


def _data_folder(text: str) -> commands.DataFolder:
    """Read ``FOLDER``, or ``NAME=FOLDER`` for one that holds a collection of that name."""
    name, found, folder = text.partition("=")
    if found and re.fullmatch(r"[\w-]+", name) and not Path(text).exists():
        return commands.DataFolder(Path(folder), name)
    return commands.DataFolder(Path(text))


def _positive(kind: type[int] | type[float]) -> Callable[[str], float]:
    def number(text: str) -> float:
        value = kind(text)
        if value <= 0:
            raise argparse.ArgumentTypeError(f"{text} is not more than nothing")
        return value

    return number


def _verb(
    verbs: _Verbs, name: str, command: commands.Command, about: str, *common: str
) -> argparse.ArgumentParser:
    parser = verbs.add_parser(name, help=about, description=about[0].upper() + about[1:] + ".")
    parser.set_defaults(command=command)
    if "data" in common:
        parser.add_argument(
            "--data",
            type=_data_folder,
            metavar="[NAME=]FOLDER",
            help="data folder (default: MINUTEBOOK_DATA); with NAME only the rows of that corpus",
        )
    if "json" in common:
        parser.add_argument("--json", action="store_true", help="print JSON")
    return parser


def _sets(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("sets", nargs="+", type=Path, metavar="SET.jsonl", help="question sets")


def _runs_folder(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--runs", type=Path, default=FOLDER, help="folder of kept runs")

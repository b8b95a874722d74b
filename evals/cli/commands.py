"""The words of the commands of measuring; what each does is in :mod:`evals.cli.verbs`."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.cli import complain, data_option, quietly
from corpus.model import CorpusError
from evals.cli.folders import data_folder
from evals.cli.linking import pair

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``python -m evals``; 0, or 1 when something fell short or could not be done."""
    return quietly(lambda: carry_out(parser().parse_args(arguments)))


def carry_out(options: argparse.Namespace) -> int:
    """Run the command that was chosen; return its exit status, as :func:`main`."""
    from evals.cli import verbs
    from evals.model import EvalError
    from retrieval.model import RetrievalError

    command: Callable[[argparse.Namespace], int] = getattr(verbs, options.verb)
    try:
        return command(options)
    except (EvalError, CorpusError, RetrievalError) as error:
        complain("evals", error)
        return 1


def parser() -> argparse.ArgumentParser:
    """Return the parser of ``python -m evals``."""
    parser = argparse.ArgumentParser(
        prog="python -m evals", description="Measure how well questions are answered."
    )
    data_option(parser, top=True)
    add_measuring_commands(parser.add_subparsers(required=True, metavar="COMMAND"))
    return parser


def add_measuring_commands(commands: Commands) -> None:
    """Add the commands of measuring to those of a program, which has the option ``--data``.

    What is parsed then has ``carry_out``, which takes it and returns the exit status.
    """
    _add_asking(commands)
    _add_fitting(commands)
    _add_looking(commands)
    _add_speeds(commands)
    _add_load(commands)
    _add_scale(commands)


def _add_asking(commands: Commands) -> None:
    run = _verb(commands, "run", "ask a set and score the answers", "folders", "json")
    _sets(run)
    run.add_argument("--within", metavar="NAME", help="ask only of this collection of papers")
    run.add_argument("--out", type=Path, help="write one JSON line a question to this file")
    run.add_argument("--name", default="", help="what to call the run, to find it by")
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
    ablate = _verb(commands, "ablate", "ask a set with ranking signals left out", "data", "json")
    _sets(ablate)
    ablate.add_argument("--without", action="store_true", help="also all signals but each one")
    about = "check that gold stands where it says"
    validate = _verb(commands, "validate", about, "folders", "json")
    _sets(validate)
    baseline = _verb(commands, "baseline", "measure the project's own set and commit to it")
    baseline.add_argument("--out", type=Path, help="where to write it (default: into the checkout)")


def _add_fitting(commands: Commands) -> None:
    calibrate = _verb(commands, "calibrate", "fit when to refuse to question sets")
    calibrate.add_argument(
        "pairs",
        nargs="+",
        metavar="SET.jsonl=[NAME=]DATA",
        help="a set and the data folder it asks; with NAME only the questions on that collection",
    )
    calibrate.add_argument(
        "--refused", type=float, default=0.06, help="share wrongly refused (default 0.06)"
    )
    calibrate.add_argument("--out", type=Path, help="write the model here; else only print")


def _add_looking(commands: Commands) -> None:
    compare = _verb(commands, "compare", "compare two kept runs", "data", "json")
    for name in ("first", "second"):
        compare.add_argument(
            name, help="a file or the beginning of its name, `latest`, or the name of a run"
        )
    compare.add_argument("-q", "--quiet", action="store_true", help="do not list questions")
    _runs_folder(compare)
    report = _verb(commands, "report", "one HTML page about kept runs, with plots", "data")
    report.add_argument("runs_named", nargs="*", metavar="RUN", help="default: all kept runs")
    report.add_argument("--out", type=Path, default=Path("evals-report.html"))
    _runs_folder(report)
    listing = _verb(commands, "runs", "list the kept runs, newest first", "data", "json")
    _runs_folder(listing)


def _add_speeds(commands: Commands) -> None:
    ingest = _verb(commands, "ingest-speed", "pages a second of ingest beside plain code")
    reading = _verb(commands, "read-speed", "pages a second of reading beside pypdf")
    register = _verb(commands, "register", "score how decisions are read, by body left out")
    register.add_argument("folder", type=Path, help="labelled minutes: gold.jsonl and papers")
    register.add_argument(
        "--taught",
        action="store_true",
        help="teach by each document of a body in turn, and score on its others",
    )
    register.add_argument(
        "--train", action="store_true", help="then train on all of them, into the code"
    )
    links = _verb(commands, "links", "what of judged links between decisions is found")
    links.add_argument("pairs", nargs="+", type=pair, metavar="SET.jsonl=DATA")
    links.add_argument("-v", "--verbose", action="store_true", help="list what is wrong or missed")
    links.add_argument(
        "--held-out", action="store_true", help="also fit without each body, and judge on it"
    )
    links.add_argument("--fit", type=Path, metavar="FILE", help="fit to all, and write the weights")
    claims = _verb(commands, "claims", "what the check of a language model's words lets through")
    claims.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="PDFs, or folders")
    claims.add_argument("-v", "--verbose", action="store_true", help="list what was judged wrongly")
    for speed in (ingest, reading):
        speed.add_argument("path", type=Path, help="a PDF, or a folder of them")
        speed.add_argument("--json", action="store_true", help="print JSON")


def _add_load(commands: Commands) -> None:
    load = _verb(commands, "load", "let many people ask at once, for minutes", "data", "json")
    _sets(load)
    load.add_argument("--people", type=_positive(int), default=50, help="default 50")
    load.add_argument("--minutes", type=_positive(float), default=5.0, help="default 5")
    load.add_argument(
        "--pause", type=float, default=0.0, help="seconds each thinks between questions (default 0)"
    )


def _add_scale(commands: Commands) -> None:
    about = "how questions, pages and an add grow with the papers"
    scale = _verb(commands, "scale", about, "json")
    scale.add_argument("folder", type=Path, help="where the data folders are made, or lie")
    scale.add_argument("sets", nargs="+", type=Path, metavar="SET.jsonl", help="question sets")
    scale.add_argument(
        "--sizes",
        nargs="+",
        type=_positive(int),
        default=[1_300, 10_000, 30_000, 100_000],
        metavar="PASSAGES",
        help="default 1300 10000 30000 100000",
    )
    scale.add_argument(
        "--papers", type=Path, required=True, help="papers that variations are made of"
    )


def _constant(text: str) -> tuple[str, str]:
    """Take ``STAGE.NAME=VALUE`` apart, if there is such a constant that may be so."""
    from retrieval.model import DEFAULT, SettingsError

    name, _, value = text.partition("=")
    try:
        DEFAULT.changed(name, value)
    except SettingsError as error:
        raise argparse.ArgumentTypeError(str(error)) from error
    return name, value


def _positive(kind: type[int] | type[float]) -> Callable[[str], float]:
    def number(text: str) -> float:
        value = kind(text)
        if value <= 0:
            raise argparse.ArgumentTypeError(f"{text} is not more than nothing")
        return value

    return number


def _verb(commands: Commands, name: str, about: str, *common: str) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=about, description=about[0].upper() + about[1:] + ".")
    # Named, not given: what measures takes seconds to import, and help should not wait for it.
    parser.set_defaults(verb=name.replace("-", "_"), carry_out=carry_out)
    if "data" in common or "folders" in common:
        # In place of the folder alone that all other commands take.
        several = "folders" in common
        parser.add_argument(
            "--data",
            type=data_folder,
            action="append" if several else "store",
            default=argparse.SUPPRESS,
            metavar="[NAME=]DIR",
            help="data folder (./data); with NAME only the questions on that collection"
            + (" (repeatable with names: several collections at once)" if several else ""),
        )
    if "json" in common:
        parser.add_argument("--json", action="store_true", help="print JSON")
    return parser


def _sets(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("sets", nargs="+", type=Path, metavar="SET.jsonl", help="question sets")


def _runs_folder(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--runs", type=Path, help="folder of kept runs (default: runs in --data)")

"""The verbs under ``resolutions`` with which an officer corrects the register of decisions."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from corpus.cli.changing import take_corrections
from corpus.cli.corrections import (
    correcting_words,
    correction,
    declare,
    examples,
    lines_to_text,
    taught,
    to_json,
    to_text,
)
from corpus.cli.opening import (
    OK,
    SOMETHING_WRONG,
    carry_out,
    clearance_of,
    data_option,
    open_catalogue,
)
from corpus.model import Scope, printable

Command = Callable[[argparse.Namespace], int]
# The parser of each verb, by its name.
Verbs = dict[str, argparse.ArgumentParser]


def correcting_verbs(prog: str) -> Verbs:
    """Return the verbs that may follow ``prog``, which without one lists decisions."""
    verbs: Verbs = {}

    def verb(name: str, command: Command, words: str) -> argparse.ArgumentParser:
        parser = verbs[name] = argparse.ArgumentParser(
            f"{prog} {name}",
            description=words[0].upper() + words[1:] + ".",
            epilog=examples(),
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        parser.set_defaults(command=command, carry_out=carry_out)
        data_option(parser)
        return parser

    lines = verb("lines", _lines, "number the lines of a page, to name them in `correct`")
    lines.add_argument("paper", metavar="PAPER", help="file name or id")
    lines.add_argument("page", type=int, metavar="PAGE", help="PDF page, from 1")
    correct = verb("correct", _correct, "say what is no decision, ends elsewhere or is missing")
    correcting_words(correct)
    listing = verb("corrections", _corrections, "list what was corrected, and what no longer fits")
    listing.add_argument("--json", action="store_true", help="a list of objects")
    back = verb("take-back", _take_back, "take corrections back")
    back.add_argument("ids", nargs="+", metavar="ID", help="as `corrections` lists it")
    for parser in (correct, back):
        parser.add_argument(
            "--later", action="store_true", help="keep it, and read the paper anew with the next"
        )
    whole = verb("complete", _complete, "say that all decisions of a paper are right now")
    whole.add_argument("paper", metavar="PAPER", help="file name or id")
    whole.add_argument("--withdraw", action="store_true", help="say so no longer")
    labelled = verb(
        "labelled", _labelled, "write complete papers as labelled minutes for `evals register`"
    )
    labelled.add_argument("folder", type=Path, metavar="FOLDER", help="a new or empty folder")
    return verbs


def _lines(options: argparse.Namespace) -> int:
    clearance = clearance_of(options)
    with open_catalogue(options) as catalogue:
        paper = catalogue.paper(options.paper, clearance)
        print(lines_to_text(catalogue, paper, options.page, clearance), end="")
    return OK


def _correct(options: argparse.Namespace) -> int:
    with open_catalogue(options) as catalogue:
        made = correction(catalogue, options, clearance_of(options))
        catalogue.work.corrections.keep(made)
        print(printable(f"{made.id[:8]}  {made.kind.value}: {made.words.words}"))
    return OK if options.later else take_corrections(options)


def _take_back(options: argparse.Namespace) -> int:
    with open_catalogue(options) as catalogue:
        for one in options.ids:
            made = catalogue.work.corrections.take_back(one)
            print(f"{made.id[:8]}  taken back")
    return OK if options.later else take_corrections(options)


def _corrections(options: argparse.Namespace) -> int:
    clearance = clearance_of(options)
    with open_catalogue(options) as catalogue:
        said = catalogue.corrections(Scope(clearance=clearance))
    print(printable((to_json if options.json else to_text)(said)), end="")
    return OK


def _complete(options: argparse.Namespace) -> int:
    clearance = clearance_of(options)
    with open_catalogue(options) as catalogue:
        paper = catalogue.paper(options.paper, clearance)
        if options.withdraw:
            held = catalogue.work.corrections.withdraw(paper.id)
            said = "counts as complete no longer" if held else "did not count as complete"
        else:
            declare(catalogue, paper, clearance)
            said = "counts as complete"
        print(printable(f"{paper.file_name}: its register {said}"))
    done = take_corrections(options)
    with open_catalogue(options) as catalogue:
        print("".join(f"{line}\n" for line in taught(catalogue, paper)), end="")
    return done


def _labelled(options: argparse.Namespace) -> int:
    from corpus.labelled import export

    with open_catalogue(options) as catalogue:
        done = export(catalogue, options.folder, clearance_of(options))
    for reason in done.left_out:
        print(printable(f"left out    {reason}"), file=sys.stderr)
    print(printable(f"{done.papers} papers, {done.decisions} decisions in {options.folder}"))
    return SOMETHING_WRONG if done.left_out else OK

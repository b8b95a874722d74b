"""What each command of measuring does: open, measure, print, keep."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.progress import track

from corpus.cli import complain
from corpus.model import Access, printable
from evals.cli.folders import DataFolder, named_folders
from evals.cli.linking import links as links
from evals.cli.opening import (
    asked_of,
    constants_of,
    folder_of,
    folders_of,
    open_assistant,
    questions_of,
    runs_of,
    settings_for,
)
from evals.cli.scaling import scale as scale
from evals.measure import GoldFault, Group, compare_runs, summarise, summarise_by
from evals.model import Run, RunError, SampleError, SetError
from evals.run import (
    find_run,
    list_runs,
    read_run,
    run_over,
    run_set,
    save_run,
    within_collection,
    write_file,
    write_out,
)
from evals.sets import Question, QuestionSet, read_sets, take_files
from evals.show import show

if TYPE_CHECKING:
    from retrieval.assistant import Assistant


def run(options: argparse.Namespace) -> int:
    """Ask a set, print its tables, keep the run; 1 when any question failed.

    Raises:
        SampleError: the data folder holds no papers.
        SetError: the set cannot be used.
        RunError: the run cannot be kept.
        WritingError: ``--out`` cannot be written; the run is kept.
    """
    questions, found = _asked(options)
    kept = None if options.no_keep else save_run(found, runs_of(options))
    if options.out:
        write_out(found, options.out)
    if options.json:
        _print_json({"kept": kept and str(kept), **run_figures(found)})
    else:
        console = show.console()
        console.print(show.run_view(found, options.verbose))
        if questions.unscored:
            console.print(f"{questions.unscored} reviews name no right page and were not asked.")
        if kept:
            console.print(f"Kept as {kept.name}", soft_wrap=True)
    return int(any(result.response.error for result in found.results))


def _asked(options: argparse.Namespace) -> tuple[QuestionSet, Run]:
    """Ask the sets named of the data folder given, or of several their own questions each."""
    constants = constants_of(options)
    folders = folders_of(options)
    if len(folders) > 1:
        if options.within:
            raise SetError("--within names a collection of one data folder; name one --data")
        named, questions = named_folders(folders), read_sets(options.sets)

        def opened(path: Path) -> Assistant:
            return open_assistant(settings_for(DataFolder(path), options.llm), constants)

        return questions, run_over(named, questions, opened, options.name, _progress)
    questions = questions_of(options)
    with closing(open_assistant(settings_for(folders[0], options.llm), constants)) as assistant:
        if options.within:
            clearance = Access.EXEMPT if assistant.settings.exempt else Access.PUBLIC
            held = assistant.catalogue
            questions = within_collection(held, options.within, clearance, questions)
        return questions, run_set(assistant, questions, options.name, _progress)


def calibrate(options: argparse.Namespace) -> int:
    """Fit the refusal model to pairs of set and data folder; print held-out shares.

    Raises:
        SampleError: a data folder holds no papers.
        SetError: a set cannot be used.
        WritingError: ``--out`` cannot be written.
    """
    from evals.run import examples, fit, held_out, write_calibration

    sets = {}
    for pair in options.pairs:
        path, *named = pair.split("=", 2)
        folder = DataFolder(Path(named[-1])) if named else folder_of(options)
        questions = read_sets([Path(path)])
        name = Path(path).stem
        if len(named) > 1:
            questions, name = questions.over(named[0]), f"{name} on {named[0]}"
        with closing(open_assistant(settings_for(folder))) as assistant:
            sets[name] = examples(assistant, questions)
    bias, weights = fit(list(sets.values()), options.refused)
    console = show.console()
    for held in held_out(sets, options.refused):
        console.print(
            f"{held.name}, held out: {held.refused:.2f} of the unanswerable refused,"
            f" {held.wrongly_refused:.2f} of the answerable"
        )
    if options.out:
        write_calibration(options.out, bias, weights, f"fitted to {', '.join(sets)}")
    return 0


def compare(options: argparse.Namespace) -> int:
    """Print what moved from the first run to the second.

    Raises:
        RunError: one cannot be found or read, or they have no question in common.
    """
    first, second = (_named(name, runs_of(options)) for name in (options.first, options.second))
    found = compare_runs(first, second)
    if options.json:
        differences = map(asdict, found.differences)
        told = {"differs": found.differs, "warnings": found.warnings}
        by_group = map(asdict, found.by_group)
        _print_json({**told, "differences": differences, "by_group": by_group})
    else:
        show.console().print(show.comparison_view(found, verbose=not options.quiet))
    return 0


def runs(options: argparse.Namespace) -> int:
    """List the kept runs."""
    kept = [(path.name, found) for path, found in _readable(list_runs(runs_of(options)))]
    if options.json:
        _print_json([{"file": name, **_about(found)} for name, found in kept])
    else:
        show.console().print(show.runs_view(kept))
    return 0


def report(options: argparse.Namespace) -> int:
    """Write the report of the runs named, or of all kept ones.

    Raises:
        SampleError: no run is kept.
        RunError: one that was named cannot be found or read.
        WritingError: the report cannot be written.
    """
    from evals.show import html_report

    folder = runs_of(options)
    if options.runs_named:
        found = [_named(name, folder) for name in options.runs_named]
    else:
        found = [run for _, run in _readable(reversed(list_runs(folder)))]
    if not found:
        raise SampleError(f"no kept runs in {folder}; run a set first")
    write_file(options.out, html_report(found))
    print(printable(f"Wrote {options.out}"))
    return 0


def ablate(options: argparse.Namespace) -> int:
    """Ask a set with each choice of ranking signals and print the measures side by side."""
    from evals.run import ablate_set

    settings, questions = settings_for(folder_of(options)), questions_of(options)
    found = ablate_set(settings, questions, open_assistant, without=options.without)
    if options.json:
        _print_json([{"variant": name, **run_figures(result)} for name, result in found])
    else:
        show.console().print(show.ablation_view(found))
    return 0


def validate(options: argparse.Namespace) -> int:
    """Check every line of a set, then its gold against the stored papers; 1 when any is wrong.

    Lines that break the form are told first, all of them; the gold of the others is checked too.

    Raises:
        SetError: a file cannot be read, or nothing is asked over the collection given.
    """
    from corpus.catalogue import Catalogue, must_be_there
    from evals.measure import gold_faults

    folders, taken = folders_of(options), take_files(options.sets)
    questions = taken.questions
    if taken.faults and not options.json:
        # Before the papers are opened, which may not be there.
        show.console().print(show.line_faults_view(taken.faults), soft_wrap=True)
    parts: dict[Path, QuestionSet] = {}
    if len(folders) > 1:
        named = named_folders(folders)
        parts = dict(zip(named.values(), questions.parts(*named), strict=True))
    elif questions.questions:
        questions = asked_of(options, questions)
        parts = {settings_for(folders[0]).data: questions}
    faults: list[GoldFault] = []
    for data, part in parts.items():
        must_be_there(data)
        with Catalogue.open(data) as catalogue:
            faults += gold_faults(part, catalogue)
    if options.json:
        lines = [{**asdict(fault), "serious": True} for fault in taken.faults]
        _print_json([*lines, *(asdict(fault) for fault in faults)])
    elif parts:
        show.console().print(show.faults_view(faults, questions), soft_wrap=True)
    return int(bool(taken.faults) or any(fault.serious for fault in faults))


def baseline(options: argparse.Namespace) -> int:
    """Measure the project's own set on its sample papers and write the baseline."""
    from evals.run import baseline_file, measure_sample, write_baseline

    path = options.out or baseline_file()
    found = measure_sample()
    write_baseline(found, path)
    console = show.console()
    console.print(show.run_view(found))
    console.print(f"Wrote {path}; commit it", soft_wrap=True)
    return 0


def ingest_speed(options: argparse.Namespace) -> int:
    """Print pages a second of a full ingest beside PyPDF text and plain float32."""
    from evals.bench import markdown, measure_ingest

    found = measure_ingest(options.path)
    print(json.dumps([asdict(row) for row in found]) if options.json else markdown(found))
    return 0


def register(options: argparse.Namespace) -> int:
    """Print how well decisions are read by body left out; perhaps train on all bodies."""
    from evals.register import (
        learn,
        read_labelled,
        scored_by_body,
        scored_when_taught,
        table,
        taught_table,
    )

    documents = read_labelled(options.folder)
    if options.taught:
        print(taught_table(scored_when_taught(documents)))
    else:
        print(table(scored_by_body(documents)))
    if options.train:
        print(f"Trained on {len(documents)} documents and the drawn ones: {learn(documents)} bytes")
    return 0


def claims(options: argparse.Namespace) -> int:
    """Print how many true and false statements by rule the check of a model's words drops.

    Raises:
        SampleError: the papers have no sentences.
        UnreadablePaperError: one cannot be read.
    """
    from evals.claims import claims_table, measure, stored_sentences, tallies, wrong_lines

    stored = stored_sentences(options.paths)
    made = measure(stored)
    if not made:
        raise SampleError("no sentences of papers to make statements of")
    print(f"{len(stored)} sentences of {len({one.paper for one in stored})} papers")
    print(claims_table(tallies(made)))
    if options.verbose:
        print(printable(wrong_lines(made)))
    return 0


def read_speed(options: argparse.Namespace) -> int:
    """Print pages a second of reading with structure beside pypdf's plain text."""
    from evals.bench import measure_reading, reading_markdown

    found = measure_reading(options.path)
    print(json.dumps([asdict(row) for row in found]) if options.json else reading_markdown(found))
    return 0


def load(options: argparse.Namespace) -> int:
    """Print what became of many people asking at once; 1 unless all went well.

    Raises:
        SampleError: the data folder holds no papers.
        SetError: the set cannot be used.
    """
    from evals.bench import measure_load

    questions = questions_of(options).questions
    tell = Console(stderr=True, highlight=False).print
    seconds = 60 * options.minutes
    with closing(open_assistant(settings_for(folder_of(options)))) as assistant:
        found = measure_load(assistant, questions, options.people, seconds, options.pause, tell)
    if options.json:
        _print_json(show.load_figures(found))
    else:
        show.console().print(show.load_view(found))
    return int(not found.sound)


def _named(name: str, folder: Path) -> Run:
    """Read the run that a name stands for, and say so where the name could be more than one."""
    return read_run(find_run(name, folder, lambda said: complain("evals", said)))


def _readable(paths: Iterable[Path]) -> Iterator[tuple[Path, Run]]:
    """Yield the kept runs that this version reads, and say of the others why not."""
    for path in paths:
        try:
            yield path, read_run(path)
        except RunError as error:
            complain("evals", f"left out: {error}")


def run_figures(found: Run) -> dict[str, Any]:
    """Return a run's figures as plain values, for JSON."""
    # What whoever asked got, by kind too, stands in the other list.
    return {
        **_about(found),
        "groups": [_group(group) for group in summarise(found)],
        "people": [{"by": group.by, **_group(group)} for group in summarise_by(found)],
    }


def _group(group: Group) -> dict[str, Any]:
    return {
        "group": group.name,
        "questions": group.count,
        "failed": group.failed,
        "measures": {name: value and asdict(value) for name, value in group.estimates},
        "latency_p50_ms": group.p50_ms,
        "latency_p95_ms": group.p95_ms,
    }


def _about(found: Run) -> dict[str, Any]:
    about = {name: getattr(found, name) for name in ("name", "at", "sets", "questions")}
    return {
        **about,
        "fingerprint": found.fingerprint.text,
        "made_by": asdict(found.fingerprint),
        "settings": dict(found.settings),
        "constants": dict(found.constants),
        "corpus": found.corpus,
        "papers": found.papers,
        "asked": len(found.results),
    }


def _progress(questions: Iterable[Question]) -> Iterable[Question]:
    console = Console(stderr=True)
    kept = list(questions)
    if not console.is_terminal:
        return kept
    return track(kept, description="Asking", console=console, transient=True)


def _print_json(value: Any) -> None:
    print(printable(json.dumps(value, ensure_ascii=False, indent=1, default=list)))

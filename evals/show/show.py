"""Runs and comparisons as tables for the terminal, within 100 columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console, ConsoleOptions, Group, RenderableType
from rich.markup import escape
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from corpus.model import printable
from evals.bench import Load
from evals.measure import (
    ANSWER_MEASURES,
    BY_NAME,
    CITATION_PRECISION,
    CITATION_RECALL,
    DIRECT,
    FACTS,
    MRR,
    NDCG,
    PAGE_MEASURES,
    PEOPLE_MEASURES,
    RIGHT,
    SIGNIFICANT,
    STATEMENT_MEASURES,
    By,
    Comparison,
    Difference,
    Estimate,
    GoldFault,
    MeasureInfo,
    shortfalls,
    summarise,
    summarise_by,
)
from evals.measure import Group as Figures
from evals.model import Outcome, Result, Run
from evals.sets import RIGHT_LINE, Fault, QuestionSet
from retrieval.model import DEFAULT

WIDTH = 100
# The figures of a kept run that stand in the list of runs.
_MAIN = (RIGHT, DIRECT, "hit@1", FACTS)


class _Console(Console):
    """Styles what it prints, and lets nothing of papers or questions steer the terminal."""

    def render(
        self, renderable: RenderableType, options: ConsoleOptions | None = None
    ) -> Iterable[Segment]:
        for text, style, control in super().render(renderable, options):
            yield Segment(text if control else printable(text), style, control)

    def on_broken_pipe(self) -> None:
        """Leave it to the command, as all that is written elsewhere; rich would end the program."""
        raise


def console() -> Console:
    """Return a console that is 100 columns wide where output is not a terminal."""
    found = _Console(highlight=False)
    return found if found.is_terminal else _Console(width=WIDTH, highlight=False)


def run_view(run: Run, verbose: bool = False) -> Group:
    """Return a run as it is printed; ``verbose`` adds the questions that fell short."""
    groups = summarise(run)
    modelled = any(result.response.modelled for result in run.results)
    told = (_by_kind(groups, STATEMENT_MEASURES, "Statements of the model, by kind"),)
    parts: list[RenderableType] = [
        _heading(run),
        _overall(groups[0]),
        _people(summarise_by(run)),
        _by_kind(groups, PAGE_MEASURES, "Pages found, by kind"),
        _by_kind(groups, ANSWER_MEASURES, "Answers, by kind"),
        *(told if modelled else ()),
        *(_failure(result) for result in run.results if result.response.error),
    ]
    if verbose:
        parts.append(_fell_short(run.results))
    return Group(*parts)


def _heading(run: Run) -> Text:
    failed = sum(result.response.outcome is Outcome.FAILED for result in run.results)
    return Text(
        f"{run.name}: {len(run.results)} questions of {run.sets} ({run.questions}), "
        f"{failed} failed\n"
        f"{run.at} · fingerprint {run.fingerprint.text} · corpus {run.corpus} "
        f"({run.papers} papers){_set(run)}"
    )


def _set(run: Run) -> str:
    """Return the constants that are not this version's own, on a line; "" for none."""
    own = DEFAULT.values()
    moved = [f"{name} {value}" for name, value in run.constants if own.get(name) != value]
    return f"\nwith {', '.join(moved)}" if moved else ""


def _overall(figures: Figures) -> Table:
    table = _table("Overall", "measure", "score", "95 % interval", "questions")
    for name, found in figures.estimates:
        measure = BY_NAME[name]
        label = measure.name if measure.higher_is_better else f"{measure.name} (lower is better)"
        if found is None:
            table.add_row(label, "–", "", "0")
        else:
            interval = f"{found.low:.3f} – {found.high:.3f}"
            table.add_row(label, f"{found.mean:.3f}", interval, str(found.count))
    latency = f"{figures.p50_ms:.0f} / {figures.p95_ms:.0f}"
    table.add_row("latency p50 / p95, ms", latency, "", str(figures.count))
    return table


def _by_kind(groups: Sequence[Figures], measures: Sequence[MeasureInfo], title: str) -> Table:
    table = _table(title, "kind", "n", *(measure.heading for measure in measures))
    for group in groups:
        cells = [_cell(group.get(measure.name)) for measure in measures]
        table.add_row(group.name, str(group.count), *cells)
    return table


def _people(groups: Sequence[Figures]) -> Table:
    """Return what the people who asked got, the groups of each grouping below a line."""
    title = "What whoever asked got (misleading and withheld: lower is better)"
    table = _table(title, "questions", "n", *(measure.heading for measure in PEOPLE_MEASURES))
    by = By.ALL
    for group in groups:
        if group.by is not by:
            by = group.by
            table.add_section()
            table.add_row(f"[dim]by {by}[/]")
        cells = [_cell(group.get(measure.name)) for measure in PEOPLE_MEASURES]
        table.add_row(escape(group.name), str(group.count), *cells)
    return table


def _cell(found: Estimate | None) -> str:
    if found is None:
        return "–"
    return f"{found.mean:.2f}\n[dim]{_short(found.low)}–{_short(found.high)}[/]"


def _short(share: float) -> str:
    """Return two decimals in at most three columns: ".52", "1"."""
    text = f"{share:.2f}"
    return {"1.00": "1", "0.00": "0"}.get(text, text.removeprefix("0"))


def _table(title: str, *headings: str) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", padding=(0, 0, 0, 1))
    for at, heading in enumerate(headings):
        table.add_column(heading, justify="right" if at else "left", no_wrap=True)
    return table


def _failure(result: Result) -> Text:
    return Text(f"FAILED {result.id}: {result.response.error}", style="red")


def _fell_short(results: Sequence[Result]) -> Text:
    lines = ["Fell short:"]
    for result in results:
        reasons = shortfalls(result)
        if reasons:
            lines.append(f"{result.id}: {result.asked}")
            lines.extend(f"    {reason}" for reason in reasons)
    return Text("\n".join(lines) if len(lines) > 1 else "No question fell short.")


def comparison_view(found: Comparison, verbose: bool = True) -> Group:
    """Return a comparison as it is printed; ``verbose`` lists the questions won and lost."""
    first, second = found.first, found.second
    title = f"{_run_label(first)} → {_run_label(second)}"
    table = _table(title, "measure", "before", "after", "change", "p", "won", "lost", "questions")
    for row in found.differences:
        table.add_row(row.measure, *_difference_cells(row))
    parts: list[RenderableType] = [Text(f"Mind: {w}.", style="yellow") for w in found.warnings]
    differs = ", ".join(found.differs) or "nothing that shapes answers"
    parts += [Text(f"Differs in: {differs}"), table]
    if found.by_group:
        parts.append(_by_group(found.by_group))
    if verbose:
        parts.append(_moves(found))
    return Group(*parts)


def _by_group(rows: Sequence[Difference]) -> Table:
    title = "What whoever asked got, in every group where a question moved"
    headings = ("group", "before", "after", "change", "p", "won", "lost", "n")
    table = _table(title, *headings)
    for measure in PEOPLE_MEASURES:
        moved = [row for row in rows if row.measure == measure.name]
        if moved:
            table.add_section()
            better = "" if measure.higher_is_better else " (lower is better)"
            table.add_row(f"[dim]{measure.name}{better}[/]")
        for row in moved:
            table.add_row(escape(row.group), *_difference_cells(row))
    return table


def _run_label(run: Run) -> str:
    return f"{run.name} ({run.at[:16]}, {run.fingerprint.text})"


def _difference_cells(row: Difference) -> list[str]:
    p = f"{row.p:.3f}" + ("*" if row.p < SIGNIFICANT else "")
    counts = [str(len(row.won)), str(len(row.lost)), str(row.count)]
    return [f"{row.before:.3f}", f"{row.after:.3f}", f"{row.after - row.before:+.3f}", p, *counts]


def _moves(found: Comparison) -> Text:
    lines: list[str] = []
    for row in found.differences:
        for word, changes in (("won", row.won), ("lost", row.lost)):
            lines.extend(
                f"{row.measure} {word}: {c.id} {c.before:.2f} → {c.after:.2f}  {c.question}"
                for c in changes
            )
    return Text("\n".join(lines) or "No question moved.")


def runs_view(kept: Sequence[tuple[str, Run]]) -> Table:
    """Return the kept runs as a list with their main figures."""
    # Most are called after their set.
    named = any(run.name != run.sets for _, run in kept)
    table = _table("Kept runs", "file", *(["name"] * named), "set", "asked", *_MAIN)
    for column in table.columns[1 : 2 + named]:
        # Names are to be found by, so that they stand whole.
        column.no_wrap, column.overflow = False, "fold"
    for name, run in kept:
        overall = summarise(run)[0]
        found = [overall.get(measure) for measure in _MAIN]
        cells = ["–" if value is None else f"{value.mean:.3f}" for value in found]
        about = [*([escape(run.name)] * named), escape(run.sets), str(len(run.results))]
        table.add_row(name.removesuffix(".json"), *about, *cells)
    return table


def ablation_view(found: Sequence[tuple[str, Run]]) -> Table:
    """Return runs with different signals side by side, page measures first."""
    names = ("hit@1", "hit@5", MRR, NDCG, "pools@5", CITATION_PRECISION, CITATION_RECALL, FACTS)
    headings = [BY_NAME[name].heading for name in names]
    table = _table("Ranking signals", "signals", *headings, "p50 ms")
    for name, run in found:
        overall = summarise(run)[0]
        values = [overall.get(measure) for measure in names]
        cells = ["–" if value is None else f"{value.mean:.3f}" for value in values]
        table.add_row(name, *cells, f"{overall.p50_ms:.0f}")
    return table


def line_faults_view(faults: Sequence[Fault]) -> Text:
    """Return what is wrong with the lines of sets, and how a right one looks."""
    lines = [f"WRONG {fault.file}, line {fault.line}: {fault.what}" for fault in faults]
    wrong = len({(fault.file, fault.line) for fault in faults})
    told = f"{len(faults)} faults in {wrong} lines; the gold of the other lines is checked next"
    return Text("\n".join([*lines, f"A right line: {RIGHT_LINE}", told]))


def faults_view(faults: Sequence[GoldFault], questions: QuestionSet) -> Text:
    """Return what is wrong with a set's gold, the serious first."""
    ordered = sorted(faults, key=lambda fault: not fault.serious)
    lines = [
        f"{'WRONG' if fault.serious else 'note '} {fault.question}: {fault.paper} "
        f"p{fault.page}: {fault.what}"
        for fault in ordered
    ]
    serious = sum(fault.serious for fault in faults)
    golds = sum(len(question.gold) for question in questions.questions)
    lines.append(
        f"{len(questions.questions)} questions, {golds} gold entries: "
        f"{serious} wrong, {len(faults) - serious} notes"
    )
    return Text("\n".join(lines))


def load_figures(found: Load) -> dict[str, float]:
    """Return the figures of a load by name: times in ms, memory in MB, shares from 0 to 1."""
    return {
        "people": found.people,
        "seconds": round(found.seconds, 1),
        "questions": found.asked,
        "questions_a_second": round(found.asked / found.seconds, 2),
        "errors": len(found.failed),
        "mixed_up": len(found.mixed),
        "never_answered": found.stuck,
        "p50_ms": round(found.wait(50)),
        "p95_ms": round(found.wait(95)),
        "longest_ms": round(found.wait(100)),
        "memory_mb": round(found.memory[-1]),
        "memory_swing": round(found.swing, 4),
    }


def load_view(found: Load) -> Group:
    """Return a load as it is printed, with the first few things that went wrong."""
    table = _table("Load", "figure", "value")
    for name, value in load_figures(found).items():
        shown = f"± {100 * value:.1f} %" if name == "memory_swing" else f"{value:,}"
        table.add_row(name.replace("_", " "), shown)
    wrong = [Text(line) for line in (*found.failed[:5], *found.mixed[:5])]
    return Group(table, *wrong, Text("sound" if found.sound else "NOT SOUND"))

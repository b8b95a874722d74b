"""One self-contained HTML page about kept runs: plots, tables and the questions that fell short."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from evals.measure import (
    BY_NAME,
    PEOPLE_MEASURES,
    By,
    Estimate,
    Group,
    shortfalls,
    summarise,
    summarise_by,
)
from evals.model import Result, Run
from evals.show import plots

# Upper bounds, in milliseconds, of the columns of the latency plot.
_LATENCIES = (25, 50, 75, 100, 150, 200, 300, 500, 1000, 2000)
_STYLE = """
:root{color-scheme:light dark}
body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;margin:1rem 0;font-variant-numeric:tabular-nums;font-size:.9rem}
th,td{border-bottom:1px solid #8886;padding:.25rem .5rem;text-align:right}
th:first-child,td:first-child{text-align:left}
tbody th{font-weight:normal} th[scope=rowgroup]{font-weight:bold}
.scroll{overflow-x:auto} small{opacity:.8;font-size:12px}
details{margin:.4rem 0} li{margin:.2rem 0}
"""


def html_report(runs: Sequence[Run]) -> str:
    """Return the page: how the figures moved over ``runs`` (oldest first), then each, newest first.

    Nothing is loaded from elsewhere, and every text of papers and questions is escaped.
    """
    body = "".join(_sections(runs))
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>Minutebook evals</title><style>{_STYLE}</style></head>"
        f"<body><main><h1>How well questions are answered</h1>{body}</main></body></html>\n"
    )


def _sections(runs: Sequence[Run]) -> Iterator[str]:
    summaries = [summarise(run) for run in runs]
    if len(runs) > 1:
        yield _over_time(runs, [groups[0] for groups in summaries])
    for run, groups in reversed(list(zip(runs, summaries, strict=True))):
        yield _one_run(run, groups)


def _over_time(runs: Sequence[Run], overall: Sequence[Group]) -> str:
    sets = {run.questions for run in runs}
    mind = "" if len(sets) == 1 else "<p>Mind: these runs asked different questions.</p>"
    return f"<h2>Over time</h2>{mind}{plots.runs_plot(runs, overall)}"


def _one_run(run: Run, groups: Sequence[Group]) -> str:
    overall = groups[0]
    rows = [
        plots.Bar(name, found.mean, found.low, found.high)
        for name, found in overall.estimates
        if found is not None
    ]
    about = (
        f"{len(run.results)} questions of {run.sets} ({run.questions}), {overall.failed} failed · "
        f"{run.at} · fingerprint {run.fingerprint.text} · "
        f"corpus {run.corpus} ({run.papers} papers) · "
        f"latency p50 {overall.p50_ms:.0f} ms, p95 {overall.p95_ms:.0f} ms"
    )
    return "".join(
        [
            f"<section><h2>{escape(run.name)}</h2><p>{escape(about)}</p>",
            plots.bars("Every measure with its 95 % interval", rows),
            f"<h3>What whoever asked got</h3>{_people(summarise_by(run))}",
            f"<h3>By kind</h3>{_by_kind(groups)}",
            f"<h3>Rank of the first gold page</h3>{_ranks(run.results)}",
            f"<h3>Latency, milliseconds</h3>{_latencies(run.results)}",
            f"<h3>Fell short</h3>{_fell_short(run.results)}</section>",
        ]
    )


def _by_kind(groups: Sequence[Group]) -> str:
    people = {measure.name for measure in PEOPLE_MEASURES}
    names = [name for name, _ in groups[0].estimates if name not in people]
    return _table("kind", names, "".join(_row(group, names) for group in groups))


def _people(groups: Sequence[Group]) -> str:
    """Return the groups of each grouping below one another, each under what it is by."""
    names = [measure.name for measure in PEOPLE_MEASURES]
    rows, by = "", By.ALL
    for group in groups:
        if group.by is not by:
            by = group.by
            rows += f'<tr><th scope="rowgroup" colspan="{len(names) + 2}">by {escape(by)}</th></tr>'
        rows += _row(group, names)
    better = "<p>Of misleading and withheld answers fewer are better.</p>"
    return better + _table("questions", names, rows)


def _table(first: str, names: Sequence[str], rows: str) -> str:
    head = "".join(f'<th scope="col">{escape(BY_NAME[name].heading)}</th>' for name in names)
    return (
        f'<div class="scroll"><table><thead><tr><th scope="col">{first}</th><th scope="col">n</th>'
        f"{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _row(group: Group, names: Sequence[str]) -> str:
    cells = "".join(f"<td>{_cell(group.get(name))}</td>" for name in names)
    return f'<tr><th scope="row">{escape(group.name)}</th><td>{group.count}</td>{cells}</tr>'


def _cell(found: Estimate | None) -> str:
    if found is None:
        return "–"
    return f"{found.mean:.2f}<br><small>{found.low:.2f}–{found.high:.2f}</small>"


def _ranks(results: Sequence[Result]) -> str:
    labels = [*map(str, range(1, 11)), "11–40", "not found"]
    counts = [0] * len(labels)
    for result in results:
        if result.gold:
            pages = list(result.response.pages)
            ranks = [pages.index(page) + 1 for page in result.gold if page in pages]
            first = min(ranks) if ranks else None
            counts[11 if first is None else min(first, 11) - 1] += 1
    return plots.columns("Questions by rank of the first gold page", labels, counts)


def _latencies(results: Sequence[Result]) -> str:
    labels = [*(f"≤{bound}" for bound in _LATENCIES), f">{_LATENCIES[-1]}"]
    counts = [0] * len(labels)
    for result in results:
        slower = sum(result.response.latency_ms > bound for bound in _LATENCIES)
        counts[slower] += 1
    return plots.columns("Questions by latency", labels, counts)


def _fell_short(results: Sequence[Result]) -> str:
    parts = []
    for result in results:
        reasons = shortfalls(result)
        if reasons:
            items = "".join(f"<li>{escape(reason)}</li>" for reason in reasons)
            title = f"{escape(result.id)}: {escape(result.asked)}"
            parts.append(f"<details><summary>{title}</summary><ul>{items}</ul></details>")
    return "".join(parts) or "<p>No question fell short.</p>"

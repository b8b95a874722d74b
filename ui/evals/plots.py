"""The measures of runs over time as a plot; the one user of Altair.

Each measure has a shape of its own beside its colour, and the table under the
plot says the same in figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from evals.measure import CITATION_RECALL, FACTS, MRR, REFUSAL
from evals.model import Run
from ui.evals.tables import summary

PLOTTED = ("hit@1", MRR, CITATION_RECALL, FACTS, REFUSAL)
# Dark enough for a white ground and light enough for a black one: 3 to 1 on both.
_COLOURS = ("#2f7fb5", "#b5651d", "#2e8b57", "#a05fb4", "#c04a5a")
_SHAPES = ("circle", "square", "triangle-up", "diamond", "cross")


def points(runs: Sequence[Run]) -> list[dict[str, str | float]]:
    """Return one entry a run and measure, oldest run first; a measure that is not there is out."""
    found: list[dict[str, str | float]] = []
    for number, run in enumerate(sorted(runs, key=lambda run: run.at), start=1):
        overall = summary(run)[0]
        for name in PLOTTED:
            estimate = overall.get(name)
            if estimate is not None:
                when = run.at[:16].replace("T", " ")
                found.append(
                    {"Run": f"{number}", "When": when, "Measure": name, "Value": estimate.mean}
                )
    return found


def plot(runs: Sequence[Run], ink: str) -> Any:
    """Return the chart of ``runs``, for ``st.altair_chart``, with words in the colour ``ink``."""
    import altair
    import pandas

    names = list(PLOTTED)
    legend = altair.Legend(title=None, orient="top", columns=3, labelLimit=160)
    colour = altair.Scale(domain=names, range=list(_COLOURS))
    shape = altair.Scale(domain=names, range=list(_SHAPES))
    base = altair.Chart(pandas.DataFrame(points(runs))).encode(
        x=altair.X("Run:O", title="Run, oldest first", sort=None, axis=altair.Axis(labelAngle=0)),
        y=altair.Y("Value:Q", title=None, scale=altair.Scale(domain=[0, 1])),
        color=altair.Color("Measure:N", scale=colour, sort=names, legend=legend),
        tooltip=["When:N", "Measure:N", altair.Tooltip("Value:Q", format=".3f")],
    )
    marks = base.mark_point(size=70, filled=True, opacity=1).encode(
        shape=altair.Shape("Measure:N", scale=shape, sort=names, legend=legend)
    )
    chart = (base.mark_line(strokeWidth=2) + marks).properties(height=400)
    # Streamlit's own are too pale to read on white.
    return chart.configure_legend(labelColor=ink).configure_axis(labelColor=ink, titleColor=ink)

"""How questions, pages of the app and an add grow with the papers: processor time by stage.

Each size is measured in a process of its own, over a data folder of :mod:`evals.bench.grown`.
Times are processor time of all threads, so that other work on the machine does not count, and
those of a stage are without the stages inside it.
"""

from __future__ import annotations

import multiprocessing
import resource
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from corpus.catalogue import Catalogue
from corpus.model import PaperKind, Scope
from corpus.register import RegisterSearch
from evals.bench.grown import grow
from evals.bench.ingest_speed import bind, pdfs
from evals.sets import Question, read_sets
from retrieval.assistant import Assistant
from retrieval.embedding import SentenceEmbedder
from retrieval.model import Settings
from retrieval.vectors import ChromaIndex

T = TypeVar("T")
_ADDED_PAGES = 20
# Questions asked before the clock starts: what is learnt once a generation is not theirs.
_WARM_UP = 3
# Decisions that a sheet of Resolutions shows.
_SHEET = 50
_STAGES: dict[str, tuple[type, tuple[str, ...]]] = {
    "understanding: the papers' words": (
        Catalogue,
        ("committees", "acronyms", "vocabulary"),
    ),
    "papers in scope": (Catalogue, ("papers", "papers_by_id", "minuted")),
    "index keys and counts": (Catalogue, ("index_keys", "passages_seen")),
    "words of passages": (Catalogue, ("word_counts", "lexical_passages")),
    "words of pages": (Catalogue, ("lexical_pages",)),
    "passages and vectors read": (Catalogue, ("passages", "embedded", "ids_of_kind")),
    "papers' passages, pages, items": (
        Catalogue,
        ("passages_of", "page", "labels", "labels_of", "items"),
    ),
    "register": (Catalogue, ("resolutions", "search_resolutions", "meetings")),
    "embedding the question": (SentenceEmbedder, ("embed",)),
    "nearest vectors": (ChromaIndex, ("search_counted",)),
}
REST = "ranking, composing and all else"


@dataclass(frozen=True, slots=True)
class Spent:
    """Processor time of something done many times, in milliseconds."""

    median: float
    p95: float


@dataclass(frozen=True)
class Grown:
    """One size: processor times in ms, memory and disk in MB.

    ``stages`` are parts of ``question``; ``pages`` are the main queries of a page of the app, each
    for the first time and again. ``resident`` is all memory that the process holds after the
    questions, ``own`` that without the pages of files. ``first`` is the first question, which
    opens the vectors and learns the papers' words; ``add`` is a paper of 20 pages.
    """

    passages: int
    papers: int
    decisions: int
    first: float
    question: Spent
    stages: dict[str, Spent]
    pages: dict[str, tuple[float, float]]
    resident: float
    own: float
    disk: float
    add: float


def measure_scale(
    sizes: Sequence[int],
    folder: Path,
    papers: Path,
    sets: Sequence[Path],
    told: Callable[[str], None] = lambda _: None,
) -> tuple[Grown, ...]:
    """Measure each of ``sizes``, in passages, on data folders in ``folder``, made where missing.

    They are grown of ``papers``, and asked the questions of ``sets``.

    Raises:
        SampleError: a paper does not go in, or there is none.
        SetError: a set cannot be used.
        CatalogueError: a folder cannot be written.
    """
    found = []
    for size in sorted(sizes):
        data = folder / str(size)
        grow(data, papers, size, SentenceEmbedder(Settings()), told)
        told(f"measuring {data}")
        # A process of its own: memory that an earlier size took would count for the next.
        with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
            found.append(pool.submit(measure_one, data, papers, tuple(sets)).result())
    return tuple(found)


def measure_one(data: Path, papers: Path, sets: Sequence[Path]) -> Grown:
    """Measure the data folder ``data``, adding a paper of pages of ``papers`` to it.

    Raises as :func:`measure_scale`.
    """
    clock = _Clock()
    settings = Settings().model_copy(update={"data": data})
    embedder = clock.timed(SentenceEmbedder)(settings)
    catalogue = clock.timed(Catalogue).open(data)
    assistant = Assistant(settings, catalogue, clock.timed(ChromaIndex)(data), embedder=embedder)
    questions = read_sets(sets).questions
    try:
        embedder.warm()
        with _processor() as first:
            assistant.ask(questions[0].question)
        for one in questions[:_WARM_UP]:
            assistant.ask(one.question)
        spent = [_asked(assistant, one, clock) for one in questions]
        resident, own = _memory()
        pages = _pages(catalogue)
        decided = len(catalogue.search_resolutions().resolutions)
        count, held = catalogue.passage_count, catalogue.paper_count
        add = _add(assistant, catalogue, papers)
    finally:
        assistant.close()
    stages = dict.fromkeys(name for each in spent for name in each)
    return Grown(
        count,
        held,
        decided,
        first.milliseconds,
        _spent([sum(each.values()) for each in spent]),
        {name: _spent([each.get(name, 0.0) for each in spent]) for name in stages},
        pages,
        resident,
        own,
        sum(path.stat().st_size for path in data.rglob("*") if path.is_file()) / 1e6,
        add,
    )


def scale_markdown(found: Sequence[Grown]) -> str:
    """Return the figures as a markdown table, a column a size."""
    rows = [
        ("passages", [f"{one.passages:,}" for one in found]),
        ("papers; decisions", [f"{one.papers:,}; {one.decisions:,}" for one in found]),
        ("question, ms: median (p95)", [_told(one.question) for one in found]),
    ]
    for name in dict.fromkeys(name for one in found for name in one.stages):
        told = [_told(one.stages[name]) if name in one.stages else "" for one in found]
        rows.append((f"… {name}", told))
    rows.append(("first question, ms", [f"{one.first:,.0f}" for one in found]))
    for name in found[0].pages:
        told = [f"{one.pages[name][0]:,.0f} ({one.pages[name][1]:,.0f})" for one in found]
        rows.append((f"{name}, ms: first (again)", told))
    rows += [
        ("memory, MB: all (without files)", [f"{o.resident:,.0f} ({o.own:,.0f})" for o in found]),
        ("disk, MB", [f"{one.disk:,.0f}" for one in found]),
        (f"adding a paper of {_ADDED_PAGES} pages, ms", [f"{one.add:,.0f}" for one in found]),
    ]
    head, *lines = (f"| {name} | {' | '.join(told)} |" for name, told in rows)
    return "\n".join([head, f"| --- | {' | '.join(['---:'] * len(found))} |", *lines])


def _told(spent: Spent) -> str:
    return f"{spent.median:.1f} ({spent.p95:.1f})"


def _spent(values: Sequence[float]) -> Spent:
    return Spent(float(np.median(values)), float(np.percentile(values, 95)))


@dataclass
class _Clock:
    """Processor time by stage since the last reset; one thing is measured at a time."""

    stages: dict[str, float] = field(default_factory=dict)
    _inside: list[float] = field(default_factory=list)

    def timed(self, kind: type[T]) -> type[T]:
        """Return a class like ``kind`` whose methods that make a stage are timed."""
        methods = {
            name: self._method(stage, getattr(kind, name))
            for stage, (owner, names) in _STAGES.items()
            if owner is kind
            for name in names
            if hasattr(kind, name)
        }
        return type(kind.__name__, (kind,), methods)

    def _method(self, stage: str, method: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(method)
        def timed(*args: Any, **named: Any) -> Any:
            self._inside.append(0.0)
            with _processor() as taken:
                result = method(*args, **named)
            own = taken.milliseconds - self._inside.pop()
            self.stages[stage] = self.stages.get(stage, 0.0) + own
            if self._inside:
                self._inside[-1] += taken.milliseconds
            return result

        return timed


@dataclass
class _Taken:
    milliseconds: float = 0.0


@contextmanager
def _processor() -> Iterator[_Taken]:
    """Measure the processor time of all threads of this process."""
    taken, begun = _Taken(), time.process_time()
    try:
        yield taken
    finally:
        taken.milliseconds = 1000 * (time.process_time() - begun)


def _asked(assistant: Assistant, question: Question, clock: _Clock) -> dict[str, float]:
    clock.stages.clear()
    with _processor() as taken:
        assistant.ask(question.question)
    rest = taken.milliseconds - sum(clock.stages.values())
    return {**clock.stages, REST: rest}


def _pages(catalogue: Catalogue) -> dict[str, tuple[float, float]]:
    """Return what the main queries of the app's pages take: for the first time, and again."""
    scope = Scope()

    def papers() -> None:
        catalogue.papers(scope)
        catalogue.unread_pages(scope)

    def resolutions() -> None:
        catalogue.papers(scope)
        catalogue.register_limits()
        catalogue.register_sheet(RegisterSearch(scope=scope), 1, _SHEET)

    def words() -> None:
        catalogue.search_resolutions(RegisterSearch("library", scope))

    def meetings() -> None:
        catalogue.meetings(scope)
        catalogue.papers(scope)
        catalogue.search_resolutions(RegisterSearch(scope=scope, oldest_first=True))

    def starters() -> None:
        kinds = (PaperKind.AGENDA_PACK, PaperKind.SUPPLEMENT)
        for paper in catalogue.newest_papers(4, Scope(kinds=kinds)):
            catalogue.items(paper.id)
        catalogue.newest_decisions(20)

    found = {}
    for page in (papers, resolutions, words, meetings, starters):
        # As after a change of the papers: nothing that was learnt before is of use.
        catalogue.work.move_on()
        with _processor() as first:
            page()
        with _processor() as again:
            page()
        found[f"page: {page.__name__}"] = first.milliseconds, again.milliseconds
    return found


def _add(assistant: Assistant, catalogue: Catalogue, papers: Path) -> float:
    """Return the processor time of adding a paper of 20 pages, with the process that reads it."""
    longest = max(pdfs(papers), key=lambda path: path.stat().st_size)
    # Other bytes each time, so that it is another paper.
    content = bind(longest, range(1, _ADDED_PAGES + 1)) + f"\n% {time.time_ns()}\n".encode()
    path = catalogue.data / f"added-{time.time_ns()}.pdf"
    path.write_bytes(content)
    before = _all_processes()
    try:
        assistant.ingest(lambda _: None).add([path], ocr=False)
    finally:
        path.unlink()
    return 1000 * (_all_processes() - before)


def _all_processes() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def _memory() -> tuple[float, float]:
    """Return the memory that this process holds, and that without pages of files, in MB."""
    lines = Path("/proc/self/smaps_rollup").read_text(encoding="ascii").splitlines()
    held = {name: int(rest.split()[0]) for name, _, rest in (x.partition(":") for x in lines[1:])}
    return held["Rss"] * 1024 / 1e6, held["Anonymous"] * 1024 / 1e6

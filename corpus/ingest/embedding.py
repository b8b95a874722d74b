"""The vectors of one paper: made in windows, or taken from where the same words have them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from corpus.catalogue import PassageRun, Placed, Work
from corpus.model import Embedder, Window

# Windows embedded and written in one step: a few seconds' work, so that progress is seen and
# little is lost.
_STEP = 64


def embed_paper(
    work: Work, embedder: Embedder, seq: int, told: Callable[[], None] = lambda: None
) -> None:
    """Give all passages of the paper numbered ``seq`` their vectors: ``stored`` → ``vectors``.

    ``told`` is called after every step. Windows that read alike are embedded once.

    Raises whatever the embedder raises; what was made until then is kept.
    """
    placed = [one for run in work.vectors.runs(seq) for one in _placed(run, embedder)]
    lacking: dict[Window, list[Placed]] = {}
    for one in work.vectors.lacking(placed, embedder.name):
        lacking.setdefault(one.window, []).append(one)
    told()
    windows = list(lacking)
    for start in range(0, len(windows), _STEP):
        step = windows[start : start + _STEP]
        made = zip(step, embedder.embed_windows(step), strict=True)
        several = [(one, vectors) for window, vectors in made for one in lacking[window]]
        work.vectors.keep([one for one, _ in several], [one for _, one in several], embedder.name)
        told()
    work.advance(seq, embedder.name)


def _placed(run: PassageRun, embedder: Embedder) -> Iterator[Placed]:
    at = 0
    for window in embedder.windows(run.context, run.texts):
        end = at + len(window.texts)
        yield Placed(run.passages[at:end], window)
        at = end

"""How far an ingest is, in words: what is done, how quickly, and how long it will take."""

from __future__ import annotations

from corpus.model import Progress

# Before so much is done, in so many seconds, the time left would be a guess.
_LEAST_SHARE = 0.04
_LEAST_SECONDS = 4.0


class Pace:
    """Turns progress into words: what is done, how quickly, and how long it will take.

    Time counts from the first page done: before it, a model is loaded.
    """

    def __init__(self) -> None:
        self._first: tuple[float, Progress] | None = None
        self._share = 0.0

    def words(self, event: Progress, now: float) -> str:
        """Return what to say of ``event`` at ``now``, in seconds of any one clock."""
        said = f"{event.papers_done} of {_counted(event.papers, 'paper')}"
        if event.share < self._share:
            self._first = None  # something else has begun
        self._share = event.share
        if self._first is None:
            if event.pages_done:
                self._first = (now, event)
            return said
        begun, first = self._first
        said += f", {_pages(event)}"
        seconds, share = now - begun, event.share - first.share
        if seconds < _LEAST_SECONDS or share < _LEAST_SHARE:
            return said
        speed = (event.pages_done - first.pages_done) / seconds
        said += f", {speed:.1f} pages a second"
        if event.share < 1:
            said += f", {time_left(seconds * (1 - event.share) / share)} left"
        return said


def time_left(seconds: float) -> str:
    """Return ``seconds`` as a person would say them, no finer than they can be foretold."""
    if seconds < 55:
        return f"about {max(5, 5 * round(seconds / 5))} s"
    minutes = max(1, round(seconds / 60))
    if minutes < 60:
        return f"about {minutes} min"
    hours, minutes = divmod(5 * round(minutes / 5), 60)
    return f"about {hours} h {minutes} min" if minutes else f"about {hours} h"


def _pages(event: Progress) -> str:
    """Return "12 of about 240 pages", or "240 pages" where these are all."""
    if event.pages > event.pages_done and event.share < 1:
        return f"{event.pages_done:,} of about {_counted(event.pages, 'page')}"
    return _counted(event.pages_done, "page")


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}" + ("" if count == 1 else "s")

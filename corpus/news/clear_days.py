"""The clear days between publication and meeting: working days that lie wholly between the two.

Neither the day of publication nor that of the meeting counts, nor Saturdays, Sundays and bank
holidays. How many are asked for stands in ``nations.toml`` with its source. A count is a count:
whether a meeting was called in time also depends on urgency, notice by post and what a court would
say, so nothing here calls anything late by law.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("nations.toml")
_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Nation:
    """A nation of the United Kingdom; ``days`` are the clear days asked for, None where unknown."""

    key: str
    name: str
    division: str
    days: int | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """How long before its meeting a paper was published.

    ``clear_days`` count from 0, negative never; None where the bank holidays of that time are not
    known. ``after`` is whether it came on the day of the meeting or later.
    """

    nation: Nation
    clear_days: int | None
    after: bool

    @property
    def told(self) -> str:
        """Say it in words, beside what the nation's law names, and without a verdict."""
        if self.after:
            return "published on the day of the meeting or after it"
        if self.clear_days is None:
            return "clear days not counted: the bank holidays of that time are not known"
        said = f"{self.clear_days} clear {'day' if self.clear_days == 1 else 'days'}"
        if self.nation.days is None:
            return f"{said} before the meeting"
        return f"{said} before the meeting ({self.nation.name}: {self.nation.days})"


@cache
def nations() -> dict[str, Nation]:
    """Return the nations by their keys: "england", "wales", "scotland", "northern-ireland"."""
    rows = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {key: Nation(key=key, **row) for key, row in rows.items()}


def notice(published: date, meeting: date, nation: Nation) -> Notice:
    """Return how many clear days lie between publication and meeting, after the nation's calendar.

    Bank holidays are those that GOV.UK has published, of the years in
    ``govuk-bank-holidays``: outside of them nothing is counted.
    """
    if published >= meeting:
        return Notice(nation, 0, True)
    holidays, first, last = _holidays(nation.division)
    if published.year < first or meeting.year > last:
        return Notice(nation, None, False)
    between = (published + _DAY * n for n in range(1, (meeting - published).days))
    counted = sum(day.weekday() < _SATURDAY and day not in holidays for day in between)
    return Notice(nation, counted, False)


@cache
def _holidays(division: str) -> tuple[frozenset[date], int, int]:
    """Return the days off beside weekends, and the first and last year that have any."""
    from govuk_bank_holidays.bank_holidays import BankHolidays

    known = BankHolidays(use_cached_holidays=True).get_holidays(division=division)
    days = frozenset(one["date"] for one in known)
    return days, min(days).year, max(days).year

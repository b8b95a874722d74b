"""What is fetched every night, as an officer chose it: ``nightly.json`` of the data folder."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

from corpus.model import SyncError, one_line, records
from corpus.sync.addresses import base_address, page_address
from corpus.sync.choosing import Sort
from corpus.sync.listing import RECHECK, Wishes

FILE_NAME, _RAN = "nightly.json", "nightly-ran.txt"
_AT = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)")


@dataclass(frozen=True, slots=True)
class Plan:
    """Fetch from the site ``host`` every night ``at`` a time ("02:30"), by this computer's clock.

    No ``committees`` are all, by name or a part of it. A site that runs ``cmis`` is named by the
    address of its calendar. ``since``, ``until`` and ``recheck`` are those of :class:`Wishes`. The
    plan holds since ``saved``, in ISO 8601.
    """

    host: str
    at: str = "02:30"
    committees: tuple[str, ...] = ()
    sorts: tuple[Sort, ...] = tuple(Sort)
    saved: str = ""
    cmis: bool = False
    since: date | None = None
    until: date | None = None
    recheck: int = RECHECK

    @property
    def wishes(self) -> Wishes:
        """What is wanted of the site."""
        return Wishes(self.committees, self.since, self.until, self.sorts, self.recheck)

    def due(self, now: datetime, ran: datetime | None) -> bool:
        """Whether a night has come since it last ``ran`` and since it was saved.

        A night that passed while nothing was running is made up for.
        """
        hour, minute = map(int, self.at.split(":"))
        night = datetime.combine(now.date(), time(hour, minute))
        if night > now:
            night -= timedelta(days=1)
        last = max(ran or datetime.min, datetime.fromisoformat(self.saved or "0001-01-01"))
        return last < night


def planned(
    host: str,
    at: str,
    committees: tuple[str, ...],
    sorts: tuple[Sort, ...],
    *,
    cmis: bool = False,
    since: date | None = None,
    until: date | None = None,
    recheck: int = RECHECK,
) -> Plan:
    """Return a plan as it was typed.

    Raises:
        SyncError: the host is none, the time is none, no kind of paper is chosen, or the last
            day of meetings is before the first.
    """
    (page_address if cmis else base_address)(host)
    match = _AT.fullmatch(at.strip())
    if match is None:
        raise SyncError(f"{one_line(at)!r} is no time; write it as 02:30")
    if not sorts:
        raise SyncError("no kind of papers is chosen")
    if since and until and until < since:
        raise SyncError(f"the last day of meetings, {until}, is before the first, {since}")
    named = tuple(filter(None, (one_line(name) for name in committees)))
    at = f"{int(match[1]):02}:{match[2]}"
    plan = Plan(host.strip(), at, named, sorts, cmis=cmis)
    return replace(plan, since=since, until=until, recheck=recheck)


def plan_of(data: Path) -> Plan | None:
    """Return what is fetched every night; None for nothing.

    Raises:
        SyncError: the file is there and cannot be understood.
    """
    path = data / FILE_NAME
    try:
        return records.load(Plan, path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise SyncError(f"{path}: cannot be read: {error}") from error


def keep_plan(data: Path, plan: Plan | None, now: datetime) -> None:
    """Fetch by this plan from now on; None ends it.

    Raises:
        SyncError: the data folder cannot be written.
    """
    path = data / FILE_NAME
    try:
        if plan is None:
            path.unlink(missing_ok=True)
            return
        kept = records.dump(replace(plan, saved=now.isoformat(timespec="seconds")))
        part = path.with_suffix(".part")
        part.touch(mode=0o600)
        part.write_text(kept, encoding="utf-8")
        part.replace(path)
    except OSError as error:
        raise SyncError(f"{path}: cannot be written: {error.strerror}") from error


def ran(data: Path) -> datetime | None:
    """Return when a night's run last began; None for never."""
    try:
        return datetime.fromisoformat((data / _RAN).read_text(encoding="ascii").strip())
    except (OSError, ValueError):
        return None


def note_ran(data: Path, now: datetime) -> None:
    """Note that a night's run began.

    Raises:
        SyncError: the data folder cannot be written.
    """
    try:
        (data / _RAN).write_text(now.isoformat(timespec="seconds"), encoding="ascii")
    except OSError as error:
        raise SyncError(f"{data / _RAN}: cannot be written: {error.strerror}") from error

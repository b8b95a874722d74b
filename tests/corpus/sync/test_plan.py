"""What is fetched every night: as it is typed and kept, and when its time has come."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from corpus.model import SyncError
from corpus.sync import Sort, Wishes, keep_plan, note_ran, plan_of, planned, ran

HOST = "democracy.quay.example"
EVENING = datetime(2026, 3, 20, 18, 0)


def test_a_plan_is_kept_and_ended(tmp_path: Path) -> None:
    assert plan_of(tmp_path) is None
    keep_plan(tmp_path, planned(HOST, "2.30", ("Harbour  Panel", ""), (Sort.MINUTES,)), EVENING)
    plan = plan_of(tmp_path)
    assert plan is not None
    assert (plan.at, plan.committees, plan.sorts) == ("02:30", ("Harbour Panel",), (Sort.MINUTES,))
    assert (tmp_path / "nightly.json").stat().st_mode & 0o077 == 0
    keep_plan(tmp_path, None, EVENING)
    keep_plan(tmp_path, None, EVENING)
    assert plan_of(tmp_path) is None


def test_a_plan_has_the_period_of_the_command(tmp_path: Path) -> None:
    first, last = date(2025, 1, 1), date(2027, 1, 1)
    typed = (HOST, "02:30", ("Harbour",), (Sort.MINUTES,))
    keep_plan(tmp_path, planned(*typed, since=first, until=last, recheck=400), EVENING)
    plan = plan_of(tmp_path)
    assert plan is not None
    assert plan.wishes == Wishes(("Harbour",), first, last, (Sort.MINUTES,), 400)
    with pytest.raises(SyncError, match="before the first"):
        planned(*typed, since=last, until=first)
    # One that was kept before there was a period.
    (tmp_path / "nightly.json").write_text(f'{{"host": "{HOST}", "at": "02:30"}}')
    plan = plan_of(tmp_path)
    assert plan is not None
    assert plan.wishes == Wishes()


@pytest.mark.parametrize(
    ("ran_last", "now", "due"),
    [
        (None, datetime(2026, 3, 20, 23, 0), False),
        (None, datetime(2026, 3, 21, 2, 29), False),
        (None, datetime(2026, 3, 21, 2, 30), True),
        (datetime(2026, 3, 21, 2, 30), datetime(2026, 3, 21, 2, 31), False),
        (datetime(2026, 3, 21, 2, 30), datetime(2026, 3, 22, 2, 29), False),
        # The computer was off at night.
        (datetime(2026, 3, 21, 2, 30), datetime(2026, 3, 23, 9, 0), True),
    ],
)
def test_a_night_comes_once(
    tmp_path: Path, ran_last: datetime | None, now: datetime, due: bool
) -> None:
    keep_plan(tmp_path, planned(HOST, "02:30", (), tuple(Sort)), EVENING)
    if ran_last:
        note_ran(tmp_path, ran_last)
    plan = plan_of(tmp_path)
    assert plan is not None
    assert plan.due(now, ran(tmp_path)) is due


@pytest.mark.parametrize(
    ("host", "at", "sorts"),
    [("ftp://x", "02:30", tuple(Sort)), (HOST, "25:00", tuple(Sort)), (HOST, "02:30", ())],
)
def test_what_is_no_plan_is_said(host: str, at: str, sorts: tuple[Sort, ...]) -> None:
    with pytest.raises(SyncError):
        planned(host, at, (), sorts)


def test_a_file_that_is_no_plan_is_said(tmp_path: Path) -> None:
    (tmp_path / "nightly.json").write_text("{")
    with pytest.raises(SyncError, match=r"nightly\.json"):
        plan_of(tmp_path)

"""Fixtures that every test may use."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

# How long an example takes says how busy the machine is: what must be quick is timed by itself.
settings.register_profile("minutebook", deadline=None)
settings.load_profile("minutebook")

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real papers beside the repository; tests that need it skip without it."""
    folder = ROOT.parent / "shared"
    if not (folder / "papers").is_dir():
        pytest.skip(f"real papers not found at {folder}: clone them beside the repository")
    return folder

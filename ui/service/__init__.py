"""The seam between pages and what answers them: the backend, papers going in and out, the log."""

from __future__ import annotations

from ui.service.actions import Action
from ui.service.jobs import Job, Shelf
from ui.service.journaling import changing, journal, noted
from ui.service.seam import Backend, Papers, backend, catalogue, intake, permit_with, warming

__all__ = [
    "Action",
    "Backend",
    "Job",
    "Papers",
    "Shelf",
    "backend",
    "catalogue",
    "changing",
    "intake",
    "journal",
    "noted",
    "permit_with",
    "warming",
]

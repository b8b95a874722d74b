"""Between pages and what answers them: the backend, papers in and out, the log, the terminal."""

from __future__ import annotations

from ui.service.actions import Action
from ui.service.announcing import announcing
from ui.service.feeding import feed_routes
from ui.service.ingesting import Shelf
from ui.service.journaling import changing, journal, noted
from ui.service.nightly import Nights, fetch_now
from ui.service.running import Job
from ui.service.seam import Backend, Papers, backend, catalogue, intake, permit_with, warming

__all__ = [
    "Action",
    "Backend",
    "Job",
    "Nights",
    "Papers",
    "Shelf",
    "announcing",
    "backend",
    "catalogue",
    "changing",
    "feed_routes",
    "fetch_now",
    "intake",
    "journal",
    "noted",
    "permit_with",
    "warming",
]

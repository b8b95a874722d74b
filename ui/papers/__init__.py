"""The papers of the catalogue: on their way in, listed, and what is mended of them."""

from __future__ import annotations

from ui.papers.adding import job_under_way, recognised, upload
from ui.papers.listing import catalogued, paper_list
from ui.papers.mending import started

__all__ = ["catalogued", "job_under_way", "paper_list", "recognised", "started", "upload"]

"""What a thing, a meeting or a matter comes to, told from the register, agendas and plans."""

from __future__ import annotations

from retrieval.overview.matters import MatterTold, matter_told
from retrieval.overview.meetings import meeting_told
from retrieval.overview.summing_up import matter_summed_up

__all__ = ["MatterTold", "matter_summed_up", "matter_told", "meeting_told"]

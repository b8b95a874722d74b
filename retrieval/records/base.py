"""What all records have in common."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """A record: what stands under each field is its description in every schema."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

"""The register of resolutions as a file."""

from __future__ import annotations

from ui.register.register import as_printed, decided_by, heading, register_csv, register_word

__all__ = ["as_printed", "decided_by", "heading", "register_csv", "register_word"]

"""The page viewer beside whatever cites a page, and pages drawn ahead of a click."""

from __future__ import annotations

from ui.viewer.beside import beside_viewer
from ui.viewer.viewer import close_page, drawn_ahead, open_page, opened_page, show_page

__all__ = ["beside_viewer", "close_page", "drawn_ahead", "open_page", "opened_page", "show_page"]

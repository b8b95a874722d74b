"""The page viewer beside whatever cites a page, and pages drawn ahead of a click."""

from __future__ import annotations

from ui.viewer.beside import beside_viewer
from ui.viewer.opened import close_page, open_page, opened_page, redraw_all
from ui.viewer.viewer import drawn_ahead, item_of, show_page

__all__ = [
    "beside_viewer",
    "close_page",
    "drawn_ahead",
    "item_of",
    "open_page",
    "opened_page",
    "redraw_all",
    "show_page",
]

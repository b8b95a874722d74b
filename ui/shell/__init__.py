"""What every page shares: frame, style, filters, copying, the foot."""

from __future__ import annotations

from ui.shell.copying import address_of, copy_button, copy_link
from ui.shell.filters import (
    current_scope,
    drop_chip,
    filter_bar,
    forget_missing,
    item_title,
    set_scope,
)
from ui.shell.folding import Fold, Limit
from ui.shell.frame import ICON, all_drawn, empty_catalogue, framed, page_shown, shown_name
from ui.shell.helping import go_to, way_to
from ui.shell.scrolling import scroll_to
from ui.shell.style import ink

__all__ = [
    "ICON",
    "Fold",
    "Limit",
    "address_of",
    "all_drawn",
    "copy_button",
    "copy_link",
    "current_scope",
    "drop_chip",
    "empty_catalogue",
    "filter_bar",
    "forget_missing",
    "framed",
    "go_to",
    "ink",
    "item_title",
    "page_shown",
    "scroll_to",
    "set_scope",
    "shown_name",
    "way_to",
]

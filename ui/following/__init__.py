"""What a visitor follows: kept as theirs, offered where it is seen, and what was found for it."""

from __future__ import annotations

from ui.following.keeping import follow_file, found_now, my_follows
from ui.following.offering import follow_button

__all__ = ["follow_button", "follow_file", "found_now", "my_follows"]

"""Filters that fold away on a narrow screen, where what they limit a list to is still told.

On a phone filters would fill the first screen, so that nothing that was found stood on it. There
one control opens them and says how many are set, and each that is set stands below it as a chip;
on a wide screen the filters are always there, and neither is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from ui.language import _
from ui.shell.filters import drop_chip


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit that is set, in words; ``drop`` unsets it, from a callback."""

    words: str
    drop: Callable[[], None]


class Fold:
    """The filters called ``name``: draw them into ``filters``, then :meth:`tell` what is set."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._control = st.container(key=f"fold_{name}")
        # Of this session. Style folds by the key of what holds the filters.
        self._unfolded = bool(st.session_state.get(f"{name}_unfolded"))
        self.filters = st.container(key=f"{'unfolded' if self._unfolded else 'folded'}_{name}")

    def tell(self, limits: Sequence[Limit]) -> None:
        """Draw the control that folds, and while they are folded the limits that are set."""
        number = len(limits)
        if self._unfolded:
            label = _("Hide filters ({number} set)") if number else _("Hide filters")
        else:
            label = _("Show filters ({number} set)") if number else _("Show filters")
        with self._control, st.container(horizontal=True, key=f"fold_{self._name}_set"):
            st.button(
                label.format(number=number),
                key=f"{self._name}_unfold",
                icon=":material/expand_less:" if self._unfolded else ":material/tune:",
                on_click=self._turn,
            )
            for at, limit in enumerate(() if self._unfolded else limits):
                drop_chip(limit.words, f"{self._name}_folded_{at}", limit.drop)

    def _turn(self) -> None:
        st.session_state[f"{self._name}_unfolded"] = not self._unfolded

"""What the register is asked: words, and the filters, which fold away on a narrow screen.

On a phone the filters would fill the first screen, so that no resolution stood on it. There one
control opens them and says how many are set; on a wide screen they are always there.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeVar

import streamlit as st

from corpus.language import find_dates
from corpus.model import Access, DecisionKind, OutcomeClass, Paper
from corpus.register import RegisterLimits, RegisterSearch
from retrieval.matters import RecordSearch
from ui.language import N_, _
from ui.register.view import LONGEST
from ui.shell import filter_bar
from ui.words import capital, day, limits, plain

_KINDS = {
    DecisionKind.DECISION: N_("Decisions"),
    DecisionKind.ROUTINE: N_("Routine business"),
    DecisionKind.ACTION: N_("Actions"),
}
# Of this session: that the filters were opened. Style folds by the key of what holds them.
_UNFOLDED = "register_unfolded"
_One = TypeVar("_One", OutcomeClass, DecisionKind)


def narrowed(
    place: str, papers: tuple[Paper, ...], held: RegisterLimits, clearance: Access
) -> RecordSearch:
    """Draw search and filters, and return what they ask, in the order that the register has.

    ``place`` names the filters of :func:`ui.shell.filter_bar`; ``held`` has the bodies and days
    that may be chosen beside those of ``papers``.
    """
    words = st.text_input(
        _("Words, a minute’s number, a name or a sum"),
        key="register_words",
        icon=":material/search:",
        placeholder="library hours · C66 · Fairweather · £64k · “the road be closed”",
        persist_state="session",
        max_chars=LONGEST,
    )
    control = st.container(key="register_fold")
    unfolded = bool(st.session_state.get(_UNFOLDED))
    with st.container(key="register_narrowing" if unfolded else "register_narrowing_folded"):
        scope = filter_bar(place, papers, clearance, committees=held.committees, days=held.days)
        outcomes = _several(
            _("Outcome"), OutcomeClass, lambda one: capital(_(one.value)), "register_outcomes"
        )
        kinds = _several(_("Kind"), DecisionKind, lambda one: _(_KINDS[one]), "register_business")
        search = RegisterSearch((words or "").strip(), scope, outcomes, kinds)
        record = _of_record(search)
    with control:
        _fold(_set(record, papers), unfolded=unfolded)
    return record


def _set(asked_for: RecordSearch, papers: tuple[Paper, ...]) -> int:
    """Return how many limits are set, words left out."""
    search = asked_for.register
    of_record = (asked_for.unanswered, asked_for.owner, asked_for.due_by)
    chosen = len(search.outcomes) + len(search.kinds) + sum(map(bool, of_record))
    return len(limits(search.scope, papers)) + chosen


def _fold(number: int, *, unfolded: bool) -> None:
    if unfolded:
        label = _("Hide filters ({number} set)") if number else _("Hide filters")
    else:
        label = _("Show filters ({number} set)") if number else _("Show filters")
    st.button(
        label.format(number=number),
        key="register_unfold",
        icon=":material/expand_less:" if unfolded else ":material/tune:",
        on_click=_turn,
    )


def _turn() -> None:
    st.session_state[_UNFOLDED] = not st.session_state.get(_UNFOLDED)


def _several(
    label: str, choices: type[_One], name: Callable[[_One], str], key: str
) -> tuple[_One, ...]:
    """Let choose some of the members of an enumeration; return them in its own order.

    So an order of clicks makes no other address.
    """
    chosen = st.pills(
        label,
        list(choices),
        format_func=name,
        selection_mode="multi",
        key=key,
        persist_state="session",
    )
    return tuple(one for one in choices if one in chosen)


def _of_record(search: RegisterSearch) -> RecordSearch:
    """Let narrow to what has had no answer, to who is to act, and to a day."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="register_record"):
        unanswered = st.toggle(
            _("No answer yet"),
            key="register_unanswered",
            persist_state="session",
            help=_("Decisions of which no later mention was found in the papers held."),
        )
        owner = st.text_input(
            _("To be done by"),
            key="register_owner",
            placeholder="Head of Finance",
            persist_state="session",
            max_chars=LONGEST,
        )
        # Not st.date_input: while it is empty, its parts lack what screen readers need.
        due = st.text_input(
            _("Due by"),
            key="register_due",
            placeholder=day(date(2025, 4, 30)),
            persist_state="session",
            max_chars=LONGEST,
        )
    said = (due or "").strip()
    due_by = next((found.until for found in find_dates(said)), None)
    if said and due_by is None:
        st.caption(plain(_("“{said}” is no day: write it as 30 April 2025.").format(said=said)))
    return RecordSearch(search, (owner or "").strip(), due_by, bool(unanswered))

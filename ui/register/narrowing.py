"""What the register is asked: words, and the filters, which fold away on a narrow screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import TypeVar

import streamlit as st

from corpus.language import find_dates
from corpus.model import Access, DecisionKind, OutcomeClass, Paper
from corpus.register import RegisterLimits, RegisterSearch
from retrieval.matters import RecordSearch
from ui.language import N_, _
from ui.register.view import LONGEST
from ui.shell import Fold, Limit, filter_bar, item_title, set_scope
from ui.words import capital, day, limits, plain

_KINDS = {
    DecisionKind.DECISION: N_("Decisions"),
    DecisionKind.ROUTINE: N_("Routine business"),
    DecisionKind.ACTION: N_("Actions"),
}
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
    fold = Fold("register")
    with fold.filters:
        scope = filter_bar(place, papers, clearance, committees=held.committees, days=held.days)
        outcomes = _several(_("Outcome"), OutcomeClass, _outcome, "register_outcomes")
        kinds = _several(_("Kind"), DecisionKind, _kind, "register_business")
        search = RegisterSearch((words or "").strip(), scope, outcomes, kinds)
        record, due = _of_record(search)
    if due and record.due_by is None:
        st.caption(plain(_("“{said}” is no day: write it as 30 April 2025.").format(said=due)))
    fold.tell(list(_set(place, record, papers)))
    return record


def _set(place: str, asked: RecordSearch, papers: tuple[Paper, ...]) -> Iterator[Limit]:
    """Yield what is set, words left out."""
    search = asked.register
    for words, rest in limits(search.scope, papers, item_title(search.scope)):
        yield Limit(words, partial(set_scope, place, rest))
    for outcome in search.outcomes:
        yield Limit(_outcome(outcome), partial(_without, "register_outcomes", outcome))
    for kind in search.kinds:
        yield Limit(_kind(kind), partial(_without, "register_business", kind))
    if asked.unanswered:
        yield Limit(_("No answer yet"), partial(_put, "register_unanswered", False))
    if asked.owner:
        words = _("To be done by {who}").format(who=asked.owner)
        yield Limit(words, partial(_put, "register_owner", ""))
    if asked.due_by:
        words = _("Due by {day}").format(day=day(asked.due_by))
        yield Limit(words, partial(_put, "register_due", ""))


def _without(key: str, one: OutcomeClass | DecisionKind) -> None:
    st.session_state[key] = [other for other in st.session_state[key] if other is not one]


def _put(key: str, value: object) -> None:
    st.session_state[key] = value


def _outcome(one: OutcomeClass) -> str:
    return capital(_(one.value))


def _kind(one: DecisionKind) -> str:
    return _(_KINDS[one])


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


def _of_record(search: RegisterSearch) -> tuple[RecordSearch, str]:
    """Let narrow to what has had no answer, to who is to act, and to a day, also as typed."""
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
    return RecordSearch(search, (owner or "").strip(), due_by, bool(unanswered)), said

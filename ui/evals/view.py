"""What of the kept runs is looked at: told in an address, and set from one once a session.

``run`` is the run chosen and ``with`` the one it is compared with, by the names of their files;
``by`` is what its questions are grouped by; ``kind`` and ``sheet`` say which of those that fell
short are listed, ``question`` which of these are open.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from urllib.parse import quote, unquote

import streamlit as st

from evals.measure import By

PARAMETERS = ("run", "with", "by", "kind", "sheet", "question")
RUN, BY = "evals_run", "evals_by"
_FOLLOWED = "evals_followed"
_ASKED = "evals_asked"
_MOST_OPENED = 20


@dataclass(frozen=True, slots=True)
class EvalsView:
    """A run with what it is compared with, and what is listed of it; ``sheet`` counts from 1.

    ``opened`` are the ids of the questions that are open, ``by`` is what all are grouped by; None
    as usual.
    """

    run: str = ""
    other: str = ""
    kind: str = ""
    sheet: int = 1
    opened: tuple[str, ...] = ()
    by: By | None = None


def evals_query(view: EvalsView) -> dict[str, str]:
    """Return the query parameters that show ``view`` again; what is as usual is in none."""
    found = {
        "run": view.run,
        "with": view.other,
        "by": view.by.name.lower() if view.by else "",
        "kind": view.kind,
        "sheet": str(view.sheet) if view.sheet > 1 else "",
        "question": ",".join(quote(one, safe="") for one in view.opened[:_MOST_OPENED]),
    }
    return {name: value for name, value in found.items() if value}


def read_evals(query: Mapping[str, str]) -> EvalsView:
    """Return what an address shows; what cannot be read in it is left out."""
    sheet = query.get("sheet", "")
    opened = query.get("question", "").split(",")[:_MOST_OPENED]
    return EvalsView(
        query.get("run", ""),
        query.get("with", ""),
        query.get("kind", ""),
        max(1, int(sheet)) if sheet.isascii() and sheet.isdigit() and len(sheet) < 7 else 1,
        tuple(unquote(one) for one in opened if one),
        next((by for by in By if by.name.lower() == query.get("by")), None),
    )


def follow_address(kept: Collection[str]) -> EvalsView | None:
    """Do once a session what the address asks of the runs ``kept``.

    Returns what it asked for where its run is kept no more, so that whoever looks can be told;
    None where nothing is to be told.
    """
    if st.session_state.get(_FOLLOWED):
        return None
    st.session_state[_FOLLOWED] = True
    query = st.query_params.to_dict()
    asked = read_evals(query)
    if not query.keys() & set(PARAMETERS):
        return None
    if asked.run and asked.run not in kept:
        return asked
    if asked.run:
        st.session_state[RUN] = asked.run
        if asked.other in kept:
            st.session_state[other_key(asked.run)] = asked.other
    if asked.by:
        st.session_state[BY] = asked.by
    st.session_state[_ASKED] = asked
    return None


def other_key(run: str) -> str:
    """Return the key of the choice of a partner; each run has its own."""
    return f"evals_other_{run}"


def asked_of(run: str) -> EvalsView | None:
    """Return once what the address asks to be listed of ``run``; None where it asks nothing."""
    asked = st.session_state.pop(_ASKED, None)
    return asked if isinstance(asked, EvalsView) and asked.run in ("", run) else None


def say_in_address(view: EvalsView) -> None:
    """Write ``view`` into the address."""
    address = st.query_params.to_dict()
    kept = {name: value for name, value in address.items() if name not in PARAMETERS}
    if (told := kept | evals_query(view)) != address:
        st.query_params.from_dict(told)

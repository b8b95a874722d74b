"""Help: what the app does and cannot, how its answers are read, what further pages are for."""

from __future__ import annotations

from urllib.parse import quote

import streamlit as st

from corpus.model import Access, Scope
from prompts import text
from ui.chat import chat, starter_questions
from ui.language import _, spoken
from ui.pages.ask import ask_page
from ui.people import visitor
from ui.service import backend, catalogue
from ui.shell import shown_name, way_to
from ui.words import counted, plain

_ASKED = "help_asked"
_EXAMPLES = 3


def draw() -> None:
    """Draw the page."""
    clearance = visitor().clearance
    if question := st.session_state.pop(_ASKED, ""):
        chat.put(question, Scope(clearance=clearance), follows=False, offered=True)
        st.switch_page(ask_page())
    st.title(_("Help"), anchor=False)
    st.header(_("What it does"), anchor=False)
    st.markdown(_(text("help_does")).format(app=plain(shown_name())))
    _examples(clearance)
    st.header(_("How to read an answer"), anchor=False)
    st.markdown(_(text("help_answer")))
    st.header(_("What it cannot do"), anchor=False)
    st.markdown(_(text("help_cannot")))
    st.header(_("Who sees what"), anchor=False)
    st.markdown(f"{_(text('help_sees'))}\n\n{_seen(clearance)} {_chats()}")
    _further_pages()
    _report()


def _further_pages() -> None:
    """Say of each page that explains itself least what it is for, with the way there."""
    papers, register = ":material/folder:", ":material/gavel:"
    for head, told, name, title, icon in (
        (_("What is new"), "help_new", "new", _("New"), ":material/new_releases:"),
        (
            _("Following"),
            "help_following",
            "following",
            _("Following"),
            ":material/notifications:",
        ),
        (
            _("Correct the register"),
            "help_correcting",
            "resolutions",
            _("Resolutions"),
            register,
        ),
        (_("Collections"), "help_collections", "papers", _("Papers"), papers),
        (_("Evals"), "help_evals", "evals", _("Evals"), ":material/monitoring:"),
    ):
        st.header(head, anchor=False)
        st.markdown(_(text(told)))
        way_to(name, title, icon)


def _examples(clearance: Access) -> None:
    """Offer questions that the papers at hand can answer; none where there are no papers."""
    scope = Scope(clearance=clearance)
    questions = starter_questions(catalogue(), scope)[:_EXAMPLES]
    if not questions:
        return
    st.header(_("Questions to try"), anchor=False)
    for at, question in enumerate(questions):
        st.button(
            plain(spoken(question)),
            key=f"starter_help_{at}",
            icon=":material/arrow_forward:",
            on_click=_ask,
            args=(str(question),),
            wrap=True,
        )


def _ask(question: str) -> None:
    st.session_state[_ASKED] = question


def _seen(clearance: Access) -> str:
    if clearance is Access.EXEMPT:
        return _("You see exempt papers and pages too.")
    return _("You see what the public sees.")


def _chats() -> str:
    days = backend().settings.chat_days
    if not days:
        return _("Chats are not kept: they are gone when the page is closed.")
    said = _("Your chats are kept for {days} after their last question; you can delete them.")
    return said.format(days=counted(days, "day"))


def _report() -> None:
    contact = backend().settings.contact
    if not contact:
        return
    st.header(_("Where to report what is wrong"), anchor=False)
    st.markdown(
        _("Tell {contact}, with the question and the page.").format(contact=_linked(contact))
    )


def _linked(contact: str) -> str:
    """Return an e-mail address or a link as Markdown that leads there."""
    address = contact if "://" in contact else f"mailto:{contact}"
    # What is quoted here would end the link.
    return f"[{plain(contact)}]({quote(address, safe=':/?#@!$&*+,;=%~-._')})"

"""Following: what this visitor follows, what was found for it, and how it reaches them."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from retrieval.following import MOST_WORDS, Entry, Follow, FollowKind, feed_path
from retrieval.model import FollowError
from ui.following import follow_file, found_now, my_follows
from ui.language import N_, _
from ui.people import own_mail, owner, visitor
from ui.service import catalogue
from ui.shell import address_of
from ui.viewer import beside_viewer, open_page
from ui.words import OpenPage, capital, counted, day, plain, read_page, verbatim

_FOLLOWED, _SAID = "following_followed", "following_said"
_NAMES = {
    FollowKind.SEARCH: N_("Words or a question"),
    FollowKind.MATTER: N_("A matter, by its title"),
    FollowKind.COMMITTEE: N_("A committee"),
    FollowKind.WARD: N_("A ward, by its name"),
}
_MOST_ENTRIES = 40


def draw() -> None:
    """Draw the page."""
    if not st.session_state.get(_FOLLOWED):
        st.session_state[_FOLLOWED] = True
        if page := read_page(st.query_params.to_dict()):
            open_page(page)
    beside_viewer(_following)


def _following() -> None:
    st.title(_("Following"), anchor=False)
    who = owner()
    if who is None:
        st.info(_("Nobody can be known again here: allow cookies, or sign in, to follow anything."))
        return
    st.caption(
        _(
            "Papers that come from now on are looked through for what you follow. What "
            "is found here, in feeds and by mail is what the public may see."
        )
    )
    _add(who.key)
    held = my_follows()
    if not held:
        st.info(_("You follow nothing yet."))
        return
    _list(held)
    _found(found_now())
    _addresses(who.key)


def _add(who: str) -> None:
    kind = st.selectbox(
        _("Follow"), list(_NAMES), format_func=lambda one: _(_NAMES[one]), key="following_kind"
    )
    bodies = catalogue().committees()
    with st.form("following_add", border=False, clear_on_submit=True):
        if kind is FollowKind.COMMITTEE and bodies:
            words = st.selectbox(_("Committee"), bodies, key="following_committee")
        else:
            words = st.text_input(_(_NAMES[kind]), key="following_words", max_chars=MOST_WORDS)
        mail = _mail()
        if st.form_submit_button(_("Follow"), icon=":material/notifications:"):
            try:
                named = kind is FollowKind.COMMITTEE and bool(bodies)
                text = str(words or "")
                one = follow_file().follow(who, kind, text, mail=mail, offered=named)
                st.session_state[_SAID] = _("From now on {why}.").format(why=one.why)
            except FollowError as error:
                st.session_state[_SAID] = _("Not followed: {error}.").format(error=error)
    if said := st.session_state.pop(_SAID, ""):
        st.markdown(plain(said))


def _mail() -> str:
    """Let choose where what is found is sent: one's own address, or an officer's choice."""
    own = own_mail()
    if own:
        return (
            own
            if st.checkbox(
                _("Send a digest to {mail}").format(mail=plain(own)), key="following_own"
            )
            else ""
        )
    if visitor().administers:
        return st.text_input(
            _("Send a digest to (an e-mail address, or empty)"), key="following_mail"
        )
    return ""


def _list(held: Sequence[Follow]) -> None:
    st.header(_("You follow {things}").format(things=counted(len(held), "thing")), anchor=False)
    for one in held:
        with st.container(horizontal=True, vertical_alignment="center", key=f"following_{one.id}"):
            where = f", {one.committee}" if one.committee else ""
            told = f"{capital(_(one.kind.value))} “{one.words}”{where}"
            mail = _("by mail to {mail}").format(mail=one.mail) if one.mail else ""
            st.markdown(plain(f"{told} · {mail}" if mail else told))
            st.button(
                _("Stop following “{words}”").format(words=plain(one.words)),
                key=f"following_stop_{one.id}",
                type="tertiary",
                icon=":material/notifications_off:",
                on_click=_stop,
                args=(one,),
            )


def _stop(one: Follow) -> None:
    follow_file().stop(one.owner, one.id)
    st.session_state[_SAID] = _("“{words}” is followed no more.").format(words=one.words)


def _found(found: Sequence[Entry]) -> None:
    st.header(_("What was found"), anchor=False)
    if not found:
        st.markdown(_("Nothing yet."))
    for one in found[:_MOST_ENTRIES]:
        _entry(one)
    if len(found) > _MOST_ENTRIES:
        st.caption(_("and {number:,} more").format(number=len(found) - _MOST_ENTRIES))


def _entry(one: Entry) -> None:
    finding = one.finding
    st.subheader(plain(one.title), anchor=False)
    with st.container(key=f"card_{one.id}"):
        st.text(verbatim(one.said))
        st.button(
            plain(one.where),
            key=f"following_open_{one.id}",
            type="tertiary",
            icon=":material/description:",
            on_click=open_page,
            args=(OpenPage(finding.paper, finding.page, finding.spans, one.quote, finding.item),),
            wrap=True,
        )
        st.caption(plain(f"{day(one.when.astimezone().date())}. {one.about}"))


def _addresses(who: str) -> None:
    """Offer the private addresses of feed and calendar; they are shown once, when they are made."""
    st.header(_("Feed and calendar"), anchor=False)
    st.markdown(
        _(
            "A private address gives what was found to a feed reader (Atom), and the "
            "meetings of the committees that you follow, or of all, to a calendar. "
            "Whoever has it reads what you follow."
        )
    )
    if follow_file().has_token(who):
        st.caption(_("You have one. Making another ends it."))
    if st.button(_("Make a private address"), key="following_address"):
        token = follow_file().new_token(who)
        for name, calendar in ((_("Feed"), False), (_("Calendar of meetings"), True)):
            st.markdown(f"**{name}**")
            path = feed_path(token, calendar=calendar).lstrip("/")
            st.code(address_of({}, path), language=None, wrap_lines=True)
        st.caption(_("They are shown only now. Keep them to yourself."))

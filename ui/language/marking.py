"""The way to the other languages, and telling the browser which one the page is in."""

from __future__ import annotations

import streamlit as st

from ui.language.choosing import COOKIE, LANGUAGES, PARAMETER, language

_CSS = """
.languages { display: flex; gap: .25rem; }
a { color: var(--st-text-color); font-size: .875rem; padding: .35rem .5rem; border-radius: 8px;
  text-decoration: none; white-space: nowrap; }
a:hover { color: var(--st-primary-color); text-decoration: underline; }
a:focus-visible { outline: 3px solid var(--st-primary-color); outline-offset: 1px; }
"""
# Screen readers choose their voice by the language of the document, which Streamlit has fixed. A
# choice loads the page anew from its address: what was chosen in lists is known to the browser by
# the words of the language that it was chosen in.
_JS = """
export default function ({ data, parentElement }) {
  document.documentElement.lang = data.language;
  parentElement.querySelector(".languages").replaceChildren(...data.others.map(([code, name]) => {
    const link = document.createElement("a");
    link.textContent = name;
    link.lang = code;
    link.hreflang = code;
    const there = () => {
      const address = new URL(location.href);
      address.searchParams.set(data.parameter, code);
      link.href = address.href;
    };
    there();
    link.onfocus = link.onpointerenter = there;
    link.onclick = () => {
      there();
      const secure = location.protocol === "https:" ? "; Secure" : "";
      document.cookie = `${data.cookie}=${code}; Max-Age=31536000; Path=/; SameSite=Lax${secure}`;
    };
    return link;
  }));
}
"""

_draw = st.components.v2.component(
    "minutebook_language", html='<div class="languages"></div>', css=_CSS, js=_JS
)


def language_line() -> None:
    """Draw a link to each other language in its own name, and mark the page as in this one.

    A link opens what is shown in that language; the browser keeps the choice for a year.
    """
    spoken = language()
    # A tuple: of a list Streamlit asks pandas, imported first, whether it is a table.
    others = tuple((code, name) for code, name in LANGUAGES.items() if code != spoken)
    data = {"language": spoken, "others": others, "parameter": PARAMETER, "cookie": COOKIE}
    with st.container(key="languages", width="content"):
        _draw(data=data, key="language", width="content", height="content")

"""What a source card quotes beside an answer."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest


def test_quotes_that_make_up_the_wording_are_not_said_again_on_their_card() -> None:
    app = AppTest.from_function(_drawn).run()
    assert not app.exception
    said = [text.value for text in app.text]
    assert said == ["that the hours be adopted. RESOLVED (unanimously)", "[3] “for six months”"]
    assert app.button(key="cite_one").label.startswith("**[1][2][3]**")


def _drawn() -> None:
    import streamlit as st

    from corpus.model import PaperKind, TextSource
    from retrieval.model import Citation
    from ui.chat.cards import source_card

    wording = "that the hours be adopted. RESOLVED (unanimously)"
    quotes = ("that the hours be\nadopted.", "RESOLVED (unanimously)", "for six months")
    st.text(wording)
    paper = ("a" * 64, "minutes.pdf", "Minutes", PaperKind.MINUTES, None, None, None, None)
    cited = [
        Citation(at, *paper, 1, "1", quote, (), TextSource.TEXT_LAYER)
        for at, quote in enumerate(quotes, 1)
    ]
    source_card(cited, "one", (wording,))

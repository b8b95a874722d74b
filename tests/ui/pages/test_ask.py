"""Ask in its states: empty, answered, refused, failed, linked; and one person's chat."""

from __future__ import annotations

import json
from urllib.parse import parse_qs, urlsplit

from streamlit.testing.v1 import AppTest

from retrieval.model import OpenPage
from retrieval.model.types import Status
from tests.ui.conftest import Open, ask, words
from tests.ui.jobs import wait
from tests.ui.scripted import COST, HOSTILE, REFUSAL
from tests.ui.scripted_catalogue import DECISION
from ui.service import seam
from ui.viewer.viewer import item_of


def test_an_empty_catalogue_says_what_to_do(opened: Open) -> None:
    app, _ = opened(empty=True)
    assert "no papers yet" in words(app)
    assert not app.chat_input


def test_starters_are_made_from_the_papers_and_ask(opened: Open) -> None:
    app, assistant = opened()
    labels = [b.label for b in app.button if b.key and b.key.startswith("starter_")]
    assert any("Lido repairs" in label for label in labels)
    app.button(key="starter_0").click().run()
    assert assistant.asked[0][0] == "What are members asked to decide on “Lido repairs”?"
    assert COST in words(app)


def test_an_answer_quotes_and_names_item_and_both_page_numbers(opened: Open) -> None:
    app, _ = opened()
    said = words(ask(app, "What will the boiler cost?"))
    assert COST in said
    assert " ".join(DECISION.split()) in said
    assert "Official wording" in said
    label = app.button(key="cite_0_0_1").label.replace("\\", "")
    assert label == (
        "**[1]** Item 2 · page 11 of the pack (PDF page 2) · "
        "Agenda pack, Harbour and Leisure Committee, 14 May 2024"
    )


def test_official_wording_stands_apart(opened: Open) -> None:
    app, _ = opened()
    ask(app, "cost")
    assert sum("Official wording" in caption.value for caption in app.caption) == 1


def test_a_citation_opens_its_page_and_pages_turn(opened: Open) -> None:
    app, _ = opened()
    ask(app, "cost")
    app.button(key="cite_0_1_2").click().run()
    assert "Page 12 of the pack" in words(app).replace("\\", "")
    assert app.session_state["open_page_"].page == 3
    assert app.query_params["page"] == "3"
    app.button(key="viewer_next").click().run()
    assert app.session_state["open_page_"].page == 4
    assert "Page 13 of the pack" in words(app).replace("\\", "")
    app.button(key="viewer_previous").click().run()
    assert app.selectbox(key="viewer_item_page").options == [
        "Page 11 (PDF page 2)",
        "Page 12 (PDF page 3)",
    ]
    app.selectbox(key="viewer_item_page").set_value(2).run()
    assert app.session_state["open_page_"].page == 2
    app.button(key="viewer_elsewhere_3").click().run()
    assert app.session_state["open_page_"].page == 3
    app.button(key="viewer_close").click().run()
    assert "open_page_" not in app.session_state
    assert "page" not in app.query_params


def test_a_refusal_offers_the_nearest_pages_without_a_claim(opened: Open) -> None:
    app, _ = opened()
    said = words(ask(app, "are there any mermaids?")).replace("\\", "")
    assert REFUSAL in said
    assert "Nearest pages**, without a claim" in said
    app.button(key="page_0_near_0").click().run()
    opened_page = app.session_state["open_page_"]
    assert isinstance(opened_page, OpenPage)
    assert opened_page.page == 4
    assert opened_page.spans == ()


def test_an_error_is_said_and_can_be_tried_again(opened: Open) -> None:
    app, assistant = opened()
    ask(app, "boom")
    assert "the vectors do not answer" in app.error[0].value
    app.button(key="again_0").click().run()
    assert len(assistant.asked) == 2


def test_a_model_that_cannot_load_is_said(opened: Open) -> None:
    app, _ = opened(broken=True)
    assert "the model is missing" in app.error[0].value.replace("\\", "")


def test_follow_ups_carry_history_until_it_is_dropped(opened: Open) -> None:
    app, assistant = opened()
    ask(app, "What will the boiler cost?")
    ask(app, "and who signs?")
    history = assistant.asked[1][2]
    assert [turn.question for turn in history] == ["What will the boiler cost?"]
    assert history[0].answer.status is Status.ANSWERED
    chip = app.button(key="drop_topic_1")
    assert chip.label.replace("\\", "") == "What will the boiler cost?: and who signs?"
    chip.click().run()
    assert assistant.asked[2][0] == "and who signs?"
    assert assistant.asked[2][2] == ()


def test_an_answer_grows_and_a_stop_keeps_what_is_there(opened: Open) -> None:
    app, assistant = opened()
    said = words(ask(app, "cost, slowly"))
    assert COST in said
    assert " ".join(DECISION.split()) not in said
    assert "Reading…" in said
    assert app.chat_input(key="ask_input")
    app.button(key="stop_0").click().run()
    said = words(app.run())
    assert "Stopped" in said
    assert COST in said
    wait(lambda: bool(assistant.closed))
    assert len(assistant.asked) == 1


def test_a_page_can_be_opened_while_the_answer_is_written(opened: Open) -> None:
    app, assistant = opened()
    ask(app, "cost, slowly")
    app.button(key="cite_0_0_1").click().run()
    assert app.session_state["open_page_"].page == 2
    assistant.gate.set()
    said = words(app.run())
    assert " ".join(DECISION.split()) in said
    assert "Reading…" not in said
    assert len(assistant.asked) == 1


def test_a_question_put_meanwhile_waits_and_follows(opened: Open) -> None:
    app, assistant = opened()
    ask(app, "cost, slowly")
    ask(app, "and who signs?")
    assert len(assistant.asked) == 1
    assistant.gate.set()
    app.run()
    assert [turn.question for turn in assistant.asked[1][2]] == ["cost, slowly"]
    assert not [exchange for exchange in app.session_state["exchanges"] if exchange.open]


def test_clearing_ends_the_work(opened: Open) -> None:
    app, assistant = opened()
    ask(app, "cost, slowly")
    app.button(key="chat_clear").click().run()
    assert not app.chat_message
    wait(lambda: bool(assistant.closed))


def test_words_of_a_language_model_are_not_taken_for_quotations(opened: Open) -> None:
    app, _ = opened()
    said = words(ask(app, "what does the model say?")).replace("\\", "")
    assert "Explained by a language model**, no quotation" in said
    assert "Figures differ" in said
    assert "The model was slow." in said
    assert "1 sentence of the language model left out" in said
    assert "Use <b>only</b> the passages." in [t.value for t in app.text]
    labels = [e.label for e in app.expander]
    assert "The same words in 1 other place" in labels


def test_an_answer_by_words_alone_says_so(opened: Open) -> None:
    app, _ = opened()
    said = "Searched by words alone."
    assert said not in [one.value for one in ask(app, "what does the lido cost").warning]
    ask(app, "what does the lido cost without vectors")
    assert [one.value.replace("\\", "") for one in app.warning].count(said) == 1


def test_a_quote_that_stands_in_the_answer_is_not_said_again_on_a_card(opened: Open) -> None:
    app, _ = opened()
    ask(app, "what does the model say?")
    said = [text.value for text in app.text]
    assert COST in said
    assert not [text for text in said if text.startswith("[1] “")]
    # Nothing else quotes this one, so the card does.
    assert [text for text in said if text.startswith("[2] “")]


def test_quotes_of_one_page_share_a_card_that_marks_them_all(opened: Open) -> None:
    app, _ = opened()
    ask(app, "what does the model say?")
    card = app.button(key="cite_0_0_1")
    assert card.label.startswith("**[1][2]** Item 2")
    card.click().run()
    assert len(app.session_state["open_page_"].spans) == 2
    assert not app.chat_input  # only the viewer was drawn anew
    app.run()
    app.button(key="cite_0_1_also_0").click().run()
    assert len(app.session_state["open_page_"].spans) == 1


def test_questions_are_asked_once_and_not_again_on_every_run(opened: Open) -> None:
    app, assistant = opened()
    ask(app, "cost")
    app.run()
    app.run()
    assert len(assistant.asked) == 1


def test_filters_limit_the_question(opened: Open) -> None:
    app, assistant = opened()
    app.session_state["ask_filters"] = True
    app.run()
    app.selectbox(key="ask_committee").set_value("Harbour and Leisure Committee").run()
    ask(app, "cost")
    assert assistant.asked[0][1].committee == "Harbour and Leisure Committee"
    assert app.query_params["committee"] == "Harbour and Leisure Committee"
    app.button(key="drop_ask_limit_0").click().run()
    assert app.selectbox(key="ask_committee").value is None


def test_a_limit_is_dropped_from_the_search_where_it_is_said(opened: Open) -> None:
    query = {"q": "cost", "committee": "Harbour and Leisure Committee", "since": "2024-01-01"}
    app, assistant = opened(query=query)
    app.button(key="drop_scope_0_0").click().run()
    assert assistant.asked[1][1].committee is None
    assert str(assistant.asked[1][1].since) == "2024-01-01"
    assert app.session_state["ask_committee"] is None


def test_an_item_that_a_chat_is_limited_to_is_said_with_its_meeting(opened: Open) -> None:
    _, assistant = opened()
    pack = assistant.catalogue.paper("pack.pdf").id
    app, assistant = opened(query={"q": "cost", "within": pack, "item": "2"})
    chip = app.button(key="drop_ask_limit_0")
    assert chip.label.replace("\\", "") == (
        "Item 2, Lido repairs, Harbour and Leisure Committee 14 May 2024"
    )
    chip.click().run()
    assert "Agenda pack, Harbour and Leisure Committee, 14 May 2024" in [
        b.label.replace("\\", "") for b in app.button
    ]
    app.button(key="chat_clear").click().run()
    assert "1 paper (4 pages), within these limits" in words(app).replace("\\", "")


def test_a_second_click_does_not_ask_again(opened: Open) -> None:
    app, assistant = opened()
    ask(app, "cost, slowly")
    ask(app, "cost, slowly")
    assistant.gate.set()
    app.run()
    assert len(assistant.asked) == 1


def test_all_limits_are_dropped_at_once(opened: Open) -> None:
    query = {"q": "cost", "committee": "Harbour and Leisure Committee", "since": "2024-01-01"}
    app, _ = opened(query=query)
    app.button(key="ask_unset").click().run()
    assert "All papers" in words(app)


def test_a_link_asks_its_question_within_its_limits(opened: Open) -> None:
    query = {"q": "cost", "committee": "Harbour and Leisure Committee", "since": "2024-01-01"}
    app, assistant = opened(query=query)
    question, scope, _ = assistant.asked[0]
    assert question == "cost"
    assert scope.committee == "Harbour and Leisure Committee"
    assert str(scope.since) == "2024-01-01"
    assert COST in words(app)


def test_a_link_opens_its_page(opened: Open) -> None:
    _, assistant = opened()
    pack = assistant.catalogue.paper("pack.pdf")
    app, _ = opened(query={"paper": pack.id, "page": "2", "mark": "2:0-6"})
    assert "Page 11 of the pack" in words(app).replace("\\", "")


def test_a_link_to_a_closed_paper_says_no_more_than_a_link_to_none(opened: Open) -> None:
    _, assistant = opened()
    closed = assistant.catalogue.paper("minutes.pdf").id
    said = []
    for paper in (closed, "0" * 64):
        app, _ = opened(exempt=True, query={"paper": paper, "page": "1"})
        said.append([*(s.value for s in app.header), *(c.value for c in app.caption)])
        assert "Minutes" not in words(app)
    assert said[0] == said[1]


def test_clearing_forgets_chat_page_and_link(opened: Open) -> None:
    app, _ = opened()
    ask(app, "cost")
    app.button(key="chat_clear").click().run()
    assert not app.chat_message
    assert not app.query_params


def test_a_link_to_a_question_that_follows_says_what_it_follows_from(opened: Open) -> None:
    app, _ = opened()
    ask(app, "What will the boiler cost?")
    assert shared(app, 0) == app.query_params["q"] == "What will the boiler cost?"
    ask(app, "Why is it cost?")
    assert shared(app, 1) == app.query_params["q"] == "What will the boiler cost?: Why is it cost?"
    assert shared(app, 0) == "What will the boiler cost?"
    # Somebody else, who has only the link, asks all of it.
    other, assistant = opened(query={"q": shared(app, 1)})
    assert assistant.asked[-1][0] == "What will the boiler cost?: Why is it cost?"
    assert shared(other, 0) == shared(app, 1)


def shared(app: AppTest, at: int) -> str:
    """Return the question in the link that is copied of exchange ``at`` (from 0)."""
    links = [one.proto for one in app.get("bidi_component") if one.proto.id.endswith(f"share_{at}")]
    (address,) = [str(json.loads(one.json)["words"]) for one in links]
    return parse_qs(urlsplit(address).query)["q"][0]


def test_chats_are_not_shared_between_sessions(opened: Open) -> None:
    app, _ = opened()
    ask(app, "cost")
    other = AppTest.from_file(app._script_path, default_timeout=60).run()
    assert not other.chat_message
    assert not other.exception


def test_words_of_a_paper_are_never_markup(opened: Open) -> None:
    app, _ = opened()
    ask(app, "something hostile")
    assert HOSTILE.split() in [t.value.split() for t in app.text]
    assert not any("javascript" in m.value for m in [*app.markdown, *app.caption])


def test_the_shortest_item_that_holds_a_page_is_named(opened: Open) -> None:
    _, assistant = opened()
    pack = assistant.catalogue.paper("pack.pdf")
    items = assistant.catalogue.items(pack.id)
    assert (item_of(items, 3) or items[0]).number == "2"
    assert item_of(items, 1) is None


def test_a_question_that_is_too_long_stays_in_the_field(opened: Open) -> None:
    app, _ = opened()
    app.chat_input[0].set_value("why " * 700).run()
    assert "2,799 characters" in app.error[0].value
    assert not app.chat_message
    assert not app.run().error


def test_the_page_is_there_before_the_model_and_says_so(opened: Open) -> None:
    app, assistant = opened(loaded=False)
    assert app.chat_input
    assert "Loading the reading model" in words(app)
    assert not assistant.ready
    app.run()  # as a browser that has drawn the page does by itself
    seam.warming().wait(30)
    assert assistant.ready
    assert "Loading the reading model" not in words(app.run())

"""Collections on the pages: made of what was found, limiting what is asked, said in the address."""

from __future__ import annotations

import pytest

from tests.ui.conftest import Open, show, words


def test_what_was_found_is_put_together_and_asked_alone(opened: Open) -> None:
    app, assistant = opened()
    minutes = assistant.catalogue.paper("minutes.pdf").id
    show(app, "papers")
    app.text_input(key="papers_words").set_value("minutes").run()
    app.button(key="collect_send").click().run()
    assert "Write a name" in words(app)
    app.text_input(key="collect_name").set_value("Lido  inquiry")
    app.button(key="collect_send").click().run()
    assert assistant.catalogue.collected == {"Lido inquiry": (minutes,)}
    assert "Put into “Lido inquiry”" in words(app)
    app.button(key="papers_unlimited").click().run()
    app.button(key="collection_show_0").click().run()
    assert app.query_params["collection"] == "Lido inquiry"
    assert "**1 paper** of 2" in words(app)
    show(app, "")
    app.session_state["ask_filters"] = True
    app.run()
    app.selectbox(key="ask_collection").set_value("Lido inquiry").run()
    assert "Collection “Lido inquiry”" in words(app).replace("\\", "")
    app.chat_input(key="ask_input").set_value("cost").run()
    assert assistant.asked[-1][1].collection == "Lido inquiry"
    assert app.query_params["collection"] == "Lido inquiry"


def test_an_address_limits_the_question_and_the_register(opened: Open) -> None:
    _, assistant = opened()
    held = (assistant.catalogue.paper("pack.pdf").id,)
    app, assistant = opened(query={"q": "cost", "collection": "lido INQUIRY"})
    assert assistant.asked[-1][1].collection is None, "a collection that is not there is dropped"
    app, assistant = opened(query={"words": "lido", "collection": "Lido inquiry"})
    assistant.catalogue.collected["Lido inquiry"] = held
    show(app, "resolutions")
    assert "No resolution matches" in words(app)
    assert "Collection “Lido inquiry”" in words(app).replace("\\", "")


def test_names_are_changed_and_papers_taken_out_by_officers_alone(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    app, assistant = opened()
    pack = assistant.catalogue.paper("pack.pdf").id
    assistant.catalogue.collected["Pool"] = (pack,)
    show(app, "papers")
    app.text_input(key="collection_name_0").set_value("Lido")
    app.button(key="collection_renamed_0").click().run()
    assert list(assistant.catalogue.collected) == ["Lido"]
    app.selectbox(key="papers_collection").set_value("Lido").run()
    app.session_state[f"paper_{pack}"] = True
    app.run()
    app.button(key=f"take_out_{pack}").click().run()
    assert assistant.catalogue.collected == {"Lido": ()}
    app.button(key="collection_delete_0").click().run()
    assert assistant.catalogue.collected == {}
    assistant.catalogue.collected["Pool"] = (pack,)
    monkeypatch.setattr("ui.people.access.address", lambda: "192.0.2.7")
    show(app, "papers")
    assert "Pool" in words(app)
    keys = {one.key or "" for one in app.button}
    assert not [key for key in keys if key.startswith(("collection_delete", "collect_send"))]

"""Each visitor reads their own language, whatever others read in the same process."""

from __future__ import annotations

import threading
from datetime import date

import pytest

from corpus.model import AgendaItem, ItemSource, PaperKind
from retrieval.model import day_words
from tests.ui.conftest import Open, show, words
from ui.language import Said, speaking
from ui.language.choosing import accepted, language
from ui.people import while_allowed
from ui.words import (
    corrected_on,
    counted,
    day,
    item_words,
    kind_name,
    page_words,
    pages_words,
    pdf_pages,
    short_day,
)


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("cy", "cy"),
        ("cy-GB,cy;q=0.9,en;q=0.8", "cy"),
        ("en-GB,en;q=0.9,cy;q=0.8", "en"),
        ("fr,cy;q=0.5,en;q=0.4", "cy"),
        ("en;q=0.2, cy;q=0.7", "cy"),
        ("cy;q=0,en", "en"),
        ("CY", "cy"),
        ("cy;q=much", "en"),
        ("cyx", "en"),
        ("fr,de", "en"),
        ("", "en"),
    ],
)
def test_the_browser_is_heard(asked: str, code: str) -> None:
    assert accepted({"Accept-Language": asked}) == code
    assert accepted({"accept-language": asked}) == code


def test_without_a_header_it_is_english() -> None:
    assert accepted({}) == "en"


@pytest.mark.parametrize(
    ("noun", "said"),
    [
        (
            "page",
            {
                0: "0 tudalen",
                1: "1 dudalen",
                2: "2 dudalen",
                3: "3 tudalen",
                4: "4 tudalen",
                6: "6 thudalen",
                1204: "1,204 tudalen",
            },
        ),
        ("paper", {1: "1 papur", 2: "2 bapur", 3: "3 phapur", 6: "6 phapur", 13: "13 papur"}),
        ("question", {1: "1 cwestiwn", 2: "2 gwestiwn", 3: "3 chwestiwn", 6: "6 chwestiwn"}),
        ("resolution", {2: "2 benderfyniad", 3: "3 phenderfyniad", 5: "5 penderfyniad"}),
        ("meeting", {2: "2 gyfarfod", 3: "3 chyfarfod", 7: "7 cyfarfod"}),
        ("sentence", {1: "1 frawddeg", 2: "2 frawddeg", 3: "3 brawddeg", 6: "6 brawddeg"}),
        ("day", {1: "1 diwrnod", 2: "2 ddiwrnod", 90: "90 diwrnod"}),
        ("word", {1: "1 gair", 2: "2 air", 3: "3 gair"}),
        ("run", {2: "2 rediad", 6: "6 rhediad"}),
    ],
)
def test_what_is_counted_in_welsh_is_mutated(noun: str, said: dict[int, str]) -> None:
    with speaking("cy"):
        assert {number: counted(number, noun) for number in said} == said


def test_dates_kinds_and_places_are_said_in_welsh() -> None:
    item = AgendaItem("paper", "7", "Parking", 10, 44, ItemSource.OUTLINE)
    with speaking("cy"):
        assert day(date(2017, 10, 9)) == "9 Hydref 2017"
        assert day(None) == "dyddiad anhysbys"
        assert short_day(date(2024, 1, 3)) == "3 Ion 2024"
        assert kind_name(PaperKind.AGENDA_PACK) == "Pecyn agenda"
        assert item_words("5") == "eitem 5"
        assert item_words("Section B, item 2") == "Section B, item 2"
        placed = page_words(17, "15", PaperKind.AGENDA_PACK)
        assert placed == "tudalen 15 o’r pecyn (tudalen PDF 17)"
        assert pages_words(item) == "tudalennau PDF 10–44"
        assert pdf_pages([3]) == "tudalen PDF 3"
        assert pdf_pages([3, 8, 9]) == "tudalennau PDF 3, 8-9"
        assert corrected_on(date(2026, 3, 3)) == "Cywirwyd gan swyddog, 3 Mawrth 2026"
        # What is asked of the papers is asked in the papers' language.
        assert day_words(date(2017, 10, 9)) == "9 October 2017"
    assert day(date(2017, 10, 9)) == "9 October 2017"


def test_what_several_read_is_said_to_each_in_their_language() -> None:
    said = Said("Removing {named}", "{pack}.pdf")
    assert said.words == "Removing {pack}.pdf"
    with speaking("cy"):
        assert said.words == "Wrthi’n tynnu {pack}.pdf"
    assert said.words == "Removing {pack}.pdf"


def test_a_thread_of_its_own_speaks_english() -> None:
    found: list[str] = []
    with speaking("cy"):
        work = threading.Thread(target=lambda: found.append(language()))
        work.start()
        work.join()
        assert language() == "cy"
    assert found == ["en"]


def test_the_address_chooses(opened: Open) -> None:
    app, _ = opened(query={"lang": "cy"})
    said = words(app)
    assert app.title[0].value == "Holi’r papurau"
    assert "Croeso i Minutebook" in said
    assert "Welcome" not in said


def test_a_language_that_there_is_not_is_passed_over(opened: Open) -> None:
    app, _ = opened(query={"lang": "xx"})
    assert app.title[0].value == "Ask the papers"


def test_the_browser_chooses_where_nobody_did(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.language.choosing._asked_for", lambda: ("cy-GB", {}))
    app, _ = opened()
    assert app.title[0].value == "Holi’r papurau"
    monkeypatch.setattr(
        "ui.language.choosing._asked_for", lambda: ("fr", {"Accept-Language": "cy"})
    )
    app, _ = opened()
    assert app.title[0].value == "Holi’r papurau"


def test_a_session_keeps_its_language_where_the_address_says_none(opened: Open) -> None:
    app, _ = opened(query={"lang": "cy"})
    # Going to another page empties the address.
    app.query_params.clear()
    assert show(app, "meetings").title[0].value == "Cyfarfodydd"


def test_what_a_browser_kept_goes_before_what_it_asks_for(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.language.choosing._cookies", lambda: {"minutebook_language": "cy"})
    monkeypatch.setattr("ui.language.choosing._asked_for", lambda: ("en-GB", {}))
    app, _ = opened()
    assert app.title[0].value == "Holi’r papurau"


def test_two_sessions_in_one_process_do_not_mix(opened: Open) -> None:
    welsh, _ = opened(query={"lang": "cy"})
    english, _ = opened()
    # Those that run at the same moment are tried in a browser: AppTest has one runtime at a time.
    for _turn in range(2):
        assert welsh.run().title[0].value == "Holi’r papurau"
        assert english.run().title[0].value == "Ask the papers"


@pytest.mark.parametrize(
    ("page", "title"),
    [
        ("resolutions", "Penderfyniadau"),
        ("meetings", "Cyfarfodydd"),
        ("new", "Newydd"),
        ("following", "Dilyn"),
        ("papers", "Papurau"),
        ("evals", "Gwerthusiadau"),
        ("help", "Cymorth"),
    ],
)
def test_every_page_is_drawn_in_welsh(opened: Open, page: str, title: str) -> None:
    app, _ = opened(query={"lang": "cy"})
    assert show(app, page).title[0].value == title
    assert words(app)


def test_an_answer_is_quoted_as_printed_and_its_place_told_in_welsh(opened: Open) -> None:
    app, assistant = opened(query={"lang": "cy"})
    app.chat_input[0].set_value("What will the repair of the lido boiler cost?").run()
    said = words(app)
    (paper, *_) = assistant.catalogue.papers()
    assert "tudalen PDF" in said
    assert paper.committee
    assert paper.committee in said
    assert "PDF page" not in said


def test_a_file_that_is_made_when_it_is_clicked_speaks_the_language_of_its_page(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened()
    monkeypatch.setattr("ui.people.access.claims", dict)
    with speaking("cy"):
        made = while_allowed(lambda: counted(2, "page"))
    found: list[bytes | str] = []
    work = threading.Thread(target=lambda: found.append(made()))
    work.start()
    work.join()
    assert found == ["2 dudalen"]

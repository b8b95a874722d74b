"""Pages drawn before somebody opens them: bounded, and never for who may not see them."""

from __future__ import annotations

import logging
import threading
import time

import pytest

from corpus.model import Access
from corpus.model.errors import UnknownPaperError
from corpus.pdf.pdfium import open_pdf
from tests.ui import mini_pack
from tests.ui.conftest import Open
from ui.chat.cards import worth_opening
from ui.viewer import ahead as work_ahead
from ui.viewer.ahead import Ahead


def test_one_thing_after_another_and_a_fault_ends_nothing(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    done: list[int] = []
    ahead = Ahead()

    def refused() -> None:
        raise UnknownPaperError("no paper called secret.pdf")

    def broken() -> None:
        raise ValueError("secret is no number")

    for work in (lambda: done.append(1), refused, broken, lambda: done.append(2)):
        assert ahead.put(work)
    ahead.wait()
    assert done == [1, 2]
    assert "could not be drawn ahead: ValueError" in caplog.text
    assert "not drawn ahead: UnknownPaperError" in caplog.text
    assert "secret" not in caplog.text, "a log holds no name and no word of a paper"


def test_what_is_put_off_leaves_the_computer_alone_meanwhile() -> None:
    begun: list[float] = []
    ahead, put = Ahead(), time.monotonic()
    assert ahead.put(lambda: begun.append(time.monotonic()), after=0.2)
    ahead.wait()
    assert begun[0] - put >= 0.2


def test_what_finds_no_room_is_left_out() -> None:
    gate, ahead = threading.Event(), Ahead()
    assert ahead.put(lambda: gate.wait(30))
    taken = sum(ahead.put(lambda: None) for _ in range(100))
    gate.set()
    ahead.wait()
    assert taken < 20


def test_the_pages_an_answer_cites_are_drawn_for_who_asks(opened: Open) -> None:
    app, assistant = opened()
    drawn: list[tuple[str, int, float, Access]] = []
    picture = assistant.picture

    def noted(paper_id: str, page: int, scale: float, clearance: Access) -> bytes:
        drawn.append((paper_id, page, scale, clearance))
        return picture(paper_id, page, scale, clearance)

    assistant.picture = noted  # type: ignore[method-assign]
    app.chat_input[0].set_value("What did the committee decide?").run()
    work_ahead.ahead().wait()
    answer = app.session_state["exchanges"][-1].answer
    expected = [(page.paper_id, page.page) for page in worth_opening(answer, 3)]
    assert [(paper, page) for paper, page, _, _ in drawn] == expected
    assert expected
    next(button for button in app.button if (button.key or "").startswith("cite_")).click().run()
    # What was drawn is what the viewer asks for, so that it is found in the cache.
    assert drawn[0] in drawn[len(expected) :]


def test_a_page_without_colours_takes_a_byte_a_pixel() -> None:
    with open_pdf(mini_pack.pack(), "pack.pdf") as paper:
        kinds = {paper.picture(number)[25] for number in range(1, paper.page_count + 1)}
    assert 0 in kinds  # the colour type in a PNG's header: 0 is grey, 2 is colours

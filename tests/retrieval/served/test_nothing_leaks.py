"""A word that only exempt pages hold is on no route and in no tool without a token."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import corpus.cli.commands as corpus_cli
from corpus.masks.rules import MASK
from corpus.model import Access, Scope
from evals.run.indexing import index_papers
from retrieval.assistant.assistant import Assistant
from retrieval.model.settings import Settings
from retrieval.records.ids import item_id, page_id, resolution_id
from retrieval.records.telling import meeting_id
from retrieval.served.readers import PUBLIC, Reader
from retrieval.served.rest import rest_app
from tests import masked_pack
from tests.corpus.packs import Sheet
from tests.exempt_pack import (
    EXEMPT_PAGES,
    NAME,
    SECRET,
    add_all,
    lighthouse_minutes,
    nothing_much,
    pack_with,
    write_pack,
)
from tests.retrieval.assistant.leaks import ASIDE, QUESTIONS, planted
from tests.retrieval.assistant.test_masks import QUESTIONS as MASKED_QUESTIONS
from tests.retrieval.served.callers import (
    TOKEN,
    Call,
    by_mcp,
    by_rest,
    desk_of,
    guarded,
    walked,
    with_token,
)

pytestmark = pytest.mark.slow
CLEARED = Reader(Access.EXEMPT, "research")


def opened(folder: Path) -> Iterator[Assistant]:
    assistant = Assistant.open(with_token(folder))
    yield assistant
    assistant.close()


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The pack with exempt pages, and what is attached to it."""
    folder = tmp_path_factory.mktemp("papers")
    write_pack(folder)
    settings = Settings.model_construct(data=tmp_path_factory.mktemp("data"))
    add_all(folder, settings)
    yield from opened(settings.data)


@pytest.fixture(scope="module")
def masked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The pack that names residents, with their names masked."""
    folder = tmp_path_factory.mktemp("papers")
    masked_pack.write_pack(folder)
    settings = Settings.model_construct(data=tmp_path_factory.mktemp("data"))
    index_papers(folder, settings, ocr=False)
    listed = folder / "list.txt"
    listed.write_text(masked_pack.LIST, encoding="utf-8")
    assert corpus_cli.main(["mask", str(listed), "--data", str(settings.data)]) == 0
    yield from opened(settings.data)


def calls(assistant: Assistant, *, cleared: bool) -> Iterator[Call]:
    """Yield each way of calling."""
    desk = desk_of(assistant, assistant.settings)
    yield by_mcp(desk, CLEARED if cleared else PUBLIC)
    with guarded(rest_app(desk), assistant.settings) as client:
        yield by_rest(client, TOKEN if cleared else "")


def test_exempt_words_are_told_to_nobody_without_a_token(
    closed: Assistant, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for call in calls(closed, cleared=False):
        assert not planted(walked(call, QUESTIONS))
    assert not planted(caplog.text)
    for call in calls(closed, cleared=True):
        assert SECRET.lower() in walked(call, QUESTIONS).lower()
    # Neither the words of papers nor the names of files, at any level.
    assert not planted(caplog.text)


def test_no_id_of_what_is_closed_opens_it(closed: Assistant) -> None:
    catalogue = closed.catalogue
    everything = Scope(clearance=Access.EXEMPT)
    pack = catalogue.paper(NAME).id
    ids = [page_id(pack, number) for number in EXEMPT_PAGES]
    ids += [resolution_id(one) for one in catalogue.resolutions(everything)]
    for paper in catalogue.papers(everything):
        ids += [paper.id, paper.file_name, page_id(paper.id, 1)]
        ids += [item_id(one) for one in catalogue.items(paper.id, Access.EXEMPT) if one.first_page]
    desk = desk_of(closed, closed.settings)
    meetings = [meeting_id(one) for one in desk._meetings(CLEARED)]
    for call in calls(closed, cleared=False):
        for operation, known in (("fetch", ids), ("history", ids), ("get_meeting", meetings)):
            said = [repr(call(operation, {"id": one})).replace(one, "") for one in known]
            assert not planted("".join(said))
        for number in EXEMPT_PAGES:
            assert "has no page" in call("fetch", {"id": page_id(pack, number)})["detail"]
    for call in calls(closed, cleared=True):
        assert planted("".join(repr(call("fetch", {"id": one})) for one in ids))


def test_earlier_questions_and_limits_open_nothing(closed: Assistant) -> None:
    given: list[dict[str, Any]] = [
        {"question": "And who pays for it?", "earlier": list(QUESTIONS[:3])},
        {"question": QUESTIONS[1], "item": "5"},
        {"question": QUESTIONS[1], "papers": [NAME]},
        {"question": QUESTIONS[1], "committee": f"{SECRET} Board"},
    ]
    for call in calls(closed, cleared=False):
        for one in given:
            assert not planted(repr(call("ask", one)))
        found = call("list_resolutions", {"words": SECRET[:5]})
        assert found["results"] == []
        assert not planted(repr(found))


def test_masked_words_are_told_to_nobody_without_a_token(
    masked: Assistant, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    # What was typed is told back to whoever typed it, so the last question is left out.
    for call in calls(masked, cleared=False):
        said = walked(call, MASKED_QUESTIONS[:-1])
        assert not masked_pack.planted(said)
        assert MASK in said
    assert not masked_pack.planted(caplog.text)
    for call in calls(masked, cleared=True):
        assert masked_pack.planted(walked(call, MASKED_QUESTIONS[:-1]))


def told(folder: Path, hidden: Callable[[], Sheet]) -> str:
    """Return all that the public is told by a pack whose exempt page is ``hidden``."""
    folder.mkdir()
    (folder / NAME).write_bytes(pack_with(hidden()))
    settings = with_token(folder / "data")
    index_papers(folder, settings, ocr=False)
    for assistant in opened(settings.data):
        assert assistant.catalogue.paper(NAME, Access.EXEMPT).exempt_pages == 1
        paper = assistant.catalogue.paper(NAME).id
        said = [walked(call, ASIDE) for call in calls(assistant, cleared=False)]
    plain = "\n".join(said).replace(paper, "PAPER").replace(paper[:16], "PAPER")
    return "\n".join(line.partition('"timings"')[0] for line in plain.splitlines())


def test_what_the_public_is_told_is_the_same_whatever_exempt_pages_say(tmp_path: Path) -> None:
    one = told(tmp_path / "minutes", lighthouse_minutes)
    assert one == told(tmp_path / "other", nothing_much)

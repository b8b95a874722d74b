"""What is masked for the public is on no route of the assistant or the commands."""

from __future__ import annotations

import functools
import io
import logging
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pypdf
import pytest
from PIL import Image

import corpus.cli.commands as corpus_cli
from corpus.masks.rules import MASK
from corpus.model import Access, Scope
from evals.run.indexing import index_papers
from retrieval.assistant.assistant import Assistant
from retrieval.embedding.opening import open_engine
from retrieval.model.settings import Settings
from retrieval.model.types import Status
from tests.masked_pack import LIST, MASKED_PAGES, NAME, PAGES, planted, write_pack
from tests.retrieval.assistant.test_nothing_leaks import ASKED, THROUGH, commands

pytestmark = pytest.mark.slow
CLEARED = Scope(clearance=Access.EXEMPT)
GREY = 128
QUESTIONS = (
    "Who objected to the slipway lights?",
    "What did the Panel resolve about the petition on the slipway lights?",
    "How can the person who keeps geese be reached?",
    "What does item 3 ask us to decide?",
    "Which mooring holders asks for lower fees?",
    "minute 13",
    "slipway lights",
    "What do I need to know for the Harbour Panel on 14 May 2024?",
    "quackentorpe geese",  # a letter short of the planted name
)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder that holds the pack, and masks that were set by the command."""
    folder = tmp_path_factory.mktemp("papers")
    write_pack(folder)
    settings = Settings.model_construct(data=tmp_path_factory.mktemp("data"))
    index_papers(folder, settings, ocr=False)
    listed = folder / "list.txt"
    listed.write_text(LIST, encoding="utf-8")
    assert corpus_cli.main(["mask", str(listed), "--data", str(settings.data)]) == 0
    return settings.data


@pytest.fixture(scope="module")
def assistant(data: Path) -> Iterator[Assistant]:
    opened = Assistant.open(Settings.model_construct(data=data))
    yield opened
    opened.close()


@pytest.mark.parametrize("name", sorted({**ASKED, **THROUGH}))
def test_a_route_of_the_assistant(
    name: str, assistant: Assistant, caplog: pytest.LogCaptureFixture
) -> None:
    route = {**ASKED, **THROUGH}[name]
    caplog.set_level(logging.DEBUG)
    said = [repr(route(assistant, question, Scope())) for question in QUESTIONS]
    # What was typed is told back to whoever typed it.
    assert not [one for one in said if set(planted(one)) - {"quackenthorpe"}]
    assert not planted("".join(said[:-1]) + caplog.text)
    assert MASK in "".join(said)
    assert planted("".join(repr(route(assistant, question, CLEARED)) for question in QUESTIONS))


@pytest.mark.parametrize(
    ("known", "nowhere"),
    [
        ("Wilhelmina Quackenthorpe", "Philippa Brackenridge"),
        ("Mr Obadiah Zuckerfield", "Mr Ezekiel Brackenridge"),
        ("01632 960961", "01632 960417"),
    ],
)
def test_asking_for_what_is_masked_finds_no_more_than_asking_for_what_is_nowhere(
    known: str, nowhere: str, assistant: Assistant
) -> None:
    found = assistant.ask(known)
    assert found.status is assistant.ask(nowhere).status is not Status.ANSWERED
    assert not planted(repr(found.statements))
    assert assistant.ask(known, CLEARED).pages
    matched = [dict(hit.signals).get("lexical") for hit in assistant.hits(known, 40)]
    assert not any(matched)


def test_quotes_are_slices_of_what_is_shown(assistant: Assistant) -> None:
    cited = [c for question in QUESTIONS for c in assistant.ask(question).citations]
    assert any(MASK in one.quote for one in cited)
    for one in cited:
        text = assistant.catalogue.page(one.paper_id, one.page).text
        slices = " ".join(text[span.start : span.end] for span in one.spans)
        assert "".join(one.quote.split()) == "".join(slices.split())


@pytest.mark.parametrize("number", range(1, PAGES + 1))
def test_pictures_and_downloads(number: int, assistant: Assistant) -> None:
    paper = assistant.catalogue.paper(NAME).id
    masks = assistant.catalogue.page(paper, number).masks
    shown, printed = (
        np.asarray(Image.open(io.BytesIO(assistant.picture(paper, number, 2.0, one))).convert("L"))
        for one in (Access.PUBLIC, Access.EXEMPT)
    )
    boxes = assistant.highlights(paper, masks, Access.PUBLIC) if masks else ()
    assert bool(boxes) is (number in MASKED_PAGES)
    covered = np.zeros(shown.shape, bool)
    for box in boxes:
        there = np.s_[int(2 * box.y0) : int(2 * box.y1) + 1, int(2 * box.x0) : int(2 * box.x1) + 1]
        assert (shown[there] == GREY).all()
        assert (printed[there] < GREY).any()
        covered[there] = True
    # A little beyond the boxes is covered too, and nothing else.
    assert (shown != printed).mean() <= 2 * covered.mean()
    for clearance in Access:
        file = assistant.page_pdf(paper, number, clearance)
        (page,) = pypdf.PdfReader(io.BytesIO(file)).pages
        assert [round(side) for side in page.mediabox[2:]] == [595, 842]
        hidden = bool(masks) and clearance is Access.PUBLIC
        assert bool(page.extract_text().strip()) is not hidden
        assert bool(planted(page.extract_text())) is (bool(masks) and not hidden)


def test_the_download_of_the_paper(assistant: Assistant) -> None:
    paper = assistant.catalogue.paper(NAME).id
    copy = assistant.paper_pdf(paper)
    reader = pypdf.PdfReader(io.BytesIO(copy))
    texts = [page.extract_text() for page in reader.pages]
    assert ["Mooring" in text for text in texts] == [n not in MASKED_PAGES for n in range(1, 6)]
    objects = [reader.get_object(number) for number in range(1, len(reader.xref[0]) + 1)]
    streams = [
        one.get_data().decode("latin-1")
        for one in objects
        if isinstance(one, pypdf.generic.StreamObject) and one.get("/Subtype") != "/Image"
    ]
    assert not planted("".join(texts) + copy.decode("latin-1") + "".join(streams) + repr(objects))
    assert not reader.outline
    assert planted(assistant.paper_pdf(paper, Access.EXEMPT).decode("latin-1"))


@pytest.mark.parametrize("shown", [False, True])
def test_the_commands(
    shown: bool,
    data: Path,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("MINUTEBOOK_EXEMPT", raising=False)
    if shown:
        monkeypatch.setenv("MINUTEBOOK_EXEMPT", "1")
    monkeypatch.setattr("tests.retrieval.assistant.test_nothing_leaks.QUESTIONS", QUESTIONS[:3])
    loading = functools.cache(open_engine)
    monkeypatch.setattr("retrieval.embedding.embedder.open_engine", loading)
    caplog.set_level(logging.DEBUG)
    for command in commands(data, tmp_path):
        command()
    corpus_cli.main(["mask", "--data", str(data)])
    out, err = capfd.readouterr()
    written = "".join(p.read_text() for p in tmp_path.rglob("*") if p.is_file())
    assert NAME in out + written
    told = planted(out + err + written + caplog.text)
    assert bool(told) is shown, told
    # Questions on the command line are the public's, whoever sits there.
    assert shown or MASK in out
    assert "on 4 pages" in out

"""The public is told the same, to the last score, whatever exempt pages say."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corpus.model import Access
from evals.run.indexing import index_papers
from retrieval.assistant.assistant import Assistant
from retrieval.model.settings import Settings
from tests.corpus.packs import Sheet
from tests.exempt_pack import NAME, lighthouse_minutes, nothing_much, pack_with
from tests.retrieval.assistant.leaks import ASIDE

pytestmark = pytest.mark.slow


def alike(folder: Path, closed: Callable[[], Sheet]) -> Iterator[tuple[str, str]]:
    """Yield what the public is told by a pack whose exempt pages are ``closed``, by question."""
    folder.mkdir()
    (folder / NAME).write_bytes(pack_with(closed()))
    settings = Settings.model_construct(data=folder / "data")
    index_papers(folder, settings, ocr=False)
    opened = Assistant.open(settings)
    paper = opened.catalogue.paper(NAME).id
    assert opened.catalogue.paper(NAME, Access.EXEMPT).exempt_pages == 1
    for question in ASIDE:
        answer = dataclasses.replace(opened.ask(question), timings=())
        hits = [hit.score for hit in opened.hits(question, 40)]
        yield question, repr((answer, hits)).replace(paper, "")
    opened.catalogue.close()


def test_what_the_public_is_told_is_the_same_whatever_exempt_pages_say(tmp_path: Path) -> None:
    told = dict(alike(tmp_path / "minutes", lighthouse_minutes))
    assert told == dict(alike(tmp_path / "other", nothing_much))

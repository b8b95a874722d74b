"""Of a paper that was removed no word is left in the kept chats, and none of these in a backup."""

from __future__ import annotations

import tarfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from corpus.catalogue.catalogue import Catalogue
from corpus.ingest import back_up
from corpus.model import Access, Scope, Span, TextSource
from retrieval.model.types import Answer, Citation, Statement, Status
from tests.corpus.ingest.interrupted import writer
from tests.corpus.stand_ins import paper
from tests.retrieval.fingerprints import MADE_UP
from ui.kept.chat_file import ChatFile
from ui.kept.exchanges import Exchange
from ui.kept.rows import exchange_of, row_of

ME = "person a"
PLANTED = "zyqquorb"
WORDS = f"The {PLANTED} costs £412,500."


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    with Catalogue.open(tmp_path / "data") as opened:
        writer(opened).add([paper(tmp_path, "a.pdf", WORDS), paper(tmp_path, "b.pdf", "Other")])
        yield opened


def answer(catalogue: Catalogue) -> Answer:
    """Return an answer that quotes the planted word."""
    cited = catalogue.paper("a.pdf")
    text = catalogue.page(cited.id, 1).text
    start = text.index(WORDS)
    citation = Citation(
        1, cited.id, cited.file_name, cited.title, cited.kind, cited.committee,
        cited.meeting_date, None, None, 1, None, WORDS, (Span(1, start, start + len(WORDS)),),
        TextSource.TEXT_LAYER,
    )  # fmt: skip
    said = (Statement(WORDS, (citation,)),)
    return Answer("x", WORDS, Status.ANSWERED, "", said, (), MADE_UP, lead=PLANTED)


def traces(folder: Path) -> list[str]:
    sought = PLANTED[1:].encode()
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return [path.name for path in files if sought in path.read_bytes().lower()]


def test_a_removed_paper_leaves_no_word_in_chats(catalogue: Catalogue, tmp_path: Path) -> None:
    exchange = Exchange(f"What of “{PLANTED}”?", Scope(), answer=answer(catalogue), offered=True)
    row = row_of(exchange, (), catalogue, Access.PUBLIC, time.time())
    assert row is not None
    with closing(ChatFile(tmp_path / "data")) as file:
        chat = file.keep(ME, "", [], row).chat
        assert exchange_of(row, catalogue, Access.PUBLIC).answer is not None
        assert traces(tmp_path / "data")
        writer(catalogue).remove(["a.pdf"])
        assert traces(tmp_path / "data") == []
        kept = file.chat(ME, chat)
        assert kept is not None
        back = exchange_of(kept.rows[0], catalogue, Access.PUBLIC)
    assert (back.withheld, back.question, back.answer) == (True, "", None)


def test_no_chat_is_in_a_backup(catalogue: Catalogue, tmp_path: Path) -> None:
    row = row_of(
        Exchange("A question of my own", Scope(), answer=answer(catalogue)),
        (), catalogue, Access.PUBLIC, time.time(),
    )  # fmt: skip
    assert row is not None
    with closing(ChatFile(tmp_path / "data")) as file:
        file.keep(ME, "", [], row)
        back_up(catalogue, tmp_path / "saved.tar")
    with tarfile.open(tmp_path / "saved.tar") as saved:
        assert not [name for name in saved.getnames() if "chat" in name]
    assert b"A question of my own" not in (tmp_path / "saved.tar").read_bytes()

"""The file of kept chats: each owner's alone, tabs apart, and nothing of what was deleted."""

from __future__ import annotations

import sqlite3
import stat
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.model import CatalogueError
from ui.kept.chat_file import FILE_NAME, ChatFile, Row, forget_all, new_id

ME, OTHER = "person a", "person b"
PLANTED = "zyqquorb"


@pytest.fixture
def file(tmp_path: Path) -> Iterator[ChatFile]:
    opened = ChatFile(tmp_path)
    yield opened
    opened.close()


def row(question: str, asked: float = 0.0) -> Row:
    return Row(new_id(), question, "{}", True, "answered", asked or time.time(), "[]", b"sealed")


def begun(file: ChatFile, *questions: str, owner: str = ME) -> tuple[str, list[Row]]:
    """Keep a chat of these questions, and return its id and rows."""
    chat, rows = "", [row(question) for question in questions]
    for at, one in enumerate(rows):
        chat = file.keep(owner, chat, [before.id for before in rows[:at]], one).chat
    return chat, rows


def questions(file: ChatFile, chat: str, owner: str = ME) -> list[str]:
    found = file.chat(owner, chat)
    assert found is not None
    return [one.question for one in found.rows]


def everything(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.glob(f"{FILE_NAME}*")).lower()


def test_a_chat_keeps_its_exchanges_in_order_and_is_its_owners_alone(file: ChatFile) -> None:
    chat, _ = begun(file, "one", "two")
    assert questions(file, chat) == ["one", "two"]
    assert file.chat(OTHER, chat) is None
    assert file.chats(OTHER) == ()
    file.rename(OTHER, chat, "mine now")
    assert file.delete(OTHER, chat) is None
    (mine,) = file.chats(ME)
    assert (mine.name, mine.rows[0].question) == ("", "one")


def test_an_exchange_kept_again_stays_where_it_was(file: ChatFile) -> None:
    chat, rows = begun(file, "one", "two")
    ids = [one.id for one in rows]
    file.keep(ME, chat, ids, replace(rows[0], question="one again"))
    assert questions(file, chat) == ["one again", "two"]


def test_two_tabs_that_go_on_from_one_chat_end_in_two(file: ChatFile) -> None:
    chat, rows = begun(file, "one")
    seen = [rows[0].id]
    assert file.keep(ME, chat, seen, row("here")).chat == chat
    place = file.keep(ME, chat, seen, row("there"))
    assert place.chat != chat
    assert questions(file, chat) == ["one", "here"]
    assert questions(file, place.chat) == ["one", "there"]
    assert set(place.ids) == set(seen)
    # What was copied goes on by its new id.
    file.keep(ME, place.chat, [*place.ids.values(), _last(file, place.chat)], row("and on"))
    assert questions(file, place.chat) == ["one", "there", "and on"]


def _last(file: ChatFile, chat: str) -> str:
    found = file.chat(ME, chat)
    assert found is not None
    return found.rows[-1].id


def test_nothing_is_copied_into_anothers_chats(file: ChatFile) -> None:
    chat, rows = begun(file, "one")
    place = file.keep(OTHER, chat, [rows[0].id], row("theirs"))
    assert place.chat != chat
    assert questions(file, place.chat, OTHER) == ["theirs"]
    assert questions(file, chat) == ["one"]


def test_a_chat_deleted_in_another_tab_does_not_come_back(file: ChatFile) -> None:
    chat, rows = begun(file, "one")
    file.delete(ME, chat)
    place = file.keep(ME, chat, [rows[0].id], row("two"))
    assert questions(file, place.chat) == ["two"]
    assert len(file.chats(ME)) == 1


def test_a_deleted_chat_leaves_nothing_and_can_be_put_back(file: ChatFile, tmp_path: Path) -> None:
    begun(file, *(f"others {n}" for n in range(200)))
    chat, _ = begun(file, *(f"{PLANTED} {n}" for n in range(200)))
    file.rename(ME, chat, f"about {PLANTED}")
    assert PLANTED.encode() in everything(tmp_path)
    gone = file.delete(ME, chat)
    file.clean()
    assert PLANTED[1:].encode() not in everything(tmp_path)
    assert gone is not None
    file.put_back(ME, gone)
    assert questions(file, chat)[:2] == [f"{PLANTED} 0", f"{PLANTED} 1"]
    assert file.chats(ME)[0].name == f"about {PLANTED}"


def test_all_of_one_owner_goes_and_leaves_nothing(file: ChatFile, tmp_path: Path) -> None:
    for _ in range(5):
        begun(file, *(f"{PLANTED} {n}" for n in range(40)))
    begun(file, "theirs", owner=OTHER)
    assert file.delete_all(ME) == 5
    file.clean()
    assert file.chats(ME) == ()
    assert PLANTED[1:].encode() not in everything(tmp_path)
    assert len(file.chats(OTHER)) == 1


def test_what_another_process_deletes_meanwhile_is_wiped_too(
    file: ChatFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun(file, *(f"others {n}" for n in range(200)))
    mine, _ = begun(file, "one")
    theirs, _ = begun(file, *(f"{PLANTED} {n}" for n in range(200)))
    with closing(ChatFile(tmp_path)) as other:
        anew = file._store.write_anew

        def while_another_deletes() -> None:
            anew()
            other.delete(ME, theirs)

        monkeypatch.setattr(file._store, "write_anew", while_another_deletes)
        file.delete(ME, mine)
        file.clean()
        assert PLANTED[1:].encode() in everything(tmp_path)
        other.clean()
    assert PLANTED[1:].encode() not in everything(tmp_path)


def test_nobody_waits_long_for_a_file_that_is_locked(file: ChatFile, tmp_path: Path) -> None:
    chat, _ = begun(file, "one")
    with closing(sqlite3.connect(tmp_path / FILE_NAME, isolation_level=None)) as db:
        db.execute("BEGIN IMMEDIATE")
        started = time.monotonic()
        with pytest.raises(CatalogueError, match="in use"):
            file.keep(ME, "", [], row("two"))
        assert time.monotonic() - started < 10
        assert questions(file, chat) == ["one"]
    file.keep(ME, "", [], row("two"))


def test_chats_are_forgotten_so_many_days_after_their_last_question(
    file: ChatFile, tmp_path: Path
) -> None:
    day, now = 86_400.0, time.time()
    old = file.keep(ME, "", [], row(PLANTED, now - 31 * day)).chat
    file.keep(ME, "", [], row("newer", now - 29 * day))
    file.forget_older(30, now)
    assert file.chat(ME, old) is None
    assert [one.rows[0].question for one in file.chats(ME)] == ["newer"]
    assert PLANTED[1:].encode() not in everything(tmp_path)


def test_an_owner_has_so_many_chats_and_the_oldest_go(
    file: ChatFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.kept.chat_file.MOST_CHATS", 3)
    begun(file, "of another", owner=OTHER)
    for number in range(5):
        file.keep(ME, "", [], row(f"{PLANTED} {number}", 100.0 + number))
    kept = [f"{PLANTED} {number}" for number in (4, 3, 2)]
    assert [one.rows[0].question for one in file.chats(ME)] == kept
    assert len(file.chats(OTHER)) == 1
    file.clean()
    assert f"{PLANTED[1:]} 1".encode() not in everything(tmp_path)


def test_the_file_is_its_users_alone_and_goes_when_none_are_kept(tmp_path: Path) -> None:
    file = ChatFile(tmp_path)
    begun(file, "one")
    for path in tmp_path.glob(f"{FILE_NAME}*"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    file.close()
    forget_all(tmp_path)
    assert list(tmp_path.glob(f"{FILE_NAME}*")) == []
    forget_all(tmp_path)

"""A data folder, what is made in it, its backups and logs are their owner's alone."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.catalogue.catalogue import Catalogue
from corpus.storage.private import is_private
from tests.conftest import ROOT
from tests.corpus.stand_ins import paper


def open_to_others(place: Path) -> Iterator[str]:
    """Yield what is at or below ``place`` that others may do something with."""
    for path in (place, *place.rglob("*")):
        mode = path.lstat().st_mode
        if mode & 0o077 and not stat.S_ISLNK(mode):
            yield f"{path.relative_to(place.parent)} {stat.S_IMODE(mode):o}"


@pytest.fixture
def generous() -> Iterator[None]:
    """What a shell allows mostly: others may read what is made."""
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.mark.usefixtures("generous")
def test_whatever_the_commands_make_is_their_users_alone(tmp_path: Path) -> None:
    data, log, backup = tmp_path / "data", tmp_path / "log.jsonl", tmp_path / "backup.tar"
    given = paper(tmp_path, "a.pdf", "Potholes", "Budget")
    command = [sys.executable, "-m", "tests.corpus.light_program", "--data", str(data)]
    environment = {**os.environ, "MINUTEBOOK_LOG_FILE": str(log)}
    for arguments in (["add", str(given)], ["backup", str(backup)]):
        subprocess.run([*command, *arguments], cwd=ROOT, env=environment, check=True)
    assert {"chroma", "papers", "catalogue.sqlite3"} <= {path.name for path in data.iterdir()}
    assert list((data / "chroma").iterdir())
    assert [*open_to_others(data), *open_to_others(log), *open_to_others(backup)] == []


@pytest.mark.usefixtures("generous")
def test_a_folder_of_an_earlier_version_is_closed_when_it_is_opened(tmp_path: Path) -> None:
    data, elsewhere = tmp_path / "data", tmp_path / "elsewhere"
    for folder in (data / "papers", data / "chroma" / "deep", elsewhere):
        folder.mkdir(parents=True)
        (folder / "file").write_text("words")
    (data / "linked").symlink_to(elsewhere)
    (data / "papers" / "kept").write_text("words")
    (data / "papers" / "kept").chmod(0o444)
    assert not is_private(data)
    with Catalogue.open(data):
        assert list(open_to_others(data)) == []
        assert is_private(data)
    assert stat.S_IMODE((data / "papers" / "kept").stat().st_mode) == 0o400
    assert len(list(open_to_others(elsewhere))) == 2


@pytest.mark.usefixtures("generous")
def test_a_disk_that_knows_no_permissions_is_used_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError("this disk knows none")

    monkeypatch.setattr(os, "chmod", refused)
    with Catalogue.open(tmp_path / "data") as catalogue:
        assert catalogue.papers() == ()
    assert not is_private(tmp_path / "data")

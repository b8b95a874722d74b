"""Health: what is well, and each thing that can be wrong, without touching any of it."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from corpus.catalogue.catalogue import FILE_NAME
from corpus.model import CATALOGUE_VERSION
from retrieval.assistant.assistant import Assistant
from retrieval.cli import health
from retrieval.cli.commands import main
from retrieval.cli.health import check_health, healthy
from retrieval.model.settings import Settings
from retrieval.operation.fingerprint import fingerprint_of


@pytest.fixture
def data(assistant: Assistant, tmp_path: Path) -> Path:
    """A data folder of its own with a few sample papers."""
    folder = tmp_path / "data"
    shutil.copytree(assistant.settings.data, folder)
    return folder


def wrong(settings: Settings, *, model: bool = False) -> dict[str, str]:
    return {c.name: c.said for c in check_health(settings, model=model) if c.ok is False}


def change(data: Path, sql: str) -> None:
    with closing(sqlite3.connect(data / FILE_NAME)) as db:
        db.execute(sql)
        db.commit()


def test_all_is_well(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["health", "--json", "--data", str(data)]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["ok"] is True
    made = fingerprint_of(Settings(data=data)).text
    assert said["fingerprint"] == made
    names = [check["name"] for check in said["checks"]]
    assert names == ["data folder", "disk space", "catalogue", "vectors", "model"]
    assert main(["health", "--quick", "--data", str(data)]) == 0
    told = capsys.readouterr().out
    assert told.count("ok ") == 4
    assert f"fingerprint  {made}" in told
    assert "model" not in told


def test_a_folder_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    missing = tmp_path / "data"
    checks = check_health(Settings(data=missing), model=False)
    assert [check.ok for check in checks] == [False, None, None, None]
    assert not healthy(checks)
    assert main(["health", "--quick", "--data", str(missing)]) == 1
    assert not missing.exists()
    missing.mkdir()
    assert "no catalogue yet" in wrong(Settings(data=missing))["catalogue"]
    assert list(missing.iterdir()) == []


@pytest.mark.parametrize(
    ("version", "way"),
    [(CATALOGUE_VERSION - 1, "start the app"), (CATALOGUE_VERSION + 1, "update Minutebook")],
)
def test_a_catalogue_of_another_version_stays_as_it_is(data: Path, version: int, way: str) -> None:
    change(data, f"PRAGMA user_version = {version}")
    assert way in wrong(Settings(data=data))["catalogue"]
    with closing(sqlite3.connect(data / FILE_NAME)) as db:
        assert db.execute("PRAGMA user_version").fetchone()[0] == version


def test_a_damaged_catalogue_is_said(data: Path) -> None:
    (data / FILE_NAME).write_bytes(b"not a database" * 1000)
    for more in ("-wal", "-shm"):
        (data / f"{FILE_NAME}{more}").unlink(missing_ok=True)
    assert "is damaged" in wrong(Settings(data=data))["catalogue"]


def test_vectors_that_do_not_agree_in_number_are_said(data: Path) -> None:
    change(data, "UPDATE papers SET passage_count = passage_count + 1")
    assert "minutebook rebuild" in wrong(Settings(data=data))["vectors"]


def test_vectors_of_another_model_are_said(data: Path, tmp_path: Path) -> None:
    other = Settings(data=data, embed_model=str(tmp_path / "another-model"))
    said = wrong(other, model=True)
    assert "not another-model" in said["vectors"]
    assert "model" in said


def test_a_chroma_server_that_does_not_answer_is_said(data: Path) -> None:
    # Port 1 of loopback: nothing listens there.
    said = wrong(Settings(data=data, chroma_url="http://127.0.0.1:1"))
    assert list(said) == ["vectors"]
    assert "127.0.0.1:1" in said["vectors"]


def test_a_disk_that_is_nearly_full_is_said(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "LEAST_FREE_BYTES", 10**18)
    assert "make room" in wrong(Settings(data=data))["disk space"]

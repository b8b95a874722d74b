"""What runs Minutebook for others: image, compose files and docs, as far as no container tells."""

from __future__ import annotations

import json
import re
import shlex
import socket
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import yaml

from corpus.model.version import CATALOGUE_VERSION
from retrieval.model import Settings
from tests.conftest import ROOT
from tests.corpus.catalogue.test_upgrade import make_larger
from tests.ui.command.installed import ran, started

DEPLOY = ROOT / "docs" / "deploy"
COMPOSE = (ROOT / "compose.yaml", DEPLOY / "compose.council.yaml")
SAMPLE = ROOT / "corpus" / "sample"


def instructions() -> list[tuple[str, str]]:
    """Return the instructions of the Dockerfile, lines that go on joined."""
    text = (ROOT / "Dockerfile").read_text("utf-8")
    lines = re.sub(r"\\\n\s*", " ", text).splitlines()
    told = (line.split(" ", 1) for line in lines if line and not line.startswith("#"))
    return [(name, rest) for name, rest in told]


def services(path: Path) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = yaml.safe_load(path.read_text("utf-8"))["services"]
    return found


def test_the_image_runs_as_nobody_in_particular_and_installs_what_is_locked() -> None:
    told = instructions()
    names = [name for name, _ in told]
    assert names.index("USER") < names.index("ENTRYPOINT")
    (user,) = [rest for name, rest in told if name == "USER"]
    assert re.fullmatch(r"[1-9]\d{3,}:[1-9]\d{3,}", user)
    runs = " ".join(rest for name, rest in told if name == "RUN")
    assert "--require-hashes -r hashes.txt" in runs
    assert all(
        (ROOT / word).exists()
        for name, rest in told
        if name == "COPY"
        for word in rest.split()[:-1]
    )
    (entry,) = [json.loads(rest) for name, rest in told if name == "ENTRYPOINT"]
    (command,) = [json.loads(rest) for name, rest in told if name == "CMD"]
    assert entry == ["minutebook"]
    assert command[0] == "serve"


def test_nothing_private_goes_into_the_image() -> None:
    ignored = (ROOT / ".dockerignore").read_text("utf-8").split()
    kept_out = {".git", ".venv", "data", ".streamlit/secrets.toml", ".streamlit/roles.yaml"}
    assert kept_out <= set(ignored)


@pytest.mark.parametrize("path", COMPOSE, ids=lambda path: path.name)
def test_services_are_shut_in_and_named_by_version(path: Path) -> None:
    told = yaml.safe_load(path.read_text("utf-8"))
    for name, service in told["services"].items():
        assert "no-new-privileges:true" in service["security_opt"], name
        if "build" in service:
            assert (path.parent / service["build"] / "Dockerfile").is_file()
            assert service["read_only"] is True
            assert service["cap_drop"] == ["ALL"]
            assert "/tmp" in service["tmpfs"]
        else:
            assert re.search(r":\d+\.\d+", service["image"]), name
        for volume in service["volumes"]:
            source = volume.split(":")[0]
            filled_in = source.endswith(("secrets.toml", "roles.yaml"))
            known = source in told["volumes"] or (path.parent / source).exists()
            assert known or filled_in, volume
        assert set(service.get("networks", ())) <= set(told.get("networks") or ())
        assert set(service.get("depends_on", ())) <= set(told["services"])


def test_what_is_set_are_settings_and_only_caddy_is_reached() -> None:
    council = services(COMPOSE[1])
    assert [name for name, service in council.items() if "ports" in service] == ["caddy"]
    assert services(COMPOSE[0])["app"]["ports"] == ["127.0.0.1:8501:8501"]
    known = {f"MINUTEBOOK_{name.upper()}" for name in Settings.model_fields}
    for path in COMPOSE:
        said = services(path)["app"]["environment"]
        assert {name for name in said if name.startswith("MINUTEBOOK_")} <= known
        assert said["MINUTEBOOK_BEHIND_PROXY"] == "1"
    said = council["app"]["environment"]
    for name in ("chroma", "ollama"):
        assert any(f"http://{name}:" in value for value in said.values())
        assert council[name]["networks"] == ["back"]
    pinned = re.search(r"^chromadb==(\S+)", (ROOT / "constraints.txt").read_text(), re.M)
    assert pinned
    assert council["chroma"]["image"] == f"chromadb/chroma:{pinned[1]}"
    assert "reverse_proxy app:8501" in (DEPLOY / "Caddyfile").read_text("utf-8")


@pytest.mark.slow
def test_the_health_check_tells_a_running_app_from_none(tmp_path: Path) -> None:
    (check,) = [rest for name, rest in instructions() if name == "HEALTHCHECK"]
    command = json.loads(check.partition("CMD ")[2])
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    asked = [sys.executable, *(word.replace(":8501", f":{port}") for word in command[1:])]
    assert subprocess.run(asked, capture_output=True, check=False).returncode == 1
    with started(tmp_path, "serve", "--port", str(port), "--data", str(tmp_path / "data")) as app:
        try:
            ends = time.monotonic() + 120
            while subprocess.run(asked, capture_output=True, check=False).returncode:
                assert time.monotonic() < ends, "the app never became healthy"
                assert app.poll() is None
                time.sleep(0.5)
        finally:
            app.terminate()
            app.communicate(timeout=60)


def commands(heading: str) -> list[list[str]]:
    """Return the commands that the docs give under a heading, as they would be typed."""
    section = (
        (DEPLOY / "README.md").read_text("utf-8").split(f"## {heading}\n")[1].split("\n## ")[0]
    )
    lines = re.findall(r"^minutebook .*$", section, re.MULTILINE)
    return [shlex.split(line)[1:] for line in lines]


@pytest.mark.slow
def test_upgrade_and_restore_go_as_the_docs_say(tmp_path: Path) -> None:
    paper = str(SAMPLE / "2023-06-13-cabinet-minutes.pdf")
    assert ran(tmp_path, "add", paper).returncode == 0
    before = ran(tmp_path, "resolutions", "--json").stdout
    (backup, *after) = commands("Upgrading")
    assert ran(tmp_path, *backup).returncode == 0
    # The folder as the version before left it.
    with sqlite3.connect(tmp_path / "data" / "catalogue.sqlite3") as db:
        make_larger(db)
        db.execute(f"PRAGMA user_version = {CATALOGUE_VERSION - 1}")
    db.close()
    for words in after:
        done = ran(tmp_path, *words)
        assert done.returncode == 0, done.stderr
    assert ran(tmp_path, "resolutions", "--json").stdout == before
    restoring = commands("Restoring")
    for words in restoring:
        done = ran(tmp_path, *words)
        assert done.returncode == 0, (words, done.stdout, done.stderr)
    held = ran(tmp_path, "--data", "restored", "resolutions", "--json").stdout
    assert held == before
    assert ran(tmp_path, *restoring[0]).returncode != 0

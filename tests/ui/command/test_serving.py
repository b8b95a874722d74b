"""``minutebook serve``: the configuration that comes along, and the app from any folder."""

from __future__ import annotations

import json
import os
import signal
import socket
import time
import tomllib
import urllib.request
from pathlib import Path
from urllib.error import URLError

import pytest
from streamlit import config
from streamlit.web import bootstrap

from tests.conftest import ROOT
from tests.ui.command.installed import started
from ui.command.commands import main
from ui.command.serving import CONFIGURATION, options, serve


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """Stand in for Streamlit's server, and put its options in force as it would."""
    scripts: list[str] = []

    def run(script: str, served: str, _: list[str], flags: dict[str, object]) -> None:
        # With what stands guard before it, which a script alone has not.
        assert served == "app:app"
        scripts.append(script)
        bootstrap.load_config_options(flags)

    monkeypatch.setattr(bootstrap, "run_asgi_app", run)
    monkeypatch.setattr(config, "_main_script_path", None)
    monkeypatch.setattr(config, "_config_options", None)
    monkeypatch.setenv("MINUTEBOOK_DATA", "")
    monkeypatch.chdir(tmp_path)
    return scripts


def test_every_option_of_the_configuration_is_in_force(served: list[str], tmp_path: Path) -> None:
    assert serve(tmp_path) == 0
    assert served == [str(ROOT / "app.py")]
    configured = dict(options(tomllib.loads(CONFIGURATION.read_text(encoding="utf-8"))))
    assert configured["server_address"] == "127.0.0.1"
    assert configured["theme_light_primaryColor"]
    for name, value in configured.items():
        assert config.get_option(name.replace("_", ".")) == value
    assert json.loads(configured["theme_headingFontSizes"])


def test_port_and_address_and_the_environment_come_first(
    served: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STREAMLIT_SERVER_MAX_UPLOAD_SIZE", "7")
    monkeypatch.setenv("STREAMLIT_SERVER_ALLOWED_HOSTS", "minutes.example papers.example")
    assert serve(tmp_path, 8600, "0.0.0.0") == 0
    assert served
    found = [config.get_option(f"server.{name}") for name in ("port", "address", "maxUploadSize")]
    assert found == [8600, "0.0.0.0", 7]
    assert list(config.get_option("server.allowedHosts")) == ["minutes.example", "papers.example"]


def test_leafing_through_a_list_writes_no_stack_to_the_log(
    served: list[str], tmp_path: Path
) -> None:
    assert serve(tmp_path) == 0
    assert served
    assert config.get_option("global.disableWidgetStateDuplicationWarning")


def test_a_checkout_has_no_second_configuration() -> None:
    assert (ROOT / ".streamlit" / "config.toml").resolve() == CONFIGURATION.resolve()


@pytest.mark.slow
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_the_app_answers_from_any_folder_until_it_is_stopped(
    how: signal.Signals, tmp_path: Path
) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    words = ("serve", "--port", str(port), "--data", "papers")
    with started(tmp_path, *words) as process:
        try:
            said = health(f"http://127.0.0.1:{port}/_stcore/health")
            assert process.stdout
            first = process.stdout.readline()
        finally:
            process.send_signal(how)
            rest, err = process.communicate(timeout=30)
    assert said == "ok", err
    assert first == f"Minutebook is at http://localhost:{port}, Ctrl-C stops it\n"
    # Neither Streamlit's own words of it.
    assert "http" not in rest + err
    assert process.returncode == 0, err


@pytest.mark.parametrize(
    ("words", "kept", "led_to"),
    [
        (["serve", "--port", "8612"], {}, "http://localhost:8612"),
        (["serve"], {}, None),
        (["serve", "--port", "8612"], {"MINUTEBOOK_APP_URL": "https://a.example"}, None),
    ],
)
def test_links_lead_to_the_port_that_was_chosen(
    words: list[str], kept: dict[str, str], led_to: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str | None] = []

    def stand_in(*_: object) -> int:
        seen.append(os.environ.get("MINUTEBOOK_APP_URL"))
        return 0

    monkeypatch.setattr("ui.command.serving.serve", stand_in)
    # Set and taken away again, so that what the command sets goes with the test.
    monkeypatch.setenv("MINUTEBOOK_APP_URL", "")
    monkeypatch.delenv("MINUTEBOOK_APP_URL")
    for name, value in kept.items():
        monkeypatch.setenv(name, value)
    assert main(words) == 0
    assert seen == [led_to or kept.get("MINUTEBOOK_APP_URL")]


def health(address: str) -> str:
    """Return what the server says of itself within a minute."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(address, timeout=2) as answer:
                return str(answer.read().decode())
        except (URLError, OSError):
            time.sleep(0.2)
    return "nothing"

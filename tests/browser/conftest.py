"""The real app in headless Chromium, on a small pack of our own, on loopback."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.conftest import ROOT
from tests.ui import mini_pack

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
# Generous, since a busy machine loads the model slowly; nothing waits longer.
PATIENCE_MS = 60_000
OpenPage = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Try a browser's test that fails once more, as Playwright's own runner does in CI.

    The summary names each that passed only then (R).
    """
    for item in items:
        if item.get_closest_marker("browser") and not item.get_closest_marker("long"):
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no chromium on this computer: apt-get install chromium")
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=_FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder that holds the mini pack and its minutes."""
    source = tmp_path_factory.mktemp("papers")
    (source / "pack.pdf").write_bytes(mini_pack.pack())
    (source / "minutes.pdf").write_bytes(mini_pack.minutes())
    folder = tmp_path_factory.mktemp("data")
    command = [sys.executable, "-m", "corpus", "add", str(source), "--data", str(folder)]
    subprocess.run(command, cwd=ROOT, env=_environment(folder), check=True, timeout=240)
    return folder


@pytest.fixture(scope="session")
def address(data: Path) -> Iterator[str]:
    """The address of the app on ``data``."""
    with served(ROOT / "app.py", data) as found:
        yield found


@pytest.fixture
def open_at(browser: Browser, address: str) -> Iterator[OpenPage]:
    """Return a function that opens a path of the app, at a width of the screen."""
    contexts = []

    def open_page(path: str = "/", width: int = 1280, scheme: str = "light") -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 860},
            color_scheme="dark" if scheme == "dark" else "light",
            accept_downloads=True,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.goto(address + path)
        page.get_by_role("heading", level=1).wait_for()
        page.locator("html[data-manners]").wait_for(state="attached")
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def scripted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the app on the scripted backend, whose answers can be slow."""
    script = ROOT / "tests" / "ui" / "serve_scripted.py"
    with served(script, tmp_path_factory.mktemp("scripted")) as found:
        yield found


@contextmanager
def served(script: Path, data: Path, *flags: str, **settings: str) -> Iterator[str]:
    """Run a Streamlit script on a free loopback port; stopped by its own process id.

    ``flags`` are Streamlit's, ``settings`` environment variables. A sign-in that
    whoever works on the code has set up is left aside.
    """
    flags = flags or ("--secrets.files", str(data / "no-secrets.toml"))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(script)]
    command += ["--server.address", "127.0.0.1", "--server.port", str(port), *flags]
    log = (data / "streamlit.log").open("wb")
    with (
        log,
        subprocess.Popen(
            command, cwd=ROOT, env=_environment(data) | settings, stdout=log, stderr=log
        ) as process,
    ):
        try:
            _wait(f"http://127.0.0.1:{port}", process)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


def _environment(data: Path) -> dict[str, str]:
    offline = {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1", "ANONYMIZED_TELEMETRY": "False"}
    path = {"PYTHONPATH": str(ROOT), "MINUTEBOOK_DATA": str(data)}
    return {**os.environ, **offline, **path}


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"streamlit ended with {process.returncode}")
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2):
                return
        except (URLError, OSError):
            time.sleep(0.2)
    raise TimeoutError("streamlit did not answer in a minute")

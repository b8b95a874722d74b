"""``follow``, ``digest`` and ``feed`` by command."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from corpus.cli.commands import main as corpus_main
from retrieval.cli.commands import main
from tests.retrieval.following.conftest import Town
from tests.retrieval.following.test_following import FEES, LIGHTS

Capture = pytest.CaptureFixture[str]


def _run(town: Town, *arguments: str) -> int:
    return main(["--data", str(town.catalogue.data), *arguments])


@pytest.fixture
def out_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("MINUTEBOOK_MAIL_FOLDER", str(tmp_path / "out"))
    return tmp_path / "out"


def test_a_search_is_followed_found_and_mailed(
    town: Town, out_folder: Path, capfd: Capture
) -> None:
    assert _run(town, "follow", "mooring fees", "--mail", "ward@quay.example") == 0
    out = capfd.readouterr().out
    assert "search     mooring fees  by mail to ward@quay.example" in out
    town.put("report", LIGHTS, FEES)
    assert _run(town, "digest") == 0
    assert "1 found; 1 digests sent, with 1 entries" in capfd.readouterr().out
    (mail,) = out_folder.iterdir()
    assert "mooring fees" in mail.read_text()
    assert _run(town, "digest") == 0
    assert "0 found; nothing is to be sent" in capfd.readouterr().out
    assert _run(town, "digest", "--show") == 0
    assert f"“{FEES}”" in capfd.readouterr().out
    assert _run(town, "feed") == 0
    assert FEES in str(ElementTree.tostring(ElementTree.fromstring(capfd.readouterr().out)))
    assert _run(town, "feed", "--calendar") == 0
    assert "SUMMARY:Harbour Panel" in capfd.readouterr().out


def test_mail_that_nobody_sends_is_said(town: Town, capfd: Capture) -> None:
    _run(town, "follow", "mooring fees", "--mail", "ward@quay.example")
    town.put("report", FEES)
    assert _run(town, "digest") == 2
    assert "MINUTEBOOK_MAIL_HOST" in capfd.readouterr().err


def test_what_is_followed_is_listed_and_stopped(town: Town, capfd: Capture) -> None:
    _run(town, "follow", "Market Hill", "--as", "ward")
    _run(town, "follow", "Tariffs", "--as", "matter", "--committee", "Harbour Panel")
    lines = capfd.readouterr().out.splitlines()
    assert lines[-2].endswith("matter     Tariffs, Harbour Panel")
    assert _run(town, "follow", "--stop", lines[-1].split()[0]) == 0
    assert _run(town, "follow") == 0
    assert "Market Hill" not in capfd.readouterr().out
    assert _run(town, "follow", "--stop", "nothing") == 2
    assert "nothing that is followed has the id" in capfd.readouterr().err


def test_a_private_address_is_printed_once(town: Town, capfd: Capture) -> None:
    assert _run(town, "follow", "--address") == 0
    address = capfd.readouterr().out.splitlines()[0]
    token = address.partition("/feeds/")[2].partition("/")[0]
    assert town.file.owner_of(token) == "local"


def test_news_by_command(town: Town, capfd: Capture) -> None:
    data = ["--data", str(town.catalogue.data)]
    town.put("report", LIGHTS, FEES)
    town.put("report", LIGHTS, FEES.replace("twelve", "fourteen"))
    assert corpus_main([*data, "news", "--committee", "harbour"]) == 0
    out = capfd.readouterr().out
    assert "Harbour Panel, 12 March 2026" in out
    assert "changed: page 2" in out
    assert corpus_main([*data, "news", "--since", "2999-01-01"]) == 0
    assert capfd.readouterr().out == "nothing came\n"
    assert corpus_main([*data, "compare", "report.pdf"]) == 0
    out = capfd.readouterr().out
    assert "  - twelve" in out
    assert "  + fourteen" in out
    town.put("other", LIGHTS)
    assert corpus_main([*data, "compare", "other.pdf"]) == 1
    assert "no earlier version" in capfd.readouterr().err

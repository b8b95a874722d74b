"""The command ``sync``, with the real reading process and the real vectors' index."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from corpus.cli.commands import main
from tests.corpus import light_program
from tests.corpus.forked import begun, ended
from tests.corpus.stand_ins import paper, pdf
from tests.corpus.sync.fake_site import Site

PERIOD = ("--from", "2026-01-01", "--to", "2026-12-31", "--recheck", "99999")


@pytest.fixture(autouse=True)
def _hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINUTEBOOK_SYNC_DELAY", "0")


def _run(tmp_path: Path, *arguments: str) -> tuple[int | None, str, str]:
    log = tmp_path / f"log{len(list(tmp_path.iterdir()))}"
    process = begun(light_program.main, ["--data", str(tmp_path / "data"), *arguments], log)
    return ended(process, log)


@pytest.mark.slow
def test_papers_of_a_site_are_fetched_read_and_told_of(tmp_path: Path, site: Site) -> None:
    site.papers()[21].content = pdf(
        "Ballast Committee\nMeeting of 9 January 2026\nReport of: the Harbour Master\n"
        "Purpose of the report\nTo license the boats."
    )
    status, out, err = _run(tmp_path, "sync", site.address, *PERIOD, "--no-ocr")
    assert status == 0, err
    assert "6 new" in out
    assert "the paper says other than 127.0.0.1: its committee is “Ballast Committee”" in out
    assert "told otherwise by their site" in out
    status, out, _ = _run(
        tmp_path, "show", "2026-03-02 Licensing Board, item 3 Boat licences (a21).pdf"
    )
    assert "committee  Licensing Board" in out
    assert "3    Boats – page 1, from the particulars given" in out
    assert "the paper says other than" in out
    site.papers()[21].content = pdf("Boats are licensed otherwise now.")
    assert _run(tmp_path, "sync", site.address, *PERIOD, "--no-ocr")[0] == 0
    _, out, _ = _run(tmp_path, "show", "2026-03-02 Licensing Board, item 3 Boat licences (a21).pdf")
    assert "earlier" in out
    assert _run(tmp_path, "check")[0] == 0


def test_a_list_needs_no_data_folder(
    tmp_path: Path, site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    data = ("--data", str(tmp_path / "none"))
    assert main([*data, "sync", site.address, *PERIOD, "--list"]) == 0
    out = capsys.readouterr().out
    assert "Harbour & Ferry Panel, 12 March 2026" in out
    assert "reports   item 5, 7a: Risk register (published 01/03/2026 09:00:00)" in out
    assert "not for the public: 1" in out
    assert main([*data, "sync", site.address, *PERIOD, "--list", "--json"]) == 0
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert told[1]["papers"][0]["clear_days"] is None
    assert main([*data, "sync", site.address, *PERIOD, "--list", "--nation", "england"]) == 0
    counted = "(published 01/03/2026 09:00:00, 8 clear days before the meeting (England: 5))"
    assert f"Risk register {counted}" in capsys.readouterr().out
    assert told[1]["attendance"][0]["name"] == "Cllr Ash"
    assert "SECRET" not in json.dumps(told)
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("quay.example", "--urls", "a.txt"),
        ("--folder", "in", "--committee", "Panel"),
        ("--folder", "in", "--list"),
        ("quay.example", "--json"),
        ("quay.example", "--nation", "wales"),
    ],
)
def test_what_does_not_go_together_is_said(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    assert main(["--data", str(tmp_path / "none"), "sync", *arguments]) == 2
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("arguments", [("--kinds", "letters"), ("--from", "1 May")])
def test_what_cannot_be_understood_is_said(arguments: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit):
        main(["sync", "quay.example", *arguments])


def test_ctrl_c_says_that_the_next_sync_goes_on(
    tmp_path: Path, site: Site, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def pressed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("corpus.sync.sync.Taking.take", pressed)
    assert main(["--data", str(tmp_path / "data"), "sync", site.address]) == 1
    said = capsys.readouterr().err
    assert "the next `minutebook sync` fetches what had not come" in said
    assert "add" not in said


@pytest.mark.slow
def test_a_folder_by_command(tmp_path: Path) -> None:
    path = paper(tmp_path / "in", "a.pdf", "Harbour papers")
    os.utime(path, (0, 0))
    status, out, _ = _run(tmp_path, "sync", "--folder", str(tmp_path / "in"), "--no-ocr")
    assert status == 0
    assert "1 new" in out

"""``compare``: what changed between two versions of a paper, on paper that was really read."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

import corpus.cli.commands as cli
from corpus.catalogue.catalogue import Catalogue
from corpus.cli import changing
from corpus.ingest.ingest import Ingest
from corpus.model.events import Watcher
from tests.corpus.dying import FileIndex
from tests.corpus.stand_ins import HashEmbedder

pytestmark = pytest.mark.usefixtures("no_ocr")
_FERRY = "The ferry runs every forty minutes until the new timetable is agreed in May."
_TOLL = "The bridge toll stays at £1.20 and is looked at again by the Panel next year."
_HARBOUR = "The harbour survey has been put off while the inner basin is being dredged."


def _drawn(*pages: str) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out)
    for words in pages:
        canvas.drawString(72, 700, words)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@pytest.fixture
def versions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A catalogue with two versions of a paper, and a paper that is exempt."""

    def ingest(catalogue: Catalogue, watcher: Watcher) -> Ingest:
        return Ingest(catalogue, HashEmbedder(), FileIndex(catalogue.data), watcher=watcher)

    monkeypatch.setattr(changing, "ingest_into", ingest)
    monkeypatch.setenv("MINUTEBOOK_DATA", str(tmp_path / "data"))
    (tmp_path / "draft.pdf").write_bytes(_drawn(_FERRY, _TOLL, _HARBOUR))
    (tmp_path / "final.pdf").write_bytes(_drawn(_HARBOUR, _FERRY, _TOLL.replace("1.20", "1.40")))
    (tmp_path / "closed.pdf").write_bytes(_drawn("Advice of counsel on the toll."))
    assert cli.main(["add", str(tmp_path / "draft.pdf"), str(tmp_path / "final.pdf")]) == 0
    assert cli.main(["add", str(tmp_path / "closed.pdf"), "--access", "exempt"]) == 0


@pytest.mark.usefixtures("versions")
def test_what_changed_is_told_page_by_page(capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert cli.main(["compare", "draft.pdf", "final.pdf"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "draft.pdf → final.pdf",
        "pages: 1 changed, 1 added, 1 gone, 1 the same",
        "page 1 is added",
        "page 3 changed (page 2 of the older)",
        "  - £1.20",
        "  + £1.40",
        "page 3 of the older is gone",
    ]


@pytest.mark.usefixtures("versions")
def test_programs_get_every_page(capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert cli.main(["compare", "draft.pdf", "final.pdf", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["older"], told["newer"]) == ("draft.pdf", "final.pdf")
    assert told["pages"][2] == {
        "change": "changed", "older_page": 2, "newer_page": 3,
        "gone": ["£1.20"], "added": ["£1.40"],
    }  # fmt: skip


@pytest.mark.usefixtures("versions")
def test_an_exempt_paper_is_not_compared_for_the_public(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    capsys.readouterr()
    assert cli.main(["compare", "draft.pdf", "closed.pdf"]) == 1
    out, err = capsys.readouterr()
    assert "counsel" not in out + err
    monkeypatch.setenv("MINUTEBOOK_EXEMPT", "1")
    assert cli.main(["compare", "draft.pdf", "closed.pdf"]) == 0
    assert "page 1 is added" in capsys.readouterr().out


@pytest.mark.usefixtures("versions")
@pytest.mark.parametrize("kept", [True, False])
def test_a_version_that_is_replaced_by_hand_is_kept_to_be_compared_where_that_is_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], kept: bool
) -> None:
    (tmp_path / "draft.pdf").write_bytes(_drawn(_FERRY, _TOLL.replace("1.20", "1.40"), _HARBOUR))
    options = ["--keep-earlier"] if kept else []
    assert cli.main(["add", str(tmp_path / "draft.pdf"), *options]) == 0
    capsys.readouterr()
    assert cli.main(["compare", "draft.pdf"]) == (0 if kept else 1)
    out, err = capsys.readouterr()
    assert ("  - £1.20" in out.splitlines()) is kept
    assert ("no earlier version of it is kept" in err) is not kept

"""An app, two adds, an evaluation and a backup at once on one data folder: nobody is in the way."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from evals.run.indexing import index_papers
from retrieval.assistant.assistant import Assistant
from retrieval.model.settings import Settings
from retrieval.model.types import Answer
from tests.conftest import ROOT
from tests.corpus.stand_ins import paper
from tests.retrieval.chroma_server import ChromaServer
from tests.retrieval.conftest import SAMPLE

# Seconds after `corpus add` has said so within which the app finds the paper.
_SOON = 2.0
_PATIENCE = 180
_OLD = "What was agreed about library opening hours?"
_NEW = "What did the survey say about the Penhallow lighthouse lantern?"
_LANTERN = (
    "Harbour Committee\n9 October 2017\nReport on the lighthouse\n\n"
    "The survey said that the lantern of the Penhallow lighthouse must be replaced.\n"
    "Replacing the Penhallow lighthouse lantern will cost £48,000."
)


class Folder:
    """A data folder that the app has open, and programs that work on it beside."""

    def __init__(self, place: Path, url: str) -> None:
        self.place = place
        self.data = place / "data"
        self.url = url
        settings = Settings.model_construct(data=self.data, chroma_url=url)
        (place / "first").mkdir()
        for minutes in sorted(SAMPLE.glob("*minutes*.pdf"))[:2]:
            (place / "first" / minutes.name).write_bytes(minutes.read_bytes())
        index_papers(place / "first", settings, ocr=False)
        self.app = Assistant.open(settings)
        self.app.warm()

    def begin(self, *command: str) -> subprocess.Popen[str]:
        set_ = {"MINUTEBOOK_DATA": str(self.data), "MINUTEBOOK_CHROMA_URL": self.url}
        return subprocess.Popen(
            [sys.executable, "-m", *command], cwd=ROOT, env={**os.environ, **set_},
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip


def ended(process: subprocess.Popen[str]) -> tuple[str, str]:
    out, err = process.communicate(timeout=_PATIENCE)
    assert process.returncode == 0, err
    assert "Traceback" not in err
    return out, err


@pytest.fixture(params=["folder", "server"])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Folder]:
    with ExitStack() as stack:
        url = ""
        if request.param == "server":
            url = stack.enter_context(ChromaServer(tmp_path / "served")).url
        opened = Folder(tmp_path, url)
        yield opened
        opened.app.catalogue.close()


class Visitors:
    """People at the app who ask the same thing again and again, and what they met."""

    def __init__(self, app: Assistant) -> None:
        self._app = app
        self._over = threading.Event()
        self.right = app.ask(_OLD)
        self.errors: list[str] = []
        self.asked = 0
        self._threads = [threading.Thread(target=self._ask) for _ in range(2)]
        for thread in self._threads:
            thread.start()

    def leave(self) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join()

    def _ask(self) -> None:
        while not self._over.is_set():
            try:
                answer = self._app.ask(_OLD)
            except Exception as error:  # what the test is about: there must be none
                self.errors.append(f"{type(error).__name__}: {error}")
                return
            if quoted(answer) != quoted(self.right):
                self.errors.append(f"answered {answer.text!r}")
            self.asked += 1
            time.sleep(0.05)


def quoted(answer: Answer) -> set[tuple[str, int, str]]:
    return {(c.paper, c.page, c.quote) for c in answer.citations}


def found_after(app: Assistant, adding: subprocess.Popen[str], name: str) -> float:
    """Wait until ``adding`` says that ``name`` is in; return after how long the app finds it.

    In seconds, to the beginning of the first question that cites it: how long an answer takes
    while five programs share the computer is no matter of finding the paper.
    """
    assert adding.stdout is not None
    for line in adding.stdout:
        if line.startswith(f"added       {name}"):
            break
    begun = time.monotonic()
    while (asked := time.monotonic()) - begun < 30:
        if any(c.paper == name for c in app.ask(_NEW).citations):
            return asked - begun
    pytest.fail("the app does not find the new paper")


@pytest.mark.slow
@pytest.mark.long
@pytest.mark.timeout(600)
def test_app_adds_evaluation_and_backup_at_once(folder: Folder, tmp_path: Path) -> None:
    questions = tmp_path / "set.jsonl"
    question = {"question": _OLD, "kind": "unanswerable", "gold": [], "facts": []}
    lines = [json.dumps({"id": f"q-{n}", **question}) for n in range(20)]
    questions.write_text("\n".join(lines))
    lantern = paper(tmp_path, "lantern.pdf", _LANTERN)
    buoys = [
        paper(
            tmp_path / "buoys", f"buoy-{n}.pdf", f"Harbour Committee\n9 May 2017\nBuoy {n} is lit."
        )
        for n in range(4)
    ]
    visitors = Visitors(folder.app)
    evaluating = folder.begin("evals", "run", str(questions), "--no-keep", "--json")
    adding = folder.begin("corpus", "add", str(lantern))
    beside = folder.begin("corpus", "add", str(tmp_path / "buoys"))
    backing_up = folder.begin("corpus", "backup", str(tmp_path / "saved.tar"))
    took = found_after(folder.app, adding, "lantern.pdf")
    ended(adding)
    out, _ = ended(beside)
    assert f"{len(buoys)} added" in out
    measured = json.loads(ended(evaluating)[0])
    ended(backing_up)
    visitors.leave()
    assert visitors.errors == []
    assert visitors.asked > 3
    assert measured["asked"] == 20
    assert measured["groups"][0]["failed"] == 0
    assert took < _SOON
    assert "catalogue, vectors and files agree" in ended(folder.begin("corpus", "check"))[0]
    names = {one.file_name for one in folder.app.catalogue.papers()}
    assert names >= {"lantern.pdf", *(path.name for path in buoys)}
    _restored(tmp_path)


def _restored(place: Path) -> None:
    """What was saved while all were at work is whole."""
    other = place / "other"
    command = [sys.executable, "-m", "tests.corpus.light_program", "--data", str(other)]
    saved = ["restore", str(place / "saved.tar")]
    for arguments in (saved, ["check"]):
        subprocess.run([*command, *arguments], cwd=ROOT, capture_output=True, check=True)

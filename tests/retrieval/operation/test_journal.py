"""The log: what its lines say, what they keep to themselves, and how files turn over."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest

from corpus.model import Access
from corpus.model.events import Outcome, Result
from retrieval.model.settings import Settings
from retrieval.model.types import Answer, Status
from retrieval.operation.fingerprint import fingerprint_of
from retrieval.operation.journal import Asker, Journal
from tests.retrieval.fingerprints import MADE_UP

SECRET = "Quillback Wharf"
ANSWER = Answer(
    question=f"What is {SECRET} worth?",
    searched=SECRET,
    status=Status.ANSWERED,
    message=SECRET,
    statements=(),
    pages=(),
    fingerprint=MADE_UP,
    timings=(("search", 12.345), ("answer", 6.0)),
)
RESIDENT = Asker("public")


def lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_a_question_is_one_line_without_its_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = tmp_path / "logs" / "log.jsonl"
    journal = Journal(Settings(log_file=str(log)), aloud=True)
    journal.asked(ANSWER.question, ANSWER, RESIDENT, milliseconds=18.6)
    (line,) = lines(log)
    assert line.pop("time")
    assert line == {
        "event": "question",
        "role": "public",
        "status": "answered",
        "ms": 19,
        "stages": {"search": 12.3, "answer": 6.0},
        "statements": 0,
        "citations": 0,
        "pages": 0,
        "fingerprint": MADE_UP.text,
    }
    assert capsys.readouterr().err == log.read_text(encoding="utf-8")
    assert log.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("clearance", Access)
def test_words_are_logged_when_asked_for_and_never_of_those_who_see_exempt_papers(
    tmp_path: Path, clearance: Access
) -> None:
    log = tmp_path / "log.jsonl"
    journal = Journal(Settings(log_file=str(log), log_questions=True), aloud=False)
    journal.asked(ANSWER.question, ANSWER, Asker("member", clearance), milliseconds=1)
    assert (SECRET in log.read_text(encoding="utf-8")) is (clearance is Access.PUBLIC)


def test_a_failure_is_logged_by_its_kind(tmp_path: Path) -> None:
    log = tmp_path / "log.jsonl"
    journal = Journal(Settings(log_file=str(log)), aloud=False)
    journal.asked("q", None, RESIDENT, milliseconds=3, trouble="IndexUnavailableError")
    journal.asked("q", ANSWER, RESIDENT, milliseconds=3, stopped=True)
    failed, stopped = lines(log)
    assert (failed["status"], failed["trouble"]) == ("failed", "IndexUnavailableError")
    assert failed["fingerprint"] == fingerprint_of(Settings()).text
    assert stopped["status"] == "stopped"


def test_a_change_is_counted_and_names_nothing(tmp_path: Path) -> None:
    log = tmp_path / "log.jsonl"
    journal = Journal(Settings(log_file=str(log)), aloud=False)
    ends = [Outcome(SECRET, Result.ADDED), Outcome("b", Result.SKIPPED, f"{SECRET}: is no PDF")]
    journal.changed("add papers", ends, Asker("officer", Access.EXEMPT, "0123"))
    (line,) = lines(log)
    assert line["papers"] == {"added": 1, "skipped": 1}
    assert line["person"] == "0123"
    assert SECRET not in log.read_text(encoding="utf-8")


def test_a_log_that_cannot_be_written_stops_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    journal = Journal(Settings(log_file=str(tmp_path / "file" / "log.jsonl")), aloud=False)
    journal.asked("q", ANSWER, RESIDENT, milliseconds=1)
    assert "the log cannot be written" in caplog.text


def test_several_writers_lose_no_line_when_the_file_turns_over(tmp_path: Path) -> None:
    log = tmp_path / "log.jsonl"
    settings = Settings(log_file=str(log), log_megabytes=1, log_kept=3, log_questions=True)
    words = "w" * 20_000

    def write(name: int) -> None:
        journal = Journal(settings, aloud=False)
        for at in range(30):
            journal.asked(f"{name} {at} {words}", ANSWER, RESIDENT, milliseconds=1)

    writers = [threading.Thread(target=write, args=(name,)) for name in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(30)
    files = sorted(path for path in tmp_path.iterdir() if not path.name.endswith(".lock"))
    assert [path.name for path in files] == ["log.jsonl", "log.jsonl.1", "log.jsonl.2"]
    asked = [str(line["question"])[:6] for path in files for line in lines(path)]
    assert len(asked) == len(set(asked)) == 120
    for at in range(4):
        Journal(settings, aloud=False).asked("x" * 1_000_000, ANSWER, RESIDENT, milliseconds=at)
    # No more than are to be kept.
    assert not (tmp_path / "log.jsonl.4").exists()

"""The log: one JSON object a line for each question, change of papers and sign-in.

A line holds no name, title or word of a paper, no e-mail address, and no words
of a question unless the settings ask for them, and then never those of somebody
who sees exempt papers. Several processes may write one file: each line is
appended whole, and the file is turned over under a lock.
"""

from __future__ import annotations

import json
import logging
import os
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock

from corpus.model import Access, Outcome
from retrieval.model import Answer, Settings
from retrieval.operation.fingerprint import fingerprint_of

_LOG = logging.getLogger(__name__)
_MEGABYTE = 1_000_000
_MINE = 0o600
_APPENDING = os.O_WRONLY | os.O_APPEND | os.O_CREAT

Fact = str | int | float | bool | Mapping[str, float] | Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Asker:
    """Who did what is logged: a role, a pseudonym, and what they may see."""

    role: str
    clearance: Access = Access.PUBLIC
    person: str = ""


class Journal:
    """Where lines go: ``aloud`` to standard error, and to the file of the settings if any.

    A file that cannot be written is told of in the other log and stops nothing.
    """

    def __init__(self, settings: Settings, *, aloud: bool) -> None:
        """Nothing is opened yet."""
        self._aloud = aloud
        self._words = settings.log_questions
        self._settings = settings
        path = Path(settings.log_file) if settings.log_file else None
        self._file = _LogFile(path, settings.log_megabytes, settings.log_kept) if path else None

    def asked(
        self,
        question: str,
        answer: Answer | None,
        who: Asker,
        *,
        milliseconds: float,
        trouble: str = "",
        stopped: bool = False,
    ) -> None:
        """Note one question; ``trouble`` is the kind of error where there is no answer.

        ``milliseconds`` is what the person waited, the stages are what the
        answer measured itself.
        """
        status = "stopped" if stopped else answer.status.value if answer else "failed"
        facts: dict[str, Fact] = {"status": status, "ms": round(milliseconds)}
        if answer:
            facts |= _of_answer(answer)
        else:
            facts |= {"trouble": trouble, "fingerprint": fingerprint_of(self._settings).text}
        if self._words and who.clearance is Access.PUBLIC:
            facts["question"] = question
        self._write("question", facts, who)

    def changed(
        self,
        what: str,
        outcomes: Sequence[Outcome],
        who: Asker,
        *,
        removed: int = 0,
        trouble: str = "",
    ) -> None:
        """Note a change of papers: how many files came to which end, and the kind of error.

        ``removed`` counts papers that were taken out, which have no outcome.
        """
        counts = Counter(outcome.result.value for outcome in outcomes)
        counts.update({"removed": removed} if removed else {})
        facts: dict[str, Fact] = {"action": what, "papers": dict(sorted(counts.items()))}
        self._write("papers", facts | ({"trouble": trouble} if trouble else {}), who)

    def signed(self, way: str, who: Asker, doubt: str = "") -> None:
        """Note that somebody signed ``way`` (in or out), and why it gave them no role."""
        self._write(f"sign-{way}", {"doubt": doubt} if doubt else {}, who)

    def refused(self, action: str, who: Asker) -> None:
        """Note that somebody tried what they may not do."""
        self._write("refused", {"action": action}, who)

    def _write(self, event: str, facts: Mapping[str, Fact], who: Asker) -> None:
        now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        person = {"person": who.person} if who.person else {}
        line = json.dumps({"time": now, "event": event, "role": who.role, **person, **facts})
        if self._aloud:
            sys.stderr.write(f"{line}\n")
            sys.stderr.flush()
        if self._file:
            self._file.append(line)


def _of_answer(answer: Answer) -> dict[str, Fact]:
    facts: dict[str, Fact] = {
        "stages": {name: round(spent, 1) for name, spent in answer.timings},
        "statements": len(answer.statements),
        "citations": len(answer.citations),
        "pages": len(answer.pages),
        "fingerprint": answer.fingerprint.text,
    }
    if answer.words_only:
        facts["words_only"] = True
    if answer.model:
        facts |= {"model": answer.model, "dropped": answer.dropped}
    return facts


class _LogFile:
    """A file of lines that is turned over when it has grown to its size."""

    def __init__(self, path: Path, megabytes: int, kept: int) -> None:
        self._path = path
        self._most = megabytes * _MEGABYTE
        self._kept = kept

    def append(self, line: str) -> None:
        """Write one line; a log that cannot be written must not stop the work it is about."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            # A lock of its own, since the log itself is renamed under it.
            with FileLock(self._path.with_name(f"{self._path.name}.lock"), mode=_MINE):
                if self._path.exists() and self._path.stat().st_size >= self._most:
                    self._turn_over()
                with os.fdopen(os.open(self._path, _APPENDING, _MINE), "ab") as file:
                    file.write(f"{line}\n".encode())
        except OSError as error:
            _LOG.error("%s: the log cannot be written: %s", self._path, error.strerror)

    def _turn_over(self) -> None:
        for number in range(self._kept - 1, 0, -1):
            if self._older(number).exists():
                self._older(number).replace(self._older(number + 1))
        self._path.replace(self._older(1))

    def _older(self, number: int) -> Path:
        return self._path.with_name(f"{self._path.name}.{number}")

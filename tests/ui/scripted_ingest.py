"""An ingest for the tests of the app, which notes what it is asked to do."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from corpus.masks import Masks
from corpus.model import Access, Complete, Correction, IngestStoppedError, JudgedLink, Paper
from corpus.model.errors import CorrectionError, UnknownPaperError
from corpus.model.events import Outcome, Progress, Result, Watcher
from corpus.model.particulars import Particulars


class ScriptedIngest:
    """Adds every file but those called "broken"; waits for ``gate`` if it is set.

    What is called "newer" replaces a paper.
    """

    gate: threading.Event | None = None
    calls: ClassVar[list[tuple[str, object]]] = []
    # What is recognised of the files, in their order.
    papers: ClassVar[tuple[Paper, ...]] = ()

    def __init__(self, watcher: Watcher, judged: dict[str, JudgedLink] | None = None) -> None:
        self._watcher = watcher
        self._judged = {} if judged is None else judged
        self._stopped = False

    def add(
        self,
        paths: Sequence[Path],
        *,
        access: Access | None = None,
        attachments: bool = False,
        keeps_earlier: bool = False,
    ) -> tuple[Outcome, ...]:
        self._watcher(Progress(0, len(paths), 3, 0.5, paths[0].name))
        if self.gate:
            self.gate.wait(10)
        found: list[Outcome] = []
        for path in paths:
            assert path.is_file()
            bad = path.name.startswith("broken")
            end = Outcome(path.name, Result.SKIPPED, f"{path.name}: is no PDF; add a PDF")
            paper = self.papers[len(found)] if len(found) < len(self.papers) else None
            good = Result.REPLACED if path.name.startswith("newer") else Result.ADDED
            found.append(end if bad else Outcome(path.name, good, paper=paper))
            self._watcher(found[-1])
        if keeps_earlier:
            self.calls.append(("keeps earlier", [path.name for path in paths]))
        self.calls.append(("add", ([path.name for path in paths], access)))
        if attachments:
            self.calls.append(("attachments", [path.name for path in paths]))
        if self._stopped:
            raise IngestStoppedError("stopped; left unfinished: a.pdf", ("a.pdf",))
        return tuple(found)

    def correct(self, paper_id: str, said: Particulars) -> tuple[Outcome, ...]:
        self.calls.append(("correct", (paper_id, said)))
        return ()

    def mask(self, masks: Masks) -> tuple[Outcome, ...]:
        self.calls.append(("mask", masks))
        return ()

    def drop(self, names: Sequence[str] = ()) -> tuple[str, ...]:
        self.calls.append(("drop", list(names)))
        return tuple(names)

    def stop(self) -> None:
        self._stopped = True
        if self.gate:
            self.gate.set()

    def remove(self, names: Sequence[str]) -> tuple[str, ...]:
        self.calls.append(("remove", list(names)))
        if "gone" in names:
            raise UnknownPaperError("no paper called gone")
        return ()

    @property
    def corrections(self) -> ScriptedShelf:
        return ScriptedShelf(self.calls)

    @property
    def links(self) -> ScriptedLinks:
        return ScriptedLinks(self._judged)

    def take_corrections(self) -> tuple[Outcome, ...]:
        if self.gate:
            self.gate.wait(10)
        self.calls.append(("take", None))
        return ()


class ScriptedLinks:
    """Keeps what officers say of links in the catalogue's own ``judged``."""

    def __init__(self, judged: dict[str, JudgedLink]) -> None:
        self._judged = judged

    def keep(self, judged: JudgedLink) -> None:
        self._judged[judged.id] = judged

    def take_back(self, link_id: str) -> JudgedLink:
        return self._judged.pop(link_id)


class ScriptedShelf:
    """Notes what officers say in ``calls``."""

    def __init__(self, calls: list[tuple[str, object]]) -> None:
        self._calls = calls

    def keep(self, made: Correction) -> None:
        self._calls.append(("keep", made))

    def take_back(self, correction_id: str) -> Correction:
        raise CorrectionError(f"no one correction is called {correction_id}")

    def declare(self, complete: Complete) -> None:
        self._calls.append(("declare", complete))

    def withdraw(self, paper_id: str) -> bool:
        self._calls.append(("withdraw", paper_id))
        return True

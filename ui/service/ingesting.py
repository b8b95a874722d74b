"""What papers going in and out through the app ask of ingest and its shelves, and no more."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from corpus.model import Access, Complete, Correction, JudgedLink, Outcome

if TYPE_CHECKING:  # brings along all of reading, which the first page should not wait for
    from corpus.masks import Masks
    from corpus.model import Particulars


class Ingesting(Protocol):
    """What a job asks of ingest: a part of :class:`corpus.ingest.Ingest`."""

    def add(
        self,
        paths: Sequence[Path],
        *,
        access: Access | None = ...,
        attachments: bool = ...,
        keeps_earlier: bool = ...,
    ) -> tuple[Outcome, ...]: ...
    def correct(self, paper_id: str, said: Particulars) -> tuple[Outcome, ...]: ...
    def mask(self, masks: Masks) -> tuple[Outcome, ...]: ...
    def remove(self, names: Sequence[str]) -> tuple[str, ...]: ...
    def drop(self, names: Sequence[str] = ...) -> tuple[str, ...]: ...
    def stop(self) -> None: ...
    @property
    def corrections(self) -> Shelf: ...
    @property
    def links(self) -> Links: ...
    def take_corrections(self) -> tuple[Outcome, ...]: ...


class Shelf(Protocol):
    """What officers say of the register: a part of :class:`corpus.catalogue.CorrectionShelf`."""

    def keep(self, made: Correction) -> None: ...
    def take_back(self, correction_id: str) -> Correction: ...
    def declare(self, complete: Complete) -> None: ...
    def withdraw(self, paper_id: str) -> bool: ...


class Links(Protocol):
    """What officers say of links: a part of :class:`corpus.catalogue.LinkShelf`."""

    def keep(self, judged: JudgedLink) -> None: ...
    def take_back(self, link_id: str) -> JudgedLink: ...

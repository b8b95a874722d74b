"""A data folder whose papers come one after another, and what is followed in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest

from corpus.catalogue.catalogue import Catalogue
from corpus.ingest.ingest import Ingest
from corpus.model import PaperKind, Particulars
from retrieval.following import (
    Entry,
    FollowFile,
    FollowKind,
    Looker,
    entries,
    send_digests,
)
from retrieval.following.mail import Sent
from retrieval.model.settings import Settings
from tests.corpus.stand_ins import HashEmbedder, MemoryIndex, ReaderHere, pdf

OWNER = "local"
SAID = Particulars(
    PaperKind.REPORT, "Harbour Panel", date(2026, 3, 12), title="Tariffs", keeps_earlier=True
)
APP = "https://papers.quay.example"


@dataclass
class Town:
    """A catalogue, what is followed in it, and mails in place of a server."""

    catalogue: Catalogue
    file: FollowFile
    folder: Path
    mails: list[EmailMessage] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.settings = Settings.model_construct(data=self.catalogue.data, app_url=APP)
        self.writer = Ingest(self.catalogue, HashEmbedder(), MemoryIndex(), reader=ReaderHere)

    def put(self, name: str, *pages: str, **said: object) -> None:
        path = self.folder / f"{name}.pdf"
        path.write_bytes(pdf(*pages))
        given = {path.name: replace(SAID, **said)}  # type: ignore[arg-type]
        self.writer.add([path], given=given, ocr=False)

    def follow(
        self, words: str, kind: FollowKind = FollowKind.SEARCH, committee: str = "", mail: str = ""
    ) -> str:
        return self.file.follow(OWNER, kind, words, committee=committee, mail=mail).id

    def look(self) -> int:
        return Looker(self.catalogue, self.file).look()

    def told(self) -> list[Entry]:
        return list(entries(self.catalogue, APP, self.file.findings(OWNER)))

    def send(self) -> Sent:
        return send_digests(self.catalogue, self.file, self.settings, self.mails.append)


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    with Catalogue.open(tmp_path / "data") as catalogue, FollowFile(catalogue.data) as file:
        yield Town(catalogue, file, tmp_path)

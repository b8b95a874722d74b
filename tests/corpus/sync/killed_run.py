"""One run on a site, to be killed: ``DATA ADDRESS TODAY``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from corpus.catalogue.catalogue import Catalogue
from corpus.sync import Manners, Report, Sync, Wishes
from tests.corpus.dying import ingest

MANNERS = Manners(pause=0.0, timeout=10.0, backoff=0.01)


def main(arguments: Sequence[str]) -> None:
    data, address, today = arguments
    with Catalogue.open(Path(data)) as catalogue:
        sync = Sync(
            catalogue, ingest(catalogue), MANNERS, Report(), date.fromisoformat(today), ocr=False
        )
        sync.site(address, Wishes())

"""A member's evening: a supplement comes, the digest quotes it, its link opens it, Ask cites it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from corpus.catalogue.catalogue import Catalogue
from corpus.model import PaperKind
from corpus.sync import Manners, Report, Sync, Wishes
from retrieval.assistant.assistant import Assistant
from retrieval.following import FollowFile, FollowKind, Looker, send_digests
from retrieval.model.settings import Settings
from retrieval.model.types import Status
from tests.conftest import ROOT
from tests.corpus.packs import Sheet, pdf
from tests.corpus.sync.fake_site import Committee, Item, Meeting, Site, serving
from tests.ui.conftest import words
from ui.people.access import SignIn
from ui.service import seam

pytestmark = pytest.mark.slow

TODAY, MEETING = date(2026, 3, 20), date(2026, 3, 26)
PACK, LATE = "/documents/g101/Agenda.pdf?T=10", "/documents/b77/Supplement.pdf?T=9"
RISE = "2.1 That mooring fees rise by four per cent from 1 April 2026."
APP = "https://papers.quay.example"


def _sheet(*lines: str) -> Sheet:
    sheet = Sheet()
    for at, line in enumerate(lines):
        sheet.put(72, 60 + 22 * at, line, bold=at == 0)
    return sheet


def _pack() -> bytes:
    agenda = _sheet(
        "Harbour Panel",
        "Thursday 26 March 2026 at 5.30 pm",
        "AGENDA",
        "1. Apologies for Absence",
        "2. Ferry Timetable (Page 2)",
        "3. Mooring Fees (to follow)",
    )
    ferry = _sheet(
        "Report to the Harbour Panel",
        "Report Title: Ferry Timetable",
        "1. Introduction",
        "The summer timetable of the ferry begins in May and ends in September.",
    ).prose(4, top=200)
    for number, one in enumerate((agenda, ferry), 1):
        one.put(280, 825, f"Page {number}", size=9)
    return pdf([agenda, ferry])


def _supplement() -> bytes:
    front = _sheet(
        "Harbour Panel",
        "Thursday 26 March 2026 at 5.30 pm",
        "SUPPLEMENTARY AGENDA",
        "3. Mooring Fees (Page 3)",
    )
    fees = _sheet(
        "Report to the Harbour Panel",
        "Report Title: Mooring Fees",
        "Wards Affected: Quayside",
        "1. Introduction",
        "Mooring fees have not been raised since 2019 and no longer meet their cost.",
        "2. Recommendations",
        RISE,
    ).prose(4, top=260)
    fees.put(280, 825, "Page 3", size=9)
    return pdf([front, fees])


@dataclass
class Evening:
    """The data folder of a member, and the council's site."""

    settings: Settings
    assistant: Assistant
    site: Site

    def sync(self) -> Report:
        report = Report()
        manners = Manners(pause=0.0, timeout=5.0, backoff=0.01)
        ingest = self.assistant.ingest(lambda _: None)
        Sync(self.assistant.catalogue, ingest, manners, report, TODAY, ocr=False).site(
            self.site.address, Wishes(recheck=99_999)
        )
        return report


@pytest.fixture
def evening(tmp_path: Path) -> Iterator[Evening]:
    items = [Item(2, "2.", "Ferry Timetable"), Item(3, "3.", "Mooring Fees")]
    panel = Committee(1, "Harbour Panel", [Meeting(101, MEETING, items, {PACK: _pack()})])
    settings = Settings.model_construct(data=tmp_path / "data", app_url=APP)
    Catalogue.open(settings.data).close()
    assistant = Assistant.open(settings)
    with serving(Site([panel])) as site:
        yield Evening(settings, assistant, site)
    assistant.close()


def test_a_members_evening(evening: Evening, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not evening.sync().faults
    catalogue = evening.assistant.catalogue
    mails: list[EmailMessage] = []
    with FollowFile(evening.settings.data) as file:
        file.follow("member", FollowKind.SEARCH, "mooring fees", mail="ash@quay.example")

        # The supplement is published, and the night's run brings it.
        evening.site.committees[0].meetings[0].packs[LATE] = _supplement()
        assert not evening.sync().faults
        (late,) = (one for one in catalogue.papers() if one.kind is PaperKind.SUPPLEMENT)
        Looker(catalogue, file).look()
        assert send_digests(catalogue, file, evening.settings, mails.append).mails == 1

    # The digest names it with the quote.
    text = mails[0].get_content()
    assert RISE in " ".join(text.split())
    assert "Supplement" in text
    assert "Harbour Panel" in text
    assert "tem 3" in text

    # The link opens the page.
    links = [one for one in re.findall(rf"{APP}/\?\S+", text) if late.id in one]
    query = dict(parse_qsl(urlsplit(links[-1]).query))
    assert (query["paper"], query["page"]) == (late.id, "2")
    monkeypatch.setattr("ui.people.access.address", lambda: None)
    monkeypatch.setattr("ui.people.access.sign_in_state", lambda: SignIn.OFF)
    st.cache_data.clear()
    seam.use(lambda: evening.assistant)
    try:
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
        for name, value in query.items():
            app.query_params[name] = value
        told = words(app.run()).replace("\\", "")
        assert "PDF page 2" in told
        assert any(RISE in str(one.value).replace("\n", " ") for one in app.text)
    finally:
        seam.use(None)

    # Ask cites its item.
    answer = evening.assistant.ask("What is recommended about mooring fees?")
    assert answer.status is Status.ANSWERED
    (first, *_) = answer.citations
    assert (first.paper_id, first.page, first.item) == (late.id, 2, "3")
    assert "mooring fees" in answer.text.lower()

"""An open pack with closed pages in its middle and at its end, and a word that only these hold."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from corpus.catalogue import Catalogue
from corpus.ingest import Ingest
from corpus.model import Result
from retrieval.embedding import SentenceEmbedder
from retrieval.model import Settings
from retrieval.vectors import ChromaIndex
from tests.corpus.laid_over import Over, laid_over, with_attached
from tests.corpus.packs import Sheet, pdf

# Planted: a name, an acronym, a figure and a body that stand on exempt pages only.
SECRET = "Zanzibarquux"
SECRETS = (SECRET.lower(), "zqx", "7,654,321", "7654321")
NAME = "2024-05-14-harbour-panel-agenda-pack.pdf"
EXEMPT_PAGES = (5, 7, 8)
OPEN_PAGES = (1, 2, 3, 4, 6)

_MARK = "NOT FOR PUBLICATION by virtue of paragraph 3 of Part 1 of Schedule 12A"


def exempt_pack() -> bytes:
    """Return the pack: eight pages, of which three are exempt."""
    sheets = [_agenda(), _minutes(), _more_minutes(), _report(), _appendix(), _fees(), _sale()]
    sheets.append(_closed_minutes())
    for number, sheet in enumerate(sheets, 1):
        sheet.put(280, 825, f"Page {number}", size=9)
    drawn = pdf(sheets, bookmarks=[("2 Minutes", 2), (f"5 Sale to {SECRET}", 7)])
    offer = f"The offer of {SECRET} Holdings is £7,654,321."
    over = {
        5: [Over("Widget", (72, 300, 500, 316), offer), Over("Stamp", (72, 340, 400, 356), offer)],
        7: [Over("FreeText", (72, 400, 500, 420), f"Agreed with {SECRET}.", looks=False)],
        8: [Over("Text", (500, 60, 520, 80), f"Ask {SECRET} again.", looks=False)],
    }
    plan = pdf([_lines(f"Plan of the quay for {SECRET}", "Drawn in ZQX's office.")])
    pinned = with_attached(laid_over(drawn, over), {f"plan-{SECRET}.pdf": plan}, page=7)
    return with_attached(pinned, {f"valuation-{SECRET}.pdf": _valuation()})


def _valuation() -> bytes:
    return pdf([_lines(f"Valuation for {SECRET}", f"{SECRET} will pay £7,654,321.")])


def open_sheets() -> list[Sheet]:
    """Return pages that anyone may see: agenda, minutes and two reports."""
    return [_agenda(), _minutes(), _more_minutes(), _report(), _fees()]


def lighthouse_minutes() -> Sheet:
    """Return an exempt page that begins minutes, with movers, votes, an acronym and a figure."""
    return _lines(
        f"Minutes of the {SECRET} Board",
        "3 May 2018",
        _MARK,
        "-: Present :-",
        f"Councillor {SECRET} (Chairman)",
        "1. Sale of the building",
        "Councillor Swann proposed and Councillor Tilley seconded that the building be sold.",
        "For (2)",
        "Councillors Swann and Tilley",
        "Against (1)",
        "Councillor Reed",
        f"RESOLVED: that the offer of {SECRET} Holdings of £7,654,321 be accepted.",
        "13. Lighthouse",
        "Councillor Reed moved the letting of the lighthouse.",
        "RESOLVED: that the lighthouse in Harwich be let to Harwich Light Xchange (HLX).",
    )


def nothing_much() -> Sheet:
    """Return an exempt page on nothing that any question asks for."""
    return _lines("EXEMPT APPENDIX A", _MARK, "A list of paper clips and of staples.").prose(4)


def pack_with(closed: Sheet) -> bytes:
    """Return a pack of six pages, of which the fifth is ``closed``."""
    *first, last = open_sheets()
    last.put(72, 400, "The tide gauge was read each day and sent to the harbour office.")
    sheets = [*first, closed, last]
    for number, sheet in enumerate(sheets, 1):
        sheet.put(280, 825, f"Page {number}", size=9)
    return pdf(sheets)


def write_pack(folder: Path) -> Path:
    """Write the pack into ``folder``."""
    path = folder / NAME
    path.write_bytes(exempt_pack())
    return path


def add_all(folder: Path, settings: Settings) -> None:
    """Read the pack in ``folder`` and what is attached to it, by the real thing."""
    with (
        Catalogue.open(settings.data) as catalogue,
        closing(ChromaIndex(settings.data, settings.chroma_url)) as index,
    ):
        ingest = Ingest(catalogue, SentenceEmbedder(settings), index)
        outcomes = ingest.add([folder], ocr=False, attachments=True)
    assert [one.result for one in outcomes] == [Result.ADDED] * 3


def _lines(*lines: str, top: float = 60, step: float = 18) -> Sheet:
    sheet = Sheet()
    for at, line in enumerate(lines):
        sheet.put(72, top + step * at, line, bold=at == 0)
    return sheet


def _agenda() -> Sheet:
    return _lines(
        "Harbour Panel",
        "Tuesday 14 May 2024 at 5.30 pm",
        "AGENDA",
        "1. Apologies for Absence",
        "2. Minutes (Pages 2 - 3)",
        "3. Ferry Landing Stage (Pages 4 - 5)",
        "4. Mooring Fees (Page 6)",
        "PART II - EXEMPT ITEMS",
        "5. Disposal of a Building (Page 7)",
        "6. Exempt Minutes (Page 8)",
        step=26,
    )


def _minutes() -> Sheet:
    return _lines(
        "Minutes of the Harbour Panel",
        "9 April 2024",
        "-: Present :-",
        "Councillor Reed (Chairman)",
        "Councillors Swann and Tilley",
        "12. Apologies for absence",
        "There were none.",
        "13. Dredging of the inner basin",
        "The Harbour Master reported on the survey of the inner basin and its silt.",
        "RESOLVED: that the inner basin be dredged before the end of March 2025.",
    )


def _more_minutes() -> Sheet:
    return _lines(
        "14. Exclusion of the press and public",
        "RESOLVED: that the press and public be excluded under section 100A(4) of the Local",
        "Government Act 1972 from the meeting for the item on the disposal of a building.",
        "The meeting ended at 7.15 pm.",
    )


def _report() -> Sheet:
    return _lines(
        "Report to the Harbour Panel",
        "Report Title: Ferry Landing Stage",
        "Wards Affected: Quayside",
        "Is the decision a key decision?: No",
        "1. Introduction",
        "The ferry landing stage needs new timbers and a contractor to fit them.",
        "2. Recommendations",
        "2.1 That a contractor be appointed for the ferry landing stage at once.",
    )


def _appendix() -> Sheet:
    return _lines(
        "EXEMPT APPENDIX A",
        _MARK,
        "Report Title: Ferry Landing Stage, contractor and price",
        f"The contractor for the ferry landing stage is {SECRET} Limited at £7,654,321.",
        f"{SECRET} Quay Xchange (ZQX) will guarantee the timbers of the landing stage.",
    ).prose(4, top=220)


def _fees() -> Sheet:
    return _lines(
        "Report to the Harbour Panel",
        "Report Title: Mooring Fees",
        "Wards Affected: Quayside",
        "1. Introduction",
        "Mooring fees have not been raised since 2019 and no longer meet their cost.",
        "2. Recommendations",
        "2.1 That mooring fees rise by four per cent from 1 April 2025.",
    )


def _sale() -> Sheet:
    return _lines(
        "Report to the Harbour Panel: Part II (exempt)",
        _MARK,
        f"Report Title: Disposal of a Building to {SECRET}",
        f"Wards Affected: {SECRET} Ward",
        "1. Introduction",
        f"The building on the quay will be sold to {SECRET} Holdings for £7,654,321.",
        "2. Recommendations",
        f"2.1 That the building be sold to {SECRET} Holdings for the sum of £7,654,321.",
    ).prose(4, top=260)


def _closed_minutes() -> Sheet:
    return _lines(
        f"Minutes of the {SECRET} Board",
        "3 May 2024",
        "-: Present :-",
        f"Councillor {SECRET} (Chairman)",
        "1. Sale of the building",
        f"RESOLVED: that the offer of {SECRET} Holdings of £7,654,321 be accepted.",
    )

"""Minutes that the kept tagger reads nothing in, drawn, and an officer who puts one right."""

from __future__ import annotations

from pathlib import Path

from corpus.catalogue import Catalogue
from corpus.corrections import addition, complete
from corpus.corrections.placing import quote_of
from corpus.ingest import Ingest
from corpus.model import Access, DecisionKind, OutcomeClass, Resolution, Scope
from tests.corpus.corrections.drawn import place, write

BODY, OTHER = "Saltwick Parish Council", "Thornbeck Parish Council"
# Title, talk and, under a word that no other body uses, what was decided.
MARCH = (
    ("Lanterns", "Two were dark for a week.", "lanterns, new glass for both from Hull."),
    ("Slipway", "Weed makes it dangerous.", "slipway, scraped each spring by the boatmen."),
    ("Dredger", "It draws too much water.", "dredger, back to its owner at Easter."),
    ("Fog bell", "Nobody in the Row sleeps.", "fog bell, silent after ten at night."),
)
APRIL = (
    ("Crane", "It lost a tooth in the storm.", "hand crane, mended by the smith."),
    ("Moorings", "Visitors lie three deep.", "moorings, ten more along the east wall."),
    ("Nets", "They lay there all winter.", "nets, off the quay by the first of May."),
)
MAY = (
    ("Boat shed", "Rain came in at the gable.", "boat shed, tiles from the old chapel."),
    ("Ladder", "Two rungs are gone.", "ladder, two rungs of oak by June."),
)
Business = tuple[tuple[str, str, str], ...]


def minutes(business: Business, day: str, body: str = BODY) -> str:
    """Return the words of a meeting's minutes, to be drawn."""
    head = f"**{body}\n**Minutes of the meeting held on {day}\n\nPresent: Ada Crane, Ben Loach\n"
    said = [
        f"\n**{number}. {title}\n{talk}\nUpshot: {upshot}\n"
        for number, (title, talk, upshot) in enumerate(business, start=1)
    ]
    return head + "".join(said)


def upshots(business: Business) -> list[str]:
    """Return what minutes of ``business`` decide, as the register has it."""
    return [f"Upshot: {upshot}" for *_, upshot in business]


def march(folder: Path, body: str = BODY) -> Path:
    return write(folder, "march.pdf", minutes(MARCH, "Monday 13 March 2023", body))


def april(folder: Path, body: str = BODY, name: str = "april.pdf") -> Path:
    return write(folder, name, minutes(APRIL, "Monday 17 April 2023", body))


def may(folder: Path) -> Path:
    return write(folder, "may.pdf", minutes(MAY, "Monday 15 May 2023"))


def register(catalogue: Catalogue, name: str) -> list[str]:
    """Return the words of a paper's register in the order of the paper."""
    paper = catalogue.paper(name, Access.EXEMPT)
    return [one.text for one in in_order(catalogue.reading(paper.id, Access.EXEMPT).resolutions)]


def in_order(decided: tuple[Resolution, ...]) -> list[Resolution]:
    return sorted(decided, key=lambda one: one.spans)


def correct(catalogue: Catalogue, writer: Ingest, name: str, business: Business) -> None:
    """Add what a paper decided, each in its words, and say that all is right now."""
    paper = catalogue.paper(name, Access.EXEMPT)
    reading = catalogue.reading(paper.id, Access.EXEMPT)
    texts = {page.number: page.text for page in reading.pages}
    told = (reading.pages, reading.resolutions, "Ann", OutcomeClass.AGREED, DecisionKind.DECISION)
    for words in upshots(business):
        quote = quote_of((place(reading.pages, words),), texts)
        writer.corrections.keep(addition(paper.id, quote, *told))
    writer.take_corrections()
    declare(catalogue, writer, name)


def declare(catalogue: Catalogue, writer: Ingest, name: str) -> None:
    """Say of a paper that its register is right as it stands."""
    paper = catalogue.paper(name, Access.EXEMPT)
    about = catalogue.corrections(Scope(papers=(paper.id,), clearance=Access.EXEMPT))
    whole = complete(catalogue.reading(paper.id, Access.EXEMPT), next(iter(about), None), "Ann")
    writer.corrections.declare(whole)
    writer.take_corrections()

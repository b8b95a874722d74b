"""A made-up council's site on loopback that answers as ModernGov's web service does.

What it holds can be changed between runs, and any path can be told to misbehave for a while. It
counts what was asked, and notices when two requests overlap.
"""

from __future__ import annotations

import html
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit
from xml.sax.saxutils import escape

LOGIN = (
    b"<!DOCTYPE html><html><head><style>" + b" " * 3000 + b"</style></head><body><form>Sign in to"
    b" read CLOSEDWORDS<input id='p' type='password'></form></body></html>"
)
MENDING = b"<!DOCTYPE html><html><body><p>We are mending our site. Back at nine.</p></body></html>"
# Gives an answer in place of the usual one: status, headers, body; None for no answer at all.
Answer = tuple[int, dict[str, str], bytes]
Fault = Callable[[], Answer]


@dataclass
class Paper:
    """A file behind a link; ``restricted`` ones are answered with a sign-in page."""

    id: int
    title: str
    content: bytes
    published: str = "01/03/2026 09:00:00"
    restricted: bool = False
    # A link that the service does not call restricted, and is.
    secretly: bool = False
    decision: bool = False
    url: str = ""
    is_url: bool = False

    def __post_init__(self) -> None:
        self.url = self.url or f"mgConvert2PDF.aspx?ID={self.id}"


@dataclass
class Item:
    """An item of an agenda."""

    id: int
    number: str
    title: str
    papers: list[Paper] = field(default_factory=list)
    restricted: bool = False


@dataclass
class Meeting:
    """A meeting; ``packs`` are what its page offers: path with query, content."""

    id: int
    day: date
    items: list[Item] = field(default_factory=list)
    packs: dict[str, bytes] = field(default_factory=dict)
    present: Sequence[tuple[str, str]] = ()
    status: str = "Agenda published"
    shown: bool = True


@dataclass
class Committee:
    """A body and its meetings."""

    id: int
    title: str
    meetings: list[Meeting] = field(default_factory=list)
    expired: bool = False
    deleted: bool = False


@dataclass
class Site:
    """The site; ``versions`` tells whether files have an ETag, and are asked for by it.

    ``faults`` are taken one a request, by path without query; ``asked`` counts paths with it.
    """

    committees: list[Committee] = field(default_factory=list)
    versions: bool = True
    robots: str | None = None
    faults: dict[str, list[Fault]] = field(default_factory=lambda: defaultdict(list))
    asked: Counter[str] = field(default_factory=Counter)
    agents: set[str] = field(default_factory=set)
    times: list[float] = field(default_factory=list)
    order: list[str] = field(default_factory=list)
    known: dict[int, Paper] = field(default_factory=dict)
    sent: Counter[str] = field(default_factory=Counter)
    overlapped: bool = False
    busy: int = 0
    address: str = ""
    turn: threading.Lock = field(default_factory=threading.Lock)

    def meetings(self) -> Iterator[tuple[Committee, Meeting]]:
        for committee in self.committees:
            for meeting in committee.meetings:
                yield committee, meeting

    def papers(self) -> dict[int, Paper]:
        items = (item for _, meeting in self.meetings() for item in meeting.items)
        return {paper.id: paper for item in items for paper in item.papers}

    @property
    def downloads(self) -> int:
        """How many files were sent."""
        return self.sent.total()

    def answer(self, path: str, query: str, headers: Any) -> Answer:
        asked = {name: values[0] for name, values in parse_qs(query).items()}
        if path == "/robots.txt":
            return (404, {}, b"") if self.robots is None else (200, {}, self.robots.encode())
        if path.startswith("/mgWebService.asmx/"):
            return _xml(self.service(path.rpartition("/")[2], asked))
        if path == "/ieListDocuments.aspx":
            return self.page(asked["MId"])
        if path == "/mgConvert2PDF.aspx":
            paper = self.known.get(int(asked["ID"]))
            if paper is None:
                self.known = self.papers()
                paper = self.known.get(int(asked["ID"]))
            if paper is None:
                return 404, {}, b""
            closed = paper.restricted or paper.secretly
            return self.file(f"{path}?{query}", None if closed else paper.content, headers)
        for _, meeting in self.meetings():
            if f"{path}?{query}" in meeting.packs:
                return self.file(f"{path}?{query}", meeting.packs[f"{path}?{query}"], headers)
        return 404, {}, b""

    def file(self, address: str, content: bytes | None, headers: Any) -> Answer:
        if content is None:
            return 200, {"Content-Type": "text/html"}, LOGIN
        mark = f'"{hash(content)}"'
        told = {"Content-Type": "application/pdf"} | ({"ETag": mark} if self.versions else {})
        if self.versions and headers.get("If-None-Match") == mark:
            return 304, told, b""
        self.sent[address] += 1
        return 200, told, content

    def page(self, meeting_id: str) -> Answer:
        for _, meeting in self.meetings():
            if str(meeting.id) == meeting_id:
                links = "".join(f'<li><a href="{html.escape(p)}">x</a></li>' for p in meeting.packs)
                about = '<a href="mgMemberIndex.aspx">Members</a>'
                page = f"<html><body>{about}<ul>{links}</ul></body></html>".encode()
                return 200, {"Content-Type": "text/html"}, page
        return 404, {}, b""

    def service(self, operation: str, asked: dict[str, str]) -> str:
        if operation == "GetCommittees":
            told = "".join(_committee(one) for one in self.committees)
            return f"<committees><committeescount>1</committeescount>{told}</committees>"
        if operation == "GetMeetings":
            assert asked["sFromDate"].count("/") == asked["sToDate"].count("/") == 2
            # As on some sites, the period is not kept to.
            told = "".join(
                f"<meeting>{_fields(meetingid=m.id, meetingdate=_day(m.day))}</meeting>"
                for c, m in self.meetings()
                if str(c.id) == asked["lCommitteeId"]
            )
            inner = f"<committeemeetings>{told}</committeemeetings>"
            return f"<getmeetings><committee>{inner}</committee></getmeetings>"
        assert operation == "GetMeeting"
        for committee, meeting in self.meetings():
            if str(meeting.id) == asked["lMeetingId"]:
                return _meeting(committee, meeting)
        return "<meeting></meeting>"


def _committee(one: Committee) -> str:
    told = _fields(
        committeeid=one.id,
        committeetitle=one.title,
        committeedeleted=one.deleted,
        committeeexpired=one.expired,
        committeecategory="Bodies",
    )
    return f"<committee>{told}</committee>"


def _meeting(committee: Committee, meeting: Meeting) -> str:
    items = "".join(_item(committee, item) for item in meeting.items)
    present = "".join(
        f'<attendee memberid="{at}" name="{escape(name)}" attendance="{escape(how)}"'
        ' roledescription="Member" politicalparty="None"/>'
        for at, (name, how) in enumerate(meeting.present)
    )
    about = _fields(
        meetingid=meeting.id,
        meetingdate=_day(meeting.day),
        meetingtime="18.30",
        meetingstatus=meeting.status,
        isdisplayallowed=meeting.shown,
        meetinglocation="Town Hall",
    )
    parts = f"<agendaitems>{items}</agendaitems><attendees>{present}</attendees>"
    return f"<meeting>{about}{parts}</meeting>"


def _item(committee: Committee, item: Item) -> str:
    papers = "".join(
        "<linkeddoc>"
        + _fields(
            attachmentid=one.id,
            title=one.title,
            isurl=one.is_url,
            url=one.url,
            isrestricted=one.restricted,
            restrictionsRef="",
            publicationdate=one.published,
            committeetitle=committee.title,
            isdecisionattachment=one.decision,
        )
        + "</linkeddoc>"
        for one in item.papers
    )
    about = _fields(
        agendaitemid=item.id,
        agendaitemtitle=item.title,
        agendaitemnumber=item.id,
        fulldisplaynumberformat=item.number,
        isrestricted=item.restricted,
        isdisplayallowed=True,
    )
    return f"<agendaitem>{about}<linkeddocuments>{papers}</linkeddocuments></agendaitem>"


def _fields(**told: object) -> str:
    # Escaped as HTML, and then as XML.
    return "".join(
        f"<{name}>{escape(html.escape(str(value)))}</{name}>" for name, value in told.items()
    )


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _xml(body: str) -> Answer:
    whole = f'<?xml version="1.0" encoding="utf-8"?>{body}'.encode()
    return 200, {"Content-Type": "text/xml"}, whole


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        site = self.server.site
        parts = urlsplit(self.path)
        with site.turn:
            site.asked[self.path] += 1
            site.agents.add(self.headers["User-Agent"])
            site.times.append(time.monotonic())
            site.order.append(self.path)
            site.busy += 1
            site.overlapped = site.overlapped or site.busy > 1
            waiting = site.faults.get(parts.path) or []
            fault = waiting.pop(0) if waiting else None
        try:
            status, headers, body = (
                fault() if fault else site.answer(parts.path, parts.query, self.headers)
            )
        finally:
            with site.turn:
                site.busy -= 1
        cut = headers.pop("X-Cut", None)
        self.send_response(status)
        if status != 304 and "Content-Length" not in headers:
            headers["Content-Length"] = str(len(body))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body[: len(body) // 2] if cut else body)
        if cut:
            self.close_connection = True


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    site: Site

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Whoever asked has gone, as one that was killed has."""


@contextmanager
def serving(site: Site) -> Iterator[Site]:
    """Serve a site on loopback; its address is in it then."""
    server = _Server(("127.0.0.1", 0), _Handler)
    server.site = site
    site.address = f"http://127.0.0.1:{server.server_address[1]}/"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def status(code: int, **headers: str) -> Fault:
    """Return a fault that answers with a status."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda: (code, named, b"")


def cut(content: bytes) -> Fault:
    """Return a fault that sends half of a file and hangs up."""
    return lambda: (200, {"Content-Type": "application/pdf", "X-Cut": "1"}, content)


def slow(seconds: float) -> Fault:
    """Return a fault that answers too late."""

    def late() -> Answer:
        time.sleep(seconds)
        return 503, {}, b""

    return late


def page(body: bytes, sort: str = "text/xml") -> Fault:
    """Return a fault that answers with something else."""
    return lambda: (200, {"Content-Type": sort}, body)

"""The answers of ModernGov's web service, read without trusting them.

Elements are known by their local names, in whatever namespace. Texts are escaped as HTML before
they are escaped as XML. An answer that declares a document type is refused, so no entity is ever
expanded and nothing is fetched.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import TypeAlias

from lxml import etree

from corpus.model import FetchError, one_line
from corpus.sync.site import Attendee, Business, Committee, Linked, Listed, Meeting

Element: TypeAlias = etree._Element
_TAG = re.compile(
    r"</?(?:p|br|b|i|u|em|strong|span|div|font|a|li|ul|ol|sup|sub)\b[^<>]{0,200}>", re.IGNORECASE
)
_DAYS = ("%d/%m/%Y", "%Y-%m-%d")


def read_answer(content: bytes, address: str) -> Element:
    """Return the root of an answer.

    Raises:
        FetchError: it is no XML, or declares a document type.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise FetchError(f"{address}: its answer is broken XML ({error})") from error
    if root.getroottree().docinfo.doctype:
        raise FetchError(f"{address}: its answer declares a document type, which is not read")
    return root


def committees(root: Element) -> Iterator[Committee]:
    """Yield the committees of ``GetCommittees``; those without an id or title are passed over."""
    for node in _below(root, "committee"):
        told = _fields(node)
        title, number = told.get("committeetitle", ""), told.get("committeeid", "")
        if title and number.isdecimal():
            yield Committee(
                number,
                title,
                told.get("committeecategory", ""),
                _true(told.get("committeeexpired")),
                _true(told.get("committeedeleted")),
            )


def listed(root: Element) -> Iterator[Listed]:
    """Yield the meetings of ``GetMeetings`` that have an id and a day."""
    for node in _below(root, "meeting"):
        told = _fields(node)
        day = day_told(told.get("meetingdate", ""))
        if day is not None and told.get("meetingid", "").isdecimal():
            yield Listed(told["meetingid"], day)


def meeting(root: Element, address: str) -> Meeting:
    """Return the meeting of ``GetMeeting``; of one that is hidden, its day and nothing else.

    Raises:
        FetchError: the answer holds none, or one without a day.
    """
    node = next((n for n in _below(root, "meeting") if _fields(n).get("meetingid")), None)
    told = _fields(node) if node is not None else {}
    day = day_told(told.get("meetingdate", ""))
    if node is None or day is None:
        raise FetchError(f"{address}: its answer tells of no meeting")
    if _false(told.get("isdisplayallowed")):
        return Meeting(told["meetingid"], day, shown=False)
    return Meeting(
        told["meetingid"],
        day,
        told.get("meetingtime", ""),
        told.get("meetingstatus", ""),
        told.get("meetinglocation", ""),
        tuple(map(_item, _below(node, "agendaitem"))),
        tuple(_linked(n) for n in _below(node, "linkeddoc") if not _within(n, "agendaitem")),
        tuple(_attendee(n) for n in _below(node, "attendee")),
    )


def _item(node: Element) -> Business:
    told = _fields(node)
    closed = _true(told.get("isrestricted")) or _false(told.get("isdisplayallowed"))
    papers = tuple(map(_linked, _below(node, "linkeddoc")))
    if closed:
        papers = tuple(Linked(one.attachment, "", "", restricted=True) for one in papers)
    number = told.get("fulldisplaynumberformat", "").rstrip(". ")
    title = "" if closed else told.get("agendaitemtitle", "")
    return Business(told.get("agendaitemid", ""), number, title, papers, closed)


def _linked(node: Element) -> Linked:
    told = _fields(node)
    attachment = told.get("attachmentid", "")
    if _true(told.get("isrestricted")) or told.get("restrictionsref", "0") not in ("", "0"):
        return Linked(attachment, "", "", restricted=True)
    return Linked(
        attachment,
        told.get("title", ""),
        told.get("url", ""),
        told.get("publicationdate", ""),
        False,
        _true(told.get("isurl")),
        _true(told.get("isdecisionattachment")),
    )


def _attendee(node: Element) -> Attendee:
    told = {str(name).lower(): _plain(str(value)) for name, value in node.attrib.items()}
    told |= _fields(node)
    name, party = told.get("name", ""), told.get("politicalparty", "")
    return Attendee(name, told.get("roledescription", ""), told.get("attendance", ""), party)


def _below(node: Element, name: str) -> Iterator[Element]:
    return (one for one in node.iter() if _name(one) == name)


def _within(node: Element, name: str) -> bool:
    return any(_name(one) == name for one in node.iterancestors())


def _name(node: Element) -> str:
    # Comments and processing instructions have a function for a tag.
    return etree.QName(node).localname.lower() if isinstance(node.tag, str) else ""


def _fields(node: Element) -> dict[str, str]:
    """Return the texts of the elements right below ``node`` that hold no others."""
    return {_name(one): _plain(one.text or "") for one in node if not len(one)}


def _plain(text: str) -> str:
    """Return a text as a reader would see it, on one line."""
    return one_line(_TAG.sub(" ", html.unescape(html.unescape(text))))


def _true(text: str | None) -> bool:
    return (text or "").casefold() in ("true", "1", "yes")


def _false(text: str | None) -> bool:
    return (text or "").casefold() in ("false", "0", "no")


def day_told(text: str) -> date | None:
    """Return the day that a site writes, as "01/03/2026 09:00:00"; None of what is none."""
    first = text.replace("T", " ").partition(" ")[0]
    for form in _DAYS:
        try:
            return datetime.strptime(first, form).date()
        except ValueError:
            continue
    return None

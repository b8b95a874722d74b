"""What the web service and a meeting's page say, in the forms that sites give it."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.sync.answers import committees, listed, meeting, read_answer
from corpus.sync.pages import packs

MEETING = b"""<?xml version="1.0"?>
<ns:meeting xmlns:ns="http://moderngov.co.uk/namespaces">
  <ns:meetingid>7</ns:meetingid><ns:meetingdate>05/03/2026</ns:meetingdate>
  <ns:isdisplayallowed>True</ns:isdisplayallowed>
  <ns:agendaitems><ns:agendaitem>
    <ns:agendaitemtitle>&lt;b&gt;Fish &amp;amp;amp; boats&lt;/b&gt;</ns:agendaitemtitle>
    <ns:agendaitemnumber>40</ns:agendaitemnumber>
    <ns:fulldisplaynumberformat>4b.</ns:fulldisplaynumberformat>
    <ns:linkeddocuments>
      <ns:linkeddoc><ns:attachmentid>1</ns:attachmentid><ns:title>Open</ns:title>
        <ns:isrestricted>False</ns:isrestricted><ns:restrictionsRef>0</ns:restrictionsRef>
        <ns:publicationdate>25/02/2026 10:00:00</ns:publicationdate></ns:linkeddoc>
      <ns:linkeddoc><ns:attachmentid>2</ns:attachmentid><ns:title>Closed</ns:title>
        <ns:isrestricted>False</ns:isrestricted><ns:restrictionsRef>3</ns:restrictionsRef>
      </ns:linkeddoc>
    </ns:linkeddocuments>
  </ns:agendaitem><!-- a remark --></ns:agendaitems>
  <ns:linkeddocuments><ns:linkeddoc><ns:attachmentid>3</ns:attachmentid>
    <ns:title>Of the meeting</ns:title></ns:linkeddoc></ns:linkeddocuments>
</ns:meeting>"""


def test_a_meeting_with_namespaces_and_texts_that_are_escaped_twice() -> None:
    found = meeting(read_answer(MEETING, "here"), "here")
    (item,) = found.items
    assert (found.id, found.day) == ("7", date(2026, 3, 5))
    assert (item.number, item.title) == ("4b", "Fish & boats")
    first, second = item.papers
    assert (first.title, first.published, first.restricted) == (
        "Open",
        "25/02/2026 10:00:00",
        False,
    )
    assert (second.title, second.url, second.restricted) == ("", "", True)
    assert [one.title for one in found.papers] == ["Of the meeting"]


@pytest.mark.parametrize("day", ["05/03/2026", "2026-03-05T18:30:00", "05/03/2026 18:30:00"])
def test_days_in_the_forms_that_sites_write(day: str) -> None:
    answer = f"<x><meeting><meetingid>7</meetingid><meetingdate>{day}</meetingdate></meeting></x>"
    assert [one.day for one in listed(read_answer(answer.encode(), "here"))] == [date(2026, 3, 5)]


def test_what_has_no_id_title_or_day_is_passed_over() -> None:
    body = b"""<x><committee><committeeid>1</committeeid></committee>
    <committee><committeeid>x</committeeid><committeetitle>A</committeetitle></committee>
    <committee><committeeid>2</committeeid><committeetitle>B</committeetitle>
    <committeeexpired>True</committeeexpired></committee></x>"""
    (found,) = committees(read_answer(body, "here"))
    assert (found.id, found.title, found.expired, found.deleted) == ("2", "B", True, False)
    assert (
        list(listed(read_answer(b"<x><meeting><meetingid>1</meetingid></meeting></x>", ""))) == []
    )


PAGE = b"""<a href="documents/g7/Public%20reports%20pack%205th-Mar.pdf?T=10&Info=1">Pack</a>
<a href="/here/documents/g7/Printed%20minutes.pdf?T=11">Minutes</a>
<a href="documents/g8/Another%20meeting.pdf?T=10">Next</a>
<a href="documents/b91/Late%20motion.pdf?T=9">Late</a>
<a href="documents/b91/Late%20motion.pdf?T=9#page=2">Late again</a>
<a href="documents/s123/Report.pdf">Report</a>
<a href="http://[broken">x</a><a>no address</a>
<a href="documents/g7/Decisions.pdf?T=2">Decisions</a>"""


def test_the_files_that_a_page_offers() -> None:
    found = list(packs(PAGE, "https://quay.example/here/ieListDocuments.aspx?MId=7", "7"))
    assert [(one.sort, one.key, one.title) for one in found] == [
        ("pack", "g7t10", "Public reports pack 5th-Mar"),
        ("minutes", "g7t11", "Printed minutes"),
        ("supplement", "b91t9", "Late motion"),
        ("decisions", "g7t2", "Decisions"),
    ]
    assert all(one.url.startswith("https://quay.example/here/documents/") for one in found)
    assert list(packs(b"", "https://quay.example/", "7")) == []

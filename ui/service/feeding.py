"""Private feeds and calendars beside the app: an address with a token that nobody can guess.

A digest has such an address too, by which whoever gets it stops it: what opens it asks, and what
is posted to it stops the mail, as mail programs do by one click (RFC 8058).

An unknown token is answered like any address that is none. What makes feeds is imported when the
first is asked for.
"""

from __future__ import annotations

import logging
import threading
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route
from streamlit import config

from corpus.model import CorpusError, whence
from retrieval.model import RetrievalError, Settings
from ui.language import _, browser_language, language, speaking

if TYPE_CHECKING:
    from retrieval.following import Feeds

_LOG = logging.getLogger(__name__)
_NO_CODE = "default-src 'none'; form-action 'self'; frame-ancestors 'none'"
_PAGE = """<!DOCTYPE html><html lang="{language}"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>{title}</title>
<h1>{head}</h1><p>{said}</p>{form}</html>
"""
_FORM = '<form method="post"><button>{title}</button></form>'
_HEADERS = {
    "Cache-Control": "private, max-age=300",
    "X-Robots-Tag": "noindex, nofollow",
    "X-Content-Type-Options": "nosniff",
}


def feed_routes(settings: Settings) -> list[Route]:
    """Return the routes of feeds and calendars over the data folder of the settings."""
    made: list[Feeds] = []
    turn = threading.Lock()

    def feeds() -> Feeds:
        from retrieval.following import Feeds

        with turn:
            if not made:
                made.append(Feeds(settings))
            return made[0]

    # Starlette runs what is no coroutine in a thread of its own.
    def feed(request: Request) -> Response:
        return _answer(request, feeds(), calendar=False)

    def meetings(request: Request) -> Response:
        return _answer(request, feeds(), calendar=True)

    def stop(request: Request) -> Response:
        return _stopped(request, feeds())

    # Streamlit puts its own routes under this path, and those of others at the root.
    base = str(config.get_option("server.baseUrlPath") or "").strip("/")
    under = f"/{base}/feeds" if base else "/feeds"
    return [
        Route(f"{under}/{{token}}/new.xml", feed),
        Route(f"{under}/{{token}}/meetings.ics", meetings),
        Route(f"{under}/stop/{{token}}", stop, methods=["GET", "POST"]),
    ]


def _stopped(request: Request, feeds: Feeds) -> Response:
    posted = request.method == "POST"
    try:
        known = feeds.stop_mail(str(request.path_params["token"]), stop=posted)
    except (CorpusError, RetrievalError) as error:
        _LOG.error("mail could not be stopped: %s", whence(error))
        return PlainTextResponse("Try again later.", 503, headers=_HEADERS)
    if not known:
        return PlainTextResponse("Not Found", 404, headers=_HEADERS)
    headers = _HEADERS | {"Cache-Control": "no-store", "Content-Security-Policy": _NO_CODE}
    with speaking(browser_language(request.cookies, request.headers)):
        return HTMLResponse(_stop_page(stopped=posted), headers=headers)


def _stop_page(*, stopped: bool) -> str:
    """Return the page that asks whether mail is to stop, or that says that it has."""
    title = _("Stop this mail")
    head, said, form = _("Stopped"), _("No digest is sent to this address any more."), ""
    if not stopped:
        head, form = _("Stop this mail?"), _FORM.format(title=title)
        said = _("What you follow stays; no digest is sent to you.")
    return _PAGE.format(language=language(), title=title, head=head, said=said, form=form)


def _answer(request: Request, feeds: Feeds, *, calendar: bool) -> Response:
    try:
        found = feeds.answer(str(request.path_params["token"]), calendar=calendar)
    except (CorpusError, RetrievalError) as error:
        _LOG.error("a feed could not be made: %s", whence(error))
        return PlainTextResponse("The papers cannot be read just now.", 503, headers=_HEADERS)
    if found is None:
        return PlainTextResponse("Not Found", 404, headers=_HEADERS)
    mark = f'"{found.mark}"'
    since = found.since
    headers = _HEADERS | {"ETag": mark, "Last-Modified": format_datetime(since, usegmt=True)}
    if _has(request, mark, since):
        return Response(status_code=304, headers=headers)
    return Response(found.content, media_type=found.media_type, headers=headers)


def _has(request: Request, mark: str, since: datetime) -> bool:
    """Tell whether whoever asks has this already (RFC 9110: a mark counts before a time)."""
    if (marks := request.headers.get("if-none-match")) is not None:
        return mark in {one.strip().removeprefix("W/") for one in marks.split(",")}
    try:
        told = parsedate_to_datetime(request.headers.get("if-modified-since", ""))
    except (ValueError, OverflowError):
        return False
    return since <= (told if told.tzinfo else told.replace(tzinfo=UTC))

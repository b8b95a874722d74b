"""What is told of a call that fails: in words, and over REST as problem details (RFC 9457)."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from starlette.responses import Response

from corpus.model import CorpusError, UnknownPaperError, whence
from retrieval.model import NotHeldError, RetrievalError, StoppedError, UnknownTokenError
from retrieval.records import Record

_LOG = logging.getLogger(__name__)
MEDIA_TYPE = "application/problem+json"
# What stands in the way may name a place on the computer, so it is for the log alone.
UNWELL = "The papers cannot be read or searched just now; whoever runs Minutebook finds why."


class WrongField(Record):
    """A part of a call that cannot be used."""

    field: str
    """Which it is."""
    detail: str
    """What is wrong with it."""


class Problem(Record):
    """Why a call failed: problem details as in RFC 9457."""

    type: str = "about:blank"
    """about:blank: the status says of what kind the problem is."""
    title: str
    """The status in words."""
    status: int
    """The HTTP status."""
    detail: str
    """What happened, and what to do."""
    errors: tuple[WrongField, ...] = ()
    """Each part of the call that cannot be used."""


def problem(status: HTTPStatus, detail: str, errors: Sequence[WrongField] = ()) -> Problem:
    """Return the problem of a call that ended with ``status``."""
    return Problem(title=status.phrase, status=status, detail=detail, errors=tuple(errors))


def problem_of(error: Exception) -> Problem:
    """Return what is told of an error; what is not for whoever calls goes to the log."""
    match error:
        case NotHeldError() | UnknownPaperError():
            return problem(HTTPStatus.NOT_FOUND, str(error))
        case UnknownTokenError():
            return problem(HTTPStatus.UNAUTHORIZED, str(error))
        case StoppedError():
            return problem(HTTPStatus.SERVICE_UNAVAILABLE, "Minutebook is being stopped.")
        case RetrievalError() | CorpusError():
            _LOG.error("a call could not be answered: %s", whence(error))
            return problem(HTTPStatus.SERVICE_UNAVAILABLE, UNWELL)
    _LOG.error("a call failed: %s", whence(error))
    return problem(HTTPStatus.INTERNAL_SERVER_ERROR, UNWELL)


def wrong_fields(errors: Sequence[Any]) -> Problem:
    """Return the problem of a call that cannot be used, by what pydantic says of each part.

    What was given is not repeated.
    """
    wrong = [
        WrongField(field=".".join(str(part) for part in one["loc"]), detail=one["msg"])
        for one in errors
    ]
    told = "; ".join(f"{one.field}: {one.detail}" if one.field else one.detail for one in wrong)
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, told, wrong)


def response(told: Problem, headers: Mapping[str, str] | None = None) -> Response:
    """Return a problem as it is sent."""
    return Response(told.model_dump_json(), told.status, headers, MEDIA_TYPE)

"""REST: one route an operation, described as OpenAPI."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Depends, FastAPI, Path, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.openapi.utils import get_openapi
from starlette.exceptions import HTTPException
from starlette.responses import Response

from corpus.model import CorpusError, program_version
from retrieval.model import RetrievalError
from retrieval.records import (
    AnswerRecord,
    DocumentRecord,
    HistoryRecord,
    MeetingList,
    MeetingRecord,
    PageList,
    ResolutionList,
)
from retrieval.served.asked import (
    HistoryAsked,
    Identified,
    MeetingsAsked,
    QuestionAsked,
    ResolutionsAsked,
    SearchAsked,
)
from retrieval.served.desk import Desk
from retrieval.served.guard import reader_of
from retrieval.served.operations import (
    ASK,
    FETCH,
    GET_MEETING,
    HISTORY,
    LIST_MEETINGS,
    LIST_RESOLUTIONS,
    SEARCH,
    Operation,
)
from retrieval.served.problems import (
    MEDIA_TYPE,
    UNWELL,
    Problem,
    problem,
    problem_of,
    response,
    wrong_fields,
)
from retrieval.served.readers import Reader

_ABOUT = (
    "Council papers, quoted letter by letter with item, printed page and PDF page. A bearer token"
    " shows its reader exempt papers; without one they are public."
)
_PROBLEMS = {
    "400": "The body is no JSON.",
    "401": "The token is not known.",
    "404": "There is no such thing, or not for this reader.",
    "422": "A part of the call cannot be used.",
    "429": "Too many calls; Retry-After says when to call again.",
    "503": "The papers cannot be read or searched just now.",
    "default": "Anything else that kept the call from being answered.",
}
_Route = TypeVar("_Route", bound=Callable[..., Any])


def _desk(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


def _reader(request: Request) -> Reader:
    return reader_of(request.scope)


_Desk = Annotated[Desk, Depends(_desk)]
_Reader = Annotated[Reader, Depends(_reader)]
_Id = Annotated[str, Path(description="The id that another operation gave.", max_length=300)]
_routes = APIRouter()


def _route(path: str, operation: Operation, method: str = "GET") -> Callable[[_Route], _Route]:
    return _routes.api_route(
        path,
        methods=[method],
        operation_id=operation.name,
        summary=operation.title,
        description=operation.about,
    )


@_route("/search", SEARCH)
def _search(asked: Annotated[SearchAsked, Query()], desk: _Desk, reader: _Reader) -> PageList:
    return desk.search(asked, reader)


@_route("/pages/{id}", FETCH)
def _fetch(id: _Id, desk: _Desk, reader: _Reader) -> DocumentRecord:
    return desk.fetch(Identified(id=id), reader)


@_route("/ask", ASK, "POST")
def _ask(asked: QuestionAsked, desk: _Desk, reader: _Reader) -> AnswerRecord:
    return desk.ask(asked, reader)


@_route("/meetings", LIST_MEETINGS)
def _meetings(
    asked: Annotated[MeetingsAsked, Query()], desk: _Desk, reader: _Reader
) -> MeetingList:
    return desk.list_meetings(asked, reader)


@_route("/meetings/{id}", GET_MEETING)
def _meeting(id: _Id, desk: _Desk, reader: _Reader) -> MeetingRecord:
    return desk.get_meeting(Identified(id=id), reader)


@_route("/resolutions", LIST_RESOLUTIONS)
def _resolutions(
    asked: Annotated[ResolutionsAsked, Query()], desk: _Desk, reader: _Reader
) -> ResolutionList:
    return desk.list_resolutions(asked, reader)


@_route("/history/{id}", HISTORY)
def _history(
    id: _Id,
    desk: _Desk,
    reader: _Reader,
    limit: Annotated[int, Query(ge=1, le=100, description="How many of each at most.")] = 20,
) -> HistoryRecord:
    return desk.history(HistoryAsked(id=id, limit=limit), reader)


def rest_app(desk: Desk) -> FastAPI:
    """Return the routes over a desk, to stand behind :class:`retrieval.served.guard.Guard`.

    The description is at ``/openapi.json``; no page that shows it is served, as those of FastAPI
    fetch their scripts from elsewhere.
    """
    app = _Described(
        title="Minutebook",
        version=program_version(),
        description=_ABOUT,
        docs_url=None,
        redoc_url=None,
    )
    app.state.desk = desk
    app.include_router(_routes)
    app.add_exception_handler(RequestValidationError, _unusable)
    app.add_exception_handler(HTTPException, _not_a_route)
    for kind in (CorpusError, RetrievalError):
        app.add_exception_handler(kind, _failed)
    app.add_exception_handler(Exception, _broken)
    return app


class _Described(FastAPI):
    """FastAPI whose description says that problems are problem details."""

    def openapi(self) -> dict[str, Any]:
        """Return the description, made once."""
        if not self.openapi_schema:
            made = get_openapi(
                title=self.title,
                version=self.version,
                description=self.description,
                routes=self.routes,
            )
            self.openapi_schema = _with_problems(made)
        return self.openapi_schema


def _with_problems(made: dict[str, Any]) -> dict[str, Any]:
    schemas = made["components"]["schemas"]
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    told = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas |= told.pop("$defs") | {"Problem": told}
    made["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    made["security"] = [{}, {"token": []}]
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for methods in made["paths"].values():
        for operation in methods.values():
            for status, about in _PROBLEMS.items():
                operation["responses"][status] = {"description": about, "content": content}
    return made


def _unusable(_: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    # The first part says whether it stood in the address or the body.
    given = [{**one, "loc": one["loc"][1:]} for one in error.errors()]
    return response(wrong_fields(given))


def _not_a_route(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return response(problem(HTTPStatus(error.status_code), error.detail), error.headers)


def _broken(_: Request, __: Exception) -> Response:
    """Tell of what nobody expected; the guard, which it reaches afterwards, has it logged."""
    return response(problem(HTTPStatus.INTERNAL_SERVER_ERROR, UNWELL))


def _failed(_: Request, error: Exception) -> Response:
    return response(problem_of(error))

"""REST: every route, bad calls, tokens, the description, many at once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx2
import pytest
from fastapi.openapi.models import OpenAPI
from jsonschema import Draft202012Validator
from starlette.testclient import TestClient

from corpus.model import CatalogueError
from retrieval.assistant.assistant import Assistant
from retrieval.model.settings import Settings
from retrieval.served.desk import Desk
from retrieval.served.operations import OPERATIONS
from retrieval.served.rest import rest_app
from tests.retrieval.served.callers import (
    ROUTES,
    TOKEN,
    bearer,
    by_rest,
    desk_of,
    exempt_page,
    guarded,
    rest_listening,
    walked,
    with_token,
)
from tests.retrieval.tellers import as_json

HOURS = "What was agreed about library opening hours?"


def problem(answer: Any, status: int) -> dict[str, Any]:
    """Return the problem that a call ended with."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    found: dict[str, Any] = answer.json()
    assert found["status"] == status
    assert found["title"]
    assert found["detail"]
    return found


def test_every_operation_has_a_route_and_answers(client: TestClient) -> None:
    described = client.get("/openapi.json").json()["paths"]
    routes = {
        operation["operationId"]: (method.upper(), path)
        for path, methods in described.items()
        for method, operation in methods.items()
    }
    assert routes == ROUTES
    assert set(ROUTES) == {one.name for one in OPERATIONS}
    said = walked(by_rest(client), [HOURS, "Who leads on that?"])
    assert "official_record" in said
    assert "http://localhost:8501/?paper=" in said


def test_an_answer_is_that_of_the_command_line(assistant: Assistant, client: TestClient) -> None:
    given = client.post("/ask", json={"question": HOURS}).json()
    told = json.loads(as_json(assistant.ask(HOURS), assistant.catalogue))
    told["pages"] = told["pages"][:5]
    assert given | {"timings": []} == told | {"timings": []}
    cited = given["statements"][0]["citations"][0]
    assert cited["official_record"]
    page = assistant.catalogue.page(cited["paper_id"], cited["page"])
    assert cited["printed"] == page.label
    slices = " ".join(page.text[one["start"] : one["end"]] for one in cited["spans"])
    assert slices.split() == cited["quote"].split()
    assert f"PDF page {cited['page']}" in cited["where"]


def test_a_follow_up_is_understood_by_the_earlier_questions(client: TestClient) -> None:
    earlier = ["What was agreed about library opening hours?"]
    alone = client.post("/ask", json={"question": "Who moved it?"}).json()
    after = client.post("/ask", json={"question": "Who moved it?", "earlier": earlier}).json()
    assert "library" in after["searched"].lower()
    assert "library" not in alone["searched"].lower()


def test_lists_are_given_in_parts(client: TestClient) -> None:
    whole = client.get("/resolutions", params={"limit": 100}).json()
    assert whole["total"] == len(whole["results"]) > 4
    parts: list[Any] = []
    offset: int | None = 0
    while offset is not None:
        part = client.get("/resolutions", params={"limit": 3, "offset": offset}).json()
        parts += part["results"]
        offset = part["next_offset"]
    assert parts == whole["results"]
    beyond = client.get("/resolutions", params={"offset": whole["total"]}).json()
    assert (beyond["results"], beyond["next_offset"]) == ([], None)
    pages = client.get("/search", params={"query": HOURS, "limit": 2}).json()
    assert pages["next_offset"] == 2
    meetings = client.get("/meetings", params={"limit": 1}).json()
    assert meetings["next_offset"] == 1


def test_limits_narrow(client: TestClient) -> None:
    found = client.get("/meetings", params={"committee": "cabinet"}).json()["results"]
    assert {one["committee"] for one in found} == {"Cabinet"}
    given = {"since": "2023-11-14", "until": "2023-11-14"}
    found = client.get("/meetings", params=given).json()["results"]
    assert {one["date"] for one in found} == {"2023-11-14"}
    params = {"outcomes": ["noted", "agreed"], "decision_kinds": "decision"}
    found = client.get("/resolutions", params=params).json()["results"]
    assert {one["outcome_class"] for one in found} <= {"noted", "agreed"}
    only = {"query": HOURS, "paper_kinds": "minutes"}
    kinds = client.get("/search", params=only).json()["results"]
    assert kinds
    assert all(one["title"].startswith("Minutes") for one in kinds)


def test_pages_lead_to_one_another_and_end(assistant: Assistant, client: TestClient) -> None:
    name = "2023-11-14-cabinet-minutes.pdf"
    found = client.get(f"/pages/{name}").json()
    assert found["previous_id"] is None
    texts = [found["text"]]
    while found["next_id"]:
        found = client.get(f"/pages/{found['next_id']}").json()
        texts.append(found["text"])
    reading = assistant.catalogue.reading(assistant.catalogue.paper(name).id)
    assert texts == [page.text for page in reading.pages]
    paper = found["paper"]["paper_id"]
    problem(client.get(f"/pages/{paper[:16]}:{len(texts) + 1}"), 404)


@pytest.mark.parametrize(
    ("path", "given", "field"),
    [
        ("/search", {}, "query"),
        ("/search", {"query": " "}, "query"),
        ("/search", {"query": "x" * 20_000}, "query"),
        ("/search", {"query": "x", "limit": 41}, "limit"),
        ("/search", {"query": "x", "limit": 0}, "limit"),
        ("/search", {"query": "x", "offset": -1}, "offset"),
        ("/search", {"query": "x", "since": "soon"}, "since"),
        ("/search", {"query": "x", "since": "2024-02-01", "until": "2024-01-01"}, ""),
        ("/search", {"query": "x", "paper_kinds": "novel"}, "paper_kinds.0"),
        ("/search", {"query": "x", "clearance": "exempt"}, "clearance"),
        ("/meetings", {"limit": 101}, "limit"),
        ("/resolutions", {"words": "x" * 201}, "words"),
        ("/history/0000000000000000:item-1", {"limit": 0}, "limit"),
    ],
)
def test_what_cannot_be_used_is_named(
    path: str, given: dict[str, Any], field: str, client: TestClient
) -> None:
    told = problem(client.get(path, params=given), 422)
    assert [one["field"] for one in told["errors"]] == [field]
    assert "xxxx" not in json.dumps(told)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "question"),
        ({"question": ""}, "question"),
        ({"question": "x" * 20_000}, "question"),
        ({"question": 5}, "question"),
        ({"question": "x", "earlier": [""]}, "earlier.0"),
        ({"question": "x", "earlier": ["x"] * 9}, "earlier"),
        ({"question": "x", "clearance": "exempt"}, "clearance"),
        ({"question": "x", "earlier": "[" * 100_000}, "earlier"),
        ({"question": "x", "earlier": "[oh"}, "earlier"),
    ],
)
def test_a_question_that_cannot_be_used_is_told(
    body: dict[str, Any], field: str, client: TestClient
) -> None:
    told = problem(client.post("/ask", json=body), 422)
    assert [one["field"] for one in told["errors"]] == [field]


def test_a_body_that_is_no_json_is_told(client: TestClient) -> None:
    as_json = {"content-type": "application/json"}
    problem(client.post("/ask", content=b"{", headers=as_json), 422)
    for broken in (b"[" * 100_000, b'{"question": "\xff"}'):
        problem(client.post("/ask", content=broken, headers=as_json), 400)


@pytest.mark.parametrize(
    "path",
    [
        "/pages/nothing.pdf",
        "/pages/0000000000000000:1",
        "/pages/..%2f..%2fetc%2fpasswd",
        "/meetings/0000000000000000",
        "/history/2023-11-14-cabinet-minutes.pdf",
        "/history/0000000000000000:r1-0-9",
        "/nowhere",
    ],
)
def test_what_is_not_there_is_not_found(path: str, client: TestClient) -> None:
    problem(client.get(path), 404)


def test_a_place_that_is_in_no_paper_is_not_found(assistant: Assistant, client: TestClient) -> None:
    paper = assistant.catalogue.papers()[0].id[:16]
    for place in ("r1-0-1", "item-999", "9999"):
        problem(client.get(f"/pages/{paper}:{place}"), 404)


def test_a_route_has_its_method(client: TestClient) -> None:
    answer = client.get("/ask")
    problem(answer, 405)
    assert answer.headers["allow"] == "POST"


def test_a_token_shows_exempt_papers_and_an_unknown_one_nothing(
    assistant: Assistant, client: TestClient
) -> None:
    page = f"/pages/{exempt_page(assistant)}"
    problem(client.get(page), 404)
    assert client.get(page, headers=bearer(TOKEN)).status_code == 200
    for wrong in (f"{TOKEN} ", TOKEN[:-1], "x", "é"):
        headers = [(b"authorization", f"Bearer {wrong}".encode())]
        answer = client.get("/resolutions", headers=headers)
        if wrong.strip() == TOKEN:
            assert answer.status_code == 200
        else:
            problem(answer, 401)
            assert answer.headers["www-authenticate"].startswith("Bearer")
    # Other schemes are no way round.
    problem(client.get("/resolutions", headers={"Authorization": f"Basic {TOKEN}"}), 401)
    problem(client.get("/resolutions", headers={"Authorization": TOKEN}), 401)


def schemas(described: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    yield from described["components"]["schemas"].items()


def test_the_description_is_valid_and_names_every_field(client: TestClient) -> None:
    described = client.get("/openapi.json").json()
    assert OpenAPI.model_validate(described).openapi.startswith("3.1")
    for name, schema in schemas(described):
        Draft202012Validator.check_schema(schema)
        for field, said in schema.get("properties", {}).items():
            assert said.get("description"), f"{name}.{field} is not described"
    text = json.dumps(described)
    for ref in {part.split('"')[0] for part in text.split('"$ref": "')[1:]}:
        assert ref.removeprefix("#/components/schemas/") in described["components"]["schemas"]
    for methods in described["paths"].values():
        for operation in methods.values():
            assert all(one["description"] for one in operation.get("parameters", ()))
            assert operation["description"]
            for status in ("400", "422", "default"):
                told = operation["responses"][status]["content"]
                assert list(told) == ["application/problem+json"]


def test_what_is_given_is_as_described(client: TestClient) -> None:
    described = client.get("/openapi.json").json()
    call = by_rest(client)
    meeting = call("list_meetings", {})["results"][0]["id"]
    decided = call("list_resolutions", {})["results"][0]["id"]
    given: dict[str, dict[str, Any]] = {
        "search": {"query": HOURS},
        "fetch": {"id": decided},
        "ask": {"question": HOURS},
        "list_meetings": {},
        "get_meeting": {"id": meeting},
        "list_resolutions": {},
        "history": {"id": decided},
    }
    for one in OPERATIONS:
        schema = {"$ref": f"#/components/schemas/{one.gives.__name__}"}
        whole = schema | {"components": described["components"]}
        Draft202012Validator(whole).validate(call(one.name, given[one.name]))


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (CatalogueError("/srv/secret/catalogue.sqlite3 is damaged"), 503),
        (ZeroDivisionError("the secret words of a paper"), 500),
    ],
    ids=["what stands in the way", "what nobody expected"],
)
def test_a_fault_is_a_problem_and_its_words_are_not_told(
    error: Exception,
    status: int,
    client: TestClient,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def broken(*_: object) -> None:
        raise error

    monkeypatch.setattr(Desk, "list_resolutions", broken)
    told = problem(client.get("/resolutions"), status)
    assert "secret" not in json.dumps(told) + caplog.text
    assert type(error).__name__ in caplog.text


def test_many_at_once_get_each_their_own(client: TestClient) -> None:
    questions = [
        HOURS,
        "Who was present on 14 November 2023?",
        "parking charges",
        "street lighting",
    ]
    call = by_rest(client)

    def asked(at: int) -> tuple[str, Any]:
        question = questions[at % len(questions)]
        return question, call("ask", {"question": question})

    alone = {question: call("ask", {"question": question}) for question in questions}
    with ThreadPoolExecutor(8) as pool:
        for question, found in pool.map(asked, range(24)):
            assert found | {"timings": []} == alone[question] | {"timings": []}


@pytest.mark.slow
def test_a_real_server_answers_and_limits(assistant: Assistant) -> None:
    settings = with_token(assistant.settings.data, api_per_minute=5)
    with rest_listening(assistant, settings) as address, httpx2.Client(base_url=address) as client:
        codes = [client.get("/meetings").status_code for _ in range(6)]
        assert codes == [200] * 5 + [429]
        refused = client.get("/meetings")
        assert problem(refused, 429)
        assert 1 <= int(refused.headers["retry-after"]) <= 13
        # A token has an allowance of its own.
        cleared = client.get("/meetings", headers=bearer(TOKEN))
        assert cleared.status_code == 200
        assert "server" not in cleared.headers


def test_questions_are_logged_without_their_words(assistant: Assistant, tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    settings = with_token(assistant.settings.data, log_file=str(path))
    with guarded(rest_app(desk_of(assistant, settings)), settings) as client:
        client.post("/ask", json={"question": HOURS})
        client.post("/ask", json={"question": HOURS}, headers=bearer(TOKEN))
        client.post("/ask", json={"question": HOURS}, headers=bearer("wrong"))
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    assert [(line["event"], line["role"]) for line in lines] == [
        ("question", "public"),
        ("question", "program"),
        ("refused", "public"),
    ]
    assert lines[1]["person"] == "research"
    assert "library" not in path.read_text()
    assert TOKEN not in path.read_text()


def test_only_named_sites_may_call_from_their_pages(
    assistant: Assistant, desk: Desk, settings: Settings
) -> None:
    own = "https://council.invalid"
    with guarded(rest_app(desk), settings) as client:
        problem(client.get("/meetings", headers={"Origin": own}), 403)
    named = settings.model_copy(update={"api_origins": (own,)})
    with rest_listening(assistant, named) as address, httpx2.Client(base_url=address) as real:
        answer = real.get("/meetings", headers={"Origin": own})
        assert answer.headers["access-control-allow-origin"] == own
        other = real.get("/meetings", headers={"Origin": "https://other.invalid"})
        assert problem(other, 403)
        assert "access-control-allow-origin" not in other.headers
        asked = {
            "Origin": own,
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "authorization, content-type, mcp-method, mcp-name",
        }
        assert real.options("/ask", headers=asked).status_code == 200

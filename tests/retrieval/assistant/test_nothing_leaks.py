"""A word that only exempt pages hold is on no route of the assistant or the commands."""

from __future__ import annotations

import dataclasses
import functools
import inspect
import io
import json
import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdf
import pytest

import corpus.cli.commands as corpus_cli
import evals.cli.commands as evals_cli
import retrieval
import retrieval.cli.commands as retrieval_cli
from corpus.model import Access, Scope, Span
from corpus.model.errors import UnknownPaperError
from retrieval.assistant.assistant import Assistant
from retrieval.embedding.opening import open_engine
from retrieval.following import Follow, FollowFile, FollowKind
from retrieval.model.settings import Settings
from retrieval.model.types import Answer, Status, Turn
from retrieval.pipeline.retriever import MinutebookRetriever
from tests.exempt_pack import EXEMPT_PAGES, NAME, OPEN_PAGES, SECRET, add_all, write_pack
from tests.retrieval.assistant.leaks import QUESTIONS, planted
from tests.retrieval.tellers import as_json
from ui.chat.export import answer_words, chat_markdown, chat_word
from ui.kept import Exchange

pytestmark = pytest.mark.slow

# Nothing that these give is shown to a reader.
INSIDE = {"open", "close", "warm", "start_drawing", "ingest", "model_state", "ready"}
Route = Callable[[Assistant, str, Scope], object]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder that holds the pack and what is attached to it, read by the real thing."""
    folder = tmp_path_factory.mktemp("papers")
    write_pack(folder)
    settings = Settings.model_construct(data=tmp_path_factory.mktemp("data"))
    add_all(folder, settings)
    return settings.data


def test_a_retriever_opens_to_the_public(data: Path) -> None:
    asked = (f"What will {SECRET} pay for the building?", QUESTIONS[1])
    with MinutebookRetriever.open(data, top_k=100) as public:
        assert not any(planted(repr(public.retrieve(question))) for question in asked)
    with MinutebookRetriever.open(data, clearance="exempt", top_k=100) as cleared:
        assert any(planted(repr(cleared.retrieve(question))) for question in asked)


@pytest.fixture(scope="module")
def assistant(data: Path) -> Iterator[Assistant]:
    opened = Assistant.open(Settings.model_construct(data=data))
    yield opened
    opened.catalogue.close()


def pages_of(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def chat(answer: Answer) -> list[Exchange]:
    return [Exchange(answer.question, Scope(), answer=answer)]


def exported(assistant: Assistant, answer: Answer, clearance: Access) -> str:
    word = chat_word(chat(answer))
    assert word
    told = as_json(answer, assistant.catalogue, clearance)
    return told + answer_words(answer) + chat_markdown(chat(answer))


ASKED: dict[str, Route] = {
    "ask": lambda a, q, s: exported(a, a.ask(q, s), s.clearance) + repr(a.ask(q, s)),
    "stream": lambda a, q, s: list(a.stream(q, s)),
    "search": lambda a, q, s: a.search(q, 40, s),
    "hits": lambda a, q, s: a.hits(q, 100, s),
    "find": lambda a, q, s: a.find(q, s),
}
# Doors of the package that ask through the assistant.
THROUGH: dict[str, Route] = {
    "MinutebookRetriever": lambda a, q, s: MinutebookRetriever(a, s, 100).retrieve(q),
}


def test_every_door_of_the_package_is_walked() -> None:
    assert set(retrieval.__all__) - {"Assistant"} == set(THROUGH)


def test_every_method_of_the_assistant_is_walked() -> None:
    public = {name for name, _ in inspect.getmembers(Assistant) if not name.startswith("_")}
    drawn = {"picture", "page_pdf", "paper_pdf", "original", "highlights"}
    assert public - INSIDE == set(ASKED) | drawn


@pytest.mark.parametrize("name", sorted({**ASKED, **THROUGH}))
def test_a_route_of_the_assistant(
    name: str, assistant: Assistant, caplog: pytest.LogCaptureFixture
) -> None:
    route = {**ASKED, **THROUGH}[name]
    caplog.set_level(logging.DEBUG)
    for question in QUESTIONS:
        said = repr(route(assistant, question, Scope()))
        assert not planted(said), question
        assert not planted(caplog.text)
    cleared = Scope(clearance=Access.EXEMPT)
    told = "".join(repr(route(assistant, question, cleared)) for question in QUESTIONS)
    assert SECRET.lower() in told.lower()


def test_what_a_filter_or_a_chat_names_opens_nothing(assistant: Assistant) -> None:
    """Scopes, shared links and earlier turns cannot ask for what is closed."""
    scopes = (Scope(item="5"), Scope(papers=(NAME,)), Scope(committee=f"{SECRET} Board"))
    question = QUESTIONS[1]
    for scope in scopes:
        found = assistant.ask(question, scope)
        assert not planted(repr((found.statements, found.pages)))
    cleared = assistant.ask(question, Scope(clearance=Access.EXEMPT))
    # A cleared answer in the chat, when the clearance has gone meanwhile.
    after = assistant.ask("And who pays for it?", Scope(), (Turn(question, cleared),))
    assert not planted(repr((after.statements, after.pages)))
    assert not planted(repr((after.lead, after.closest, after.matter, after.message)))


def test_the_questions_end_in_every_way(assistant: Assistant) -> None:
    """Else what one of the ends shows would not be walked."""
    public = [assistant.ask(question) for question in QUESTIONS]
    told = [*public, *(assistant.ask(q, Scope(clearance=Access.EXEMPT)) for q in QUESTIONS)]
    assert {one.status for one in public} >= {Status.ANSWERED, Status.CLOSEST, Status.REPLIED}
    assert any(one.lead for one in public)
    assert any(one.matter for one in public)
    # The report of item 5 is closed, though the agenda prints its title.
    assert any("5. Disposal of a Building" in said.part for one in told for said in one.statements)
    named = [said.part for one in public for said in one.statements]
    assert not any("5. Disposal of a Building" in part for part in named)
    assert any(planted(repr(one.matter)) for one in told)
    assert any(planted(repr(one.closest)) for one in told)


def test_a_matter_of_closed_pages_is_told_to_nobody_else(assistant: Assistant) -> None:
    """The chat's matter, its title and its words are there when the clearance has gone."""
    question = QUESTIONS[1]
    cleared = assistant.ask(question, Scope(clearance=Access.EXEMPT))
    assert cleared.matter is not None
    about = dataclasses.replace(cleared.matter, title=f"Sale of the building to {SECRET}")
    turn = Turn(question, dataclasses.replace(cleared, matter=about))
    for asked in ("Who voted against?", "Why?", "What is the latest?", "Who leads on that?"):
        again = assistant.ask(asked, Scope(clearance=Access.EXEMPT), (turn,))
        # One field of the matter is asked of its rows and forms, which need no title.
        used = planted(again.searched) or asked == "Who leads on that?"
        assert used, "the test proves nothing unless it is used"
        assert not planted(repr(assistant.ask(asked, Scope(), (turn,))))


def test_a_cleared_answer_cites_the_exempt_page(assistant: Assistant) -> None:
    answer = assistant.ask(QUESTIONS[1], Scope(clearance=Access.EXEMPT))
    assert {c.page for c in answer.citations} & set(EXEMPT_PAGES)
    assert "7,654,321" in answer.text


def test_the_weights_of_words_are_those_of_open_pages(assistant: Assistant) -> None:
    """Taking the exempt pages away changes no score of the public's."""
    catalogue = assistant.catalogue
    open_ones = catalogue.passages_of(catalogue.paper(NAME).id)
    assert catalogue.passages_seen() == len(open_ones)
    assert not planted(repr(catalogue.vocabulary()))


@pytest.mark.parametrize("number", range(1, 9))
def test_pictures_and_single_pages(number: int, assistant: Assistant) -> None:
    paper = assistant.catalogue.paper(NAME).id
    span = (Span(number, 0, 40),)
    draws: tuple[Callable[[Access], object], ...] = (
        lambda access: assistant.picture(paper, number, 1.0, access),
        lambda access: assistant.page_pdf(paper, number, access),
        lambda access: assistant.highlights(paper, span, access),
    )
    for draw in draws:
        assert draw(Access.EXEMPT)
        if number in EXEMPT_PAGES:
            with pytest.raises(UnknownPaperError) as refused:
                draw(Access.PUBLIC)
            assert not planted(str(refused.value))
        else:
            assert draw(Access.PUBLIC)
    single = assistant.page_pdf(paper, number, Access.EXEMPT)
    assert bool(planted("".join(pages_of(single)))) is (number in EXEMPT_PAGES)


def test_the_download_of_the_paper_leaves_the_exempt_pages_out(assistant: Assistant) -> None:
    paper = assistant.catalogue.paper(NAME).id
    whole = assistant.paper_pdf(paper, Access.EXEMPT)
    assert len(pages_of(whole)) == 8
    assert planted(whole.decode("latin-1"))
    copy = assistant.paper_pdf(paper)
    texts = pages_of(copy)
    assert len(texts) == len(OPEN_PAGES)
    assert "Mooring Fees" in texts[-1]
    reader = pypdf.PdfReader(io.BytesIO(copy))
    objects = [reader.get_object(number) for number in range(1, len(reader.xref[0]) + 1)]
    found = [one for one in objects if isinstance(one, pypdf.generic.StreamObject)]
    streams = [one.get_data().decode("latin-1") for one in found]
    assert streams
    # Not on a page, not in a bookmark, not in any object that came along.
    assert not planted("".join(texts) + copy.decode("latin-1") + "".join(streams) + repr(objects))
    assert not reader.outline


def test_what_is_attached_to_closed_pages_is_a_closed_paper(assistant: Assistant) -> None:
    catalogue = assistant.catalogue
    every = catalogue.papers(Scope(clearance=Access.EXEMPT))
    attached = [paper for paper in every if paper.file_name != NAME]
    assert {paper.file_name.partition("-")[0] for paper in attached} == {"plan", "valuation"}
    assert {paper.access for paper in attached} == {Access.EXEMPT}
    assert [paper.file_name for paper in catalogue.papers()] == [NAME]
    for paper in attached:
        for draw in (assistant.paper_pdf, lambda one: assistant.picture(one, 1, 1.0)):
            with pytest.raises(UnknownPaperError):
                draw(paper.id)


def commands(data: Path, out: Path) -> list[Callable[[], int]]:
    """Return every command that prints or writes what papers say."""
    folder = ["--data", str(data)]
    questions = out / "set.jsonl"
    rows = [
        {"id": f"q{at}", "question": question, "kind": "fact",
         "gold": [{"paper": NAME, "page": 4, "text": "The ferry landing stage", "pool": 0}],
         "facts": []}
        for at, question in enumerate(QUESTIONS)
    ]  # fmt: skip
    questions.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    told = ["--out", str(out / "out.jsonl"), "--runs", str(out / "runs")]
    return [
        lambda: corpus_cli.main(["list", *folder]),
        lambda: corpus_cli.main(["list", "--json", *folder]),
        lambda: corpus_cli.main(["show", NAME, *folder]),
        lambda: corpus_cli.main(["resolutions", *folder]),
        lambda: corpus_cli.main(["resolutions", "--csv", "--contains", "building", *folder]),
        lambda: corpus_cli.main(["resolutions", "--json", *folder]),
        lambda: corpus_cli.main(["check", *folder]),
        lambda: corpus_cli.main(["news", *folder]),
        lambda: corpus_cli.main(["news", "--json", "--nation", "england", *folder]),
        lambda: corpus_cli.main(["compare", NAME, *folder]),
        lambda: retrieval_cli.main(["digest", "--show", *folder]),
        lambda: retrieval_cli.main(["digest", *folder]),
        lambda: retrieval_cli.main(["feed", *folder]),
        lambda: retrieval_cli.main(["feed", "--calendar", *folder]),
        *(
            lambda question=question, form=form: retrieval_cli.main(
                ["ask", question, *form, *folder]
            )
            for question in QUESTIONS
            for form in ((), ("--json",))
        ),
        *(
            lambda question=question: retrieval_cli.main(["search", question, "-k", "40", *folder])
            for question in QUESTIONS
        ),
        lambda: evals_cli.main(["run", str(questions), "-v", *told, *folder]),
    ]


def _follow(data: Path) -> None:
    """Follow what the pack is about, open and closed, as if since long before it came."""
    words = ("ferry landing stage", "sale of the building", "offer", "contractor", "mooring fees")
    with FollowFile(data) as file:
        if not file.follows():
            file.follow_all(
                Follow(f"f{at}", "local", FollowKind.SEARCH, one, mail="a@b.example", since=1.0)
                for at, one in enumerate(words)
            )


@pytest.mark.parametrize("shown", [False, True])
def test_the_commands(
    shown: bool,
    data: Path,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("MINUTEBOOK_EXEMPT", raising=False)
    if shown:
        monkeypatch.setenv("MINUTEBOOK_EXEMPT", "1")
    # Each command would load the model again.
    loading = functools.cache(open_engine)
    monkeypatch.setattr("retrieval.embedding.embedder.open_engine", loading)
    caplog.set_level(logging.DEBUG)
    monkeypatch.setenv("MINUTEBOOK_MAIL_FOLDER", str(tmp_path / "mail"))
    _follow(data)
    for command in commands(data, tmp_path):
        command()
    # The first run has mailed what was found.
    assert shown or list((tmp_path / "mail").iterdir())
    out, err = capfd.readouterr()
    written = "".join(p.read_text() for p in tmp_path.rglob("*") if p.is_file())
    assert NAME in out
    assert NAME in written
    if not shown:
        assert not planted(out + err + written + caplog.text)
    else:
        assert planted(out)
        assert planted(written)


def test_no_field_of_an_answer_is_left_out_here() -> None:
    """``repr`` shows every field of what the routes give."""
    assert all(field.repr for field in dataclasses.fields(Answer))

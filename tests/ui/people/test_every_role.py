"""Every page and every action as each role: what is shown, what is offered, what is refused."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import pytest
import streamlit
from streamlit.testing.v1 import AppTest

from corpus.model import Access, Scope
from retrieval.model.settings import Settings
from tests.ui.conftest import Open, show, unescaped
from tests.ui.scripted import ScriptedAssistant
from tests.ui.scripted_ingest import ScriptedIngest
from ui.people.access import ELSEWHERE, SignIn
from ui.people.roles import Role
from ui.service import seam

PAGES = ("resolutions", "meetings", "new", "following", "papers", "evals", "help")
# What only the exempt minutes say: their file, their wording, who was there.
# The name of the file stands alone; those of others end so.
CLOSED = ('"minutes.pdf"', "be approved", "Cllr Reed")
ACTS = (
    "add",
    "correct",
    "remove",
    "drop",
    "stop",
    "correct the register",
    "start a run",
    "stop a run",
    "change an eval question",
    "remove an eval question",
    "bring an eval question back",
    "judge",
    "take a verdict back",
    "make an eval question",
)


@dataclass(frozen=True)
class Somebody:
    """A visitor: where they sit, how they signed in, and what they must turn out to be."""

    role: Role
    clearance: Access
    here: bool = False
    sign_in: SignIn = SignIn.ON
    user: dict[str, object] = field(default_factory=dict)
    settings: dict[str, bool] = field(default_factory=dict)

    @property
    def may(self) -> frozenset[str]:
        if self.role is Role.OFFICER:
            return frozenset(ACTS)
        return frozenset(ACTS[-3:] if self.role is Role.MEMBER else ())


def _signed(sub: str, **more: object) -> dict[str, object]:
    at = time.time() - 60
    sure = {"is_logged_in": True, "iss": "https://i.example", "sub": sub, "iat": at, "nonce": sub}
    return {**sure, "name": f"A {sub}", "groups": [sub], **more}


PUBLIC, EXEMPT = Access.PUBLIC, Access.EXEMPT
OFF, BROKEN = SignIn.OFF, SignIn.BROKEN
PEOPLE = {
    "officer": Somebody(Role.OFFICER, EXEMPT, user=_signed("clerk")),
    "member": Somebody(Role.MEMBER, EXEMPT, user=_signed("councillor")),
    "member kept out": Somebody(
        Role.MEMBER, PUBLIC, user=_signed("councillor"), settings={"members_see_exempt": False}
    ),
    "resident": Somebody(Role.PUBLIC, PUBLIC, user=_signed("resident")),
    "not signed in": Somebody(Role.PUBLIC, PUBLIC, user={"is_logged_in": False}),
    "not signed in, here": Somebody(Role.PUBLIC, PUBLIC, here=True, settings={"exempt": True}),
    "only says so": Somebody(
        Role.PUBLIC, PUBLIC, user=_signed("clerk", is_logged_in="true"), here=True
    ),
    "signed in long ago": Somebody(Role.PUBLIC, PUBLIC, user=_signed("clerk", iat=1.7e9)),
    "here": Somebody(Role.OFFICER, PUBLIC, here=True, sign_in=OFF),
    "here, exempt": Somebody(
        Role.OFFICER, EXEMPT, here=True, sign_in=OFF, settings={"exempt": True}
    ),
    "here, a proxy": Somebody(
        Role.PUBLIC,
        PUBLIC,
        here=True,
        sign_in=OFF,
        settings={"exempt": True, "behind_proxy": True},
    ),
    "elsewhere": Somebody(Role.PUBLIC, PUBLIC, sign_in=OFF, settings={"exempt": True}),
    "broken set-up, here": Somebody(
        Role.PUBLIC, PUBLIC, here=True, sign_in=BROKEN, settings={"exempt": True}
    ),
    "broken set-up, officer": Somebody(Role.PUBLIC, PUBLIC, sign_in=BROKEN, user=_signed("clerk")),
}
# One of each kind: the decision about all of them is tried by what they do.
WALKING = ("officer", "member", "member kept out", "resident", "here", "not signed in, here")
Enter = Callable[[Somebody], tuple[AppTest, ScriptedAssistant]]


@pytest.fixture
def enter(opened: Open, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Enter:
    """Return a function that opens the app as somebody, with the minutes exempt."""

    def come_in(who: Somebody) -> tuple[AppTest, ScriptedAssistant]:
        monkeypatch.setattr("ui.people.access.address", lambda: None if who.here else ELSEWHERE)
        monkeypatch.setattr("ui.people.access.sign_in_state", lambda: who.sign_in)
        monkeypatch.setattr("ui.people.access.providers", lambda: (None,))
        app, assistant = opened(exempt=True)
        values: dict[str, Literal["member", "officer"]]
        values = {"councillor": "member", "clerk": "officer"}
        rules = Settings(data=tmp_path, role_claim="groups", role_values=values)
        assistant.settings = rules.model_copy(update=who.settings)
        app.user = who.user
        return app.run(), assistant

    return come_in


def everything(app: AppTest) -> str:
    """Return all that the page sends to the browser, whatever it is shown as."""
    assert not app.exception, app.exception

    def walk(node: object) -> list[str]:
        inside = getattr(node, "children", {}).values()
        return [str(getattr(node, "proto", "")), *(said for one in inside for said in walk(one))]

    return unescaped("\n".join(walk(app._tree)))


@pytest.mark.slow
@pytest.mark.parametrize("name", WALKING)
def test_closed_papers_are_on_no_page_for_those_who_may_not_see_them(
    enter: Enter, name: str
) -> None:
    who = PEOPLE[name]
    app, _ = enter(who)
    first = everything(app)
    asked = app.chat_input(key="ask_input").set_value("What does the lido cost?").run()
    said = {"ask": first, "asked": everything(asked)}
    # A list has no wording before a line of it is opened.
    app.session_state["register_view"] = True
    for paper in seam.catalogue().papers(Scope(clearance=EXEMPT)):
        app.session_state[f"paper_{paper.id}"] = True
    said |= {page: everything(show(app, page)) for page in PAGES}
    shown = who.clearance is EXEMPT
    for word in CLOSED:
        assert any(word in page for page in said.values()) is shown, word
    assert ("upload_files" in said["papers"]) is (who.role is Role.OFFICER)
    assert ("evals_go" in said["evals"]) is (who.role is Role.OFFICER)
    assert ("thumb_" in said["asked"]) is (who.role is not Role.PUBLIC)


@pytest.mark.parametrize("name", PEOPLE)
def test_what_is_forbidden_is_refused_also_when_called_directly(
    enter: Enter, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    who = PEOPLE[name]
    enter(who)
    ScriptedIngest.calls.clear()
    acting = AppTest.from_function(_act, default_timeout=60)
    acting.user = who.user
    acting.run()
    assert not acting.exception, acting.exception
    done = {str(e.value) for e in acting.text}
    assert done == who.may, [e.value for e in acting.caption]
    refused = capsys.readouterr().err.count('"event": "refused"')
    assert refused == len(ACTS) - len(who.may)
    if who.role is not Role.OFFICER:
        assert ScriptedIngest.calls == []


def _act() -> None:
    """Do, as this session's visitor, everything that changes something; say what was done."""
    import time
    from dataclasses import replace
    from pathlib import Path
    from typing import Any

    import streamlit as st

    from corpus.model import Access, Scope
    from corpus.model.particulars import Particulars
    from evals.model.errors import EvalError
    from evals.sets import Expect, Kind, Question, Verdict
    from ui.chat import chat
    from ui.chat.judging import judge, keep_question, put_question_back, remove_question, unjudge
    from ui.pages.evals import measuring
    from ui.people.access import ForbiddenError
    from ui.service import seam

    assistant = seam.backend()
    papers = assistant.catalogue
    pack = papers.paper("pack.pdf")
    chat.put("What does the lido cost?", Scope())
    said = chat.settle(0, assistant.ask("What does the lido cost?", Scope()))
    given = Particulars(access=Access.EXEMPT)
    asked = Question("", "Any mermaids?", Kind.UNANSWERABLE, expect=Expect.NONE)
    empty = Path(assistant.settings.data) / "set.jsonl"
    empty.write_text("", encoding="utf-8")
    acts: dict[str, Any] = {
        "add": lambda: seam.intake().add([("a.pdf", b"%PDF")], Access.PUBLIC),
        "correct": lambda: seam.intake().correct(pack, given),
        "remove": lambda: seam.intake().remove([pack]),
        "drop": lambda: seam.intake().drop(["a.pdf"]),
        "stop": lambda: seam.intake().stop(),
        "correct the register": lambda: seam.intake().correct_register(
            lambda shelf: shelf.withdraw(pack.id)
        ),
        "start a run": lambda: measuring().start(assistant, [empty]),
        "stop a run": lambda: measuring().stop(),
        "judge": lambda: judge(0, said, Verdict.RIGHT),
        "take a verdict back": lambda: unjudge(0),
        "make an eval question": lambda: keep_question(asked),
        "change an eval question": lambda: keep_question(replace(asked, id="own-1")),
        "remove an eval question": lambda: remove_question("own-1"),
        "bring an eval question back": lambda: put_question_back({"id": "own-1"}),
    }
    for name, act in acts.items():
        try:
            act()
            st.text(name)
        except EvalError:  # allowed, and then nothing to ask
            st.text(name)
        except ForbiddenError as error:
            st.caption(str(error))
        while seam.intake().busy:
            time.sleep(0.01)


def test_a_chat_is_emptied_when_its_visitor_may_see_no_more(enter: Enter, tmp_path: Path) -> None:
    app, assistant = enter(PEOPLE["officer"])
    app.chat_input(key="ask_input").set_value("What does the lido cost?").run()
    assert "412,500" in everything(app)
    assistant.settings = Settings(data=tmp_path)
    said = everything(app.run())
    assert "412,500" not in said
    assert "has no role here" in said
    assert not app.query_params


@pytest.mark.parametrize("name", ["officer", "resident"])
@pytest.mark.parametrize("part", ["papers", "evals", "answer", "viewer"])
def test_a_part_that_is_drawn_again_by_itself_asks_who_looks(
    enter: Enter, monkeypatch: pytest.MonkeyPatch, name: str, part: str
) -> None:
    who = PEOPLE[name]
    enter(who)
    # A part ends by having the whole page drawn anew, which here would draw it for ever.
    monkeypatch.setattr("streamlit.rerun", streamlit.stop)
    drawing = AppTest.from_function(_draw_part, default_timeout=60, args=(part,))
    drawing.user = who.user
    drawing.session_state["most_shown"] = EXEMPT
    assert ("harbour" in everything(drawing.run())) is (who.role is Role.OFFICER)


def _draw_part(part: str) -> None:
    """Draw one part as it stands while something is under way."""
    from types import SimpleNamespace

    import streamlit as st

    from corpus.model import Scope
    from ui.chat import chat
    from ui.chat.growing import written
    from ui.evals.measuring import Measurement
    from ui.language import Said
    from ui.pages import evals
    from ui.papers import adding
    from ui.service import seam
    from ui.service.running import Job
    from ui.viewer.viewer import viewer

    if part == "papers":
        seam.intake()._jobs._job = Job(Said("Adding {named}", "harbour.pdf"))
        adding._running()
    elif part == "evals":
        evals.measuring()._run = Measurement("set", 3, now="Who bought the harbour?")
        evals._progress()
    elif part == "viewer":
        viewer()
        st.text("harbour")
    else:
        answer = seam.backend().ask("harbour", Scope(), ())
        st.session_state["answering"] = SimpleNamespace(done=False, answer=answer)
        chat.put("harbour", Scope())
        written(0, chat.exchanges()[0], {})
        st.text("harbour")


def test_a_question_put_before_is_asked_with_what_may_be_seen_now(
    enter: Enter, tmp_path: Path
) -> None:
    app, assistant = enter(PEOPLE["officer"])
    app.chat_input(key="ask_input").set_value("What does the lido cost?").run()
    assert [scope.clearance for _, scope, _ in assistant.asked] == [EXEMPT]
    assistant.settings = Settings(data=tmp_path)
    app.chat_input(key="ask_input").set_value("And the boiler?").run()
    app.run()
    assert EXEMPT not in {scope.clearance for _, scope, _ in assistant.asked[1:]}


def test_a_download_drawn_before_is_refused_after_the_role_is_gone(
    enter: Enter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ui.people.access import ForbiddenError, while_allowed

    _, assistant = enter(PEOPLE["member"])
    monkeypatch.setattr("ui.people.access.claims", lambda: PEOPLE["member"].user)
    made = while_allowed(lambda: b"closed")
    assert made() == b"closed"
    assistant.settings = Settings(data=tmp_path)
    with pytest.raises(ForbiddenError):
        made()
    assert seam.backend() is assistant

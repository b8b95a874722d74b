"""Following: kept as the visitor's, found in what comes, opened, stopped; addresses shown once."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from corpus.catalogue.catalogue import Catalogue
from corpus.model import Access, Scope
from corpus.register import RegisterSearch
from retrieval.following import FollowFile, FollowKind
from retrieval.model.settings import Settings
from tests.ui.conftest import Open, show, words
from ui.register.view import line_key
from ui.service import feed_routes


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    """A browser that is known again."""
    from ui.people.owners import Owner

    somebody = Owner("browser 1", person=False)
    for module in ("ui.following.keeping", "ui.following.offering", "ui.pages.following"):
        monkeypatch.setattr(f"{module}.owner", lambda: somebody)


def test_who_cannot_be_known_again_follows_nothing(opened: Open) -> None:
    app, _ = opened()
    assert "Nobody can be known again here" in words(show(app, "following"))


@pytest.mark.usefixtures("known")
def test_words_are_followed_found_opened_and_stopped(opened: Open) -> None:
    app, assistant = opened()
    show(app, "following")
    app.text_input(key="following_words").input("lido boiler")
    app.button(key="FormSubmitter:following_add-Follow").click().run()
    told = words(app).replace("\\", "")
    assert "From now on you follow the search “lido boiler”." in told
    assert "Nothing yet." in told
    # The papers come after that.
    assistant.catalogue.came += timedelta(hours=1)
    app.run()
    told = words(app).replace("\\", "")
    assert "You follow the search “lido boiler”." in told
    assert "Harbour and Leisure Committee 14 May 2024" in told
    (button,) = [b for b in app.button if str(b.key).startswith("following_open_")][:1]
    button.click().run()
    assert "page" in app.query_params
    (stop,) = (b for b in app.button if str(b.key).startswith("following_stop_"))
    stop.click().run()
    assert "You follow nothing yet." in words(app)


@pytest.mark.usefixtures("known")
def test_what_is_closed_is_not_found(opened: Open) -> None:
    app, assistant = opened(exempt=True)
    with FollowFile(assistant.settings.data) as file:
        file.follow("browser 1", FollowKind.SEARCH, "approved")
    assistant.catalogue.came += timedelta(hours=1)
    assert "be approved" not in words(show(app, "following"))


@pytest.mark.usefixtures("known")
def test_a_matter_and_a_committee_are_followed_where_they_are_seen(opened: Open) -> None:
    app, assistant = opened()
    show(app, "meetings")
    app.button(key="follow_committee").click().run()
    assert "Followed." in words(app).replace("\\", "")
    with FollowFile(assistant.settings.data) as file:
        (one,) = file.follows("browser 1")
    assert (one.kind, one.words) == (FollowKind.COMMITTEE, "Harbour and Leisure Committee")


@pytest.mark.usefixtures("known")
def test_words_of_closed_papers_are_not_offered_to_be_followed(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is followed stands in feeds and mails, as the reason."""
    monkeypatch.setenv("MINUTEBOOK_EXEMPT", "1")
    assert _offered(opened, exempt=False)
    assert not _offered(opened, exempt=True)


def _offered(opened: Open, *, exempt: bool) -> bool:
    """Whether the decision of the minutes is offered to somebody who is cleared."""
    app, assistant = opened(exempt=exempt)
    show(app, "resolutions")
    closed = assistant.catalogue.search_resolutions(
        RegisterSearch(scope=Scope(clearance=Access.EXEMPT))
    ).resolutions
    (decided,) = closed
    app.session_state[f"open_register_{line_key(decided)}"] = True
    app.run()
    assert decided.text.split()[0] in words(app)
    return bool([one for one in app.button if one.label == "Follow this matter"])


@pytest.mark.usefixtures("known")
def test_a_private_address_opens_the_feed_and_no_other_does(opened: Open) -> None:
    app, assistant = opened()
    data = assistant.settings.data
    with FollowFile(data) as file:
        file.follow("browser 1", FollowKind.SEARCH, "lido")
    Catalogue.open(data).close()
    show(app, "following")
    app.button(key="following_address").click().run()
    feed, calendar = (str(one.value) for one in app.code)
    assert feed.endswith("/new.xml")
    client = _client(data)
    answer = client.get(_path(feed))
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("application/atom+xml")
    assert answer.headers["cache-control"].startswith("private")
    again = client.get(_path(feed), headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304
    assert client.get(_path(calendar)).text.startswith("BEGIN:VCALENDAR")
    wrong = re.sub(r"feeds/[^/]+", "feeds/" + "b" * 32, _path(feed))
    assert client.get(wrong).status_code == 404
    # It is shown once; another ends it.
    app.run()
    assert not app.code
    app.button(key="following_address").click().run()
    assert client.get(_path(feed)).status_code == 404


def test_without_a_data_folder_there_are_no_feeds_and_none_is_made(tmp_path: Path) -> None:
    assert _client(tmp_path / "none").get("/feeds/abc/new.xml").status_code == 404
    assert not (tmp_path / "none").exists()


def test_feeds_stand_under_the_path_of_the_app(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.service.feeding.config.get_option", lambda _: "minutes/")
    Catalogue.open(tmp_path).close()
    with FollowFile(tmp_path) as file:
        token = file.new_token("somebody")
    client = _client(tmp_path)
    assert client.get(f"/minutes/feeds/{token}/new.xml").status_code == 200
    assert client.get(f"/feeds/{token}/new.xml").status_code == 404


def test_a_data_folder_that_cannot_be_read_is_said_without_its_path(tmp_path: Path) -> None:
    (tmp_path / "catalogue.sqlite3").write_bytes(b"no database, but long enough to be one" * 99)
    answer = _client(tmp_path).get("/feeds/abc/new.xml")
    assert answer.status_code == 503
    assert str(tmp_path) not in answer.text


def test_a_feed_that_stays_as_it_is_is_made_once_and_not_sent_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Catalogue.open(tmp_path).close()
    with FollowFile(tmp_path) as file:
        token = file.new_token("somebody")
        made: list[object] = []

        def counted(*given: object) -> tuple[()]:
            made.append(given)
            return ()

        monkeypatch.setattr("retrieval.following.feeds.entries", counted)
        client, path = _client(tmp_path), f"/feeds/{token}/new.xml"
        first = client.get(path)
        since = first.headers["last-modified"]
        for known in (
            {"If-None-Match": first.headers["etag"]},
            {"If-None-Match": f'"other", W/{first.headers["etag"]}'},
            {"If-Modified-Since": since},
            {"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"},
        ):
            assert client.get(path, headers=known).status_code == 304
        for known in (
            {"If-Modified-Since": "Mon, 01 Jan 2024 00:00:00 GMT"},
            {"If-Modified-Since": "no time"},
            {"If-None-Match": '"other"', "If-Modified-Since": since},
        ):
            assert client.get(path, headers=known).content == first.content
        assert len(made) == 1
        file.follow("somebody", FollowKind.SEARCH, "mooring fees")
        client.get(path)
        assert len(made) == 2


def test_mail_is_stopped_by_one_post_and_not_by_looking(tmp_path: Path) -> None:
    Catalogue.open(tmp_path).close()
    with FollowFile(tmp_path) as file:
        file.follow("somebody", FollowKind.SEARCH, "mooring fees", mail="ward@quay.example")
        path = f"/feeds/stop/{file.stop_token('ward@quay.example')}"
        client = _client(tmp_path)
        assert "<form" in client.get(path).text
        welsh = client.get(path, headers={"Accept-Language": "cy-GB,en;q=0.5"}).text
        assert '<html lang="cy">' in welsh
        assert "<h1>Stopio’r post hwn?</h1>" in welsh
        assert file.follows()[0].mail == "ward@quay.example"
        assert client.post("/feeds/stop/other").status_code == 404
        answer = client.post(path, content="List-Unsubscribe=One-Click")
        assert (answer.status_code, "Stopped" in answer.text) == (200, True)
        assert [one.mail for one in file.follows()] == [""]
        assert client.post(path).status_code == 404


def _client(data: Path) -> TestClient:
    settings = Settings.model_construct(data=data)
    return TestClient(Starlette(routes=feed_routes(settings)))


def _path(address: str) -> str:
    return "/feeds/" + address.partition("/feeds/")[2]

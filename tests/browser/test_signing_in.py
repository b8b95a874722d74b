"""Signing in through a real OpenID Connect provider, in the real app, as each role."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.conftest import _FLAGS, CHROMIUM, PATIENCE_MS, _environment, served
from tests.conftest import ROOT
from tests.oidc_server import Account, Claims, Provider, provided
from tests.ui import mini_pack

pytestmark = [pytest.mark.browser, pytest.mark.long]

SECRET = "Quillback Wharf"
# What the lines of its papers say.
PACK, CLOSED = "Harbour and Leisure Committee – agenda pack", "Exempt"
OFFICER, MEMBER = "j.hale@marlhaven.example", "cllr.reed@marlhaven.example"


def _person(sub: str, **claims: object) -> dict[str, object]:
    return {"sub": sub, "name": f"The {sub}", **claims}


def _changed(**wrong: object) -> Callable[[Claims], Claims]:
    return lambda claims: {**claims, **wrong}


def _long_ago(claims: Claims) -> Claims:
    return {**claims, "iat": claims["iat"] - 9000, "exp": claims["iat"] - 5000}


_TRUE_OFFICER = _person("officer", email=OFFICER.upper(), email_verified=True)
ACCOUNTS = {
    "officer": Account(_TRUE_OFFICER),
    "member": Account(_person("member", groups=["Staff", "Councillors"])),
    "resident": Account(_person("resident", email="r@example.org", email_verified=True)),
    "unverified": Account(_person("unverified", email=OFFICER, email_verified=False)),
    "unsaid": Account(_person("unsaid", email=OFFICER)),
    "forged": Account(_TRUE_OFFICER, forged=True),
    "other nonce": Account(_TRUE_OFFICER, _changed(nonce="of another sign-in")),
    "no nonce": Account(_TRUE_OFFICER, lambda c: {k: v for k, v in c.items() if k != "nonce"}),
    "expired": Account(_TRUE_OFFICER, _long_ago),
    "other app": Account(_TRUE_OFFICER, _changed(aud="another app")),
    "other provider": Account(_TRUE_OFFICER, _changed(iss="https://elsewhere.example")),
}
REFUSED = ["forged", "other nonce", "no nonce", "expired", "other app", "other provider"]


@dataclass(frozen=True)
class Council:
    """The app with sign-in, its provider, its role file and its log."""

    address: str
    provider: Provider
    roles: Path
    log: Path

    def logged(self, event: str) -> list[dict[str, object]]:
        lines = map(json.loads, self.log.read_text(encoding="utf-8").splitlines())
        return [line for line in lines if line["event"] == event]


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a public pack and an exempt report that holds ``SECRET``."""
    source, data = tmp_path_factory.mktemp("papers"), tmp_path_factory.mktemp("closed")
    (source / "pack.pdf").write_bytes(mini_pack.pack())
    words = ("Disposal of land", f"The reserve price of {SECRET} is £2,350,000.")
    (source / "closed.pdf").write_bytes(mini_pack.draw([words]))
    for name, access in (("pack.pdf", "public"), ("closed.pdf", "exempt")):
        add = [sys.executable, "-m", "corpus", "add", str(source / name), "--access", access]
        command = [*add, "--data", str(data)]
        subprocess.run(command, cwd=ROOT, env=_environment(data), check=True, timeout=240)
    return data


@pytest.fixture(scope="module")
def council(papers: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Council]:
    folder = tmp_path_factory.mktemp("settings")
    roles, log, hidden = folder / "roles.yaml", folder / "log.jsonl", folder / "secrets.toml"
    _appoint(roles)
    with provided(ACCOUNTS) as provider:
        hidden.write_text(
            "[auth]\n"
            'redirect_uri = "http://127.0.0.1:{port}/oauth2callback"\n'
            'cookie_secret = "forty random characters, but only for tests"\n'
            f'client_id = "{provider.client_id}"\nclient_secret = "{provider.client_secret}"\n'
            f'server_metadata_url = "{provider.issuer}/.well-known/openid-configuration"\n',
            encoding="utf-8",
        )
        with served(
            ROOT / "app.py",
            papers,
            "--secrets.files",
            str(hidden),
            MINUTEBOOK_ROLE_FILE=str(roles),
            MINUTEBOOK_ROLE_CLAIM="groups",
            MINUTEBOOK_ROLE_VALUES='{"Councillors": "member"}',
            MINUTEBOOK_LOG_FILE=str(log),
            MINUTEBOOK_EXEMPT="1",
        ) as address:
            yield Council(address, provider, roles, log)


def _appoint(roles: Path, officers: tuple[str, ...] = (OFFICER,)) -> None:
    roles.write_text(json.dumps({"officers": list(officers), "members": [MEMBER]}), "utf-8")


@pytest.fixture
def person(browser: Browser) -> Iterator[BrowserContext]:
    """A browser of one person: nobody else's cookies."""
    context = browser.new_context(viewport={"width": 1280, "height": 860})
    context.set_default_timeout(PATIENCE_MS)
    yield context
    context.close()


def line(page: Page, words: str) -> Locator:
    """Return the line of a paper on Papers that holds ``words``."""
    return page.locator("[class*=st-key-line_paper_] summary").filter(has_text=words)


def at_papers(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.goto(f"{address}/papers")
    page.get_by_role("heading", name="Papers", level=1).wait_for()
    line(page, PACK).wait_for()
    return page


def sign_in(context: BrowserContext, council: Council, name: str) -> None:
    page = at_papers(context, council.address)
    page.get_by_role("button", name="Sign in").first.click()
    page.get_by_role("link", name=name, exact=True).click()
    page.get_by_role("heading", level=1).first.wait_for()
    page.close()


def adding(page: Page) -> Locator:
    """Return what opens the form that adds papers."""
    return page.locator("summary", has_text="Add papers")


def choose(page: Page, pdf: bytes) -> None:
    """Choose a file for upload, without sending it."""
    adding(page).click()
    file = {"name": "note.pdf", "mimeType": "application/pdf", "buffer": pdf}
    page.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    page.get_by_text("note.pdf").first.wait_for()


def expect_public(page: Page) -> None:
    """The page shows what anybody may see, and offers nothing that changes it."""
    expect(line(page, CLOSED)).to_have_count(0)
    expect(adding(page)).to_have_count(0)


def test_without_signing_in_even_this_computer_is_public(
    person: BrowserContext, council: Council
) -> None:
    page = at_papers(person, council.address)
    page.get_by_role("button", name="Sign in").wait_for()
    expect_public(page)


def test_a_member_by_claim_sees_exempt_papers_and_changes_nothing(
    person: BrowserContext, council: Council
) -> None:
    sign_in(person, council, "member")
    page = at_papers(person, council.address)
    page.get_by_text("Signed in as The member (member)").wait_for()
    line(page, CLOSED).wait_for()
    expect(adding(page)).to_have_count(0)


def test_an_officer_by_list_adds_papers_until_the_list_is_changed(
    person: BrowserContext, council: Council
) -> None:
    sign_in(person, council, "officer")
    page = at_papers(person, council.address)
    page.get_by_text("Signed in as The officer (officer)").wait_for()
    line(page, CLOSED).wait_for()
    extra = mini_pack.draw([("Note on moorings", "Twelve moorings are free this summer.")])
    choose(page, extra)
    _appoint(council.roles, ())
    try:
        # The button still stands there; the click is what is refused.
        page.get_by_role("button", name="Add papers").click()
        page.get_by_text("This account has no role here").wait_for()
        expect_public(page)
    finally:
        _appoint(council.roles)
    page.reload()
    line(page, CLOSED).wait_for()
    expect(line(page, "note")).to_have_count(0)
    choose(page, extra)
    page.get_by_role("button", name="Add papers").click()
    page.get_by_text("Adding papers: done").wait_for(timeout=2 * PATIENCE_MS)
    added = council.logged("papers")[-1]
    assert added["action"] == "add papers"
    assert added["papers"] == {"added": 1}
    assert added["role"] == "officer"


@pytest.mark.parametrize("name", ["resident", "unverified", "unsaid"])
def test_an_account_without_a_role_is_public_and_told_so(
    person: BrowserContext, council: Council, name: str
) -> None:
    sign_in(person, council, name)
    page = at_papers(person, council.address)
    page.get_by_text("This account has no role here").wait_for()
    expect_public(page)


@pytest.mark.parametrize("name", REFUSED)
def test_a_token_that_is_not_as_it_must_be_signs_nobody_in(
    person: BrowserContext, council: Council, name: str
) -> None:
    before = council.provider.asked.count("/token")
    sign_in(person, council, name)
    assert council.provider.asked.count("/token") > before
    page = at_papers(person, council.address)
    page.get_by_role("button", name="Sign in").wait_for()
    expect(page.get_by_text("Signed in as")).to_have_count(0)
    expect_public(page)


def test_signing_out_ends_the_sign_in_everywhere(
    person: BrowserContext, browser: Browser, council: Council
) -> None:
    sign_in(person, council, "member")
    page, other = (at_papers(person, council.address) for _ in range(2))
    for tab in (page, other):
        line(tab, CLOSED).wait_for()
    kept = person.cookies()
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="Sign in").wait_for()
    assert "/end" in council.provider.asked
    # Another tab at its next click, and a copy of the cookie, are public too.
    line(other, PACK).click()
    other.get_by_text("You have signed out").wait_for()
    expect_public(other)
    with browser.new_context() as thief:
        thief.add_cookies(kept)  # type: ignore[arg-type]  # as they were given
        copied = at_papers(thief, council.address)
        copied.get_by_text("You have signed out").wait_for()
        expect_public(copied)


def test_the_log_tells_sign_ins_and_questions_without_names(
    person: BrowserContext, council: Council
) -> None:
    sign_in(person, council, "officer")
    page = person.new_page()
    page.goto(f"{council.address}/?q=What+is+the+reserve+price+of+{SECRET.replace(' ', '+')}")
    page.get_by_text("2,350,000").first.wait_for()
    end = time.monotonic() + 20
    while not council.logged("question"):
        assert time.monotonic() < end, "no line for the question"
        time.sleep(0.2)
    line = council.logged("question")[-1]
    assert (line["status"], line["role"]) == ("answered", "officer")
    assert {"time", "ms", "stages", "statements", "fingerprint", "person"} <= set(line)
    assert any(entry["role"] == "officer" for entry in council.logged("sign-in"))
    said = council.log.read_text(encoding="utf-8")
    for word in (SECRET, "closed", "reserve", "marlhaven", "The officer"):
        assert word not in said


def test_whoever_comes_by_another_name_than_this_computers_is_public(
    browser: Browser, papers: Path
) -> None:
    """What a proxy on this computer passes on still bears the name that people typed."""
    rule = "--host-resolver-rules=MAP council.example 127.0.0.1"
    far = browser.browser_type.launch(executable_path=CHROMIUM, args=[*_FLAGS, rule])
    nowhere = ("--secrets.files", str(papers / "no secrets"))
    with served(ROOT / "app.py", papers, *nowhere, MINUTEBOOK_EXEMPT="1") as address, far:
        near = at_papers(browser.new_context(), address)
        adding(near).wait_for()
        line(near, CLOSED).wait_for()
        near.context.close()
        # Nobody has said that a proxy stands there, so another name was made to lead here.
        refused = far.new_page().goto(address.replace("127.0.0.1", "council.example"))
        assert refused is not None
        assert refused.status == 403
    told = {"MINUTEBOOK_EXEMPT": "1", "MINUTEBOOK_BEHIND_PROXY": "1"}
    far = browser.browser_type.launch(executable_path=CHROMIUM, args=[*_FLAGS, rule])
    with served(ROOT / "app.py", papers, *nowhere, **told) as address, far:
        expect_public(at_papers(far.new_context(), address.replace("127.0.0.1", "council.example")))

"""The one decision: where somebody sits, how they signed in, and since when."""

from __future__ import annotations

import time
import tomllib
from ipaddress import ip_address
from pathlib import Path

import pytest

from corpus.model import Access
from retrieval.model.settings import Settings
from ui.people.access import Doubt, signed_in
from ui.people.roles import Listed, Role
from ui.people.sign_outs import SignOuts

NOW = 1_800_000_000.0
LISTED = Listed(frozenset({"m@c.example"}), frozenset({"o@c.example"}))


def _claims(who: str = "o", **more: object) -> dict[str, object]:
    mail = {"email": f"{who}@c.example", "email_verified": True}
    return {"iss": "https://i.example", "sub": who, "iat": NOW - 60, "nonce": "n", **mail, **more}


def test_the_app_listens_on_this_computer_only_unless_told_otherwise() -> None:
    root = Path(__file__).resolve().parents[3]
    config = tomllib.loads((root / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert ip_address(config["server"]["address"]).is_loopback
    told = "$(if $(ADDRESS),--address $(ADDRESS))"
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    assert makefile.count("--address") == makefile.count(told) == 1
    assert "server.address" not in makefile


@pytest.mark.parametrize(
    ("who", "role", "clearance"),
    [
        ("o", Role.OFFICER, Access.EXEMPT),
        ("m", Role.MEMBER, Access.EXEMPT),
        ("x", Role.PUBLIC, Access.PUBLIC),
    ],
)
def test_roles_decide_what_is_seen(tmp_path: Path, who: str, role: Role, clearance: Access) -> None:
    found = signed_in(_claims(who), Settings(), LISTED, SignOuts(tmp_path), NOW)
    assert (found.role, found.clearance) == (role, clearance)


def test_members_are_kept_from_exempt_papers_where_the_council_says_so(tmp_path: Path) -> None:
    strict = Settings(members_see_exempt=False)
    member = signed_in(_claims("m"), strict, LISTED, SignOuts(tmp_path), NOW)
    assert (member.role, member.clearance) == (Role.MEMBER, Access.PUBLIC)
    officer = signed_in(_claims("o"), strict, LISTED, SignOuts(tmp_path), NOW)
    assert officer.clearance is Access.EXEMPT


@pytest.mark.parametrize(
    "since", [NOW - 13 * 3600, NOW + 3600, None, "1800000000", float("nan"), True]
)
def test_a_sign_in_too_old_or_without_a_time_counts_no_more(tmp_path: Path, since: object) -> None:
    found = signed_in(_claims(iat=since), Settings(), LISTED, SignOuts(tmp_path), NOW)
    assert (found.role, found.clearance, found.doubt) == (Role.PUBLIC, Access.PUBLIC, Doubt.OLD)


def test_an_ended_sign_in_counts_no_more_in_any_process(tmp_path: Path) -> None:
    here, there = SignOuts(tmp_path), SignOuts(tmp_path)
    first, second = _claims(), _claims(nonce="of the next sign-in")
    key = signed_in(first, Settings(), LISTED, here, NOW).key
    assert signed_in(first, Settings(), LISTED, there, NOW).role is Role.OFFICER
    here.end(key, time.time() + 60)
    for one in (here, there, SignOuts(tmp_path)):
        assert signed_in(first, Settings(), LISTED, one, NOW).doubt is Doubt.ENDED
        assert signed_in(second, Settings(), LISTED, one, NOW).role is Role.OFFICER


def test_the_list_of_ended_sign_ins_survives_a_line_cut_short(tmp_path: Path) -> None:
    ends = SignOuts(tmp_path)
    ends.end("one", time.time() + 60)
    with (tmp_path / "sign_outs.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"key": "tw')
    SignOuts(tmp_path).end("three", time.time() + 60)
    after = SignOuts(tmp_path)
    assert [after.ended(key) for key in ("one", "two", "three")] == [True, False, True]
    assert (tmp_path / "sign_outs.jsonl").stat().st_mode & 0o077 == 0


def test_a_pseudonym_stays_and_names_nobody(tmp_path: Path) -> None:
    ends = SignOuts(tmp_path)
    first = signed_in(_claims(), Settings(), LISTED, ends, NOW)
    again = signed_in(_claims(iat=NOW - 5, nonce="m"), Settings(), LISTED, ends, NOW)
    assert first.person == again.person
    assert first.key != again.key
    assert "o@c.example" not in first.person + first.key

"""Which role a sign-in gives: claims, lists, and everything that must give none."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.model.settings import Settings
from ui.people.roles import (
    Listed,
    Role,
    RoleFile,
    folded,
    may,
    read_role_file,
    role_of,
    verified_address,
)
from ui.service.actions import Action

LISTED = Listed(frozenset({"m@c.example"}), frozenset({"o@c.example"}))
BY_CLAIM = Settings(
    role_claim="realm.roles", role_values={"clerks": "officer", "councillors": "member"}
)


def _mail(address: str, verified: object = True) -> dict[str, object]:
    return {"email": address, "email_verified": verified}


def test_only_officers_change_papers_and_the_public_changes_nothing() -> None:
    assert all(may(Role.OFFICER, action) for action in Action)
    assert [action for action in Action if may(Role.MEMBER, action)] == [
        Action.JUDGE,
        Action.EARLIER,
    ]
    assert not any(may(Role.PUBLIC, action) for action in Action)


@pytest.mark.parametrize(
    ("claims", "role"),
    [
        (_mail("o@c.example"), Role.OFFICER),
        (_mail(" O@C.Example "), Role.OFFICER),
        (_mail("m@c.example", "true"), Role.MEMBER),
        (_mail("o@c.example", False), Role.PUBLIC),
        (_mail("o@c.example", "false"), Role.PUBLIC),
        (_mail("o@c.example", 1), Role.PUBLIC),
        ({"email": "o@c.example"}, Role.PUBLIC),
        ({"email_verified": True}, Role.PUBLIC),
        ({"email": ["o@c.example"], "email_verified": True}, Role.PUBLIC),
        (_mail("o@c.example@evil.example"), Role.PUBLIC),
        # U+212A, the Kelvin sign, is no k.
        (_mail("\u212a@c.example"), Role.PUBLIC),
        ({"preferred_username": "o@c.example", "email_verified": True}, Role.PUBLIC),
    ],
)
def test_addresses_count_when_the_service_vouches_for_them(
    claims: dict[str, object], role: Role
) -> None:
    listed = Listed(LISTED.members, LISTED.officers | {"k@c.example"})
    assert role_of(claims, Settings(), listed) is role


@pytest.mark.parametrize(
    ("claims", "role"),
    [
        ({"realm": {"roles": ["staff", "clerks"]}}, Role.OFFICER),
        ({"realm": {"roles": "councillors"}}, Role.MEMBER),
        ({"realm.roles": ["councillors"]}, Role.MEMBER),
        ({"realm": {"roles": ["Clerks", "officer"]}}, Role.PUBLIC),
        ({"realm": {"roles": {"clerks": True}}}, Role.PUBLIC),
        ({"realm": ["clerks"]}, Role.PUBLIC),
        ({"roles": ["clerks"]}, Role.PUBLIC),
        ({}, Role.PUBLIC),
    ],
)
def test_a_claim_gives_the_role_of_its_value(claims: dict[str, object], role: Role) -> None:
    assert role_of(claims, BY_CLAIM, Listed()) is role


def test_the_higher_of_claim_and_list_holds() -> None:
    claims = {**_mail("o@c.example"), "realm": {"roles": ["councillors"]}}
    assert role_of(claims, BY_CLAIM, LISTED) is Role.OFFICER


@given(
    st.dictionaries(
        st.text(max_size=8),
        st.recursive(st.text(max_size=20) | st.booleans(), st.lists, max_leaves=8),
        max_size=8,
    )
)
def test_no_claims_at_all_give_a_role_that_nothing_gives(claims: dict[str, object]) -> None:
    assert role_of(claims, Settings(), Listed()) is Role.PUBLIC
    assert verified_address(claims) is None or "email_verified" in claims


@given(st.emails())
def test_folding_is_done_once(address: str) -> None:
    assert folded(folded(address)) == folded(address)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("officers: [a@b.example]\nmembers:\n  - c@d.example\n", ""),
        ("officers:\n", ""),
        ("officer: [a@b.example]\n", "two lists"),
        ("- a@b.example\n", "two lists"),
        ("officers: a@b.example\n", "no list"),
        ("officers: [a@b.example, 7]\n", "no list"),
        ("officers: [everybody]\n", "no list"),
        ("officers: [a@b.example\n", "no YAML"),
        ("!!python/object/apply:os.system ['true']\n", "no YAML"),
        ("", "two lists"),
    ],
)
def test_a_faulty_file_lists_nobody_and_says_why(tmp_path: Path, text: str, fault: str) -> None:
    path = tmp_path / "roles.yaml"
    path.write_text(text, encoding="utf-8")
    listed = read_role_file(path)
    assert fault in listed.fault
    assert bool(listed.fault) == bool(fault)
    if fault:
        assert not listed.officers | listed.members
        assert "a@b.example" not in listed.fault


def test_the_file_is_read_again_when_it_changes(tmp_path: Path) -> None:
    path = tmp_path / "roles.yaml"
    path.write_text("officers: [a@b.example]\n", encoding="utf-8")
    file = RoleFile(path)
    assert file.listed().role("a@b.example") is Role.OFFICER
    fresh = tmp_path / "fresh.yaml"
    fresh.write_text("officers: [z@b.example]\n", encoding="utf-8")
    # The same size and time: only the file is another.
    os.utime(fresh, ns=(path.stat().st_atime_ns, path.stat().st_mtime_ns))
    fresh.replace(path)
    assert file.listed().role("a@b.example") is Role.PUBLIC
    assert file.listed().role("z@b.example") is Role.OFFICER
    path.unlink()
    assert file.listed().role("z@b.example") is Role.PUBLIC
    assert "cannot be read" in file.listed().fault
    path.write_text("members: [z@b.example]\n", encoding="utf-8")
    assert file.listed().role("z@b.example") is Role.MEMBER


def test_the_example_is_a_good_one() -> None:
    root = Path(__file__).resolve().parents[3]
    listed = read_role_file(root / ".streamlit" / "roles.example.yaml")
    assert listed.officers
    assert listed.members
    assert not listed.fault

"""Where papers may be fetched from: what a person named, what its links name, nothing private."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from corpus.model import FetchError, SyncError, UnsafeAddressError
from corpus.sync.addresses import Reach, base_address, is_loopback
from corpus.sync.telling import Became
from tests.corpus.stand_ins import pdf
from tests.corpus.sync.conftest import Runs
from tests.corpus.sync.fake_site import Paper, Site, status


@pytest.mark.parametrize(
    ("given", "base"),
    [
        ("democracy.quay.example", "https://democracy.quay.example/"),
        ("http://Democracy.Quay.example", "http://democracy.quay.example/"),
        ("https://www.quay.example/moderngov/", "https://www.quay.example/moderngov/"),
        ("www.quay.example/moderngov", "https://www.quay.example/moderngov/"),
        ("https://quay.example/mgListCommittees.aspx?bcr=1", "https://quay.example/"),
    ],
)
def test_a_host_or_an_address_in_it_names_the_site(given: str, base: str) -> None:
    assert base_address(given) == base


@pytest.mark.parametrize(
    "given", ["", "file:///etc/passwd", "ftp://quay.example", "https://me:pass@quay.example", "a:b"]
)
def test_what_is_no_web_address_is_refused(given: str) -> None:
    with pytest.raises(SyncError):
        base_address(given)


def _resolving(monkeypatch: pytest.MonkeyPatch, machine: str) -> None:
    def found(*_: object) -> list[tuple[int, int, int, str, tuple[str, int]]]:
        return [(socket.AF_INET, 1, 6, "", (machine, 443))]

    monkeypatch.setattr(socket, "getaddrinfo", found)


@pytest.mark.parametrize(
    "machine",
    [
        "127.0.0.1",
        "10.1.2.3",
        "192.168.0.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "::1",
        "fd00::1",
        "fe80::1%eth0",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
    ],
)
def test_nothing_private_is_connected_to_unless_a_person_named_it(
    monkeypatch: pytest.MonkeyPatch, machine: str
) -> None:
    _resolving(monkeypatch, machine)
    reach = Reach(["https://quay.example/"])
    reach.lead_to("https://files.example/a.pdf")
    reach.check("https://files.example/a.pdf")
    with pytest.raises(UnsafeAddressError, match="private"):
        reach.machine("https://files.example/a.pdf")
    assert reach.machine("https://quay.example/a.pdf") == machine


def test_a_public_machine_is_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    _resolving(monkeypatch, "93.184.216.34")
    reach = Reach(["https://quay.example/"])
    reach.lead_to("https://files.example/a.pdf")
    assert reach.machine("https://files.example/a.pdf") == "93.184.216.34"


@pytest.mark.parametrize(
    ("address", "before"),
    [
        ("https://elsewhere.example/a.pdf", None),
        ("https://elsewhere.example/a.pdf", "https://quay.example/a.pdf"),
        ("http://quay.example/a.pdf", "https://quay.example/a.pdf"),
        ("https://files.example:8443/a.pdf", None),
        ("https://user@quay.example/a.pdf", None),
        ("file:///etc/passwd", "https://quay.example/a.pdf"),
        ("gopher://quay.example/", None),
        ("https://quay.example/" + "a" * 3000, None),
        ("https://quay.example:99999/", None),
    ],
)
def test_an_address_that_leads_astray_is_refused(address: str, before: str | None) -> None:
    reach = Reach(["https://quay.example/"])
    reach.lead_to("https://files.example/b.pdf")
    with pytest.raises(UnsafeAddressError):
        reach.check(address, before)


@pytest.mark.parametrize(
    "address",
    ["https://quay.example/a.pdf", "https://www.quay.example/", "https://files.example/c.pdf"],
)
def test_the_site_its_twin_and_what_it_links_to_are_in_reach(address: str) -> None:
    reach = Reach(["https://quay.example/"])
    reach.lead_to("https://files.example/b.pdf")
    reach.check(address, "https://quay.example/")


@pytest.mark.parametrize(
    ("host", "here"),
    [("127.0.0.1", True), ("localhost", True), ("127.0.0.1.example", False), ("10.0.0.1", False)],
)
def test_this_computer_is_known_by_its_names(host: str, here: bool) -> None:
    assert is_loopback(host) is here


def test_a_host_that_is_not_known_is_a_fault() -> None:
    with pytest.raises(FetchError, match="not known"):
        Reach(["https://nowhere.invalid/"]).machine("https://nowhere.invalid/")


def test_a_redirect_to_another_place_is_not_followed(
    runs: Runs, site: Site, tmp_path: Path
) -> None:
    (tmp_path / "secret.pdf").write_bytes(pdf("SECRETFILE"))
    for to in (
        "http://169.254.169.254/latest",
        f"file://{tmp_path}/secret.pdf",
        "//other.example/",
    ):
        site.faults["/mgConvert2PDF.aspx"].append(status(302, Location=to))
    report = runs.run(site)
    assert len(report.faults) == 3
    assert report.counts[Became.NEW] == 3
    assert site.address in report.faults[0]


def test_a_redirect_within_the_site_is_followed(runs: Runs, site: Site) -> None:
    site.faults["/mgConvert2PDF.aspx"].append(status(302, Location="/mgConvert2PDF.aspx?ID=11"))
    report = runs.run(site)
    assert not report.faults
    assert report.counts[Became.NEW] == 6


def test_a_ring_of_redirects_ends(runs: Runs, site: Site) -> None:
    ring = status(302, Location="/mgConvert2PDF.aspx?ID=11")
    site.faults["/mgConvert2PDF.aspx"] += [ring] * 6
    assert "on and on" in runs.run(site).faults[0]


def test_a_link_of_the_site_may_lead_to_another_host_but_to_no_private_one(
    runs: Runs, site: Site
) -> None:
    """Both are this computer; by another name nobody has named it."""
    other = site.address.replace("127.0.0.1", "localhost") + "mgConvert2PDF.aspx?ID=11&a=.pdf"
    paper = Paper(31, "Elsewhere", b"", url=other)
    site.committees[1].meetings[0].items[0].papers.append(paper)
    report = runs.run(site)
    assert len(report.faults) == 1
    assert "localhost" in report.faults[0]


def test_a_link_to_a_web_page_is_no_paper(runs: Runs, site: Site) -> None:
    paper = Paper(32, "Have your say", b"", url="https://say.example/ferry", is_url=True)
    site.committees[1].meetings[0].items[0].papers.append(paper)
    report = runs.run(site)
    assert report.counts[Became.ELSEWHERE] == 1
    assert not report.faults
